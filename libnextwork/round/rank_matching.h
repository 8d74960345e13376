/* A round by ranks: rank-maximal or fair. */
#ifndef NW_ROUND_RANK_MATCHING_H
#define NW_ROUND_RANK_MATCHING_H

#include "round/mechanism.h"

/* Set post_of. Companies' answers only refuse; nobody has a claim on a post, so there are no
 * cut-offs. */
nextwork_status nw_rank_maximal_matching(nw_result *result, const nw_placing *placing);
nextwork_status nw_fair_matching(nw_result *result, const nw_placing *placing);

#endif
