/* Whether placements keep to the seats and to every rule, and whether another matching has a better
 * profile of ranks. */
#ifndef NW_ROUND_VERIFY_VERIFY_RANKS_H
#define NW_ROUND_VERIFY_VERIFY_RANKS_H

#include "base/monitor.h"
#include "round/result.h"
#include "round/verify/verify_report.h"

/* Check the placements post_of of `claim`, adding to the report. There are no cut-offs and no count
 * of blocking pairs to compare. */
nextwork_status nw_verify_rank_maximal(nw_report *report, nw_result *claim,
                                       nextwork_monitor *monitor);
nextwork_status nw_verify_fair(nw_report *report, nw_result *claim, nextwork_monitor *monitor);

#endif
