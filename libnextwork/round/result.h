/* What matching a round gave: immutable arrays, one entry a youth or a post. */
#ifndef NW_ROUND_RESULT_H
#define NW_ROUND_RESULT_H

#include "round/standing.h"

typedef struct {
    const char *mechanism; /* static: the registry's name */
    uint64_t seed;
    bool extend;
    int threads;      /* never part of a result */
    bool most_placed; /* of mechanisms that are priced: more placements before more fit */
    /* Of deferred acceptance. */
    bool equals;       /* ties = most-placed: equal tiers are equal claims */
    bool post_optimal; /* side = posts: best for companies, not for youths */
    bool carry_over;   /* who came off badly in earlier rounds comes first among equals */
    bool protect;      /* the post of a running placement is the youth's before anybody else's */
} nw_match_options;

typedef struct nextwork_result {
    int32_t references; /* atomic */
    nw_round *round;    /* a reference held */
    nw_match_options options;
    const struct nw_mechanism *mechanism;
    int32_t outcome;        /* NEXTWORK_OUTCOME_..; without placements nothing below is set */
    int64_t blocking_pairs; /* counted by the checker */
    int64_t placed_bound;   /* with equals: no stable matching places more */
    int32_t *post_of;       /* per youth; -1: unplaced */
    int32_t *fit_of;        /* per youth, of the placement */
    int64_t *lottery;       /* per youth */
    int8_t *carries;        /* per youth, NW_CARRY_..; NULL without carry_over */
    nw_standing *cutoff; /* per post: the last admitted where a better standing is needed to get in
                            (the post is full: its worst; else its company is: the company's worst);
                            NW_NO_STANDING: takes anybody, or nobody for want of any seat */
    /* Of a mechanism that is priced; NULL of others. What each youth has, each seat of a post and
     * each place of a company costs, in basis points; with most_placed a placement counts as
     * nw_placement_bonus more. */
    int64_t *youth_price, *post_price, *company_price;
    int64_t bound; /* no matching, of those that place as many with most_placed, has more fit */
    /* Of a mechanism that trades; NULL of others. Per youth: the lottery number of the turn in
     * which the youth was served, and how many exchanged places with one another then (1: nobody
     * else). */
    int64_t *served;
    int32_t *traders;
} nw_result;

nw_result *nw_result_ref(nw_result *result);
void nw_result_unref(nw_result *result); /* NULL allowed */

/* Sets fit_of from post_of, on the threads of the options. */
nextwork_status nw_result_set_fits(nw_result *result);

#endif
