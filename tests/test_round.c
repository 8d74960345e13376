/* A round: its period, the rules of its first day, and what it knows of everybody's past. */
#include "fit/round.h"
#include "memory.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#define PAST                                                                                       \
    "placements: placement_id,youth_id,post_id,company_id,start,end,weeks_attended,status\n"
#define COMPANIES "companies: company_id\nC\nD\n"

static void period_is_whole_weeks(void)
{
    nw_cohort *cohort = nw_test_cohort("");
    static const int32_t weeks[] = {1, 13, 520};
    for (int i = 0; i < 3; i++) {
        nw_round *round;
        CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, weeks[i]), NEXTWORK_OK);
        CU_ASSERT_EQUAL(round->start, NW_TEST_START);
        CU_ASSERT_EQUAL(round->end, NW_TEST_START + 7 * weeks[i]);
        CU_ASSERT_EQUAL(round->weeks, weeks[i]);
        nw_round_unref(round);
    }
    nw_cohort_unref(cohort);
}

static void impossible_periods_are_refused(void)
{
    static const struct {
        int32_t start, weeks;
    } cases[] = {{NW_TEST_START, 0}, {NW_TEST_START, -1}, {NW_TEST_START, 521}, {NW_UNKNOWN, 13}};
    nw_cohort *cohort = nw_test_cohort("");
    for (int i = 0; i < 4; i++) {
        nw_round *round = NULL;
        CU_ASSERT_EQUAL(nw_round_new(&round, cohort, cases[i].start, cases[i].weeks),
                        NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT_PTR_NULL(round);
    }
    nw_cohort_unref(cohort);
}

static void holds_its_cohort(void)
{
    nw_cohort *cohort = nw_test_cohort("");
    nw_round *round;
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, 1), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    CU_ASSERT_PTR_EQUAL(nw_round_ref(round), round);
    nw_round_unref(round);
    CU_ASSERT_EQUAL(round->cohort->youths.count, 1); /* the address sanitizer would tell */
    nw_round_unref(round);
    nw_round_unref(NULL);
}

static void past_is_what_ended_by_the_start(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nX\nY\nZ\n" COMPANIES PAST
                                    "1,Y,,D,2026-11-01,2027-01-04,9,done\n"
                                    "2,Y,,C,2025-11-01,2026-01-04,,planned\n"
                                    "3,Y,,C,2027-01-04,2027-01-05,,\n"
                                    "4,Z,,C,2026-11-01,2027-01-05,,running\n");
    int32_t y = nw_test_youth(round->cohort, "Y");
    int32_t c = nw_test_company(round->cohort, "C"), d = nw_test_company(round->cohort, "D");
    const nw_past *past = &round->past[round->past_start[y]];
    CU_ASSERT_EQUAL(round->past_start[y], 0);
    CU_ASSERT_EQUAL_FATAL(round->past_start[y + 1], 2);
    CU_ASSERT_EQUAL(round->past_start[y + 2], 2);

    CU_ASSERT_EQUAL(past[0].company, c); /* the oldest first */
    CU_ASSERT_EQUAL(past[0].months, 12);
    CU_ASSERT_EQUAL(past[0].weeks, 9); /* 64 days */
    CU_ASSERT_EQUAL(past[0].strength, 4 * 5000);

    CU_ASSERT_EQUAL(past[1].company, d);
    CU_ASSERT_EQUAL(past[1].months, 0);
    CU_ASSERT_EQUAL(past[1].weeks, 9);
    CU_ASSERT_EQUAL(past[1].strength, NW_STRENGTH_ONE);
    nw_round_unref(round);
}

static void last_company_is_that_of_the_latest_end(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nV\nX\nY\nZ\n" COMPANIES PAST
                                    "1,Y,,D,2026-08-01,2026-12-01,,done\n"
                                    "2,Y,,C,2026-02-01,2026-08-01,,done\n"
                                    "3,Y,,C,2027-01-04,2027-02-01,,planned\n"
                                    "4,Z,,D,2026-02-01,2026-08-01,,done\n"
                                    "5,Z,,Z,2026-08-01,2026-12-01,,done\n"
                                    "6,V,,C,2026-12-01,2027-01-05,,running\n");
    const nw_cohort *cohort = round->cohort;
    CU_ASSERT_EQUAL(round->last_company[nw_test_youth(cohort, "Y")], nw_test_company(cohort, "D"));
    CU_ASSERT_EQUAL(round->last_company[nw_test_youth(cohort, "Z")], -1);
    CU_ASSERT_EQUAL(round->last_company[nw_test_youth(cohort, "X")], -1);
    CU_ASSERT_EQUAL(round->last_company[nw_test_youth(cohort, "V")], -1);
    CU_ASSERT_EQUAL(nw_latest_past(round, nw_test_youth(cohort, "Y"))->end, 20788);
    CU_ASSERT_PTR_NULL(nw_latest_past(round, nw_test_youth(cohort, "X")));
    nw_round_unref(round);
}

static void reasons_of_a_side_are_kept(void)
{
    nw_round *round = nw_test_round("youths: youth_id,enrolled,birth_year\nX,1,2005\nY,0,2015\n"
                                    "posts: post_id,company_id,seats,available_to\n"
                                    "P,C,0,2027-01-05\nQ,C,1,\n");
    const nw_cohort *cohort = round->cohort;
    CU_ASSERT_EQUAL(round->youth_reasons[nw_test_youth(cohort, "X")], 0);
    CU_ASSERT_EQUAL(round->youth_reasons[nw_test_youth(cohort, "Y")],
                    1u << NW_REASON_NOT_ENROLLED | 1u << NW_REASON_TOO_YOUNG);
    CU_ASSERT_EQUAL(round->post_reasons[nw_test_post(cohort, "P")],
                    1u << NW_REASON_NO_SEAT | 1u << NW_REASON_NOT_AVAILABLE);
    CU_ASSERT_EQUAL(round->post_reasons[nw_test_post(cohort, "Q")], 0);
    nw_round_unref(round);
}

static nextwork_status make_round(void *context)
{
    nw_round *round;
    NW_TRY(nw_round_new(&round, context, NW_TEST_START, NW_TEST_WEEKS));
    nw_round_unref(round);
    return NEXTWORK_OK;
}

static void running_out_of_memory_leaks_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 3);
    nw_cohort *cohort = nw_test_random_cohort(&random, 10, 4, 2);
    CU_ASSERT(nw_test_each_allocation(make_round, cohort) > 5);
    nw_cohort_unref(cohort);
}

int main(void)
{
    static const nw_case cases[] = {
        {"the period is whole weeks", period_is_whole_weeks},
        {"impossible periods are refused", impossible_periods_are_refused},
        {"a round holds its cohort", holds_its_cohort},
        {"past is what ended by the start", past_is_what_ended_by_the_start},
        {"the last company is that of the latest end", last_company_is_that_of_the_latest_end},
        {"reasons of youth and post are kept", reasons_of_a_side_are_kept},
        {"running out of memory leaks nothing", running_out_of_memory_leaks_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("round", cases);
}
