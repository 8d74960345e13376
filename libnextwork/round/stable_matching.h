/* A round by deferred acceptance: every youth's choices, listed first, and with `extend` as many of
 * the unlisted as turn out to be needed. */
#ifndef NW_ROUND_STABLE_MATCHING_H
#define NW_ROUND_STABLE_MATCHING_H

#include "round/mechanism.h"

/* The youth-optimal stable matching: sets post_of, cutoff and blocking_pairs. */
nextwork_status nw_stable_matching(nw_result *result, const nw_placing *placing);

#endif
