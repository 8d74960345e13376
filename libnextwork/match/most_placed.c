#include "match/most_placed.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/most_placed_chains.h"
#include "match/second_chances.h"
#include "match/stable_bound.h"
#include "match/stable_trades.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static int64_t count_placed(const int32_t *post_of, int32_t youths)
{
    int64_t placed = 0;
    for (int32_t y = 0; y < youths; y++)
        placed += post_of[y] >= 0;
    return placed;
}

/* What every start needs. */
typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    const uint32_t *turn;
    int32_t *order; /* of youths by turn */
    int64_t bound;  /* no stable matching places more */
} market;

static nextwork_status exchange(int32_t *post_of, market *m, bool swaps, nextwork_monitor *monitor)
{
    return nw_most_placed_chains(post_of, &m->bound, m->pairs, m->seats, m->order, swaps, monitor);
}

/* From second chances on, if that places more. */
static nextwork_status place_again(int32_t *post_of, market *m, nextwork_monitor *monitor)
{
    int32_t youths = m->pairs->youths, *other = NW_NEW(int32_t, youths);
    if (other == NULL)
        return nw_fail_memory("second chances");
    nextwork_status status = nw_second_chances(other, m->pairs, m->seats, m->turn, true, monitor);
    if (status == NEXTWORK_OK)
        status = exchange(other, m, true, monitor);
    if (status == NEXTWORK_OK && count_placed(other, youths) > count_placed(post_of, youths))
        memcpy(post_of, other, (size_t)youths * sizeof *post_of);
    nw_free(other);
    return status;
}

static bool is_most(const int32_t *post_of, const market *m)
{
    return count_placed(post_of, m->pairs->youths) == m->bound;
}

/* A bound that takes long is only asked for where chains alone do not reach a plain one. */
static nextwork_status place_most(int32_t *post_of, market *m, nextwork_monitor *monitor)
{
    NW_TRY(nw_placed_bound(&m->bound, m->pairs, m->seats));
    NW_TRY(nw_second_chances(post_of, m->pairs, m->seats, m->turn, false, monitor));
    NW_TRY(exchange(post_of, m, false, monitor));
    if (!is_most(post_of, m))
        NW_TRY(nw_stable_bound(&m->bound, m->pairs, m->seats, m->turn, monitor));
    if (!is_most(post_of, m))
        NW_TRY(exchange(post_of, m, true, monitor));
    if (!is_most(post_of, m))
        NW_TRY(place_again(post_of, m, monitor));
    return nw_stable_trades(post_of, m->pairs, m->seats, monitor);
}

nextwork_status nw_most_placed(int32_t *post_of, int64_t *bound, const nw_pairs *pairs,
                               const nw_seats *seats, const uint32_t *turn,
                               nextwork_monitor *monitor)
{
    market m = {
        .pairs = pairs, .seats = seats, .turn = turn, .order = NW_NEW(int32_t, pairs->youths)};
    if (m.order == NULL)
        return nw_fail_memory("the order of youths");
    for (int32_t y = 0; y < pairs->youths; y++)
        m.order[turn[y]] = y;
    nextwork_status status = place_most(post_of, &m, monitor);
    if (status == NEXTWORK_OK)
        *bound = m.bound;
    nw_free(m.order);
    return status;
}

nextwork_status nw_placed_bound(int64_t *bound, const nw_pairs *pairs, const nw_seats *seats)
{
    int32_t *wanting = NW_NEW_ZERO(int32_t, seats->posts);
    int64_t *room = NW_NEW_ZERO(int64_t, seats->companies);
    nextwork_status status = NEXTWORK_OK;
    if (wanting == NULL || room == NULL) {
        status = nw_fail_memory("the bound of placements");
    } else {
        int64_t youths = 0, places = 0;
        for (int64_t i = 0; i < pairs->start[pairs->youths]; i++)
            wanting[pairs->post[i]]++;
        for (int32_t y = 0; y < pairs->youths; y++)
            youths += pairs->start[y] < pairs->start[y + 1];
        for (int32_t p = 0; p < seats->posts; p++)
            room[seats->post_company[p]] += nw_min32(seats->post_seats[p], wanting[p]);
        for (int32_t c = 0; c < seats->companies; c++)
            places += room[c] < seats->company_seats[c] ? room[c] : seats->company_seats[c];
        *bound = youths < places ? youths : places;
    }
    nw_free(wanting);
    nw_free(room);
    return status;
}
