#include "fit/reasons.h"

#include "base/dates.h"
#include "fit/terms.h"

static uint32_t bit_if(bool holds, nw_reason reason)
{
    return (uint32_t)holds << reason;
}

uint32_t nw_rules_enabled(const nw_rules *rules)
{
    uint32_t enabled = 0;
    for (int reason = 0; reason < NW_REASONS; reason++)
        enabled |= bit_if(rules->enabled[reason], (nw_reason)reason);
    return enabled;
}

const nw_placement *nw_overlapping(const nw_round *round, int32_t youth)
{
    const nw_placements *placements = &round->cohort->placements;
    for (int64_t i = placements->start[youth]; i < placements->start[youth + 1]; i++)
        if (nw_placement_covers(&placements->item[i], round->start, round->end))
            return &placements->item[i];
    return NULL;
}

/* Only the year of birth is known, so an age is two numbers: a reason holds when it does for both.
 */
static uint32_t age_reasons(const nw_round *round, int32_t youth)
{
    int32_t birth_year = round->cohort->youths.birth_year[youth];
    if (birth_year == NW_UNKNOWN)
        return 0;
    int32_t oldest = nw_date_year(round->start) - birth_year;
    return bit_if(oldest < round->rules.youngest, NW_REASON_TOO_YOUNG) |
           bit_if(oldest - 1 > round->rules.oldest, NW_REASON_TOO_OLD);
}

uint32_t nw_youth_reasons(const nw_round *round, int32_t youth)
{
    const nw_youths *youths = &round->cohort->youths;
    bool holds = round->held != NULL && round->held[youth] >= 0;
    bool overlaps = !holds && nw_overlapping(round, youth) != NULL;
    uint32_t reasons = age_reasons(round, youth) | bit_if(overlaps, NW_REASON_OVERLAP) |
                       bit_if(youths->trial_arm[youth] == NW_CONTROL, NW_REASON_CONTROL_ARM) |
                       bit_if(youths->enrolled[youth] == 0, NW_REASON_NOT_ENROLLED);
    return reasons & round->enabled;
}

uint32_t nw_post_reasons(const nw_round *round, int32_t post)
{
    const nw_posts *posts = &round->cohort->posts;
    int32_t from = posts->available_from[post], to = posts->available_to[post];
    bool away = from > round->start || (to != NW_UNKNOWN && to < round->end);
    const nw_capacity *capacity = nw_round_places(round);
    uint32_t reasons =
        bit_if(away, NW_REASON_NOT_AVAILABLE) |
        bit_if(capacity->post_free[post] == 0, NW_REASON_NO_SEAT) |
        bit_if(capacity->company_free[posts->company[post]] == 0, NW_REASON_HEADCOUNT_RULE);
    return reasons & round->enabled;
}

static uint32_t answer_reasons(const nw_pair *pair)
{
    int answer = pair->answer < 0 ? -1 : pair->cohort->answers.answer[pair->answer];
    bool mutual = answer == NW_YES || (answer == NW_MAYBE && pair->round->rules.maybe_is_mutual);
    return bit_if(answer == NW_NO, NW_REASON_COMPANY_NO) | bit_if(!mutual, NW_REASON_NOT_MUTUAL);
}

const nw_past *nw_past_at(const nw_round *round, int32_t youth, int32_t company)
{
    for (int64_t i = round->past_start[youth + 1]; i > round->past_start[youth]; i--)
        if (round->past[i - 1].company == company)
            return &round->past[i - 1];
    return NULL;
}

bool nw_same_firm(const nw_companies *companies, int32_t a, int32_t b)
{
    if (a < 0 || b < 0)
        return false;
    return a == b || (companies->owner[a] >= 0 && companies->owner[a] == companies->owner[b]);
}

/* A wish lifts repeat-company, because the youth asks to come back; last-employer it does not. */
static uint32_t history_reasons(const nw_pair *pair)
{
    const nw_round *round = pair->round;
    bool repeats =
        pair->rank == NW_UNKNOWN && nw_past_at(round, pair->youth, pair->company) != NULL;
    bool last =
        nw_same_firm(&pair->cohort->companies, round->last_company[pair->youth], pair->company);
    return bit_if(repeats, NW_REASON_REPEAT_COMPANY) | bit_if(last, NW_REASON_LAST_EMPLOYER);
}

bool nw_need_unmet(const nw_pair *pair, int64_t need)
{
    const nw_code_rows *needs = &pair->cohort->youths.needs;
    return needs->level[need] >= pair->round->rules.need_level &&
           !nw_codes_have(&pair->cohort->posts.offers, pair->post, needs->code[need]);
}

