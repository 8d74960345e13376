/* What option `ties` = most-placed tells beside its placements. */
#ifndef NW_ROUND_VERIFY_VERIFY_TIES_H
#define NW_ROUND_VERIFY_VERIFY_TIES_H

#include "round/mechanism.h"

/* Counts claim->placed_bound anew, from the cohort alone, and checks that the placements are within
 * it. */
nextwork_status nw_verify_placed_bound(nw_report *report, nw_result *claim,
                                       nextwork_monitor *monitor);

#endif
