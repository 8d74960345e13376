/* What matching a round gave: immutable arrays, one entry a youth or a post. */
#ifndef NW_PLAN_RESULT_H
#define NW_PLAN_RESULT_H

#include "plan/standing.h"

typedef struct {
    const char *mechanism; /* static: the registry's name */
    uint64_t seed;
    bool extend;
    int threads; /* never part of a result */
} nw_match_options;

typedef struct nextwork_result {
    int32_t references; /* atomic */
    nw_round *round;    /* a reference held */
    nw_match_options options;
    const struct nw_mechanism *mechanism;
    int32_t outcome;        /* NEXTWORK_OUTCOME_..; without placements nothing below is set */
    int64_t blocking_pairs; /* counted by the checker */
    int32_t *post_of;       /* per youth; -1: unplaced */
    int32_t *fit_of;        /* per youth, of the placement */
    int64_t *lottery;       /* per youth */
    nw_standing *cutoff; /* per post: the last admitted where a better standing is needed to get in
                            (the post is full: its worst; else its company is: the company's worst);
                            NW_NO_STANDING: takes anybody, or nobody for want of any seat */
} nw_result;

nw_result *nw_result_ref(nw_result *result);
void nw_result_unref(nw_result *result); /* NULL allowed */

/* Sets fit_of from post_of. */
void nw_result_set_fits(nw_result *result);

#endif
