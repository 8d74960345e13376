#include "plan/plan.h"

#include "base/arith.h"
#include "base/memory.h"
#include "fit/reasons.h"
#include "plan/history.h"
#include "plan/verify_bound.h"
#include "round/matching.h"

#include <nextwork/match.h>

/* --- A plan without placements -----------------------------------------------------------------
 */

static nextwork_status make_rounds(nw_plan *plan)
{
    const nw_calendar *calendar = &plan->options.calendar;
    int64_t weight = NW_FIT_MAX;
    for (int32_t t = 0; t < calendar->count; t++) {
        plan->weight[t] = (int32_t)weight;
        weight = nw_div_round(weight * (NW_FIT_MAX - plan->options.discount), NW_FIT_MAX);
        NW_TRY(nw_round_new(&plan->rounds[t], plan->cohort, calendar->period[t].start,
                            calendar->period[t].weeks));
    }
    return NEXTWORK_OK;
}

static nextwork_status make_arrays(nw_plan *plan)
{
    const nw_cohort *cohort = plan->cohort;
    int64_t periods = plan->options.calendar.count, cells = periods * cohort->youths.count;
    plan->fixed = NW_NEW(int32_t, cells);
    plan->post_of = NW_NEW(int32_t, cells);
    plan->fit_of = NW_NEW(int32_t, cells);
    plan->post_price = NW_NEW_ZERO(int64_t, periods * cohort->posts.count);
    plan->company_price = NW_NEW_ZERO(int64_t, periods * cohort->companies.count);
    if (plan->fixed == NULL || plan->post_of == NULL || plan->fit_of == NULL ||
        plan->post_price == NULL || plan->company_price == NULL)
        return nw_fail_memory("a plan");
    for (int64_t i = 0; i < cells; i++) {
        plan->fixed[i] = NW_FREE;
        plan->post_of[i] = -1;
        plan->fit_of[i] = NW_UNKNOWN;
    }
    return NEXTWORK_OK;
}

nextwork_status nw_plan_blank(nw_plan **plan, nw_cohort *cohort, const nw_plan_options *options)
{
    nw_plan *made = NW_NEW_ZERO(nw_plan, 1);
    if (made == NULL)
        return nw_fail_memory("a plan");
    made->references = 1;
    made->cohort = nw_cohort_ref(cohort);
    made->options = *options;
    nextwork_status status = make_rounds(made);
    if (status == NEXTWORK_OK)
        status = make_arrays(made);
    if (status == NEXTWORK_OK)
        *plan = made;
    else
        nw_plan_unref(made);
    return status;
}

nw_plan *nw_plan_ref(nw_plan *plan)
{
    __atomic_add_fetch(&plan->references, 1, __ATOMIC_RELAXED);
    return plan;
}

