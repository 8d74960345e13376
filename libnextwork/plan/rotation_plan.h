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
    int64_t value;         /* what all sequences are worth; NW_NO_SEQUENCE */
    nw_search_room *rooms; /* one a thread */
    /* Room for one period's placing: */
    nw_pairs pairs;
    int32_t *least; /* [period * youths + youth]: what a candidate's worth must come to */
    int64_t *gain;  /* per candidate, over staying out; negative: not wanted */
    bool *stays;    /* per youth: where it is, because that is fixed or its sequence needs it */
    int32_t *kept;  /* per youth: where it was */
    int32_t *post_left, *company_left; /* what those who stay leave */
    int32_t *post_of;
    int64_t *youth_price, *post_price, *company_price;
} nw_rotation_plan;

/* Only what is fixed. */
nextwork_status nw_rotation_plan_new(nw_rotation_plan *plan, const nw_rotation_table *table,
                                     nextwork_monitor *monitor);
void nw_rotation_plan_clear(nw_rotation_plan *plan);

/* Says how far the value can be from the best at most, once there are a plan and a bound. */
void nw_report_gap(nextwork_monitor *monitor, int64_t value, int64_t bound);

/* What a placing in one period looks at beside the period itself. */
typedef struct {
    uint32_t open;        /* bits 1 << period: to be planned again after this one; others stay */
    const int32_t *price; /* [period * posts + post]: of a seat, about */
    const int32_t *hint;  /* [youth * periods + period]: good sequences at these prices */
} nw_outlook;

/* Places everybody in the period, each pair counting what it adds to the youth's sequence: with all
 * other periods as they are (outlook NULL), or with the best that the open ones have at their
 * prices. plan->value is NW_NO_SEQUENCE when a sequence is not allowed as it is now. */
nextwork_status nw_place_period(nw_rotation_plan *plan, int32_t period, const nw_outlook *outlook);

/* Places everybody in the period with all others as they are, if that raises the plan's value. */
nextwork_status nw_replace_period(bool *better, nw_rotation_plan *plan, int32_t period);

#endif
