#include "fit/round.h"

#include "base/dates.h"
#include "base/memory.h"
#include "fit/kernel.h"
#include "fit/reasons.h"

#define MOST_WEEKS 520

static bool is_past(const nw_round *round, const nw_placement *placement)
{
    return placement->end <= round->start;
}

static nw_past as_past(const nw_round *round, const nw_placement *placement)
{
    int32_t months = nw_date_months(placement->end, round->start);
    int32_t weeks =
        placement->weeks != NW_UNKNOWN ? placement->weeks : (placement->end - placement->start) / 7;
    return (nw_past){
        .industry = placement->industry,
        .function = placement->function,
        .weeks = weeks,
        .strength = nw_past_strength(weeks, months),
        .company = placement->company,
        .months = months,
    };
}

/* Copies the youth's past placements to round->past[at ..] and gives the place after the last. */
static int64_t fill_past(nw_round *round, int32_t youth, int64_t at)
{
    const nw_placements *placements = &round->cohort->placements;
    for (int64_t i = placements->start[youth]; i < placements->start[youth + 1]; i++)
        if (is_past(round, &placements->item[i]))
            round->past[at++] = as_past(round, &placements->item[i]);
    return at;
}

/* A youth's placements do not overlap, so that the one to start last also ends last. */
const nw_placement *nw_latest_past(const nw_round *round, int32_t youth)
{
    const nw_placements *placements = &round->cohort->placements;
    for (int64_t i = placements->start[youth + 1]; i > placements->start[youth]; i--)
        if (is_past(round, &placements->item[i - 1]))
            return &placements->item[i - 1];
    return NULL;
}

static int32_t last_company(const nw_round *round, int32_t youth)
{
    const nw_placement *latest = nw_latest_past(round, youth);
    return latest == NULL ? -1 : latest->company;
}

static void fill(nw_round *round)
{
    int32_t youths = round->cohort->youths.count, posts = round->cohort->posts.count;
    round->past_start[0] = 0;
    for (int32_t y = 0; y < youths; y++)
        round->past_start[y + 1] = fill_past(round, y, round->past_start[y]);
    for (int32_t y = 0; y < youths; y++)
        round->last_company[y] = last_company(round, y);
    for (int32_t y = 0; y < youths; y++)
        round->youth_reasons[y] = nw_youth_reasons(round, y);
    for (int32_t p = 0; p < posts; p++)
        round->post_reasons[p] = nw_post_reasons(round, p);
}

static bool allocate(nw_round *round)
{
    int32_t youths = round->cohort->youths.count;
    round->youth_reasons = NW_NEW(uint32_t, youths);
    round->post_reasons = NW_NEW(uint32_t, round->cohort->posts.count);
    round->past_start = NW_NEW(int64_t, (int64_t)youths + 1);
    round->past = NW_NEW(nw_past, round->cohort->placements.start[youths]);
    round->last_company = NW_NEW(int32_t, youths);
    return round->youth_reasons != NULL && round->post_reasons != NULL &&
           round->past_start != NULL && round->past != NULL && round->last_company != NULL;
}

static nextwork_status check_period(int32_t start, int32_t weeks)
{
    char text[11];
    if (start == NW_UNKNOWN)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "the round has no start; give one, or write it in the policy's [round]");
    if (weeks >= 1 && weeks <= MOST_WEEKS)
        return NEXTWORK_OK;
    nw_date_format(text, start);
    return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                   "a round from %s cannot last %d weeks; give 1 to %d weeks", text, (int)weeks,
                   MOST_WEEKS);
}

static nextwork_status make(nw_round *made)
{
    const nw_cohort *cohort = made->cohort;
    NW_TRY(nw_capacity_new(&made->capacity, cohort, &made->rules, made->start, made->end, NULL));
    if (made->held != NULL)
        NW_TRY(nw_capacity_new(&made->traded, cohort, &made->rules, made->start, made->end,
                               made->held));
    if (!allocate(made))
        return nw_fail_memory("a round");
    fill(made);
    return nw_kernel_new(&made->kernel, made, NW_PATH_BEST);
}

/* Takes `held`. */
static nextwork_status new_round(nw_round **round, nw_cohort *cohort, int32_t start, int32_t weeks,
                                 int32_t *held)
{
    nw_round *made = NW_NEW_ZERO(nw_round, 1);
    if (made == NULL) {
        nw_free(held);
        return nw_fail_memory("a round");
    }
    made->references = 1;
    made->cohort = nw_cohort_ref(cohort);
    made->start = start;
    made->weeks = weeks;
    made->end = start + 7 * weeks;
    made->held = held;
    nw_policy_rules(&made->rules, &cohort->policy, start);
    made->enabled = nw_rules_enabled(&made->rules);
    for (int term = 0; term < NW_TERMS; term++)
        made->weight_sum += cohort->policy.weights[term];
    nextwork_status status = make(made);
    if (status == NEXTWORK_OK)
        *round = made;
    else
        nw_round_unref(made);
    return status;
}

nextwork_status nw_round_new(nw_round **round, nw_cohort *cohort, int32_t start, int32_t weeks)
{
    NW_TRY(check_period(start, weeks));
    return new_round(round, cohort, start, weeks, NULL);
}

nextwork_status nw_round_new_held(nw_round **held_round, const nw_round *round, int32_t *held)
{
    return new_round(held_round, round->cohort, round->start, round->weeks, held);
}

nw_round *nw_round_ref(nw_round *round)
{
    __atomic_add_fetch(&round->references, 1, __ATOMIC_RELAXED);
    return round;
}

void nw_round_unref(nw_round *round)
{
    if (round == NULL || __atomic_sub_fetch(&round->references, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    nw_capacity_clear(&round->capacity);
    nw_capacity_clear(&round->traded);
    nw_free(round->held);
    nw_free(round->youth_reasons);
    nw_free(round->post_reasons);
    nw_free(round->past_start);
    nw_free(round->past);
    nw_free(round->last_company);
    nw_kernel_free(round->kernel);
    nw_cohort_unref(round->cohort);
    nw_free(round);
}
