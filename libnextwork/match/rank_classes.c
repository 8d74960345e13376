#include "match/rank_network.h"

#include "base/memory.h"

#include <stddef.h>

/* Where a rank is counted: listed ranks by themselves, unlisted posts behind them. */
static int64_t place_of(int32_t rank, int32_t last)
{
    return rank == NW_RANK_UNLISTED ? (int64_t)last + 1 : rank;
}

static int32_t last_listed(const nw_pairs *pairs)
{
    int32_t last = 0;
    for (int64_t i = 0; i < pairs->start[pairs->youths]; i++)
        if (pairs->rank[i] != NW_RANK_UNLISTED && pairs->rank[i] > last)
            last = pairs->rank[i];
    return last;
}

/* Whether a pair is the first of its rank in its youth's row. */
static bool opens_rank(const nw_pairs *pairs, int32_t youth, int64_t pair)
{
    return pair == pairs->start[youth] || pairs->rank[pair - 1] != pairs->rank[pair];
}

static nextwork_status allocate(nw_rank_classes *classes, int64_t places, int64_t entries)
{
    classes->start = NW_NEW(int64_t, places + 1);
    classes->rank = NW_NEW(int32_t, places);
    classes->youth = NW_NEW(int32_t, entries);
    return classes->start == NULL || classes->rank == NULL || classes->youth == NULL
               ? nw_fail_memory("the ranks of a match")
               : NEXTWORK_OK;
}

/* From how many youths are at each place to where each place begins; the classes are the places
 * with somebody in them. */
static void lay_out(nw_rank_classes *classes, int64_t *at, int32_t last)
{
    int64_t sum = 0;
    for (int64_t place = 0; place < (int64_t)last + 2; place++) {
        int64_t count = at[place];
        at[place] = sum;
        if (count > 0) {
            classes->start[classes->count] = sum;
            classes->rank[classes->count++] = place > last ? NW_RANK_UNLISTED : (int32_t)place;
        }
        sum += count;
    }
    classes->start[classes->count] = sum;
}

static void fill(nw_rank_classes *classes, int64_t *at, const nw_rank_network *n, int32_t last)
{
    const nw_pairs *pairs = n->pairs;
    for (int32_t t = 0; t < pairs->youths; t++) {
        int32_t y = n->turn[t];
        for (int64_t i = pairs->start[y]; i < pairs->start[y + 1]; i++)
            if (opens_rank(pairs, y, i))
                classes->youth[at[place_of(pairs->rank[i], last)]++] = y;
    }
}

nextwork_status nw_rank_classes_new(nw_rank_classes *classes, const nw_rank_network *network)
{
    const nw_pairs *pairs = network->pairs;
    int32_t last = last_listed(pairs);
    int64_t places = (int64_t)last + 2, entries = 0;
    nw_rank_classes made = {0};
    int64_t *at = NW_NEW_ZERO(int64_t, places);
    if (at == NULL)
        return nw_fail_memory("the ranks of a match");
    for (int32_t y = 0; y < pairs->youths; y++)
        for (int64_t i = pairs->start[y]; i < pairs->start[y + 1]; i++)
            if (opens_rank(pairs, y, i)) {
                at[place_of(pairs->rank[i], last)]++;
                entries++;
            }
    nextwork_status status = allocate(&made, places, entries);
    if (status == NEXTWORK_OK) {
        lay_out(&made, at, last);
        fill(&made, at, network, last);
        *classes = made;
    } else {
        nw_rank_classes_clear(&made);
    }
    nw_free(at);
    return status;
}

void nw_rank_classes_clear(nw_rank_classes *classes)
{
    nw_free(classes->start);
    nw_free(classes->youth);
    nw_free(classes->rank);
    *classes = (nw_rank_classes){0};
}

nextwork_status nw_rank_match(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                              const uint32_t *turn, nextwork_monitor *monitor, nw_rank_solver solve)
{
    nw_rank_network network;
    nw_rank_classes classes;
    NW_TRY(nw_rank_network_new(&network, pairs, seats, turn, monitor));
    nextwork_status status = nw_rank_classes_new(&classes, &network);
    if (status == NEXTWORK_OK) {
        status = solve(&network, &classes);
        nw_rank_classes_clear(&classes);
    }
    if (status == NEXTWORK_OK)
        nw_rank_posts(post_of, &network);
    nw_rank_network_clear(&network);
    return status;
}
