#include "plan/verify_bound.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "plan/sequence.h"

#define BLOCK 16 /* youths a block of parallel work */

/* What a search may take at first, and when it comes again. Who is easy is done early, and what is
 * left of all steps is for the others. */
#define FIRST_STEPS 1024
#define SECOND_STEPS 65536

typedef struct {
    const nw_plan *plan;
    nw_sequence_choice choice;
    nw_sequence_search **searches; /* one a thread */
    nw_sequence *best;             /* per youth */
    int32_t *open;                 /* youths that are not done */
    int32_t n_open;
    int64_t steps; /* of all searches so far */
    nextwork_monitor *monitor;
} pricing;

static nextwork_status price_block(void *context, int64_t block, int worker)
{
    pricing *p = context;
    int64_t first = block * BLOCK, end = first + BLOCK, done = 0;
    end = end < p->n_open ? end : p->n_open;
    for (int64_t i = first; i < end; i++) {
        nw_sequence *best = &p->best[p->open[i]];
        *best = nw_sequence_best(p->searches[worker], p->open[i], NULL);
        done += !best->given_up;
    }
    return nw_monitor_step(p->monitor, done) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
}

/* Leaves in `open` those who gave up. */
static void close_done(pricing *p)
{
    int32_t left = 0;
    for (int32_t i = 0; i < p->n_open; i++) {
        p->steps += p->best[p->open[i]].steps;
        if (p->best[p->open[i]].given_up)
            p->open[left++] = p->open[i];
    }
    p->n_open = left;
}

/* The steps of each search that comes again: in the end an equal part of what is left. */
static int64_t next_steps(const pricing *p, int64_t most_steps)
{
    int64_t part = (most_steps - p->steps) / p->n_open;
    return p->choice.most_steps == FIRST_STEPS && part > SECOND_STEPS ? SECOND_STEPS : part;
}

/* Who gave up begins anew with more steps, as long as there are twice as many for each. Which
 * youths come how far does not depend on the threads. */
static nextwork_status price_open(pricing *p, int64_t most_steps, int threads)
{
    int64_t steps = FIRST_STEPS;
    do {
        p->choice.most_steps = steps;
        NW_TRY(nw_parallel((p->n_open + BLOCK - 1) / BLOCK, threads, price_block, p));
        close_done(p);
        steps = p->n_open == 0 ? 0 : next_steps(p, most_steps);
    } while (steps >= 2 * p->choice.most_steps);
    return NEXTWORK_OK;
}

static nextwork_status make_searches(pricing *p, int threads)
{
    p->searches = NW_NEW_ZERO(nw_sequence_search *, threads);
    if (p->searches == NULL)
        return nw_fail_memory("a verification");
    for (int i = 0; i < threads; i++)
        NW_TRY(nw_sequence_search_new(&p->searches[i], &p->choice));
    return NEXTWORK_OK;
}

/* Adds count * price; false when the sum leaves 64 bits. */
static bool add(int64_t *sum, int64_t count, int64_t price)
{
    int64_t product;
    return price == 0 || (!__builtin_mul_overflow(count, price, &product) &&
                          !__builtin_add_overflow(*sum, product, sum));
}

/* What all free seats cost, whether anybody has them or not. */
static bool add_seats(int64_t *sum, const nw_plan *plan)
{
    const nw_cohort *cohort = plan->cohort;
    bool fits = true;
    for (int64_t t = 0; t < plan->options.calendar.count; t++) {
        const nw_capacity *capacity = &plan->rounds[t]->capacity;
        for (int32_t p = 0; p < cohort->posts.count; p++)
            fits = fits &&
                   add(sum, capacity->post_free[p], plan->post_price[t * cohort->posts.count + p]);
        for (int32_t c = 0; c < cohort->companies.count; c++)
            fits = fits && add(sum, capacity->company_free[c],
                               plan->company_price[t * cohort->companies.count + c]);
    }
    return fits;
}

static nextwork_status price_all(pricing *p, int64_t most_steps, int threads)
{
    int32_t youths = p->plan->cohort->youths.count;
    p->best = NW_NEW(nw_sequence, youths);
    p->open = NW_NEW(int32_t, youths);
    if (p->best == NULL || p->open == NULL)
        return nw_fail_memory("a verification");
    for (int32_t y = 0; y < youths; y++)
        p->open[y] = y;
    p->n_open = youths;
    NW_TRY(make_searches(p, threads));
    return price_open(p, most_steps, threads);
}

static nw_price_bound sum_up(const pricing *p)
{
    nw_price_bound bound = {.open = p->n_open};
    bool fits = add_seats(&bound.least, p->plan), known = true;
    bound.most = bound.least;
    for (int32_t y = 0; y < p->plan->cohort->youths.count; y++) {
        bool nothing_yet = p->best[y].given_up && !p->best[y].found;
        fits = fits && add(&bound.least, 1, nothing_yet ? 0 : p->best[y].value) &&
               add(&bound.most, 1, p->best[y].most);
        known = known && !nothing_yet;
    }
    bound.least = known ? bound.least : INT64_MIN;
    bound.adds_up = fits;
    for (int32_t i = 0; i < p->n_open && i < 3; i++)
        bound.first_open[i] = p->open[i];
    return bound;
}

nextwork_status nw_bound_of_prices(nw_price_bound *bound, const nw_plan *plan, int64_t most_steps,
                                   int threads, nextwork_monitor *monitor)
{
    pricing p = {.plan = plan, .choice = nw_plan_choice(plan, true), .monitor = monitor};
    p.choice.monitor = monitor;
    nextwork_status status = price_all(&p, most_steps, threads);
    if (status == NEXTWORK_OK)
        *bound = sum_up(&p);
    for (int i = 0; i < threads && p.searches != NULL; i++)
        nw_sequence_search_free(p.searches[i]);
    nw_free(p.searches);
    nw_free(p.best);
    nw_free(p.open);
    return status;
}
