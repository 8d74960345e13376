/* Priorities: the company's answers first, in tiers; the lottery among equals and for the rest. */
#include "base/random.h"
#include "match/priority.h"
#include "memory.h"
#include "runner.h"

static void lottery_positions_by_number(void)
{
    static const int64_t numbers[] = {40, -7, INT64_MAX, 40, 0, INT64_MIN};
    static const uint32_t expected[] = {3, 1, 5, 4, 2, 0};
    uint32_t positions[6];
    CU_ASSERT_EQUAL_FATAL(nw_lottery_positions(positions, numbers, 6), NEXTWORK_OK);
    for (int i = 0; i < 6; i++)
        CU_ASSERT_EQUAL(positions[i], expected[i]);
}

static void nobody_has_no_lottery(void)
{
    CU_ASSERT_EQUAL(nw_lottery_positions(NULL, NULL, 0), NEXTWORK_OK);
}

static void tier_then_lottery_then_post(void)
{
    /* Company 0 has posts 0 and 2, company 1 has post 1. */
    static const int32_t post_company[] = {0, 1, 0};
    static const int64_t start[] = {0, 3, 4, 6};
    static const int32_t post[] = {2, 0, 1, 0, 0, 1};
    static const int32_t tier[] = {1, 1, 0, 1, -5, 0};
    static const uint32_t positions[] = {1, 0, 2};
    static const uint32_t expected[] = {3, 2, 0, 1, 0, 1};
    const nw_answered entries = {3, 2, start, post, tier, post_company};
    uint32_t keys[6], answered[2];
    CU_ASSERT_EQUAL_FATAL(nw_priority_keys(keys, answered, &entries, positions), NEXTWORK_OK);
    for (int i = 0; i < 6; i++)
        CU_ASSERT_EQUAL(keys[i], expected[i]);
    CU_ASSERT_EQUAL(answered[0], 4);
    CU_ASSERT_EQUAL(answered[1], 2);
}

#define YOUTHS 60
#define POSTS 7
#define COMPANIES 3

typedef struct {
    int64_t start[YOUTHS + 1];
    int32_t youth[YOUTHS * POSTS], post[YOUTHS * POSTS], tier[YOUTHS * POSTS];
    int32_t post_company[POSTS];
    uint32_t positions[YOUTHS];
} answers;

static nw_answered draw(answers *drawn, nw_random *random)
{
    for (int32_t p = 0; p < POSTS; p++)
        drawn->post_company[p] = (int32_t)nw_random_below(random, COMPANIES);
    int64_t count = 0;
    for (int32_t y = 0; y < YOUTHS; y++) {
        uint64_t j = nw_random_below(random, (uint64_t)y + 1);
        drawn->positions[y] = drawn->positions[j];
        drawn->positions[j] = (uint32_t)y;
        for (int32_t p = POSTS - 1; p >= 0; p--) {
            if (nw_random_below(random, 3) == 0)
                continue;
            drawn->youth[count] = y;
            drawn->post[count] = p;
            drawn->tier[count++] = (int32_t)nw_random_below(random, 4) - 1;
        }
        drawn->start[y + 1] = count;
    }
    drawn->start[0] = 0;
    return (nw_answered){YOUTHS,      COMPANIES,   drawn->start,
                         drawn->post, drawn->tier, drawn->post_company};
}

/* Gives some companies an order of all their entries, 1, 2, 3, …; sometimes with one wrong in it.
 */
static void rank_all(answers *drawn, nw_random *random)
{
    for (int32_t c = 0; c < COMPANIES; c++) {
        int64_t mine[YOUTHS * POSTS];
        int32_t count = 0;
        for (int64_t i = 0; i < drawn->start[YOUTHS]; i++)
            if (drawn->post_company[drawn->post[i]] == c)
                mine[count++] = i;
        for (int32_t n = 0; c < 2 && n < count; n++) {
            int32_t j = (int32_t)nw_random_below(random, (uint64_t)n + 1);
            drawn->tier[mine[n]] = drawn->tier[mine[j]];
            drawn->tier[mine[j]] = n + 1;
        }
        if (c < 2 && count > 0 && nw_random_below(random, 3) == 0)
            drawn->tier[mine[0]] = (int32_t)nw_random_below(random, (uint64_t)count + 2);
    }
}

/* Whether entry a stands before entry b in their company's order. */
static int before(const answers *drawn, int64_t a, int64_t b)
{
    if (drawn->tier[a] != drawn->tier[b])
        return drawn->tier[a] < drawn->tier[b];
    uint32_t at_a = drawn->positions[drawn->youth[a]], at_b = drawn->positions[drawn->youth[b]];
    return at_a != at_b ? at_a < at_b : drawn->post[a] < drawn->post[b];
}

static void a_key_counts_those_before(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 1);
    for (int round = 0; round < 50; round++) {
        static answers drawn;
        static uint32_t keys[YOUTHS * POSTS];
        uint32_t answered[COMPANIES], total[COMPANIES] = {0};
        nw_answered entries = draw(&drawn, &random);
        if (round % 2 == 1)
            rank_all(&drawn, &random);
        CU_ASSERT_EQUAL_FATAL(nw_priority_keys(keys, answered, &entries, drawn.positions),
                              NEXTWORK_OK);
        int64_t count = drawn.start[YOUTHS];
        for (int64_t a = 0; a < count; a++) {
            int32_t company = drawn.post_company[drawn.post[a]];
            uint32_t ahead = 0;
            for (int64_t b = 0; b < count; b++)
                ahead += drawn.post_company[drawn.post[b]] == company && before(&drawn, b, a);
            CU_ASSERT_EQUAL_FATAL(keys[a], ahead);
            total[company]++;
        }
        for (int c = 0; c < COMPANIES; c++)
            CU_ASSERT_EQUAL_FATAL(answered[c], total[c]);
    }
}

static nextwork_status both_once(void *context)
{
    answers *drawn = context;
    static const int64_t numbers[YOUTHS];
    uint32_t keys[YOUTHS * POSTS], answered[COMPANIES];
    nw_random random = nw_random_start(1, 1);
    nw_answered entries = draw(drawn, &random);
    nextwork_status status = nw_lottery_positions(drawn->positions, numbers, YOUTHS);
    return status != NEXTWORK_OK ? status
                                 : nw_priority_keys(keys, answered, &entries, drawn->positions);
}

static void survives_without_memory(void)
{
    static answers drawn;
    CU_ASSERT(nw_test_each_allocation(both_once, &drawn) > 2);
}

int main(void)
{
    static const nw_case cases[] = {
        {"lottery positions go by number, then youth", lottery_positions_by_number},
        {"nobody has no lottery", nobody_has_no_lottery},
        {"tier, then lottery, then post", tier_then_lottery_then_post},
        {"a key counts those before", a_key_counts_those_before},
        {"running out of memory is a status", survives_without_memory},
        {NULL, NULL},
    };
    return nw_run_cases("priority", cases);
}
