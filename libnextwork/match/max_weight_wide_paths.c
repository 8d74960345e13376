/* Shortest augmenting paths where fits stand in a table and no cap may bind: from a youth all posts
 * are reached at once, by vectors. Where many fits are equal, all who wait search together, and in
 * the layers of posts that lie nearest as many paths as there are move at once (Hopcroft and Karp,
 * 1973; Dinitz, 1970); else one after another does. */
#include "match/max_weight_offer.h"
#include "match/max_weight_reach.h"
#include "match/max_weight_state.h"

#include "base/arith.h"
#include "base/memory.h"

#include <stddef.h>

/* The price of a post that takes nobody. */
#define CLOSED (INT32_C(1) << 30)

typedef struct {
    nw_weighing *w;
    const nw_reach_code *code;
    nw_wide_offer_finder find_wide;
    nw_reached posts; /* from whom: a youth */
    int32_t *price;   /* per post, as w's */
    int32_t *settled; /* posts, in order of their distance */
    int32_t n_settled;
    uint32_t nearest;  /* of the posts not settled */
    int32_t limit;     /* distance of the nearest end found: */
    int32_t end_post;  /* a seat of this post, */
    int32_t end_youth; /* or this youth staying unplaced; the other is -1 */
    int32_t n_layers;
    int32_t *layer; /* per post: how many posts a path has when it comes there; 0: none does */
    int32_t *next;  /* per post: the first of its holders that was not asked yet */
    int32_t *who;   /* on the path at hand, per layer: who wants to go on, */
    int32_t *where; /* and to which post of the layer */
} search;

static nextwork_status allocate(search *s)
{
    const nw_fit_table *t = &s->w->table;
    s->price = NW_NEW_ZERO(int32_t, t->width);
    s->layer = NW_NEW_ZERO(int32_t, t->width);
    s->settled = NW_NEW(int32_t, t->width);
    s->next = NW_NEW(int32_t, t->posts);
    s->who = NW_NEW(int32_t, (int64_t)t->posts + 1);
    s->where = NW_NEW(int32_t, (int64_t)t->posts + 1);
    s->posts = (nw_reached){.distance = NW_NEW(int32_t, t->width),
                            .from = NW_NEW(int32_t, t->width),
                            .price = s->price,
                            .width = t->width};
    return s->price == NULL || s->layer == NULL || s->settled == NULL || s->next == NULL ||
                   s->who == NULL || s->where == NULL || s->posts.distance == NULL ||
                   s->posts.from == NULL
               ? nw_fail_memory("a matching of greatest fit")
               : NEXTWORK_OK;
}

static void clear(search *s)
{
    nw_free(s->price);
    nw_free(s->layer);
    nw_free(s->settled);
    nw_free(s->next);
    nw_free(s->who);
    nw_free(s->where);
    nw_free(s->posts.distance);
    nw_free(s->posts.from);
}

/* --- Distances -------------------------------------------------------------------------------- */

/* What a youth who waits could have. */
static int32_t gain_of_waiting(const search *s, int32_t youth)
{
    const int16_t *row = nw_row_of(&s->w->table, youth);
    return nw_max32(s->find_wide(row, s->posts.width, s->price, 1).best, 0);
}

static int32_t gain_of_holder(const search *s, int32_t youth)
{
    return s->w->fit_of[youth] - s->price[s->w->post_of[youth]];
}

/* A youth at this distance goes on, or stays unplaced. */
static void leave_youth(search *s, int32_t youth, int32_t now, int32_t gain)
{
    if (now + gain < s->limit) {
        s->limit = now + gain;
        s->end_post = -1;
        s->end_youth = youth;
    }
    s->nearest = s->code->reach(&s->posts, nw_row_of(&s->w->table, youth), now + gain, youth);
}

static void begin(search *s)
{
    for (int64_t p = 0; p < s->posts.width; p++)
        s->posts.distance[p] = NW_NOT_REACHED;
    while (s->n_settled > 0)
        s->layer[s->settled[--s->n_settled]] = 0;
    s->limit = NW_NOT_REACHED;
}

/* Settles the nearest posts, as one layer. */
static void settle_layer(search *s, int32_t layer)
{
    int32_t now = (int32_t)s->nearest, count, *posts = s->settled + s->n_settled;
    s->nearest = s->code->settle(posts, &count, &s->posts, now);
    s->n_settled += count;
    for (int32_t k = 0; k < count; k++) {
        s->layer[posts[k]] = layer;
        s->next[posts[k]] = 0;
        if (now < s->limit && nw_post_has_room(s->w, posts[k])) {
            s->limit = now;
            s->end_post = posts[k];
            s->end_youth = -1;
        }
    }
    for (int32_t k = 0; k < count && s->limit > now; k++) {
        const int32_t *holder = s->w->holder + s->w->holder_start[posts[k]];
        for (int32_t h = 0; h < s->w->post_placed[posts[k]]; h++)
            leave_youth(s, holder[h], now, gain_of_holder(s, holder[h]));
    }
}

/* From youths who wait as far as the nearest end. */
static void grow(search *s, const int32_t *roots, int32_t count)
{
    begin(s);
    for (int32_t k = 0; k < count; k++)
        leave_youth(s, roots[k], 0, gain_of_waiting(s, roots[k]));
    for (s->n_layers = 0; s->nearest < (uint32_t)s->limit;)
        settle_layer(s, ++s->n_layers);
}

/* Whatever is nearer than the end rises in price by the difference: pairs stay fair, and the path
 * becomes free of loss. */
