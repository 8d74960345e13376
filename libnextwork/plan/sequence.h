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
} nw_sequence_choice;

typedef struct {
    int32_t post[NW_MOST_PERIODS]; /* -1: sits out */
    int64_t value;                 /* weight * fit of all less their prices */
    bool found;                    /* whether there is one at all */
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
