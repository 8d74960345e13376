/* Trades among youths after which nothing blocks and nobody is worse off: as many as there are. */
#include "match/second_chances.h"
#include "match/stable_trades.h"
#include "match/tied_matching.h"

#include "memory.h"
#include "runner.h"
#include "tiny_market.h"

#include <string.h>

enum { YOUTHS = NW_TINY_YOUTHS };

static void start(int32_t *post_of, nw_tiny *m)
{
    nw_pairs pairs = nw_tiny_pairs(m);
    nw_seats seats = nw_tiny_seats(m);
    uint32_t turn[YOUTHS];
    for (int y = 0; y < YOUTHS; y++)
        turn[y] = (uint32_t)m->position[y];
    CU_ASSERT_EQUAL_FATAL(nw_second_chances(post_of, &pairs, &seats, turn, true, NULL),
                          NEXTWORK_OK);
}

static nextwork_status trade(int32_t *post_of, nw_tiny *m)
{
    nw_pairs pairs = nw_tiny_pairs(m);
    nw_seats seats = nw_tiny_seats(m);
    return nw_stable_trades(post_of, &pairs, &seats, NULL);
}

/* Whether no youth is worse off in `now`; `better` counts who is better off. */
static bool is_no_worse(int *better, const nw_tiny *m, const int32_t *now, const int32_t *before)
{
    *better = 0;
    for (int y = 0; y < YOUTHS; y++) {
        int64_t a = nw_tiny_place(m, y, now), b = nw_tiny_place(m, y, before);
        if (a > b)
            return false;
        *better += a < b;
    }
    return true;
}

/* Two youths, equals at both posts, each of whom has what the other would rather have. */
static void equals_trade_what_each_would_rather_have(void)
{
    nw_tiny m = {.start = {0, 2, 4, 4, 4, 4},
                 .post = {0, 1, 1, 0},
                 .rank = {1, 2, 1, 2},
                 .post_seats = {1, 1, 0, 0},
                 .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    int32_t post_of[YOUTHS] = {1, 0, -1, -1, -1};
    CU_ASSERT_EQUAL(trade(post_of, &m), NEXTWORK_OK);
    CU_ASSERT_EQUAL(post_of[0], 0);
    CU_ASSERT_EQUAL(post_of[1], 1);
}

/* The same, but a third youth has a better claim on one of the posts. */
static void nobody_trades_past_a_better_claim(void)
{
    nw_tiny m = {.start = {0, 2, 4, 5, 5, 5},
                 .post = {0, 1, 1, 0, 0},
                 .rank = {1, 2, 1, 2, 1},
                 .tier = {2, 0, 0, 0, 1},
                 .post_seats = {1, 1, 0, 0},
                 .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    int32_t post_of[YOUTHS] = {1, 0, -1, -1, -1};
    CU_ASSERT_EQUAL(trade(post_of, &m), NEXTWORK_OK);
    CU_ASSERT_EQUAL(post_of[0], 1);
    CU_ASSERT_EQUAL(post_of[1], 0);
}

static void trades_are_stable_and_leave_nobody_worse_off(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 67);
    int64_t gains = 0;
    for (int n = 0; n < 20000; n++) {
        nw_tiny m;
        int32_t before[YOUTHS], now[YOUTHS];
        int better;
        nw_tiny_draw(&m, &random);
        start(before, &m);
        memcpy(now, before, sizeof now);
        CU_ASSERT_EQUAL_FATAL(trade(now, &m), NEXTWORK_OK);
        CU_ASSERT(nw_tiny_feasible(&m, now));
        CU_ASSERT(nw_tiny_stable(&m, now, false));
        CU_ASSERT(is_no_worse(&better, &m, now, before));
        gains += better;
    }
    CU_ASSERT(gains > 100);
}

typedef struct {
    const int32_t *now;
    int better; /* the most who gain in a stable matching that is worse for nobody */
} search;

static void look(void *context, const nw_tiny *m, const int32_t *post_of)
{
    search *s = context;
    int better;
    if (is_no_worse(&better, m, post_of, s->now) && better > s->better &&
        nw_tiny_stable(m, post_of, false))
        s->better = better;
}

/* Erdil and Ergin prove it for posts; companies' caps are not part of their model. */
static void without_caps_no_stable_matching_is_better_for_some_and_worse_for_nobody(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 68);
    for (int n = 0; n < 3000; n++) {
        nw_tiny m;
        int32_t now[YOUTHS];
        nw_tiny_draw(&m, &random);
        for (int c = 0; c < NW_TINY_COMPANIES; c++)
            m.company_seats[c] = INT32_MAX;
        start(now, &m);
        CU_ASSERT_EQUAL_FATAL(trade(now, &m), NEXTWORK_OK);
        search s = {.now = now, .better = 0};
        nw_tiny_each(&m, look, &s);
        CU_ASSERT_EQUAL(s.better, 0);
    }
}

