/* The core of a market where most pairs are allowed: of each youth's posts the few that matter.
 * What is best among these is best of all when no other pair is worth more than the prices that it
 * leaves, which one look at every pair tells; and those that are worth more join the core
 * (Volgenant, 1996). */
#ifndef NW_MATCH_MAX_WEIGHT_CORE_H
#define NW_MATCH_MAX_WEIGHT_CORE_H

#include "match/max_weight/state.h"

/* Rows of the table at prices of two bytes, so that to look at one takes as long as to read it. */
typedef struct {
    const nw_fit_table *table;
    int16_t *price; /* per post, 0 or more; INT16_MAX where nobody can come */
    int16_t *best;  /* of the row looked at last: the greatest fit - price of each line, */
    int16_t *net;   /* room for that of the posts in question, */
    int32_t *post;  /* and for these */
} nw_core_rows;

/* At prices that the best youth for each post would pay. */
nextwork_status nw_core_rows_make(nw_core_rows *rows, const nw_fit_table *table);
void nw_core_rows_clear(nw_core_rows *rows); /* also after a failure */

/* The greatest fit - price of the youth's row. */
int32_t nw_core_look(const nw_core_rows *rows, int32_t youth);

/* The two best of the youth's row. */
typedef struct {
    int32_t post;         /* the best, the first of equals */
    int32_t best, second; /* fit - price */
} nw_core_two;
nw_core_two nw_core_look_for_two(const nw_core_rows *rows, int32_t youth);

/* About `count` posts of the row looked at last, those whose fit - price is greatest, and above
 * `bar`; the double at most. Of equals each youth gets others. Gives how many. */
int32_t nw_core_pick(int32_t *post, const nw_core_rows *rows, int32_t youth, int32_t count,
                     int32_t bar);

/* Prices near to those of an optimum, from a short auction; nobody is placed before or after. */
nextwork_status nw_core_price_roughly(nw_core_rows *rows, nw_weighing *w);

/* What nw_weigh_by_auction, _paths and _returns do together, by way of a core. There is a table.
 * *done becomes false where a core does not come to an end soon; then it is as if nothing had been
 * done. */
nextwork_status nw_weigh_by_core(bool *done, nw_weighing *w);

#endif
