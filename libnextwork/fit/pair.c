#include "fit/pair.h"

#include "base/arith.h"
#include "cohort/place.h"

/* The place of `wanted` in values[first .. end - 1], which ascend; or -1. Halves without a branch,
 * which nobody could predict. */
static int64_t find(const int32_t *values, int64_t first, int64_t end, int32_t wanted)
{
    if (first == end)
        return -1;
    for (int64_t left = end - first; left > 1;) {
        int64_t half = left / 2;
        first += half & -(int64_t)(values[first + half] <= wanted);
        left -= half;
    }
    return values[first] == wanted ? first : -1;
}

int32_t nw_wish_rank(const nw_cohort *cohort, int32_t youth, int32_t post)
{
    const nw_wishes *wishes = &cohort->wishes;
    for (int64_t i = wishes->start[youth]; i < wishes->start[youth + 1]; i++)
        if (wishes->post[i] == post)
            return wishes->rank[i];
    return NW_UNKNOWN;
}

int64_t nw_answer_at(const nw_cohort *cohort, int32_t youth, int32_t post)
{
    const nw_answers *answers = &cohort->answers;
    return find(answers->post, answers->start[youth], answers->start[youth + 1], post);
}

static bool vetoed(const nw_cohort *cohort, int32_t youth, int32_t post)
{
    const nw_wishes *wishes = &cohort->wishes;
    return find(wishes->veto, wishes->veto_start[youth], wishes->veto_start[youth + 1], post) >= 0;
}

int32_t nw_travel_pace(const nw_term_parameters *terms, int32_t mode)
{
    const int32_t pace[] = {
        [NW_WALK] = terms->walk,
        [NW_BIKE] = terms->bike,
        [NW_TRANSIT] = terms->transit,
        [NW_CAR] = terms->car,
    };
    return pace[mode];
}

int32_t nw_travel_wait(const nw_term_parameters *terms, int32_t mode)
{
    return mode == NW_TRANSIT ? terms->transit_wait : mode == NW_CAR ? terms->car_wait : 0;
}

int32_t nw_travel_estimate(const nw_term_parameters *terms, int32_t mode, int32_t metres)
{
    /* Detour in thousandths, metres in thousandths of a km, pace in tenths of a minute. */
    int64_t scale = NW_TRAVEL_SCALE;
    int64_t moving = (int64_t)metres * terms->detour * nw_travel_pace(terms, mode);
    return (int32_t)nw_div_round(nw_travel_wait(terms, mode) * scale + moving, scale);
}

int32_t nw_travel_minutes(const nw_cohort *cohort, int32_t youth, int32_t company)
{
    int32_t told = nw_values_find(&cohort->travel, youth, company);
    if (told != NW_UNKNOWN)
        return told;
    nw_place home = cohort->youths.place[youth], work = cohort->companies.place[company];
    if (!home.known || !work.known)
        return NW_UNKNOWN;
    return nw_travel_estimate(&cohort->policy.terms, cohort->youths.travel_mode[youth],
                              nw_place_distance(home, work));
}

bool nw_codes_have(const nw_code_rows *rows, int32_t row, int32_t code)
{
    return find(rows->code, rows->start[row], rows->start[row + 1], code) >= 0;
}

void nw_pair_begin(nw_pair *pair, const nw_round *round, int32_t youth, int32_t post)
{
    *pair = (nw_pair){
        .round = round,
        .cohort = round->cohort,
        .youth = youth,
        .post = post,
        .company = round->cohort->posts.company[post],
    };
}

void nw_pair_look_up_at(nw_pair *pair, int32_t rank)
{
    pair->rank = rank;
    pair->vetoed = vetoed(pair->cohort, pair->youth, pair->post);
    pair->answer = nw_answer_at(pair->cohort, pair->youth, pair->post);
    pair->minutes = nw_travel_minutes(pair->cohort, pair->youth, pair->company);
}

void nw_pair_look_up(nw_pair *pair, const nw_round *round, int32_t youth, int32_t post)
{
    nw_pair_begin(pair, round, youth, post);
    nw_pair_look_up_at(pair, nw_wish_rank(pair->cohort, youth, post));
}

void nw_pair_novelty(nw_novelty *novelty, const nw_pair *pair)
{
    const nw_round *round = pair->round;
    int64_t first = round->past_start[pair->youth];
    nw_novelty_of(novelty, round->past + first, round->past_start[pair->youth + 1] - first,
                  pair->cohort->companies.industry[pair->company],
                  pair->cohort->posts.function[pair->post]);
}
