/* The paths of paths.c where fits stand in a table and no cap may bind: from a youth all
 * posts are reached at once, by vectors. */
#include "match/max_weight/offer.h"
#include "match/max_weight/reach.h"
#include "match/max_weight/state.h"

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
} search;

static nextwork_status allocate(search *s)
{
    const nw_fit_table *t = &s->w->table;
    s->price = NW_NEW_ZERO(int32_t, t->width);
    s->settled = NW_NEW(int32_t, t->width);
    s->posts = (nw_reached){.distance = NW_NEW(int32_t, t->width),
                            .from = NW_NEW(int32_t, t->width),
                            .price = s->price,
                            .width = t->width};
    return s->price == NULL || s->settled == NULL || s->posts.distance == NULL ||
                   s->posts.from == NULL
               ? nw_fail_memory("a matching of greatest fit")
               : NEXTWORK_OK;
}

static void clear(search *s)
{
    nw_free(s->price);
    nw_free(s->settled);
    nw_free(s->posts.distance);
    nw_free(s->posts.from);
}

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
    s->n_settled = 0;
    s->limit = NW_NOT_REACHED;
}

/* Settles the nearest posts and goes on from those who are there, unless one of them has a free
 * seat. */
static void settle_nearest(search *s)
{
    int32_t now = (int32_t)s->nearest, count, *posts = s->settled + s->n_settled;
    s->nearest = s->code->settle(posts, &count, &s->posts, now);
    s->n_settled += count;
    for (int32_t k = 0; k < count; k++)
        if (nw_post_has_room(s->w, posts[k])) {
            s->limit = now;
            s->end_post = posts[k];
            s->end_youth = -1;
            return;
        }
    for (int32_t k = 0; k < count; k++) {
        const int32_t *holder = s->w->holder + s->w->holder_start[posts[k]];
        for (int32_t h = 0; h < s->w->post_placed[posts[k]] && s->limit > now; h++)
            leave_youth(s, holder[h], now, gain_of_holder(s, holder[h]));
    }
}

/* From a youth who waits as far as the nearest end. */
static void grow(search *s, int32_t youth)
{
    begin(s);
    leave_youth(s, youth, 0, gain_of_waiting(s, youth));
    while (s->nearest < (uint32_t)s->limit)
        settle_nearest(s);
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

/* Everybody on the way to the end, the last one first, so that there is room. */
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
        if (left >= 0)
            nw_take_out(w, youth);
        nw_put_in(w, youth, post, nw_row_of(&w->table, youth)[post]);
        post = left;
    }
}

static nextwork_status place_waiting(search *s)
{
    nw_weighing *w = s->w;
    while (w->n_waiting > 0) {
        grow(s, w->waiting[--w->n_waiting]);
        raise_prices(s);
        move_to_end(s);
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
