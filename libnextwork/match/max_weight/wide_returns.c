/* The paths of returns.c where fits stand in a table and no cap may bind: from a post
 * all youths are reached at once, by vectors. */
#include "match/max_weight/reach.h"
#include "match/max_weight/state.h"

#include "base/memory.h"

#include <stddef.h>

typedef struct {
    nw_weighing *w;
    const nw_reach_code *code;
    nw_reached youths; /* from which post: who is reached would come there */
    int32_t *profit;   /* per youth: what it has beyond the price of its seat */
    int32_t *found;    /* youths settled at the same distance */
    int32_t *distance; /* per post: how much the first one's price falls before its own does; of
                          those that were come to */
    int32_t *via;      /* per such post: the holder who would leave */
    int32_t *settled;  /* those posts, in order of their distance */
    int32_t n_settled;
    uint32_t nearest; /* of the youths not settled */
    int32_t limit;    /* distance of the nearest end found: */
    int32_t end;      /* a post whose price is gone by then, */
    int32_t join;     /* or, with -1, a youth without a place who comes */
} search;

static nextwork_status allocate(search *s)
{
    const nw_fit_table *t = &s->w->table;
    s->profit = NW_NEW_ZERO(int32_t, t->height);
    s->found = NW_NEW(int32_t, t->height);
    s->distance = NW_NEW(int32_t, t->posts);
    s->via = NW_NEW(int32_t, t->posts);
    s->settled = NW_NEW(int32_t, t->posts);
    s->youths = (nw_reached){.distance = NW_NEW(int32_t, t->height),
                             .from = NW_NEW(int32_t, t->height),
                             .price = s->profit,
                             .width = t->height};
    return s->profit == NULL || s->found == NULL || s->distance == NULL || s->via == NULL ||
                   s->settled == NULL || s->youths.distance == NULL || s->youths.from == NULL
               ? nw_fail_memory("a matching of greatest fit")
               : NEXTWORK_OK;
}

static void clear(search *s)
{
    nw_free(s->profit);
    nw_free(s->found);
    nw_free(s->distance);
    nw_free(s->via);
    nw_free(s->settled);
    nw_free(s->youths.distance);
    nw_free(s->youths.from);
}

static void start(search *s)
{
    const nw_weighing *w = s->w;
    for (int32_t p = 0; p < w->seats->posts; p++)
        s->distance[p] = NW_NOT_REACHED;
    for (int32_t y = 0; y < w->pairs->youths; y++)
        if (w->post_of[y] >= 0)
            s->profit[y] = w->fit_of[y] - (int32_t)w->price[w->post_of[y]];
}

static void begin(search *s)
{
    for (int64_t y = 0; y < s->youths.width; y++)
        s->youths.distance[y] = NW_NOT_REACHED;
    while (s->n_settled > 0)
        s->distance[s->settled[--s->n_settled]] = NW_NOT_REACHED;
    s->nearest = NW_NOT_REACHED;
    s->limit = NW_NOT_REACHED;
}

static void settle_post(search *s, int32_t post, int32_t now, int32_t via)
{
    int32_t gone = now + (int32_t)s->w->price[post];
    s->distance[post] = now;
    s->via[post] = via;
    s->settled[s->n_settled++] = post;
    if (gone < s->limit) {
        s->limit = gone;
        s->end = post;
        s->join = -1;
    }
}

static void settle_youth(search *s, int32_t youth, int32_t now)
{
    int32_t post = s->w->post_of[youth];
    if (post >= 0 && s->distance[post] == NW_NOT_REACHED)
        settle_post(s, post, now, youth);
    if (post < 0 && now < s->limit) {
        s->limit = now;
        s->end = -1;
        s->join = youth;
    }
}

/* Whoever would come to the post, now that it gets cheaper. */
static void leave_post(search *s, int32_t post)
{
    int32_t base = s->distance[post] + (int32_t)s->w->price[post];
    s->nearest = s->code->reach(&s->youths, nw_column_of(&s->w->table, post), base, post);
}

/* From a free seat with a price as far as the nearest end. */
static void grow(search *s, int32_t first)
{
    begin(s);
    settle_post(s, first, 0, -1);
    leave_post(s, first);
    while (s->nearest < (uint32_t)s->limit) {
        int32_t now = (int32_t)s->nearest, count, before = s->n_settled;
        s->nearest = s->code->settle(s->found, &count, &s->youths, now);
        for (int32_t k = 0; k < count; k++)
            settle_youth(s, s->found[k], now);
        for (int32_t k = before; k < s->n_settled && s->limit > now; k++)
            leave_post(s, s->settled[k]);
    }
}

static void lower_prices(search *s)
{
    nw_weighing *w = s->w;
    for (int32_t k = 0; k < s->n_settled; k++) {
        int32_t post = s->settled[k], fall = s->limit - s->distance[post];
        const int32_t *holder = w->holder + w->holder_start[post];
        w->price[post] -= fall;
        for (int32_t h = 0; h < w->post_placed[post]; h++)
            s->profit[holder[h]] += fall;
    }
}

/* Everybody on the path moves one seat on, towards the post that it began with; all leave before
 * anybody comes. */
static void shift(search *s)
{
    nw_weighing *w = s->w;
    int32_t first = s->end < 0 ? s->join : s->via[s->end];
    for (int32_t y = first; y >= 0; y = s->via[s->youths.from[y]])
        if (w->post_of[y] >= 0)
            nw_take_out(w, y);
    for (int32_t y = first, post; y >= 0; y = s->via[post]) {
        post = s->youths.from[y];
        nw_put_in(w, y, post, nw_row_of(&w->table, y)[post]);
        s->profit[y] = w->fit_of[y] - (int32_t)w->price[post];
    }
}

static nextwork_status fill_all(search *s)
{
    nw_weighing *w = s->w;
    for (int32_t p = 0; p < w->seats->posts; p++)
        while (nw_has_dear_seat(w, p)) {
            grow(s, p);
            lower_prices(s);
            shift(s);
            if (nw_monitor_step(w->monitor, 0) != NW_RUNNING)
                return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
        }
    return NEXTWORK_OK;
}

nextwork_status nw_weigh_wide_returns(nw_weighing *w)
{
    NW_TRY(nw_fit_table_turn(&w->table));
    search s = {.w = w, .code = nw_best_reach_code()};
    nextwork_status status = allocate(&s);
    if (status == NEXTWORK_OK) {
        start(&s);
        status = fill_all(&s);
    }
    clear(&s);
    return status;
}
