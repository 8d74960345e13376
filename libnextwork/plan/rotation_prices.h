/* Prices of seats at which youths want, as nearly as can be, what there is: they bound what any
 * plan is worth, and they show what a seat is worth to others later. */
#ifndef NW_PLAN_ROTATION_PRICES_H
#define NW_PLAN_ROTATION_PRICES_H

#include "plan/rotation_plan.h"
#include "plan/rotation_recent.h"

/* One seat price and how it has been moving. */
typedef struct {
    int64_t price;
    int64_t lean;   /* running mean of wanted - seats, << 16 */
    int64_t square; /* running mean of its square, << 16 */
} nw_seat_price;

typedef struct {
    nw_rotation_plan *plan;
    int64_t seats_of_all; /* posts + companies, of one period */
    nw_seat_price *seat;  /* [period * seats_of_all + post, or posts + company] */
    int64_t *best;        /* likewise: prices of the least bound */
    int32_t *room;        /* likewise: free seats */
    int32_t *wanted;      /* likewise */
    int32_t *price;       /* [period * posts + post]: both levels together, for the search */
    int32_t *sequence;    /* [youth * periods + period]: best at the prices tried last */
    nw_recent recent;
    int64_t *sums; /* per block of youths */
    int64_t bound; /* the least so far */
    bool loose;    /* the bound is more than the prices prove, since searches gave up */
} nw_rotation_prices;

nextwork_status nw_rotation_prices_new(nw_rotation_prices *prices, nw_rotation_plan *plan);
void nw_rotation_prices_clear(nw_rotation_prices *prices);

/* What the prices in `best` prove when all periods are open: sets the bound. Not to be stopped. */
nextwork_status nw_prove_prices(nw_rotation_prices *prices);

/* Moves the prices of the open periods (bits 1 << period), beginning with those in `best`, so
 * often; the other periods stay as the plan has them. First steps are `first_step` large (in the
 * unit of prices), the last ones 1/256 of it. Then `best` and `bound` are those of the least bound
 * met, and `price` is laid out from them. When it is stopped, `best` and `bound` are of what was
 * met so far.
 */
nextwork_status nw_adjust_prices(nw_rotation_prices *prices, uint32_t open, int64_t rounds,
                                 int64_t first_step);

#endif
