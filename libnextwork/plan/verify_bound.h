/* Whether no plan can have more than a bound: Lagrangian duality, worked out from the prices alone
 * by each youth's exact best sequence. */
#ifndef NW_PLAN_VERIFY_BOUND_H
#define NW_PLAN_VERIFY_BOUND_H

#include "base/monitor.h"
#include "plan/plan.h"

/* What all free seats cost at the plan's prices, and the most that each youth can have beyond the
 * prices of its seats: together the bound that the prices prove. Youths whose search gave up leave
 * it between two numbers. */
typedef struct {
    int64_t least, most;
    bool adds_up; /* false: a sum leaves 64 bits */
    int32_t open; /* youths whose search gave up, .. */
    int32_t first_open[3];
} nw_price_bound;

/* Steps that the searches of all youths take together before those that are left give up; half a
 * minute or so of one processor. The number of sequences is a power of the periods, and where very
 * many are nearly as good as the best, no bound may see that none is better. */
#define NW_BOUND_STEPS (INT64_C(1) << 27)

/* Works on `threads` threads, with the same result for any number; steps the monitor once a youth.
 * A plan whose bound was worked out so passes the same once more. */
nextwork_status nw_bound_of_prices(nw_price_bound *bound, const nw_plan *plan, int64_t most_steps,
                                   int threads, nextwork_monitor *monitor);

#endif
