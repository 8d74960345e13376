#include "match/max_weight.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/max_weight/core.h"
#include "match/max_weight/state.h"

#include <string.h>

#define CLOSED (INT32_C(1) << 30) /* the price of a post that takes nobody, in four bytes */
/* When a core pays: */
#define MANY_POSTS 500     /* each youth has so many that few of them matter, */
#define MANY_CELLS 2500000 /* the table does not fit a cache near the processor, */
#define FEW_EQUALS 16      /* and of a row of fits up to 10000 so many may be equal, at most */
#define ROWS_TO_TELL 16    /* by the unit of these */

void nw_weighing_clear(nw_weighing *w)
{
    nw_free(w->fit_of);
    nw_free(w->slot);
    nw_free(w->post_placed);
    nw_free(w->company_placed);
    nw_free(w->capped);
    nw_free(w->company_start);
    nw_free(w->company_posts);
    nw_free(w->holder_start);
    nw_free(w->holder);
    nw_free(w->waiting);
    nw_free(w->stuck);
    nw_fit_table_clear(&w->table);
    nw_free(w->wanted_start);
    nw_free(w->wanted_youth);
    nw_free(w->wanted_fit);
}

static nextwork_status allocate(nw_weighing *w)
{
    int64_t youths = w->pairs->youths, posts = w->seats->posts, companies = w->seats->companies;
    w->fit_of = NW_NEW_ZERO(int32_t, youths);
    w->slot = NW_NEW(int32_t, youths);
    w->waiting = NW_NEW(int32_t, youths);
    w->stuck = NW_NEW(int32_t, youths);
    w->post_placed = NW_NEW_ZERO(int32_t, posts);
    w->company_placed = NW_NEW_ZERO(int32_t, companies);
    w->capped = NW_NEW_ZERO(bool, companies);
    w->company_start = NW_NEW_ZERO(int64_t, companies + 1);
    w->company_posts = NW_NEW(int32_t, posts);
    w->holder_start = NW_NEW_ZERO(int64_t, posts + 1);
    return w->fit_of == NULL || w->slot == NULL || w->waiting == NULL || w->stuck == NULL ||
                   w->post_placed == NULL || w->company_placed == NULL || w->capped == NULL ||
                   w->company_start == NULL || w->company_posts == NULL || w->holder_start == NULL
               ? nw_fail_memory("a matching of greatest fit")
               : NEXTWORK_OK;
}

static void list_posts_of_companies(nw_weighing *w)
{
    const nw_seats *seats = w->seats;
    for (int32_t p = 0; p < seats->posts; p++)
        w->company_start[seats->post_company[p] + 1]++;
    for (int32_t c = 0; c < seats->companies; c++)
        w->company_start[c + 1] += w->company_start[c];
    for (int32_t p = 0; p < seats->posts; p++)
        w->company_posts[w->company_start[seats->post_company[p]]++] = p;
    for (int32_t c = seats->companies; c > 0; c--)
        w->company_start[c] = w->company_start[c - 1];
    w->company_start[0] = 0;
}

static void find_capped(nw_weighing *w)
{
    const nw_seats *seats = w->seats;
    for (int32_t c = 0; c < seats->companies; c++) {
        int64_t sum = 0;
        for (int64_t i = w->company_start[c]; i < w->company_start[c + 1]; i++)
            sum += seats->post_seats[w->company_posts[i]];
        w->capped[c] = sum > seats->company_seats[c];
        w->n_capped += w->capped[c];
    }
}

/* Room for holders, a place more than the index of the post: as many as there are seats. */
static int64_t count_seats(nw_weighing *w)
{
    const nw_seats *seats = w->seats;
    int64_t sum = 0;
    for (int32_t p = 0; p < seats->posts; p++) {
        int32_t most = nw_min32(seats->post_seats[p], seats->company_seats[seats->post_company[p]]);
        w->holder_start[p + 1] = nw_min32(most, w->pairs->youths);
        sum += w->holder_start[p + 1];
    }
    return sum;
}

