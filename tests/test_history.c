/* History: what a plan puts into earlier periods counts as rows of the placements table do. The
 * oracle is a cohort with those rows written out. */
#include "plan/history.h"

#include "base/dates.h"
#include "base/random.h"
#include "fit/fit.h"
#include "memory.h"
#include "runner.h"
#include "small_cohort.h"

#include <glib.h>

enum { YOUTHS = 4, POSTS = 6, PERIODS = 4 };

/* K and L are of one owner; B wishes to come back to K; C has a placement that runs into the first
 * period, and D one that is planned for the third. */
static const char *const tables =
    "youths: youth_id,intent\nA,explore\nB,deepen\nC,neutral\nD,explore\n"
    "companies: company_id,owner_id,industry_scheme,industry,headcount\n"
    "K,O,DB07,4711,10\nL,O,DB07,4721,40\nM,,DB07,62,\nN,,DB25,8891,3\n"
    "posts: post_id,company_id,function,seats,available_from\n"
    "P,K,5223,2,\nQ,K,9333,2,\nR,L,5223,1,\nS,M,2512,3,\nT,M,35,1,2027-03-01\nU,N,5311,1,\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nA,S,2\nB,P,1\nB,Q,2\nC,R,1\nD,U,1\nD,S,1\n";
static const char *const with_placements =
    "placements: placement_id,youth_id,post_id,company_id,start,end,weeks_attended,status\n"
    "1,A,S,,2026-03-02,2026-05-04,7,done\n"
    "2,C,,K,2026-11-02,2027-02-01,,running\n"
    "3,D,U,,2027-07-05,2027-10-04,,planned\n"
    "4,D,Q,,2026-06-01,2026-06-29,2,done\n";
static const char *const without_placements =
    "placements: placement_id,youth_id,post_id,start,end,status\n";

static const char *const youth_ids[YOUTHS] = {"A", "B", "C", "D"};
static const char *const post_ids[POSTS] = {"P", "Q", "R", "S", "T", "U"};

/* Everybody goes somewhere at random, but D stays out in the third period. */
static void draw(int32_t post_of[PERIODS * YOUTHS], nw_random *random)
{
    for (int i = 0; i < PERIODS * YOUTHS; i++)
        post_of[i] = (int32_t)nw_random_below(random, POSTS + 1) - 1;
    post_of[2 * YOUTHS + 3] = -1;
    post_of[2] = -1;
}

/* The cohort's text with the first periods as rows of the placements table. */
static GString *written_out(const char *placements, const nw_calendar *calendar,
                            const int32_t *post_of, int periods)
{
    GString *text = g_string_new(tables);
    g_string_append(text, placements);
    bool short_rows = placements == without_placements;
    for (int t = 0; t < periods; t++)
        for (int y = 0; y < YOUTHS; y++) {
            char start[11], end[11];
            if (post_of[t * YOUTHS + y] < 0)
                continue;
            nw_date_format(start, calendar->period[t].start);
            nw_date_format(end, calendar->period[t].end);
            g_string_append_printf(text, "p%d,%s,%s,%s%s,%s,%splanned\n", 10 * t + y, youth_ids[y],
                                   post_ids[post_of[t * YOUTHS + y]], short_rows ? "" : ",", start,
                                   end, short_rows ? "" : ",");
        }
    return text;
}

static void compare(const nw_round *round, const nw_round *expected)
{
    for (int32_t y = 0; y < YOUTHS; y++)
        for (int32_t p = 0; p < POSTS; p++) {
            nw_fit found, should;
            nw_fit_pair(&found, round, y, p);
            nw_fit_pair(&should, expected, y, p);
            CU_ASSERT_EQUAL(found.fit, should.fit);
            CU_ASSERT_EQUAL(found.coverage, should.coverage);
            CU_ASSERT_EQUAL(found.reasons, should.reasons);
        }
}

static nw_round *round_of(const char *text, nw_period period)
{
    nw_cohort *cohort = nw_test_cohort(text);
    nw_round *round = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, period.start, period.weeks), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    return round;
}

static void follow_as_written_rows_do(const char *own, const char *written)
{
    nw_calendar calendar;
    CU_ASSERT_EQUAL_FATAL(nw_calendar_read(&calendar,
                                           "2027-01-04/13,2027-04-12/3,2027-07-05/13,2028-10-02/26",
                                           NW_LEAST_PERIODS),
                          NEXTWORK_OK);
    char *text = g_strconcat(tables, own, NULL);
    nw_cohort *cohort = nw_test_cohort(text);
    nw_random random = nw_random_start(nw_test_seed(), 71);
    for (int n = 0; n < 100; n++) {
        int32_t post_of[PERIODS * YOUTHS], period = n % PERIODS;
        nw_round *round;
        draw(post_of, &random);
        const char *rows = period == 0 ? own : written;
        GString *literal = written_out(rows, &calendar, post_of, period);
        CU_ASSERT_EQUAL_FATAL(nw_round_in_plan(&round, cohort, &calendar, post_of, period),
                              NEXTWORK_OK);
        nw_round *expected = round_of(literal->str, calendar.period[period]);
        compare(round, expected);
        nw_round_unref(round);
        nw_round_unref(expected);
        g_string_free(literal, TRUE);
    }
    nw_cohort_unref(cohort);
    g_free(text);
}

static void earlier_periods_are_rows_of_the_table(void)
{
    follow_as_written_rows_do(with_placements, with_placements);
}

/* Without a table of placements novelty is unknown at first, and known from the second period on.
 */
static void without_a_table_there_is_one_from_the_second_period(void)
{
    follow_as_written_rows_do("", without_placements);
}

static void a_round_outlives_who_asked_for_it(void)
{
    nw_cohort *cohort = nw_test_cohort(tables);
    nw_calendar calendar = nw_calendar_of(NW_TEST_START, NW_TEST_WEEKS, 2);
    const int32_t post_of[2 * YOUTHS] = {0, 1, 2, 3, -1, -1, -1, -1};
    nw_round *round = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_round_in_plan(&round, cohort, &calendar, post_of, 1), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    CU_ASSERT_EQUAL(round->last_company[0], 0);
    CU_ASSERT_EQUAL(round->cohort->youths.count, YOUTHS);
    nw_round_unref(round);
}

static nextwork_status make(void *context)
{
    nw_cohort *cohort = context;
    nw_calendar calendar = nw_calendar_of(NW_TEST_START, NW_TEST_WEEKS, 2);
    const int32_t post_of[2 * YOUTHS] = {0, 1, 2, 3, -1, -1, -1, -1};
    nw_round *round;
    NW_TRY(nw_round_in_plan(&round, cohort, &calendar, post_of, 1));
    nw_round_unref(round);
    return NEXTWORK_OK;
}

static void out_of_memory_is_a_status(void)
{
    nw_cohort *cohort = nw_test_cohort(tables);
    CU_ASSERT(nw_test_each_allocation(make, cohort) > 5);
    nw_cohort_unref(cohort);
}

int main(void)
{
    static const nw_case cases[] = {
        {"earlier periods are rows of the table", earlier_periods_are_rows_of_the_table},
        {"without a table there is one from the second period",
         without_a_table_there_is_one_from_the_second_period},
        {"a round outlives who asked for it", a_round_outlives_who_asked_for_it},
        {"out of memory is a status", out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("history", cases);
}
