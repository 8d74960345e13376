/* Whether no plan can have more than a bound: Lagrangian duality, worked out from the prices alone
 * by each youth's exact best sequence. */
#ifndef NW_PLAN_VERIFY_BOUND_H
#define NW_PLAN_VERIFY_BOUND_H

#include "base/monitor.h"
#include "plan/plan.h"

/* The bound that the plan's prices prove: what all free seats cost, and the most that each youth
 * can have beyond the prices of its seats. *adds_up is false when a sum leaves 64 bits.
 * NEXTWORK_ERROR_LIMIT when the search for some youth gives up, after so many steps. Works on
 * `threads` threads; steps the monitor once a youth. */
nextwork_status nw_bound_of_prices(int64_t *bound, bool *adds_up, const nw_plan *plan,
                                   int64_t most_steps, int threads, nextwork_monitor *monitor);

#endif
