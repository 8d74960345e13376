/* Rank-maximal matchings: as many youths as can be at their first rank; of those matchings, the
 * ones with the most at their second rank; and so on. */
#ifndef NW_MATCH_RANK_MAXIMAL_H
#define NW_MATCH_RANK_MAXIMAL_H

#include "base/monitor.h"
#include "base/status.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Gives the post of each youth (-1: unplaced) in a rank-maximal matching. Ranks are 1 or more,
 * equal ranks count alike, and the ranks of a row ascend. Which of several such matchings it is
 * depends on `turn`, a shuffling of the youths. Fewer than 2^31 pairs. One maximum flow a rank.
 * After Irving, Kavitha, Mehlhorn, Michail and Paluch (2006), generalised to two levels of
 * capacity. */
nextwork_status nw_rank_maximal(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                                const uint32_t *turn, nextwork_monitor *monitor);

#endif
