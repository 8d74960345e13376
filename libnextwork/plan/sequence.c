#include "plan/sequence.h"

#include "base/arith.h"
#include "base/dates.h"
#include "base/memory.h"
#include "base/sort.h"
#include "fit/fit.h"
#include "fit/kernel.h"
#include "fit/reasons.h"

/* The most that weight * fit can be. */
#define MOST_WORTH (INT64_C(10000) * NW_FIT_MAX)

/* Below every value, and far from the end of the numbers. */
#define NONE (INT64_MIN / 4)

/* A post in a period, as far as it does not depend on the periods before. */
typedef struct {
    int32_t post, company;
    bool own;       /* the fit is the integrator's, whatever came before */
    int32_t fit;    /* with own */
    int64_t others; /* weight * value of all terms but novelty */
    int64_t price;  /* of the seat */
    int64_t most;   /* value whatever came before, at most */
} option;

typedef struct {
    option *options; /* by `most`, greatest first */
    int64_t count;
    nw_past *past; /* of the cohort, and behind it what the sequence has put before */
    int64_t n_past;
    int32_t last_company, last_start; /* of the cohort's placement that began last before; -1 */
    bool must_be_there, must_stay_out;
} period;

struct nw_sequence_search {
    const nw_sequence_choice *choice;
    const nw_cohort *cohort;
    int32_t periods;
    period period[NW_MOST_PERIODS];
    bool *is_candidate;  /* per post; false between youths */
    int32_t *candidates; /* of the youth at work */
    int64_t n_candidates;
    int32_t *of_network, *others; /* posts */
    bool *is_other;               /* per post; false between youths */
    nw_keyed *keyed;              /* posts + posts */
    option *sorted;
    /* of the youth at work */
    int32_t youth;
    const nw_sequence *other_than;
    nw_sequence now, best;
};

/* --- Fits --------------------------------------------------------------------------------------
 */

/* The novelty of the option after `count` past placements; false when it is unknown. */
static bool novelty(int32_t *value, const nw_sequence_search *s, int32_t t, const option *o)
{
    const period *p = &s->period[t];
    nw_novelty found;
    if (!s->cohort->placements.given && t == 0)
        return false;
    nw_novelty_of(&found, p->past, p->n_past, s->cohort->companies.industry[o->company],
                  s->cohort->posts.function[o->post]);
    if (found.known)
        *value = nw_novelty_by_intent(found.value, s->cohort->youths.intent[s->youth]);
    return found.known;
}

static int64_t fit_with(const nw_sequence_search *s, const option *o, int32_t novelty_value)
{
    int64_t weight = s->cohort->policy.weights[NW_TERM_NOVELTY];
    return o->own
               ? o->fit
               : nw_div_round(o->others + weight * novelty_value, s->choice->rounds[0]->weight_sum);
}

/* The option's fit given what the sequence has put before it. */
static int64_t exact_fit(const nw_sequence_search *s, int32_t t, const option *o)
{
    int32_t value = s->cohort->policy.terms.neutral[NW_TERM_NOVELTY];
    if (!o->own)
        novelty(&value, s, t, o);
    return fit_with(s, o, value);
}

static int64_t value_of(const nw_sequence_search *s, int32_t t, const option *o, int64_t fit)
{
    return s->choice->weight[t] * fit - o->price;
}

static int64_t exact(const nw_sequence_search *s, int32_t t, const option *o)
{
    return value_of(s, t, o, exact_fit(s, t, o));
}

/* What it cannot exceed, whatever the sequence puts before it besides. More history makes a post
 * less new; who wants to deepen may gain by it as much as there is. */
static int64_t at_most(const nw_sequence_search *s, int32_t t, const option *o)
{
    int32_t value = s->cohort->policy.terms.neutral[NW_TERM_NOVELTY];
    bool known = !o->own && novelty(&value, s, t, o);
    if (known && s->cohort->youths.intent[s->youth] == NW_DEEPEN)
        value = NW_FIT_MAX;
    return value_of(s, t, o, fit_with(s, o, value));
}

/* --- What a youth can choose from --------------------------------------------------------------
 */

static int64_t seat_price(const nw_sequence_choice *choice, int32_t t, int32_t post)
{
    const nw_cohort *cohort = choice->rounds[t]->cohort;
    if (choice->post_price == NULL)
        return 0;
    return choice->post_price[(int64_t)t * cohort->posts.count + post] +
           choice
               ->company_price[(int64_t)t * cohort->companies.count + cohort->posts.company[post]];
}

