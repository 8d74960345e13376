/* A plan period by period: what a person looks at first. */
#ifndef NW_PLAN_PLAN_PERIODS_H
#define NW_PLAN_PLAN_PERIODS_H

#include "plan/plan.h"

/* period, start, end, placed, out, first, listed, new_industries, fit: one row a period. */
nextwork_status nw_plan_periods_table(nw_table **table, const nw_plan *plan);

#endif
