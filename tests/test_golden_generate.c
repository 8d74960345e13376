/* A synthetic cohort is the same to the byte with every compiler: hashes of its CSV files. They
 * change only when the generator is meant to make other cohorts, with a line in the changelog. */
#include "base/memory.h"
#include "base/random.h"
#include "generate/generate.h"
#include "io/csv.h"
#include "runner.h"

#include <inttypes.h>
#include <stdio.h>

#define HASH_KEY 2027

static uint64_t hash_of(const nw_table *table)
{
    char *text = NULL;
    int64_t bytes = 0, room = 0;
    CU_ASSERT_EQUAL_FATAL(nw_csv_append(&text, &bytes, &room, table), NEXTWORK_OK);
    uint64_t hash = nw_keyed_hash(0, HASH_KEY, text, bytes);
    nw_free(text);
    return hash;
}

static void expect(const nw_table *table, uint64_t expected)
{
    uint64_t hash = hash_of(table);
    if (hash != expected)
        printf("\n    %s is 0x%016" PRIx64 " ", table->schema->name, hash);
    CU_ASSERT_EQUAL(hash, expected);
}

static void site_stays(void)
{
    static const uint64_t expected[NW_FITS] = {
        [NW_YOUTHS] = UINT64_C(0x3ef836e771303a61),
        [NW_COMPANIES] = UINT64_C(0x19cb2eb556103f21),
        [NW_POSTS] = UINT64_C(0x9cf42561c27550c5),
        [NW_WISHES] = UINT64_C(0x113db38f8fb718ff),
        [NW_ANSWERS] = UINT64_C(0xe0eab491097721a7),
        [NW_INTERESTS] = UINT64_C(0xa4ddae37ca5f3ac6),
        [NW_PLACEMENTS] = UINT64_C(0xf5a4b3979336ae8d),
        [NW_TRAVEL] = UINT64_C(0x385975538a5be6e6),
    };
    nw_knobs knobs;
    nw_table tables[NW_TABLES];
    char *policy;
    CU_ASSERT_FATAL(nw_knobs_of(&knobs, "site"));
    CU_ASSERT_EQUAL_FATAL(nw_generate(tables, &policy, &knobs), NEXTWORK_OK);
    for (int t = 0; t < NW_FITS; t++)
        expect(&tables[t], expected[t]);
    CU_ASSERT_STRING_EQUAL(policy, "# A synthetic cohort: nobody in it exists. What is not stated "
                                   "here is as in the default policy.\n"
                                   "[policy]\nid = synthetic\n\n"
                                   "[round]\nstart = 2027-01-04\nweeks = 13\n");
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
    nw_free(policy);
}

int main(void)
{
    static const nw_case cases[] = {{"the site scenario stays", site_stays}, {NULL, NULL}};
    return nw_run_cases("golden generate", cases);
}
