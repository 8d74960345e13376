/* Whether placements keep to the seats, to every rule, and to stability; from the definitions, pair
 * by pair. */
#ifndef NW_ROUND_VERIFY_VERIFY_STABLE_H
#define NW_ROUND_VERIFY_VERIFY_STABLE_H

#include "base/monitor.h"
#include "round/result.h"
#include "round/verify/verify_report.h"

/* Checks the placements post_of, fit_of, options and lottery of `claim`, adding to the report, and
 * gives claim->cutoff and claim->blocking_pairs as they follow from the placements. */
nextwork_status nw_verify_stable(nw_report *report, nw_result *claim, nextwork_monitor *monitor);

#endif
