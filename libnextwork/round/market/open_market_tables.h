/* What an open market tells: what the last edit changed, and how it stands. */
#ifndef NW_ROUND_MARKET_OPEN_MARKET_TABLES_H
#define NW_ROUND_MARKET_OPEN_MARKET_TABLES_H

#include "round/market/open_market.h"

/* youth_id, from_post_id, from_rank, to_post_id, to_rank: whom the last edit moved, by youth. */
nextwork_status nw_open_market_changes(nw_table **table, const nw_open_market *market);

/* youth_id, post_id, company_id, rank: everybody in the market, by youth. */
nextwork_status nw_open_market_youths(nw_table **table, const nw_open_market *market);

/* The same of those who have a post. */
nextwork_status nw_open_market_placements(nw_table **table, const nw_open_market *market);

/* post_id, company_id, seats, places, placed, claims: every post. */
nextwork_status nw_open_market_posts(nw_table **table, const nw_open_market *market);

#endif
