/* A round with option side = posts: who gets what, what it costs youths, and that verification
 * tells the two ends of the stable matchings apart. */
#include "forgery.h"
#include "random_round.h"
#include "round/chances.h"
#include "round/matching.h"
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

static nw_result_files files_of(const nw_result *result)
{
    nw_result_files files;
    CU_ASSERT_EQUAL_FATAL(nw_result_files_of(&files, result), NEXTWORK_OK);
    return files;
}

/* What is best for youths passes for what is best for companies exactly where it is the same. */
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
        nw_result_files files = files_of(posts);
        char failed[64];
        CU_ASSERT(nw_test_holds(round->cohort, &files, failed));
        CU_ASSERT_STRING_EQUAL(failed, "");
        nw_result_files_clear(&files);
        files = files_of(youths);
        nw_test_forge(&files.certificate, &files.certificate_bytes, extend ? "true" : "false",
                      extend ? "true, \"side\": \"posts\"" : "false, \"side\": \"posts\"");
        nw_test_seal_again(&files);
        CU_ASSERT_EQUAL(nw_test_holds(round->cohort, &files, failed), same);
        CU_ASSERT_STRING_EQUAL(failed, same ? "" : "post-optimal");
        refused += !same;
        nw_result_files_clear(&files);
        nw_result_unref(youths);
        nw_result_unref(posts);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
    CU_ASSERT(refused > 5);
}

static void a_forger_is_found(void)
{
    static const struct {
        const char *from, *to, *check;
    } forgeries[] = {
        {"\"side\": \"posts\"", "\"side\": \"youths\"", "certificate"},
        {"\"side\": \"posts\"", "\"side\": \"posts\", \"ties\": \"most-placed\"", "options"},
        {"deferred-acceptance", "serial-dictatorship", "options"},
        {"\"blocking_pairs\": 0", "\"blocking_pairs\": 1", "blocking-pairs"},
    };
    nw_round *round = nw_test_round(crossed);
    nw_result *result = match(round, true, false);
    for (size_t i = 0; i < sizeof forgeries / sizeof *forgeries; i++) {
        nw_result_files files = files_of(result);
        char failed[64];
        nw_test_forge(&files.certificate, &files.certificate_bytes, forgeries[i].from,
                      forgeries[i].to);
        nw_test_seal_again(&files);
        CU_ASSERT(!nw_test_holds(round->cohort, &files, failed));
        CU_ASSERT_STRING_EQUAL(failed, forgeries[i].check);
        nw_result_files_clear(&files);
    }
    nw_result_unref(result);
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
        {"a forger is found", a_forger_is_found},
        {"the option belongs to deferred-acceptance with a lottery",
         the_option_belongs_to_deferred_acceptance_with_a_lottery},
        {NULL, NULL},
    };
    return nw_run_cases("side", cases);
}
