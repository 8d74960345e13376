/* Many youths in a stable matching where companies have ties: stable by tier, at least two thirds
 * of the largest such matching, and no reason to be honest. */
#include "match/most_placed.h"
#include "match/second_chances.h"
#include "match/stable_bound.h"

#include "base/memory.h"
#include "memory.h"
#include "runner.h"
#include "tiny_market.h"

#include <string.h>

enum { YOUTHS = NW_TINY_YOUTHS };

typedef enum { ONE_CHANCE, SECOND_CHANCES, MOST_PLACED } way;

static nextwork_status place(int32_t *post_of, nw_tiny *m, way by)
{
    nw_pairs pairs = nw_tiny_pairs(m);
    nw_seats seats = nw_tiny_seats(m);
    uint32_t turn[YOUTHS];
    int64_t bound;
    for (int y = 0; y < YOUTHS; y++)
        turn[y] = (uint32_t)m->position[y];
    return by == MOST_PLACED
               ? nw_most_placed(post_of, &bound, &pairs, &seats, turn, NULL)
               : nw_second_chances(post_of, &pairs, &seats, turn, by == SECOND_CHANCES, NULL);
}

static void run(int32_t *post_of, nw_tiny *m)
{
    CU_ASSERT_EQUAL_FATAL(place(post_of, m, MOST_PLACED), NEXTWORK_OK);
}

/* A youth may like posts that stand beside each other in its list equally. */
static void draw_tied(nw_tiny *m, nw_random *random)
{
    nw_tiny_draw(m, random);
    for (int y = 0; y < YOUTHS; y++)
        for (int64_t i = m->start[y] + 1; i < m->start[y + 1]; i++)
            m->rank[i] = m->rank[i - 1] + (int32_t)nw_random_below(random, 2);
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

/* How many are placed of those whom the largest stable matchings place. */
typedef struct {
    int64_t ours, best;
} share;

/* Stable, and at least `thirds` thirds of the largest stable matching. */
static share look_at_many(void (*draw)(nw_tiny *, nw_random *), uint64_t stream, way by, int thirds)
{
    nw_random random = nw_random_start(nw_test_seed(), stream);
    share sum = {0, 0};
    for (int n = 0; n < 4000; n++) {
        nw_tiny m;
        int32_t post_of[YOUTHS];
        draw(&m, &random);
        CU_ASSERT_EQUAL_FATAL(place(post_of, &m, by), NEXTWORK_OK);
        search s = look_everywhere(&m);
        CU_ASSERT(nw_tiny_feasible(&m, post_of));
        CU_ASSERT(nw_tiny_stable(&m, post_of, false));
        CU_ASSERT(3 * nw_tiny_count(post_of) >= thirds * s.largest_stable);
        CU_ASSERT(nw_tiny_count(post_of) <= s.largest_stable);
        sum.ours += nw_tiny_count(post_of);
        sum.best += s.largest_stable;
    }
    return sum;
}

/* In practice nearly the largest. */
static void compare_ways(void (*draw)(nw_tiny *, nw_random *), uint64_t stream)
{
    share one = look_at_many(draw, stream, ONE_CHANCE, 1);
    share two = look_at_many(draw, stream, SECOND_CHANCES, 2);
    share most = look_at_many(draw, stream, MOST_PLACED, 2);
    CU_ASSERT(one.ours < two.ours);
    CU_ASSERT(two.ours <= most.ours);
    CU_ASSERT(10000 * most.ours >= 9999 * most.best);
}

static void it_is_stable_and_two_thirds_of_the_largest(void)
{
    compare_ways(nw_tiny_draw, 61);
}

static void it_is_so_when_youths_like_posts_equally(void)
{
    compare_ways(draw_tied, 65);
}

/* A company with two posts may take two. The third youth wants the first post alone, so that the
 * second makes way at the other; which is what the first, at the same company, would rather have.
 */
static void who_would_rather_move_within_a_company_does(void)
{
    nw_tiny m = {.start = {0, 2, 4, 5, 5, 5},
                 .post = {1, 0, 1, 2, 0},
                 .rank = {1, 2, 1, 2, 1},
                 .position = {1, 0, 2, 3, 4},
                 .post_seats = {2, 1, 1, 0},
                 .post_company = {0, 0, 1, 1},
                 .company_seats = {2, INT32_MAX, INT32_MAX}};
    static const int32_t before[] = {0, 1, -1}, after[] = {1, 2, 0};
    int32_t post_of[YOUTHS];
    CU_ASSERT_EQUAL_FATAL(place(post_of, &m, ONE_CHANCE), NEXTWORK_OK);
    CU_ASSERT(memcmp(post_of, before, sizeof before) == 0);
    run(post_of, &m);
    CU_ASSERT(memcmp(post_of, after, sizeof after) == 0);
}

/* One tier at every company: then a matching is stable when nobody passes by a free seat, and
 * chains find the largest. */
static void without_any_answer_nobody_is_left_out_in_vain(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 62);
    for (int n = 0; n < 3000; n++) {
        nw_tiny m;
        int32_t post_of[YOUTHS];
        draw_tied(&m, &random);
        memset(m.tiers, 0, sizeof m.tiers);
        nw_tiny_set_keys(&m);
        run(post_of, &m);
        CU_ASSERT(nw_tiny_stable(&m, post_of, false));
        CU_ASSERT_EQUAL(nw_tiny_count(post_of), look_everywhere(&m).largest);
    }
}

