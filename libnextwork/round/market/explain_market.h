/* Why a youth in an open market has what they have. */
#ifndef NW_ROUND_MARKET_EXPLAIN_MARKET_H
#define NW_ROUND_MARKET_EXPLAIN_MARKET_H

#include "round/market/open_market.h"

/* post_id, rank, fit, outcome, reasons, last_admitted, own: one row a wish, best first, then a post
 * that was no wish. NEXTWORK_ERROR_STATE when the youth is not in the market. */
nextwork_status nw_explain_market(nw_table **table, const nw_open_market *market, int32_t youth);

#endif
