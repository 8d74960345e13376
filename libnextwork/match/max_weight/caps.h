/* Companies whose caps may bind, in the auction. Of the seats of such a company's posts as many as
 * are beyond the cap stay empty, wherever seats are cheapest: what the dearest of these costs is
 * the company's price. So a free seat at a post that costs more than its company is a place that
 * may be taken, and of the free seats at the company's price `room` are. A youth who takes another
 * one makes the next cheapest seat of the company one that stays empty. */
#ifndef NW_MATCH_MAX_WEIGHT_CAPS_H
#define NW_MATCH_MAX_WEIGHT_CAPS_H

#include "match/max_weight/auction.h"

#include <stddef.h>

nextwork_status nw_auction_make_caps(nw_auction *a);

/* Everything costs less by `fall`, down to nothing. */
void nw_auction_lower_caps(nw_auction *a, int32_t fall);

/* Prices are in parts that are so many times finer. */
void nw_auction_scale_caps(nw_auction *a);

/* From the seats that are held and the prices: what the forward auction keeps of companies. */
void nw_auction_begin_caps(nw_auction *a);

/* Seats who made the bid at a post of such a company; who has to give way, or -1. */
int32_t nw_auction_take_place(nw_auction *a, int32_t post, uint64_t bid);

static inline bool nw_auction_is_capped(const nw_auction *a, int32_t post)
{
    return a->companies != NULL && a->posts[post].nth >= 0;
}

static inline nw_auction_company *nw_auction_company_of(const nw_auction *a, int32_t post)
{
    return &a->companies[a->w->seats->post_company[post]];
}

/* The post can take one more and nobody has to give way. */
static inline bool nw_auction_has_room(const nw_auction *a, int32_t post)
{
    const nw_auction_post *p = &a->posts[post];
    if (p->placed == p->seats)
        return false;
    if (p->nth < 0)
        return true;
    const nw_auction_company *company = nw_auction_company_of(a, post);
    return company->room > 0 || a->price[post] > company->price;
}

#endif
