/* Each term gives its value when what it needs is known, and says whether it is. */
#include "fit/terms.h"

#include "base/arith.h"
#include "fit/alike.h"

static int32_t share(int64_t part, int64_t whole)
{
    return (int32_t)nw_div_round(NW_FIT_MAX * part, whole);
}

/* The whole at rank 1, then equal steps down towards `base`; no lower than the step of `depth`. */
static int32_t by_rank(int32_t base, int32_t rank, int32_t depth)
{
    int64_t steps = depth + 1 - nw_min32(rank, depth);
    return base + (int32_t)nw_div_round((NW_FIT_MAX - base) * steps, depth);
}

int32_t nw_unlisted_wish(int64_t sum, int64_t count)
{
    return share(sum, count * 8); /* four steps from -2 to 2, and half the whole */
}

/* Without a wish: what the youth said of the industry and the job function, at most half. */
static bool wish_by_interest(int32_t *value, const nw_pair *pair)
{
    const nw_cohort *cohort = pair->cohort;
    const nw_interest *interests[] = {
        nw_industry_interest(cohort, pair->youth, cohort->companies.industry[pair->company]),
        nw_function_interest(cohort, pair->youth, cohort->posts.function[pair->post]),
    };
    int64_t sum = 0, count = 0;
    for (int i = 0; i < 2; i++)
        if (interests[i] != NULL) {
            sum += interests[i]->value + 2;
            count++;
        }
    if (count == 0)
        return false;
    *value = nw_unlisted_wish(sum, count);
    return true;
}

static bool wish(int32_t *value, const nw_pair *pair)
{
    if (pair->rank == NW_UNKNOWN)
        return wish_by_interest(value, pair);
    *value = by_rank(6000, pair->rank, pair->cohort->policy.terms.wish_depth);
    return true;
}

static bool novelty(int32_t *value, const nw_pair *pair)
{
    const nw_cohort *cohort = pair->cohort;
    if (!cohort->placements.given)
        return false;
    nw_novelty found;
    nw_pair_novelty(&found, pair);
    if (found.known)
        *value = nw_novelty_by_intent(found.value, cohort->youths.intent[pair->youth]);
    return found.known;
}

static bool mutual(int32_t *value, const nw_pair *pair)
{
    const nw_answers *answers = &pair->cohort->answers;
    if (pair->answer < 0)
        return false;
    int32_t rank = answers->rank[pair->answer];
    int8_t answer = answers->answer[pair->answer];
    if (answer != NW_YES)
        *value = answer == NW_MAYBE ? 6000 : 0;
    else if (rank == NW_UNKNOWN)
        *value = NW_FIT_MAX;
    else
        *value = by_rank(7000, rank, pair->cohort->policy.terms.answer_depth);
    return true;
}

int32_t nw_travel_limit(const nw_cohort *cohort, int32_t youth)
{
    int32_t given = cohort->youths.travel_max[youth];
    return given != NW_UNKNOWN ? given : cohort->policy.terms.travel_default_max;
}

static bool travel(int32_t *value, const nw_pair *pair)
{
    if (pair->minutes == NW_UNKNOWN)
        return false;
    int32_t limit = nw_travel_limit(pair->cohort, pair->youth);
    int32_t free = nw_min32(pair->cohort->policy.terms.travel_free, limit);
    if (pair->minutes <= free)
        *value = NW_FIT_MAX;
    else if (pair->minutes >= limit)
        *value = 0;
    else
        *value = share(limit - pair->minutes, limit - free);
    return true;
}

static bool goal(int32_t *value, const nw_pair *pair)
{
    const nw_cohort *cohort = pair->cohort;
    int alike = nw_goal_alike(NULL, cohort, pair->youth, cohort->companies.industry[pair->company],
                              cohort->posts.function[pair->post]);
    if (alike == NW_NOT_COMPARABLE)
        return false;
    *value = share(alike, NW_SAME);
    return true;
}

