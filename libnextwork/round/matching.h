/* One round from pairs to placements: choices of each youth, priorities of each company, and the
 * mechanism over them. */
#ifndef NW_ROUND_MATCHING_H
#define NW_ROUND_MATCHING_H

#include "base/monitor.h"
#include "round/result.h"

nextwork_status nw_match_round(nw_result **result, nw_round *round, const nw_match_options *options,
                               nextwork_monitor *monitor);

#endif
