/* Planning one youth anew where the others leave seats. */
#ifndef NW_PLAN_ROTATION_YOUTHS_H
#define NW_PLAN_ROTATION_YOUTHS_H

#include "plan/rotation_plan.h"

/* Gives every youth in turn the best sequence over all periods that free seats allow. Never lowers
 * the plan's value; sets *better when it was raised. */
nextwork_status nw_replace_youths(bool *better, nw_rotation_plan *plan);

#endif
