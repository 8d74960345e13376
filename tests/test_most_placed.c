/* Many youths in a stable matching where companies have ties: stable by tier, at least two thirds
 * of the largest such matching, and no reason to be honest. */
#include "match/most_placed.h"

#include "memory.h"
#include "runner.h"
#include "tiny_market.h"

#include <string.h>

enum { YOUTHS = NW_TINY_YOUTHS };

static void run(int32_t *post_of, nw_tiny *m)
{
    nw_pairs pairs = nw_tiny_pairs(m);
    nw_seats seats = nw_tiny_seats(m);
    CU_ASSERT_EQUAL_FATAL(nw_most_placed(post_of, &pairs, &seats, NULL), NEXTWORK_OK);
}

typedef struct {
    int largest, largest_stable; /* -1: none found */
} search;

static void look(void *context, const nw_tiny *m, const int32_t *post_of)
{
    search *s = context;
    int placed = nw_tiny_count(post_of);
    s->largest = placed > s->largest ? placed : s->largest;
    if (placed > s->largest_stable && nw_tiny_stable(m, post_of, false))
        s->largest_stable = placed;
}

static search look_everywhere(const nw_tiny *m)
{
    search s = {.largest = 0, .largest_stable = -1};
    nw_tiny_each(m, look, &s);
    return s;
}

static void it_is_stable_and_two_thirds_of_the_largest(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 61);
    int64_t ours = 0, best = 0;
    for (int n = 0; n < 6000; n++) {
        nw_tiny m;
        int32_t post_of[YOUTHS];
        nw_tiny_draw(&m, &random);
        run(post_of, &m);
        search s = look_everywhere(&m);
        CU_ASSERT(nw_tiny_feasible(&m, post_of));
        CU_ASSERT(nw_tiny_stable(&m, post_of, false));
        CU_ASSERT(3 * nw_tiny_count(post_of) >= 2 * s.largest_stable);
        CU_ASSERT(nw_tiny_count(post_of) <= s.largest_stable);
        ours += nw_tiny_count(post_of);
        best += s.largest_stable;
    }
    CU_ASSERT(1000 * ours >= 995 * best); /* in practice nearly all */
}

/* One tier at every company: then every maximal matching is stable but for moves, and levels
 * without end would find the largest; sixteen are enough for five youths. */
static void without_any_answer_nobody_is_left_out_in_vain(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 62);
    for (int n = 0; n < 3000; n++) {
        nw_tiny m;
        int32_t post_of[YOUTHS];
        nw_tiny_draw(&m, &random);
        memset(m.tiers, 0, sizeof m.tiers);
        nw_tiny_set_keys(&m);
        run(post_of, &m);
        CU_ASSERT_EQUAL(nw_tiny_count(post_of), look_everywhere(&m).largest);
    }
}

static void no_matching_exceeds_the_bound(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 63);
    int64_t tight = 0;
    for (int n = 0; n < 3000; n++) {
        nw_tiny m;
        int64_t bound;
        nw_tiny_draw(&m, &random);
        nw_pairs pairs = nw_tiny_pairs(&m);
        nw_seats seats = nw_tiny_seats(&m);
        CU_ASSERT_EQUAL_FATAL(nw_placed_bound(&bound, &pairs, &seats), NEXTWORK_OK);
        int64_t largest = look_everywhere(&m).largest;
        CU_ASSERT(largest <= bound);
        tight += largest == bound;
    }
    CU_ASSERT(tight > 1500);
}

/* Two youths, two posts, no answers; the first has the better lottery number. The second wants
 * only P, so that the first makes way for the second chance of the second and goes to Q. By hiding
 * Q the first comes to second chances as well, and keeps P. */
static void who_hides_a_post_may_gain(void)
{
    nw_tiny m = {.start = {0, 2, 3, 3, 3, 3},
                 .post = {0, 1, 0},
                 .key = {0, 0, 1},
                 .post_seats = {1, 1, 0, 0},
                 .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    int32_t post_of[YOUTHS];
    run(post_of, &m);
    CU_ASSERT_EQUAL(post_of[0], 1);
    CU_ASSERT_EQUAL(post_of[1], 0);
    nw_tiny lie = {.start = {0, 1, 2, 2, 2, 2},
                   .post = {0, 0},
                   .key = {0, 1},
                   .post_seats = {1, 1, 0, 0},
                   .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    run(post_of, &lie);
    CU_ASSERT_EQUAL(post_of[0], 0);
    CU_ASSERT_EQUAL(post_of[1], -1);
}

static void keys_that_leave_no_room_for_levels_are_refused(void)
{
    nw_tiny m = {.start = {0, 1, 2, 2, 2, 2},
                 .key = {0, UINT32_MAX - 1},
                 .post_seats = {1, 1, 1, 1},
                 .company_seats = {1, 1, 1}};
    int32_t post_of[YOUTHS];
    nw_pairs pairs = nw_tiny_pairs(&m);
    nw_seats seats = nw_tiny_seats(&m);
    CU_ASSERT_EQUAL(nw_most_placed(post_of, &pairs, &seats, NULL), NEXTWORK_ERROR_LIMIT);
    m.key[1] = UINT32_MAX / 2 - 1; /* room for two */
    run(post_of, &m);
    CU_ASSERT_EQUAL(nw_tiny_count(post_of), 1);
}

static nextwork_status place_and_bound(void *context)
{
    int32_t post_of[YOUTHS];
    int64_t bound;
    nw_pairs pairs = nw_tiny_pairs(context);
    nw_seats seats = nw_tiny_seats(context);
    nextwork_status status = nw_most_placed(post_of, &pairs, &seats, NULL);
    return status == NEXTWORK_OK ? nw_placed_bound(&bound, &pairs, &seats) : status;
}

static void without_memory_it_says_so_and_keeps_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 64);
    nw_tiny m;
    nw_tiny_draw(&m, &random);
    CU_ASSERT(nw_test_each_allocation(place_and_bound, &m) > 10);
}

int main(void)
{
    static const nw_case cases[] = {
        {"it is stable and two thirds of the largest", it_is_stable_and_two_thirds_of_the_largest},
        {"without any answer nobody is left out in vain",
         without_any_answer_nobody_is_left_out_in_vain},
        {"no matching exceeds the bound", no_matching_exceeds_the_bound},
        {"who hides a post may gain", who_hides_a_post_may_gain},
        {"keys that leave no room for levels are refused",
         keys_that_leave_no_room_for_levels_are_refused},
        {"without memory it says so and keeps nothing",
         without_memory_it_says_so_and_keeps_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("most_placed", cases);
}