/* The first youth likes both posts equally, and the second wants the one that the first would take.
 */
static void who_likes_two_posts_equally_makes_way(void)
{
    nw_tiny m = {.start = {0, 2, 3, 3, 3, 3},
                 .post = {0, 1, 0},
                 .rank = {1, 1, 1},
                 .tier = {0, 0, 1},
                 .position = {0, 1, 2, 3, 4},
                 .post_seats = {1, 1, 0, 0},
                 .post_company = {0, 1, 2, 2},
                 .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    int32_t post_of[YOUTHS];
    CU_ASSERT_EQUAL_FATAL(place(post_of, &m, ONE_CHANCE), NEXTWORK_OK);
    CU_ASSERT_EQUAL(post_of[0], 1);
    CU_ASSERT_EQUAL(post_of[1], 0);
}

/* The third youth wants only what the first has, by a better claim. But the first would rather
 * have what the second has, its equal there, who can go elsewhere. */
static void who_makes_way_may_move_up(void)
{
    nw_tiny m = {.start = {0, 2, 4, 5, 5, 5},
                 .post = {0, 1, 0, 2, 1},
                 .rank = {1, 2, 1, 2, 1},
                 .tier = {0, 0, 0, 0, 1},
                 .position = {1, 0, 2, 3, 4},
                 .post_seats = {1, 1, 1, 0},
                 .post_company = {0, 1, 2, 2},
                 .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    static const int32_t before[] = {1, 0, -1}, after[] = {0, 2, 1};
    int32_t post_of[YOUTHS];
    CU_ASSERT_EQUAL_FATAL(place(post_of, &m, SECOND_CHANCES), NEXTWORK_OK);
    CU_ASSERT(memcmp(post_of, before, sizeof before) == 0);
    run(post_of, &m);
    CU_ASSERT(memcmp(post_of, after, sizeof after) == 0);
}

static void chains_lose_nobody(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 66);
    for (int n = 0; n < 4000; n++) {
        nw_tiny m;
        int32_t most[YOUTHS], one[YOUTHS], two[YOUTHS];
        draw_tied(&m, &random);
        run(most, &m);
        CU_ASSERT_EQUAL_FATAL(place(one, &m, ONE_CHANCE), NEXTWORK_OK);
        CU_ASSERT_EQUAL_FATAL(place(two, &m, SECOND_CHANCES), NEXTWORK_OK);
        CU_ASSERT(nw_tiny_count(most) >= nw_tiny_count(one));
        CU_ASSERT(nw_tiny_count(most) >= nw_tiny_count(two));
    }
}

typedef nextwork_status bound_of(int64_t *bound, nw_tiny *m);

static nextwork_status plain_bound(int64_t *bound, nw_tiny *m)
{
    nw_pairs pairs = nw_tiny_pairs(m);
    nw_seats seats = nw_tiny_seats(m);
    return nw_placed_bound(bound, &pairs, &seats);
}

static nextwork_status stable_bound(int64_t *bound, nw_tiny *m)
{
    nw_pairs pairs = nw_tiny_pairs(m);
    nw_seats seats = nw_tiny_seats(m);
    uint32_t turn[YOUTHS] = {0, 1, 2, 3, 4};
    return nw_stable_bound(bound, &pairs, &seats, turn, NULL);
}

/* Of 3000 markets, in how many a matching reaches it; of all matchings, or of stable ones. */
static int64_t count_tight(bound_of *find, bool stable)
{
    nw_random random = nw_random_start(nw_test_seed(), 63);
    int64_t tight = 0;
    for (int n = 0; n < 3000; n++) {
        nw_tiny m;
        int64_t bound;
        if (n % 2 == 0)
            nw_tiny_draw(&m, &random);
        else
            draw_tied(&m, &random);
        CU_ASSERT_EQUAL_FATAL(find(&bound, &m), NEXTWORK_OK);
        search s = look_everywhere(&m);
        int64_t most = stable ? s.largest_stable : s.largest;
        CU_ASSERT(most <= bound);
        tight += most == bound;
    }
    return tight;
}

static void no_matching_exceeds_the_plain_bound(void)
{
    CU_ASSERT(count_tight(plain_bound, false) > 1500);
}

static void no_stable_matching_exceeds_the_bound_and_nearly_always_one_reaches_it(void)
{
    CU_ASSERT(count_tight(stable_bound, true) > 2950);
}

/* Both posts are sure of taking the first youth, who likes the first better; so the second has the
 * other one. The third youth comes behind the first at the one and behind the second at the other.
 */
static void who_comes_behind_those_that_are_sure_of_a_post_is_not_counted(void)
{
    nw_tiny m = {.start = {0, 2, 3, 5, 5, 5},
                 .post = {0, 1, 1, 0, 1},
                 .rank = {1, 2, 1, 1, 2},
                 .tier = {0, 0, 1, 1, 2},
                 .position = {0, 1, 2, 3, 4},
                 .post_seats = {1, 1, 1, 0},
                 .post_company = {0, 1, 2, 2},
                 .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    int64_t bound;
    CU_ASSERT_EQUAL_FATAL(stable_bound(&bound, &m), NEXTWORK_OK);
    CU_ASSERT_EQUAL(bound, 2);
}

/* Two youths, two posts, no answers; the first has the better lottery number. The second wants
 * only P, so that the first makes way and goes to Q. By hiding Q the first keeps P. */
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

static void more_tiers_than_can_be_told_apart_are_refused(void)
{
    enum { TIERS = 20000, MANY = 80000 };
    int64_t *start = NW_NEW(int64_t, MANY + 1);
    int32_t *tier = NW_NEW(int32_t, TIERS), *zeros = NW_NEW_ZERO(int32_t, TIERS);
    for (int64_t y = 0; y <= MANY; y++)
        start[y] = y < TIERS ? y : TIERS;
    for (int32_t t = 0; t < TIERS; t++)
        tier[t] = t;
    nw_pairs pairs = {.youths = MANY, .start = start, .post = zeros, .rank = zeros, .tier = tier};
    nw_seats seats = {1, 1, (int32_t[]){1}, (int32_t[]){0}, (int32_t[]){1}};
    CU_ASSERT_EQUAL(nw_second_chances(NULL, &pairs, &seats, NULL, true, NULL),
                    NEXTWORK_ERROR_LIMIT);
    nw_free(start);
    nw_free(tier);
    nw_free(zeros);
}

static nextwork_status place_most(void *context)
{
    int32_t post_of[YOUTHS];
    return place(post_of, context, MOST_PLACED);
}

static void without_memory_it_says_so_and_keeps_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 64);
    nw_tiny m;
    int32_t post_of[YOUTHS];
    int64_t bound = 0, placed = 0;
    while (placed == bound) { /* until second chances are looked at */
        nw_tiny_draw(&m, &random);
        CU_ASSERT_EQUAL_FATAL(stable_bound(&bound, &m), NEXTWORK_OK);
        run(post_of, &m);
        placed = nw_tiny_count(post_of);
    }
    CU_ASSERT(nw_test_each_allocation(place_most, &m) > 60);
}

