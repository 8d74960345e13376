/* The pairs of a round as arrays for the mechanisms in match/. */
#ifndef NW_ROUND_PAIRS_H
#define NW_ROUND_PAIRS_H

#include "match/pairs.h"
#include "round/mechanism.h"

/* All allowed pairs that the youths listed, and with `extend` all the others behind them. Works on
 * the placing's threads; NEXTWORK_ERROR_LIMIT above 2^31 pairs. */
nextwork_status nw_pairs_new(nw_pairs *pairs, const nw_placing *placing);

/* The same with another limit: NEXTWORK_ERROR_LIMIT as soon as more than `most` pairs are found. */
nextwork_status nw_pairs_within(nw_pairs *pairs, const nw_placing *placing, int64_t most);
void nw_pairs_clear(nw_pairs *pairs);

#endif
