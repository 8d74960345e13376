/* Results beside each other: every figure by its definition. */
#include "round/quality.h"

#include "random_round.h"
#include "round/matching.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/compare.h>
#include <nextwork/monitor.h>
#include <nextwork/table.h>

#include <string.h>

#define INSTANCES 600

static nw_result *match(nw_round *round, const char *mechanism, uint64_t seed, bool extend)
{
    nw_match_options options = {
        .mechanism = mechanism, .seed = seed, .extend = extend, .threads = 1};
    nw_result *result = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    return result;
}

static nw_quality quality_of(const nw_result *result)
{
    nw_quality quality;
    CU_ASSERT_EQUAL_FATAL(nw_quality_of(&quality, result), NEXTWORK_OK);
    return quality;
}

/* ---- claims, by going through all youths and posts ------------------------------------------- */

static int32_t tier_at(const nw_result *result, int32_t youth, int32_t post)
{
    return nw_pair_tier(result->round->cohort, youth, post);
}

static bool ranks_better(const nw_result *result, int32_t youth, int32_t post)
{
    const nw_cohort *cohort = result->round->cohort;
    int32_t rank = nw_wish_rank(cohort, youth, post), own = result->post_of[youth];
    if (rank == NW_UNKNOWN || nw_pair_reasons(result->round, youth, post) != 0)
        return false;
    int32_t own_rank = own < 0 ? NW_UNKNOWN : nw_wish_rank(cohort, youth, own);
    return own_rank == NW_UNKNOWN || rank < own_rank;
}

/* Whether somebody else at the post, or anywhere at its company, has a worse answer there. */
static bool somebody_worse(const nw_result *result, int32_t youth, int32_t post, bool anywhere)
{
    const int32_t *company = result->round->cohort->posts.company;
    for (int32_t z = 0; z < result->round->cohort->youths.count; z++) {
        int32_t at = result->post_of[z];
        if (z == youth || at < 0 || (anywhere ? company[at] != company[post] : at != post))
            continue;
        if (tier_at(result, z, at) > tier_at(result, youth, post))
            return true;
    }
    return false;
}

static bool blocks(const nw_result *result, int32_t youth, int32_t post)
{
    const nw_round *round = result->round;
    const int32_t *company = round->cohort->posts.company;
    int32_t own = result->post_of[youth], at_post = 0, at_company = 0;
    int32_t cap = round->capacity.company_free[company[post]];
    for (int32_t z = 0; z < round->cohort->youths.count; z++) {
        at_post += result->post_of[z] == post;
        at_company += result->post_of[z] >= 0 && company[result->post_of[z]] == company[post];
    }
    if (round->capacity.post_free[post] == 0 || cap == 0)
        return false;
    if (at_post == round->capacity.post_free[post])
        return somebody_worse(result, youth, post, false);
    bool moves = own >= 0 && company[own] == company[post] &&
                 tier_at(result, youth, post) <= tier_at(result, youth, own);
    return at_company < cap || moves || somebody_worse(result, youth, post, true);
}

static void claims_are_counted_pair_by_pair(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 1);
    int64_t all_blocking = 0, all_envious = 0;
    for (int n = 0; n < INSTANCES; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){9, 3, 6});
        nw_round *round = nw_test_round(text->str);
        nw_result *result = match(round, "serial-dictatorship", (uint64_t)n, n % 2 == 0);
        int64_t blocking = 0, envious = 0;
        for (int32_t y = 0; y < 9; y++) {
            bool envies = false;
            for (int32_t p = 0; p < 6; p++)
                if (ranks_better(result, y, p)) {
                    blocking += blocks(result, y, p);
                    envies = envies || somebody_worse(result, y, p, false);
                }
            envious += envies;
        }
        nw_quality quality = quality_of(result);
        CU_ASSERT_EQUAL(quality.blocking, blocking);
        CU_ASSERT_EQUAL(quality.envious, envious);
        all_blocking += blocking;
        all_envious += envious;
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
    CU_ASSERT(all_blocking > INSTANCES / 4 && all_envious > INSTANCES / 4);
}

static void nobody_has_a_claim_on_a_stable_result(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 2);
    for (int n = 0; n < INSTANCES; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){9, 3, 6});
        nw_round *round = nw_test_round(text->str);
        nw_result *result = match(round, "deferred-acceptance", (uint64_t)n, n % 2 == 0);
        nw_quality quality = quality_of(result);
        CU_ASSERT_EQUAL(quality.blocking, 0);
        CU_ASSERT_EQUAL(quality.envious, 0);
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

/* ---- placements ------------------------------------------------------------------------------ */