int main(void)
{
    static const nw_case cases[] = {
        {"it is stable and two thirds of the largest", it_is_stable_and_two_thirds_of_the_largest},
        {"it is so when youths like posts equally", it_is_so_when_youths_like_posts_equally},
        {"who likes two posts equally makes way", who_likes_two_posts_equally_makes_way},
        {"who would rather move within a company does",
         who_would_rather_move_within_a_company_does},
        {"without any answer nobody is left out in vain",
         without_any_answer_nobody_is_left_out_in_vain},
        {"who makes way may move up", who_makes_way_may_move_up},
        {"chains lose nobody", chains_lose_nobody},
        {"no matching exceeds the plain bound", no_matching_exceeds_the_plain_bound},
        {"no stable matching exceeds the bound, and nearly always one reaches it",
         no_stable_matching_exceeds_the_bound_and_nearly_always_one_reaches_it},
        {"who comes behind those that are sure of a post is not counted",
         who_comes_behind_those_that_are_sure_of_a_post_is_not_counted},
        {"who hides a post may gain", who_hides_a_post_may_gain},
        {"more tiers than can be told apart are refused",
         more_tiers_than_can_be_told_apart_are_refused},
        {"without memory it says so and keeps nothing",
         without_memory_it_says_so_and_keeps_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("most_placed", cases);
}
