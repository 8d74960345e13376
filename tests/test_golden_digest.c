/* The digest of a cohort is part of every certificate: its bytes change only with the changelog. */
#include "runner.h"
#include "tables.h"

#include "cohort/cohort.h"

#include <stdio.h>

#define GOLDEN "fd364ba8179fb2b27d599415483e4742eca17c053de3c22681994c8bb49476ef"

static void digest_of_the_full_cohort(void)
{
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    char hex[65];
    nw_test_tables(tables, nw_test_full_cohort, &findings);
    CU_ASSERT_EQUAL_FATAL(nw_cohort_freeze(&cohort, tables, NULL, NULL, &findings), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_cohort_digest(hex, cohort), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(hex, GOLDEN);
    if (strcmp(hex, GOLDEN) != 0)
        printf("\n    is %s\n", hex);
    nw_cohort_unref(cohort);
    nw_findings_clear(&findings);
    nw_test_tables_clear(tables);
}

int main(void)
{
    static const nw_case cases[] = {
        {"digest of the full cohort", digest_of_the_full_cohort},
        {NULL, NULL},
    };
    return nw_run_cases("golden_digest", cases);
}
