/* A matching of a middle-sized random market is the same for ever, with every compiler, and so is
 * what a history of edits makes of an open one. */
#include "intake.h"
#include "market.h"
#include "match/check.h"
#include "match/max_weight.h"
#include "match/top_trading_cycles.h"
#include "runner.h"

#define YOUTHS 3000 /* at most */
#define POSTS 700

typedef struct {
    uint64_t posts, cutoffs;
    int64_t blocking;
} placed;

/* By value, not by the bytes that this machine keeps a number in. */
static uint64_t hash_numbers(const uint32_t *numbers, int64_t count)
{
    uint64_t hash = 0;
    for (int64_t i = 0; i < count; i++) {
        const char bytes[] = {(char)(numbers[i] & 255), (char)(numbers[i] >> 8 & 255),
                              (char)(numbers[i] >> 16 & 255), (char)(numbers[i] >> 24)};
        hash = nw_keyed_hash(hash, (uint64_t)i, bytes, sizeof bytes);
    }
    return hash;
}

static placed place(uint64_t stream, const nw_market_shape *shape)
{
    nw_market market;
    nw_random random = nw_random_start(1, stream);
    nw_market_draw(&market, &random, shape);
    static int32_t post_of[YOUTHS];
    static uint64_t key_of[YOUTHS];
    static uint32_t cutoff[POSTS];
    nw_market_place(post_of, cutoff, &market);
    for (int32_t y = 0; y < market.youths; y++) {
        if (post_of[y] >= 0)
            key_of[y] = nw_market_key(&market, y, post_of[y]);
    }
    nw_check check;
    CU_ASSERT_EQUAL_FATAL(nw_check_new(&check, &market.seats, market.youths, post_of, key_of),
                          NEXTWORK_OK);
    placed outcome = {
        hash_numbers((const uint32_t *)post_of, market.youths),
        hash_numbers(cutoff, market.seats.posts),
        nw_check_blocking_pairs(&check, market.youths, market.start, market.choices, post_of),
    };
    nw_check_clear(&check);
    nw_market_free(&market);
    return outcome;
}

static void matchings_stay(void)
{
    static const struct {
        nw_market_shape shape;
        uint64_t posts, cutoffs;
    } expected[] = {
        {{YOUTHS, POSTS, 300, 15, 9, 12},
         UINT64_C(0xfbd500a70fcd6bd1),
         UINT64_C(0x764fe242d500351d)},
        {{YOUTHS, 90, 40, 30, 60, 90}, UINT64_C(0x44efd5760d6a103f), UINT64_C(0x158af057b272e8d4)},
        {{YOUTHS, POSTS, 300, 15, 9, -1},
         UINT64_C(0x084c1683dc92c437),
         UINT64_C(0x7285fa167c81e814)},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        placed outcome = place(i + 1, &expected[i].shape);
        CU_ASSERT_EQUAL(outcome.posts, expected[i].posts);
        CU_ASSERT_EQUAL(outcome.cutoffs, expected[i].cutoffs);
        CU_ASSERT_EQUAL(outcome.blocking, 0);
    }
}

/* Two in three youths hold the last post on their list, as long as there is room. */
static void hold(int32_t *held, const nw_market *market)
{
    static int32_t here[POSTS], company[POSTS];
    const nw_seats *seats = &market->seats;
    for (int32_t p = 0; p < POSTS; p++)
        here[p] = company[p] = 0;
    for (int32_t y = 0; y < market->youths; y++) {
        held[y] = -1;
        if (y % 3 == 0 || market->start[y] == market->start[y + 1])
            continue;
        int32_t post = (int32_t)market->choices[market->start[y + 1] - 1].post;
        int32_t of = seats->post_company[post];
        if (here[post] >= seats->post_seats[post] || company[of] >= seats->company_seats[of])
            continue;
        held[y] = post;
        here[post]++;
        company[of]++;
    }
}

