/* Shortest paths from the seats' end: a free seat with a price gets cheaper until somebody comes,
 * or until it costs nothing. Who comes leaves a seat behind, which gets cheaper in its turn. The
 * distance of a post is how much the first seat's price falls before this one's begins to. */
#include "match/max_weight_queue.h"
#include "match/max_weight_state.h"

#include <stddef.h>

#define NOT_REACHED INT64_MAX

/* Who would leave a post, for which one. */
typedef struct {
    int32_t youth, post, fit;
} move;

typedef struct {
    nw_weighing *w;
    int64_t *distance; /* per post */
    move *from;        /* per post */
    int32_t *reached;
    int32_t n_reached;
    nw_queue queue;
    int64_t limit; /* distance of the nearest end found: */
    int32_t end;   /* a post whose price is gone by then, */
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
    int64_t posts = s->w->seats->posts;
    s->distance = NW_NEW(int64_t, posts);
    s->from = NW_NEW(move, posts);
    s->reached = NW_NEW(int32_t, posts);
    if (s->distance == NULL || s->from == NULL || s->reached == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int64_t p = 0; p < posts; p++)
        s->distance[p] = NOT_REACHED;
    return NEXTWORK_OK;
}

static nextwork_status reach(search *s, int32_t post, int64_t distance, move from)
{
    if (distance >= s->limit || distance >= s->distance[post])
        return NEXTWORK_OK;
    if (s->distance[post] == NOT_REACHED)
        s->reached[s->n_reached++] = post;
    s->distance[post] = distance;
    s->from[post] = from;
    if (distance + s->w->price[post] < s->limit) {
        s->limit = distance + s->w->price[post];
        s->end = post;
    }
    return nw_queue_push(&s->queue, distance, post);
}

/* Whoever would come to the post, now that it gets cheaper. */
static nextwork_status leave(search *s, int32_t post, int64_t distance)
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
    return NEXTWORK_OK;
}

static nextwork_status run(search *s, int32_t post)
{
    while (s->n_reached > 0)
        s->distance[s->reached[--s->n_reached]] = NOT_REACHED;
    s->queue.count = 0;
    s->limit = INT64_MAX;
    NW_TRY(reach(s, post, 0, (move){-1, -1, 0}));
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
        int32_t post = s->reached[k];
        if (s->distance[post] < s->limit)
            s->w->price[post] -= s->limit - s->distance[post];
    }
}

/* Everybody on the path moves one seat on, towards the post that it began with. */
static void shift(const search *s)
{
    nw_weighing *w = s->w;
    move next = s->end < 0 ? s->join : s->from[s->end];
    while (next.youth >= 0) {
        if (w->post_of[next.youth] >= 0)
            nw_take_out(w, next.youth);
        move after = s->from[next.post];
        if (after.youth >= 0)
            nw_take_out(w, after.youth); /* makes the room */
        nw_put_in(w, next.youth, next.post, next.fit);
        next = after;
    }
}

static nextwork_status fill_posts(search *s)
{
    nw_weighing *w = s->w;
    for (int32_t p = 0; p < w->seats->posts; p++)
        while (nw_post_has_room(w, p) && w->price[p] > 0) {
            NW_TRY(run(s, p));
            lower_prices(s);
            shift(s);
            if (nw_monitor_step(w->monitor, 0) != NW_RUNNING)
                return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
        }
    return NEXTWORK_OK;
}

static bool any_to_fill(const nw_weighing *w)
{
    for (int32_t p = 0; p < w->seats->posts; p++)
        if (nw_post_has_room(w, p) && w->price[p] > 0)
            return true;
    return false;
}

nextwork_status nw_weigh_by_returns(nw_weighing *w)
{
    if (!any_to_fill(w))
        return NEXTWORK_OK;
    NW_TRY(nw_weigh_columns(w));
    search s = {.w = w};
    nextwork_status status = allocate(&s);
    if (status == NEXTWORK_OK)
        status = fill_posts(&s);
    clear(&s);
    return status;
}
