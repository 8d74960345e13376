/* The greatest total fit under two capacity levels, with its proof: prices of seats that no youth
 * can better (linear programming duality; Koopmans and Beckmann, 1957; Shapley and Shubik, 1972).
 */
#ifndef NW_MATCH_MAX_WEIGHT_H
#define NW_MATCH_MAX_WEIGHT_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

#include <stdbool.h>

/* What a placement counts beside its fit: nothing, or with `most_placed` so much that one more
 * placement outweighs every fit. */
static inline int64_t nw_placement_bonus(int32_t youths, bool most_placed)
{
    return most_placed ? (int64_t)10000 * youths + 1 : 0;
}

/* A placing and what proves it. Arrays are the caller's. */
typedef struct {
    int32_t *post_of;       /* per youth; -1: unplaced */
    int64_t *youth_price;   /* per youth, 0 or more: what it has from its seat beyond the price */
    int64_t *post_price;    /* per post, 0 or more; above 0 only where every seat is taken */
    int64_t *company_price; /* per company, likewise; what a seat costs is both together */
    int64_t objective;      /* the sum of fits */
} nw_weighed;

/* The greatest fit of a pair that nw_max_weight takes: fits of all periods of a plan in one. */
#define NW_MOST_WORTH 2000000

/* Places so that the sum of fit + bonus is greatest. Of `pairs` it reads youths, start, post and
 * fit, here 0 .. NW_MOST_WORTH (with `most_placed` 10000). For every pair the prices of youth, post
 * and company together are fit + bonus at least; so no placing is worth more than the youths'
 * prices and seats * price of posts and companies, and this one is worth as much.
 * NEXTWORK_ERROR_CANCELLED when the monitor stopped it. */
nextwork_status nw_max_weight(nw_weighed *weighed, const nw_pairs *pairs, const nw_seats *seats,
                              bool most_placed, nextwork_monitor *monitor);

#endif
