#include "plan/rotation_plan.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "match/max_weight.h"

#include <string.h>

#define BLOCK 64 /* youths a block of parallel work */

/* What a candidate that is not to be had gains. */
#define NO_GAIN INT64_MIN

/* At about the right prices nobody is placed where it has so much less than elsewhere. */
#define MOST_LOSS (500 * INT64_C(10000))

typedef struct {
    nw_rotation_plan *plan;
    int32_t period;
    const nw_outlook *outlook; /* NULL: all other periods stay as they are */
} placing;

static int32_t *sequence_of(const nw_rotation_plan *plan, int32_t youth)
{
    return plan->sequence + (int64_t)youth * plan->table->periods;
}

/* Leaves only what is fixed from the period on. */
static void empty_from(nw_rotation_plan *plan, int32_t youth, int32_t period)
{
    nw_candidates_of of = nw_candidates_of_youth(plan->table, youth);
    for (int32_t t = period; t < plan->table->periods; t++)
        sequence_of(plan, youth)[t] = of.fixed[t] < 0 ? -1 : of.fixed[t];
}

/* --- Making one ---------------------------------------------------------------------------------
 */

static nextwork_status allocate(nw_rotation_plan *plan)
{
    const nw_rotation_table *table = plan->table;
    int64_t youths = table->youths, candidates = table->start[youths];
    plan->sequence = NW_NEW(int32_t, youths * table->periods);
    plan->rooms = NW_NEW_ZERO(nw_search_room, table->task->threads);
    plan->pairs = (nw_pairs){.youths = table->youths,
                             .start = NW_NEW(int64_t, youths + 1),
                             .post = NW_NEW(int32_t, candidates),
                             .fit = NW_NEW(int32_t, candidates)};
    plan->least = NW_NEW(int32_t, youths * table->periods);
    plan->gain = NW_NEW(int64_t, candidates);
    plan->stays = NW_NEW(bool, youths);
    plan->kept = NW_NEW(int32_t, youths);
    plan->post_left = NW_NEW(int32_t, table->posts);
    plan->company_left = NW_NEW(int32_t, table->companies);
    plan->post_of = NW_NEW(int32_t, youths);
    plan->youth_price = NW_NEW(int64_t, youths);
    plan->post_price = NW_NEW(int64_t, table->posts);
    plan->company_price = NW_NEW(int64_t, table->companies);
    bool all = plan->sequence != NULL && plan->rooms != NULL && plan->pairs.start != NULL &&
               plan->pairs.post != NULL && plan->pairs.fit != NULL && plan->least != NULL &&
               plan->gain != NULL && plan->stays != NULL && plan->kept != NULL &&
               plan->post_left != NULL && plan->company_left != NULL && plan->post_of != NULL &&
               plan->youth_price != NULL && plan->post_price != NULL && plan->company_price != NULL;
    return all ? NEXTWORK_OK : nw_fail_memory("a plan");
}

/* Where a youth has very many candidates, a placing looks at those that can be worth most. */
static nextwork_status find_least(void *context, int64_t youth, int worker)
{
    nw_rotation_plan *plan = context;
    const nw_candidates_of of = nw_candidates_of_youth(plan->table, (int32_t)youth);
    const nw_search_room *room = &plan->rooms[worker];
    for (int32_t t = 0; t < plan->table->periods; t++) {
        const int32_t *worth = of.worth + (int64_t)t * of.count;
        int32_t *least = &plan->least[(int64_t)t * plan->table->youths + youth];
        *least = NW_NEVER + 1;
        if (of.count <= NW_MOST_EACH)
            continue;
        for (int32_t i = 0; i < of.count; i++)
            room->keyed[i] = (nw_keyed){(uint64_t)((int64_t)INT32_MAX - worth[i]), i};
        nw_sort_keyed(room->keyed, room->scratch, of.count);
        *least = nw_max32(*least, worth[room->keyed[NW_MOST_EACH - 1].item]);
    }
    return NEXTWORK_OK;
}

