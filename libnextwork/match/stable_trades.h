/* Stable improvement cycles (Erdil and Ergin, 2008): youths who would each rather be where the next
 * of them is move all at once, if at each post the one who comes is as good as anybody who claims
 * it. Nobody is worse off, and no pair blocks. */
#ifndef NW_MATCH_STABLE_TRADES_H
#define NW_MATCH_STABLE_TRADES_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Lets youths of post_of, a matching without a blocking pair by rank and tier, trade until no cycle
 * of posts that are full is found. O(pairs) a pass, and as many passes as find something.
 * NEXTWORK_ERROR_CANCELLED when the monitor stopped it. */
nextwork_status nw_stable_trades(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                                 nextwork_monitor *monitor);

#endif
