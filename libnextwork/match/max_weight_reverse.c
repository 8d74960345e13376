/* The reverse auction (Bertsekas and Castanon, 1992): a post with a free seat that has a price
 * lowers it to what the second best of the youths who might come would pay, less the step, and the
 * best comes; or the price goes. Who comes leaves a seat behind, whose post does the same. Youths
 * only gain, so that nobody begins to wait. */
#include "match/max_weight_auction.h"

#include "base/memory.h"

#include <stddef.h>

#define POSTS_A_CHECK 1024 /* posts between two looks at the monitor */

typedef struct {
    nw_auction *a;
    int32_t *profit; /* per youth: what it has beyond the price of its seat */
    int32_t *queue;  /* posts with a free seat and a price */
    bool *queued;    /* per post */
    int32_t n_queue;
} reversing;

static bool overpriced(const nw_auction *a, int32_t post)
{
    return nw_post_has_room(a->w, post) && a->price[post] > 0 && a->price[post] < NW_CLOSED_BID;
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
    r->profit = NW_NEW_ZERO(int32_t, r->a->height > 0 ? r->a->height : w->pairs->youths);
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

/* Who would pay most for a seat at the post, and what the next one would. */
typedef struct {
    int32_t best, second;
    int32_t youth, fit; /* the best */
} demand;

/* Whoever holds a seat there does not come, which no profit would allow. */
static void count_out(const reversing *r, int32_t post, int32_t by)
{
    const nw_weighing *w = r->a->w;
    const int32_t *holder = w->holder + w->holder_start[post];
    for (int32_t k = 0; k < w->post_placed[post]; k++)
        r->profit[holder[k]] += by;
}

static demand find_demand_in_table(const reversing *r, int32_t post)
{
    const nw_auction *a = r->a;
    const int16_t *column = a->columns + post * a->height;
    count_out(r, post, NW_CLOSED_BID);
    nw_offer o = a->find_wide(column, a->height, r->profit, a->scale);
    count_out(r, post, -NW_CLOSED_BID);
    return (demand){o.best, o.second, o.at, column[o.at]};
}

static demand find_demand(const reversing *r, int32_t post)
{
    const nw_weighing *w = r->a->w;
    if (r->a->columns != NULL)
        return find_demand_in_table(r, post);
    int64_t from = w->wanted_start[post], count = w->wanted_start[post + 1] - from;
    const int32_t *youth = w->wanted_youth + from, *fit = w->wanted_fit + from;
    if (count == 0)
        return (demand){INT32_MIN, INT32_MIN, -1, 0};
    count_out(r, post, NW_CLOSED_BID);
    nw_offer o = r->a->find(youth, fit, count, r->profit, r->a->scale);
    count_out(r, post, -NW_CLOSED_BID);
    return (demand){o.best, o.second, youth[o.at], fit[o.at]};
}

static void lower_price(reversing *r, int32_t post, int32_t to)
{
    const nw_weighing *w = r->a->w;
    const int32_t *holder = w->holder + w->holder_start[post];
    int32_t fall = r->a->price[post] - to;
    for (int32_t k = 0; k < w->post_placed[post]; k++)
        r->profit[holder[k]] += fall;
    r->a->price[post] = to;
}

static void come(reversing *r, demand d, int32_t post)
{
    nw_weighing *w = r->a->w;
    int32_t left = w->post_of[d.youth];
    if (left >= 0)
        nw_take_out(w, d.youth);
    nw_put_in(w, d.youth, post, d.fit);
    r->profit[d.youth] = d.fit * r->a->scale - r->a->price[post];
    if (left >= 0)
        enqueue(r, left);
}

static void fill_post(reversing *r, int32_t post)
{
    const nw_auction *a = r->a;
    while (overpriced(a, post)) {
        demand d = find_demand(r, post);
        if (d.best <= a->step) {
            lower_price(r, post, 0);
            return;
        }
        int32_t to = d.second > a->step ? d.second - a->step : 0;
        lower_price(r, post, to < a->price[post] ? to : a->price[post]);
        come(r, d, post);
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

/* The table the other way round. */
static nextwork_status turn_table(nw_auction *a)
{
    int32_t youths = a->w->pairs->youths, posts = a->w->seats->posts;
    if (a->columns != NULL)
        return NEXTWORK_OK;
    a->height = ((int64_t)youths + NW_OFFER_LANES - 1) / NW_OFFER_LANES * NW_OFFER_LANES;
    a->columns = NW_NEW(int16_t, posts * a->height);
    if (a->columns == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int64_t first = 0; first < a->height; first += NW_OFFER_LANES)
        for (int32_t p = 0; p < posts; p++)
            for (int64_t y = first; y < first + NW_OFFER_LANES; y++)
                a->columns[p * a->height + y] = y < youths ? a->table[y * a->width + p] : NW_NO_FIT;
    return NEXTWORK_OK;
}

static nextwork_status make_columns(nw_auction *a)
{
    return a->table != NULL ? turn_table(a) : nw_weigh_columns(a->w);
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
