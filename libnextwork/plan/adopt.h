/* A match as rows of a cohort's tables, for the round or the plan that comes after. */
#ifndef NW_PLAN_ADOPT_H
#define NW_PLAN_ADOPT_H

#include "cohort/table.h"

/* Gives the table `placements` with the rows of `matched`, a placements.csv, behind its own, status
 * planned. Where a placement of the youth runs on the match's first day, that one ends then, as a
 * trade has it; if it is at the same post it goes on, and no row is added. Other rows stay as they
 * are. NEXTWORK_ERROR_DATA, with table and row, when a youth is matched twice, or has a placement
 * that begins within the match's time. */
nextwork_status nw_adopt(nw_table **with, const nw_table *placements, const nw_table *matched);

/* Gives the table `outcomes` with what the match gave, behind its own rows: every placed youth of
 * `matched` with the rank, and those of `unplaced`, an unplaced.csv, who wished for a post that
 * they might have had. Whom something barred from every post, and who wished for none, was not
 * left out. `start` is the match's first day. NEXTWORK_ERROR_DATA when `outcomes` tells already
 * what a round of that day gave one of the placed. */
nextwork_status nw_adopt_outcomes(nw_table **with, const nw_table *outcomes,
                                  const nw_table *matched, const nw_table *unplaced, int32_t start);

#endif
