/* Augmenting row reduction (Jonker and Volgenant, 1987), which is a forward auction without a step
 * (Bertsekas, 1979), with a bid for each seat: seats of a post are alike, and its price is the
 * lowest bid that holds one. The company level is priced in the same way: where a company is full
 * and its post is not, the company's lowest bid has to give way. Prices only rise, so that a seat
 * once taken stays taken, and a free one has never cost anything. */
#include "match/max_weight_state.h"

#include "base/memory.h"

#include <stddef.h>

#define STEPS_A_CHECK 4096 /* bids between two looks at the monitor */
#define AHEAD 6            /* youths whose pairs are fetched ahead */

typedef struct {
    int64_t best, second; /* what is left of the fit after the price */
    int64_t pair;         /* of the best */
    bool room;            /* the best has a free seat */
} offer;

static bool takes_without_loss(const nw_weighing *w, int32_t post)
{
    return nw_post_has_room(w, post) && nw_company_has_room(w, w->seats->post_company[post]);
}

/* The two best of a youth's posts, staying unplaced being worth 0; of two that are equally good the
 * one with a free seat. */
static offer find_offer(const nw_weighing *w, int32_t youth)
{
    const nw_pairs *pairs = w->pairs;
    const int32_t *post = pairs->post, *fit = pairs->fit;
    const int64_t *price = w->price;
    int64_t best = -1, second = -1, best_pair = -1, second_pair = -1;
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++) {
        int64_t net = fit[i] - price[post[i]];
        if (net <= second)
            continue;
        bool better = net > best;
        second = better ? best : net;
        second_pair = better ? best_pair : i;
        best = better ? net : best;
        best_pair = better ? i : best_pair;
    }
    bool room = best_pair >= 0 && takes_without_loss(w, post[best_pair]);
    if (best == second && !room && best_pair >= 0 && takes_without_loss(w, post[second_pair])) {
        best_pair = second_pair;
        room = true;
    }
    return (offer){best, second > 0 ? second : 0, best_pair, room};
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

typedef struct {
    int64_t bids, budget; /* made, and to be made at most */
} bidding;

typedef enum { SEATED, CONTENT, STUCK } verdict;

/* One bid; *out becomes who has to give way, or -1. Content is who finds nothing worth its price.
 */
static verdict bid_once(nw_weighing *w, int32_t youth, bidding *b, int32_t *out)
{
    offer o = find_offer(w, youth);
    b->bids++;
    if (o.pair < 0 || (o.best == 0 && !o.room))
        return CONTENT;
    if (!o.room && (o.best == o.second || b->bids > b->budget))
        return STUCK;
    *out = take_seat(w, youth, o);
    return SEATED;
}

/* What a youth's bid will read is fetched while others bid. */
static void fetch(const nw_weighing *w, int32_t youth)
{
    const char *post = (const char *)(w->pairs->post + w->pairs->start[youth]);
    const char *fit = (const char *)(w->pairs->fit + w->pairs->start[youth]);
    __builtin_prefetch(post);
    __builtin_prefetch(post + 64);
    __builtin_prefetch(fit);
    __builtin_prefetch(fit + 64);
}

/* Everybody waiting bids once; those who had to give way wait then, at the front of the list: at
 * most one for each who has bid. */
static void bid_in_turn(nw_weighing *w, bidding *b, int32_t *n_stuck)
{
    int32_t count = w->n_waiting;
    w->n_waiting = 0;
    for (int32_t k = 0; k < count; k++) {
        int32_t youth = w->waiting[k], out = -1;
        if (k + AHEAD < count)
            fetch(w, w->waiting[k + AHEAD]);
        if (bid_once(w, youth, b, &out) == STUCK)
            w->stuck[(*n_stuck)++] = youth;
        if (out >= 0)
            w->waiting[w->n_waiting++] = out;
    }
}

/* Bids until nobody waits but who could not bid. */
static nextwork_status bid_for_waiting(nw_weighing *w, bidding *b)
{
    int32_t n_stuck = 0;
    int64_t seen = b->bids;
    while (w->n_waiting > 0) {
        bid_in_turn(w, b, &n_stuck);
        if (b->bids - seen < STEPS_A_CHECK)
            continue;
        seen = b->bids;
        if (nw_monitor_step(w->monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
    int32_t *emptied = w->waiting;
    w->waiting = w->stuck;
    w->stuck = emptied;
    w->n_waiting = n_stuck;
    return NEXTWORK_OK;
}

static void wait_all(nw_weighing *w)
{
    for (int32_t y = 0; y < w->pairs->youths; y++)
        w->waiting[y] = y;
    w->n_waiting = w->pairs->youths;
}

nextwork_status nw_weigh_by_bids(nw_weighing *w, int64_t budget)
{
    bidding b = {0, budget};
    wait_all(w);
    return bid_for_waiting(w, &b);
}
