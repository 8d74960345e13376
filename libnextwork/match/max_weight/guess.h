/* Prices to begin with: of a market in which a fit is the post's own. */
#ifndef NW_MATCH_MAX_WEIGHT_GUESS_H
#define NW_MATCH_MAX_WEIGHT_GUESS_H

#include "match/max_weight/auction.h"

/* Guesses prices in whole basis points from what youths think of each post on average. Where they
 * prove a better bound than a's, a has them, and *spread becomes how far fits are from that
 * average, on average; else *spread is -1. No cap may bind. */
nextwork_status nw_auction_guess(nw_auction *a, int32_t *spread);

#endif
