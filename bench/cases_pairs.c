/* Cases of the stable matchings that need all pairs at once: arrays in, arrays out, one thread. */
#include "cases.h"
#include "market.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/most_placed.h"
#include "match/post_optimal.h"
#include "match/second_chances.h"

#include <stddef.h>

#define WISHES 20

typedef struct {
    bench_market market;
    nw_pairs pairs;
    uint32_t *turn;
    int32_t *post_of;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    bench_market_clear(&s->market);
    nw_free(s->pairs.post);
    nw_free(s->pairs.rank);
    nw_free(s->pairs.tier);
    nw_free(s->pairs.key);
    nw_free(s->turn);
    nw_free(s->post_of);
    nw_free(s);
}

/* The market's lists, with its priorities as they are (tiers = 0), or as so many classes of equals.
 */
static nextwork_status make_pairs(state *s, int32_t tiers)
{
    const bench_market *market = &s->market;
    int64_t count = market->start[market->youths];
    s->pairs = (nw_pairs){.youths = market->youths,
                          .start = market->start,
                          .post = NW_NEW(int32_t, count),
                          .rank = NW_NEW(int32_t, count),
                          .tier = NW_NEW(int32_t, count),
                          .key = NW_NEW(uint32_t, count)};
    s->turn = NW_NEW(uint32_t, market->youths);
    s->post_of = NW_NEW(int32_t, market->youths);
    if (s->pairs.post == NULL || s->pairs.rank == NULL || s->pairs.tier == NULL ||
        s->pairs.key == NULL || s->turn == NULL || s->post_of == NULL)
        return nw_fail_memory("a case");
    for (int32_t y = 0; y < market->youths; y++) {
        s->turn[y] = (uint32_t)y; /* lists are drawn, so that this is as good as a lottery */
        for (int64_t i = market->start[y]; i < market->start[y + 1]; i++) {
            int32_t key = (int32_t)market->choices[i].key;
            s->pairs.post[i] = (int32_t)market->choices[i].post;
            s->pairs.rank[i] = (int32_t)(i - market->start[y]) + 1;
            s->pairs.key[i] = market->choices[i].key;
            s->pairs.tier[i] = tiers == 0 ? key : (key >> 7) % tiers;
        }
    }
    return NEXTWORK_OK;
}

static nextwork_status prepare(void **prepared, const bench_ask *ask, bool popular, bool capped,
                               int32_t tiers)
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    if (ask->size < 1 || ask->size > INT32_MAX / WISHES)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "a size from 1 to %d youths", INT32_MAX / WISHES);
    bench_market_shape shape = {.youths = (int32_t)ask->size,
                                .wishes = WISHES,
                                .popular = popular,
                                .capped = capped,
                                .seed = ask->seed};
    nextwork_status status = bench_market_new(&s->market, &shape);
    if (status == NEXTWORK_OK)
        status = make_pairs(s, tiers);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status prepare_uniform(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, false, false, 0);
}

static nextwork_status prepare_capped(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, true, true, 0);
}

static nextwork_status prepare_ties_1(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, true, false, 1);
}

static nextwork_status prepare_ties_3(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, true, false, 3);
}

static nextwork_status prepare_ties_10(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, true, false, 10);
}

static nextwork_status run_one_chance(void *prepared)
{
    state *s = prepared;
    return nw_second_chances(s->post_of, &s->pairs, &s->market.seats, s->turn, false, NULL);
}

static nextwork_status run_most_placed(void *prepared)
{
    state *s = prepared;
    return nw_most_placed(s->post_of, &s->pairs, &s->market.seats, s->turn, NULL);
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

const bench_case bench_case_one_chance = {
    "one-chance",   "what most-placed begins with, 3 classes of equals at each post",
    "youths",       sizes,
    prepare_ties_3, run_one_chance,
    answer,         clean_up,
};

const bench_case bench_case_most_placed_1 = {
    "most-placed-1", "ties = most-placed on deferred-acceptance-popular, all youths equals",
    "youths",        sizes,
    prepare_ties_1,  run_most_placed,
    answer,          clean_up,
};

const bench_case bench_case_most_placed_3 = {
    "most-placed-3", "the same with 3 classes of equals at each post",
    "youths",        sizes,
    prepare_ties_3,  run_most_placed,
    answer,          clean_up,
};

const bench_case bench_case_most_placed_10 = {
    "most-placed-10", "the same with 10 classes",
    "youths",         sizes,
    prepare_ties_10,  run_most_placed,
    answer,           clean_up,
};
