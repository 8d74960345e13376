#include "plan/sequence.h"

#include "base/dates.h"
#include "base/memory.h"
#include "fit/reasons.h"
#include "plan/sequence_state.h"

#define STEPS_BETWEEN_LOOKS 65536

/* --- The search --------------------------------------------------------------------------------
 */

/* Whether period t is held against the sequence's earlier one: two that are fixed are not. */
static bool is_held_against(const nw_sequence_search *s, int32_t t, int32_t earlier)
{
    return s->now.post[earlier] >= 0 &&
           !(s->period[t].must_be_there && s->period[earlier].must_be_there);
}

/* A plan sends nobody to a company twice: a wish asks for one placement. */
static bool is_repeat(const nw_sequence_search *s, int32_t t, const sequence_option *o)
{
    for (int32_t before = 0; before < t; before++)
        if (is_held_against(s, t, before) &&
            s->cohort->posts.company[s->now.post[before]] == o->company)
            return true;
    return false;
}

/* Whether the option is of the firm that the youth was at last, in the cohort or the sequence. */
static bool is_last_employer(const nw_sequence_search *s, int32_t t, const sequence_option *o)
{
    const nw_companies *companies = &s->cohort->companies;
    int32_t last = t - 1;
    while (last >= 0 && s->now.post[last] < 0)
        last--;
    if (last >= 0 && s->choice->rounds[last]->start >= s->period[t].last_start)
        return is_held_against(s, t, last) &&
               nw_same_firm(companies, s->cohort->posts.company[s->now.post[last]], o->company);
    return !s->period[t].must_be_there &&
           nw_same_firm(companies, s->period[t].last_company, o->company);
}

/* Whether the sequence so far, whose first `t` periods are filled, lets the option stand. */
static bool allowed(const nw_sequence_search *s, int32_t t, const sequence_option *o)
{
    uint32_t enabled = s->choice->rounds[t]->enabled;
    return !is_repeat(s, t, o) &&
           !((enabled & NW_BIT(NW_REASON_LAST_EMPLOYER)) != 0 && is_last_employer(s, t, o));
}

static bool is_other(const nw_sequence_search *s)
{
    for (int32_t t = 0; s->other_than != NULL && t < s->periods; t++)
        if (s->now.post[t] != s->other_than->post[t])
            return true;
    return s->other_than == NULL;
}

static nw_past past_of(const nw_sequence_search *s, int32_t t, const sequence_option *o,
                       int32_t later)
{
    const nw_round *round = s->choice->rounds[t];
    int32_t months = nw_date_months(round->end, s->choice->rounds[later]->start);
    return (nw_past){
        .industry = s->cohort->companies.industry[o->company],
        .function = s->cohort->posts.function[o->post],
        .weeks = round->weeks,
        .strength = nw_past_strength(round->weeks, months),
        .company = o->company,
        .months = months,
    };
}

/* Puts the option into period t, as history of the later ones; and takes it back. */
static void put(nw_sequence_search *s, int32_t t, const sequence_option *o)
{
    s->now.post[t] = o->post;
    for (int32_t later = t + 1; later < s->periods; later++)
        s->period[later].past[s->period[later].n_past++] = past_of(s, t, o, later);
}

static void take_back(nw_sequence_search *s, int32_t t)
{
    for (int32_t later = t + 1; later < s->periods; later++)
        s->period[later].n_past--;
}

static void search_from(nw_sequence_search *s, int32_t t, int32_t out);

static void search_with(nw_sequence_search *s, int32_t t, const sequence_option *o, int32_t out)
{
    int64_t value = nw_sequence_value(s, t, o);
    s->now.value += value;
    put(s, t, o);
    search_from(s, t + 1, out);
    take_back(s, t);
    s->now.value -= value;
}

static void search_without(nw_sequence_search *s, int32_t t, int32_t out)
{
    int64_t cost = nw_sequence_out_cost(s, out + 1) - nw_sequence_out_cost(s, out);
    s->now.value -= cost;
    s->now.post[t] = -1;
    search_from(s, t + 1, out + 1);
    s->now.value += cost;
}

/* Counts a step, and looks now and then whether somebody wants it stopped. */
static bool gives_up(nw_sequence_search *s)
{
    int64_t most = s->choice->most_steps;
    bool stopped = ++s->steps % STEPS_BETWEEN_LOOKS == 0 &&
                   nw_monitor_step(s->choice->monitor, 0) != NW_RUNNING;
    s->best.given_up = s->best.given_up || stopped || (most > 0 && s->steps > most);
    return s->best.given_up;
}