bool nw_any_need_unmet(const nw_pair *pair)
{
    const nw_code_rows *needs = &pair->cohort->youths.needs;
    if (nw_codes_count(needs, pair->youth) == 0 ||
        nw_codes_count(&pair->cohort->posts.offers, pair->post) == 0)
        return false;
    for (int64_t i = needs->start[pair->youth]; i < needs->start[pair->youth + 1]; i++)
        if (nw_need_unmet(pair, i))
            return true;
    return false;
}

bool nw_skill_missing(const nw_pair *pair)
{
    const nw_code_rows *requires = &pair->cohort->posts.requires;
    const nw_code_rows *skills = &pair->cohort->youths.skills;
    if (nw_codes_count(skills, pair->youth) == 0)
        return false;
    for (int64_t i = requires->start[pair->post]; i < requires->start[pair->post + 1]; i++)
        if (!nw_codes_have(skills, pair->youth, requires->code[i]))
            return true;
    return false;
}

static bool outside_network(const nw_pair *pair)
{
    const nw_companies *companies = &pair->cohort->companies;
    int32_t network = pair->cohort->youths.network[pair->youth];
    int64_t first = companies->network_start[pair->company];
    int64_t end = companies->network_start[pair->company + 1];
    if (network < 0)
        return false;
    for (int64_t i = first; i < end; i++)
        if (companies->network[i] == network)
            return false;
    return first < end;
}

/* What follows from the rows of youth and post alone. */
static uint32_t row_reasons(const nw_pair *pair)
{
    int32_t most;
    bool meet = nw_hours_meet(&most, pair->cohort, pair->youth, pair->post);
    return bit_if(!meet, NW_REASON_HOURS_TOO_FEW) |
           bit_if(nw_any_need_unmet(pair), NW_REASON_NEED_UNMET) |
           bit_if(nw_skill_missing(pair), NW_REASON_SKILL_MISSING) |
           bit_if(outside_network(pair), NW_REASON_OUTSIDE_NETWORK);
}

static uint32_t travel_reasons(const nw_pair *pair)
{
    int32_t limit = pair->cohort->youths.travel_max[pair->youth];
    return bit_if(limit != NW_UNKNOWN && pair->minutes > limit, NW_REASON_TRAVEL_TOO_FAR);
}

/* What follows from what was looked up. */
static uint32_t found_reasons(const nw_pair *pair)
{
    return bit_if(pair->vetoed, NW_REASON_VETO) | answer_reasons(pair) | history_reasons(pair) |
           travel_reasons(pair);
}

/* Who is there already has no need to be let in. */
static uint32_t without_start(const nw_pair *pair, uint32_t reasons)
{
    return nw_holds(pair->round, pair->youth, pair->post) ? reasons & ~NW_REASONS_OF_A_START
                                                          : reasons;
}

uint32_t nw_reasons_of(const nw_pair *pair)
{
    const nw_round *round = pair->round;
    uint32_t reasons = (found_reasons(pair) | row_reasons(pair)) & round->enabled;
    return without_start(pair, reasons | round->youth_reasons[pair->youth] |
                                   round->post_reasons[pair->post]);
}

/* Begins the pair and asks what needs no look-up. */
static bool begin_allowed(nw_pair *pair, const nw_round *round, int32_t youth, int32_t post)
{
    if ((round->youth_reasons[youth] | round->post_reasons[post]) != 0)
        return false;
    nw_pair_begin(pair, round, youth, post);
    return (row_reasons(pair) & round->enabled) == 0;
}

static bool found_allowed(const nw_pair *pair)
{
    return without_start(pair, found_reasons(pair) & pair->round->enabled) == 0;
}

bool nw_pair_allowed(const nw_round *round, int32_t youth, int32_t post)
{
    nw_pair pair;
    if (!begin_allowed(&pair, round, youth, post))
        return false;
    nw_pair_look_up_at(&pair, nw_wish_rank(round->cohort, youth, post));
    return found_allowed(&pair);
}

bool nw_wish_allowed(nw_pair *pair, const nw_round *round, int32_t youth, int64_t wish)
{
    const nw_wishes *wishes = &round->cohort->wishes;
    if (!begin_allowed(pair, round, youth, wishes->post[wish]))
        return false;
    nw_pair_look_up_at(pair, wishes->rank[wish]);
    return found_allowed(pair);
}

uint32_t nw_pair_reasons(const nw_round *round, int32_t youth, int32_t post)
{
    nw_pair pair;
    nw_pair_look_up(&pair, round, youth, post);
    return nw_reasons_of(&pair);
}
