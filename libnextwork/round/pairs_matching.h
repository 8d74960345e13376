/* Stable matchings that need all pairs of a round at once. */
#ifndef NW_ROUND_PAIRS_MATCHING_H
#define NW_ROUND_PAIRS_MATCHING_H

#include "round/mechanism.h"

/* Option ties = most-placed: sets post_of, cutoff, blocking_pairs and placed_bound. */
nextwork_status nw_most_placed_matching(nw_result *result, const nw_placing *placing);

/* Option side = posts: sets post_of, cutoff and blocking_pairs. */
nextwork_status nw_post_optimal_matching(nw_result *result, const nw_placing *placing);

#endif
