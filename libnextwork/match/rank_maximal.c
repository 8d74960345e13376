#include "match/rank_maximal.h"

#include "match/rank_network.h"

/* Whether a pair may carry without taking anything from the ranks before. A youth whose arc is
 * fixed gets a better rank in every matching that counts; a post or company whose arc is fixed
 * gives its seats to better ranks, or may take nobody. */
static bool is_open(const nw_rank_network *n, int32_t youth, int64_t pair)
{
    int32_t post = n->first_post + n->pairs->post[pair];
    return !n->fixed[youth] && !n->fixed[post] && !n->fixed[nw_rank_company_node(n, post)];
}

/* Makes arcs of the pairs of one class. Whether there is any that may carry. */
static bool add_class(nw_rank_network *n, const nw_rank_classes *classes, int64_t k)
{
    bool any = false;
    for (int64_t e = classes->start[k]; e < classes->start[k + 1]; e++) {
        int32_t y = classes->youth[e];
        for (; n->end[y] < n->pairs->start[y + 1]; n->end[y]++) {
            if (n->pairs->rank[n->end[y]] != classes->rank[k])
                break;
            bool open = is_open(n, y, n->end[y]);
            n->settled[n->end[y]] = !open;
            any = any || open;
        }
    }
    return any;
}

static nextwork_status solve(nw_rank_network *n, const nw_rank_classes *classes)
{
    for (int64_t k = 0; k < classes->count; k++)
        if (add_class(n, classes, k))
            NW_TRY(nw_rank_fill(n));
    return NEXTWORK_OK;
}

nextwork_status nw_rank_maximal(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                                const uint32_t *turn, nextwork_monitor *monitor)
{
    return nw_rank_match(post_of, pairs, seats, turn, monitor, solve);
}
