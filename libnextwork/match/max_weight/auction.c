/* The forward auction over all seats (Bertsekas, 1979; seats of a post are alike: Bertsekas and
 * Castanon, 1989): a youth bids for its best post what makes it as good as the second best, and a
 * step more; whoever bid least at a full post gives way, and the post costs the lowest bid that
 * holds one. Without a step this is augmenting row reduction (Jonker and Volgenant, 1987): prices
 * are never too high, but nobody can bid whose two best are equally good. With steps that shrink
 * everybody gets somewhere, and what each lacks of the best is below the step.
 *
 * Youths bid in batches: those of a batch look at the same prices, and what each will touch is
 * fetched while the others look. Prices only rise, so that a bid stays fair, and one that is too
 * low by now is made again. */
#include "match/max_weight/auction.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/max_weight/caps.h"
#include "match/max_weight/guess.h"
#include "match/max_weight/held.h"

#include <stddef.h>

#define BATCH 16            /* youths */
#define BATCHES_A_CHECK 256 /* between two looks at the monitor */
#define LINE 64             /* bytes fetched at a time */

#define FIRST_STEP 1024   /* basis points */
#define WIDE_STEP 256     /* with a table, from prices that are near already */
#define SPREAD_IN 48      /* or, from guessed prices, so much of the spread */
#define LIST_SPREAD_IN 20 /* without a table */
#define AGREE_IN 4        /* more than one in so many, after a bid each: they may agree on posts */
#define GUESS_FROM 10000  /* youths: of fewer, the bids that it saves are soon made */
#define STEP_RATIO 16     /* from one phase to the next */
/* Of what all fits are multiples of: prices are told in them, or in finer. NW_MOST_WORTH times that
 * is far below NW_CLOSED_BID. */
#define PARTS 100
#define PARTS_WIDE 3     /* with a table, by which exact searches cost hardly more than bids */
#define PARTS_CAPS 1000  /* with a table that they cannot use */
#define COARSE_PARTS 16  /* with a table where fits have a unit above 1: forests do the rest */
#define LIST_STEP 150    /* basis points: above it, bids soon go beyond a shortlist */
#define FRESH_STEP 10    /* basis points: above it every phase begins with nobody placed */
#define ENOUGH_IN 1000   /* one youth waiting in so many is left to the exact searches */
#define FEW_IN 1000      /* and so many may be left by a phase whose steps are long, */
#define LARGE 200000     /* if it is the first, or there are so many youths */
#define FEW_YOUTHS 8     /* as are so few */
#define WIDE_ENOUGH_IN 4 /* where they can use a table */
#define HOPELESS_IN 10   /* more than one in so many, after one bid each: bids need steps */
#define FITS_AT_ONCE 256
#define BIDS_A_YOUTH 2 /* without a step, at most */

/* --- Seats ------------------------------------------------------------------------------------ */

static void price_full_post(nw_auction *a, int32_t post)
{
    a->price[post] = nw_price_of(a->held[a->posts[post].first]);
}

static void post_is_full(nw_auction *a, int32_t post)
{
    const nw_auction_post *p = &a->posts[post];
    nw_order_held(a->held + p->first, p->seats, p->seats);
    price_full_post(a, post);
    if (a->free_price != NULL)
        a->free_price[post] = NW_CLOSED_BID;
}

static bool is_full(const nw_auction *a, int32_t post)
{
    return a->posts[post].placed == a->posts[post].seats;
}

/* Who has to give way, or -1. */
static int32_t take_seat(nw_auction *a, int32_t post, uint64_t bid)
{
    nw_auction_post *p = &a->posts[post];
    uint64_t *held = a->held + p->first;
    if (p->nth >= 0)
        return nw_auction_take_place(a, post, bid);
    if (p->placed < p->seats) {
        held[p->placed++] = bid;
        if (p->placed == p->seats)
            post_is_full(a, post);
        return -1;
    }
    int32_t out = nw_bidder_of(held[0]);
    held[0] = bid;
    nw_lift_lowest(held, p->seats, p->seats);
    price_full_post(a, post);
    return out;
}

/* --- Bids ------------------------------------------------------------------------------------- */

typedef struct {
    int32_t youth, post, bid;
} ask;

/* A youth's best post, and what it and the second best are worth beyond their prices. */
typedef struct {
    int32_t post, worth, best, second;
} choice;

