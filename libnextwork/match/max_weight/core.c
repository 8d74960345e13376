#include "match/max_weight/core.h"

#include "base/arith.h"
#include "base/memory.h"

#include <string.h>

#define FEW_PAIRS 16 /* a youth, to begin with */
#define FEW_JOIN 12  /* of a youth's at once */
#define MOST_JOIN (2 * FEW_JOIN)
#define COVERED_IN 20 /* all but one youth in so many could have a place in a good core */
#define AGAIN_IN 100  /* if more wait for what joined than one in so many: an auction */
#define TRIES 3       /* after so many a core that more than half would leave leads nowhere */

typedef struct {
    nw_weighing *w;
    nw_core_rows rows;
    nw_pairs pairs;   /* the core */
    int64_t room;     /* for so many of them */
    int32_t *joining; /* posts that join: MOST_JOIN places a youth, */
    int32_t *n_joining;
} core;

static nextwork_status allocate(core *c)
{
    int64_t youths = c->w->pairs->youths;
    c->room = youths * 2 * FEW_PAIRS;
    c->pairs = (nw_pairs){.youths = (int32_t)youths,
                          .start = NW_NEW(int64_t, youths + 1),
                          .post = NW_NEW(int32_t, c->room),
                          .fit = NW_NEW(int32_t, c->room)};
    c->joining = NW_NEW(int32_t, youths * MOST_JOIN);
    c->n_joining = NW_NEW(int32_t, youths);
    return c->pairs.start == NULL || c->pairs.post == NULL || c->pairs.fit == NULL ||
                   c->joining == NULL || c->n_joining == NULL
               ? nw_fail_memory("a matching of greatest fit")
               : NEXTWORK_OK;
}

static void clear(core *c)
{
    nw_core_rows_clear(&c->rows);
    nw_free(c->pairs.start);
    nw_free(c->pairs.post);
    nw_free(c->pairs.fit);
    nw_free(c->joining);
    nw_free(c->n_joining);
}

static void put_pair(core *c, int64_t at, int32_t youth, int32_t post)
{
    c->pairs.post[at] = post;
    c->pairs.fit[at] = nw_row_of(c->rows.table, youth)[post];
}

static void choose(core *c)
{
    int64_t at = 0;
    for (int32_t y = 0; y < c->pairs.youths; y++) {
        c->pairs.start[y] = at;
        (void)nw_core_look(&c->rows, y);
        int64_t end = at + nw_core_pick(c->pairs.post + at, &c->rows, y, FEW_PAIRS, INT16_MIN);
        for (; at < end; at++)
            put_pair(c, at, y, c->pairs.post[at]);
    }
    c->pairs.start[c->pairs.youths] = at;
}

/* A post that takes nobody is worth nothing. */
static void close_posts(core *c)
{
    for (int32_t p = 0; p < c->w->seats->posts; p++)
        if (c->w->price[p] >= NW_CLOSED)
            c->rows.price[p] = INT16_MAX;
}

/* Whether there are places for nearly all who could have one among all pairs: where prices are far
 * off, everybody chooses the same posts. */
static bool covers_enough(const core *c)
{
    const nw_weighing *w = c->w;
    int32_t *chosen = c->rows.post, posts = w->seats->posts; /* times */
    int64_t places = 0, most = 0;
    for (int32_t p = 0; p < posts; p++)
        chosen[p] = 0;
    for (int64_t i = 0; i < c->pairs.start[c->pairs.youths]; i++)
        chosen[c->pairs.post[i]]++;
    for (int32_t p = 0; p < posts; p++) {
        places += nw_min32(chosen[p], nw_most_at(w, p));
        most += nw_most_at(w, p);
    }
    most = most < c->pairs.youths ? most : c->pairs.youths;
    return places >= most - most / COVERED_IN;
}

/* Nobody pays more than a fit, so that prices go into two bytes. */
static void set_prices(core *c)
{
    const nw_weighing *w = c->w;
    for (int32_t p = 0; p < w->seats->posts; p++)
        c->rows.price[p] = w->price[p] >= NW_CLOSED ? INT16_MAX : (int16_t)w->price[p];
}

