#include "match/fair.h"

#include "base/memory.h"
#include "match/rank_network.h"

#include <stddef.h>

/* Takes all youths off the pairs of one class that may still change, and leaves their seats as
 * where paths may end. Gives how many, and who. */
static int32_t release_class(nw_rank_network *n, int32_t *released, const nw_rank_classes *classes,
                             int64_t k)
{
    int32_t count = 0;
    for (int64_t e = classes->start[k]; e < classes->start[k + 1]; e++) {
        int32_t y = classes->youth[e];
        int64_t own = n->own[y];
        if (own < 0 || n->settled[own] || n->pairs->rank[own] != classes->rank[k])
            continue;
        n->sinks[n->first_post + n->pairs->post[own]]++;
        nw_rank_release(n, y);
        released[count++] = y;
    }
    return count;
}

/* Forgets what is fixed at the ends of rows, where the worse ranks are. */
static void trim(nw_rank_network *n)
{
    for (int32_t y = 0; y < n->pairs->youths; y++)
        while (n->end[y] > n->pairs->start[y] && n->settled[n->end[y] - 1])
            n->end[y]--;
}

/* Brings one class to the fewest youths, whatever becomes of the better ranks. */
static nextwork_status lessen(nw_rank_network *n, int32_t *released, const nw_rank_classes *classes,
                              int64_t k)
{
    n->costly = classes->rank[k];
    trim(n);
    int32_t count = release_class(n, released, classes, k);
    if (count == 0) { /* nobody has it, and nobody shall */
        for (int64_t e = classes->start[k]; e < classes->start[k + 1]; e++)
            nw_rank_fix_pairs(n, classes->youth[e]);
        return NEXTWORK_OK;
    }
    NW_TRY(nw_rank_reroute(n, released, count));
    nw_rank_fix(n);
    return NEXTWORK_OK;
}

/* Whoever finds a free seat at a rank takes it, rank by rank: a start from which little has to be
 * changed. */
static void start_well(nw_rank_network *n, const nw_rank_classes *classes)
{
    for (int64_t k = 0; k < classes->count; k++)
        for (int64_t e = classes->start[k]; e < classes->start[k + 1]; e++) {
            int32_t y = classes->youth[e];
            for (; n->end[y] < n->pairs->start[y + 1]; n->end[y]++) {
                if (n->pairs->rank[n->end[y]] != classes->rank[k])
                    break;
                if (!n->served[y])
                    nw_rank_take(n, y, n->end[y]);
            }
        }
}

static nextwork_status solve(nw_rank_network *n, const nw_rank_classes *classes)
{
    start_well(n, classes);
    NW_TRY(nw_rank_fill(n));
    int32_t *released = NW_NEW(int32_t, n->pairs->youths);
    if (released == NULL)
        return nw_fail_memory("a match by ranks");
    nextwork_status status = NEXTWORK_OK;
    /* What is left is at the best rank. */
    for (int64_t k = classes->count - 1; k > 0 && status == NEXTWORK_OK; k--)
        status = lessen(n, released, classes, k);
    nw_free(released);
    return status;
}

nextwork_status nw_fair(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                        const uint32_t *turn, nextwork_monitor *monitor)
{
    return nw_rank_match(post_of, pairs, seats, turn, monitor, solve);
}
