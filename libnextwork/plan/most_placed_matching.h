/* A round by deferred acceptance with second chances: what option `ties` = most-placed stands for.
 */
#ifndef NW_PLAN_MOST_PLACED_MATCHING_H
#define NW_PLAN_MOST_PLACED_MATCHING_H

#include "plan/mechanism.h"

/* Sets post_of, cutoff, blocking_pairs and placed_bound. */
nextwork_status nw_most_placed_matching(nw_result *result, const nw_placing *placing);

#endif
