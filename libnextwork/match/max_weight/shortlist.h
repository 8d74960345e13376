/* The best few of a youth's posts, so that most bids need not look through the whole row. Made at
 * some prices, it tells the best two for as long as prices only rise: whatever is not on it can
 * only get worse than it was then. */
#ifndef NW_MATCH_MAX_WEIGHT_SHORTLIST_H
#define NW_MATCH_MAX_WEIGHT_SHORTLIST_H

#include <stdbool.h>
#include <stdint.h>

#define NW_SHORT 7 /* with what else there is, one line of the cache */

typedef struct {
    int32_t post[NW_SHORT];
    int32_t worth[NW_SHORT]; /* fit * scale */
    int32_t bar;             /* what the best of the others was worth beyond its price */
    int32_t epoch;           /* when it was made, as the caller counts */
} nw_shortlist;

_Static_assert(sizeof(nw_shortlist) == 64, "a shortlist fills a line");

/* Of `count` pairs at these prices, all below 2^30. Does not write the epoch. */
void nw_make_shortlist(nw_shortlist *list, const int32_t *post, const int32_t *fit, int64_t count,
                       const int32_t *price, int32_t scale);

typedef struct {
    int32_t best, second; /* worth beyond the price */
    int32_t at;           /* the place of the best on the list, the first of equals */
} nw_look;

static inline nw_look nw_look_at(const nw_shortlist *list, const int32_t *price)
{
    nw_look look = {INT32_MIN, INT32_MIN, 0};
    for (int32_t i = 0; i < NW_SHORT; i++) {
        int32_t net = list->worth[i] - price[list->post[i]];
        int32_t worse = net < look.best ? net : look.best;
        look.second = worse > look.second ? worse : look.second;
        look.at = net > look.best ? i : look.at;
        look.best = net > look.best ? net : look.best;
    }
    return look;
}

/* Whether these are the best two of the whole row. */
static inline bool nw_look_is_certain(nw_look look, const nw_shortlist *list)
{
    return look.second >= list->bar;
}

#endif
