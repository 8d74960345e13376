/* Whether a match can come true in a cohort, which may have changed since it was matched. */
#ifndef NW_PLAN_ADOPTABLE_H
#define NW_PLAN_ADOPTABLE_H

#include "fit/round.h"

/* Fails with NEXTWORK_ERROR_DATA and the row unless every row of `matched`, a placements.csv, names
 * a youth and a post of the round's cohort that no reason keeps apart, and no post and no company
 * gets more youths than it has room for. Who wished for what is not asked. */
nextwork_status nw_expect_adoptable(const nw_round *round, const nw_table *matched);

#endif
