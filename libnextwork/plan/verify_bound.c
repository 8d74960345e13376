#include "plan/verify_bound.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "plan/sequence.h"

#define BLOCK 16 /* youths a block of parallel work */

typedef struct {
    const nw_plan *plan;
    nw_sequence_choice choice;
    nw_sequence_search **searches; /* one a thread */
    int64_t *most;                 /* per block: what its youths can have together */
    nextwork_monitor *monitor;
} pricing;

static nextwork_status price_block(void *context, int64_t block, int worker)
{
    pricing *p = context;
    int64_t first = block * BLOCK, end = first + BLOCK, youths = p->plan->cohort->youths.count;
    end = end < youths ? end : youths;
    bool given_up = false;
    for (int64_t y = first; y < end && !given_up; y++) {
        nw_sequence best = nw_sequence_best(p->searches[worker], (int32_t)y, NULL);
        p->most[block] += best.value;
        given_up = best.given_up;
    }
    if (nw_monitor_step(p->monitor, end - first) != NW_RUNNING)
        return nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
    return given_up ? nw_fail(NEXTWORK_ERROR_LIMIT, "too many sequences of a youth are alike")
                    : NEXTWORK_OK;
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

static nextwork_status price_all(pricing *p, int64_t blocks, int threads)
{
    p->most = NW_NEW_ZERO(int64_t, blocks);
    if (p->most == NULL)
        return nw_fail_memory("a verification");
    NW_TRY(make_searches(p, threads));
    return nw_parallel(blocks, threads, price_block, p);
}

nextwork_status nw_bound_of_prices(int64_t *bound, bool *adds_up, const nw_plan *plan,
                                   int64_t most_steps, int threads, nextwork_monitor *monitor)
{
    int64_t blocks = (plan->cohort->youths.count + BLOCK - 1) / BLOCK, sum = 0;
    pricing p = {.plan = plan, .choice = nw_plan_choice(plan, true), .monitor = monitor};
    p.choice.most_steps = most_steps;
    p.choice.monitor = monitor;
    nextwork_status status = price_all(&p, blocks, threads);
    if (status == NEXTWORK_OK) {
        bool fits = add_seats(&sum, plan);
        for (int64_t b = 0; b < blocks; b++)
            fits = fits && add(&sum, 1, p.most[b]);
        *adds_up = fits;
        *bound = sum;
    }
    for (int i = 0; i < threads && p.searches != NULL; i++)
        nw_sequence_search_free(p.searches[i]);
    nw_free(p.searches);
    nw_free(p.most);
    return status;
}
