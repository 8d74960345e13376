/* A youth's earlier periods in a plan are history to its later ones: as if they were rows of the
 * placements table. */
#ifndef NW_PLAN_HISTORY_H
#define NW_PLAN_HISTORY_H

#include "fit/round.h"
#include "plan/calendar.h"

/* The round of period `period` over the cohort whose placements table also holds what the youths
 * are planned to do before: youth y is at post_of[s * youths + y] in period s < `period`, -1
 * nowhere. From the second period on there is such a table, whether or not the cohort has one. The
 * round holds its cohort, which shares everything else with the one given. */
nextwork_status nw_round_in_plan(nw_round **round, nw_cohort *cohort, const nw_calendar *calendar,
                                 const int32_t *post_of, int32_t period);

#endif