/* And no more than want one. */
static nextwork_status limit_to_wanted(nw_weighing *w)
{
    int64_t *wanted = NW_NEW_ZERO(int64_t, w->seats->posts);
    if (wanted == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int64_t i = 0; i < w->pairs->start[w->pairs->youths]; i++)
        wanted[w->pairs->post[i]]++;
    for (int32_t p = 0; p < w->seats->posts; p++)
        if (w->holder_start[p + 1] > wanted[p])
            w->holder_start[p + 1] = wanted[p];
    nw_free(wanted);
    return NEXTWORK_OK;
}

static nextwork_status make_holders(nw_weighing *w)
{
    int32_t posts = w->seats->posts;
    if (count_seats(w) > w->pairs->start[w->pairs->youths])
        NW_TRY(limit_to_wanted(w));
    for (int32_t p = 0; p < posts; p++)
        w->holder_start[p + 1] += w->holder_start[p];
    w->holder = NW_NEW(int32_t, w->holder_start[posts]);
    return w->holder == NULL ? nw_fail_memory("a matching of greatest fit") : NEXTWORK_OK;
}

nextwork_status nw_weighing_begin(nw_weighing *w)
{
    const nw_seats *seats = w->seats;
    NW_TRY(allocate(w));
    list_posts_of_companies(w);
    find_capped(w);
    NW_TRY(make_holders(w));
    for (int32_t c = 0; c < seats->companies; c++)
        w->company_price[c] = 0;
    for (int32_t p = 0; p < seats->posts; p++) {
        bool open = seats->post_seats[p] > 0 && seats->company_seats[seats->post_company[p]] > 0;
        w->price[p] = open ? 0 : NW_CLOSED;
    }
    for (int32_t y = 0; y < w->pairs->youths; y++)
        w->post_of[y] = -1;
    return NEXTWORK_OK;
}

/* The prices in four bytes each, which are looked up sooner; NULL when they do not go into them. */
static nextwork_status narrow_prices(int32_t **narrow, const nw_weighing *w)
{
    int32_t *price = NW_NEW(int32_t, w->seats->posts);
    bool fit = true;
    if (price == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int32_t p = 0; p < w->seats->posts; p++) {
        fit = fit && (w->price[p] < CLOSED || w->price[p] >= NW_CLOSED);
        price[p] = w->price[p] < CLOSED ? (int32_t)w->price[p] : CLOSED;
    }
    *narrow = fit ? price : NULL;
    if (!fit)
        nw_free(price);
    return NEXTWORK_OK;
}

/* The most a youth could gain: its best fit less the price, or 0 for staying unplaced. */
static int32_t narrow_gain(const nw_pairs *pairs, int32_t youth, const int32_t *price)
{
    int32_t most = 0;
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++) {
        int32_t net = pairs->fit[i] - price[pairs->post[i]];
        most = net > most ? net : most;
    }
    return most;
}

/* The same with a bonus, and prices of any size. */
static int64_t gain_of(const nw_weighing *w, int32_t youth, int64_t bonus)
{
    int64_t most = 0;
    for (int64_t i = w->pairs->start[youth]; i < w->pairs->start[youth + 1]; i++) {
        int64_t net = w->pairs->fit[i] + bonus - w->price[w->pairs->post[i]];
        most = net > most ? net : most;
    }
    return most;
}

/* Posts that take nobody cost what keeps youths from wanting them: NW_CLOSED + that, at first. */
static void price_closed(nw_weighing *w, int32_t youth, int64_t gain, int64_t bonus)
{
    for (int64_t i = w->pairs->start[youth]; i < w->pairs->start[youth + 1]; i++) {
        int64_t *price = &w->price[w->pairs->post[i]];
        int64_t needed = NW_CLOSED + w->pairs->fit[i] + bonus - gain;
        if (*price >= NW_CLOSED && *price < needed)
            *price = needed;
    }
}

static bool any_closed(const nw_weighing *w)
{
    for (int32_t p = 0; p < w->seats->posts; p++)
        if (w->price[p] >= NW_CLOSED)
            return true;
    return false;
}