/* Who is where is written into the result: what made it does not matter. */
static void ranks_and_fits_are_added_up(void)
{
    nw_round *round = nw_test_round(
        "youths: youth_id\nA\nB\nC\nD\nE\nF\nG\n"
        "posts: post_id,company_id,seats\nP,C,9\nQ,C,9\n"
        "wishes: youth_id,post_id,rank\nA,P,1\nB,P,2\nC,P,3\nD,P,4\nE,P,17\nF,Q,1\n"
        "fits: youth_id,post_id,fit\nA,P,10\nB,P,20\nC,P,30\nD,P,40\nE,P,50\nF,P,60\n");
    nw_result *result = match(round, "deferred-acceptance", 1, false);
    for (int32_t y = 0; y < 7; y++)
        result->post_of[y] = y < 6 ? 0 : -1;
    nw_result_set_fits(result);
    nw_quality q = quality_of(result);
    CU_ASSERT_EQUAL(q.placed, 6);
    CU_ASSERT_EQUAL(q.unplaced, 1);
    CU_ASSERT_EQUAL(q.ranked[0], 1);
    CU_ASSERT_EQUAL(q.ranked[1], 1);
    CU_ASSERT_EQUAL(q.ranked[2], 1);
    CU_ASSERT_EQUAL(q.ranked[3], 2);
    CU_ASSERT_EQUAL(q.unlisted, 1);
    CU_ASSERT_EQUAL(q.worst_rank, 17);
    CU_ASSERT_EQUAL(q.fit, 210);
    CU_ASSERT_EQUAL(q.blocking, 1); /* F wants Q, which is empty: a claim, */
    CU_ASSERT_EQUAL(q.envious, 0);  /* and nobody to envy */
    nw_result_unref(result);
    nw_round_unref(round);
}

