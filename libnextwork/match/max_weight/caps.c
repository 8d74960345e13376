#include "match/max_weight/caps.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/max_weight/held.h"

#include <stddef.h>

/* Whatever could become a seat that stays empty next, by price: a free seat (of its post's price)
 * before who holds one for as much (of the lowest bid). */
#define NO_RIVAL UINT64_MAX
#define BY_YOUTH (UINT64_C(1) << 31)

static int32_t rival_post(uint64_t rival)
{
    return (int32_t)(rival & (BY_YOUTH - 1));
}

static uint64_t *seats_of(const nw_auction *a, int32_t post)
{
    return a->held + a->posts[post].first;
}

/* The cheapest at the post: only seats that are not empty for the cap already. */
static uint64_t find_rival(const nw_auction *a, int32_t post)
{
    const nw_auction_post *p = &a->posts[post];
    uint64_t rival = NO_RIVAL;
    if (p->placed > 0)
        rival = nw_bid_of(nw_price_of(*seats_of(a, post)), post) | BY_YOUTH;
    if (p->placed < p->seats && a->price[post] > nw_auction_company_of(a, post)->price) {
        uint64_t seat = nw_bid_of(a->price[post], post);
        rival = seat < rival ? seat : rival;
    }
    return rival;
}

/* A company's posts are the leaves of a tree whose nodes have the least of what is below: the root
 * is 1, leaves are count .. 2 * count - 1. */
static uint64_t *tree_of(const nw_auction *a, int32_t company)
{
    return a->rivals + 2 * a->w->company_start[company];
}

static int32_t count_posts(const nw_weighing *w, int32_t company)
{
    return (int32_t)(w->company_start[company + 1] - w->company_start[company]);
}

static void join_nodes(uint64_t *tree, int32_t node)
{
    uint64_t left = tree[2 * node], right = tree[2 * node + 1];
    tree[node] = left < right ? left : right;
}

static void set_rival(const nw_auction *a, int32_t post)
{
    int32_t company = a->w->seats->post_company[post];
    uint64_t *tree = tree_of(a, company);
    int32_t node = count_posts(a->w, company) + a->posts[post].nth;
    tree[node] = find_rival(a, post);
    while (node > 1)
        join_nodes(tree, node /= 2);
}

/* Posts with a free seat cost what their company costs, at least. */
static void raise_posts(nw_auction *a, int32_t company)
{
    const nw_weighing *w = a->w;
    int32_t price = a->companies[company].price;
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++) {
        int32_t post = w->company_posts[i];
        if (a->posts[post].placed < a->posts[post].seats && a->price[post] < price)
            a->price[post] = price;
    }
}

/* A place costs what the next has to bid more for. Where that is a free seat, there is room. */
static void raise_company(nw_auction *a, int32_t company)
{
    nw_auction_company *c = &a->companies[company];
    if (c->room > 0)
        return;
    const uint64_t *root = &tree_of(a, company)[1];
    int32_t before = c->price;
    c->price = nw_price_of(*root);
    while (*root < nw_bid_of(c->price, 0) + BY_YOUTH) {
        const nw_auction_post *p = &a->posts[rival_post(*root)];
        c->room += p->seats - p->placed;
        set_rival(a, rival_post(*root));
    }
    if (c->price > before)
        raise_posts(a, company);
}

static int32_t remove_lowest(nw_auction *a, int32_t post)
{
    nw_auction_post *p = &a->posts[post];
    uint64_t *held = seats_of(a, post);
    int32_t out = nw_bidder_of(held[0]);
    held[0] = held[--p->placed];
    if (p->placed > 0)
        nw_lift_lowest(held, p->placed, p->seats);
    set_rival(a, post);
    return out;
}

static int32_t replace_lowest(nw_auction *a, int32_t post, uint64_t bid)
{
    uint64_t *held = seats_of(a, post);
    int32_t out = nw_bidder_of(held[0]), seats = a->posts[post].seats;
    held[0] = bid;
    nw_lift_lowest(held, seats, seats);
    return out;
}

