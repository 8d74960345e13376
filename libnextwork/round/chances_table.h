/* Chances as a table. */
#ifndef NW_ROUND_CHANCES_TABLE_H
#define NW_ROUND_CHANCES_TABLE_H

#include "round/chances.h"

/* A probability of one, and the unit of standard errors. */
#define NW_CERTAIN 1000000

/* youth_id, outcome (wish, unlisted, unplaced), post_id, rank, times, probability, standard_error:
 * by youth; the wishes by rank and post, then with `extend` unlisted, then unplaced. A youth of the
 * control arm is shown no post and has the last row only. */
nextwork_status nw_chances_table(nw_table **table, const nw_round *round, const nw_chances *chances,
                                 bool extend);

/* The standard error sqrt(p (1 - p) / lotteries) of the share p = times / lotteries, in parts per
 * million, rounded half up. lotteries is 1 to 1,000,000. */
int64_t nw_standard_error(int64_t times, int64_t lotteries);

#endif
