/* A round by greatest total fit. */
#ifndef NW_ROUND_WEIGHT_MATCHING_H
#define NW_ROUND_WEIGHT_MATCHING_H

#include "match/max_weight.h"
#include "round/mechanism.h"

/* Sets post_of, the prices and the bound. Nobody has a standing in this mechanism: no post has a
 * cut-off. */
nextwork_status nw_weight_matching(nw_result *result, const nw_placing *placing);

/* The greatest total fit over all posts that no reason forbids a youth, listed or not, beginning
 * with the best few of each youth (column generation). What it gives is proven of all pairs,
 * whatever `few` is, 1 at least. */
nextwork_status nw_weigh_all_posts(nw_weighed *weighed, const nw_placing *placing, int32_t few);

#endif
