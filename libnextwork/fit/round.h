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
    nw_capacity capacity;
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
nw_round *nw_round_ref(nw_round *round);
void nw_round_unref(nw_round *round); /* NULL allowed */

/* The youth's placement that ended last by the round's start; NULL. */
const nw_placement *nw_latest_past(const nw_round *round, int32_t youth);

#endif