static bool support(int32_t *value, const nw_pair *pair)
{
    const nw_code_rows *needs = &pair->cohort->youths.needs, *offers = &pair->cohort->posts.offers;
    int32_t all = 0, met = 0;
    for (int64_t i = needs->start[pair->youth]; i < needs->start[pair->youth + 1]; i++) {
        all += needs->level[i];
        if (nw_codes_have(offers, pair->post, needs->code[i]))
            met += needs->level[i];
    }
    if (all > 0 && nw_codes_count(offers, pair->post) == 0)
        return false;
    *value = all == 0 ? NW_FIT_MAX : share(met, all);
    return true;
}

bool nw_hours_meet(int32_t *most, const nw_cohort *cohort, int32_t youth, int32_t post)
{
    /* NW_UNKNOWN is below every number, so only maxima need care. */
    int32_t wanted = cohort->youths.hours_max[youth], offered = cohort->posts.hours_max[post];
    int32_t least = nw_max32(cohort->youths.hours_min[youth], cohort->posts.hours_min[post]);
    *most = nw_min32(wanted == NW_UNKNOWN ? NW_UNLIMITED : wanted,
                     offered == NW_UNKNOWN ? NW_UNLIMITED : offered);
    return least <= *most;
}

static bool hours(int32_t *value, const nw_pair *pair)
{
    const nw_cohort *cohort = pair->cohort;
    int32_t most, wanted = cohort->youths.hours_max[pair->youth];
    if (wanted == NW_UNKNOWN || cohort->posts.hours_max[pair->post] == NW_UNKNOWN)
        return false;
    if (!nw_hours_meet(&most, cohort, pair->youth, pair->post))
        *value = 0;
    else
        *value = wanted == 0 ? NW_FIT_MAX : share(most, wanted);
    return true;
}

/* Two answers of three before the first: a company that nobody asked yet starts at two thirds. */
static bool reliability(int32_t *value, const nw_pair *pair)
{
    const nw_companies *companies = &pair->cohort->companies;
    int32_t answered = companies->answered[pair->company], asked = companies->asked[pair->company];
    if (answered == NW_UNKNOWN || asked == NW_UNKNOWN || (answered == 0 && asked == 0))
        return false;
    *value = nw_min32(NW_FIT_MAX, share((int64_t)answered + 2, (int64_t)asked + 3));
    return true;
}

static bool skill(int32_t *value, const nw_pair *pair)
{
    const nw_code_rows *prefers = &pair->cohort->posts.prefers;
    const nw_code_rows *skills = &pair->cohort->youths.skills;
    int64_t wanted = nw_codes_count(prefers, pair->post), had = 0;
    if (wanted > 0 && nw_codes_count(skills, pair->youth) == 0)
        return false;
    for (int64_t i = prefers->start[pair->post]; i < prefers->start[pair->post + 1]; i++)
        had += nw_codes_have(skills, pair->youth, prefers->code[i]);
    *value = wanted == 0 ? NW_FIT_MAX : share(had, wanted);
    return true;
}

static bool room(int32_t *value, const nw_pair *pair)
{
    const nw_capacity *capacity = &pair->round->capacity;
    int32_t seats = pair->cohort->posts.seats[pair->post];
    int32_t left = nw_min32(capacity->post_free[pair->post], capacity->company_free[pair->company]);
    *value = seats == 0 ? 0 : share(left, seats);
    return true;
}

bool nw_term_value(int32_t *value, const nw_pair *pair, nw_term term)
{
    bool (*const terms[NW_TERMS])(int32_t *, const nw_pair *) = {
        [NW_TERM_WISH] = wish,     [NW_TERM_NOVELTY] = novelty,
        [NW_TERM_MUTUAL] = mutual, [NW_TERM_TRAVEL] = travel,
        [NW_TERM_GOAL] = goal,     [NW_TERM_SUPPORT] = support,
        [NW_TERM_HOURS] = hours,   [NW_TERM_RELIABILITY] = reliability,
        [NW_TERM_SKILL] = skill,   [NW_TERM_ROOM] = room,
    };
    *value = pair->cohort->policy.terms.neutral[term];
    return terms[term](value, pair);
}

void nw_terms_fill(nw_fit *fit, const nw_pair *pair)
{
    for (int term = 0; term < NW_TERMS; term++)
        fit->known[term] = nw_term_value(&fit->value[term], pair, (nw_term)term);
}
