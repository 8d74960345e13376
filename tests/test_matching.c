/* Matching a round: what it promises, held against brute force on small cohorts. */
#include "round/matching.h"

#include "random_round.h"
#include "round/choices.h"
#include "round/mechanism.h"
#include "round/pairs.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INSTANCES 2000
#define MOST 6 /* youths, posts or companies of an instance, at most */

static nw_result *match(nw_round *round, uint64_t seed, bool extend)
{
    nw_match_options options = {
        .mechanism = "deferred-acceptance", .seed = seed, .extend = extend, .threads = 1};
    nw_result *result = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(result->outcome, NEXTWORK_OUTCOME_STABLE);
    return result;
}

/* An instance as brute force sees it. */
typedef struct {
    const nw_round *round;
    const nw_cohort *cohort;
    int youths, posts, companies;
    bool choice[MOST][MOST]; /* allowed, and listed or extended to */
    nw_preference preference[MOST][MOST];
    nw_standing standing[MOST][MOST];
} instance;

static void look_at(instance *i, const nw_result *result)
{
    const nw_round *round = result->round;
    const nw_cohort *cohort = round->cohort;
    i->round = round;
    i->cohort = cohort;
    i->youths = cohort->youths.count;
    i->posts = cohort->posts.count;
    i->companies = cohort->companies.count;
    for (int y = 0; y < i->youths; y++)
        for (int p = 0; p < i->posts; p++) {
            bool wanted = result->options.extend || nw_wish_rank(cohort, y, p) != NW_UNKNOWN;
            i->choice[y][p] = wanted && nw_pair_reasons(round, y, p) == 0;
            i->preference[y][p] = nw_preference_of(round, y, p, result->options.seed);
            i->standing[y][p] = nw_standing_of(nw_pair_tier(cohort, y, p), result->lottery[y]);
        }
}

static bool prefers(const instance *i, int youth, int32_t a, int32_t b)
{
    return a >= 0 && a != b &&
           (b < 0 || nw_prefers(i->preference[youth][a], i->preference[youth][b]));
}

static bool feasible(const instance *i, const int32_t *post_of)
{
    int32_t at_post[MOST] = {0}, at_company[MOST] = {0};
    for (int y = 0; y < i->youths; y++) {
        int32_t p = post_of[y];
        if (p < 0)
            continue;
        if (!i->choice[y][p] || ++at_post[p] > i->round->capacity.post_free[p] ||
            ++at_company[i->cohort->posts.company[p]] >
                i->round->capacity.company_free[i->cohort->posts.company[p]])
            return false;
    }
    return true;
}

typedef struct {
    nw_standing standing;
    int youth, post;
    bool asked; /* the contract in question */
} contract;

static int by_standing(const void *a, const void *b)
{
    const contract *x = a, *y = b;
    if (x->standing != y->standing)
        return x->standing < y->standing ? -1 : 1;
    return (int)y->asked - (int)x->asked;
}

/* Whether the company, offered what it has and the youth at this post too, would take the youth
 * there: it goes through all contracts from the best standing on and takes what there is room
 * for. */
static bool company_takes(const instance *i, const int32_t *post_of, int youth, int post)
{
    int32_t company = i->cohort->posts.company[post];
    contract all[MOST + 1];
    int count = 0;
    for (int y = 0; y < i->youths; y++)
        if (post_of[y] >= 0 && i->cohort->posts.company[post_of[y]] == company)
            all[count++] = (contract){i->standing[y][post_of[y]], y, post_of[y], false};
    all[count++] = (contract){i->standing[youth][post], youth, post, true};
    qsort(all, (size_t)count, sizeof *all, by_standing);
    int32_t at_post[MOST] = {0}, at_company = 0;
    for (int k = 0; k < count; k++) {
        if (at_post[all[k].post] >= i->round->capacity.post_free[all[k].post] ||
            at_company >= i->round->capacity.company_free[company])
            continue;
        if (all[k].asked)
            return true;
        at_post[all[k].post]++;
        at_company++;
    }
    return false;
}

static bool stable(const instance *i, const int32_t *post_of)
{
    for (int y = 0; y < i->youths; y++)
        for (int p = 0; p < i->posts; p++)
            if (i->choice[y][p] && prefers(i, y, p, post_of[y]) && company_takes(i, post_of, y, p))
                return false;
    return true;
}

