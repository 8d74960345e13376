/* The reverse auction (Bertsekas and Castanon, 1992): a post with a free seat that has a price
 * lowers it to what the second best of the youths who might come would pay, less the step, and the
 * best comes; or the price goes. Who comes leaves a seat behind, whose post does the same. Youths
 * only gain, so that nobody begins to wait. */
#include "match/max_weight_auction.h"
#include "match/max_weight_caps.h"

#include "base/arith.h"
#include "base/memory.h"

#include <stddef.h>

#define POSTS_A_CHECK 1024 /* posts between two looks at the monitor */
#define FEW_POSTS 16       /* of a company, all of which are asked */

typedef struct {
    nw_auction *a;
    int32_t *profit; /* per youth: what it has beyond the price of its seat */
    int32_t *queue;  /* posts with a free seat and a price */
    bool *queued;    /* per post */
    int32_t n_queue;
} reversing;

static bool at_company_price(const nw_auction *a, int32_t post)
{
    return nw_auction_is_capped(a, post) && nw_post_has_room(a->w, post) &&
           a->price[post] <= nw_auction_company_of(a, post)->price;
}

/* Where a cap may bind, free seats at the company's price are to be filled while there is room. */
static bool overpriced(const nw_auction *a, int32_t post)
{
    return nw_post_has_room(a->w, post) && a->price[post] > 0 && a->price[post] < NW_CLOSED_BID &&
           (!at_company_price(a, post) || nw_auction_company_of(a, post)->room > 0);
}

static void enqueue(reversing *r, int32_t post)
{
    if (r->queued[post] || !overpriced(r->a, post))
        return;
    r->queued[post] = true;
    r->queue[r->n_queue++] = post;
}

static nextwork_status allocate(reversing *r)
{
    const nw_weighing *w = r->a->w;
    r->profit =
        NW_NEW_ZERO(int32_t, r->a->table->rows != NULL ? r->a->table->height : w->pairs->youths);
    r->queue = NW_NEW(int32_t, w->seats->posts);
    r->queued = NW_NEW_ZERO(bool, w->seats->posts);
    return r->profit == NULL || r->queue == NULL || r->queued == NULL
               ? nw_fail_memory("a matching of greatest fit")
               : NEXTWORK_OK;
}

static void start(reversing *r)
{
    const nw_auction *a = r->a;
    const nw_weighing *w = a->w;
    for (int32_t y = 0; y < w->pairs->youths; y++)
        r->profit[y] = w->post_of[y] < 0 ? 0 : w->fit_of[y] * a->scale - a->price[w->post_of[y]];
    for (int32_t p = w->seats->posts; p-- > 0;)
        enqueue(r, p);
}

/* Who would pay most for a seat, and what the next one would. */
typedef struct {
    int32_t best, second;
    int32_t youth, fit; /* the best, */
    int32_t post;       /* and where it would come */
} demand;

/* Whoever is to stay where it is does not come, which no profit would allow. */
static void count_out(const reversing *r, int32_t post, int32_t by)
{
    const nw_weighing *w = r->a->w;
    const int32_t *holder = w->holder + w->holder_start[post];
    for (int32_t k = 0; k < w->post_placed[post]; k++)
        r->profit[holder[k]] += by;
}

static demand ask_table(const reversing *r, int32_t post)
{
    const nw_auction *a = r->a;
    const int16_t *column = nw_column_of(a->table, post);
    nw_offer o = a->find_wide(column, a->table->height, r->profit, a->scale);
    return (demand){o.best, o.second, o.at, column[o.at], post};
}

static demand ask_all(const reversing *r, int32_t post)
{
    const nw_weighing *w = r->a->w;
    if (r->a->table->columns != NULL)
        return ask_table(r, post);
    int64_t from = w->wanted_start[post], count = w->wanted_start[post + 1] - from;
    const int32_t *youth = w->wanted_youth + from, *fit = w->wanted_fit + from;
    if (count == 0)
        return (demand){INT32_MIN, INT32_MIN, -1, 0, post};
    nw_offer o = r->a->find(youth, fit, count, r->profit, r->a->scale);
    return (demand){o.best, o.second, youth[o.at], fit[o.at], post};
}

static demand best_of(demand a, demand b)
{
    demand best = b.best > a.best ? b : a;
    int32_t other = b.best > a.best ? a.best : b.best;
    best.second = other > best.second ? other : best.second;
    return best;
}

/* Posts at the price of their company fall with it, so that nobody goes from one to the other. */
static void count_out_company(const reversing *r, int32_t company, int32_t by)
{
    const nw_weighing *w = r->a->w;
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++)
        if (at_company_price(r->a, w->company_posts[i]))
            count_out(r, w->company_posts[i], by);
}

/* Of many posts looks no further than for one who gains half a step at the present price: that is
 * progress, and where many are worth the same the next is soon found, from the same post on. */
