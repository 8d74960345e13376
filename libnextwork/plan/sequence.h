/* The best sequence of posts over the periods of a plan for one youth, when seats have prices: a
 * plain exact search, for whoever checks or explains a plan. It shares no code with the solver. */
#ifndef NW_PLAN_SEQUENCE_H
#define NW_PLAN_SEQUENCE_H

#include "plan/rotation.h"

/* What all youths choose from. */
typedef struct {
    nw_round *const *rounds; /* one a period, over the cohort as it is */
    int32_t periods;
    const int32_t *weight;   /* per period: what a fit counts, basis points */
    const int32_t *fixed;    /* [period * youths + youth]: post, NW_FREE, NW_STAYS_OUT */
    bool extend;             /* unlisted posts too, .. */
    int32_t most_candidates; /* .. but no more than so many posts in all; 0: all of them */
    bool must_place;         /* sitting out more than once has a price */
    const int64_t *post_price, *company_price; /* [period * posts + post], ..; NULL: all free */
    int64_t
        most_steps; /* choices that a search looks at before it gives up; 0: all that it takes */
    nextwork_monitor *monitor; /* may stop a search; NULL: nobody does */
} nw_sequence_choice;

/* For most_steps of one search: half a minute or so. */
#define NW_SEQUENCE_STEPS (INT64_C(1) << 26)

typedef struct {
    int32_t post[NW_MOST_PERIODS]; /* -1: sits out */
    int64_t value;                 /* weight * fit of all less their prices */
    int64_t most;                  /* no sequence has more: `value`, unless given_up */
    int64_t steps;                 /* choices looked at */
    bool found;                    /* whether there is one at all */
    bool given_up; /* after most_steps, or by the monitor: it need not be the best */
} nw_sequence;

/* Room for one thread's searches; free it with nw_sequence_search_free. What it is given must
 * outlive it. */
typedef struct nw_sequence_search nw_sequence_search;

nextwork_status nw_sequence_search_new(nw_sequence_search **search,
                                       const nw_sequence_choice *choice);
void nw_sequence_search_free(nw_sequence_search *search); /* NULL allowed */

/* The youth's sequence of the greatest value; with `other_than`, of those that are not it. Each
 * fit is that of the post given the sequence's earlier posts as history. */
nw_sequence nw_sequence_best(nw_sequence_search *search, int32_t youth,
                             const nw_sequence *other_than);

/* The fit of each post of a sequence, given those before it; NW_UNKNOWN where the youth sits out.
 */
void nw_sequence_fits(int32_t fits[NW_MOST_PERIODS], nw_sequence_search *search, int32_t youth,
                      const nw_sequence *sequence);

#endif
