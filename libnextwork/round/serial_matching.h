/* A round by serial dictatorship, in the order of the lottery. */
#ifndef NW_ROUND_SERIAL_MATCHING_H
#define NW_ROUND_SERIAL_MATCHING_H

#include "round/mechanism.h"

/* Sets post_of and cutoff. What each youth's turn promises is the stability of a matching in which
 * the lottery alone orders youths at every post, and is verified as that. */
nextwork_status nw_serial_matching(nw_result *result, const nw_placing *placing);

#endif
