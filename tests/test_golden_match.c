/* A matching of a middle-sized random market is the same for ever, with every compiler. */
#include "market.h"
#include "match/check.h"
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

int main(void)
{
    static const nw_case cases[] = {
        {"matchings stay", matchings_stay},
        {NULL, NULL},
    };
    return nw_run_cases("golden match", cases);
}
