/* The placements of a match as rows of a cohort's placements table, for the round or the plan that
 * comes after. */
#ifndef NW_PLAN_ADOPT_H
#define NW_PLAN_ADOPT_H

#include "cohort/table.h"

/* Gives the table `placements` with the rows of `matched`, a placements.csv, behind its own, status
 * planned. Where a placement of the youth runs on the match's first day, that one ends then, as a
 * trade has it; if it is at the same post it goes on, and no row is added. Other rows stay as they
 * are. NEXTWORK_ERROR_DATA, with table and row, when a youth is matched twice, or has a placement
 * that begins within the match's time. */
nextwork_status nw_adopt(nw_table **with, const nw_table *placements, const nw_table *matched);

#endif
