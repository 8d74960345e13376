#include "round/mechanism.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "fit/trading.h"
#include "round/carry_over.h"
#include "round/pairs_matching.h"
#include "round/rank_matching.h"
#include "round/serial_matching.h"
#include "round/stable_matching.h"
#include "round/trade_matching.h"
#include "round/verify/verify_ranks.h"
#include "round/verify/verify_stable.h"
#include "round/verify/verify_trades.h"
#include "round/verify/verify_weight.h"
#include "round/weight_matching.h"

#include <nextwork/match.h>

static nextwork_status run_deferred_acceptance(nw_result *result, const nw_placing *placing)
{
    if (placing->options->equals)
        return nw_most_placed_matching(result, placing);
    if (placing->options->post_optimal)
        return nw_post_optimal_matching(result, placing);
    return nw_stable_matching(result, placing);
}

static const nw_mechanism mechanisms[] = {
    {.name = "deferred-acceptance",
     .outcome = NEXTWORK_OUTCOME_STABLE,
     .by_answers = true,
     .stable = true,
     .deferred = true,
     .run = run_deferred_acceptance,
     .verify = nw_verify_stable},
    {.name = "max-weight",
     .outcome = NEXTWORK_OUTCOME_OPTIMAL,
     .priced = true,
     .run = nw_weight_matching,
     .verify = nw_verify_weight},
    {.name = "rank-maximal",
     .outcome = NEXTWORK_OUTCOME_OPTIMAL,
     .by_ranks = NW_BEST_RANKS_FIRST,
     .run = nw_rank_maximal_matching,
     .verify = nw_verify_rank_maximal},
    {.name = "fair",
     .outcome = NEXTWORK_OUTCOME_OPTIMAL,
     .by_ranks = NW_WORST_RANKS_LAST,
     .run = nw_fair_matching,
     .verify = nw_verify_fair},
    {.name = "top-trading-cycles",
     .outcome = NEXTWORK_OUTCOME_FEASIBLE,
     .trades = true,
     .run = nw_trade_matching,
     .verify = nw_verify_trades},
    {.name = "serial-dictatorship",
     .outcome = NEXTWORK_OUTCOME_FEASIBLE,
     .run = nw_serial_matching,
     .verify = nw_verify_stable},
};

const nw_mechanism *nw_mechanism_named(const char *name)
{
    for (size_t i = 0; i < sizeof mechanisms / sizeof *mechanisms; i++)
        if (strcmp(mechanisms[i].name, name) == 0)
            return &mechanisms[i];
    return NULL;
}

/* An option of another mechanism, or of none, is told rather than passed over. */
static nextwork_status check_options(const nw_mechanism *named, const nw_match_options *options)
{
    const struct {
        bool given, known;
        const char *option, *owner;
    } owned[] = {
        {options->most_placed, named->priced, "most_placed", "max-weight"},
        {options->equals, named->deferred, "ties", "deferred-acceptance"},
        {options->post_optimal, named->deferred, "side", "deferred-acceptance"},
        {options->protect, named->deferred, "protect", "deferred-acceptance"},
        {options->carry_over, named->deferred, "carry_over", "deferred-acceptance"},
    };
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (owned[i].given && !owned[i].known)
            return nw_fail(
                NEXTWORK_ERROR_ARGUMENT,
                "option %s belongs to %s, not to %s; leave it out, here or in the policy",
                owned[i].option, owned[i].owner, named->name);
    if (options->equals && options->post_optimal)
        return nw_fail(
            NEXTWORK_ERROR_ARGUMENT,
            "option ties is most-placed, which goes by what places many youths, and option side is "
            "posts, which goes by what companies like best; leave one of them out, here or in the "
            "policy");
    return NEXTWORK_OK;
}

nextwork_status nw_mechanism_chosen(const nw_mechanism **mechanism, const nw_match_options *options)
{
    const nw_mechanism *named = nw_mechanism_named(options->mechanism);
    if (named == NULL)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "there is no mechanism \"%s\"", options->mechanism);
    NW_TRY(check_options(named, options));
    *mechanism = named;
    return NEXTWORK_OK;
}

nextwork_status nw_round_to_match(nw_round **taken, nw_round *round, const nw_mechanism *mechanism,
                                  const nw_match_options *options)
{
    if (mechanism->trades || options->protect)
        return nw_round_trading(taken, round);
    *taken = nw_round_ref(round);
    return NEXTWORK_OK;
}

int32_t nw_claim_on(const nw_round *round, const nw_match_options *options, const int8_t *carries,
                    int32_t youth, int32_t post)
{
    int32_t tier = options->protect && nw_holds(round, youth, post)
                       ? NW_TIER_HELD
                       : nw_pair_tier(round->cohort, youth, post);
    return nw_claim_of(tier, carries == NULL ? NW_CARRY_NOTHING : carries[youth]);
}

nw_standing nw_result_standing(const nw_result *result, int32_t youth, int32_t post)
{
    const nw_mechanism *mechanism = result->mechanism;
    int32_t claim = mechanism->by_answers
                        ? nw_claim_on(result->round, &result->options, result->carries, youth, post)
                        : nw_claim_of(nw_tier(-1, NW_UNKNOWN), NW_CARRY_NOTHING);
    if (result->options.equals)
        return nw_standing_at(claim, 0);
    return nw_standing_at(claim,
                          mechanism->trades ? result->served[youth] : result->lottery[youth]);
}

void nw_result_standing_text(char text[NW_STANDING_BYTES], const nw_result *result,
                             nw_standing standing)
{
    if (result->options.equals)
        nw_tier_text(text, standing);
    else
        nw_standing_text(text, standing);
}

nextwork_status nw_placing_new(nw_placing *placing, const nw_round *round,
                               const nw_match_options *options, nextwork_monitor *monitor)
{
    const nw_cohort *cohort = round->cohort;
    nw_placing made = {
        .round = round,
        .cohort = cohort,
        .options = options,
        .monitor = monitor,
        .threads = nw_threads(options->threads),
        .seats = {cohort->posts.count, cohort->companies.count, nw_round_places(round)->post_free,
                  cohort->posts.company, nw_round_places(round)->company_free},
    };
    if (options->carry_over)
        NW_TRY(nw_carries_new(&made.carries, round));
    nextwork_status status =
        nw_priorities_new(&made.priorities, cohort, options->seed, made.carries);
    if (status != NEXTWORK_OK) {
        nw_free(made.carries);
        return status;
    }
    made.priorities.held = options->protect ? round->held : NULL;
    *placing = made;
    return NEXTWORK_OK;
}

void nw_placing_clear(nw_placing *placing)
{
    nw_priorities_clear(&placing->priorities);
    nw_free(placing->carries);
}
