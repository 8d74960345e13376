/* Cases of the stable matchings that need all pairs at once: arrays in, arrays out, one thread. */
#include "cases.h"
#include "market.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/post_optimal.h"

#include <stddef.h>

#define WISHES 20

typedef struct {
    bench_market market;
    nw_pairs pairs;
    int32_t *post_of;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    bench_market_clear(&s->market);
    nw_free(s->pairs.post);
    nw_free(s->pairs.tier);
    nw_free(s->pairs.key);
    nw_free(s->post_of);
    nw_free(s);
}

/* The market's lists and priorities, which have no ties. */
static nextwork_status make_pairs(state *s)
{
    const bench_market *market = &s->market;
    int64_t count = market->start[market->youths];
    s->pairs = (nw_pairs){.youths = market->youths,
                          .start = market->start,
                          .post = NW_NEW(int32_t, count),
                          .tier = NW_NEW(int32_t, count),
                          .key = NW_NEW(uint32_t, count)};
    s->post_of = NW_NEW(int32_t, market->youths);
    if (s->pairs.post == NULL || s->pairs.tier == NULL || s->pairs.key == NULL ||
        s->post_of == NULL)
        return nw_fail_memory("a case");
    for (int64_t i = 0; i < count; i++) {
        s->pairs.post[i] = (int32_t)market->choices[i].post;
        s->pairs.key[i] = market->choices[i].key;
        s->pairs.tier[i] = (int32_t)market->choices[i].key;
    }
    return NEXTWORK_OK;
}

static nextwork_status prepare(void **prepared, const bench_ask *ask, bool capped)
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    if (ask->size < 1 || ask->size > INT32_MAX / WISHES)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "a size from 1 to %d youths", INT32_MAX / WISHES);
    bench_market_shape shape = {(int32_t)ask->size, WISHES, capped, capped, ask->seed, false};
    nextwork_status status = bench_market_new(&s->market, &shape);
    if (status == NEXTWORK_OK)
        status = make_pairs(s);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status prepare_uniform(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, false);
}

static nextwork_status prepare_capped(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, true);
}

static nextwork_status run_post_optimal(void *prepared)
{
    state *s = prepared;
    return nw_post_optimal(s->post_of, &s->pairs, &s->market.seats, NULL);
}

static void answer(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    int64_t bytes = s->pairs.youths * (int64_t)sizeof *s->post_of;
    *answer = (bench_answer){.items = s->pairs.youths,
                             .hash = nw_keyed_hash(0, 0, (const char *)s->post_of, bytes)};
}

static const int64_t sizes[] = {10000, 100000, 1000000, 0};

const bench_case bench_case_post_optimal = {
    "post-optimal",  "side = posts on the market of deferred-acceptance",
    "youths",        sizes,
    prepare_uniform, run_post_optimal,
    answer,          clean_up,
};

const bench_case bench_case_post_optimal_capped = {
    "post-optimal-capped",
    "side = posts on the market of deferred-acceptance-capped",
    "youths",
    sizes,
    prepare_capped,
    run_post_optimal,
    answer,
    clean_up,
};
