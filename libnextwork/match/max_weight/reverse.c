/* The reverse auction (Bertsekas and Castanon, 1992): a post with a free seat that has a price
 * lowers it to what the second best of the youths who might come would pay, less the step, and the
 * best comes; or the price goes. Who comes leaves a seat behind, whose post does the same. Youths
 * only gain, so that nobody begins to wait. */
#include "match/max_weight/reverse.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/max_weight/level.h"

#include <stddef.h>

#define POSTS_A_CHECK 1024 /* posts between two looks at the monitor */

/* Where a cap may bind, free seats at the company's price are to be filled while there is room. */
static bool overpriced(const nw_reversing *r, int32_t post)
{
    int32_t price = nw_price_at(r, post);
    return nw_post_has_room(r->a->w, post) && price > 0 && price < NW_CLOSED_BID &&
           (!nw_at_company_price(r, post) || nw_auction_company_of(r->a, post)->room > 0);
}

static void enqueue(nw_reversing *r, int32_t post)
{
    if (r->queued[post] || !overpriced(r, post))
        return;
    r->queued[post] = true;
    r->queue[r->n_queue++] = post;
}

static nextwork_status allocate(nw_reversing *r)
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

static void start(nw_reversing *r)
{
    const nw_auction *a = r->a;
    const nw_weighing *w = a->w;
    for (int32_t y = 0; y < w->pairs->youths; y++)
        r->profit[y] = w->post_of[y] < 0 ? 0 : w->fit_of[y] * a->scale - a->price[w->post_of[y]];
    for (int32_t p = w->seats->posts; p-- > 0;)
        enqueue(r, p);
}

/* Whoever is to stay where it is does not come, which no profit would allow. */
static void count_out(const nw_reversing *r, int32_t post, int32_t by)
{
    const nw_weighing *w = r->a->w;
    const int32_t *holder = w->holder + w->holder_start[post];
    for (int32_t k = 0; k < w->post_placed[post]; k++)
        r->profit[holder[k]] += by;
}

static nw_demand ask_table(const nw_reversing *r, int32_t post)
{
    const nw_auction *a = r->a;
    const int16_t *column = nw_column_of(a->table, post);
    nw_offer o = a->find_wide(column, a->table->height, r->profit, a->scale);
    return (nw_demand){o.best, o.second, o.at, column[o.at], post};
}

nw_demand nw_ask_post(const nw_reversing *r, int32_t post)
{
    const nw_weighing *w = r->a->w;
    if (r->level != NULL)
        nw_level_tell(r, post);
    if (r->a->table->columns != NULL)
        return ask_table(r, post);
    int64_t from = w->wanted_start[post], count = w->wanted_start[post + 1] - from;
    const int32_t *youth = w->wanted_youth + from, *fit = w->wanted_fit + from;
    if (count == 0)
        return (nw_demand){INT32_MIN, INT32_MIN, -1, 0, post};
    nw_offer o = r->a->find(youth, fit, count, r->profit, r->a->scale);
    return (nw_demand){o.best, o.second, youth[o.at], fit[o.at], post};
}

static nw_demand best_of(nw_demand a, nw_demand b)
{
    nw_demand best = b.best > a.best ? b : a;
    int32_t other = b.best > a.best ? a.best : b.best;
    best.second = other > best.second ? other : best.second;
    return best;
}

/* Posts at the price of their company fall with it, so that nobody goes from one to the other. */
static void count_out_company(const nw_reversing *r, int32_t company, int32_t by)
{
    const nw_weighing *w = r->a->w;
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++)
        if (nw_at_company_price(r, w->company_posts[i]))
            count_out(r, w->company_posts[i], by);
}

static nw_demand ask_company(const nw_reversing *r, int32_t company)
{
    const nw_weighing *w = r->a->w;
    nw_demand d = {INT32_MIN, INT32_MIN, -1, 0, -1};
    count_out_company(r, company, NW_CLOSED_BID);
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++)
        if (nw_at_company_price(r, w->company_posts[i]))
            d = best_of(d, nw_ask_post(r, w->company_posts[i]));
    count_out_company(r, company, -NW_CLOSED_BID);
    return d;
}

