/* Verification of deferred acceptance as it is by default: no stable matching is better for any
 * youth. */
#ifndef NW_ROUND_VERIFY_VERIFY_YOUTH_OPTIMAL_H
#define NW_ROUND_VERIFY_VERIFY_YOUTH_OPTIMAL_H

#include "match/check.h"
#include "round/result.h"
#include "round/verify/verify_report.h"

/* Of all youths who like a post better than what they have, the one whom its company would take
 * first. */
typedef struct {
    nw_standing standing;
    int32_t youth; /* NW_NO_SUITOR */
} nw_suitor;

#define NW_NO_SUITOR (-1)

/* Of a claim that is stable, counted by `check`, with each post's first suitor. Adds the check
 * "youth-optimal" to the report. */
nextwork_status nw_verify_youth_optimal(nw_report *report, const nw_result *claim,
                                        const nw_check *check, const nw_suitor *first);

static inline bool nw_comes_before(nw_suitor a, nw_suitor b)
{
    if (b.youth == NW_NO_SUITOR)
        return a.youth != NW_NO_SUITOR;
    return a.standing != b.standing ? a.standing < b.standing : a.youth < b.youth;
}

#endif
