#include "match/max_weight/core.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/max_weight/offer.h"

#include <stddef.h>

#define LINE NW_TABLE_LANES /* posts, looked at together */
#define FIRST_SPAN 16       /* below the best: where the search for a bar begins */

static void price_by_best(const nw_core_rows *r)
{
    int64_t width = r->table->width;
    for (int64_t p = 0; p < width; p++)
        r->price[p] = NW_NO_FIT;
    for (int32_t y = 0; y < r->table->youths; y++) {
        const int16_t *fit = nw_row_of(r->table, y);
        for (int64_t p = 0; p < width; p++)
            r->price[p] = fit[p] > r->price[p] ? fit[p] : r->price[p];
    }
    for (int64_t p = 0; p < width; p++)
        r->price[p] = r->price[p] == NW_NO_FIT ? INT16_MAX : r->price[p];
}

nextwork_status nw_core_rows_make(nw_core_rows *rows, const nw_fit_table *table)
{
    int64_t width = table->width;
    *rows = (nw_core_rows){.table = table,
                           .price = NW_NEW(int16_t, width),
                           .best = NW_NEW(int16_t, width / LINE),
                           .net = NW_NEW(int16_t, width),
                           .post = NW_NEW(int32_t, width)};
    if (rows->price == NULL || rows->best == NULL || rows->net == NULL || rows->post == NULL)
        return nw_fail_memory("a matching of greatest fit");
    price_by_best(rows);
    return NEXTWORK_OK;
}

void nw_core_rows_clear(nw_core_rows *rows)
{
    nw_free(rows->price);
    nw_free(rows->best);
    nw_free(rows->net);
    nw_free(rows->post);
    *rows = (nw_core_rows){0};
}

static int16_t best_of_line(const int16_t *fit, const int16_t *price)
{
    int16_t best = INT16_MIN;
    for (int32_t i = 0; i < LINE; i++) {
        int16_t net = (int16_t)(fit[i] - price[i]);
        best = net > best ? net : best;
    }
    return best;
}

int32_t nw_core_look(const nw_core_rows *rows, int32_t youth)
{
    const int16_t *fit = nw_row_of(rows->table, youth);
    int32_t best = INT16_MIN;
    for (int64_t line = 0; line < rows->table->width / LINE; line++) {
        int64_t first = line * LINE;
        int16_t here = best_of_line(fit + first, rows->price + first);
        rows->best[line] = here;
        best = here > best ? here : best;
    }
    return best;
}

/* The best of the line, and leaves what is second there in its place. */
static int32_t find_in_line(const nw_core_rows *r, int32_t youth, int64_t line)
{
    const int16_t *fit = nw_row_of(r->table, youth);
    int32_t best = r->best[line], second = INT16_MIN;
    int64_t at = -1;
    for (int64_t p = line * LINE; p < (line + 1) * LINE; p++) {
        int32_t net = fit[p] - r->price[p];
        bool first = net == best && at < 0;
        second = !first && net > second ? net : second;
        at = first ? p : at;
    }
    r->best[line] = (int16_t)second;
    return (int32_t)at;
}

nw_core_two nw_core_look_for_two(const nw_core_rows *rows, int32_t youth)
{
    nw_core_two two = {.best = nw_core_look(rows, youth)};
    int64_t line = 0, lines = rows->table->width / LINE;
    while (rows->best[line] != two.best)
        line++;
    two.post = find_in_line(rows, youth, line);
    int16_t second = INT16_MIN;
    for (int64_t k = 0; k < lines; k++)
        second = rows->best[k] > second ? rows->best[k] : second;
    two.second = second;
    return two;
}

/* Neighbours far apart (multiplicative hashing: Knuth, 1973). */
static uint32_t scatter(int32_t youth)
{
    return (uint32_t)youth * UINT32_C(2654435769);
}

static int32_t count_from(const int16_t *value, int32_t count, int32_t bar)
{
    int32_t n = 0;
    for (int32_t i = 0; i < count; i++)
        n += value[i] >= bar;
    return n;
}

/* The greatest number that `wanted` of the values reach, or what none is below. */
static int32_t bar_for(const int16_t *value, int32_t count, int32_t wanted)
{
    int32_t above = INT16_MIN;
    for (int32_t i = 0; i < count; i++)
        above = nw_max32(above, value[i]);
    int32_t span = FIRST_SPAN, bar = above++ - span;
    while (bar > INT16_MIN && count_from(value, count, bar) < wanted) {
        above = bar;
        span *= 2;
        bar -= span;
    }
    bar = nw_max32(bar, INT16_MIN);
    while (above - bar > 1) {
        int32_t middle = bar + (above - bar) / 2;
        if (count_from(value, count, middle) < wanted)
            above = middle;
        else
            bar = middle;
    }
    return bar;
}

static int32_t collect_line(const nw_core_rows *r, const int16_t *fit, int64_t line, int32_t bar,
                            int32_t n)
{
    for (int64_t p = line * LINE; p < (line + 1) * LINE; p++) {
        int32_t net = fit[p] - r->price[p];
        r->post[n] = (int32_t)p;
        r->net[n] = (int16_t)net;
        n += net >= bar && fit[p] != NW_NO_FIT;
    }
    return n;
}

/* The posts from the bar on and what they are worth, of all lines that have one above the bar; of
 * the others, which are many only where many posts are equally good, from `count` lines. */
static int32_t collect(const nw_core_rows *r, int32_t youth, int32_t bar, int32_t count)
{
    const int16_t *fit = nw_row_of(r->table, youth);
    int64_t lines = r->table->width / LINE, first = (int64_t)scatter(youth) % lines;
    int32_t n = 0;
    for (int64_t k = 0; k < lines; k++) {
        int64_t line = first + k < lines ? first + k : first + k - lines;
        if (r->best[line] > bar || (r->best[line] == bar && count-- > 0))
            n = collect_line(r, fit, line, bar, n);
    }
    return n;
}

/* Some of the posts that are worth exactly this, spread so that youths have different ones: where
 * all want the same few, others would be left over. */
static int32_t spread_equals(int32_t *post, const nw_core_rows *r, int32_t collected, int32_t youth,
                             int32_t worth, int32_t wanted)
{
    int32_t equals = 0;
    for (int32_t i = 0; i < collected; i++)
        if (r->net[i] == worth)
            r->post[equals++] = r->post[i];
    int32_t n = nw_min32(equals, wanted);
    if (n == 0)
        return 0;
    uint32_t step = 1 + (uint32_t)youth % (uint32_t)(equals / n);
    uint32_t at = scatter(youth) % (uint32_t)equals;
    for (int32_t i = 0; i < n; i++) {
        post[i] = r->post[at];
        at = (at + step) % (uint32_t)equals;
    }
    return n;
}

int32_t nw_core_pick(int32_t *post, const nw_core_rows *rows, int32_t youth, int32_t count,
                     int32_t bar)
{
    int32_t lines = (int32_t)(rows->table->width / LINE), n = 0;
    int32_t reached = count > lines ? INT16_MIN : bar_for(rows->best, lines, count);
    int32_t collected = collect(rows, youth, nw_max32(reached, bar + 1), count);
    bool all = collected <= 2 * count;
    int32_t worth = all ? INT16_MIN : bar_for(rows->net, collected, count);
    for (int32_t i = 0; i < collected; i++) {
        post[n] = rows->post[i];
        n += all || rows->net[i] > worth;
    }
    return all ? n : n + spread_equals(post + n, rows, collected, youth, worth, 2 * count - n);
}