/* False when there is none. */
static bool find_in_row(choice *found, const nw_auction *a, int32_t youth)
{
    const nw_pairs *pairs = a->w->pairs;
    int64_t from = pairs->start[youth], count = pairs->start[youth + 1] - from;
    const int32_t *post = pairs->post + from, *fit = pairs->fit + from;
    if (count == 0)
        return false;
    if (a->table->rows != NULL) {
        const int16_t *row = nw_row_of(a->table, youth);
        nw_offer o = a->find_wide(row, a->table->width, a->price, a->scale);
        *found = (choice){o.at, row[o.at] * a->scale, o.best, o.second};
    } else {
        nw_offer o = a->find(post, fit, count, a->price, a->scale);
        *found = (choice){post[o.at], fit[o.at] * a->scale, o.best, o.second};
    }
    return true;
}

static bool has_list(const nw_auction *a, int32_t youth)
{
    return a->by_lists && a->lists[youth].epoch == a->epoch;
}

static void make_list(const nw_auction *a, int32_t youth)
{
    const nw_pairs *pairs = a->w->pairs;
    int64_t from = pairs->start[youth], count = pairs->start[youth + 1] - from;
    nw_make_shortlist(&a->lists[youth], pairs->post + from, pairs->fit + from, count, a->price,
                      a->scale);
    a->lists[youth].epoch = a->epoch;
}

/* False when there is none. */
static bool find_best(choice *found, const nw_auction *a, int32_t youth)
{
    if (!a->by_lists)
        return find_in_row(found, a, youth);
    if (a->w->pairs->start[youth] == a->w->pairs->start[youth + 1])
        return false;
    const nw_shortlist *list = &a->lists[youth];
    nw_look look = {0};
    bool certain = has_list(a, youth);
    if (certain) {
        look = nw_look_at(list, a->price);
        certain = nw_look_is_certain(look, list);
    }
    if (!certain) {
        make_list(a, youth);
        look = nw_look_at(list, a->price);
    }
    *found = (choice){list->post[look.at], list->worth[look.at], look.best, look.second};
    return true;
}

/* What a youth would give for a seat when its next best is worth `other`; nobody pays more than it
 * is worth, so that staying unplaced is never better by more than the step. */
static int32_t bid_for(const nw_auction *a, int32_t worth, int32_t other)
{
    int32_t bid = worth - (other > 0 ? other : 0) + a->step;
    return bid < worth ? bid : worth;
}

/* What the youth would bid at these prices. False when no post is worth its price. */
static bool make_bid(ask *made, const nw_auction *a, int32_t youth)
{
    choice c;
    if (!find_best(&c, a, youth) || c.best <= 0)
        return false;
    *made = (ask){youth, c.post, bid_for(a, c.worth, c.second)};
    return true;
}

/* As find_room, where no cap may bind: posts that are full are beyond every bid. */
static int32_t find_room_in_table(const nw_auction *a, int32_t youth, int32_t like)
{
    const int16_t *row = nw_row_of(a->table, youth);
    nw_offer o = a->find_wide(row, a->table->width, a->free_price, a->scale);
    return o.best == row[like] * a->scale - a->price[like] ? o.at : -1;
}

/* A post that is as good as `like` to the youth and has a free seat, or -1. */
static int32_t find_room(const nw_auction *a, int32_t youth, int32_t like)
{
    const nw_pairs *pairs = a->w->pairs;
    int32_t best = INT32_MIN;
    if (a->free_price != NULL)
        return find_room_in_table(a, youth, like);
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++)
        if (pairs->post[i] == like)
            best = pairs->fit[i] * a->scale - a->price[like];
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++) {
        int32_t post = pairs->post[i];
        if (nw_auction_has_room(a, post) && pairs->fit[i] * a->scale - a->price[post] == best)
            return post;
    }
    return -1;
}

/* There is a seat that nobody has to leave; its price has risen above the bid only at a company. */
static bool takes(const nw_auction *a, ask asked)
{
    return nw_auction_has_room(a, asked.post) &&
           (a->companies == NULL || asked.bid >= a->price[asked.post]);
}

typedef enum { SEATED, CONTENT, STUCK } verdict;

/* Seats who asks, if the bid still is enough, or for a new one; *out becomes who has to give way,
 * or -1. Stuck is who could only offer what is paid already. */
