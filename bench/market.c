#include "market.h"

#include "base/memory.h"
#include "base/random.h"

#include <stddef.h>

#define SEATS_MOST 7 /* 1 to 7 seats: 4 a post on average */
#define POSTS_A_COMPANY 3
#define KEY_BITS ((UINT32_C(1) << 31) - 1)

/* A youth's priority at a post: for each post another shuffling of all youths (odd factors and
 * shifted xors are one-to-one on 31 bits), without a table of them. */
static uint32_t priority(uint32_t youth, uint32_t post)
{
    uint32_t shuffle = post * UINT32_C(2654435769);
    uint32_t key = (youth ^ shuffle) & KEY_BITS;
    key ^= key >> 15;
    key = key * UINT32_C(0x2c1b3c6d) & KEY_BITS;
    key ^= key >> 12;
    key = key * ((shuffle >> 7) | 1) & KEY_BITS;
    key ^= key >> 16;
    return key;
}

static nextwork_status make_seats(bench_market *market, const bench_market_shape *shape,
                                  nw_random *random)
{
    int32_t posts = shape->youths / 4 + (shape->roomy ? shape->youths / 40 : 0);
    posts = posts > 0 ? posts : 1;
    int32_t posts_a_company = shape->one_company ? posts : POSTS_A_COMPANY;
    int32_t companies = (posts + posts_a_company - 1) / posts_a_company;
    market->numbers = NW_NEW(int32_t, 2 * (int64_t)posts + companies);
    if (market->numbers == NULL)
        return nw_fail_memory("a market");
    int32_t *post_seats = market->numbers, *post_company = post_seats + posts;
    int32_t *company_seats = post_company + posts;
    for (int32_t company = 0; company < companies; company++)
        company_seats[company] = 0;
    for (int32_t post = 0; post < posts; post++) {
        post_seats[post] = 1 + (int32_t)nw_random_below(random, SEATS_MOST);
        post_company[post] = post / posts_a_company;
        company_seats[post_company[post]] += post_seats[post];
    }
    for (int32_t company = 0; company < companies; company++)
        company_seats[company] = shape->one_company ? (company_seats[company] + 1) / 2
                                 : shape->capped    ? (2 * company_seats[company] + 2) / 3
                                                    : INT32_MAX;
    market->seats = (nw_seats){posts, companies, post_seats, post_company, company_seats};
    return NEXTWORK_OK;
}

/* The popular posts are spread over all: every fifth one. */
static uint32_t draw_post(nw_random *random, uint32_t posts, bool popular)
{
    if (!popular || posts < 5)
        return (uint32_t)nw_random_below(random, posts);
    uint32_t hot = posts / 5;
    if (nw_random_below(random, 10) < 6)
        return 5 * (uint32_t)nw_random_below(random, hot);
    uint32_t other = (uint32_t)nw_random_below(random, posts - hot);
    return other < 4 * hot ? other / 4 * 5 + other % 4 + 1 : other + hot;
}

static bool is_listed(const nw_choice *row, int32_t count, uint32_t post)
{
    for (int32_t i = 0; i < count; i++) {
        if (row[i].post == post)
            return true;
    }
    return false;
}

static nextwork_status make_lists(bench_market *market, const bench_market_shape *shape,
                                  nw_random *random)
{
    uint32_t posts = (uint32_t)market->seats.posts;
    int32_t wishes = shape->wishes < (int32_t)posts ? shape->wishes : (int32_t)posts;
    market->start = NW_NEW(int64_t, (int64_t)shape->youths + 1);
    market->choices = NW_NEW(nw_choice, (int64_t)shape->youths * wishes);
    if (market->start == NULL || market->choices == NULL)
        return nw_fail_memory("a market");
    for (int32_t youth = 0; youth < shape->youths; youth++) {
        market->start[youth] = (int64_t)youth * wishes;
        nw_choice *row = market->choices + market->start[youth];
        for (int32_t i = 0; i < wishes;) {
            uint32_t post = draw_post(random, posts, shape->popular);
            if (!is_listed(row, i, post))
                row[i++] =
                    (nw_choice){post, priority((uint32_t)youth, shape->one_company ? 0 : post)};
        }
    }
    market->start[shape->youths] = (int64_t)shape->youths * wishes;
    return NEXTWORK_OK;
}

nextwork_status bench_market_new(bench_market *market, const bench_market_shape *shape)
{
    *market = (bench_market){.youths = shape->youths};
    nw_random random = nw_random_start(shape->seed, 0);
    nextwork_status status = make_seats(market, shape, &random);
    if (status == NEXTWORK_OK)
        status = make_lists(market, shape, &random);
    if (status != NEXTWORK_OK)
        bench_market_clear(market);
    return status;
}

void bench_market_clear(bench_market *market)
{
    nw_free(market->start);
    nw_free(market->choices);
    nw_free(market->numbers);
    *market = (bench_market){0};
}
