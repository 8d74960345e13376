/* Rounds in which youths may give the post of a running placement for another. */
#ifndef NW_FIT_TRADING_H
#define NW_FIT_TRADING_H

#include "fit/round.h"

/* The same round, in which a youth holds the post of a running placement that
 *   - is the only one of the youth's in the round, names the post, and runs on the first day;
 *   - no reason forbids to go on with for the whole round, but those of a new start;
 *   - is one of no more at the post, and at its company, than there is room for over the whole
 *     round beside placements that do not take part.
 * These placements end, or go on, as the match says. All others stay as they are, and so does what
 * they take up. */
nextwork_status nw_round_trading(nw_round **trading, const nw_round *round);

#endif