static verdict settle_bid(nw_auction *a, ask asked, int32_t *out)
{
    *out = -1;
    for (bool again = false; !takes(a, asked); again = true) {
        if (a->bids > a->budget)
            return STUCK;
        if (asked.bid > a->price[asked.post])
            break;
        if (again) {
            asked.post = find_room(a, asked.youth, asked.post);
            if (asked.post < 0)
                return STUCK;
            asked.bid = a->price[asked.post];
            break;
        }
        if (!make_bid(&asked, a, asked.youth))
            return CONTENT;
    }
    *out = take_seat(a, asked.post, nw_bid_of(asked.bid, asked.youth));
    return SEATED;
}

static void fetch_where(const nw_auction *a, int32_t youth)
{
    __builtin_prefetch(a->w->pairs->start + youth);
    if (a->by_lists)
        __builtin_prefetch(&a->lists[youth]);
}

static void fetch_row(const nw_auction *a, int32_t youth)
{
    const nw_pairs *pairs = a->w->pairs;
    const char *post = (const char *)(pairs->post + pairs->start[youth]);
    const char *fit = (const char *)(pairs->fit + pairs->start[youth]);
    if (a->table->rows != NULL || has_list(a, youth))
        return; /* a row long enough for the processor to see what comes, or not read */
    __builtin_prefetch(post);
    __builtin_prefetch(post + LINE);
    __builtin_prefetch(fit);
    __builtin_prefetch(fit + LINE);
}

/* The bids of waiting[from .. end - 1]; gives how many there are. */
static int32_t make_bids(ask *asks, const nw_auction *a, int32_t from, int32_t end, int32_t count)
{
    const int32_t *waiting = a->w->waiting;
    int32_t made = 0;
    for (int32_t k = from; k < end; k++) {
        if (k + 2 * BATCH < count)
            fetch_where(a, waiting[k + 2 * BATCH]);
        if (k + BATCH < count)
            fetch_row(a, waiting[k + BATCH]);
        if (make_bid(&asks[made], a, waiting[k]))
            __builtin_prefetch(&a->posts[asks[made++].post], 1);
    }
    for (int32_t k = 0; k < made; k++)
        __builtin_prefetch(a->held + a->posts[asks[k].post].first, 1);
    return made;
}

/* Everybody waiting bids once; those who had to give way wait then, at the front of the list: at
 * most one for each who has bid. */