static nextwork_status make(nw_rotation_plan *plan)
{
    NW_TRY(allocate(plan));
    for (int i = 0; i < plan->table->task->threads; i++)
        NW_TRY(nw_search_room_new(&plan->rooms[i], plan->table));
    NW_TRY(nw_parallel(plan->table->youths, plan->table->task->threads, find_least, plan));
    for (int32_t y = 0; y < plan->table->youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(plan->table, y);
        empty_from(plan, y, 0);
        plan->value += nw_worth_of_sequence(&of, sequence_of(plan, y));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_rotation_plan_new(nw_rotation_plan *plan, const nw_rotation_table *table,
                                     nextwork_monitor *monitor)
{
    nw_rotation_plan made = {.table = table, .monitor = monitor};
    nextwork_status status = make(&made);
    if (status == NEXTWORK_OK)
        *plan = made;
    else
        nw_rotation_plan_clear(&made);
    return status;
}

void nw_report_gap(nextwork_monitor *monitor, int64_t value, int64_t bound)
{
    if (value > 0 && bound != INT64_MAX)
        nw_monitor_report_gap(monitor, nw_millionths_up(bound - value, value));
}

void nw_rotation_plan_clear(nw_rotation_plan *plan)
{
    for (int i = 0; plan->rooms != NULL && i < plan->table->task->threads; i++)
        nw_search_room_clear(&plan->rooms[i]);
    nw_free(plan->rooms);
    nw_free(plan->sequence);
    nw_free(plan->pairs.start);
    nw_free(plan->pairs.post);
    nw_free(plan->pairs.fit);
    nw_free(plan->least);
    nw_free(plan->gain);
    nw_free(plan->stays);
    nw_free(plan->kept);
    nw_free(plan->post_left);
    nw_free(plan->company_left);
    nw_free(plan->post_of);
    nw_free(plan->youth_price);
    nw_free(plan->post_price);
    nw_free(plan->company_price);
    *plan = (nw_rotation_plan){0};
}

/* --- What each candidate would add -------------------------------------------------------------
 */

/* The youth's value with the candidate (or -1) in the period. */
static int64_t value_as_is(const placing *p, const nw_candidates_of *of, int32_t candidate)
{
    int32_t sequence[NW_MOST_PERIODS];
    memcpy(sequence, sequence_of(p->plan, of->youth),
           (size_t)p->plan->table->periods * sizeof *sequence);
    sequence[p->period] = candidate;
    return nw_worth_of_sequence(of, sequence);
}

/* What is added to where a youth is not in the period. Where its later periods need this one, there
 * is no such sequence, and whatever there is counts in full. */
static int64_t gain_of(int64_t with, int64_t without)
{
    return with == NW_NO_SEQUENCE ? NO_GAIN : with - (without == NW_NO_SEQUENCE ? 0 : without);
}

/* With all other periods as they are. */
static void weigh_as_is(const placing *p, const nw_candidates_of *of, int64_t *gain)
{
    const int32_t *worth = of->worth + (int64_t)p->period * of->count;
    int32_t now = sequence_of(p->plan, of->youth)[p->period];
    int32_t least = p->plan->least[(int64_t)p->period * p->plan->table->youths + of->youth];
    int64_t without = value_as_is(p, of, -1);
    for (int32_t i = 0; i < of->count; i++) {
        bool seen = worth[i] >= least || i == now;
        gain[i] = gain_of(seen ? value_as_is(p, of, i) : NW_NO_SEQUENCE, without);
    }
}

/* With the best that the open periods leave, less the prices of their seats. */
static void weigh_ahead(const placing *p, const nw_candidates_of *of, nw_search_room *room,
                        int64_t *gain)
{
    const nw_rotation_table *table = p->plan->table;
    const int32_t *planned = sequence_of(p->plan, of->youth), *price = p->outlook->price;
    int32_t fixed[NW_MOST_PERIODS], sequence[NW_MOST_PERIODS], period = p->period;
    for (int32_t t = 0; t < table->periods; t++) {
        bool open = t == period || (p->outlook->open >> t & 1) != 0;
        fixed[t] = open ? of->fixed[t] : planned[t] < 0 ? NW_STAYS_OUT : planned[t];
        sequence[t] = open ? p->outlook->hint[(int64_t)of->youth * table->periods + t] : planned[t];
    }
    nw_best_with_each(gain, room, of, fixed, price, sequence, period, MOST_LOSS);
    fixed[period] = NW_STAYS_OUT;
    sequence[period] = -1;
    int64_t without = nw_best_sequence(sequence, NULL, room, of, fixed, price, NW_NO_SEQUENCE);
    price += (int64_t)period * table->posts;
    for (int32_t i = 0; i < of->count; i++) /* its own seat is what is decided here */
        gain[i] = gain_of(gain[i] + (gain[i] == NW_NO_SEQUENCE ? 0 : price[of->post[i]]), without);
}

static void weigh_youth(const placing *p, const nw_candidates_of *of, nw_search_room *room)
{
    int64_t *gain = p->plan->gain + p->plan->table->start[of->youth];
    if (p->outlook == NULL)
        weigh_as_is(p, of, gain);
    else
        weigh_ahead(p, of, room, gain);
}

static nextwork_status weigh_block(void *context, int64_t block, int worker)
{
    placing *p = context;
    const nw_rotation_table *table = p->plan->table;
    int64_t end = (block + 1) * BLOCK < table->youths ? (block + 1) * BLOCK : table->youths;
    for (int32_t y = (int32_t)(block * BLOCK); y < end; y++) {
        nw_candidates_of of = nw_candidates_of_youth(table, y);
        p->plan->stays[y] = of.fixed[p->period] != NW_FREE;
        if (!p->plan->stays[y])
            weigh_youth(p, &of, &p->plan->rooms[worker]);
    }
    return nw_monitor_step(p->plan->monitor, 0) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the plan was stopped");
}

/* --- Placing -----------------------------------------------------------------------------------
 */

static nw_seats seats_left(nw_rotation_plan *plan, int32_t period)
{
    const nw_rotation_table *table = plan->table;
    nw_seats seats = table->seats[period];
    memcpy(plan->post_left, seats.post_seats, (size_t)seats.posts * sizeof *plan->post_left);
    memcpy(plan->company_left, seats.company_seats,
           (size_t)seats.companies * sizeof *plan->company_left);
    for (int32_t y = 0; y < table->youths; y++) {
        int32_t candidate = sequence_of(plan, y)[period];
        if (!plan->stays[y] || candidate < 0)
            continue;
        int32_t post = table->post[table->start[y] + candidate];
        int32_t company = seats.post_company[post];
        plan->post_left[post]--;
        plan->company_left[company] -= plan->company_left[company] != INT32_MAX;
    }
    seats.post_seats = plan->post_left;
    seats.company_seats = plan->company_left;
    return seats;
}

/* The pairs that gain, in whole basis points. */
static void list_pairs(nw_rotation_plan *plan)
{
    const nw_rotation_table *table = plan->table;
    nw_pairs *pairs = &plan->pairs;
    int64_t at = 0;
    for (int32_t y = 0; y < table->youths; y++) {
        pairs->start[y] = at;
        for (int64_t i = table->start[y]; i < table->start[y + 1] && !plan->stays[y]; i++) {
            if (plan->gain[i] < 0)
                continue;
            pairs->post[at] = table->post[i];
            pairs->fit[at++] = (int32_t)nw_div_round(plan->gain[i], 10000);
        }
    }
    pairs->start[table->youths] = at;
}

static int32_t candidate_at(const nw_candidates_of *of, int32_t post)
{
    int32_t first = 0, end = of->count;
    while (end - first > 1) {
        int32_t middle = first + (end - first) / 2;
        if (of->post[middle] <= post)
            first = middle;
        else
            end = middle;
    }
    return first;
}

/* Takes the period's places from post_of, and adds up what all sequences are worth then. */
static void take_places(nw_rotation_plan *plan, int32_t period)
{
    const nw_rotation_table *table = plan->table;
    plan->value = 0;
    for (int32_t y = 0; y < table->youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(table, y);
        int32_t *sequence = sequence_of(plan, y), post = plan->post_of[y];
        if (!plan->stays[y])
            sequence[period] = post < 0 ? -1 : candidate_at(&of, post);
        int64_t worth = nw_worth_of_sequence(&of, sequence);
        if (worth == NW_NO_SEQUENCE || plan->value == NW_NO_SEQUENCE)
            plan->value = NW_NO_SEQUENCE;
        else
            plan->value += worth;
    }
}

static nextwork_status place(placing *p)
{
    nw_rotation_plan *plan = p->plan;
    const nw_rotation_table *table = plan->table;
    nw_weighed weighed = {.post_of = plan->post_of,
                          .youth_price = plan->youth_price,
                          .post_price = plan->post_price,
                          .company_price = plan->company_price};
    int64_t blocks = ((int64_t)table->youths + BLOCK - 1) / BLOCK;
    NW_TRY(nw_parallel(blocks, table->task->threads, weigh_block, p));
    nw_seats seats = seats_left(plan, p->period);
    list_pairs(plan);
    return nw_max_weight(&weighed, &plan->pairs, &seats, false, plan->monitor);
}

nextwork_status nw_place_period(nw_rotation_plan *plan, int32_t period, const nw_outlook *outlook)
{
    placing p = {plan, period, outlook};
    NW_TRY(place(&p));
    take_places(plan, period);
    return NEXTWORK_OK;
}

nextwork_status nw_replace_period(bool *better, nw_rotation_plan *plan, int32_t period)
{
    int64_t before = plan->value;
    for (int32_t y = 0; y < plan->table->youths; y++)
        plan->kept[y] = sequence_of(plan, y)[period];
    NW_TRY(nw_place_period(plan, period, NULL));
    *better = plan->value > before;
    if (*better)
        return NEXTWORK_OK;
    for (int32_t y = 0; y < plan->table->youths; y++)
        sequence_of(plan, y)[period] = plan->kept[y];
    plan->value = before;
    return NEXTWORK_OK;
}
