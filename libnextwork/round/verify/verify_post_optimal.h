/* Verification of option side = posts: no stable matching is worse for any youth. */
#ifndef NW_ROUND_VERIFY_VERIFY_POST_OPTIMAL_H
#define NW_ROUND_VERIFY_VERIFY_POST_OPTIMAL_H

#include "base/monitor.h"
#include "round/result.h"
#include "round/verify/verify_report.h"

/* Of a claim that is stable. Adds the check "post-optimal" to the report. */
nextwork_status nw_verify_post_optimal(nw_report *report, const nw_result *claim,
                                       nextwork_monitor *monitor);

#endif
