/* Cases of rank-maximal and fair matchings: arrays in, arrays out, one thread. */
#include "cases.h"
#include "market.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/fair.h"
#include "match/rank_maximal.h"

#include <stddef.h>

#define WISHES 20

typedef struct {
    bench_market market;
    nw_pairs pairs; /* its lists, the first wish at rank 1 */
    uint32_t *turn;
    int32_t *post_of;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    bench_market_clear(&s->market);
    nw_free(s->pairs.post);
    nw_free(s->pairs.rank);
    nw_free(s->turn);
    nw_free(s->post_of);
    nw_free(s);
}

static nextwork_status make_pairs(state *s)
{
    const bench_market *market = &s->market;
    int64_t count = market->start[market->youths];
    s->pairs = (nw_pairs){.youths = market->youths,
                          .start = market->start,
                          .post = NW_NEW(int32_t, count),
                          .rank = NW_NEW(int32_t, count)};
    s->turn = NW_NEW(uint32_t, market->youths);
    s->post_of = NW_NEW(int32_t, market->youths);
    if (s->pairs.post == NULL || s->pairs.rank == NULL || s->turn == NULL || s->post_of == NULL)
        return nw_fail_memory("a case");
    for (int32_t y = 0; y < market->youths; y++) {
        s->turn[y] = (uint32_t)y;
        for (int64_t i = market->start[y]; i < market->start[y + 1]; i++) {
            s->pairs.post[i] = (int32_t)market->choices[i].post;
            s->pairs.rank[i] = (int32_t)(i - market->start[y]) + 1;
        }
    }
    return NEXTWORK_OK;
}

static nextwork_status prepare(void **prepared, const bench_ask *ask)
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    if (ask->size < 1 || ask->size > INT32_MAX / WISHES)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "a size from 1 to %d youths", INT32_MAX / WISHES);
    bench_market_shape shape = {.youths = (int32_t)ask->size,
                                .wishes = WISHES,
                                .popular = true,
                                .capped = true,
                                .seed = ask->seed};
    nextwork_status status = bench_market_new(&s->market, &shape);
    if (status == NEXTWORK_OK)
        status = make_pairs(s);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status run_rank_maximal(void *prepared)
{
    state *s = prepared;
    return nw_rank_maximal(s->post_of, &s->pairs, &s->market.seats, s->turn, NULL);
}

static nextwork_status run_fair(void *prepared)
{
    state *s = prepared;
    return nw_fair(s->post_of, &s->pairs, &s->market.seats, s->turn, NULL);
}

/* Who is where, and how many at each rank: another matching with the same profile is not the same
 * result, but the profile is what was promised. */
static void answer(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    int64_t profile[WISHES + 1] = {0};
    for (int32_t y = 0; y < s->pairs.youths; y++)
        for (int64_t i = s->pairs.start[y]; i < s->pairs.start[y + 1]; i++)
            if (s->pairs.post[i] == s->post_of[y])
                profile[s->pairs.rank[i]]++;
    int64_t bytes = s->pairs.youths * (int64_t)sizeof *s->post_of;
    uint64_t hash = nw_keyed_hash(0, 0, (const char *)s->post_of, bytes);
    *answer = (bench_answer){.items = s->pairs.youths,
                             .hash = nw_keyed_hash(hash, 0, (const char *)profile, sizeof profile)};
}

static const int64_t sizes[] = {10000, 100000, 0};

const bench_case bench_case_rank_maximal = {
    "rank-maximal", "20 wishes a youth on the market of deferred-acceptance-capped",
    "youths",       sizes,
    prepare,        run_rank_maximal,
    answer,         clean_up,
};

const bench_case bench_case_fair = {
    "fair",   "the same by most placements and fewest bad ranks",
    "youths", sizes,
    prepare,  run_fair,
    answer,   clean_up,
};