static void insert(nw_auction *a, int32_t post, uint64_t bid)
{
    nw_auction_post *p = &a->posts[post];
    uint64_t *held = seats_of(a, post);
    int32_t at = p->placed++;
    if (p->seats > NW_FEW_SEATS) {
        for (; at > 0 && held[(at - 1) / 2] > bid; at = (at - 1) / 2)
            held[at] = held[(at - 1) / 2];
    } else if (at > 0 && held[0] > bid) {
        held[at] = held[0];
        at = 0;
    }
    held[at] = bid;
}

int32_t nw_auction_take_place(nw_auction *a, int32_t post, uint64_t bid)
{
    nw_auction_post *p = &a->posts[post];
    int32_t company = a->w->seats->post_company[post], out = -1;
    nw_auction_company *c = &a->companies[company];
    if (p->placed == p->seats) {
        out = replace_lowest(a, post, bid);
    } else {
        if (a->price[post] <= c->price && c->room-- == 0) {
            c->room = 0;
            out = remove_lowest(a, rival_post(tree_of(a, company)[1]));
        }
        insert(a, post, bid);
    }
    if (p->placed == p->seats)
        a->price[post] = nw_price_of(*seats_of(a, post));
    set_rival(a, post);
    raise_company(a, company);
    return out;
}

/* --- Beginnings ------------------------------------------------------------------------------- */

static void order_post(nw_auction *a, int32_t post)
{
    const nw_auction_post *p = &a->posts[post];
    nw_order_held(seats_of(a, post), p->placed, p->seats);
    if (p->placed > 0 && p->placed == p->seats)
        a->price[post] = nw_price_of(*seats_of(a, post));
}

/* Free seats that cost more than the company, and all that are taken, count against its cap. */
static void count_room(nw_auction *a, int32_t company)
{
    const nw_weighing *w = a->w;
    nw_auction_company *c = &a->companies[company];
    int64_t room = w->seats->company_seats[company];
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++) {
        int32_t post = w->company_posts[i];
        const nw_auction_post *p = &a->posts[post];
        room -= a->price[post] > c->price ? p->seats : p->placed;
    }
    c->room = (int32_t)room;
}

static void begin_company(nw_auction *a, int32_t company)
{
    const nw_weighing *w = a->w;
    uint64_t *tree = tree_of(a, company);
    int32_t count = count_posts(w, company);
    const int32_t *posts = w->company_posts + w->company_start[company];
    for (int32_t k = 0; k < count; k++)
        order_post(a, posts[k]);
    count_room(a, company);
    for (int32_t k = 0; k < count; k++)
        tree[count + k] = find_rival(a, posts[k]);
    for (int32_t node = count - 1; node > 0; node--)
        join_nodes(tree, node);
    raise_company(a, company);
}

/* A company that takes nobody has closed posts, and is not looked at. */
static bool has_cap(const nw_weighing *w, int32_t company)
{
    return w->capped[company] && w->seats->company_seats[company] > 0;
}

void nw_auction_begin_caps(nw_auction *a)
{
    for (int32_t c = 0; a->companies != NULL && c < a->w->seats->companies; c++)
        if (has_cap(a->w, c))
            begin_company(a, c);
}

void nw_auction_lower_caps(nw_auction *a, int32_t fall)
{
    for (int32_t c = 0; a->companies != NULL && c < a->w->seats->companies; c++)
        a->companies[c].price -= nw_min32(fall, a->companies[c].price);
}

void nw_auction_scale_caps(nw_auction *a)
{
    for (int32_t c = 0; a->companies != NULL && c < a->w->seats->companies; c++)
        a->companies[c].price *= a->scale;
}

nextwork_status nw_auction_make_caps(nw_auction *a)
{
    const nw_weighing *w = a->w;
    if (w->n_capped == 0)
        return NEXTWORK_OK;
    a->companies = NW_NEW_ZERO(nw_auction_company, w->seats->companies);
    a->rivals = NW_NEW(uint64_t, 2 * (int64_t)w->seats->posts);
    if (a->companies == NULL || a->rivals == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int32_t c = 0; c < w->seats->companies; c++)
        for (int32_t k = 0; has_cap(w, c) && k < count_posts(w, c); k++)
            a->posts[w->company_posts[w->company_start[c] + k]].nth = k;
    return NEXTWORK_OK;
}
