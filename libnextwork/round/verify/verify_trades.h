/* Whether placements keep to the seats and to every rule, whether nobody is worse off than before,
 * and whether they are what trades in the order of the lottery give; from the definitions. */
#ifndef NW_ROUND_VERIFY_VERIFY_TRADES_H
#define NW_ROUND_VERIFY_VERIFY_TRADES_H

#include "base/monitor.h"
#include "round/result.h"
#include "round/verify/verify_report.h"

/* Checks the placements post_of, options and lottery of `claim`, whose round is one of trades,
 * adding to the report, and gives claim->served and claim->cutoff as they follow. */
nextwork_status nw_verify_trades(nw_report *report, nw_result *claim, nextwork_monitor *monitor);

#endif
