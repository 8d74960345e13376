/* What a plan that was made from an earlier one kept of it, and what changed for whom. */
#ifndef NW_PLAN_PLAN_CHANGES_H
#define NW_PLAN_PLAN_CHANGES_H

#include "plan/plan.h"

extern const nw_table_schema nw_plan_kept_schema, nw_plan_changes_schema;

/* Columns of changes beyond youth_id and period. */
enum { NW_CHANGE_BEFORE = 2, NW_CHANGE_AFTER, NW_CHANGE_WHY, NW_CHANGE_REASONS };

/* Why a youth does not have in a period what an earlier plan had. */
enum {
    NW_WHY_PLANNED,    /* there was nothing, or it was free to change */
    NW_WHY_NOT_WANTED, /* the youth does not list the post any more */
    NW_WHY_REFUSED,    /* reasons forbid it now */
    NW_WHY_SEAT_LOST,  /* fewer seats than before, and others fit better */
    NW_WHY_POST_GONE,  /* the cohort has no such post any more */
    NW_WHY_YOUTH_GONE  /* nor such a youth */
};

/* youth_id, period, post_id: what was kept, by youth, then period. */
nextwork_status nw_plan_kept_table(nw_table **table, const nw_plan *plan);

/* youth_id, period, before, after, why, reasons: periods that both plans have and that differ. */
nextwork_status nw_plan_changes_table(nw_table **table, const nw_plan *plan);

#endif
