/* The fit: a weighted mean rounded once, its coverage, its parts, and own scores in its place. */
#include "fit/fit.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <stdlib.h>
#include <string.h>

static nw_fit fit_of(const char *tables)
{
    nw_round *round = nw_test_round(tables);
    nw_fit fit;
    nw_fit_pair(&fit, round, nw_test_youth(round->cohort, "Y"), nw_test_post(round->cohort, "P"));
    nw_round_unref(round);
    return fit;
}

static void nothing_known_is_all_neutral(void)
{
    /* Known without any input: support (no needs), skill (none wanted), room. */
    nw_fit fit = fit_of("");
    CU_ASSERT_EQUAL(fit.coverage, 1400); /* 8 + 3 + 3 of 100 */
    /* 30*2500 + 15*5000 + 12*5000 + 10*5000 + 8*5000 + 8*10000 + 7*5000 + 4*6667 + 6*10000 */
    CU_ASSERT_EQUAL(fit.fit, 5017);
    CU_ASSERT_EQUAL(fit.reasons, 0);
    CU_ASSERT_FALSE(fit.own);
}

static void fit_is_the_weighted_mean(void)
{
    static const char *const only_two =
        "wishes: youth_id,post_id,rank\nY,P,2\n"
        "policy:\n[weights]\nwish=2\nnovelty=0\nmutual=0\ntravel=0\ngoal=0\nsupport=0\nhours=0\n"
        "reliability=1\nskill=0\nroom=0\n";
    nw_fit fit = fit_of(only_two);
    CU_ASSERT_EQUAL(fit.fit, 8622); /* (2 * 9600 + 6667) / 3 = 8622.3 */
    CU_ASSERT_EQUAL(fit.coverage, 6667);
}

static void halves_round_up(void)
{
    nw_fit fit = fit_of("policy:\n[policy]\noverride_reason=test\n[terms]\nneutral_wish=1\n"
                        "neutral_goal=2\n[weights]\nwish=1\nnovelty=0\nmutual=0\ntravel=0\ngoal=1\n"
                        "support=0\nhours=0\nreliability=0\nskill=0\nroom=0\n");
    CU_ASSERT_EQUAL(fit.fit, 2); /* 1.5 */
    CU_ASSERT_EQUAL(fit.coverage, 0);
}

static void own_score_takes_the_place(void)
{
    static const char *const tables = "wishes: youth_id,post_id,veto\nY,P,1\n"
                                      "fits: youth_id,post_id,fit\nY,P,1234\n";
    nw_fit own = fit_of(tables), other = fit_of("wishes: youth_id,post_id,veto\nY,P,1\n");
    CU_ASSERT(own.own);
    CU_ASSERT_EQUAL(own.fit, 1234);
    CU_ASSERT_EQUAL(own.coverage, 10000);
    CU_ASSERT_EQUAL(own.reasons, 1u << NW_REASON_VETO);
    CU_ASSERT_EQUAL(memcmp(own.value, other.value, sizeof own.value), 0);
    CU_ASSERT_EQUAL(memcmp(own.known, other.known, sizeof own.known), 0);
}

static void own_score_of_zero_counts(void)
{
    nw_fit own = fit_of("fits: youth_id,post_id,fit\nY,P,0\n");
    CU_ASSERT(own.own);
    CU_ASSERT_EQUAL(own.fit, 0);
}

static void parts_of_a_fit(void)
{
    nw_round *round = nw_test_round("wishes: youth_id,post_id,rank\nY,P,1\n");
    /* Weights 30 15 12 10 8 8 7 4 3 3. Exact: 3000, 750, 600, 500, 400, 800, 350, 266.68, 300, 300
     * are 7266.68; the only fraction is reliability's. */
    static const int32_t expected[NW_TERMS] = {3000, 750, 600, 500, 400, 800, 350, 267, 300, 300};
    nw_fit fit;
    int32_t parts[NW_TERMS];
    nw_fit_pair(&fit, round, 0, 0);
    nw_fit_parts(parts, round, &fit);
    CU_ASSERT_EQUAL(fit.fit, 7267);
    for (int term = 0; term < NW_TERMS; term++)
        CU_ASSERT_EQUAL(parts[term], expected[term]);
    nw_round_unref(round);
}

