/* The ten terms of a fit. */
#ifndef NW_FIT_TERMS_H
#define NW_FIT_TERMS_H

#include "fit/pair.h"

/* Fills known[] and value[]; a term whose inputs are unknown takes the policy's neutral value. */
void nw_terms_fill(nw_fit *fit, const nw_pair *pair);

/* One term's value, 0 .. 10000; false when its inputs are unknown: then the value is neutral. */
bool nw_term_value(int32_t *value, const nw_pair *pair, nw_term term);

/* The wish for a post that is not listed: from `count` interests, 1 or 2, whose values above the
 * lowest sum up to `sum`. */
int32_t nw_unlisted_wish(int64_t sum, int64_t count);

/* Whether the hours a week of a youth and a post have some number in common, and the largest such.
 * A missing minimum is 0, a missing maximum no limit (NW_UNLIMITED). */
bool nw_hours_meet(int32_t *most, const nw_cohort *cohort, int32_t youth, int32_t post);

/* Minutes from which on the travel term is 0. */
int32_t nw_travel_limit(const nw_cohort *cohort, int32_t youth);

#endif