static nw_demand find_demand(const nw_reversing *r, int32_t post)
{
    int32_t company = r->a->w->seats->post_company[post];
    if (nw_is_level(r, post))
        return nw_level_ask(r, company);
    if (nw_at_company_price(r, post))
        return ask_company(r, company);
    count_out(r, post, NW_CLOSED_BID);
    nw_demand d = nw_ask_post(r, post);
    count_out(r, post, -NW_CLOSED_BID);
    return d;
}

static void lower_post(nw_reversing *r, int32_t post, int32_t to)
{
    const nw_weighing *w = r->a->w;
    const int32_t *holder = w->holder + w->holder_start[post];
    int32_t fall = r->a->price[post] - to;
    for (int32_t k = 0; k < w->post_placed[post]; k++)
        r->profit[holder[k]] += fall;
    r->a->price[post] = to;
}

static void lower_company(nw_reversing *r, int32_t company, int32_t to)
{
    const nw_weighing *w = r->a->w;
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++)
        if (nw_at_company_price(r, w->company_posts[i]))
            lower_post(r, w->company_posts[i], to);
    r->a->companies[company].price = to;
}

static void lower_price(nw_reversing *r, int32_t post, int32_t to)
{
    const nw_weighing *w = r->a->w;
    int32_t company = w->seats->post_company[post];
    if (nw_is_level(r, post)) {
        r->a->companies[company].price = to;
    } else if (nw_at_company_price(r, post)) {
        lower_company(r, company, to);
    } else {
        lower_post(r, post, to);
        if (nw_at_company_price(r, post))
            r->a->companies[company].room += w->seats->post_seats[post] - w->post_placed[post];
        nw_level_update(r, post);
    }
}

static void come(nw_reversing *r, const nw_demand *d)
{
    nw_auction *a = r->a;
    nw_weighing *w = a->w;
    int32_t left = w->post_of[d->youth];
    if (nw_at_company_price(r, d->post))
        nw_auction_company_of(a, d->post)->room--;
    if (left >= 0)
        nw_take_out(w, d->youth);
    nw_put_in(w, d->youth, d->post, d->fit);
    r->profit[d->youth] = d->fit * a->scale - nw_price_at(r, d->post);
    nw_level_update(r, d->post);
    if (left < 0)
        return;
    nw_level_leave(r, d->youth, left);
    nw_level_update(r, left);
    if (nw_at_company_price(r, left))
        nw_auction_company_of(a, left)->room++;
    enqueue(r, left);
}

static void fill_post(nw_reversing *r, int32_t post)
{
    const nw_auction *a = r->a;
    while (overpriced(r, post)) {
        bool above = nw_auction_is_capped(a, post) && !nw_at_company_price(r, post);
        int32_t least = above ? nw_auction_company_of(a, post)->price : 0;
        nw_demand d = find_demand(r, post);
        bool comes = d.best > least + a->step;
        int32_t to = d.second > least + a->step ? d.second - a->step : least;
        lower_price(r, post, nw_min32(to, nw_price_at(r, post)));
        if (comes)
            come(r, &d);
    }
}

static nextwork_status fill_posts(nw_reversing *r)
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

static bool more_overpriced(const nw_reversing *r, int32_t few)
{
    int32_t count = 0;
    for (int32_t p = 0; p < r->a->w->seats->posts && count <= few; p++)
        count += overpriced(r, p);
    return count > few;
}

nextwork_status nw_auction_reverse(nw_auction *a, int32_t few)
{
    nw_reversing r = {.a = a};
    if (!more_overpriced(&r, few))
        return NEXTWORK_OK;
    NW_TRY(make_columns(a));
    a->epoch++;
    nextwork_status status = allocate(&r);
    if (status == NEXTWORK_OK) {
        start(&r);
        status = nw_level_begin(&r);
    }
    if (status == NEXTWORK_OK)
        status = fill_posts(&r);
    nw_free(r.profit);
    nw_free(r.queue);
    nw_free(r.queued);
    nw_level_end(&r);
    return status;
}
