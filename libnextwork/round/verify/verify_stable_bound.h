/* How many a stable matching can place at most, found by other code than the mechanism's. */
#ifndef NW_ROUND_VERIFY_VERIFY_STABLE_BOUND_H
#define NW_ROUND_VERIFY_VERIFY_STABLE_BOUND_H

#include "round/mechanism.h"

/* Counts a largest matching of the listed pairs that the two rules of match/stable_bound.h leave.
 * NEXTWORK_ERROR_CANCELLED when the monitor stopped it. */
nextwork_status nw_verify_stable_bound(int64_t *bound, const nw_result *claim,
                                       nextwork_monitor *monitor);

#endif
