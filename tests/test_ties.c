/* A round with option ties = most-placed: who gets in, what is told, and what is refused. */
#include "base/memory.h"
#include "fit/explain.h"
#include "forgery.h"
#include "random_round.h"
#include "round/chances.h"
#include "round/explain_youth.h"
#include "round/matching.h"
#include "round/mechanism.h"
#include "round/verify/verify_stable_bound.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <string.h>

static nw_match_options options_of(uint64_t seed, bool equals)
{
    return (nw_match_options){
        .mechanism = "deferred-acceptance", .seed = seed, .equals = equals, .threads = 2};
}

static nw_result *match(nw_round *round, uint64_t seed, bool equals)
{
    nw_match_options options = options_of(seed, equals);
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->outcome, NEXTWORK_OUTCOME_STABLE);
    CU_ASSERT_EQUAL(result->blocking_pairs, 0);
    return result;
}

static int64_t placed(const nw_result *result)
{
    int64_t count = 0;
    for (int32_t y = 0; y < result->round->cohort->youths.count; y++)
        count += result->post_of[y] >= 0;
    return count;
}

static int32_t post_of(const nw_result *result, const char *youth)
{
    return result->post_of[nw_test_youth(result->round->cohort, youth)];
}

/* A could also go to Q; B wants P alone. */
static const char *const second_chance = "youths: youth_id\nA\nB\n"
                                         "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
                                         "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,P,1\n";

static void who_else_has_no_place_goes_first_with_every_lottery(void)
{
    nw_round *round = nw_test_round(second_chance);
    int64_t lost = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        nw_result *plain = match(round, seed, false), *tied = match(round, seed, true);
        lost += 2 - placed(plain);
        CU_ASSERT_EQUAL(post_of(tied, "A"), nw_cohort_post(round->cohort, nw_text_of("Q")));
        CU_ASSERT_EQUAL(post_of(tied, "B"), nw_cohort_post(round->cohort, nw_text_of("P")));
        CU_ASSERT_EQUAL(tied->placed_bound, 2);
        nw_result_unref(plain);
        nw_result_unref(tied);
    }
    CU_ASSERT(lost > 0 && lost < 20);
    nw_round_unref(round);
}

static void no_second_chance_comes_before_a_better_answer(void)
{
    nw_round *round =
        nw_test_round("youths: youth_id\nA\nB\n"
                      "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
                      "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,P,1\n"
                      "answers: post_id,youth_id,answer,rank\nP,A,yes,1\nP,B,yes,2\n");
    nw_result *result = match(round, 1, true);
    CU_ASSERT_EQUAL(post_of(result, "A"), nw_cohort_post(round->cohort, nw_text_of("P")));
    CU_ASSERT_EQUAL(post_of(result, "B"), -1);
    nw_result_unref(result);
    nw_round_unref(round);
}

/* The price of the option: with the lottery alone nobody gains by another list. */
static void a_youth_may_gain_by_hiding_a_wish(void)
{
    static const char *const hidden = "youths: youth_id\nA\nB\n"
                                      "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
                                      "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n";
    nw_round *honest = nw_test_round(second_chance), *sly = nw_test_round(hidden);
    int32_t first = nw_cohort_post(honest->cohort, nw_text_of("P"));
    int gains = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        nw_result *before = match(honest, seed, true), *after = match(sly, seed, true);
        gains += post_of(before, "A") != first && post_of(after, "A") == first;
        nw_result_unref(before);
        nw_result_unref(after);
        before = match(honest, seed, false);
        after = match(sly, seed, false);
        CU_ASSERT(post_of(before, "A") == first || post_of(after, "A") != first);
        nw_result_unref(before);
        nw_result_unref(after);
    }
    CU_ASSERT(gains > 0);
    nw_round_unref(honest);
    nw_round_unref(sly);
}

static void random_rounds_place_at_least_two_thirds_of_the_lotterys(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 64);
    int64_t tied_sum = 0, plain_sum = 0;
    for (int n = 0; n < 300; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){12, 4, 8});
        nw_round *round = nw_test_round(text->str);
        nw_result *plain = match(round, 1, false), *tied = match(round, 1, true);
        CU_ASSERT(3 * placed(tied) >= 2 * placed(plain));
        CU_ASSERT(placed(tied) <= tied->placed_bound);
        tied_sum += placed(tied);
        plain_sum += placed(plain);
        nw_result_unref(plain);
        nw_result_unref(tied);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
    CU_ASSERT(tied_sum > plain_sum);
}

/* Ranks of companies too, so that there are several tiers. */
static void another_count_gives_the_same_bound(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 71);
    int64_t proven = 0, rounds = 500;
    for (int n = 0; n < rounds; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){12, 4, 8});
        nw_round *round = nw_test_round(text->str);
        nw_result *tied = match(round, 1, true);
        int64_t bound;
        CU_ASSERT_EQUAL_FATAL(nw_verify_stable_bound(&bound, tied, NULL), NEXTWORK_OK);
        CU_ASSERT_EQUAL(bound, tied->placed_bound);
        proven += placed(tied) == bound;
        nw_result_unref(tied);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
    CU_ASSERT(10 * proven > 9 * rounds);
}

