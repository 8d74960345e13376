/* A match that comes true: its placements become rows of the placements table, and what it gave
 * each youth of the outcomes. */
#include "plan/adopt.h"

#include "base/memory.h"
#include "io/csv.h"
#include "memory.h"
#include "round/result_tables.h"
#include "runner.h"

#include <nextwork/status.h>

#include <glib.h>
#include <string.h>

static nw_table table_of(const nw_table_schema *schema, const char *text)
{
    nw_table table;
    nw_findings findings = {0};
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, schema), NEXTWORK_OK);
    if (text[0] != '\0')
        CU_ASSERT_EQUAL_FATAL(nw_csv_parse(&table, nw_text_of(text), "placements.csv", &findings),
                              NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(findings.errors, 0);
    nw_findings_clear(&findings);
    return table;
}

#define MATCHED "youth_id,post_id,company_id,start,end,fit,rank\n"

/* The table that comes of it as CSV, to be freed; NULL when it is refused. */
static char *adopted(const char *placements, const char *match)
{
    nw_table old = table_of(nw_schema(NW_PLACEMENTS), placements);
    nw_table matched = table_of(&nw_placements_schema, match), *with = NULL;
    char *csv = NULL, *text = NULL;
    int64_t bytes = 0, room = 0;
    nextwork_status status = nw_adopt(&with, &old, &matched);
    if (status == NEXTWORK_OK) {
        CU_ASSERT_EQUAL_FATAL(nw_csv_append(&csv, &bytes, &room, with), NEXTWORK_OK);
        text = g_strndup(csv, (gsize)bytes);
    } else
        CU_ASSERT_EQUAL(status, NEXTWORK_ERROR_DATA);
    nw_free(csv);
    nw_table_free(with);
    nw_table_clear(&old);
    nw_table_clear(&matched);
    return text;
}

#define HEADER                                                                                     \
    "placement_id,youth_id,post_id,company_id,industry_scheme,industry,function,start,end,"        \
    "weeks_attended,status,rating\n"

