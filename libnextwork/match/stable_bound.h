/* How many a stable matching can place at most where companies have ties, and youths may have: as
 * many as there are in a largest matching of those pairs that may be in a stable one. */
#ifndef NW_MATCH_STABLE_BOUND_H
#define NW_MATCH_STABLE_BOUND_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Leaves out pairs as long as one is found that is in no stable matching, by the two rules of
 * Irving and Manlove (2009) for two levels of capacity. `turn` decides nothing but which largest
 * matching is counted. O(pairs) a pass, as many passes as find something, and a largest matching.
 * NEXTWORK_ERROR_CANCELLED when the monitor stopped it. */
nextwork_status nw_stable_bound(int64_t *bound, const nw_pairs *pairs, const nw_seats *seats,
                                const uint32_t *turn, nextwork_monitor *monitor);

#endif