static option option_of(const nw_sequence_search *s, int32_t t, int32_t post)
{
    nw_fit fit;
    nw_fit_pair(&fit, s->choice->rounds[t], s->youth, post);
    option o = {
        .post = post,
        .company = s->cohort->posts.company[post],
        .own = fit.own,
        .fit = fit.fit,
        .price = seat_price(s->choice, t, post),
    };
    for (int term = 0; term < NW_TERMS; term++)
        if (term != NW_TERM_NOVELTY)
            o.others += (int64_t)s->cohort->policy.weights[term] * fit.value[term];
    o.most = at_most(s, t, &o);
    return o;
}

/* Whether nothing forbids the pair but, it may be, a last employer that the sequence can change. */
static bool possible(const nw_sequence_search *s, int32_t t, int32_t post)
{
    const nw_round *round = s->choice->rounds[t];
    return (round->youth_reasons[s->youth] | round->post_reasons[post]) == 0 &&
           (nw_pair_reasons(round, s->youth, post) & ~NW_BIT(NW_REASON_LAST_EMPLOYER)) == 0;
}

static void sort_options(nw_sequence_search *s, period *p)
{
    for (int64_t i = 0; i < p->count; i++)
        s->keyed[i] = (nw_keyed){~((uint64_t)p->options[i].most ^ UINT64_C(1) << 63), i};
    nw_sort_keyed(s->keyed, s->keyed + p->count, p->count);
    for (int64_t i = 0; i < p->count; i++)
        s->sorted[i] = p->options[s->keyed[i].item];
    memcpy(p->options, s->sorted, (size_t)p->count * sizeof *p->options);
}

static void add_option(nw_sequence_search *s, int32_t t, int32_t post)
{
    period *p = &s->period[t];
    if (possible(s, t, post))
        p->options[p->count++] = option_of(s, t, post);
}

/* What is fixed stands, whatever the cohort says of it. */
static void add_fixed(nw_sequence_search *s, int32_t t, int32_t post)
{
    period *p = &s->period[t];
    p->must_be_there = post >= 0;
    p->must_stay_out = post < 0;
    if (post >= 0)
        p->options[p->count++] = option_of(s, t, post);
}

static int32_t fixed_at(const nw_sequence_search *s, int32_t t)
{
    const int32_t *fixed = s->choice->fixed;
    return fixed == NULL ? NW_FREE : fixed[(int64_t)t * s->cohort->youths.count + s->youth];
}

static void fill_past(nw_sequence_search *s, int32_t t)
{
    const nw_round *round = s->choice->rounds[t];
    period *p = &s->period[t];
    int64_t first = round->past_start[s->youth];
    p->n_past = round->past_start[s->youth + 1] - first;
    memcpy(p->past, round->past + first, (size_t)p->n_past * sizeof *p->past);
    const nw_placement *last = nw_latest_past(round, s->youth);
    p->last_company = last == NULL ? -1 : last->company;
    p->last_start = last == NULL ? INT32_MIN : last->start;
}

static bool ever_possible(const nw_sequence_search *s, int32_t post)
{
    for (int32_t t = 0; t < s->periods; t++)
        if (fixed_at(s, t) == post || possible(s, t, post))
            return true;
    return false;
}

/* The greatest weight * fit of a pair in a period that allows it as things are; -1: none does. */
static int64_t greatest_worth(const nw_sequence_search *s, int32_t post)
{
    int64_t most = -1;
    for (int32_t t = 0; t < s->periods; t++) {
        nw_fit fit;
        nw_fit_pair(&fit, s->choice->rounds[t], s->youth, post);
        int64_t worth = (int64_t)s->choice->weight[t] * fit.fit;
        if (fit.reasons == 0 && worth > most)
            most = worth;
    }
    return most;
}

static void add_candidate(nw_sequence_search *s, int32_t post)
{
    if (s->is_candidate[post])
        return;
    s->is_candidate[post] = true;
    s->candidates[s->n_candidates++] = post;
}

