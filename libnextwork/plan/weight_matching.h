/* A round by greatest total fit. */
#ifndef NW_PLAN_WEIGHT_MATCHING_H
#define NW_PLAN_WEIGHT_MATCHING_H

#include "plan/mechanism.h"

/* Sets post_of, the prices and the bound. Nobody has a standing in this mechanism: no post has a
 * cut-off. */
nextwork_status nw_weight_matching(nw_result *result, const nw_placing *placing);

#endif
