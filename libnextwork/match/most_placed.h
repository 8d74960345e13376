/* A stable matching of many youths where companies have ties, and youths may have. Deferred
 * acceptance first, then chains of exchanges among equals; and as that gives no guarantee, the same
 * from second chances on, unless nothing can be better. The larger one is taken: at least two
 * thirds of the largest stable matching (Király, 2011; Yokoi, 2021), usually nearly all, and
 * without any answers a largest matching. In the end youths trade as long as all who do gain.
 *
 * Not strategy-proof: who hides a post that takes the youth may stay where it would have made way.
 */
#ifndef NW_MATCH_MOST_PLACED_H
#define NW_MATCH_MOST_PLACED_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Gives the post of each youth, -1 without one. No pair blocks: none in which the youth would have
 * a better rank and the company would have to prefer the youth by tier. Unlisted posts are in
 * strict order. `turn` (per youth, a permutation of 0 ..) decides where nothing else does. Gives a
 * number too that no such matching exceeds, that of nw_stable_bound. NEXTWORK_ERROR_CANCELLED when
 * the monitor stopped it. */
nextwork_status nw_most_placed(int32_t *post_of, int64_t *bound, const nw_pairs *pairs,
                               const nw_seats *seats, const uint32_t *turn,
                               nextwork_monitor *monitor);

/* Gives a number of youths that no matching can exceed: as many as have a pair, and as many as the
 * posts can take that somebody has a pair with, and their companies. O(pairs). */
nextwork_status nw_placed_bound(int64_t *bound, const nw_pairs *pairs, const nw_seats *seats);

#endif