/* The posts beyond the youth's list that its network leaves it in some period, in s->others. */
static int64_t list_others(nw_sequence_search *s)
{
    int64_t count = 0;
    for (int32_t t = 0; t < s->periods; t++) {
        int64_t posts = nw_posts_of_network(s->of_network, s->choice->rounds[t]->kernel, s->youth);
        for (int64_t i = 0; i < posts; i++) {
            int32_t post = s->of_network[i];
            if (s->is_candidate[post] || s->is_other[post])
                continue;
            s->is_other[post] = true;
            s->others[count++] = post;
        }
    }
    for (int64_t i = 0; i < count; i++)
        s->is_other[s->others[i]] = false;
    return count;
}

/* All of them, or as many of the best as there is room for; ties to the lower post. */
static void add_unlisted(nw_sequence_search *s)
{
    int64_t left = s->choice->most_candidates, others = list_others(s), count = 0;
    for (int64_t i = 0; i < s->n_candidates && left > 0; i++)
        left -= ever_possible(s, s->candidates[i]);
    for (int64_t i = 0; i < others; i++) {
        int32_t post = s->others[i];
        int64_t worth = s->choice->most_candidates == 0 ? 0 : greatest_worth(s, post);
        if (s->choice->most_candidates == 0)
            add_candidate(s, post);
        else if (worth >= 0)
            s->keyed[count++] =
                (nw_keyed){(uint64_t)(MOST_WORTH - worth) << 32 | (uint32_t)post, post};
    }
    nw_sort_keyed(s->keyed, s->keyed + s->cohort->posts.count, count);
    for (int64_t i = 0; i < count && i < left; i++)
        add_candidate(s, (int32_t)s->keyed[i].item);
}

/* What is fixed, what the youth listed, and with `extend` others. */
static void choose_candidates(nw_sequence_search *s)
{
    const nw_wishes *wishes = &s->cohort->wishes;
    s->n_candidates = 0;
    for (int32_t t = 0; t < s->periods; t++)
        if (fixed_at(s, t) >= 0)
            add_candidate(s, fixed_at(s, t));
    for (int64_t w = wishes->start[s->youth]; w < wishes->start[s->youth + 1]; w++)
        add_candidate(s, wishes->post[w]);
    if (s->choice->extend)
        add_unlisted(s);
    for (int64_t i = 0; i < s->n_candidates; i++)
        s->is_candidate[s->candidates[i]] = false;
}

static void fill_period(nw_sequence_search *s, int32_t t)
{
    period *p = &s->period[t];
    p->count = 0;
    p->must_be_there = p->must_stay_out = false;
    fill_past(s, t);
    if (fixed_at(s, t) != NW_FREE) {
        add_fixed(s, t, fixed_at(s, t));
        return;
    }
    for (int64_t i = 0; i < s->n_candidates; i++)
        add_option(s, t, s->candidates[i]);
    sort_options(s, p);
}

/* --- The search --------------------------------------------------------------------------------
 */

/* Whether period t is held against the sequence's earlier one: two that are fixed are not. */
static bool is_held_against(const nw_sequence_search *s, int32_t t, int32_t earlier)
{
    return s->now.post[earlier] >= 0 &&
           !(s->period[t].must_be_there && s->period[earlier].must_be_there);
}

/* A plan sends nobody to a company twice: a wish asks for one placement. */
static bool is_repeat(const nw_sequence_search *s, int32_t t, const option *o)
{
    for (int32_t before = 0; before < t; before++)
        if (is_held_against(s, t, before) &&
            s->cohort->posts.company[s->now.post[before]] == o->company)
            return true;
    return false;
}

/* Whether the option is of the firm that the youth was at last, in the cohort or the sequence. */
static bool is_last_employer(const nw_sequence_search *s, int32_t t, const option *o)
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
static bool allowed(const nw_sequence_search *s, int32_t t, const option *o)
{
    uint32_t enabled = s->choice->rounds[t]->enabled;
    return !is_repeat(s, t, o) &&
           !((enabled & NW_BIT(NW_REASON_LAST_EMPLOYER)) != 0 && is_last_employer(s, t, o));
}

/* The most that any option of a later period can still have; NONE without one. */
static int64_t most_of(const nw_sequence_search *s, int32_t t)
{
    const period *p = &s->period[t];
    int64_t most = NONE;
    for (int64_t i = 0; i < p->count && p->options[i].most > most; i++) {
        int64_t value = at_most(s, t, &p->options[i]);
        most = value > most ? value : most;
    }
    return most;
}

