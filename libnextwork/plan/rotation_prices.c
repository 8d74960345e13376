/* A subgradient of the bound is what youths want less what there is. Each price moves by the
 * running mean of its own, over the root of its running mean square, so that a step is the same for
 * a post that hundreds want as for one that two want (Kingma and Ba, 2015, after Duchi, Hazan and
 * Singer, 2011); steps shrink at a constant ratio (Goffin, 1977). */
#include "plan/rotation_prices.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <string.h>

#define BLOCK 8                         /* youths a block of parallel work */
#define THOROUGH 20                     /* of so many rounds, one looks at all sequences */
#define LEAN 4                          /* rounds that the mean of a subgradient looks back */
#define SQUARE 64                       /* those that its mean square does */
#define HALVINGS 8                      /* of the steps */
#define MOST_OF_ONE (NW_MOST_PRICE / 2) /* of the two levels that a seat pays */
#define MOST_OFF 1000000                /* no subgradient counts for more */

static bool is_open(uint32_t open, int32_t period)
{
    return (open >> period & 1) != 0;
}

nextwork_status nw_rotation_prices_new(nw_rotation_prices *prices, nw_rotation_plan *plan)
{
    const nw_rotation_table *table = plan->table;
    int64_t of_all = (int64_t)table->posts + table->companies, seats = of_all * table->periods;
    int64_t sequences = (int64_t)table->youths * table->periods;
    nw_rotation_prices made = {
        .plan = plan,
        .seats_of_all = of_all,
        .seat = NW_NEW_ZERO(nw_seat_price, seats),
        .best = NW_NEW_ZERO(int64_t, seats),
        .room = NW_NEW(int32_t, seats),
        .wanted = NW_NEW(int32_t, seats),
        .price = NW_NEW_ZERO(int32_t, (int64_t)table->posts * table->periods),
        .sequence = NW_NEW(int32_t, sequences),
        .sums = NW_NEW(int64_t, table->youths / BLOCK + 1),
        .bound = INT64_MAX,
    };
    nextwork_status status = nw_recent_new(&made.recent, table);
    if (status != NEXTWORK_OK || made.seat == NULL || made.best == NULL || made.room == NULL ||
        made.wanted == NULL || made.price == NULL || made.sequence == NULL || made.sums == NULL) {
        nw_rotation_prices_clear(&made);
        return nw_fail_memory("the prices of a plan");
    }
    memcpy(made.sequence, plan->sequence, (size_t)sequences * sizeof *made.sequence);
    for (int32_t t = 0; t < table->periods; t++) {
        int32_t *room = made.room + t * of_all;
        memcpy(room, table->seats[t].post_seats, (size_t)table->posts * sizeof *room);
        memcpy(room + table->posts, table->seats[t].company_seats,
               (size_t)table->companies * sizeof *room);
    }
    *prices = made;
    return NEXTWORK_OK;
}

void nw_rotation_prices_clear(nw_rotation_prices *prices)
{
    nw_recent_clear(&prices->recent);
    nw_free(prices->seat);
    nw_free(prices->best);
    nw_free(prices->room);
    nw_free(prices->wanted);
    nw_free(prices->price);
    nw_free(prices->sequence);
    nw_free(prices->sums);
    *prices = (nw_rotation_prices){0};
}

/* --- What prices prove -------------------------------------------------------------------------
 */

typedef struct {
    nw_rotation_prices *prices;
    uint32_t open;
    bool thorough; /* looks at all sequences; else at what the youth chose lately */
    nextwork_monitor *monitor;
} pricing;

/* The youth's best sequence at the prices, which goes into prices->sequence; returns what no
 * sequence leaves more than. */
static int64_t search_youth(const pricing *with, int32_t youth, nw_search_room *room)
{
    nw_rotation_prices *prices = with->prices;
    const nw_rotation_table *table = prices->plan->table;
    nw_candidates_of of = nw_candidates_of_youth(table, youth);
    int32_t fixed[NW_MOST_PERIODS];
    int32_t *sequence = prices->sequence + (int64_t)youth * table->periods;
    const int32_t *plan = prices->plan->sequence + (int64_t)youth * table->periods;
    for (int32_t t = 0; t < table->periods; t++)
        fixed[t] = is_open(with->open, t) ? of.fixed[t] : plan[t] < 0 ? NW_STAYS_OUT : plan[t];
    int64_t most;
    (void)nw_best_sequence(sequence, &most, room, &of, fixed, prices->price, NW_NO_SEQUENCE);
    nw_recent_add(&prices->recent, &of, sequence);
    return most;
}

