/* Checking an open market as it stands, with no code of match/live.h: from its youths' lists, its
 * seats, and who is where. */
#ifndef NW_ROUND_MARKET_VERIFY_MARKET_H
#define NW_ROUND_MARKET_VERIFY_MARKET_H

#include "round/market/open_market.h"

/* Gives a table of checks (check, holds, detail) and whether all hold. */
nextwork_status nw_verify_market(nw_table **table, bool *holds, const nw_open_market *market,
                                 nextwork_monitor *monitor);

#endif