static int64_t cost_of_sitting_out(const nw_sequence_search *s, int32_t times)
{
    return s->choice->must_place && times > 1 ? (times - 1) * NW_SAT_OUT_COST : 0;
}

/* What periods t and later can add at most to a sequence that sits out `out` times before them:
 * the best number of them to sit out, each the one that loses least. */
static int64_t still_to_gain(const nw_sequence_search *s, int32_t t, int32_t out)
{
    int64_t gain[NW_MOST_PERIODS], all = 0;
    int32_t count = 0, forced = out;
    for (; t < s->periods; t++) {
        int64_t most = most_of(s, t);
        if (most == NONE)
            forced++;
        else if (s->period[t].must_be_there)
            all += most;
        else
            gain[count++] = most;
    }
    for (int32_t i = 1; i < count; i++) /* the greatest gain first */
        for (int32_t j = i; j > 0 && gain[j] > gain[j - 1]; j--) {
            int64_t kept = gain[j];
            gain[j] = gain[j - 1];
            gain[j - 1] = kept;
        }
    int64_t best = all - cost_of_sitting_out(s, forced + count);
    for (int32_t taken = 0; taken < count; taken++) {
        all += gain[taken];
        int64_t value = all - cost_of_sitting_out(s, forced + count - taken - 1);
        best = value > best ? value : best;
    }
    return best + cost_of_sitting_out(s, out);
}

static bool is_other(const nw_sequence_search *s)
{
    for (int32_t t = 0; s->other_than != NULL && t < s->periods; t++)
        if (s->now.post[t] != s->other_than->post[t])
            return true;
    return s->other_than == NULL;
}

static nw_past past_of(const nw_sequence_search *s, int32_t t, const option *o, int32_t later)
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
static void put(nw_sequence_search *s, int32_t t, const option *o)
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

static void search_with(nw_sequence_search *s, int32_t t, const option *o, int32_t out)
{
    int64_t value = exact(s, t, o);
    s->now.value += value;
    put(s, t, o);
    search_from(s, t + 1, out);
    take_back(s, t);
    s->now.value -= value;
}

static void search_without(nw_sequence_search *s, int32_t t, int32_t out)
{
    int64_t cost = cost_of_sitting_out(s, out + 1) - cost_of_sitting_out(s, out);
    s->now.value -= cost;
    s->now.post[t] = -1;
    search_from(s, t + 1, out + 1);
    s->now.value += cost;
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
    if (s->now.value + still_to_gain(s, t, out) <= s->best.value)
        return;
    const period *p = &s->period[t];
    int64_t rest = still_to_gain(s, t + 1, out);
    for (int64_t i = 0; i < p->count; i++) {
        const option *o = &p->options[i];
        if (s->now.value + o->most + rest <= s->best.value)
            break; /* and so it is with all behind it */
        if (allowed(s, t, o) && s->now.value + exact(s, t, o) + rest > s->best.value)
            search_with(s, t, o, out);
    }
    if (!p->must_be_there)
        search_without(s, t, out);
}

nw_sequence nw_sequence_best(nw_sequence_search *search, int32_t youth,
                             const nw_sequence *other_than)
{
    search->youth = youth;
    search->other_than = other_than;
    search->now.value = 0;
    search->best = (nw_sequence){.value = NONE};
    choose_candidates(search);
    for (int32_t t = 0; t < search->periods; t++)
        fill_period(search, t);
    search_from(search, 0, 0);
    return search->best;
}

void nw_sequence_fits(int32_t fits[NW_MOST_PERIODS], nw_sequence_search *search, int32_t youth,
                      const nw_sequence *sequence)
{
    search->youth = youth;
    for (int32_t t = 0; t < search->periods; t++)
        fill_past(search, t);
    for (int32_t t = 0; t < search->periods; t++) {
        fits[t] = NW_UNKNOWN;
        if (sequence->post[t] < 0)
            continue;
        option o = option_of(search, t, sequence->post[t]);
        fits[t] = (int32_t)exact_fit(search, t, &o);
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
        s->period[t].options = NW_NEW(option, posts);
        s->period[t].past = NW_NEW(nw_past, past);
        worked = worked && s->period[t].options != NULL && s->period[t].past != NULL;
    }
    s->keyed = NW_NEW(nw_keyed, 2 * posts);
    s->sorted = NW_NEW(option, posts);
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