static demand ask_company(const reversing *r, int32_t company)
{
    const nw_weighing *w = r->a->w;
    nw_auction_company *c = &r->a->companies[company];
    const int32_t *posts = w->company_posts + w->company_start[company];
    int32_t count = (int32_t)(w->company_start[company + 1] - w->company_start[company]);
    int32_t enough =
        count > FEW_POSTS ? nw_max32(r->a->step, c->price + r->a->step / 2) : INT32_MAX;
    demand d = {INT32_MIN, INT32_MIN, -1, 0, -1};
    for (int32_t k = 0; k < count && d.best <= enough; k++) {
        int32_t at = c->asked + k < count ? c->asked + k : c->asked + k - count;
        if (!at_company_price(r->a, posts[at]))
            continue;
        d = best_of(d, ask_all(r, posts[at]));
        if (d.best > enough) {
            c->asked = at;
            d.second = INT32_MAX; /* so that the price stays */
        }
    }
    return d;
}

static demand find_demand(const reversing *r, int32_t post)
{
    demand d;
    if (at_company_price(r->a, post)) {
        int32_t company = r->a->w->seats->post_company[post];
        count_out_company(r, company, NW_CLOSED_BID);
        d = ask_company(r, company);
        count_out_company(r, company, -NW_CLOSED_BID);
    } else {
        count_out(r, post, NW_CLOSED_BID);
        d = ask_all(r, post);
        count_out(r, post, -NW_CLOSED_BID);
    }
    return d;
}

static void lower_post(reversing *r, int32_t post, int32_t to)
{
    const nw_weighing *w = r->a->w;
    const int32_t *holder = w->holder + w->holder_start[post];
    int32_t fall = r->a->price[post] - to;
    for (int32_t k = 0; k < w->post_placed[post]; k++)
        r->profit[holder[k]] += fall;
    r->a->price[post] = to;
}

static void lower_company(reversing *r, int32_t company, int32_t to)
{
    const nw_weighing *w = r->a->w;
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++)
        if (at_company_price(r->a, w->company_posts[i]))
            lower_post(r, w->company_posts[i], to);
    r->a->companies[company].price = to;
}

static void lower_price(reversing *r, int32_t post, int32_t to)
{
    const nw_weighing *w = r->a->w;
    if (at_company_price(r->a, post)) {
        lower_company(r, w->seats->post_company[post], to);
        return;
    }
    lower_post(r, post, to);
    if (at_company_price(r->a, post))
        nw_auction_company_of(r->a, post)->room +=
            w->seats->post_seats[post] - w->post_placed[post];
}

static void come(reversing *r, const demand *d)
{
    nw_auction *a = r->a;
    nw_weighing *w = a->w;
    int32_t left = w->post_of[d->youth];
    if (at_company_price(a, d->post))
        nw_auction_company_of(a, d->post)->room--;
    if (left >= 0)
        nw_take_out(w, d->youth);
    nw_put_in(w, d->youth, d->post, d->fit);
    r->profit[d->youth] = d->fit * a->scale - a->price[d->post];
    if (left < 0)
        return;
    if (at_company_price(a, left))
        nw_auction_company_of(a, left)->room++;
    enqueue(r, left);
}

static void fill_post(reversing *r, int32_t post)
{
    const nw_auction *a = r->a;
    while (overpriced(a, post)) {
        bool above = nw_auction_is_capped(a, post) && !at_company_price(a, post);
        int32_t least = above ? nw_auction_company_of(a, post)->price : 0;
        demand d = find_demand(r, post);
        bool comes = d.best > least + a->step;
        int32_t to = d.second > least + a->step ? d.second - a->step : least;
        lower_price(r, post, to < a->price[post] ? to : a->price[post]);
        if (comes)
            come(r, &d);
    }
}

static nextwork_status fill_posts(reversing *r)
{
    for (int32_t done = 0; r->n_queue > 0; done++) {
        int32_t post = r->queue[--r->n_queue];
        r->queued[post] = false;
        fill_post(r, post);
        if (done % POSTS_A_CHECK == 0 && nw_monitor_step(r->a->w->monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
    return NEXTWORK_OK;
}

static nextwork_status make_columns(nw_auction *a)
{
    return a->table->rows != NULL ? nw_fit_table_turn(a->table) : nw_weigh_columns(a->w);
}

static bool any_overpriced(const nw_auction *a)
{
    for (int32_t p = 0; p < a->w->seats->posts; p++)
        if (overpriced(a, p))
            return true;
    return false;
}

nextwork_status nw_auction_reverse(nw_auction *a)
{
    if (!any_overpriced(a))
        return NEXTWORK_OK;
    NW_TRY(make_columns(a));
    a->epoch++;
    reversing r = {.a = a};
    nextwork_status status = allocate(&r);
    if (status == NEXTWORK_OK) {
        start(&r);
        status = fill_posts(&r);
    }
    nw_free(r.profit);
    nw_free(r.queue);
    nw_free(r.queued);
    return status;
}
