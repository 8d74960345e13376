/* Augmenting row reduction (Jonker and Volgenant, 1987), which is a forward auction without a least
 * step (Bertsekas, 1979), with a bid for each seat: seats of a post are alike, and its price is the
 * lowest bid that holds one. The company level is priced in the same way: where a company is full
 * and its post is not, the company's lowest bid has to give way. Prices only rise, so that a seat
 * once taken stays taken, and a free one has never cost anything. */
#include "match/max_weight_state.h"

#include "base/memory.h"

#define STEPS_A_CHECK 4096 /* bids between two looks at the monitor */
#define BIDS_A_YOUTH 64    /* more than that on average, and paths are the better way */

typedef struct {
    int64_t best, second; /* what is left of the fit after the price */
    int64_t pair;         /* of the best */
    bool room;            /* the best has a free seat */
} offer;

static bool takes_without_loss(const nw_weighing *w, int32_t post)
{
    return nw_post_has_room(w, post) && nw_company_has_room(w, w->seats->post_company[post]);
}

/* The two best of a youth's posts, staying unplaced being worth 0; among equals one with a free
 * seat. */
static offer find_offer(const nw_weighing *w, int32_t youth)
{
    const nw_pairs *pairs = w->pairs;
    offer o = {-1, 0, -1, false};
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++) {
        int64_t net = pairs->fit[i] - w->price[pairs->post[i]];
        if (net < o.best || net < 0) {
            o.second = net > o.second ? net : o.second;
            continue;
        }
        bool equal = net == o.best;
        o.second = o.best > o.second ? o.best : o.second;
        if (equal && o.room)
            continue;
        bool room = takes_without_loss(w, pairs->post[i]);
        if (equal && !room)
            continue;
        o.best = net;
        o.pair = i;
        o.room = room;
    }
    return o;
}

/* --- The seats of a post: a heap of bids, the lowest first -------------------------------------
 */

static void push(nw_weighing *w, int32_t post, int32_t youth, int64_t bid)
{
    int32_t *holder = w->holder + w->holder_start[post];
    int64_t *bids = w->bid + w->holder_start[post];
    int32_t at = w->post_placed[post]++;
    while (at > 0 && bids[(at - 1) / 2] > bid) {
        holder[at] = holder[(at - 1) / 2];
        bids[at] = bids[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    holder[at] = youth;
    bids[at] = bid;
}

static int32_t pop(nw_weighing *w, int32_t post)
{
    int32_t *holder = w->holder + w->holder_start[post];
    int64_t *bids = w->bid + w->holder_start[post];
    int32_t top = holder[0], count = --w->post_placed[post], at = 0;
    for (int32_t child = 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && bids[child + 1] < bids[child];
        if (bids[child] >= bids[count])
            break;
        holder[at] = holder[child];
        bids[at] = bids[child];
        at = child;
    }
    holder[at] = holder[count];
    bids[at] = bids[count];
    return top;
}

static int64_t lowest_bid(const nw_weighing *w, int32_t post)
{
    return w->bid[w->holder_start[post]];
}

/* The post of the company's lowest bid; somebody is placed there. */
static int32_t lowest_post(const nw_weighing *w, int32_t company)
{
    int32_t lowest = -1;
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++) {
        int32_t p = w->company_posts[i];
        if (w->post_placed[p] > 0 && (lowest < 0 || lowest_bid(w, p) < lowest_bid(w, lowest)))
            lowest = p;
    }
    return lowest;
}

static void price_company(nw_weighing *w, int32_t company)
{
    int64_t price = 0;
    if (!nw_company_has_room(w, company))
        price = lowest_bid(w, lowest_post(w, company));
    w->company_price[company] = price;
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++) {
        int32_t p = w->company_posts[i];
        if (w->seats->post_seats[p] > 0)
            w->price[p] = nw_post_has_room(w, p) ? price : lowest_bid(w, p);
    }
}

static void price_post(nw_weighing *w, int32_t post)
{
    int32_t company = w->seats->post_company[post];
    if (w->capped[company])
        price_company(w, company);
    else if (!nw_post_has_room(w, post))
        w->price[post] = lowest_bid(w, post);
}

/* Gives the youth a seat; who has to give way, or -1. */
static int32_t take_seat(nw_weighing *w, int32_t youth, offer o)
{
    int32_t post = w->pairs->post[o.pair], company = w->seats->post_company[post], out = -1;
    int64_t bid = w->price[post] + (o.best - o.second);
    if (!o.room) {
        out = pop(w, nw_post_has_room(w, post) ? lowest_post(w, company) : post);
        int32_t left = w->post_of[out];
        w->post_of[out] = -1;
        w->company_placed[w->seats->post_company[left]]--;
    }
    push(w, post, youth, bid);
    w->company_placed[company]++;
    w->post_of[youth] = post;
    w->fit_of[youth] = w->pairs->fit[o.pair];
    price_post(w, post);
    return out;
}

/* Bids for a youth, then for whoever had to give way, and so on. */
static void bid_in_chain(nw_weighing *w, int32_t youth, int64_t *bids)
{
    while (youth >= 0) {
        offer o = find_offer(w, youth);
        ++*bids;
        if (o.pair < 0 || (o.best == 0 && !o.room))
            return; /* nothing is worth its price */
        if (!o.room && (o.best == o.second || *bids > (int64_t)BIDS_A_YOUTH * w->pairs->youths)) {
            w->waiting[w->n_waiting++] = youth;
            return;
        }
        youth = take_seat(w, youth, o);
    }
}

nextwork_status nw_weigh_by_bids(nw_weighing *w)
{
    int64_t bids = 0, seen = 0;
    w->n_waiting = 0;
    for (int32_t y = 0; y < w->pairs->youths; y++) {
        bid_in_chain(w, y, &bids);
        if (bids - seen < STEPS_A_CHECK)
            continue;
        seen = bids;
        if (nw_monitor_step(w->monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
    return NEXTWORK_OK;
}
