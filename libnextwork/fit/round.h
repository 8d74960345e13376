/* A round: the facts that hold for every pair when many youths are placed into one common period.
 * Immutable once made; any thread may read it. */
#ifndef NW_FIT_ROUND_H
#define NW_FIT_ROUND_H

#include "fit/capacity.h"
#include "fit/novelty.h"

typedef struct nextwork_round {
    int32_t references;        /* atomic */
    nw_cohort *cohort;         /* a reference held */
    int32_t start, end, weeks; /* days [start, end) */
    nw_rules rules;            /* in force on the first day */
    uint32_t enabled;          /* bits 1 << NW_REASON_.. of the rules in force */
    int32_t weight_sum;
    nw_capacity capacity; /* what running placements leave free; fits are by it */
    /* Of a round in which youths trade the posts that they have (fit/trading.h); else zeros. */
    int32_t *held;      /* per youth: the post of a running placement that the youth may give for
                           another, -1 */
    nw_capacity traded; /* what all other running placements leave free */
    uint32_t *youth_reasons; /* bits 1 << NW_REASON_.. that hold for the youth at any post */
    uint32_t *post_reasons;  /* that hold for any youth at the post */
    int64_t *past_start;     /* youths + 1 */
    nw_past *past;         /* a youth's placements that ended by the round's start, oldest first */
    int32_t *last_company; /* of each youth's latest past placement; -1 */
    struct nw_kernel *kernel; /* for scoring many pairs (fit/kernel.h) */
} nw_round;

/* Makes the round [start, start + 7 * weeks); 1 <= weeks <= 520. Holds a reference to the cohort.
 */
nextwork_status nw_round_new(nw_round **round, nw_cohort *cohort, int32_t start, int32_t weeks);

/* The same round with posts held by youths. Takes `held` (per youth, nw_alloc) also on failure.
 * What is asked for pair by pair (fit/fit.h) heeds it; the kernel, which is for scores, does not.
 */
nextwork_status nw_round_new_held(nw_round **held_round, const nw_round *round, int32_t *held);

nw_round *nw_round_ref(nw_round *round);
void nw_round_unref(nw_round *round); /* NULL allowed */

/* What a match of the round may fill. */
static inline const nw_capacity *nw_round_places(const nw_round *round)
{
    return round->held == NULL ? &round->capacity : &round->traded;
}

/* Whether the youth is at the post already, and may stay or trade it. */
static inline bool nw_holds(const nw_round *round, int32_t youth, int32_t post)
{
    return round->held != NULL && round->held[youth] == post;
}

/* The youth's placement that ended last by the round's start; NULL. */
const nw_placement *nw_latest_past(const nw_round *round, int32_t youth);

#endif