/* From the price of a seat in all to the post's own part; gives seats * price of all. */
static int64_t split_prices(nw_weighing *w)
{
    const nw_seats *seats = w->seats;
    int64_t sum = 0;
    for (int32_t p = 0; p < seats->posts; p++) {
        int32_t c = seats->post_company[p];
        if (w->price[p] < NW_CLOSED)
            continue;
        w->price[p] -= NW_CLOSED;
        if (seats->company_seats[c] == 0 && w->company_price[c] < w->price[p])
            w->company_price[c] = w->price[p];
    }
    for (int32_t p = 0; p < seats->posts; p++) {
        int64_t own = w->price[p] - w->company_price[seats->post_company[p]];
        w->price[p] = own > 0 ? own : 0;
        sum += w->price[p] * (own > 0 ? seats->post_seats[p] : 0);
    }
    for (int32_t c = 0; c < seats->companies; c++)
        sum += w->company_price[c] > 0 ? w->company_price[c] * seats->company_seats[c] : 0;
    return sum;
}

/* The solver's word is not taken for it: the bound that its prices prove must be met. */
static nextwork_status prove(nw_weighed *weighed, nw_weighing *w, int64_t bonus)
{
    int64_t bound = 0, reached = 0;
    int32_t *narrow = NULL;
    bool closed = any_closed(w);
    if (bonus == 0)
        NW_TRY(narrow_prices(&narrow, w));
    weighed->objective = 0;
    for (int32_t y = 0; y < w->pairs->youths; y++) {
        int64_t gain = narrow != NULL ? narrow_gain(w->pairs, y, narrow) : gain_of(w, y, bonus);
        if (closed)
            price_closed(w, y, gain, bonus);
        weighed->youth_price[y] = gain;
        bound += gain;
        if (w->post_of[y] < 0)
            continue;
        weighed->objective += w->fit_of[y];
        reached += w->fit_of[y] + bonus;
    }
    nw_free(narrow);
    bound += split_prices(w);
    return bound == reached
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_INTERNAL,
                         "the match is worth %lld and its bound is %lld; please report this",
                         (long long)reached, (long long)bound);
}

/* Where many fits are equal, paths find all who are equally good at once in the table; if no cap
 * may bind. */
static bool core_pays(const nw_weighing *w)
{
    nw_fit_table first = w->table;
    if (first.rows == NULL || first.posts < MANY_POSTS || first.youths * first.width < MANY_CELLS)
        return false;
    first.youths = nw_min32(first.youths, ROWS_TO_TELL);
    int64_t unit = nw_fit_table_unit(&first);
    return w->n_capped > 0 || unit * first.posts <= FEW_EQUALS * 10000;
}

static nextwork_status place(nw_weighing *w)
{
    bool placed = false;
    NW_TRY(nw_fit_table_make(&w->table, w->pairs, w->seats->posts));
    if (core_pays(w))
        NW_TRY(nw_weigh_by_core(&placed, w));
    if (placed)
        return NEXTWORK_OK;
    NW_TRY(nw_weigh_by_auction(w));
    NW_TRY(nw_weigh_by_paths(w));
    return nw_weigh_by_returns(w);
}

static nextwork_status run(nw_weighed *weighed, nw_weighing *w, bool most_placed)
{
    int64_t bonus = nw_placement_bonus(w->pairs->youths, most_placed);
    NW_TRY(nw_weighing_begin(w));
    NW_TRY(place(w));
    if (most_placed)
        NW_TRY(nw_weigh_most_placed(w, bonus));
    return prove(weighed, w, bonus);
}

/* Above this the sum of all prices could pass 2^63. */
#define MOST_YOUTHS 20000000

nextwork_status nw_max_weight(nw_weighed *weighed, const nw_pairs *pairs, const nw_seats *seats,
                              bool most_placed, nextwork_monitor *monitor)
{
    if (most_placed && pairs->youths > MOST_YOUTHS)
        return nw_fail(NEXTWORK_ERROR_LIMIT, "%d youths; with most_placed give %d at most",
                       (int)pairs->youths, MOST_YOUTHS);
    nw_weighing w = {
        .pairs = pairs,
        .seats = seats,
        .monitor = monitor,
        .post_of = weighed->post_of,
        .price = weighed->post_price,
        .company_price = weighed->company_price,
    };
    nextwork_status status = run(weighed, &w, most_placed);
    nw_weighing_clear(&w);
    return status;
}
