/* What the parts of nw_sequence_search share. */
#ifndef NW_PLAN_SEQUENCE_STATE_H
#define NW_PLAN_SEQUENCE_STATE_H

#include "plan/sequence.h"

#include "base/sort.h"

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
} sequence_option;

typedef struct {
    sequence_option *options; /* by `most`, greatest first */
    int64_t count;
    nw_past *past; /* of the cohort, and behind it what the sequence has put before */
    int64_t n_past;
    int32_t last_company, last_start; /* of the cohort's placement that began last before; -1 */
    bool must_be_there, must_stay_out;
} sequence_period;

struct nw_sequence_search {
    const nw_sequence_choice *choice;
    const nw_cohort *cohort;
    int32_t periods;
    sequence_period period[NW_MOST_PERIODS];
    bool *is_candidate;  /* per post; false between youths */
    int32_t *candidates; /* of the youth at work */
    int64_t n_candidates;
    int32_t *of_network, *others; /* posts */
    bool *is_other;               /* per post; false between youths */
    nw_keyed *keyed;              /* posts + posts */
    sequence_option *sorted;
    /* of the youth at work */
    int32_t youth;
    const nw_sequence *other_than;
    nw_sequence now, best;
    int64_t steps; /* of the search so far */
};

/* What sitting out so often costs. */
static inline int64_t nw_sequence_out_cost(const nw_sequence_search *s, int32_t times)
{
    return s->choice->must_place && times > 1 ? (times - 1) * NW_SAT_OUT_COST : 0;
}

/* ---- sequence_options.c: what the youth at work can choose from ------------------------------ */

void nw_sequence_fill(nw_sequence_search *s);

/* The history of the cohort alone, and an option that need not be among those to choose from. */
void nw_sequence_fill_past(nw_sequence_search *s, int32_t t);
sequence_option nw_sequence_option_of(const nw_sequence_search *s, int32_t t, int32_t post);

/* The option's fit, and its value, given what the sequence has put before it; and the value that it
 * cannot exceed, whatever the sequence puts before it besides. */
int64_t nw_sequence_fit(const nw_sequence_search *s, int32_t t, const sequence_option *o);
int64_t nw_sequence_value(const nw_sequence_search *s, int32_t t, const sequence_option *o);
int64_t nw_sequence_at_most(const nw_sequence_search *s, int32_t t, const sequence_option *o);

/* ---- sequence_bound.c ------------------------------------------------------------------------ */

/* What periods t and later can add at most to the sequence so far, which sits out `out` times
 * before them and is filled as far as period `filled` - 1, t - 1 or before; NONE when they cannot
 * be filled. */
int64_t nw_sequence_still_to_gain(const nw_sequence_search *s, int32_t t, int32_t filled,
                                  int32_t out);

#endif
