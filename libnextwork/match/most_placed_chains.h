/* More placements in a stable matching where there are ties, by chains of exchanges: a youth
 * without a place takes the seat of an equal, who takes a seat elsewhere, free or of an equal
 * again, and so on to a free one. */
#ifndef NW_MATCH_MOST_PLACED_CHAINS_H
#define NW_MATCH_MOST_PLACED_CHAINS_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Lengthens post_of, a matching without a blocking pair by rank and tier, chain by chain until none
 * is found; it stays without a blocking pair. When all tiers are equal it ends as a largest
 * matching. O(pairs) a pass, and passes as long as one finds something. */
nextwork_status nw_most_placed_chains(int32_t *post_of, const nw_pairs *pairs,
                                      const nw_seats *seats, nextwork_monitor *monitor);

#endif
