/* Shortest paths from the seats' end: a free seat with a price gets cheaper until somebody comes,
 * or until it costs nothing. Who comes leaves a seat behind, which gets cheaper in its turn. The
 * distance of a post is how much the first seat's price falls before this one's begins to. */
#include "match/max_weight/queue.h"
#include "match/max_weight/state.h"

#include <stddef.h>

#define NOT_REACHED INT64_MAX

/* Who would leave a post, for which one. Or, with youth -1, what gets cheaper with what: a company
 * whose cap may bind, when a free seat is down to its price, and its posts with free seats, as it
 * does not matter which of its seats stay empty. */
typedef struct {
    int32_t youth, node, fit;
} move;

/* Posts are nodes 0 .. posts - 1, companies follow. */
typedef struct {
    nw_weighing *w;
    int64_t *distance; /* per node */
    move *from;        /* per node */
    int32_t *reached;
    int32_t n_reached;
    nw_queue queue;
    int64_t limit; /* distance of the nearest end found: */
    int32_t end;   /* a node whose price is gone by then, */
    move join;     /* or, with end -1, an unplaced youth who comes */
} search;

static void clear(search *s)
{
    nw_free(s->distance);
    nw_free(s->from);
    nw_free(s->reached);
    nw_queue_clear(&s->queue);
}

static nextwork_status allocate(search *s)
{
    int64_t nodes = (int64_t)s->w->seats->posts + s->w->seats->companies;
    s->distance = NW_NEW(int64_t, nodes);
    s->from = NW_NEW(move, nodes);
    s->reached = NW_NEW(int32_t, nodes);
    if (s->distance == NULL || s->from == NULL || s->reached == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int64_t n = 0; n < nodes; n++)
        s->distance[n] = NOT_REACHED;
    return NEXTWORK_OK;
}

static int64_t *price_of(const nw_weighing *w, int32_t node)
{
    int32_t posts = w->seats->posts;
    return node < posts ? &w->price[node] : &w->company_price[node - posts];
}

static nextwork_status reach(search *s, int32_t node, int64_t distance, move from)
{
    if (distance >= s->limit || distance >= s->distance[node])
        return NEXTWORK_OK;
    if (s->distance[node] == NOT_REACHED)
        s->reached[s->n_reached++] = node;
    s->distance[node] = distance;
    s->from[node] = from;
    if (distance + *price_of(s->w, node) < s->limit) {
        s->limit = distance + *price_of(s->w, node);
        s->end = node;
    }
    return nw_queue_push(&s->queue, distance, node);
}

/* Whoever would come to the post, now that it gets cheaper. */
static nextwork_status leave_post(search *s, int32_t post, int64_t distance)
{
    const nw_weighing *w = s->w;
    for (int64_t i = w->wanted_start[post]; i < w->wanted_start[post + 1]; i++) {
        int32_t youth = w->wanted_youth[i], own = w->post_of[youth];
        if (own == post)
            continue;
        int64_t gain = own < 0 ? 0 : w->fit_of[youth] - w->price[own];
        int64_t to = distance + gain - w->wanted_fit[i] + w->price[post];
        if (to >= s->limit)
            continue;
        move from = {youth, post, w->wanted_fit[i]};
        if (own >= 0) {
            NW_TRY(reach(s, own, to, from));
        } else {
            s->limit = to;
            s->end = -1;
            s->join = from;
        }
    }
    int32_t company = w->seats->post_company[post];
    if (!w->capped[company])
        return NEXTWORK_OK;
    return reach(s, w->seats->posts + company,
                 distance + w->price[post] - w->company_price[company], (move){-1, post, 0});
}

static nextwork_status leave_company(search *s, int32_t company, int64_t distance)
{
    const nw_weighing *w = s->w;
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++) {
        int32_t p = w->company_posts[i];
        if (nw_post_has_room(w, p) && w->price[p] == w->company_price[company])
            NW_TRY(reach(s, p, distance, (move){-1, w->seats->posts + company, 0}));
    }
    return NEXTWORK_OK;
}

static nextwork_status leave(search *s, int32_t node, int64_t distance)
{
    int32_t posts = s->w->seats->posts;
    return node < posts ? leave_post(s, node, distance) : leave_company(s, node - posts, distance);
}

static nextwork_status run(search *s, int32_t node)
{
    while (s->n_reached > 0)
        s->distance[s->reached[--s->n_reached]] = NOT_REACHED;
    s->queue.count = 0;
    s->limit = INT64_MAX;
    NW_TRY(reach(s, node, 0, (move){-1, -1, 0}));
    while (s->queue.count > 0 && s->queue.items[0].distance < s->limit) {
        nw_queued next = nw_queue_pop(&s->queue);
        if (next.distance == s->distance[next.node])
            NW_TRY(leave(s, next.node, next.distance));
    }
    return NEXTWORK_OK;
}

static void lower_prices(const search *s)
{
    for (int32_t k = 0; k < s->n_reached; k++) {
        int32_t node = s->reached[k];
        if (s->distance[node] < s->limit)
            *price_of(s->w, node) -= s->limit - s->distance[node];
    }
}

/* Everybody on the path moves one seat on, towards the post that it began with. */
static void shift(const search *s)
{
    nw_weighing *w = s->w;
    move next = s->end < 0 ? s->join : s->from[s->end];
    while (next.node >= 0) {
        move after = s->from[next.node];
        if (next.youth >= 0) {
            if (w->post_of[next.youth] >= 0)
                nw_take_out(w, next.youth);
            if (after.youth >= 0)
                nw_take_out(w, after.youth); /* makes the room */
            nw_put_in(w, next.youth, next.node, next.fit);
        }
        next = after;
    }
}

static nextwork_status fill_seat(search *s, int32_t node)
{
    NW_TRY(run(s, node));
    lower_prices(s);
    shift(s);
    return nw_monitor_step(s->w->monitor, 0) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
}

/* Once no free seat costs more than its company, all free places cost as much as it. */
static bool has_priced_place(const nw_weighing *w, int32_t company)
{
    return nw_company_has_room(w, company) && w->company_price[company] > 0;
}

static nextwork_status fill_all(search *s)
{
    nw_weighing *w = s->w;
    for (int32_t p = 0; p < w->seats->posts; p++)
        while (nw_has_dear_seat(w, p))
            NW_TRY(fill_seat(s, p));
    for (int32_t c = 0; c < w->seats->companies; c++)
        while (has_priced_place(w, c))
            NW_TRY(fill_seat(s, w->seats->posts + c));
    return NEXTWORK_OK;
}

static bool any_to_fill(const nw_weighing *w)
{
    for (int32_t p = 0; p < w->seats->posts; p++)
        if (nw_has_dear_seat(w, p))
            return true;
    for (int32_t c = 0; c < w->seats->companies; c++)
        if (has_priced_place(w, c))
            return true;
    return false;
}

nextwork_status nw_weigh_by_returns(nw_weighing *w)
{
    if (!any_to_fill(w))
        return NEXTWORK_OK;
    if (w->table.rows != NULL && w->n_capped == 0)
        return nw_weigh_wide_returns(w);
    NW_TRY(nw_weigh_columns(w));
    search s = {.w = w};
    nextwork_status status = allocate(&s);
    if (status == NEXTWORK_OK)
        status = fill_all(&s);
    clear(&s);
    return status;
}
