/* Rough prices for a core: the forward auction (see auction.c) over whole rows, with
 * steps in whole basis points, of which the last is about what the posts that matter to a youth
 * differ by. It leaves out what rough prices do without: companies' caps, and free seats that cost
 * too much. */
#include "match/max_weight/core.h"
#include "match/max_weight/held.h"

#include "base/arith.h"
#include "base/memory.h"

#include <stddef.h>

#define FIRST_STEP 1024 /* basis points */
#define LAST_STEP 4
#define STEP_RATIO 4    /* from one phase to the next */
#define BIDS_A_YOUTH 32 /* of a phase, at most: the prices need not be fair */

typedef struct {
    nw_weighing *w;
    const nw_core_rows *rows;
    uint64_t *held; /* bids for seats, the lowest of a full post in front */
    int32_t step;
} rough_auction;

/* Who has to give way, or -1. */
static int32_t take_seat(const rough_auction *a, int32_t post, uint64_t bid)
{
    nw_weighing *w = a->w;
    uint64_t *held = a->held + w->holder_start[post];
    int32_t seats = nw_most_at(w, post), out = -1;
    if (w->post_placed[post] < seats) {
        held[w->post_placed[post]++] = bid;
        if (w->post_placed[post] < seats)
            return -1;
        nw_order_held(held, seats, seats);
    } else {
        out = nw_bidder_of(held[0]);
        held[0] = bid;
        nw_lift_lowest(held, seats, seats);
    }
    a->rows->price[post] = (int16_t)nw_price_of(held[0]);
    return out;
}

/* Gives who has to give way, or -1. */
static int32_t bid(const rough_auction *a, int32_t youth)
{
    nw_core_two two = nw_core_look_for_two(a->rows, youth);
    if (two.best <= 0)
        return -1;
    int32_t worth = nw_row_of(a->rows->table, youth)[two.post];
    int32_t offered = nw_min32(worth - nw_max32(two.second, 0) + a->step, worth);
    return take_seat(a, two.post, nw_bid_of(offered, youth));
}

/* Nobody is placed, and everything costs less by `fall`. */
static void begin(const rough_auction *a, int32_t fall)
{
    nw_weighing *w = a->w;
    for (int32_t p = 0; p < w->seats->posts; p++) {
        int16_t *price = &a->rows->price[p];
        w->post_placed[p] = 0;
        if (*price < INT16_MAX)
            *price = (int16_t)nw_max32(*price - fall, 0);
    }
    for (int32_t y = 0; y < w->pairs->youths; y++)
        w->waiting[y] = y;
    w->n_waiting = w->pairs->youths;
}

/* What is looked at next, meanwhile. */
static void fetch_row(const nw_fit_table *table, int32_t youth)
{
    const int16_t *row = nw_row_of(table, youth);
    for (int64_t p = 0; p < table->width; p += NW_TABLE_LANES)
        __builtin_prefetch(row + p);
}

static nextwork_status bid_in_turn(const rough_auction *a)
{
    nw_weighing *w = a->w;
    int32_t count = w->n_waiting;
    w->n_waiting = 0;
    for (int32_t k = 0; k < count; k++) {
        if (k + 1 < count)
            fetch_row(a->rows->table, w->waiting[k + 1]);
        int32_t out = bid(a, w->waiting[k]);
        if (out >= 0)
            w->waiting[w->n_waiting++] = out;
    }
    return nw_monitor_step(w->monitor, 0) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
}

static nextwork_status run(rough_auction *a)
{
    int64_t budget = (int64_t)a->w->pairs->youths * BIDS_A_YOUTH;
    for (int32_t step = FIRST_STEP; step >= LAST_STEP; step /= STEP_RATIO) {
        begin(a, step < FIRST_STEP ? step * STEP_RATIO : 0);
        a->step = step;
        for (int64_t bids = 0; a->w->n_waiting > 0 && bids < budget; bids += a->w->n_waiting)
            NW_TRY(bid_in_turn(a));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_core_price_roughly(nw_core_rows *rows, nw_weighing *w)
{
    rough_auction a = {
        .w = w, .rows = rows, .held = NW_NEW(uint64_t, w->holder_start[w->seats->posts])};
    if (a.held == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int32_t p = 0; p < w->seats->posts; p++)
        rows->price[p] = w->price[p] >= NW_CLOSED ? INT16_MAX : 0;
    nextwork_status status = run(&a);
    nw_free(a.held);
    for (int32_t p = 0; p < w->seats->posts; p++)
        w->post_placed[p] = 0;
    w->n_waiting = 0;
    return status;
}