static bool story_has(nw_round *round, const nw_result *result, const char *youth, int language,
                      const char *words)
{
    nw_table *table;
    CU_ASSERT_EQUAL_FATAL(
        nw_explain_youth(&table, result, nw_test_youth(round->cohort, youth), language),
        NEXTWORK_OK);
    bool found = false;
    for (int64_t row = 0; row < table->rows; row++) {
        nw_text text = nw_cell_text(&table->columns[7], row);
        char line[1024] = "";
        memcpy(line, text.at, (size_t)text.bytes);
        CU_ASSERT_PTR_NULL(strstr(line, "lottery"));
        CU_ASSERT_PTR_NULL(strstr(line, "lodtrækning"));
        found = found || strstr(line, words) != NULL;
    }
    nw_table_free(table);
    return found;
}

static void no_lottery_number_is_told_where_it_does_not_count(void)
{
    nw_round *round = nw_test_round(second_chance);
    nw_result *result = match(round, 1, true);
    CU_ASSERT(story_has(round, result, "A", NW_ENGLISH, "as good a claim or a better one"));
    CU_ASSERT(story_has(round, result, "A", NW_DANISH, "samme ret eller fortrinsret"));
    nw_result_unref(result);
    nw_round_unref(round);
}

/* A has the better answer at P, and Q is as good to A; so A makes way for B, who wants P alone. */
static void a_youth_makes_way_for_nothing_worse(void)
{
    nw_round *round =
        nw_test_round("youths: youth_id\nA\nB\n"
                      "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
                      "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,1\nB,P,1\n"
                      "answers: post_id,youth_id,answer,rank\nP,A,yes,1\nP,B,yes,2\n");
    nw_result *result = match(round, 1, true);
    char failed[64];
    CU_ASSERT_EQUAL(post_of(result, "A"), nw_cohort_post(round->cohort, nw_text_of("Q")));
    CU_ASSERT_EQUAL(post_of(result, "B"), nw_cohort_post(round->cohort, nw_text_of("P")));
    CU_ASSERT(story_has(round, result, "A", NW_ENGLISH, "A wish of the same rank was met."));
    CU_ASSERT(nw_test_result_holds(result, failed));
    nw_result_unref(result);
    nw_round_unref(round);
}

static void the_option_belongs_to_deferred_acceptance(void)
{
    nw_round *round = nw_test_round(second_chance);
    nw_match_options options = options_of(1, true);
    nw_result *result = NULL;
    nw_chances chances;
    options.mechanism = "serial-dictatorship";
    CU_ASSERT_EQUAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(result);
    options.mechanism = "deferred-acceptance";
    CU_ASSERT_EQUAL(nw_chances_new(&chances, round, &options, 10, NULL), NEXTWORK_ERROR_ARGUMENT);
    nw_round_unref(round);
}

/* A could stay at Q or move up to P; what A listed behind Q is no place for anybody. */
static void what_is_worse_than_the_own_post_does_not_count(void)
{
    nw_round *round = nw_test_round(
        "youths: youth_id\nA\nB\nC\nD\n"
        "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\nR,C,1\nS,C,1\n"
        "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nA,R,3\nA,S,4\nB,P,1\nC,P,1\nD,P,1\n"
        "placements: placement_id,youth_id,post_id,start,end,status\n"
        "1,A,Q,2026-12-01,2027-02-01,running\n");
    nw_match_options options = {.mechanism = "deferred-acceptance",
                                .seed = 1,
                                .equals = true,
                                .protect = true,
                                .threads = 1};
    nw_result *result;
    char failed[64];
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->placed_bound, 2);
    CU_ASSERT(nw_test_result_holds(result, failed));
    CU_ASSERT_STRING_EQUAL(failed, "");
    nw_result_unref(result);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"who else has no place goes first with every lottery",
         who_else_has_no_place_goes_first_with_every_lottery},
        {"no second chance comes before a better answer",
         no_second_chance_comes_before_a_better_answer},
        {"a youth may gain by hiding a wish", a_youth_may_gain_by_hiding_a_wish},
        {"random rounds place at least two thirds of the lottery's",
         random_rounds_place_at_least_two_thirds_of_the_lotterys},
        {"another count gives the same bound", another_count_gives_the_same_bound},
        {"no lottery number is told where it does not count",
         no_lottery_number_is_told_where_it_does_not_count},
        {"a youth makes way for nothing worse", a_youth_makes_way_for_nothing_worse},
        {"the option belongs to deferred-acceptance", the_option_belongs_to_deferred_acceptance},
        {"what is worse than the own post does not count",
         what_is_worse_than_the_own_post_does_not_count},
        {NULL, NULL},
    };
    return nw_run_cases("ties", cases);
}