void nw_plan_unref(nw_plan *plan)
{
    if (plan == NULL || __atomic_sub_fetch(&plan->references, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    for (int32_t t = 0; t < NW_MOST_PERIODS; t++) {
        nw_round_unref(plan->rounds[t]);
        nw_round_unref(plan->later[t]);
    }
    nw_free(plan->fixed);
    nw_free(plan->post_of);
    nw_free(plan->fit_of);
    nw_free(plan->post_price);
    nw_free(plan->company_price);
    nw_table_free(plan->changes);
    nw_cohort_unref(plan->cohort);
    nw_free(plan);
}

/* --- What follows from the placements ----------------------------------------------------------
 */

static void settle_period(nw_plan *plan, int32_t t)
{
    for (int32_t y = 0; y < plan->cohort->youths.count; y++) {
        int64_t at = nw_plan_at(plan, t, y);
        nw_fit fit = {.fit = NW_UNKNOWN};
        if (plan->post_of[at] >= 0) {
            nw_fit_pair(&fit, plan->later[t], y, plan->post_of[at]);
            plan->value += (int64_t)plan->weight[t] * fit.fit;
        }
        plan->fit_of[at] = fit.fit;
    }
}

static void count_sat_out(nw_plan *plan)
{
    plan->sat_out = 0;
    for (int32_t y = 0; y < plan->cohort->youths.count; y++) {
        int32_t out = 0;
        for (int32_t t = 0; t < plan->options.calendar.count; t++)
            out += plan->post_of[nw_plan_at(plan, t, y)] < 0;
        plan->sat_out += out > 1 ? out - 1 : 0;
    }
}

nextwork_status nw_plan_settle(nw_plan *plan)
{
    plan->value = 0;
    for (int32_t t = 0; t < plan->options.calendar.count; t++) {
        nw_round_unref(plan->later[t]);
        plan->later[t] = NULL;
        NW_TRY(nw_round_in_plan(&plan->later[t], plan->cohort, &plan->options.calendar,
                                plan->post_of, t));
        settle_period(plan, t);
    }
    count_sat_out(plan);
    plan->objective = plan->value;
    if (plan->options.must_place)
        plan->objective -= plan->sat_out * NW_SAT_OUT_COST;
    return NEXTWORK_OK;
}

uint32_t nw_plan_reasons(const nw_plan *plan, int32_t youth, int32_t period, int32_t post)
{
    const int32_t *company = plan->cohort->posts.company;
    uint32_t reasons = nw_pair_reasons(plan->later[period], youth, post);
    for (int32_t t = 0; t < plan->options.calendar.count; t++) {
        int32_t other = plan->post_of[nw_plan_at(plan, t, youth)];
        if (t != period && other >= 0 && company[other] == company[post])
            reasons |= NW_BIT(NW_REASON_REPEAT_COMPANY);
    }
    return reasons;
}

int32_t nw_plan_placed(const nw_plan *plan, int32_t period)
{
    int32_t placed = 0;
    for (int32_t y = 0; y < plan->cohort->youths.count; y++)
        placed += plan->post_of[nw_plan_at(plan, period, y)] >= 0;
    return placed;
}

nw_sequence_choice nw_plan_choice(const nw_plan *plan, bool priced)
{
    return (nw_sequence_choice){
        .rounds = plan->rounds,
        .periods = plan->options.calendar.count,
        .weight = plan->weight,
        .fixed = plan->fixed,
        .extend = plan->options.extend,
        .most_candidates = plan->options.candidates,
        .must_place = plan->options.must_place,
        .most_steps = NW_SEQUENCE_STEPS,
        .post_price = priced ? plan->post_price : NULL,
        .company_price = priced ? plan->company_price : NULL,
    };
}

int64_t nw_plan_gap(const nw_plan *plan)
{
    int64_t missing;
    if (plan->bound <= plan->objective)
        return 0;
    if (__builtin_sub_overflow(plan->bound, plan->objective, &missing)) /* as a file may claim */
        return INT64_MAX;
    return plan->value <= 0 ? INT64_MAX : nw_millionths_up(missing, plan->value);
}

/* --- Planning ----------------------------------------------------------------------------------
 */

/* No youth is at a company twice but by its own wish, so that nobody could be placed throughout. */
nextwork_status nw_plan_check_companies(const nw_cohort *cohort, int32_t periods)
{
    int32_t companies = cohort->companies.count;
    if (companies >= periods)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "companies", -1, "",
                      "%d companies are too few for %d periods, since a youth goes to each company "
                      "once; plan fewer periods, or add companies",
                      (int)companies, (int)periods);
}

/* The first period is as the youths' mechanism has it, and is not planned. */
static nextwork_status match_first(nw_plan *plan, nextwork_monitor *monitor)
{
    const nw_plan_options *options = &plan->options;
    nw_match_options match = {.mechanism = "deferred-acceptance",
                              .seed = options->seed,
                              .extend = options->extend,
                              .threads = options->threads};
    nw_result *result;
    NW_TRY(nw_match_round(&result, plan->rounds[0], &match, monitor));
    bool matched = result->outcome == NEXTWORK_OUTCOME_STABLE;
    for (int32_t y = 0; y < plan->cohort->youths.count && matched; y++)
        plan->fixed[y] = result->post_of[y] >= 0 ? result->post_of[y] : NW_STAYS_OUT;
    nw_result_unref(result);
    return matched ? NEXTWORK_OK
                   : nw_fail(NEXTWORK_ERROR_CANCELLED,
                             "the plan was stopped before its first period was matched");
}

static int32_t outcome_of(const nw_plan *plan, int stop)
{
    if (stop == NW_STOP_CANCELLED)
        return NEXTWORK_OUTCOME_CANCELLED;
    if (stop == NW_STOP_DEADLINE)
        return NEXTWORK_OUTCOME_TIME_LIMIT;
    return plan->bound == plan->objective ? NEXTWORK_OUTCOME_OPTIMAL : NEXTWORK_OUTCOME_FEASIBLE;
}

/* The search of the solver is made for a thousand rounds of prices, and gives up where a youth has
 * very many sequences; the plain one takes its time, once. */
static nextwork_status tighten_bound(nw_plan *plan, int *stop, nextwork_monitor *monitor)
{
    nw_price_bound bound;
    nextwork_status status =
        nw_bound_of_prices(&bound, plan, NW_BOUND_STEPS, plan->options.threads, monitor);
    if (status == NEXTWORK_OK && bound.adds_up && bound.most < plan->bound)
        plan->bound = bound.most;
    if (status == NEXTWORK_ERROR_CANCELLED)
        *stop = nw_monitor_step(monitor, 0);
    return status == NEXTWORK_ERROR_CANCELLED ? NEXTWORK_OK : status;
}

nextwork_status nw_plan_fill(nw_plan *plan, nextwork_monitor *monitor)
{
    const nw_plan_options *options = &plan->options;
    nw_rotation_task task = {
        .rounds = plan->rounds,
        .periods = options->calendar.count,
        .weight = plan->weight,
        .fixed = plan->fixed,
        .extend = options->extend,
        .most_candidates = options->candidates,
        .must_place = options->must_place,
        .effort = options->effort,
        .threads = options->threads,
    };
    nw_rotated rotated = {.post_of = plan->post_of,
                          .post_price = plan->post_price,
                          .company_price = plan->company_price};
    NW_TRY(nw_rotate(&rotated, &task, monitor));
    NW_TRY(nw_plan_settle(plan));
    plan->bound = rotated.bound;
    if (rotated.loose && rotated.stop == NW_RUNNING)
        NW_TRY(tighten_bound(plan, &rotated.stop, monitor));
    plan->outcome = outcome_of(plan, rotated.stop);
    return plan->objective == rotated.objective && plan->bound >= plan->objective
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_INTERNAL, "the plan is not worth what was reckoned");
}

nextwork_status nw_plan_new(nw_plan **plan, nw_cohort *cohort, const nw_plan_options *options,
                            nextwork_monitor *monitor)
{
    nw_plan *made;
    NW_TRY(nw_plan_check_companies(cohort, options->calendar.count));
    NW_TRY(nw_plan_blank(&made, cohort, options));
    nextwork_status status = options->first_stable ? match_first(made, monitor) : NEXTWORK_OK;
    if (status == NEXTWORK_OK)
        status = nw_plan_fill(made, monitor);
    if (status == NEXTWORK_OK)
        *plan = made;
    else
        nw_plan_unref(made);
    return status;
}
