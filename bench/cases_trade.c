/* Top trading cycles on the market of deferred-acceptance-capped, half of whose youths hold a seat.
 */
#include "cases.h"
#include "market.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/top_trading_cycles.h"

#include <stddef.h>

#define WISHES 20

typedef struct {
    bench_market market;
    nw_pairs pairs;
    int32_t *held;
    uint32_t *turn;
    nw_trades trades;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    bench_market_clear(&s->market);
    nw_free(s->pairs.post);
    nw_free(s->held);
    nw_free(s->turn);
    nw_free(s->trades.post_of);
    nw_free(s->trades.served);
    nw_free(s->trades.traders);
    nw_free(s);
}

static nextwork_status allocate(state *s)
{
    int64_t youths = s->market.youths;
    s->pairs = (nw_pairs){.youths = s->market.youths,
                          .start = s->market.start,
                          .post = NW_NEW(int32_t, s->market.start[youths])};
    s->held = NW_NEW(int32_t, youths);
    s->turn = NW_NEW(uint32_t, youths);
    s->trades =
        (nw_trades){NW_NEW(int32_t, youths), NW_NEW(int32_t, youths), NW_NEW(int32_t, youths)};
    return s->pairs.post == NULL || s->held == NULL || s->turn == NULL ||
                   s->trades.post_of == NULL || s->trades.served == NULL ||
                   s->trades.traders == NULL
               ? nw_fail_memory("a case")
               : NEXTWORK_OK;
}

/* Turns are a shuffle of the youths. Every second youth holds the seat that the last wish names, if
 * the post and its company have room for one more. */
static nextwork_status hold(state *s, uint64_t seed)
{
    const nw_seats *seats = &s->market.seats;
    int32_t *here = NW_NEW_ZERO(int32_t, (int64_t)seats->posts + seats->companies);
    if (here == NULL)
        return nw_fail_memory("a case");
    int32_t *company = here + seats->posts;
    nw_random random = nw_random_start(seed, 1);
    for (int32_t y = 0; y < s->market.youths; y++) {
        uint32_t other = (uint32_t)nw_random_below(&random, (uint64_t)y + 1);
        s->turn[y] = s->turn[other];
        s->turn[other] = (uint32_t)y;
        int32_t post = s->pairs.post[s->pairs.start[y + 1] - 1];
        int32_t of = seats->post_company[post];
        bool holds = y % 2 == 0 && here[post] < seats->post_seats[post] &&
                     company[of] < seats->company_seats[of];
        s->held[y] = holds ? post : -1;
        here[post] += holds;
        company[of] += holds;
    }
    nw_free(here);
    return NEXTWORK_OK;
}

static nextwork_status fill(state *s, const bench_ask *ask)
{
    bench_market_shape shape = {.youths = (int32_t)ask->size,
                                .wishes = WISHES,
                                .popular = true,
                                .capped = true,
                                .seed = ask->seed};
    NW_TRY(bench_market_new(&s->market, &shape));
    NW_TRY(allocate(s));
    for (int64_t i = 0; i < s->market.start[s->market.youths]; i++)
        s->pairs.post[i] = (int32_t)s->market.choices[i].post;
    return hold(s, ask->seed);
}

static nextwork_status prepare(void **prepared, const bench_ask *ask)
{
    if (ask->size < 1 || ask->size > INT32_MAX / WISHES)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "a size from 1 to %d youths", INT32_MAX / WISHES);
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    nextwork_status status = fill(s, ask);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status run(void *prepared)
{
    state *s = prepared;
    return nw_top_trading_cycles(&s->trades, &s->pairs, &s->market.seats, s->held, s->turn);
}

static void answer(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    int64_t bytes = s->market.youths * (int64_t)sizeof *s->trades.post_of;
    *answer = (bench_answer){.items = s->market.youths,
                             .hash = nw_keyed_hash(0, 0, (const char *)s->trades.post_of, bytes)};
}

static const int64_t sizes[] = {10000, 100000, 1000000, 0};

const bench_case bench_case_trading = {
    "top-trading-cycles",
    "the market of deferred-acceptance-capped, where nearly half of the youths hold a seat",
    "youths",
    sizes,
    prepare,
    run,
    answer,
    clean_up,
};
