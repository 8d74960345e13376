/* If all youths thought alike of a post, the prices that clear the market were known: what the post
 * is worth beyond the last one that is needed, and where seats are fewer than youths, what the last
 * youth that gets one would pay. Where they differ little, these prices are near, and an auction
 * need not find its way up from nothing. How near is told by duality: what youths could have at
 * given prices and what seats cost, together, is a bound on what the market is worth. */
#include "match/max_weight/guess.h"

#include "base/arith.h"
#include "base/memory.h"

#include <stddef.h>
#include <stdlib.h>

#define ASKED 256  /* youths, about, for what need not be exact */
#define MOST 65536 /* youths, whose fits go into a sum of four bytes */

typedef struct {
    const nw_auction *a;
    int64_t width;    /* of the arrays of posts */
    int32_t *average; /* per post, of all fits there; of a post that takes nobody NW_CLOSED_BID */
    int64_t *sum;     /* without a table: of fits at each post */
    int32_t *count;   /* of fits at each post */
    int32_t *surplus; /* per youth asked: how far its best fit is above the average there */
    int32_t n_asked, stride;
} guess;

static nextwork_status allocate(guess *g)
{
    const nw_fit_table *t = g->a->table;
    const nw_weighing *w = g->a->w;
    g->stride = w->pairs->youths / ASKED + 1;
    g->width = t->rows != NULL ? t->width : w->seats->posts;
    g->average = NW_NEW_ZERO(int32_t, g->width);
    g->sum = NW_NEW_ZERO(int64_t, t->rows != NULL ? 0 : g->width);
    g->count = NW_NEW_ZERO(int32_t, g->width);
    g->surplus = NW_NEW(int32_t, (int64_t)w->pairs->youths / g->stride + 1);
    return g->average == NULL || g->sum == NULL || g->count == NULL || g->surplus == NULL
               ? nw_fail_memory("a matching of greatest fit")
               : NEXTWORK_OK;
}

static void clear(guess *g)
{
    nw_free(g->average);
    nw_free(g->sum);
    nw_free(g->count);
    nw_free(g->surplus);
}

static void add_row(int32_t *sum, int32_t *count, const int16_t *row, int64_t width)
{
    for (int64_t p = 0; p < width; p++) {
        sum[p] += row[p] > 0 ? row[p] : 0;
        count[p] += row[p] != NW_NO_FIT;
    }
}

static void add_table(guess *g)
{
    const nw_fit_table *t = g->a->table;
    for (int32_t y = 0; y < t->youths; y += t->youths / MOST + 1)
        add_row(g->average, g->count, nw_row_of(t, y), t->width);
    for (int32_t p = 0; p < t->posts; p++)
        g->average[p] /= nw_max32(g->count[p], 1);
}

static void add_lists(guess *g)
{
    const nw_pairs *pairs = g->a->w->pairs;
    for (int64_t i = 0; i < pairs->start[pairs->youths]; i++) {
        g->sum[pairs->post[i]] += pairs->fit[i];
        g->count[pairs->post[i]]++;
    }
    for (int64_t p = 0; p < g->width; p++)
        g->average[p] = (int32_t)(g->sum[p] / nw_max32(g->count[p], 1));
}

static void find_averages(guess *g)
{
    if (g->a->table->rows != NULL)
        add_table(g);
    else
        add_lists(g);
    for (int32_t p = 0; p < g->a->w->seats->posts; p++)
        if (g->a->price[p] >= NW_CLOSED_BID)
            g->average[p] = NW_CLOSED_BID;
}

/* What the best post is worth to a youth beyond such prices; 0 when it wants none. */
static int32_t best_at(const guess *g, int32_t youth, const int32_t *price)
{
    const nw_auction *a = g->a;
    const nw_pairs *pairs = a->w->pairs;
    if (a->table->rows != NULL)
        return a->find_wide(nw_row_of(a->table, youth), a->table->width, price, 1).best;
    int64_t from = pairs->start[youth], count = pairs->start[youth + 1] - from;
    return count > 0 ? a->find(pairs->post + from, pairs->fit + from, count, price, 1).best : 0;
}

static void ask_youths(guess *g)
{
    for (int32_t y = 0; y < g->a->w->pairs->youths; y += g->stride)
        g->surplus[g->n_asked++] = best_at(g, y, g->average);
}

/* Whether seats suffice when a post costs what it is worth on average less `level`: those of posts
 * that are worth that much, for all youths who would take one. */
static bool suffices(const guess *g, int32_t level)
{
    const nw_weighing *w = g->a->w;
    int64_t seats = 0, takers = 0;
    for (int32_t p = 0; p < w->seats->posts; p++)
        seats +=
            g->average[p] < NW_CLOSED_BID && g->average[p] >= level ? w->seats->post_seats[p] : 0;
    for (int32_t k = 0; k < g->n_asked; k++)
        takers += g->surplus[k] > -level;
    return seats * g->n_asked >= takers * w->pairs->youths;
}

/* The greatest level at which seats suffice. */
static int32_t find_level(const guess *g)
{
    int32_t low = -NW_MOST_WORTH, high = NW_MOST_WORTH;
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        if (suffices(g, middle))
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static int32_t price_at(const guess *g, int32_t post, int32_t level)
{
    return g->average[post] >= NW_CLOSED_BID ? NW_CLOSED_BID
                                             : nw_max32(g->average[post] - level, 0);
}

/* What the prices prove, but for youths who are not asked. */
static int64_t bound_of(const guess *g, const int32_t *price)
{
    const nw_weighing *w = g->a->w;
    int64_t cost = 0, gains = 0;
    for (int32_t p = 0; p < w->seats->posts; p++)
        cost += price[p] < NW_CLOSED_BID ? (int64_t)price[p] * w->seats->post_seats[p] : 0;
    for (int32_t y = 0; y < w->pairs->youths; y += g->stride)
        gains += nw_max32(best_at(g, y, price), 0);
    return cost + gains * w->pairs->youths / g->n_asked;
}

static int32_t find_spread(const guess *g)
{
    int64_t sum = 0;
    for (int32_t k = 0; k < g->n_asked; k++)
        sum += abs(g->surplus[k]);
    return (int32_t)(sum / g->n_asked);
}

static void choose(guess *g, nw_auction *a, int32_t *spread)
{
    find_averages(g);
    ask_youths(g);
    int32_t level = find_level(g), *guessed = g->count;
    for (int64_t p = 0; p < g->width; p++)
        guessed[p] = p < a->w->seats->posts ? price_at(g, (int32_t)p, level) : 0;
    if (bound_of(g, guessed) >= bound_of(g, a->price))
        return;
    for (int64_t p = 0; p < g->width; p++)
        a->price[p] = guessed[p];
    *spread = find_spread(g);
}

nextwork_status nw_auction_guess(nw_auction *a, int32_t *spread)
{
    guess g = {.a = a};
    *spread = -1;
    nextwork_status status = allocate(&g);
    if (status == NEXTWORK_OK)
        choose(&g, a, spread);
    clear(&g);
    return status;
}
