/* A round in which youths trade the posts of running placements, and take free seats, in the order
 * of the lottery. */
#ifndef NW_ROUND_TRADE_MATCHING_H
#define NW_ROUND_TRADE_MATCHING_H

#include "round/mechanism.h"

/* Sets post_of, served, traders and cutoff: a post that is full, or whose company is, closed in the
 * turn of the last who was served there. The placing's round must be one of trades. */
nextwork_status nw_trade_matching(nw_result *result, const nw_placing *placing);

#endif
