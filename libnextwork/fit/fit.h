/* The fit of a youth and a post: the plain definition (DESIGN.md section 4), one pair at a time. */
#ifndef NW_FIT_FIT_H
#define NW_FIT_FIT_H

#include "fit/round.h"

/* A whole fit, a whole term: basis points. */
#define NW_FIT_MAX 10000

typedef struct {
    int32_t fit;      /* 0 .. 10000 */
    int32_t coverage; /* weight of known terms / all weight, basis points */
    uint32_t reasons; /* bits 1 << NW_REASON_..; 0: allowed */
    bool own;         /* fit is the integrator's own score; the terms stand beside it */
    bool known[NW_TERMS];
    int32_t value[NW_TERMS]; /* each term, 0 .. 10000 */
} nw_fit;

void nw_fit_pair(nw_fit *fit, const nw_round *round, int32_t youth, int32_t post);

/* All reasons that hold; bits 1 << NW_REASON_... */
uint32_t nw_pair_reasons(const nw_round *round, int32_t youth, int32_t post);

/* Whether no reason holds; sooner than by asking for all of them. */
bool nw_pair_allowed(const nw_round *round, int32_t youth, int32_t post);

/* What each term contributes: sums to fit->fit exactly (largest remainder; ties to the earlier
 * term). All 0 for an own score. */
void nw_fit_parts(int32_t parts[NW_TERMS], const nw_round *round, const nw_fit *fit);

/* The rank at which the youth listed the post, or NW_UNKNOWN. */
int32_t nw_wish_rank(const nw_cohort *cohort, int32_t youth, int32_t post);

/* The place of the answer about the youth at the post in cohort->answers, or -1. */
int64_t nw_answer_at(const nw_cohort *cohort, int32_t youth, int32_t post);

/* Minutes from the travel table, else estimated from the two places; NW_UNKNOWN. */
int32_t nw_travel_minutes(const nw_cohort *cohort, int32_t youth, int32_t company);

#endif