static nextwork_status answer_block(void *context, int64_t block, int worker)
{
    const pricing *with = context;
    nw_rotation_prices *prices = with->prices;
    const nw_rotation_table *table = prices->plan->table;
    int64_t end = nw_min32(table->youths, (int32_t)((block + 1) * BLOCK)), sum = 0;
    for (int32_t y = (int32_t)(block * BLOCK); y < end; y++) {
        if (nw_monitor_step(with->monitor, 1) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the plan was stopped");
        int32_t *sequence = prices->sequence + (int64_t)y * table->periods;
        int64_t left = nw_recent_best(sequence, &prices->recent, y, prices->price);
        if (with->thorough)
            left = search_youth(with, y, &prices->plan->rooms[worker]);
        sum += left;
    }
    prices->sums[block] = sum;
    return NEXTWORK_OK;
}

static void count_wanted(nw_rotation_prices *prices, uint32_t open)
{
    const nw_rotation_table *table = prices->plan->table;
    memset(prices->wanted, 0,
           (size_t)(prices->seats_of_all * table->periods) * sizeof *prices->wanted);
    for (int32_t y = 0; y < table->youths; y++)
        for (int32_t t = 0; t < table->periods; t++) {
            int32_t candidate = prices->sequence[(int64_t)y * table->periods + t];
            if (candidate < 0 || !is_open(open, t))
                continue;
            int32_t post = table->post[table->start[y] + candidate];
            int32_t *wanted = prices->wanted + t * prices->seats_of_all;
            wanted[post]++;
            wanted[table->posts + table->seats[t].post_company[post]]++;
        }
}

/* Lays the prices out for the search; returns what all seats cost together. */
static int64_t lay_prices(nw_rotation_prices *prices, uint32_t open)
{
    const nw_rotation_table *table = prices->plan->table;
    int64_t sum = 0;
    for (int32_t t = 0; t < table->periods; t++) {
        const nw_seat_price *seat = prices->seat + t * prices->seats_of_all;
        const int32_t *room = prices->room + t * prices->seats_of_all;
        int32_t *price = prices->price + (int64_t)t * table->posts;
        for (int32_t p = 0; p < table->posts; p++) {
            int64_t both = seat[p].price + seat[table->posts + table->traits[p].company].price;
            price[p] = (int32_t)both;
        }
        for (int64_t i = 0; is_open(open, t) && i < prices->seats_of_all; i++)
            sum += seat[i].price == 0 ? 0 : seat[i].price * room[i];
    }
    return sum;
}

/* What prices prove, when all sequences were looked at. */
typedef struct {
    int64_t value;
    bool loose;
} bound;

static void forget_gave_up(nw_rotation_prices *prices)
{
    for (int i = 0; i < prices->plan->table->task->threads; i++)
        prices->plan->rooms[i].gave_up = false;
}

static bool gave_up(const nw_rotation_prices *prices)
{
    bool any = false;
    for (int i = 0; i < prices->plan->table->task->threads; i++)
        any = any || prices->plan->rooms[i].gave_up;
    return any;
}

/* Lets every youth choose. *proven is a bound only when it was thorough: with all sequences looked
 * at. */
static nextwork_status answer(bound *proven, nw_rotation_prices *prices, uint32_t open,
                              bool thorough, nextwork_monitor *monitor)
{
    const nw_rotation_table *table = prices->plan->table;
    pricing with = {prices, open, thorough, monitor};
    int64_t blocks = ((int64_t)table->youths + BLOCK - 1) / BLOCK;
    int64_t sum = lay_prices(prices, open);
    forget_gave_up(prices);
    NW_TRY(nw_parallel(blocks, table->task->threads, answer_block, &with));
    for (int64_t b = 0; b < blocks; b++)
        sum += prices->sums[b];
    count_wanted(prices, open);
    *proven = (bound){sum, gave_up(prices)};
    return NEXTWORK_OK;
}

/* Makes the best prices those that are tried next, as if they had never moved. */
static void take_best(nw_rotation_prices *prices)
{
    int64_t seats = prices->seats_of_all * prices->plan->table->periods;
    for (int64_t i = 0; i < seats; i++)
        prices->seat[i] = (nw_seat_price){.price = prices->best[i]};
}

nextwork_status nw_prove_prices(nw_rotation_prices *prices)
{
    uint32_t all = (UINT32_C(1) << prices->plan->table->periods) - 1;
    bound proven;
    take_best(prices);
    NW_TRY(answer(&proven, prices, all, true, NULL));
    prices->bound = proven.value;
    prices->loose = proven.loose;
    return NEXTWORK_OK;
}

/* --- Moving them -------------------------------------------------------------------------------
 */

/* first * 2^-(HALVINGS * round / rounds), straight between the halvings. */
static int64_t step_of(int64_t first, int64_t round, int64_t rounds)
{
    int64_t at = HALVINGS * 256 * round / rounds;
    return (first >> at / 256) * (512 - at % 256) / 512;
}

static void move(nw_seat_price *seat, int64_t off, int64_t round, int64_t step)
{
    if (seat->price == 0 && off < 0) { /* free, and nobody's: it has no way to go */
        seat->lean = 0;
        return;
    }
    off = off > MOST_OFF ? MOST_OFF : off < -MOST_OFF ? -MOST_OFF : off;
    int64_t lean_over = round < LEAN ? round + 1 : LEAN;
    int64_t square_over = round < SQUARE ? round + 1 : SQUARE;
    seat->lean += (off * 65536 - seat->lean) / lean_over;
    seat->square += (off * off * 65536 - seat->square) / square_over;
    int64_t size = nw_isqrt(seat->square) * 256; /* << 16, as lean */
    if (size == 0)
        return;
    int64_t price = seat->price + step * seat->lean / size;
    seat->price = price < 0 ? 0 : price < MOST_OF_ONE ? price : MOST_OF_ONE;
}

static void move_all(nw_rotation_prices *prices, uint32_t open, int64_t round, int64_t step)
{
    for (int32_t t = 0; t < prices->plan->table->periods; t++) {
        int64_t first = t * prices->seats_of_all;
        for (int64_t i = first; is_open(open, t) && i < first + prices->seats_of_all; i++)
            if (prices->room[i] != INT32_MAX)
                move(&prices->seat[i], (int64_t)prices->wanted[i] - prices->room[i], round, step);
    }
}

/* Sequences that nobody has chosen yet matter most in the beginning; and what comes last is to be a
 * bound. */
static bool is_thorough(int64_t round, int64_t rounds)
{
    bool power_of_2 = (round & (round - 1)) == 0;
    return round % THOROUGH == 0 || (round < THOROUGH && power_of_2) || round == rounds - 1;
}

nextwork_status nw_adjust_prices(nw_rotation_prices *prices, uint32_t open, int64_t rounds,
                                 int64_t first_step)
{
    int64_t seats = prices->seats_of_all * prices->plan->table->periods;
    bound proven;
    const nw_rotation_plan *plan = prices->plan;
    uint32_t all = (UINT32_C(1) << plan->table->periods) - 1;
    take_best(prices);
    prices->bound = INT64_MAX;
    nw_recent_forget(&prices->recent);
    for (int64_t k = 0; k < rounds; k++) {
        bool thorough = is_thorough(k, rounds);
        NW_TRY(answer(&proven, prices, open, thorough, plan->monitor));
        if (thorough && proven.value < prices->bound) {
            prices->bound = proven.value;
            prices->loose = proven.loose;
            for (int64_t i = 0; i < seats; i++)
                prices->best[i] = prices->seat[i].price;
            if (open == all)
                nw_report_gap(plan->monitor, plan->value, proven.value);
        }
        move_all(prices, open, k, step_of(first_step, k, rounds));
    }
    take_best(prices);
    (void)lay_prices(prices, open);
    return NEXTWORK_OK;
}
