#include "lists.h"

#include "base/memory.h"

#include <stddef.h>

void bench_lists_free(void *lists)
{
    bench_lists *l = lists;
    bench_market_clear(&l->market);
    nw_free(l->pairs.post);
    nw_free(l->pairs.rank);
    nw_free(l->pairs.tier);
    nw_free(l->pairs.key);
    nw_free(l->turn);
    nw_free(l->post_of);
    nw_free(l);
}

static bool make_room(bench_lists *l, bool with_tiers)
{
    const bench_market *market = &l->market;
    int64_t count = market->start[market->youths];
    l->pairs = (nw_pairs){.youths = market->youths,
                          .start = market->start,
                          .post = NW_NEW(int32_t, count),
                          .rank = NW_NEW(int32_t, count),
                          .tier = with_tiers ? NW_NEW(int32_t, count) : NULL,
                          .key = with_tiers ? NW_NEW(uint32_t, count) : NULL};
    l->turn = NW_NEW(uint32_t, market->youths);
    l->post_of = NW_NEW(int32_t, market->youths);
    bool tiers = !with_tiers || (l->pairs.tier != NULL && l->pairs.key != NULL);
    return l->pairs.post != NULL && l->pairs.rank != NULL && tiers && l->turn != NULL &&
           l->post_of != NULL;
}

static nextwork_status make_pairs(bench_lists *l, int32_t tiers)
{
    const bench_market *market = &l->market;
    if (!make_room(l, tiers != BENCH_NO_TIERS))
        return nw_fail_memory("a case");
    for (int32_t y = 0; y < market->youths; y++) {
        l->turn[y] = (uint32_t)y; /* lists are drawn, so that this is as good as a lottery */
        for (int64_t i = market->start[y]; i < market->start[y + 1]; i++) {
            int32_t key = (int32_t)market->choices[i].key;
            l->pairs.post[i] = (int32_t)market->choices[i].post;
            l->pairs.rank[i] = (int32_t)(i - market->start[y]) + 1;
            if (tiers == BENCH_NO_TIERS)
                continue;
            l->pairs.key[i] = market->choices[i].key;
            l->pairs.tier[i] = tiers == 0 ? key : (key >> 7) % tiers;
        }
    }
    return NEXTWORK_OK;
}

nextwork_status bench_lists_new(void **lists, const bench_ask *ask, bool popular, bool capped,
                                int32_t tiers)
{
    if (ask->size < 1 || ask->size > INT32_MAX / BENCH_WISHES)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "a size from 1 to %d youths",
                       INT32_MAX / BENCH_WISHES);
    bench_lists *made = NW_NEW_ZERO(bench_lists, 1);
    if (made == NULL)
        return nw_fail_memory("a case");
    bench_market_shape shape = {.youths = (int32_t)ask->size,
                                .wishes = BENCH_WISHES,
                                .popular = popular,
                                .capped = capped,
                                .seed = ask->seed};
    nextwork_status status = bench_market_new(&made->market, &shape);
    if (status == NEXTWORK_OK)
        status = make_pairs(made, tiers);
    if (status == NEXTWORK_OK)
        *lists = made;
    else
        bench_lists_free(made);
    return status;
}