/* Goes through all assignments as through numbers with one digit a youth. */
static bool next_assignment(const instance *i, int32_t *post_of)
{
    for (int y = 0; y < i->youths; y++) {
        if (++post_of[y] < i->posts)
            return true;
        post_of[y] = -1;
    }
    return false;
}

static void check_against_all(const nw_result *result)
{
    instance i;
    look_at(&i, result);
    CU_ASSERT(feasible(&i, result->post_of));
    CU_ASSERT(stable(&i, result->post_of));
    int32_t other[MOST];
    for (int y = 0; y < i.youths; y++)
        other[y] = -1;
    do {
        if (!feasible(&i, other) || !stable(&i, other))
            continue;
        for (int y = 0; y < i.youths; y++)
            CU_ASSERT(!prefers(&i, y, other[y], result->post_of[y]));
    } while (next_assignment(&i, other));
}

static void check_instances(bool extend)
{
    nw_random random = nw_random_start(nw_test_seed(), 1 + extend);
    for (int n = 0; n < INSTANCES; n++) {
        nw_test_size size = {1 + (int)nw_random_below(&random, 5),
                             1 + (int)nw_random_below(&random, 3),
                             1 + (int)nw_random_below(&random, 4)};
        GString *text = nw_random_round(&random, size);
        nw_round *round = nw_test_round(text->str);
        nw_result *result = match(round, nw_random_next(&random) >> 1, extend);
        check_against_all(result);
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

static void no_stable_matching_is_better_for_any_youth(void)
{
    check_instances(false);
}

static void nor_with_extended_lists(void)
{
    check_instances(true);
}

static void a_rank_goes_before_the_lottery(void)
{
    nw_round *round =
        nw_test_round("youths: youth_id\nA\nB\n"
                      "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n"
                      "answers: post_id,youth_id,answer,rank\nP,A,yes,2\nP,B,yes,1\n");
    for (uint64_t seed = 0; seed < 20; seed++) {
        nw_result *result = match(round, seed, false);
        CU_ASSERT_EQUAL(result->post_of[nw_test_youth(round->cohort, "B")], 0);
        nw_result_unref(result);
    }
    nw_round_unref(round);
}

static void the_lottery_decides_between_equals(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n");
    int won[2] = {0, 0};
    for (uint64_t seed = 0; seed < 40; seed++) {
        nw_result *result = match(round, seed, false);
        int winner = result->lottery[0] < result->lottery[1] ? 0 : 1;
        CU_ASSERT_EQUAL(result->post_of[winner], 0);
        CU_ASSERT_EQUAL(result->post_of[1 - winner], -1);
        won[winner]++;
        nw_result_unref(result);
    }
    CU_ASSERT(won[0] > 0 && won[1] > 0);
    nw_round_unref(round);
}

static void unlisted_posts_count_only_with_extend(void)
{
    nw_round *round = nw_test_round("");
    nw_result *listed = match(round, 1, false), *extended = match(round, 1, true);
    CU_ASSERT_EQUAL(listed->post_of[0], -1);
    CU_ASSERT_EQUAL(extended->post_of[0], 0);
    nw_result_unref(listed);
    nw_result_unref(extended);
    nw_round_unref(round);
}

/* More posts than a list is extended by at first: only the last choice is not taken. */
static void lists_are_extended_as_far_as_needed(void)
{
    enum { YOUTHS = 300 };
    GString *text = g_string_new("youths: youth_id\n");
    for (int y = 0; y < YOUTHS; y++)
        g_string_append_printf(text, "Y%03d\n", y);
    g_string_append(text, "posts: post_id,company_id,seats\n");
    for (int p = 0; p < YOUTHS; p++)
        g_string_append_printf(text, "P%03d,C,1\n", p);
    nw_round *round = nw_test_round(text->str);
    nw_result *one = match(round, 5, true);
    for (int y = 0; y < YOUTHS; y++)
        CU_ASSERT(one->post_of[y] >= 0);
    nw_result_unref(one);
    nw_round_unref(round);
    g_string_free(text, TRUE);
}

/* Two thousand pairs, and a limit that says so before all are found. */
static void more_pairs_than_can_be_held_are_an_error(void)
{
    GString *text = g_string_new("youths: youth_id\n");
    for (int y = 0; y < 1000; y++)
        g_string_append_printf(text, "Y%03d\n", y);
    g_string_append(text, "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n");
    nw_round *round = nw_test_round(text->str);
    nw_match_options options = {.mechanism = "max-weight", .extend = true, .threads = 2};
    nw_placing placing;
    nw_pairs pairs = {0};
    CU_ASSERT_EQUAL_FATAL(nw_placing_new(&placing, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_pairs_within(&pairs, &placing, 1999), NEXTWORK_ERROR_LIMIT);
    CU_ASSERT_STRING_EQUAL(nextwork_error_message(),
                           "there are more than the 1999 pairs that this mechanism can hold; leave "
                           "extend off, or match one municipality at a time");
    CU_ASSERT_PTR_NULL(pairs.start);
    CU_ASSERT_EQUAL(nw_pairs_within(&pairs, &placing, 2000), NEXTWORK_OK);
    CU_ASSERT_EQUAL(pairs.start[1000], 2000);
    nw_pairs_clear(&pairs);
    nw_placing_clear(&placing);
    nw_round_unref(round);
    g_string_free(text, TRUE);
}

static void threads_change_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 9);
    GString *text = nw_random_round(&random, (nw_test_size){400, 60, 90});
    nw_round *round = nw_test_round(text->str);
    nw_result *results[3];
    for (int t = 0; t < 3; t++) {
        nw_match_options options = {
            .mechanism = "deferred-acceptance", .seed = 3, .extend = true, .threads = 1 + 2 * t};
        CU_ASSERT_EQUAL_FATAL(nw_match_round(&results[t], round, &options, NULL), NEXTWORK_OK);
        CU_ASSERT(memcmp(results[t]->post_of, results[0]->post_of, 400 * sizeof(int32_t)) == 0);
    }
    for (int t = 0; t < 3; t++)
        nw_result_unref(results[t]);
    nw_round_unref(round);
    g_string_free(text, TRUE);
}

/* Serial dictatorship is deferred acceptance at companies that only know the lottery. */
static void serial_dictatorship_is_stable_without_answers(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 3);
    for (int n = 0; n < 300; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){8, 3, 6});
        char *answers = strstr(text->str, "answers: "), *rest = strstr(text->str, "placements: ");
        g_string_erase(text, answers - text->str, rest - answers);
        nw_round *round = nw_test_round(text->str);
        nw_match_options options = {.mechanism = "serial-dictatorship",
                                    .seed = nw_random_next(&random) >> 1,
                                    .extend = n % 2 == 0,
                                    .threads = 2};
        nw_result *serial, *stable = match(round, options.seed, options.extend);
        CU_ASSERT_EQUAL_FATAL(nw_match_round(&serial, round, &options, NULL), NEXTWORK_OK);
        CU_ASSERT_EQUAL(serial->outcome, NEXTWORK_OUTCOME_FEASIBLE);
        for (int y = 0; y < 8; y++)
            CU_ASSERT_EQUAL(serial->post_of[y], stable->post_of[y]);
        for (int p = 0; p < 6; p++)
            CU_ASSERT_EQUAL(serial->cutoff[p], stable->cutoff[p]);
        nw_result_unref(serial);
        nw_result_unref(stable);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

