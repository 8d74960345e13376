/* A plan while it is being made: everybody's sequence, and placing all youths anew in one period.
 */
#ifndef NW_PLAN_ROTATION_PLAN_H
#define NW_PLAN_ROTATION_PLAN_H

#include "match/pairs.h"
#include "plan/rotation_search.h"

typedef struct {
    const nw_rotation_table *table;
    nextwork_monitor *monitor;
    int32_t *sequence;     /* [youth * periods + period]: a candidate; -1 */
    int64_t value;         /* what all sequences are worth */
    nw_search_room *rooms; /* one a thread */
    /* Room for one period's placing: */
    nw_pairs pairs;
    int64_t *gain; /* per candidate, over staying out; negative: not wanted */
    bool *stays;   /* per youth: where it is, because that is fixed or its sequence needs it */
    int32_t *kept; /* per youth: where it was */
    int32_t *post_left, *company_left; /* what those who stay leave */
    int32_t *post_of;
    int64_t *youth_price, *post_price, *company_price;
} nw_rotation_plan;

/* Only what is fixed. */
nextwork_status nw_rotation_plan_new(nw_rotation_plan *plan, const nw_rotation_table *table,
                                     nextwork_monitor *monitor);
void nw_rotation_plan_clear(nw_rotation_plan *plan);

/* Places everybody in the period so that the plan's value is greatest when all other periods stay
 * as they are. Sets *better when that raised it; else the plan is as it was. */
nextwork_status nw_replace_period(bool *better, nw_rotation_plan *plan, int32_t period);

/* Places everybody in the period given the earlier ones, with a view of the later ones: what each
 * youth could have there at these prices, [period * posts + post], whatever is planned there now.
 */
nextwork_status nw_place_period(nw_rotation_plan *plan, int32_t period, const int32_t *price);

#endif