static void trades_stay(void)
{
    static int32_t held[YOUTHS], post_of[YOUTHS], served[YOUTHS], traders[YOUTHS];
    static int32_t post[YOUTHS * 15];
    static uint32_t turn[YOUTHS];
    static uint64_t no_keys[YOUTHS];
    nw_market market;
    nw_random random = nw_random_start(1, 4);
    nw_market_draw(&market, &random, &(nw_market_shape){YOUTHS, POSTS, 300, 15, 9, 12});
    hold(held, &market);
    for (int64_t i = 0; i < market.start[market.youths]; i++)
        post[i] = (int32_t)market.choices[i].post;
    for (int32_t y = 0; y < market.youths; y++)
        turn[y] = (uint32_t)(market.youths - 1 - y);
    nw_pairs pairs = {.youths = market.youths, .start = market.start, .post = post};
    nw_trades trades = {post_of, served, traders};
    CU_ASSERT_EQUAL_FATAL(nw_top_trading_cycles(&trades, &pairs, &market.seats, held, turn),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL(hash_numbers((const uint32_t *)post_of, market.youths),
                    UINT64_C(0xc5eb9de438a638b1));
    CU_ASSERT_EQUAL(hash_numbers((const uint32_t *)served, market.youths),
                    UINT64_C(0x5026a7638342f7d6));
    CU_ASSERT_EQUAL(hash_numbers((const uint32_t *)traders, market.youths),
                    UINT64_C(0x7f6632cd0e263489));
    nw_check check;
    CU_ASSERT_EQUAL_FATAL(nw_check_new(&check, &market.seats, market.youths, post_of, no_keys),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL(check.posts_over + check.companies_over, 0);
    nw_check_clear(&check);
    nw_market_free(&market);
}

/* Everything that a history of edits changes, in order of youths. */
static uint64_t hash_history(int mode)
{
    static const nw_intake_shape shape = {60, 12, 5, 10, 5, 12, 3};
    nw_random random = nw_random_start(1, 4);
    nw_intake intake;
    nw_intake_draw(&intake, &random, &shape);
    nw_live *live = nw_intake_open(&intake);
    uint64_t hash = 0;
    nw_live_set_mode(live, mode);
    for (int i = 0; i < 3000; i++) {
        uint32_t post_of[60];
        nw_edit edit = nw_edit_draw(&intake, &random);
        CU_ASSERT_EQUAL_FATAL(nw_edit_live(live, &intake, &edit), NEXTWORK_OK);
        nw_edit_account(&intake, &edit);
        for (int32_t y = 0; y < intake.shape.youths; y++)
            post_of[y] = (uint32_t)nw_live_post_of(live, y);
        hash = nw_keyed_hash(hash, hash_numbers(post_of, intake.shape.youths), NULL, 0);
    }
    nw_live_free(live);
    nw_intake_free(&intake);
    return hash;
}

static void histories_stay(void)
{
    CU_ASSERT_EQUAL(hash_history(NW_LIVE_EXACT), UINT64_C(0x0f5bb86bf162b0ef));
    CU_ASSERT_EQUAL(hash_history(NW_LIVE_PROTECT), UINT64_C(0x03d97984d872afae));
    CU_ASSERT_EQUAL(hash_history(NW_LIVE_VACANCY), UINT64_C(0x41600d14a07f24aa));
}

/* As many youths and posts of one seat, and all pairs. */
#define SIDE 1600

/* Posts are popular or not; with `one_is_best` the first youth is better than all others. */
static void draw_fits(int32_t *fit, bool one_is_best)
{
    nw_random random = nw_random_start(1, 5);
    for (int64_t i = 0; i < (int64_t)SIDE * SIDE; i++)
        fit[i] = (int32_t)(i % SIDE * 997 % 7000 + (int64_t)nw_random_below(&random, 3001));
    for (int32_t p = 0; one_is_best && p < SIDE; p++)
        fit[p] = 10000;
}

static uint64_t hash_greatest_fit(bool one_is_best)
{
    static int32_t post[SIDE * SIDE], fit[SIDE * SIDE], ones[SIDE], post_of[SIDE];
    static int64_t start[SIDE + 1], price[3][SIDE];
    for (int32_t i = 0; i < SIDE * SIDE; i++)
        post[i] = i % SIDE;
    for (int32_t y = 0; y <= SIDE; y++)
        start[y] = (int64_t)y * SIDE;
    for (int32_t p = 0; p < SIDE; p++)
        ones[p] = 1;
    draw_fits(fit, one_is_best);
    nw_weighed weighed = {post_of, price[0], price[1], price[2], 0};
    nw_pairs pairs = {.youths = SIDE, .start = start, .post = post, .fit = fit};
    nw_seats seats = {SIDE, SIDE, ones, post, ones};
    CU_ASSERT_EQUAL(nw_max_weight(&weighed, &pairs, &seats, false, NULL), NEXTWORK_OK);
    uint32_t told[2 * SIDE];
    for (int32_t i = 0; i < SIDE; i++) {
        told[i] = (uint32_t)post_of[i];
        told[SIDE + i] = (uint32_t)price[1][i];
    }
    return hash_numbers(told, 2 * SIDE);
}

static void greatest_fits_of_all_pairs_stay(void)
{
    CU_ASSERT_EQUAL(hash_greatest_fit(false), UINT64_C(0x4b1eaa5396eb0c90));
    CU_ASSERT_EQUAL(hash_greatest_fit(true), UINT64_C(0x4b0167d48b33fbf8));
}

int main(void)
{
    static const nw_case cases[] = {
        {"matchings stay", matchings_stay},
        {"trades stay", trades_stay},
        {"greatest fits of all pairs stay", greatest_fits_of_all_pairs_stay},
        {"histories of an open market stay", histories_stay},
        {NULL, NULL},
    };
    return nw_run_cases("golden match", cases);
}
