/* Prices as the proof of a greatest sum: a youth's is what it has from its seat beyond the seat's
 * price, a post's and a company's what a seat costs the others. */
#ifndef NW_ROUND_PRICES_H
#define NW_ROUND_PRICES_H

#include "round/result.h"

extern const nw_table_schema nw_prices_schema;

/* Makes the result's prices, all 0. */
nextwork_status nw_prices_new(nw_result *result);

/* kind, id, price: what is above 0, youths before posts before companies, each by id. */
nextwork_status nw_prices_table(nw_table **table, const nw_result *result);

/* Takes one row of that table into the result's prices; gives what is wrong with it, or NULL. */
const char *nw_prices_take(nw_result *result, const nw_table *table, int64_t row);

/* What a placement counts beside its fit. */
int64_t nw_result_bonus(const nw_result *result);

/* What a seat at the post costs the others, the company's part included. */
static inline int64_t nw_seat_price(const nw_result *result, int32_t post)
{
    return result->post_price[post] +
           result->company_price[result->round->cohort->posts.company[post]];
}

#endif
