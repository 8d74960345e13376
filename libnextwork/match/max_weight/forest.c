/* Shortest augmenting paths from all who wait at once, for fits of which many are equal. Each youth
 * who waits is the root of a tree; together they grow to the nearest ends. Trees share no post, so
 * that every root whose tree has an end at that distance moves in the same round, where one search
 * a youth would look through the same equally good posts each time (after Hopcroft and Karp, 1973).
 * All roots lose the same, so that prices stay fair. For companies without caps that bind only. */
#include "match/max_weight/queue.h"
#include "match/max_weight/state.h"

#include "base/memory.h"

#include <stddef.h>

#define NOT_REACHED INT64_MAX

/* How a post is reached. */
typedef struct {
    int64_t distance;
    int32_t youth, fit; /* who comes */
    int32_t tree;       /* place of the root among those who wait */
} node;

/* Where a tree's path ends: at a free seat of the post, or with a youth who stays unplaced. */
typedef struct {
    int64_t distance;
    int32_t post, youth; /* the other is -1 */
} path_end;

typedef struct {
    nw_weighing *w;
    node *nodes; /* per post */
    int32_t *reached;
    int32_t n_reached;
    int32_t *level; /* posts at the present distance, in the order in which they were reached */
    int32_t head, tail;
    nw_queue beyond; /* posts farther away */
    path_end *ends;  /* per tree */
    int64_t now;     /* the present distance */
    int64_t limit;   /* of the nearest end */
    nextwork_status status;
} forest;

static nextwork_status allocate(forest *f)
{
    int64_t posts = f->w->seats->posts;
    f->nodes = NW_NEW(node, posts);
    f->reached = NW_NEW(int32_t, posts);
    f->level = NW_NEW(int32_t, posts);
    f->ends = NW_NEW(path_end, f->w->n_waiting);
    if (f->nodes == NULL || f->reached == NULL || f->level == NULL || f->ends == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int64_t p = 0; p < posts; p++)
        f->nodes[p].distance = NOT_REACHED;
    return NEXTWORK_OK;
}

static void clear(forest *f)
{
    nw_free(f->nodes);
    nw_free(f->reached);
    nw_free(f->level);
    nw_free(f->ends);
    nw_queue_clear(&f->beyond);
}

static void begin(forest *f)
{
    while (f->n_reached > 0)
        f->nodes[f->reached[--f->n_reached]].distance = NOT_REACHED;
    f->head = f->tail = 0;
    f->beyond.count = 0;
    f->now = 0;
    f->limit = INT64_MAX;
    for (int32_t k = 0; k < f->w->n_waiting; k++)
        f->ends[k] = (path_end){INT64_MAX, -1, -1};
}

static void end_tree(forest *f, int32_t tree, path_end end)
{
    if (end.distance < f->limit)
        f->limit = end.distance;
    if (end.distance < f->ends[tree].distance)
        f->ends[tree] = end;
}

static void reach(forest *f, int32_t post, node from)
{
    node *n = &f->nodes[post];
    if (n->distance == NOT_REACHED)
        f->reached[f->n_reached++] = post;
    *n = from;
    if (from.distance == f->now)
        f->level[f->tail++] = post;
    else if (f->status == NEXTWORK_OK)
        f->status = nw_queue_push(&f->beyond, from.distance, post);
}

/* Goes on from a youth, who has `gain` at the present prices. */
static void leave_youth(forest *f, int32_t tree, int32_t youth, int64_t gain)
{
    const nw_pairs *pairs = f->w->pairs;
    int64_t to_stay = f->now + gain;
    if (to_stay <= f->limit)
        end_tree(f, tree, (path_end){to_stay, -1, youth});
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++) {
        int32_t post = pairs->post[i], fit = pairs->fit[i];
        int64_t to = to_stay - fit + f->w->price[post];
        if (to <= f->limit && to < f->nodes[post].distance)
            reach(f, post, (node){to, youth, fit, tree});
    }
}

static void leave_post(forest *f, int32_t post)
{
    const nw_weighing *w = f->w;
    int32_t tree = f->nodes[post].tree;
    if (nw_post_has_room(w, post)) {
        end_tree(f, tree, (path_end){f->now, post, -1});
        return;
    }
    const int32_t *holder = w->holder + w->holder_start[post];
    for (int32_t k = 0; k < w->post_placed[post] && f->ends[tree].distance > f->now; k++)
        leave_youth(f, tree, holder[k], w->fit_of[holder[k]] - w->price[post]);
}

/* Settles posts in the order of their distance, as far as the nearest end and all who are as near.
 */
static void grow(forest *f)
{
    const nw_weighing *w = f->w;
    for (int32_t k = 0; k < w->n_waiting; k++)
        leave_youth(f, k, w->waiting[k], nw_gain_of_waiting(w, w->waiting[k]));
    while (f->status == NEXTWORK_OK) {
        if (f->head < f->tail) {
            leave_post(f, f->level[f->head++]);
        } else if (f->beyond.count > 0 && f->beyond.items[0].distance <= f->limit) {
            nw_queued next = nw_queue_pop(&f->beyond);
            if (next.distance != f->nodes[next.node].distance)
                continue; /* reached by a shorter way since */
            f->now = next.distance;
            f->level[f->tail++] = next.node;
        } else {
            return;
        }
    }
}

static void raise_prices(const forest *f)
{
    for (int32_t k = 0; k < f->n_reached; k++) {
        int64_t distance = f->nodes[f->reached[k]].distance;
        if (distance < f->limit)
            f->w->price[f->reached[k]] += f->limit - distance;
    }
}

/* Moves everybody on the path, the last first. */
static void move(const forest *f, path_end end)
{
    nw_weighing *w = f->w;
    int32_t post = end.post;
    if (end.youth >= 0) {
        post = w->post_of[end.youth];
        if (post >= 0)
            nw_take_out(w, end.youth);
    }
    while (post >= 0) {
        node from = f->nodes[post];
        int32_t left = w->post_of[from.youth];
        if (left >= 0)
            nw_take_out(w, from.youth);
        nw_put_in(w, from.youth, post, from.fit);
        post = left;
    }
}

static nextwork_status place_waiting(forest *f)
{
    nw_weighing *w = f->w;
    while (w->n_waiting > 0) {
        begin(f);
        grow(f);
        NW_TRY(f->status);
        raise_prices(f);
        int32_t left = 0;
        for (int32_t k = 0; k < w->n_waiting; k++) {
            if (f->ends[k].distance == f->limit)
                move(f, f->ends[k]);
            else
                w->waiting[left++] = w->waiting[k];
        }
        w->n_waiting = left;
        if (nw_monitor_step(w->monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
    return NEXTWORK_OK;
}

nextwork_status nw_weigh_by_forests(nw_weighing *w)
{
    forest f = {.w = w};
    nextwork_status status = allocate(&f);
    if (status == NEXTWORK_OK)
        status = place_waiting(&f);
    clear(&f);
    return status;
}
