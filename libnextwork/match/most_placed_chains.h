/* More placements in a stable matching where there are ties, by chains of exchanges: a youth
 * without a place takes the seat of an equal, who takes a seat elsewhere, free or of an equal
 * again, and so on to a free one; and by swaps of who goes without. */
#ifndef NW_MATCH_MOST_PLACED_CHAINS_H
#define NW_MATCH_MOST_PLACED_CHAINS_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

#include <stdbool.h>

/* Places more youths in post_of, a matching without a blocking pair by rank and tier; it stays
 * without one. Ends where `bound`, which no such matching exceeds, is reached, and lowers it where
 * a matching is seen to be a largest of all, as the first without a chain is when all tiers are
 * equal. Else it ends where no chain is found, or with `swaps` after 64 passes in a row that found
 * nothing, or when it has looked at 16 million youths and pairs, and at each pair twice, since the
 * first such pass. Youths without a place come in the given order (a permutation of all youths).
 * O(pairs) a pass. */
nextwork_status nw_most_placed_chains(int32_t *post_of, int64_t *bound, const nw_pairs *pairs,
                                      const nw_seats *seats, const int32_t *order, bool swaps,
                                      nextwork_monitor *monitor);

#endif
