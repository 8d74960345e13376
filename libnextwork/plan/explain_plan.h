/* Why a youth is where they are in a plan: their sequence, the next best one at the plan's prices,
 * and the one that they would have if nobody else wanted a seat. */
#ifndef NW_PLAN_EXPLAIN_PLAN_H
#define NW_PLAN_EXPLAIN_PLAN_H

#include "plan/plan.h"

/* sequence (plan, next-best, alone), period, start, end, post_id, company_id, fit, price, text: a
 * row a period of each sequence that there is. `language` as for nw_explain_reasons. */
nextwork_status nw_explain_plan(nw_table **table, const nw_plan *plan, int32_t youth, int language);

#endif
