/* What the reverse auction shares with its part for companies of many posts. */
#ifndef NW_MATCH_MAX_WEIGHT_REVERSE_H
#define NW_MATCH_MAX_WEIGHT_REVERSE_H

#include "match/max_weight/auction.h"
#include "match/max_weight/caps.h"

#include <stddef.h>

typedef struct {
    nw_auction *a;
    int32_t *profit; /* per youth: what it has beyond the price of its seat */
    int32_t *queue;  /* posts with a free seat and a price */
    bool *queued;    /* per post */
    int32_t n_queue;
    bool *level;     /* per post, as level.h says; NULL: none can be */
    int32_t *demand; /* beside it */
} nw_reversing;

/* Who would pay most for a seat, and what the next one would. */
typedef struct {
    int32_t best, second;
    int32_t youth, fit; /* the best, */
    int32_t post;       /* and where it would come */
} nw_demand;

/* Of all who want the post. */
nw_demand nw_ask_post(const nw_reversing *r, int32_t post);

static inline bool nw_is_level(const nw_reversing *r, int32_t post)
{
    return r->level != NULL && r->level[post];
}

static inline int32_t nw_price_at(const nw_reversing *r, int32_t post)
{
    return nw_is_level(r, post) ? nw_auction_company_of(r->a, post)->price : r->a->price[post];
}

static inline bool nw_at_company_price(const nw_reversing *r, int32_t post)
{
    return nw_is_level(r, post) ||
           (nw_auction_is_capped(r->a, post) && nw_post_has_room(r->a->w, post) &&
            r->a->price[post] <= nw_auction_company_of(r->a, post)->price);
}

#endif
