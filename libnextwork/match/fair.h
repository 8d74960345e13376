/* Fair matchings (generous maximum matchings): as many youths placed as can be; of those matchings,
 * the ones with the fewest at the worst rank; of those, with the fewest at the next worst; and so
 * on. */
#ifndef NW_MATCH_FAIR_H
#define NW_MATCH_FAIR_H

#include "base/monitor.h"
#include "base/status.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Gives the post of each youth (-1: unplaced) in a fair matching. Ranks are 1 or more, equal ranks
 * count alike, and the ranks of a row ascend. Which of several such matchings it is depends on
 * `turn`, a shuffling of the youths. Fewer than 2^31 pairs. One maximum flow, and one flow of least
 * cost for each rank that somebody has. After Huang, Kavitha, Mehlhorn and Michail (2016), with
 * two levels of capacity. */
nextwork_status nw_fair(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                        const uint32_t *turn, nextwork_monitor *monitor);

#endif