static void raise_prices(search *s)
{
    for (int32_t k = 0; k < s->n_settled; k++) {
        int32_t post = s->settled[k];
        s->price[post] += s->limit - ~s->posts.distance[post];
    }
}

/* --- Moves ------------------------------------------------------------------------------------ */

static void move_to(search *s, int32_t youth, int32_t post)
{
    nw_weighing *w = s->w;
    if (w->post_of[youth] >= 0)
        nw_take_out(w, youth);
    nw_put_in(w, youth, post, nw_row_of(&w->table, youth)[post]);
}

/* Everybody on the way to the end that was found, the last one first, so that there is room. */
static void move_to_end(search *s)
{
    nw_weighing *w = s->w;
    int32_t post = s->end_post;
    if (s->end_youth >= 0) {
        post = w->post_of[s->end_youth];
        if (post >= 0)
            nw_take_out(w, s->end_youth);
    }
    while (post >= 0) {
        int32_t youth = s->posts.from[post], left = w->post_of[youth];
        move_to(s, youth, post);
        post = left;
    }
}

/* The same along the path at hand. Whoever leaves a post makes place for its last holder, who was
 * not asked yet. */
static void move_along(search *s, int32_t depth)
{
    for (; depth >= 0; depth--) {
        int32_t left = s->w->post_of[s->who[depth]];
        move_to(s, s->who[depth], s->where[depth]);
        if (left >= 0)
            s->next[left]--;
    }
}

/* The next post of the layer that is as good to who wants to go on as any, or -1. */
static int32_t next_post(const search *s, int32_t depth)
{
    int32_t youth = s->who[depth];
    if (depth == s->n_layers)
        return -1;
    int32_t gain = depth == 0 ? gain_of_waiting(s, youth) : gain_of_holder(s, youth);
    return s->code->find(&s->posts, nw_row_of(&s->w->table, youth), gain, s->layer, depth + 1);
}

/* The next holder of the post, who wants to go on; -1: all were asked. */
static int32_t next_holder(search *s, int32_t post)
{
    if (s->next[post] < s->w->post_placed[post])
        return s->w->holder[s->w->holder_start[post] + s->next[post]++];
    s->layer[post] = 0;
    return -1;
}

/* Whether a path ends at the post, or with a holder who stays unplaced without loss; else *holder
 * is who wants to go on, or -1. */
static bool ends_at(search *s, int32_t post, int32_t *holder)
{
    if (nw_post_has_room(s->w, post))
        return true;
    *holder = next_holder(s, post);
    if (*holder < 0 || gain_of_holder(s, *holder) > 0)
        return false;
    nw_take_out(s->w, *holder);
    s->next[post]--;
    return true;
}

/* Along posts that lie a layer further each, no holder of which is asked twice. */
static void place_in_layers(search *s, int32_t root)
{
    int32_t depth = 0, holder = -1;
    s->who[0] = root;
    s->where[0] = next_post(s, 0);
    while (depth >= 0) {
        if (s->where[depth] < 0) {
            depth--;
        } else if (ends_at(s, s->where[depth], &holder)) {
            move_along(s, depth);
            return;
        } else {
            depth += holder >= 0;
            s->who[depth] = holder >= 0 ? holder : s->who[depth];
            s->where[depth] = next_post(s, depth);
        }
    }
}

/* --- The whole -------------------------------------------------------------------------------- */

/* Of the last `count` who wait those stay who have no place and are not done without one; gives how
 * many. */
static int32_t keep_waiting(search *s, int32_t count)
{
    nw_weighing *w = s->w;
    int32_t first = w->n_waiting - count, left = first;
    for (int32_t k = first; k < w->n_waiting; k++) {
        int32_t youth = w->waiting[k];
        if (w->post_of[youth] < 0 && gain_of_waiting(s, youth) > 0)
            w->waiting[left++] = youth;
    }
    w->n_waiting = left;
    return left - first;
}

/* One, when the nearest end is not without loss, or as many as there are ways. */
static void move_some(search *s, const int32_t *roots, int32_t count)
{
    if (count == 1 || s->limit > 0) {
        raise_prices(s);
        move_to_end(s);
        return;
    }
    for (int32_t k = 0; k < count; k++)
        place_in_layers(s, roots[k]);
}

static nextwork_status place_waiting(search *s)
{
    nw_weighing *w = s->w;
    while (w->n_waiting > 0) {
        int32_t count = keep_waiting(s, w->unit > 1 ? w->n_waiting : 1);
        const int32_t *roots = w->waiting + w->n_waiting - count;
        if (count == 0)
            continue;
        grow(s, roots, count);
        move_some(s, roots, count);
        if (nw_monitor_step(w->monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
    return NEXTWORK_OK;
}

nextwork_status nw_weigh_wide_paths(nw_weighing *w)
{
    search s = {.w = w, .code = nw_best_reach_code(), .find_wide = nw_best_offer_code()->find_wide};
    nextwork_status status = allocate(&s);
    for (int32_t p = 0; status == NEXTWORK_OK && p < w->seats->posts; p++)
        s.price[p] = w->price[p] < NW_CLOSED ? (int32_t)w->price[p] : CLOSED;
    if (status == NEXTWORK_OK)
        status = place_waiting(&s);
    for (int32_t p = 0; status == NEXTWORK_OK && p < w->seats->posts; p++)
        w->price[p] = s.price[p] < CLOSED ? s.price[p] : w->price[p];
    clear(&s);
    return status;
}