/* Tries everything in periods t and later that can lead to more than the best so far. */
static void search_from(nw_sequence_search *s, int32_t t, int32_t out)
{
    if (t == s->periods) {
        if (s->now.value > s->best.value && is_other(s)) {
            s->best = s->now;
            s->best.found = true;
        }
        return;
    }
    if (s->now.value + nw_sequence_still_to_gain(s, t, t, out) <= s->best.value)
        return;
    const sequence_period *p = &s->period[t];
    int64_t rest = nw_sequence_still_to_gain(s, t + 1, t, out);
    for (int64_t i = 0; i < p->count && !gives_up(s); i++) {
        const sequence_option *o = &p->options[i];
        if (s->now.value + o->most + rest <= s->best.value)
            break; /* and so it is with all behind it */
        if (allowed(s, t, o) && s->now.value + nw_sequence_value(s, t, o) + rest > s->best.value)
            search_with(s, t, o, out);
    }
    if (!p->must_be_there && !s->best.given_up)
        search_without(s, t, out);
}

nw_sequence nw_sequence_best(nw_sequence_search *search, int32_t youth,
                             const nw_sequence *other_than)
{
    search->youth = youth;
    search->other_than = other_than;
    search->now.value = 0;
    search->best = (nw_sequence){.value = NONE};
    search->steps = 0;
    nw_sequence_fill(search);
    int64_t most = nw_sequence_still_to_gain(search, 0, 0, 0);
    search_from(search, 0, 0);
    search->best.most = search->best.given_up ? most : search->best.value;
    search->best.steps = search->steps;
    return search->best;
}

void nw_sequence_fits(int32_t fits[NW_MOST_PERIODS], nw_sequence_search *search, int32_t youth,
                      const nw_sequence *sequence)
{
    search->youth = youth;
    for (int32_t t = 0; t < search->periods; t++)
        nw_sequence_fill_past(search, t);
    for (int32_t t = 0; t < search->periods; t++) {
        fits[t] = NW_UNKNOWN;
        if (sequence->post[t] < 0)
            continue;
        sequence_option o = nw_sequence_option_of(search, t, sequence->post[t]);
        fits[t] = (int32_t)nw_sequence_fit(search, t, &o);
        put(search, t, &o);
    }
}

/* --- Room --------------------------------------------------------------------------------------
 */

static int64_t longest_past(const nw_cohort *cohort)
{
    int64_t longest = 0;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int64_t length = cohort->placements.start[y + 1] - cohort->placements.start[y];
        longest = length > longest ? length : longest;
    }
    return longest;
}

static nextwork_status make_room(nw_sequence_search *s)
{
    int64_t past = longest_past(s->cohort) + s->periods, posts = s->cohort->posts.count;
    bool worked = true;
    for (int32_t t = 0; t < s->periods; t++) {
        s->period[t].options = NW_NEW(sequence_option, posts);
        s->period[t].past = NW_NEW(nw_past, past);
        worked = worked && s->period[t].options != NULL && s->period[t].past != NULL;
    }
    s->keyed = NW_NEW(nw_keyed, 2 * posts);
    s->sorted = NW_NEW(sequence_option, posts);
    s->is_candidate = NW_NEW_ZERO(bool, posts);
    s->candidates = NW_NEW(int32_t, posts);
    s->of_network = NW_NEW(int32_t, posts);
    s->others = NW_NEW(int32_t, posts);
    s->is_other = NW_NEW_ZERO(bool, posts);
    worked = worked && s->of_network != NULL && s->others != NULL && s->is_other != NULL;
    worked = worked && s->is_candidate != NULL && s->candidates != NULL && s->keyed != NULL &&
             s->sorted != NULL;
    return worked ? NEXTWORK_OK : nw_fail_memory("the search for a sequence");
}

nextwork_status nw_sequence_search_new(nw_sequence_search **search,
                                       const nw_sequence_choice *choice)
{
    nw_sequence_search *made = NW_NEW_ZERO(nw_sequence_search, 1);
    if (made == NULL)
        return nw_fail_memory("the search for a sequence");
    made->choice = choice;
    made->cohort = choice->rounds[0]->cohort;
    made->periods = choice->periods;
    nextwork_status status = make_room(made);
    if (status == NEXTWORK_OK)
        *search = made;
    else
        nw_sequence_search_free(made);
    return status;
}

void nw_sequence_search_free(nw_sequence_search *search)
{
    if (search == NULL)
        return;
    for (int32_t t = 0; t < NW_MOST_PERIODS; t++) {
        nw_free(search->period[t].options);
        nw_free(search->period[t].past);
    }
    nw_free(search->is_candidate);
    nw_free(search->candidates);
    nw_free(search->of_network);
    nw_free(search->others);
    nw_free(search->is_other);
    nw_free(search->keyed);
    nw_free(search->sorted);
    nw_free(search);
}
