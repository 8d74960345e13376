/* The stable matching that is best for companies and worst for youths: found among all stable ones,
 * and no reason to be honest. */
#include "match/post_optimal.h"

#include "base/memory.h"
#include "market.h"
#include "memory.h"
#include "runner.h"
#include "tiny_market.h"

#include <string.h>

enum { YOUTHS = NW_TINY_YOUTHS };

static void run(int32_t *post_of, nw_tiny *m)
{
    nw_pairs pairs = nw_tiny_pairs(m);
    nw_seats seats = nw_tiny_seats(m);
    CU_ASSERT_EQUAL_FATAL(nw_post_optimal(post_of, &pairs, &seats, NULL), NEXTWORK_OK);
}

/* The furthest down its list that each youth is in any stable matching. */
typedef struct {
    int64_t place[YOUTHS];
    int stable;
} worst;

static void look(void *context, const nw_tiny *m, const int32_t *post_of)
{
    worst *w = context;
    if (!nw_tiny_stable(m, post_of, true))
        return;
    w->stable++;
    for (int y = 0; y < YOUTHS; y++) {
        int64_t place = nw_tiny_place(m, y, post_of);
        w->place[y] = place > w->place[y] ? place : w->place[y];
    }
}

/* Companies that rank whom they asked for, so that there is much to disagree about. */
static void draw_ranked(nw_tiny *m, nw_random *random)
{
    nw_tiny_draw(m, random);
    for (int y = 0; y < YOUTHS; y++)
        for (int p = 0; p < NW_TINY_POSTS; p++)
            m->tiers[y][p] = (int32_t)nw_random_below(random, 8);
    nw_tiny_set_keys(m);
}

static void it_is_the_stable_one_that_is_worst_for_every_youth(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 65);
    int several = 0;
    for (int n = 0; n < 20000; n++) {
        nw_tiny m;
        int32_t post_of[YOUTHS];
        worst w = {.stable = 0};
        if (n % 4 == 0)
            nw_tiny_draw(&m, &random);
        else
            draw_ranked(&m, &random);
        run(post_of, &m);
        nw_tiny_each(&m, look, &w);
        CU_ASSERT(nw_tiny_feasible(&m, post_of));
        CU_ASSERT(nw_tiny_stable(&m, post_of, true));
        for (int y = 0; y < YOUTHS; y++)
            CU_ASSERT_EQUAL(nw_tiny_place(&m, y, post_of), w.place[y]);
        several += w.stable > 1;
    }
    CU_ASSERT(several > 500);
}

/* A company knows no difference between the posts that a youth would have there; so it is the
 * youth who chooses between them, however the keys stand. */
static void equal_claims_of_one_youth_go_by_its_list(void)
{
    nw_tiny m = {.start = {0, 2, 2, 2, 2, 2},
                 .post = {1, 0},
                 .rank = {1, 2},
                 .key = {1, 0},
                 .post_seats = {1, 1, 0, 0},
                 .company_seats = {1, 0, 0}};
    int32_t post_of[YOUTHS];
    run(post_of, &m);
    CU_ASSERT_EQUAL(post_of[0], 1);
}

/* Each of two youths is first where the other wants to be. Whoever lists one post alone is not
 * put off with the other. */
static void who_hides_a_post_may_gain(void)
{
    nw_tiny m = {.start = {0, 2, 4, 4, 4, 4},
                 .post = {0, 1, 1, 0},
                 .tier = {1, 0, 1, 0},
                 .key = {1, 0, 1, 0},
                 .post_seats = {1, 1, 0, 0},
                 .post_company = {0, 1, 2, 2},
                 .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    int32_t post_of[YOUTHS];
    run(post_of, &m);
    CU_ASSERT_EQUAL(post_of[0], 1);
    CU_ASSERT_EQUAL(post_of[1], 0);
    nw_tiny lie = m;
    memcpy(lie.start, (int64_t[]){0, 1, 3, 3, 3, 3}, sizeof lie.start);
    memcpy(lie.post, (int32_t[]){0, 1, 0}, 3 * sizeof(int32_t));
    memcpy(lie.tier, (int32_t[]){1, 1, 0}, 3 * sizeof(int32_t));
    memcpy(lie.key, (uint32_t[]){1, 1, 0}, 3 * sizeof(uint32_t));
    run(post_of, &lie);
    CU_ASSERT_EQUAL(post_of[0], 0);
    CU_ASSERT_EQUAL(post_of[1], 1);
}

static void middle_sized_markets_place_whom_the_youths_side_places(void)
{
    static const nw_market_shape shape = {300, 70, 30, 9, 6, 12};
    nw_random random = nw_random_start(nw_test_seed(), 66);
    for (int n = 0; n < 100; n++) {
        nw_market market;
        nw_market_draw(&market, &random, &shape);
        int64_t count = market.start[market.youths];
        int32_t *ours = nw_alloc(market.youths, 4), *theirs = nw_alloc(market.youths, 4);
        nw_pairs pairs = {.youths = market.youths,
                          .start = market.start,
                          .post = nw_alloc(count, 4),
                          .tier = nw_alloc(count, 4),
                          .key = nw_alloc(count, 4)};
        for (int64_t i = 0; i < count; i++) {
            pairs.post[i] = (int32_t)market.choices[i].post;
            pairs.key[i] = market.choices[i].key;
            pairs.tier[i] = (int32_t)pairs.key[i];
        }
        CU_ASSERT_EQUAL_FATAL(nw_post_optimal(ours, &pairs, &market.seats, NULL), NEXTWORK_OK);
        nw_market_place(theirs, NULL, &market);
        for (int32_t y = 0; y < market.youths; y++) {
            CU_ASSERT_EQUAL(ours[y] < 0, theirs[y] < 0);
            CU_ASSERT(nw_market_rank(&market, y, ours[y]) >= nw_market_rank(&market, y, theirs[y]));
        }
        nw_free(ours);
        nw_free(theirs);
        nw_free(pairs.post);
        nw_free(pairs.tier);
        nw_free(pairs.key);
        nw_market_free(&market);
    }
}

static nextwork_status place(void *context)
{
    int32_t post_of[YOUTHS];
    nw_pairs pairs = nw_tiny_pairs(context);
    nw_seats seats = nw_tiny_seats(context);
    return nw_post_optimal(post_of, &pairs, &seats, NULL);
}

static void without_memory_it_says_so_and_keeps_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 67);
    nw_tiny m;
    nw_tiny_draw(&m, &random);
    CU_ASSERT(nw_test_each_allocation(place, &m) > 10);
}

int main(void)
{
    static const nw_case cases[] = {
        {"it is the stable one that is worst for every youth",
         it_is_the_stable_one_that_is_worst_for_every_youth},
        {"equal claims of one youth go by its list", equal_claims_of_one_youth_go_by_its_list},
        {"who hides a post may gain", who_hides_a_post_may_gain},
        {"middle-sized markets place whom the youths' side places",
         middle_sized_markets_place_whom_the_youths_side_places},
        {"without memory it says so and keeps nothing",
         without_memory_it_says_so_and_keeps_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("post_optimal", cases);
}