static void equals_have_no_claim(void)
{
    static const struct {
        const char *answers;
        int64_t claims;
    } cases[] = {
        {"", 0},
        {"answers: post_id,youth_id,answer\nP,A,maybe\nP,B,maybe\n", 0},
        {"answers: post_id,youth_id,answer\nP,A,yes\nP,B,maybe\n", 0},
        {"answers: post_id,youth_id,answer\nP,A,maybe\nP,B,yes\n", 1},
        {"answers: post_id,youth_id,answer\nP,B,maybe\n", 1},
        {"answers: post_id,youth_id,answer\nP,B,no\n", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = g_strconcat("youths: youth_id\nA\nB\n"
                                 "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n",
                                 cases[i].answers, NULL);
        nw_round *round = nw_test_round(text);
        nw_result *result = match(round, "deferred-acceptance", 1, false);
        result->post_of[0] = 0;
        result->post_of[1] = -1;
        nw_result_set_fits(result);
        nw_quality q = quality_of(result);
        CU_ASSERT_EQUAL(q.blocking, cases[i].claims);
        CU_ASSERT_EQUAL(q.envious, cases[i].claims);
        nw_result_unref(result);
        nw_round_unref(round);
        g_free(text);
    }
}

static void an_industry_is_new_once(void)
{
    static const struct {
        const char *past; /* industry of a placement that ended */
        const char *here; /* of the company */
        int64_t new;
    } cases[] = {
        {"561010", "4711", 1}, {"471120", "4711", 0}, {"47", "4711", 0},
        {"4711", "", 0},       {"", "4711", 1},       {"46", "4711", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = g_strdup_printf(
            "companies: company_id,industry_scheme,industry\nC,%s,%s\n"
            "wishes: youth_id,post_id,rank\nY,P,1\n"
            "placements: placement_id,youth_id,industry_scheme,industry,function,start,end,status\n"
            "H,Y,%s,%s,5223,2026-01-05,2026-03-02,done\n",
            *cases[i].here == '\0' ? "" : "DB07", cases[i].here,
            *cases[i].past == '\0' ? "" : "DB07", cases[i].past);
        nw_round *round = nw_test_round(text);
        nw_result *result = match(round, "deferred-acceptance", 1, false);
        nw_quality q = quality_of(result);
        CU_ASSERT_EQUAL(q.placed, 1);
        CU_ASSERT_EQUAL(q.new_divisions, cases[i].new);
        nw_result_unref(result);
        nw_round_unref(round);
        g_free(text);
    }
}

/* Y goes from P to Q of one industry, or to R of another. */
static void where_a_youth_stands_is_not_new_to_the_youth(void)
{
    static const struct {
        const char *wish;
        int64_t new;
    } cases[] = {{"P", 0}, {"Q", 0}, {"R", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = g_strdup_printf("companies: company_id,industry_scheme,industry\n"
                                     "C,DB07,471110\nD,DB07,472100\nE,DB07,561010\n"
                                     "posts: post_id,company_id,seats\nP,C,1\nQ,D,1\nR,E,1\n"
                                     "wishes: youth_id,post_id,rank\nY,%s,1\n"
                                     "placements: placement_id,youth_id,post_id,start,end,status\n"
                                     "H,Y,P,2026-12-01,2027-02-01,running\n",
                                     cases[i].wish);
        nw_round *round = nw_test_round(text);
        nw_result *result = match(round, "top-trading-cycles", 1, false);
        nw_quality q = quality_of(result);
        CU_ASSERT_EQUAL(q.placed, 1);
        CU_ASSERT_EQUAL(q.running, 1);
        CU_ASSERT_EQUAL(q.new_divisions, cases[i].new);
        nw_result_unref(result);
        result = match(round, "deferred-acceptance", 1, false);
        CU_ASSERT_EQUAL(quality_of(result).running, 0);
        nw_result_unref(result);
        nw_round_unref(round);
        g_free(text);
    }
}

/* ---- the table ------------------------------------------------------------------------------- */

static void a_row_a_result_in_the_order_given(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n");
    nw_result *results[2] = {match(round, "serial-dictatorship", 4, false),
                             match(round, "deferred-acceptance", 3, false)};
    nextwork_table *table;
    int64_t column, seed, bytes;
    const char *text;
    const nextwork_result *const given[2] = {results[0], results[1]};
    CU_ASSERT_EQUAL_FATAL(nextwork_result_compare(&table, given, 2), NEXTWORK_OK);
    CU_ASSERT_EQUAL(table->rows, 2);
    for (int64_t row = 0; row < 2; row++) {
        CU_ASSERT_EQUAL(nextwork_table_find(&column, table, "seed"), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nextwork_table_int64(&seed, table, row, column), NEXTWORK_OK);
        CU_ASSERT_EQUAL(seed, 4 - row);
        CU_ASSERT_EQUAL(nextwork_table_text(&text, &bytes, table, row, 0), NEXTWORK_OK);
        CU_ASSERT(
            nw_text_equal((nw_text){text, bytes}, nw_text_of(results[row]->options.mechanism)));
    }
    nextwork_table_free(table);
    nw_result_unref(results[0]);
    nw_result_unref(results[1]);
    nw_round_unref(round);
}

static void no_wish_met_has_no_worst_rank(void)
{
    nw_round *round = nw_test_round("");
    nw_result *result = match(round, "deferred-acceptance", 1, false);
    const nextwork_result *one = result;
    nextwork_table *table;
    int64_t column, worst;
    CU_ASSERT_EQUAL_FATAL(nextwork_result_compare(&table, &one, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_table_find(&column, table, "worst_rank"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_table_int64(&worst, table, 0, column), NEXTWORK_OK);
    CU_ASSERT_EQUAL(worst, NEXTWORK_UNKNOWN);
    nextwork_table_free(table);
    nw_result_unref(result);
    nw_round_unref(round);
}

static void what_cannot_be_compared_is_refused(void)
{
    nw_round *here = nw_test_round(""), *elsewhere = nw_test_round(""), *later;
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&later, here->cohort, NW_TEST_START + 7, 13), NEXTWORK_OK);
    nextwork_monitor *monitor;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    nextwork_monitor_cancel(monitor);
    nw_match_options options = {.mechanism = "deferred-acceptance", .seed = 1, .threads = 1};
    nw_result *stopped;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&stopped, here, &options, monitor), NEXTWORK_OK);
    nw_result *first = match(here, "deferred-acceptance", 1, false);
    nw_result *others[] = {match(elsewhere, "deferred-acceptance", 1, false),
                           match(later, "deferred-acceptance", 1, false), stopped};
    nextwork_table *table = NULL;
    for (int i = 0; i < 3; i++) {
        const nextwork_result *const both[] = {first, others[i]};
        CU_ASSERT_EQUAL(nextwork_result_compare(&table, both, 2),
                        i < 2 ? NEXTWORK_ERROR_ARGUMENT : NEXTWORK_ERROR_STATE);
        CU_ASSERT_EQUAL(nextwork_result_compare(&table, both, 0), NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT_PTR_NULL(table);
        nw_result_unref(others[i]);
    }
    nw_result_unref(first);
    nextwork_monitor_free(monitor);
    nw_round_unref(here);
    nw_round_unref(elsewhere);
    nw_round_unref(later);
}

int main(void)
{
    static const nw_case cases[] = {
        {"claims are counted pair by pair", claims_are_counted_pair_by_pair},
        {"nobody has a claim on a stable result", nobody_has_a_claim_on_a_stable_result},
        {"ranks and fits are added up", ranks_and_fits_are_added_up},
        {"equals have no claim", equals_have_no_claim},
        {"an industry is new once", an_industry_is_new_once},
        {"where a youth stands is not new to the youth",
         where_a_youth_stands_is_not_new_to_the_youth},
        {"a row a result, in the order given", a_row_a_result_in_the_order_given},
        {"no wish met has no worst rank", no_wish_met_has_no_worst_rank},
        {"what cannot be compared is refused", what_cannot_be_compared_is_refused},
        {NULL, NULL},
    };
    return nw_run_cases("quality", cases);
}
