/* What a youth can choose from in each period, and what it is worth. */
#include "plan/sequence_state.h"

#include "base/arith.h"
#include "fit/fit.h"
#include "fit/kernel.h"
#include "fit/reasons.h"

/* The most that weight * fit can be. */
#define MOST_WORTH (INT64_C(10000) * NW_FIT_MAX)

/* --- Fits --------------------------------------------------------------------------------------
 */

/* The novelty of the option after `count` past placements; false when it is unknown. */
static bool novelty(int32_t *value, const nw_sequence_search *s, int32_t t,
                    const sequence_option *o)
{
    const sequence_period *p = &s->period[t];
    nw_novelty found;
    if (!s->cohort->placements.given && t == 0)
        return false;
    nw_novelty_of(&found, p->past, p->n_past, s->cohort->companies.industry[o->company],
                  s->cohort->posts.function[o->post]);
    if (found.known)
        *value = nw_novelty_by_intent(found.value, s->cohort->youths.intent[s->youth]);
    return found.known;
}

static int64_t fit_with(const nw_sequence_search *s, const sequence_option *o,
                        int32_t novelty_value)
{
    int64_t weight = s->cohort->policy.weights[NW_TERM_NOVELTY];
    return o->own
               ? o->fit
               : nw_div_round(o->others + weight * novelty_value, s->choice->rounds[0]->weight_sum);
}

int64_t nw_sequence_fit(const nw_sequence_search *s, int32_t t, const sequence_option *o)
{
    int32_t value = s->cohort->policy.terms.neutral[NW_TERM_NOVELTY];
    if (!o->own)
        novelty(&value, s, t, o);
    return fit_with(s, o, value);
}

static int64_t value_of(const nw_sequence_search *s, int32_t t, const sequence_option *o,
                        int64_t fit)
{
    return s->choice->weight[t] * fit - o->price;
}

int64_t nw_sequence_value(const nw_sequence_search *s, int32_t t, const sequence_option *o)
{
    return value_of(s, t, o, nw_sequence_fit(s, t, o));
}

/* More history makes a post less new; who wants to deepen may gain by it as much as there is. */
int64_t nw_sequence_at_most(const nw_sequence_search *s, int32_t t, const sequence_option *o)
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

sequence_option nw_sequence_option_of(const nw_sequence_search *s, int32_t t, int32_t post)
{
    nw_fit fit;
    nw_fit_pair(&fit, s->choice->rounds[t], s->youth, post);
    sequence_option o = {
        .post = post,
        .company = s->cohort->posts.company[post],
        .own = fit.own,
        .fit = fit.fit,
        .price = seat_price(s->choice, t, post),
    };
    for (int term = 0; term < NW_TERMS; term++)
        if (term != NW_TERM_NOVELTY)
            o.others += (int64_t)s->cohort->policy.weights[term] * fit.value[term];
    o.most = nw_sequence_at_most(s, t, &o);
    return o;
}

/* Whether nothing forbids the pair but, it may be, a last employer that the sequence can change. */
static bool possible(const nw_sequence_search *s, int32_t t, int32_t post)
{
    const nw_round *round = s->choice->rounds[t];
    return (round->youth_reasons[s->youth] | round->post_reasons[post]) == 0 &&
           (nw_pair_reasons(round, s->youth, post) & ~NW_BIT(NW_REASON_LAST_EMPLOYER)) == 0;
}

static void sort_options(nw_sequence_search *s, sequence_period *p)
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
    sequence_period *p = &s->period[t];
    if (possible(s, t, post))
        p->options[p->count++] = nw_sequence_option_of(s, t, post);
}

/* What is fixed stands, whatever the cohort says of it. */
static void add_fixed(nw_sequence_search *s, int32_t t, int32_t post)
{
    sequence_period *p = &s->period[t];
    p->must_be_there = post >= 0;
    p->must_stay_out = post < 0;
    if (post >= 0)
        p->options[p->count++] = nw_sequence_option_of(s, t, post);
}

static int32_t fixed_at(const nw_sequence_search *s, int32_t t)
{
    const int32_t *fixed = s->choice->fixed;
    return fixed == NULL ? NW_FREE : fixed[(int64_t)t * s->cohort->youths.count + s->youth];
}

void nw_sequence_fill_past(nw_sequence_search *s, int32_t t)
{
    const nw_round *round = s->choice->rounds[t];
    sequence_period *p = &s->period[t];
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
    sequence_period *p = &s->period[t];
    p->count = 0;
    p->must_be_there = p->must_stay_out = false;
    nw_sequence_fill_past(s, t);
    if (fixed_at(s, t) != NW_FREE) {
        add_fixed(s, t, fixed_at(s, t));
        return;
    }
    for (int64_t i = 0; i < s->n_candidates; i++)
        add_option(s, t, s->candidates[i]);
    sort_options(s, p);
}

void nw_sequence_fill(nw_sequence_search *s)
{
    choose_candidates(s);
    for (int32_t t = 0; t < s->periods; t++)
        fill_period(s, t);
}