/* Anybody is moved anywhere. */
static void moves_that_make_a_pair_block_are_taken_back(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 69);
    int kept = 0, taken_back = 0;
    for (int n = 0; n < 20000; n++) {
        nw_tiny m;
        nw_tied matching;
        int32_t before[YOUTHS], now[YOUTHS];
        nw_tiny_draw(&m, &random);
        start(before, &m);
        nw_pairs pairs = nw_tiny_pairs(&m);
        nw_seats seats = nw_tiny_seats(&m);
        CU_ASSERT_EQUAL_FATAL(nw_tied_new(&matching, &pairs, &seats, before), NEXTWORK_OK);
        nw_tied_count_claims(&matching);
        for (int move = 0; move < 6; move++) {
            for (uint64_t k = nw_random_below(&random, 4); k < 4; k++) {
                int32_t y = (int32_t)nw_random_below(&random, YOUTHS);
                int64_t length = m.start[y + 1] - m.start[y];
                int64_t to = (int64_t)nw_random_below(&random, (uint64_t)length + 1);
                nw_tied_move(&matching, y, to == length ? NW_NO_PAIR : m.start[y] + to);
            }
            bool sound = nw_tied_settle(&matching);
            nw_tied_posts(now, &matching);
            CU_ASSERT(nw_tiny_feasible(&m, now));
            CU_ASSERT(nw_tiny_stable(&m, now, false));
            CU_ASSERT_EQUAL(matching.placed, nw_tiny_count(now));
            CU_ASSERT(sound || memcmp(now, before, sizeof now) == 0);
            kept += sound && memcmp(now, before, sizeof now) != 0;
            taken_back += !sound;
            memcpy(before, now, sizeof now);
        }
        nw_tied_clear(&matching);
    }
    CU_ASSERT(kept > 1000 && taken_back > 1000);
}

static nextwork_status trade_twice(void *context)
{
    int32_t post_of[YOUTHS] = {1, 0, -1, -1, -1};
    return trade(post_of, context);
}

static void without_memory_it_says_so(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 70);
    nw_tiny m;
    nw_tiny_draw(&m, &random);
    CU_ASSERT(nw_test_each_allocation(trade_twice, &m) > 8);
}

int main(void)
{
    static const nw_case cases[] = {
        {"equals trade what each would rather have", equals_trade_what_each_would_rather_have},
        {"nobody trades past a better claim", nobody_trades_past_a_better_claim},
        {"trades are stable and leave nobody worse off",
         trades_are_stable_and_leave_nobody_worse_off},
        {"without caps no stable matching is better for some and worse for nobody",
         without_caps_no_stable_matching_is_better_for_some_and_worse_for_nobody},
        {"moves that make a pair block are taken back",
         moves_that_make_a_pair_block_are_taken_back},
        {"without memory it says so", without_memory_it_says_so},
        {NULL, NULL},
    };
    return nw_run_cases("stable_trades", cases);
}
