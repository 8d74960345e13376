/* A first plan, period by period; prices for the seats of all periods; a plan by looking ahead at
 * these prices, which are adjusted to what is left after each period; and then pairs of periods
 * planned again for as long as that gains something. */
#include "plan/rotation.h"

#include "base/memory.h"
#include "plan/rotation_plan.h"
#include "plan/rotation_prices.h"
#include "plan/rotation_youths.h"

#include <string.h>

/* Rounds of prices for one effort, and their first steps in prices. */
#define ROUNDS 150
#define FIRST_STEP (800 * INT64_C(10000))
#define LATER_ROUNDS 30 /* when some periods are planned already */
#define LATER_FIRST_STEP (30 * INT64_C(10000))
#define EFFORT_A_SWEEP 5 /* over all pairs of periods */

typedef struct {
    const nw_rotation_table *table;
    nextwork_monitor *monitor;
    nw_rotation_plan plan; /* what is being tried */
    nw_rotation_prices prices;
    int32_t *best_sequence; /* the best plan so far */
    int64_t best_value;
    int64_t *proof; /* [as prices.best]: the prices of the bound */
    int64_t bound;
    bool loose; /* as prices.loose */
} rotation;

static int64_t bytes_of_plan(const rotation *r)
{
    return (int64_t)r->table->youths * r->table->periods * (int64_t)sizeof *r->best_sequence;
}

static int64_t bytes_of_prices(const rotation *r)
{
    return r->prices.seats_of_all * r->table->periods * (int64_t)sizeof *r->proof;
}

static void keep_if_best(rotation *r)
{
    if (r->plan.value <= r->best_value)
        return;
    r->best_value = r->plan.value;
    memcpy(r->best_sequence, r->plan.sequence, (size_t)bytes_of_plan(r));
    nw_report_gap(r->monitor, r->best_value, r->bound);
}

static void back_to_best(rotation *r)
{
    r->plan.value = r->best_value;
    memcpy(r->plan.sequence, r->best_sequence, (size_t)bytes_of_plan(r));
}

static void keep_proof(rotation *r)
{
    if (r->prices.bound >= r->bound)
        return;
    r->bound = r->prices.bound;
    r->loose = r->prices.loose;
    memcpy(r->proof, r->prices.best, (size_t)bytes_of_prices(r));
    nw_report_gap(r->monitor, r->best_value, r->bound);
}

/* --- The steps ---------------------------------------------------------------------------------
 */

/* The prices of a period's own placing are where those of all begin. */
static void take_prices(rotation *r, int32_t period)
{
    int64_t *to = r->prices.best + period * r->prices.seats_of_all;
    int64_t most = NW_MOST_PRICE / 2, unit = 10000;
    for (int32_t p = 0; p < r->table->posts; p++)
        to[p] = r->plan.post_price[p] < most / unit ? r->plan.post_price[p] * unit : most;
    to += r->table->posts;
    for (int32_t c = 0; c < r->table->companies; c++)
        to[c] = r->plan.company_price[c] < most / unit ? r->plan.company_price[c] * unit : most;
}

static nextwork_status plan_one_by_one(rotation *r)
{
    for (int32_t t = 0; t < r->table->periods; t++) {
        NW_TRY(nw_place_period(&r->plan, t, NULL));
        keep_if_best(r);
        take_prices(r, t);
    }
    return NEXTWORK_OK;
}

/* Each period once more, now that there are the others. */
static nextwork_status place_again(rotation *r)
{
    bool better;
    for (int32_t t = 0; t < r->table->periods; t++)
        NW_TRY(nw_replace_period(&better, &r->plan, t));
    keep_if_best(r);
    return NEXTWORK_OK;
}

/* One period after the other, until none gains by being placed again; then one youth after the
 * other; until neither gains. */
static nextwork_status improve(rotation *r)
{
    bool better;
    int32_t periods = r->table->periods;
    do {
        for (int32_t same = 0, t = 0; same < periods; t = (t + 1) % periods) {
            NW_TRY(nw_replace_period(&better, &r->plan, t));
            same = better ? 0 : same + 1;
        }
        NW_TRY(nw_replace_youths(&better, &r->plan));
    } while (better);
    keep_if_best(r);
    return NEXTWORK_OK;
}

static nextwork_status find_prices(rotation *r)
{
    uint32_t all = (UINT32_C(1) << r->table->periods) - 1;
    nextwork_status status =
        nw_adjust_prices(&r->prices, all, ROUNDS * r->table->task->effort, FIRST_STEP);
    keep_proof(r);
    return status;
}

/* Plans the open periods anew. The prices are for them. */
static nextwork_status plan_ahead(rotation *r, uint32_t open)
{
    int64_t rounds = LATER_ROUNDS * r->table->task->effort;
    for (int32_t t = 0; t < r->table->periods; t++) {
        if ((open >> t & 1) == 0)
            continue;
        open &= ~(UINT32_C(1) << t);
        nw_outlook outlook = {open, r->prices.price, r->prices.sequence};
        NW_TRY(nw_place_period(&r->plan, t, open != 0 ? &outlook : NULL));
        if ((open & (open - 1)) != 0) /* one alone needs no prices but its own */
            NW_TRY(nw_adjust_prices(&r->prices, open, rounds, LATER_FIRST_STEP));
    }
    return NEXTWORK_OK;
}

