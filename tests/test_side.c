/* A round with option side = posts: who gets what, what it costs youths, and that verification
 * tells the two ends of the stable matchings apart. */
#include "forgery.h"
#include "random_round.h"
#include "round/chances.h"
#include "round/matching.h"
#include "round/verify/verify_post_optimal.h"
#include "round/verify/verify_stable.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <string.h>

static nw_match_options options_of(bool post_optimal, bool extend)
{
    return (nw_match_options){.mechanism = "deferred-acceptance",
                              .seed = 1,
                              .extend = extend,
                              .post_optimal = post_optimal,
                              .threads = 2};
}

static nw_result *match(nw_round *round, bool post_optimal, bool extend)
{
    nw_match_options options = options_of(post_optimal, extend);
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->outcome, NEXTWORK_OUTCOME_STABLE);
    CU_ASSERT_EQUAL(result->blocking_pairs, 0);
    return result;
}

static bool is_at(const nw_result *result, const char *youth, const char *post)
{
    const nw_cohort *cohort = result->round->cohort;
    return result->post_of[nw_test_youth(cohort, youth)] == nw_test_post(cohort, post);
}

/* Each youth likes best the post whose company likes the other best. */
#define CROSSED                                                                                    \
    "youths: youth_id\nA\nB\n"                                                                     \
    "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
#define CROSSED_ANSWERS                                                                            \
    "answers: post_id,youth_id,answer,rank\nP,B,yes,1\nP,A,yes,2\nQ,A,yes,1\nQ,B,yes,2\n"
static const char *const crossed =
    CROSSED "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,Q,1\nB,P,2\n" CROSSED_ANSWERS;
static const char *const hidden =
    CROSSED "wishes: youth_id,post_id,rank\nA,P,1\nB,Q,1\nB,P,2\n" CROSSED_ANSWERS;

static void each_side_has_its_own_best(void)
{
    nw_round *round = nw_test_round(crossed);
    nw_result *youths = match(round, false, false), *posts = match(round, true, false);
    CU_ASSERT(is_at(youths, "A", "P") && is_at(youths, "B", "Q"));
    CU_ASSERT(is_at(posts, "A", "Q") && is_at(posts, "B", "P"));
    nw_result_unref(youths);
    nw_result_unref(posts);
    nw_round_unref(round);
}

/* The price of the option: with side = youths nobody gains by another list. */
static void a_youth_may_gain_by_hiding_a_wish(void)
{
    nw_round *honest = nw_test_round(crossed), *sly = nw_test_round(hidden);
    nw_result *before = match(honest, true, false), *after = match(sly, true, false);
    CU_ASSERT(is_at(before, "A", "Q"));
    CU_ASSERT(is_at(after, "A", "P"));
    nw_result_unref(before);
    nw_result_unref(after);
    nw_round_unref(honest);
    nw_round_unref(sly);
}

/* Whether the files of a result still hold when they say that the other side was served. */
static bool holds_as_the_others(const nw_result *result, char failed[64])
{
    static const char *const option[] = {"", ",\n    \"side\": \"posts\""};
    nw_result_files files;
    CU_ASSERT_EQUAL_FATAL(nw_result_files_of(&files, result), NEXTWORK_OK);
    CU_ASSERT(nw_test_holds(result->round->cohort, &files, failed));
    char *extend = result->options.extend ? "true%s\n" : "false%s\n";
    bool is = result->options.post_optimal;
    char *from = g_strdup_printf(extend, option[is]), *to = g_strdup_printf(extend, option[!is]);
    nw_test_forge(&files.certificate, &files.certificate_bytes, from, to);
    nw_test_seal_again(&files);
    bool holds = nw_test_holds(result->round->cohort, &files, failed);
    nw_result_files_clear(&files);
    g_free(from);
    g_free(to);
    return holds;
}

/* What is best for one side passes for what is best for the other exactly where it is the same. */
static void verification_knows_which_side_is_served(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 68);
    int refused = 0;
    for (int n = 0; n < 400; n++) {
        bool extend = n % 2 == 1;
        GString *text = nw_random_round(&random, (nw_test_size){10, 3, 8});
        nw_round *round = nw_test_round(text->str);
        nw_result *youths = match(round, false, extend), *posts = match(round, true, extend);
        size_t bytes = (size_t)round->cohort->youths.count * sizeof *posts->post_of;
        bool same = memcmp(youths->post_of, posts->post_of, bytes) == 0;
        char failed[64];
        CU_ASSERT_EQUAL(holds_as_the_others(youths, failed), same);
        CU_ASSERT_STRING_EQUAL(failed, same ? "" : "post-optimal");
        CU_ASSERT_EQUAL(holds_as_the_others(posts, failed), same);
        CU_ASSERT_STRING_EQUAL(failed, same ? "" : "youth-optimal");
        refused += !same;
        nw_result_unref(youths);
        nw_result_unref(posts);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
    CU_ASSERT(refused > 5);
}

