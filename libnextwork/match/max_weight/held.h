/* The seats of a post in the auction: a bid and who made it in one word, the lowest in front. */
#ifndef NW_MATCH_MAX_WEIGHT_HELD_H
#define NW_MATCH_MAX_WEIGHT_HELD_H

#include <stdint.h>

#define NW_FEW_SEATS 16 /* of which a pass over all finds the lowest */

static inline uint64_t nw_bid_of(int32_t bid, int32_t youth)
{
    return (uint64_t)(uint32_t)bid << 32 | (uint32_t)youth;
}

static inline int32_t nw_bidder_of(uint64_t held)
{
    return (int32_t)(uint32_t)held;
}

static inline int32_t nw_price_of(uint64_t held)
{
    return (int32_t)(held >> 32);
}

static inline void nw_sift_down(uint64_t *heap, int32_t count, int32_t top)
{
    uint64_t moved = heap[top];
    for (int32_t child = 2 * top + 1; child < count; child = 2 * top + 1) {
        child += child + 1 < count && heap[child + 1] < heap[child];
        if (heap[child] >= moved)
            break;
        heap[top] = heap[child];
        top = child;
    }
    heap[top] = moved;
}

/* Brings the lowest to the front, where one that is there may be out of place. Of few in any order,
 * without a branch that depends on the bids; else of a heap. `seats` decides which it is. */
static inline void nw_lift_lowest(uint64_t *held, int32_t count, int32_t seats)
{
    if (seats > NW_FEW_SEATS) {
        nw_sift_down(held, count, 0);
        return;
    }
    uint64_t lowest = held[0];
    for (int32_t i = 1; i < count; i++) {
        uint64_t here = held[i];
        held[i] = here > lowest ? here : lowest;
        lowest = here < lowest ? here : lowest;
    }
    held[0] = lowest;
}

/* The same of bids in any order. */
static inline void nw_order_held(uint64_t *held, int32_t count, int32_t seats)
{
    if (count == 0)
        return;
    if (seats > NW_FEW_SEATS)
        for (int32_t i = count / 2; i-- > 0;)
            nw_sift_down(held, count, i);
    else
        nw_lift_lowest(held, count, seats);
}

#endif
