/* Making a plan anew from an earlier one: after a period, with new history, wishes, drop-outs and
 * companies. */
#ifndef NW_PLAN_REPLAN_H
#define NW_PLAN_REPLAN_H

#include "plan/plan_files.h"

/* An earlier plan as far as it matters: ids, not rows of a cohort. */
typedef struct {
    nw_calendar calendar;
    nw_plan_options options;
    char sha256[65];
    nw_table *placements; /* plan.csv */
} nw_earlier;

/* NEXTWORK_ERROR_DATA when the files are not those of a plan. */
nextwork_status nw_earlier_read(nw_earlier *earlier, const nw_plan_files *files);
void nw_earlier_clear(nw_earlier *earlier);

/* The earlier plan's periods that begin on `start` or later; NW_UNKNOWN: all.
 * NEXTWORK_ERROR_ARGUMENT when none is left. */
nextwork_status nw_earlier_rest(nw_calendar *rest, const nw_earlier *earlier, int32_t start);

/* Makes a plan for the cohort. What the earlier one has in a period of the same days stays for each
 * youth who still wants it, as long as nothing forbids it and the seats suffice (else who fits best
 * stays); the rest is planned. */
nextwork_status nw_replan(nw_plan **plan, nw_cohort *cohort, const nw_earlier *earlier,
                          const nw_plan_options *options, nextwork_monitor *monitor);

#endif
