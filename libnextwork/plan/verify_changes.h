/* Verification of what a plan that was made from an earlier one says of that. */
#ifndef NW_PLAN_VERIFY_CHANGES_H
#define NW_PLAN_VERIFY_CHANGES_H

#include "plan/plan.h"
#include "round/verify/verify_report.h"

/* Of a plan whose placements, kept rows (in `fixed`) and changes are read. Adds the checks "stays"
 * and "changes" to the report, and replaces plan->changes by what it has to be. */
nextwork_status nw_verify_changes(nw_report *report, nw_plan *plan);

#endif
