/* Whether placements have the greatest sum: from the prices alone, pair by pair, without looking
 * for any other matching. */
#ifndef NW_ROUND_VERIFY_VERIFY_WEIGHT_H
#define NW_ROUND_VERIFY_VERIFY_WEIGHT_H

#include "base/monitor.h"
#include "round/result.h"
#include "round/verify/verify_report.h"

/* Checks the placements and the prices of `claim`, adding to the report, and gives claim->bound as
 * it follows from the prices. */
nextwork_status nw_verify_weight(nw_report *report, nw_result *claim, nextwork_monitor *monitor);

#endif