static int32_t gain_of(const nw_weighing *w, int32_t youth)
{
    int32_t post = w->post_of[youth];
    return post < 0 ? 0 : w->fit_of[youth] - (int32_t)w->price[post];
}

/* Who would rather have a post that is not in the core waits for it; gives how many pairs those
 * are. */
static int64_t find_joining(core *c)
{
    nw_weighing *w = c->w;
    int64_t found = 0;
    set_prices(c);
    for (int32_t y = 0; y < c->pairs.youths; y++) {
        int32_t gain = gain_of(w, y);
        c->n_joining[y] = 0;
        if (nw_core_look(&c->rows, y) <= gain)
            continue;
        c->n_joining[y] =
            nw_core_pick(c->joining + (int64_t)y * MOST_JOIN, &c->rows, y, FEW_JOIN, gain);
        found += c->n_joining[y];
        if (w->post_of[y] >= 0)
            nw_take_out(w, y);
        w->waiting[w->n_waiting++] = y;
    }
    return found;
}

/* Whether anything is more than a core would do, by what the last look found. */
static bool leads_nowhere(const core *c, int32_t tries)
{
    return tries >= TRIES && c->w->n_waiting > c->pairs.youths / 2;
}

/* Rows move on to make room, the last first. */
static nextwork_status join(core *c, int64_t found)
{
    int64_t needed = c->pairs.start[c->pairs.youths] + found, room = c->room;
    NW_TRY(nw_grow((void **)&c->pairs.post, &room, needed, (int64_t)sizeof *c->pairs.post));
    NW_TRY(nw_grow((void **)&c->pairs.fit, &c->room, needed, (int64_t)sizeof *c->pairs.fit));
    for (int32_t y = c->pairs.youths; y-- > 0;) {
        int64_t from = c->pairs.start[y], count = c->pairs.start[y + 1] - from;
        c->pairs.start[y + 1] = from + count + found;
        found -= c->n_joining[y];
        int64_t to = from + found, end = to + count;
        memmove(c->pairs.post + to, c->pairs.post + from, (size_t)count * sizeof *c->pairs.post);
        memmove(c->pairs.fit + to, c->pairs.fit + from, (size_t)count * sizeof *c->pairs.fit);
        for (int32_t k = 0; k < c->n_joining[y]; k++)
            put_pair(c, end + k, y, c->joining[(int64_t)y * MOST_JOIN + k]);
    }
    return NEXTWORK_OK;
}

static void forget_columns(nw_weighing *w)
{
    nw_free(w->wanted_fit);
    w->wanted_fit = NULL;
}

static nextwork_status solve(bool *done, core *c)
{
    nw_weighing *w = c->w;
    *done = false;
    NW_TRY(nw_weigh_by_auction(w));
    for (int32_t tries = 1;; tries++) {
        NW_TRY(nw_weigh_by_paths(w));
        NW_TRY(nw_weigh_by_returns(w));
        int64_t found = find_joining(c);
        *done = found == 0;
        if (*done || leads_nowhere(c, tries))
            return NEXTWORK_OK;
        NW_TRY(join(c, found));
        forget_columns(w);
        if (w->n_waiting > c->pairs.youths / AGAIN_IN)
            NW_TRY(nw_weigh_by_auction(w));
    }
}

/* The stages see the core, and no table. */
static nextwork_status run(bool *done, core *c, const nw_fit_table *table)
{
    nw_weighing *w = c->w;
    const nw_pairs *all = w->pairs;
    NW_TRY(nw_core_rows_make(&c->rows, table));
    NW_TRY(allocate(c));
    close_posts(c);
    choose(c);
    if (!covers_enough(c)) {
        NW_TRY(nw_core_price_roughly(&c->rows, w));
        choose(c);
    }
    *done = covers_enough(c);
    if (!*done)
        return NEXTWORK_OK;
    w->pairs = &c->pairs;
    nextwork_status status = solve(done, c);
    w->pairs = all;
    forget_columns(w);
    return status;
}

nextwork_status nw_weigh_by_core(bool *done, nw_weighing *w)
{
    core c = {.w = w};
    nw_fit_table table = w->table;
    w->table = (nw_fit_table){0};
    nextwork_status status = run(done, &c, &table);
    w->table = table;
    clear(&c);
    return status;
}