/* Plans the two periods anew, beginning with the prices of the bound. */
static nextwork_status plan_pair(rotation *r, int32_t first, int32_t second)
{
    uint32_t open = UINT32_C(1) << first | UINT32_C(1) << second;
    memcpy(r->prices.best, r->proof, (size_t)bytes_of_prices(r));
    NW_TRY(nw_adjust_prices(&r->prices, open, LATER_ROUNDS * r->table->task->effort,
                            LATER_FIRST_STEP));
    NW_TRY(plan_ahead(r, open));
    if (r->plan.value == NW_NO_SEQUENCE)
        return NEXTWORK_OK;
    return improve(r);
}

static nextwork_status plan_pairs(rotation *r)
{
    int64_t sweeps = r->table->task->effort / EFFORT_A_SWEEP;
    for (int64_t before = -1; sweeps > 0 && before != r->best_value; sweeps--) {
        before = r->best_value;
        for (int32_t first = 0; first < r->table->periods; first++)
            for (int32_t second = first + 1; second < r->table->periods; second++) {
                if (r->best_value == r->bound)
                    return NEXTWORK_OK;
                back_to_best(r);
                NW_TRY(plan_pair(r, first, second));
            }
    }
    return NEXTWORK_OK;
}

/* --- All of it ----------------------------------------------------------------------------------
 */

static nextwork_status allocate(rotation *r)
{
    NW_TRY(nw_rotation_plan_new(&r->plan, r->table, r->monitor));
    NW_TRY(nw_rotation_prices_new(&r->prices, &r->plan));
    r->best_sequence = nw_alloc(1, bytes_of_plan(r));
    r->proof = nw_alloc(1, bytes_of_prices(r));
    return r->best_sequence != NULL && r->proof != NULL ? NEXTWORK_OK : nw_fail_memory("a plan");
}

static void clear(rotation *r)
{
    nw_rotation_prices_clear(&r->prices);
    nw_rotation_plan_clear(&r->plan);
    nw_free(r->best_sequence);
    nw_free(r->proof);
}

static nextwork_status search(rotation *r)
{
    NW_TRY(plan_one_by_one(r));
    NW_TRY(place_again(r));
    NW_TRY(nw_prove_prices(&r->prices));
    keep_proof(r);
    NW_TRY(find_prices(r));
    uint32_t all = (UINT32_C(1) << r->table->periods) - 1;
    NW_TRY(plan_ahead(r, all));
    if (r->plan.value != NW_NO_SEQUENCE)
        NW_TRY(improve(r));
    return plan_pairs(r);
}

static void hand_out_prices(nw_rotated *rotated, const rotation *r)
{
    int32_t posts = r->table->posts, companies = r->table->companies;
    for (int32_t t = 0; t < r->table->periods; t++) {
        const int64_t *price = r->proof + t * r->prices.seats_of_all;
        memcpy(rotated->post_price + (int64_t)t * posts, price, (size_t)posts * sizeof *price);
        memcpy(rotated->company_price + (int64_t)t * companies, price + posts,
               (size_t)companies * sizeof *price);
    }
}

static void hand_out(nw_rotated *rotated, const rotation *r)
{
    const nw_rotation_table *table = r->table;
    rotated->objective = r->best_value;
    rotated->bound = r->bound;
    rotated->loose = r->loose;
    rotated->sat_out = 0;
    for (int32_t y = 0; y < table->youths; y++) {
        const int32_t *sequence = r->best_sequence + (int64_t)y * table->periods;
        int32_t out = 0;
        for (int32_t t = 0; t < table->periods; t++) {
            rotated->post_of[(int64_t)t * table->youths + y] =
                sequence[t] < 0 ? -1 : table->post[table->start[y] + sequence[t]];
            out += sequence[t] < 0;
        }
        rotated->sat_out += out > 1 ? out - 1 : 0;
    }
    hand_out_prices(rotated, r);
}

static nextwork_status rotate(nw_rotated *rotated, rotation *r)
{
    NW_TRY(allocate(r));
    r->best_value = NW_NO_SEQUENCE;
    r->bound = INT64_MAX;
    keep_if_best(r);
    nextwork_status status = search(r);
    rotated->stop = NW_RUNNING;
    if (status == NEXTWORK_ERROR_CANCELLED) { /* what there is, is a plan */
        rotated->stop = nw_monitor_step(r->monitor, 0);
        status = NEXTWORK_OK;
    }
    if (status == NEXTWORK_OK && r->bound == INT64_MAX) {
        status = nw_prove_prices(&r->prices);
        keep_proof(r);
    }
    if (status == NEXTWORK_OK)
        hand_out(rotated, r);
    return status;
}

nextwork_status nw_rotate(nw_rotated *rotated, const nw_rotation_task *task,
                          nextwork_monitor *monitor)
{
    nw_rotation_table table;
    NW_TRY(nw_rotation_table_new(&table, task, monitor));
    rotation r = {.table = &table, .monitor = monitor};
    nextwork_status status = rotate(rotated, &r);
    clear(&r);
    nw_rotation_table_clear(&table);
    return status;
}