static nextwork_status bid_in_turn(nw_auction *a, int32_t *n_stuck)
{
    nw_weighing *w = a->w;
    int32_t count = w->n_waiting, batches = 0;
    w->n_waiting = 0;
    for (int32_t from = 0; from < count; from += BATCH) {
        ask asks[BATCH];
        int32_t made = make_bids(asks, a, from, nw_min32(from + BATCH, count), count);
        for (int32_t k = 0, out; k < made; k++) {
            a->bids++;
            if (settle_bid(a, asks[k], &out) == STUCK)
                w->stuck[(*n_stuck)++] = asks[k].youth;
            if (out >= 0)
                w->waiting[w->n_waiting++] = out;
        }
        if (batches++ % BATCHES_A_CHECK == 0 && nw_monitor_step(w->monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
    return NEXTWORK_OK;
}

/* Bids until no more than `few` wait besides those who could not bid. */
static nextwork_status bid_forward(nw_auction *a, int64_t budget, int32_t few)
{
    nw_weighing *w = a->w;
    int32_t n_stuck = 0;
    a->bids = 0;
    a->budget = budget;
    while (w->n_waiting > few)
        NW_TRY(bid_in_turn(a, &n_stuck));
    while (w->n_waiting > 0)
        w->stuck[n_stuck++] = w->waiting[--w->n_waiting];
    int32_t *emptied = w->waiting;
    w->waiting = w->stuck;
    w->stuck = emptied;
    w->n_waiting = n_stuck;
    return NEXTWORK_OK;
}

/* --- From seats to lists of holders, and back ------------------------------------------------- */

/* There is such a pair. */
static int32_t fit_at(const nw_auction *a, int32_t youth, int32_t post)
{
    if (a->table->rows != NULL)
        return nw_row_of(a->table, youth)[post];
    int64_t i = a->w->pairs->start[youth];
    while (a->w->pairs->post[i] != post)
        i++;
    return a->w->pairs->fit[i];
}

static void list_holders(const nw_auction *a)
{
    nw_weighing *w = a->w;
    for (int32_t y = 0; y < w->pairs->youths; y++)
        w->post_of[y] = -1;
    for (int32_t c = 0; c < w->seats->companies; c++)
        w->company_placed[c] = 0;
    for (int32_t p = 0; p < w->seats->posts; p++) {
        const uint64_t *held = a->held + a->posts[p].first;
        w->post_placed[p] = a->posts[p].placed;
        w->company_placed[w->seats->post_company[p]] += a->posts[p].placed;
        for (int32_t k = 0; k < a->posts[p].placed; k++) {
            int32_t youth = nw_bidder_of(held[k]);
            w->holder[w->holder_start[p] + k] = youth;
            w->slot[youth] = k;
            w->post_of[youth] = p;
        }
    }
    for (int32_t y = 0; y < w->pairs->youths; y++)
        w->fit_of[y] = w->post_of[y] < 0 ? 0 : fit_at(a, y, w->post_of[y]);
}

static void empty_posts(nw_auction *a)
{
    for (int32_t p = 0; p < a->w->seats->posts; p++)
        a->posts[p].placed = 0;
    for (int64_t p = 0; a->free_price != NULL && p < a->table->width; p++)
        a->free_price[p] = a->price[p];
}

/* Nobody is placed, and everything costs less by `fall`. */
static void begin_afresh(nw_auction *a, int32_t fall)
{
    nw_weighing *w = a->w;
    a->epoch++;
    for (int32_t p = 0; p < w->seats->posts; p++)
        if (a->price[p] < NW_CLOSED_BID)
            a->price[p] = a->price[p] > fall ? a->price[p] - fall : 0;
    empty_posts(a);
    nw_auction_lower_caps(a, fall);
    nw_auction_begin_caps(a);
    for (int32_t y = 0; y < w->pairs->youths; y++)
        w->waiting[y] = y;
    w->n_waiting = w->pairs->youths;
}

/* Whoever would still bid as much as the seat costs keeps it for that bid; the others wait. */
static void begin_again(nw_auction *a)
{
    nw_weighing *w = a->w;
    empty_posts(a);
    w->n_waiting = 0;
    for (int32_t y = 0; y < w->pairs->youths; y++) {
        choice c;
        int32_t own = w->post_of[y];
        if (!(has_list(a, y) ? find_best(&c, a, y) : find_in_row(&c, a, y)))
            continue;
        int32_t worth = w->fit_of[y] * a->scale;
        int32_t bid = bid_for(a, worth, c.post == own ? c.second : c.best);
        if (own >= 0 && bid >= a->price[own])
            a->held[a->posts[own].first + a->posts[own].placed++] = nw_bid_of(bid, y);
        else if (own >= 0 || c.best > 0)
            w->waiting[w->n_waiting++] = y;
    }
    for (int32_t p = 0; p < w->seats->posts; p++)
        if (a->posts[p].placed > 0 && is_full(a, p))
            post_is_full(a, p);
    nw_auction_begin_caps(a);
}

/* --- From the auction to whole basis points --------------------------------------------------- */

/* Whether all are multiples of `unit`, by multiplication with its inverse (Granlund and Montgomery,
 * 1994): fits and units are below 2^21. */
static bool are_multiples(const int32_t *fit, int64_t count, int32_t unit)
{
    uint64_t inverse = (UINT64_C(1) << 42) / (uint64_t)unit + 1;
    uint32_t rest = 0;
    for (int64_t i = 0; i < count; i++)
        rest |= (uint32_t)fit[i] - (uint32_t)((uint64_t)fit[i] * inverse >> 42) * (uint32_t)unit;
    return rest == 0;
}

static int32_t unit_of_pairs(const nw_pairs *pairs)
{
    int64_t count = pairs->start[pairs->youths], end;
    int32_t unit = 0;
    for (int64_t i = 0; i < count && unit != 1; i = end) {
        end = i + FITS_AT_ONCE < count ? i + FITS_AT_ONCE : count;
        if (unit == 0 || !are_multiples(pairs->fit + i, end - i, unit))
            for (int64_t k = i; k < end; k++)
                unit = nw_common_divisor(unit, pairs->fit[k]);
    }
    return unit > 0 ? unit : 1;
}

/* What all fits are multiples of, 1 at least: some optimal prices are so, too. */
static int32_t common_unit(const nw_auction *a)
{
    return a->table->rows != NULL ? nw_fit_table_unit(a->table) : unit_of_pairs(a->w->pairs);
}

/* Prices near to an optimal one lie just above or below it, so they are rounded to the nearest. */
static int64_t round_price(const nw_auction *a, int32_t price, int32_t unit)
{
    int32_t parts = unit * a->scale;
    return (int64_t)(price + parts / 2) / parts * unit;
}

static void give_prices(const nw_auction *a, int32_t unit)
{
    nw_weighing *w = a->w;
    for (int32_t p = 0; p < w->seats->posts; p++)
        w->price[p] = a->price[p] >= NW_CLOSED_BID ? NW_CLOSED : round_price(a, a->price[p], unit);
    for (int32_t c = 0; a->companies != NULL && c < w->seats->companies; c++)
        w->company_price[c] = round_price(a, a->companies[c].price, unit);
}

/* Who does not have the best at the given prices waits. */
static void let_go(nw_auction *a)
{
    nw_weighing *w = a->w;
    a->scale = 1;
    for (int32_t p = 0; p < w->seats->posts; p++)
        a->price[p] = w->price[p] >= NW_CLOSED ? NW_CLOSED_BID : (int32_t)w->price[p];
    w->n_waiting = 0;
    for (int32_t y = 0; y < w->pairs->youths; y++) {
        choice c = {0};
        int32_t own = w->post_of[y], has = own < 0 ? 0 : w->fit_of[y] - a->price[own];
        if (!find_in_row(&c, a, y) || has >= c.best)
            continue;
        if (own >= 0)
            nw_take_out(w, y);
        w->waiting[w->n_waiting++] = y;
    }
}

/* --- The whole -------------------------------------------------------------------------------- */

/* The last few who wait outbid each other one at a time, each bid waiting for memory, until all
 * prices have risen so far that somebody gives up. While steps are long they are left without a
 * place: the seats they would have found are free and look for youths, which goes better. */
static int32_t few_to_leave(const nw_auction *a, bool first)
{
    int32_t youths = a->w->pairs->youths;
    bool is_long = a->table->rows == NULL && a->step >= a->w->unit * a->scale;
    return is_long && (first || youths >= LARGE) ? youths / FEW_IN : 0;
}

static nextwork_status run_phase(nw_auction *a, int32_t before, int32_t step)
{
    bool first = before == 0;
    a->step = step;
    a->by_lists = a->list_memory != NULL && step <= LIST_STEP * a->scale;
    if (first || step > FRESH_STEP * a->scale)
        begin_afresh(a, before);
    else
        begin_again(a);
    int32_t few = few_to_leave(a, first);
    NW_TRY(bid_forward(a, INT64_MAX, few));
    list_holders(a);
    return nw_auction_reverse(a, first ? few : 0);
}

static nextwork_status allocate_lists(nw_auction *a)
{
    a->list_memory = NW_NEW_ZERO(nw_shortlist, (int64_t)a->w->pairs->youths + 1);
    uintptr_t address = (uintptr_t)a->list_memory, past = address % LINE;
    a->lists = (nw_shortlist *)(address + (past > 0 ? LINE - past : 0));
    return a->list_memory == NULL ? nw_fail_memory("a matching of greatest fit") : NEXTWORK_OK;
}

/* Whether the exact searches can use a table. */
static bool is_wide(const nw_auction *a)
{
    return a->table->rows != NULL && a->companies == NULL;
}

static int32_t parts_of(const nw_auction *a)
{
    return a->table->rows == NULL ? PARTS : is_wide(a) ? PARTS_WIDE : PARTS_CAPS;
}

static int32_t finest_step(const nw_auction *a, int32_t unit)
{
    bool coarse = a->table->rows != NULL && unit > 1;
    return nw_max32(unit * a->scale / (coarse ? COARSE_PARTS : 4 * parts_of(a)), 1);
}

/* From the present prices, with steps from `first` whole basis points on. */
static nextwork_status run_phases(nw_auction *a, int32_t first, int32_t unit)
{
    a->scale = (parts_of(a) + unit - 1) / unit;
    for (int32_t p = 0; p < a->w->seats->posts; p++)
        if (a->price[p] < NW_CLOSED_BID)
            a->price[p] *= a->scale;
    nw_auction_scale_caps(a);
    if (a->table->rows == NULL)
        NW_TRY(allocate_lists(a));
    int32_t finest = finest_step(a, unit), before = 0;
    for (int32_t step = first * a->scale; before != finest; step /= STEP_RATIO) {
        step = step > finest ? step : finest;
        NW_TRY(run_phase(a, before, step));
        before = step;
    }
    return NEXTWORK_OK;
}

/* Without a step, for as long as that promises to end. */
static nextwork_status bid_without_step(nw_auction *a)
{
    int32_t youths = a->w->pairs->youths;
    a->scale = 1;
    a->step = 0;
    begin_afresh(a, 0);
    NW_TRY(bid_forward(a, youths, 0));
    if (a->w->n_waiting <= youths / HOPELESS_IN)
        NW_TRY(bid_forward(a, (BIDS_A_YOUTH - 1) * (int64_t)youths, 0));
    return NEXTWORK_OK;
}

/* For how many there is no seat. */
static int64_t count_seatless(const nw_weighing *w)
{
    int64_t seatless = w->pairs->youths;
    for (int32_t p = 0; p < w->seats->posts; p++)
        seatless -= w->price[p] < NW_CLOSED ? w->seats->post_seats[p] : 0;
    return seatless > 0 ? seatless : 0;
}

/* Whether those who wait are left to the exact searches. */
static bool are_few_waiting(const nw_auction *a)
{
    int64_t waiting = a->w->n_waiting, youths = a->w->pairs->youths;
    if (is_wide(a))
        return waiting - count_seatless(a->w) <= youths / WIDE_ENOUGH_IN;
    return waiting <= youths / ENOUGH_IN + FEW_YOUTHS;
}

/* Whether it is worth trying without a table: most do where youths think alike of posts. */
static bool may_guess(const nw_auction *a)
{
    int32_t youths = a->w->pairs->youths;
    return a->table->rows == NULL && a->companies == NULL && youths >= GUESS_FROM &&
           a->w->n_waiting > youths / AGREE_IN;
}

static nextwork_status run(nw_auction *a)
{
    int32_t unit = 1, first = FIRST_STEP, spread;
    NW_TRY(bid_without_step(a));
    if (are_few_waiting(a)) {
        list_holders(a);
        give_prices(a, unit);
        return NEXTWORK_OK;
    }
    unit = a->w->unit = common_unit(a);
    if (is_wide(a)) {
        NW_TRY(nw_auction_guess(a, &spread));
        first = spread < 0 ? WIDE_STEP : spread / SPREAD_IN;
    } else if (may_guess(a)) {
        NW_TRY(nw_auction_guess(a, &spread));
        first = spread < 0 ? FIRST_STEP : spread / LIST_SPREAD_IN;
    }
    NW_TRY(run_phases(a, first, unit));
    give_prices(a, unit);
    let_go(a);
    return NEXTWORK_OK;
}

static nextwork_status allocate(nw_auction *a)
{
    const nw_weighing *w = a->w;
    int32_t posts = w->seats->posts;
    int64_t width = a->table->rows != NULL ? a->table->width : posts;
    bool by_room = a->table->rows != NULL && w->n_capped == 0;
    a->price = NW_NEW_ZERO(int32_t, width);
    a->posts = NW_NEW(nw_auction_post, posts);
    a->held = NW_NEW(uint64_t, w->holder_start[posts]);
    a->free_price = by_room ? NW_NEW(int32_t, width) : NULL;
    if (a->price == NULL || a->posts == NULL || a->held == NULL ||
        (by_room && a->free_price == NULL))
        return nw_fail_memory("a matching of greatest fit");
    for (int32_t p = 0; p < posts; p++) {
        a->price[p] = w->price[p] >= NW_CLOSED ? NW_CLOSED_BID : 0;
        a->posts[p] =
            (nw_auction_post){(int32_t)w->holder_start[p], 0, w->seats->post_seats[p], -1};
    }
    return nw_auction_make_caps(a);
}

nextwork_status nw_weigh_by_auction(nw_weighing *w)
{
    const nw_offer_code *code = nw_best_offer_code();
    nw_auction a = {.w = w, .table = &w->table, .find = code->find, .find_wide = code->find_wide};
    nextwork_status status = allocate(&a);
    if (status == NEXTWORK_OK)
        status = run(&a);
    nw_free(a.price);
    nw_free(a.free_price);
    nw_free(a.posts);
    nw_free(a.held);
    nw_free(a.companies);
    nw_free(a.rivals);
    nw_free(a.list_memory);
    return status;
}
