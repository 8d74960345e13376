/* Verification of a plan by its files: from the cohort alone, with no code of the solver. */
#ifndef NW_PLAN_VERIFY_PLAN_H
#define NW_PLAN_VERIFY_PLAN_H

#include "base/monitor.h"
#include "plan/plan_files.h"
#include "plan/verify_bound.h"

/* check, holds, detail: one row a check; what depends on a failed check is not looked at. *holds is
 * whether all do. The bound is open when the searches of all youths would take more than
 * `most_steps` together; NW_BOUND_STEPS is enough for what plans prove of themselves. */
nextwork_status nw_verify_plan(nw_table **table, bool *holds, nw_cohort *cohort,
                               const nw_plan_files *files, int64_t most_steps,
                               nextwork_monitor *monitor);

#endif
