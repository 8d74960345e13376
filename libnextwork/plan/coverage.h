/* Coverage: which industries and job functions youths have tried, before a plan and after it. */
#ifndef NW_PLAN_COVERAGE_H
#define NW_PLAN_COVERAGE_H

#include "plan/plan.h"

/* Industries by section, job functions by major group: what novelty asks to be new. */
#define NW_SECTIONS 22
#define NW_MAJORS 10

extern const nw_table_schema nw_coverage_schema;

/* How many sections, major groups and pairs of them a youth has tried. */
typedef struct {
    int32_t industries_before, industries_after;
    int32_t functions_before, functions_after;
    int32_t pairs_before, pairs_after;
} nw_coverage;

nw_coverage nw_coverage_of(const nw_plan *plan, int32_t youth);

/* youth_id, industries_before, industries_after, functions_before, functions_after, pairs_before,
 * pairs_after: of each youth, in the cohort's placements and with the plan's. */
nextwork_status nw_coverage_table(nw_table **table, const nw_plan *plan);

/* section, major, before, after: for each pair that anybody has tried, how many youths have. */
nextwork_status nw_tried_table(nw_table **table, const nw_plan *plan);

#endif
