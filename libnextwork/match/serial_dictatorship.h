/* Serial dictatorship: youths choose one after another, each the best of what is left.
 * Strategy-proof and Pareto-efficient for the youths, blind to the companies (Svensson, 1999). */
#ifndef NW_MATCH_SERIAL_DICTATORSHIP_H
#define NW_MATCH_SERIAL_DICTATORSHIP_H

#include "base/status.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Gives the post of each youth (-1: nothing was left) when they choose in the order of `turn`: the
 * youth whose turn comes first has turn 0. O(pairs). */
nextwork_status nw_serial_dictatorship(int32_t *post_of, const nw_pairs *pairs,
                                       const nw_seats *seats, const uint32_t *turn);

#endif