static void expect(const char *placements, const char *match, const char *rows)
{
    char *found = adopted(placements, match), *expected = g_strconcat(HEADER, rows, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    CU_ASSERT_STRING_EQUAL(found, expected);
    g_free(found);
    g_free(expected);
}

static void placements_become_planned_rows(void)
{
    expect("", MATCHED "A,P,K,2027-01-04,2027-04-05,7000,1\nB,Q,L,2027-01-04,2027-04-05,100,\n",
           "2027-01-04:1,A,P,,,,,2027-01-04,2027-04-05,,planned,\n"
           "2027-01-04:2,B,Q,,,,,2027-01-04,2027-04-05,,planned,\n");
}

static void rows_of_before_stay_whole(void)
{
    expect("youth_id,placement_id,company_id,function,start,end,status,weeks_attended,rating\n"
           "A,1,K,52,2026-01-05,2026-03-02,done,7,4\n"
           "C,2,L,,2027-01-04,2027-03-01,running,,\n",
           MATCHED "A,P,K,2027-01-04,2027-04-05,7000,1\n",
           "1,A,,K,,,52,2026-01-05,2026-03-02,7,done,4\n"
           "2,C,,L,,,,2027-01-04,2027-03-01,,running,\n"
           "2027-01-04:1,A,P,,,,,2027-01-04,2027-04-05,,planned,\n");
}

/* A and B trade; C keeps what it has. */
static void a_trade_ends_what_runs(void)
{
    expect("placement_id,youth_id,post_id,start,end,status\n"
           "1,A,P,2027-01-04,2027-04-05,running\n"
           "2,B,Q,2027-01-04,2027-04-05,running\n"
           "3,C,R,2027-01-04,2027-04-05,running\n",
           MATCHED "A,Q,L,2027-02-15,2027-04-05,1,1\nB,P,K,2027-02-15,2027-04-05,1,1\n"
                   "C,R,M,2027-02-15,2027-04-05,1,\n",
           "1,A,P,,,,,2027-01-04,2027-02-15,,running,\n"
           "2,B,Q,,,,,2027-01-04,2027-02-15,,running,\n"
           "3,C,R,,,,,2027-01-04,2027-04-05,,running,\n"
           "2027-02-15:1,A,Q,,,,,2027-02-15,2027-04-05,,planned,\n"
           "2027-02-15:2,B,P,,,,,2027-02-15,2027-04-05,,planned,\n");
}

static void ids_are_new(void)
{
    expect("placement_id,youth_id,post_id,start,end\n2027-01-04:1,B,P,2020-01-06,2020-03-02\n",
           MATCHED "A,P,K,2027-01-04,2027-04-05,7000,1\n",
           "2027-01-04:1,B,P,,,,,2020-01-06,2020-03-02,,,\n"
           "2027-01-04:2,A,P,,,,,2027-01-04,2027-04-05,,planned,\n");
}

static void what_cannot_be_is_refused(void)
{
    CU_ASSERT_PTR_NULL(adopted("", MATCHED "A,P,K,2027-01-04,2027-04-05,7000,1\n"
                                           "A,Q,K,2027-01-04,2027-04-05,7000,2\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "line 3: the youth is placed twice"));
    CU_ASSERT_PTR_NULL(adopted("placement_id,youth_id,post_id,start,end,status\n"
                               "1,A,Q,2027-02-01,2027-03-01,planned\n",
                               MATCHED "A,P,K,2027-01-04,2027-04-05,7000,1\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "row 1: the youth has this placement"));
}

/* A got the second wish and B a post that was none; of those without a post, C lost a contest, D is
 * barred from all posts and E wished for none. */
static void what_the_match_gave_is_an_outcome(void)
{
    static const char old[] = "youth_id,start,placed,rank\nC,2026-01-05,1,1\n";
    static const char left[] = "youth_id,reasons\n"
                               "C,\"P=contest(last open:3; own open:7)|Q=company-no\"\n"
                               "D,not-enrolled|too-old\nE,no-wishes\n";
    nw_table outcomes = table_of(nw_schema(NW_OUTCOMES), old), *with = NULL;
    nw_table matched =
        table_of(&nw_placements_schema, MATCHED "A,P,K,2027-01-04,2027-04-05,7000,2\n"
                                                "B,Q,L,2027-01-04,2027-04-05,100,\n");
    nw_table unplaced = table_of(&nw_unplaced_schema, left);
    int32_t start = matched.columns[NW_PLACED_START].ints[0];
    char *csv = NULL;
    int64_t bytes = 0, room = 0;
    CU_ASSERT_EQUAL_FATAL(nw_adopt_outcomes(&with, &outcomes, &matched, &unplaced, start),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_csv_append(&csv, &bytes, &room, with), NEXTWORK_OK);
    CU_ASSERT(nw_text_equal((nw_text){csv, bytes},
                            nw_text_of("youth_id,start,placed,rank\nC,2026-01-05,1,1\n"
                                       "A,2027-01-04,1,2\nB,2027-01-04,1,\nC,2027-01-04,0,\n")));
    nw_free(csv);
    nw_table_free(with);
    nw_table_clear(&outcomes);
    nw_table_clear(&matched);
    nw_table_clear(&unplaced);
}

/* Placements, a match's placed and unplaced, and outcomes. */
static nextwork_status adopt_once(void *context)
{
    const nw_table *tables = context;
    nw_table *placements, *outcomes;
    NW_TRY(nw_adopt(&placements, &tables[0], &tables[1]));
    nextwork_status status =
        nw_adopt_outcomes(&outcomes, &tables[3], &tables[1], &tables[2], 20000);
    nw_table_free(placements);
    if (status == NEXTWORK_OK)
        nw_table_free(outcomes);
    return status;
}

static void out_of_memory_is_a_status(void)
{
    nw_table tables[4] = {
        table_of(nw_schema(NW_PLACEMENTS), "placement_id,youth_id,post_id,start,end\n"
                                           "1,A,P,2020-01-06,2020-03-02\n"),
        table_of(&nw_placements_schema, MATCHED "A,P,K,2027-01-04,2027-04-05,7000,1\n"),
        table_of(&nw_unplaced_schema, "youth_id,reasons\nB,P=veto\n"),
        table_of(nw_schema(NW_OUTCOMES), "youth_id,start,placed\nA,2020-01-06,1\n")};
    CU_ASSERT(nw_test_each_allocation(adopt_once, tables) > 10);
    for (int t = 0; t < 4; t++)
        nw_table_clear(&tables[t]);
}

int main(void)
{
    static const nw_case cases[] = {
        {"placements become planned rows", placements_become_planned_rows},
        {"rows of before stay whole", rows_of_before_stay_whole},
        {"a trade ends what runs", a_trade_ends_what_runs},
        {"ids are new", ids_are_new},
        {"what cannot be is refused", what_cannot_be_is_refused},
        {"what the match gave is an outcome", what_the_match_gave_is_an_outcome},
        {"out of memory is a status", out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("adopt", cases);
}