static void equal_remainders_go_to_the_earlier_term(void)
{
    nw_round *round = nw_test_round(
        "policy:\n[policy]\noverride_reason=test\n[terms]\nneutral_wish=1\nneutral_novelty=1\n"
        "neutral_mutual=1\nneutral_travel=1\n[weights]\nwish=1\nnovelty=1\nmutual=1\ntravel=1\n"
        "goal=0\nsupport=0\nhours=0\nreliability=0\nskill=0\nroom=0\n");
    nw_fit fit;
    int32_t parts[NW_TERMS];
    nw_fit_pair(&fit, round, 0, 0);
    nw_fit_parts(parts, round, &fit);
    CU_ASSERT_EQUAL(fit.fit, 1); /* four quarters */
    CU_ASSERT_EQUAL(parts[NW_TERM_WISH], 1);
    CU_ASSERT_EQUAL(parts[NW_TERM_NOVELTY] + parts[NW_TERM_MUTUAL] + parts[NW_TERM_TRAVEL], 0);
    nw_round_unref(round);
}

/* --- properties over random cohorts --------------------------------------------------------- */

static void check_pair(const nw_round *round, int32_t youth, int32_t post)
{
    const int32_t *weights = round->cohort->policy.weights;
    nw_fit fit;
    int32_t parts[NW_TERMS];
    int64_t total = 0, known = 0, all = 0, sum = 0;
    nw_fit_pair(&fit, round, youth, post);
    nw_fit_parts(parts, round, &fit);
    for (int term = 0; term < NW_TERMS; term++) {
        CU_ASSERT_FATAL(fit.value[term] >= 0 && fit.value[term] <= 10000);
        int64_t exact = (int64_t)weights[term] * fit.value[term]; /* over all */
        total += exact;
        all += weights[term];
        known += fit.known[term] ? weights[term] : 0;
        sum += parts[term];
        if (!fit.known[term])
            CU_ASSERT_EQUAL_FATAL(fit.value[term], round->cohort->policy.terms.neutral[term]);
        if (!fit.own) /* within one of the exact contribution */
            CU_ASSERT_FATAL(llabs(parts[term] * (int64_t)round->weight_sum - exact) <
                            round->weight_sum);
    }
    CU_ASSERT_EQUAL_FATAL(nw_pair_reasons(round, youth, post), fit.reasons);
    CU_ASSERT_EQUAL_FATAL(nw_pair_allowed(round, youth, post), fit.reasons == 0);
    if (fit.own) {
        CU_ASSERT_EQUAL_FATAL(sum, 0);
        return;
    }
    CU_ASSERT_EQUAL_FATAL(sum, fit.fit);
    CU_ASSERT_FATAL(llabs(2 * (fit.fit * all - total)) <= all);
    CU_ASSERT_FATAL(llabs(2 * (fit.coverage * all - 10000 * known)) <= all);
}

static void parts_sum_to_the_fit(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 2);
    for (int run = 0; run < 10; run++) {
        nw_cohort *cohort = nw_test_random_cohort(&random, 40, 12, 2);
        nw_round *round;
        CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, NW_TEST_WEEKS), 0);
        for (int32_t y = 0; y < cohort->youths.count; y++)
            for (int32_t p = 0; p < cohort->posts.count; p++)
                check_pair(round, y, p);
        nw_round_unref(round);
        nw_cohort_unref(cohort);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"nothing known is all neutral", nothing_known_is_all_neutral},
        {"the fit is the weighted mean", fit_is_the_weighted_mean},
        {"halves round up", halves_round_up},
        {"an own score takes its place", own_score_takes_the_place},
        {"an own score of 0 counts", own_score_of_zero_counts},
        {"parts of a fit", parts_of_a_fit},
        {"equal remainders go to the earlier term", equal_remainders_go_to_the_earlier_term},
        {"parts sum to the fit, terms stay in range", parts_sum_to_the_fit},
        {NULL, NULL},
    };
    return nw_run_cases("fit", cases);
}
