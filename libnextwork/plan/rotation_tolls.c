#include "plan/rotation_tolls.h"

#include "base/arith.h"

/* The candidates of a period that can be the best there at any tolls: of as many companies as there
 * are periods and one. */
typedef struct {
    int32_t left[NW_MOST_PERIODS + 1], company[NW_MOST_PERIODS + 1];
    int32_t count;
} front;

/* Takes a candidate into the front, best first, one a company. */
static void join_front(front *to, int32_t size, int32_t left, int32_t company)
{
    int32_t at = 0;
    while (at < to->count && to->company[at] != company)
        at++;
    if (at < to->count && to->left[at] >= left)
        return;
    if (at == to->count)
        at = to->count < size ? to->count++ : size - 1;
    for (; at > 0 && to->left[at - 1] < left; at--) {
        to->left[at] = to->left[at - 1];
        to->company[at] = to->company[at - 1];
    }
    to->left[at] = left;
    to->company[at] = company;
}

/* Of a period that is free. */
static void find_front(front *to, const nw_candidates_of *of, int32_t period, const int32_t *price)
{
    const int32_t *worth = of->worth + (int64_t)period * of->count;
    const int32_t *price_there = price + (int64_t)period * of->table->posts;
    int32_t size = of->table->periods + 1;
    for (int32_t i = 0; i < of->count; i++) {
        int32_t post = of->post[i], left = worth[i] - price_there[post];
        if (left > 0 && (to->count < size || left > to->left[size - 1]))
            join_front(to, size, left, of->table->traits[post].company);
    }
}

/* The period's best at the tolls, or 0; *second is the next best. */
static int32_t best_of_front(int32_t *best, int32_t *second, const nw_tolls *tolls, const front *of)
{
    int32_t at = -1;
    *best = *second = 0;
    for (int32_t i = 0; i < of->count; i++) {
        int32_t left = of->left[i] - nw_toll_at(tolls, of->company[i]);
        if (left > *best) {
            *second = *best;
            *best = left;
            at = i;
        } else {
            *second = nw_max32(*second, left);
        }
    }
    return at;
}

static nw_toll *toll_for(nw_tolls *tolls, int32_t company)
{
    for (int32_t i = 0; i < tolls->count; i++)
        if (tolls->list[i].company == company)
            return &tolls->list[i];
    tolls->list[tolls->count] = (nw_toll){company, 0, -1};
    return &tolls->list[tolls->count++];
}

/* What is fixed may be at one company twice, for which there would be two tolls. */
static bool anything_fixed(const nw_candidates_of *of)
{
    for (int32_t t = 0; t < of->table->periods; t++)
        if (of->fixed[t] >= 0)
            return true;
    return false;
}

static void bid(nw_tolls *tolls, const front *fronts, int32_t periods)
{
    int32_t waiting[NW_MOST_PERIODS], n = 0;
    for (int32_t t = 0; t < periods; t++)
        waiting[n++] = t;
    for (int32_t bids = NW_MOST_TOLLS; n > 0 && bids > 0; bids--) {
        int32_t best, second, period = waiting[--n];
        int32_t at = best_of_front(&best, &second, tolls, &fronts[period]);
        if (at < 0)
            continue;
        nw_toll *toll = toll_for(tolls, fronts[period].company[at]);
        if (toll->holder >= 0)
            waiting[n++] = toll->holder;
        toll->holder = period;
        toll->toll += best - second;
        tolls->sum += best - second;
    }
}

nw_tolls nw_tolls_of(const nw_candidates_of *of, const int32_t *fixed, const int32_t *price)
{
    nw_tolls tolls = {.count = 0};
    front fronts[NW_MOST_PERIODS];
    int32_t second, periods = of->table->periods;
    for (int32_t t = 0; t < periods; t++) {
        fronts[t].count = 0;
        if (fixed[t] == NW_FREE)
            find_front(&fronts[t], of, t, price);
    }
    if (!anything_fixed(of))
        bid(&tolls, fronts, periods);
    for (int32_t t = 0; t < periods; t++)
        (void)best_of_front(&tolls.most[t], &second, &tolls, &fronts[t]);
    return tolls;
}
