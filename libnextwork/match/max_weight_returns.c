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
    int64_t *wanted_start; /* per post and one: pairs by post */
    int32_t *wanted_by, *wanted_fit;
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
    nw_free(s->wanted_start);
    nw_free(s->wanted_by);
    nw_free(s->wanted_fit);
    nw_free(s->distance);
    nw_free(s->from);
    nw_free(s->reached);
    nw_queue_clear(&s->queue);
}

static nextwork_status allocate(search *s)
{
    int64_t posts = s->w->seats->posts, pairs = s->w->pairs->start[s->w->pairs->youths];
    s->wanted_start = NW_NEW_ZERO(int64_t, posts + 2);
    s->wanted_by = NW_NEW(int32_t, pairs);
    s->wanted_fit = NW_NEW(int32_t, pairs);
    s->distance = NW_NEW(int64_t, posts);
    s->from = NW_NEW(move, posts);
    s->reached = NW_NEW(int32_t, posts);
    if (s->wanted_start == NULL || s->wanted_by == NULL || s->wanted_fit == NULL ||
        s->distance == NULL || s->from == NULL || s->reached == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int64_t p = 0; p < posts; p++)
        s->distance[p] = NOT_REACHED;
    return NEXTWORK_OK;
}

/* Turns the pairs, which are by youth, round. */
static void turn_pairs(search *s)
{
    const nw_pairs *pairs = s->w->pairs;
    for (int64_t i = 0; i < pairs->start[pairs->youths]; i++)
        s->wanted_start[pairs->post[i] + 2]++;
    for (int32_t p = 0; p < s->w->seats->posts; p++)
        s->wanted_start[p + 2] += s->wanted_start[p + 1];
    for (int32_t y = 0; y < pairs->youths; y++)
        for (int64_t i = pairs->start[y]; i < pairs->start[y + 1]; i++) {
            int64_t at = s->wanted_start[pairs->post[i] + 1]++;
            s->wanted_by[at] = y;
            s->wanted_fit[at] = pairs->fit[i];
        }
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
    for (int64_t i = s->wanted_start[post]; i < s->wanted_start[post + 1]; i++) {
        int32_t youth = s->wanted_by[i], own = w->post_of[youth];
        if (own == post)
            continue;
        int64_t gain = own < 0 ? 0 : w->fit_of[youth] - w->price[own];
        int64_t to = distance + gain - s->wanted_fit[i] + w->price[post];
        if (to >= s->limit)
            continue;
        move from = {youth, post, s->wanted_fit[i]};
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

nextwork_status nw_weigh_by_returns(nw_weighing *w)
{
    search s = {.w = w};
    nextwork_status status = allocate(&s);
    if (status == NEXTWORK_OK) {
        turn_pairs(&s);
        status = fill_posts(&s);
    }
    clear(&s);
    return status;
}