static void a_cancelled_match_is_an_outcome(void)
{
    nw_round *round = nw_test_round("");
    nextwork_monitor *monitor;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    nextwork_monitor_cancel(monitor);
    nw_match_options options = {
        .mechanism = "deferred-acceptance", .seed = 1, .extend = false, .threads = 1};
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->outcome, NEXTWORK_OUTCOME_CANCELLED);
    nw_result_unref(result);
    nextwork_monitor_free(monitor);
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(monitor, 0), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->outcome, NEXTWORK_OUTCOME_TIME_LIMIT);
    nw_result_unref(result);
    nextwork_monitor_free(monitor);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"no stable matching is better for any youth", no_stable_matching_is_better_for_any_youth},
        {"nor with extended lists", nor_with_extended_lists},
        {"a rank goes before the lottery", a_rank_goes_before_the_lottery},
        {"the lottery decides between equals", the_lottery_decides_between_equals},
        {"unlisted posts count only with extend", unlisted_posts_count_only_with_extend},
        {"lists are extended as far as needed", lists_are_extended_as_far_as_needed},
        {"more pairs than can be held are an error", more_pairs_than_can_be_held_are_an_error},
        {"threads change nothing", threads_change_nothing},
        {"serial dictatorship is stable without answers",
         serial_dictatorship_is_stable_without_answers},
        {"a cancelled match is an outcome", a_cancelled_match_is_an_outcome},
        {NULL, NULL},
    };
    return nw_run_cases("matching", cases);
}