/* Whether the checker takes the placements in `claim` as stable and best for the side it names. */
static bool is_best(bool *stable, nw_result *claim)
{
    nw_report report;
    CU_ASSERT_EQUAL_FATAL(nw_report_new(&report), NEXTWORK_OK);
    bool youths = !claim->options.post_optimal;
    CU_ASSERT_EQUAL_FATAL(nw_verify_stable(&report, claim, NULL), NEXTWORK_OK);
    int64_t last = report.table->rows - 1;
    *stable = report.holds;
    if (youths && claim->blocking_pairs == 0) { /* its last check is which stable matching it is */
        *stable = true;
        for (int64_t row = 0; row < last; row++)
            *stable = *stable && nw_cell_int(&report.table->columns[1], row) != 0;
    }
    if (!youths && *stable)
        CU_ASSERT_EQUAL_FATAL(nw_verify_post_optimal(&report, claim, NULL), NEXTWORK_OK);
    bool holds = report.holds;
    nw_table_free(report.table);
    return holds;
}

/* Puts the next combination of posts, and of no post, into post_of; false after the last. */
static bool next_placements(int32_t *post_of, int32_t youths, int32_t posts)
{
    for (int32_t y = 0; y < youths; y++) {
        if (++post_of[y] < posts)
            return true;
        post_of[y] = -1;
    }
    return false;
}

/* Tries everything; returns how many stable matchings there are. */
static int take_the_best_only(nw_round *round, bool post_optimal, bool extend)
{
    nw_result *best = match(round, post_optimal, extend);
    nw_result *claim = match(round, post_optimal, extend);
    int32_t youths = round->cohort->youths.count, posts = round->cohort->posts.count;
    size_t bytes = (size_t)youths * sizeof *best->post_of;
    int count = 0;
    for (int32_t y = 0; y < youths; y++)
        claim->post_of[y] = -1;
    do {
        bool stable, is = is_best(&stable, claim);
        count += stable;
        CU_ASSERT_EQUAL(is, memcmp(claim->post_of, best->post_of, bytes) == 0);
    } while (next_placements(claim->post_of, youths, posts));
    nw_result_unref(best);
    nw_result_unref(claim);
    return count;
}

/* Whom one post likes best likes it least, and so around: three matchings are stable. */
static void the_one_between_is_taken_for_neither_side(void)
{
    nw_round *round = nw_test_round(
        "youths: youth_id\nA\nB\nC\nposts: post_id,company_id,seats\nP,C,1\nQ,C,1\nR,C,1\n"
        "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nA,R,3\nB,Q,1\nB,R,2\nB,P,3\nC,R,1\nC,P,2\n"
        "C,Q,3\nanswers: post_id,youth_id,answer,rank\nP,B,yes,1\nP,C,yes,2\nP,A,yes,3\n"
        "Q,C,yes,1\nQ,A,yes,2\nQ,B,yes,3\nR,A,yes,1\nR,B,yes,2\nR,C,yes,3\n");
    CU_ASSERT_EQUAL(take_the_best_only(round, false, false), 3);
    CU_ASSERT_EQUAL(take_the_best_only(round, true, false), 3);
    nw_round_unref(round);
}

static void of_all_matchings_one_is_taken_for_each_side(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 69);
    for (int n = 0; n < 80; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){4, 1 + n % 3, 3});
        nw_round *round = nw_test_round(text->str);
        int stable = take_the_best_only(round, false, n % 2 == 1);
        CU_ASSERT_EQUAL(take_the_best_only(round, true, n % 2 == 1), stable);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

static void a_forger_is_found(void)
{
    static const nw_test_forgery forgeries[] = {
        {NW_CERTIFICATE_FILE, "\"side\": \"posts\"", "\"side\": \"youths\"", "certificate"},
        {NW_CERTIFICATE_FILE, "\"side\": \"posts\"",
         "\"side\": \"posts\", \"ties\": \"most-placed\"", "options"},
        {NW_CERTIFICATE_FILE, "deferred-acceptance", "serial-dictatorship", "options"},
        {NW_CERTIFICATE_FILE, "\"blocking_pairs\": 0", "\"blocking_pairs\": 1", "blocking-pairs"},
    };
    nw_round *round = nw_test_round(crossed);
    nw_match_options options = options_of(true, false);
    nw_test_forgeries(round, &options, forgeries, sizeof forgeries / sizeof *forgeries);
    nw_round_unref(round);
}

static void the_option_belongs_to_deferred_acceptance_with_a_lottery(void)
{
    nw_round *round = nw_test_round(crossed);
    nw_match_options options = options_of(true, false);
    nw_result *result = NULL;
    nw_chances chances;
    CU_ASSERT_EQUAL(nw_chances_new(&chances, round, &options, 10, NULL), NEXTWORK_ERROR_ARGUMENT);
    options.equals = true;
    CU_ASSERT_EQUAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_ERROR_ARGUMENT);
    options.equals = false;
    options.mechanism = "fair";
    CU_ASSERT_EQUAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(result);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"each side has its own best", each_side_has_its_own_best},
        {"a youth may gain by hiding a wish", a_youth_may_gain_by_hiding_a_wish},
        {"verification knows which side is served", verification_knows_which_side_is_served},
        {"the one between is taken for neither side", the_one_between_is_taken_for_neither_side},
        {"of all matchings one is taken for each side",
         of_all_matchings_one_is_taken_for_each_side},
        {"a forger is found", a_forger_is_found},
        {"the option belongs to deferred-acceptance with a lottery",
         the_option_belongs_to_deferred_acceptance_with_a_lottery},
        {NULL, NULL},
    };
    return nw_run_cases("side", cases);
}
