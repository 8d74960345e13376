/* The ten terms of a fit. */
#ifndef NW_FIT_TERMS_H
#define NW_FIT_TERMS_H

#include "fit/pair.h"

/* Fills known[] and value[]; a term whose inputs are unknown takes the policy's neutral value. */
void nw_terms_fill(nw_fit *fit, const nw_pair *pair);

/* The hours per week that a youth and a post have in common: where a minimum is missing from 0,
 * where a maximum is missing without end (NW_UNLIMITED). Empty when lower > upper. */
typedef struct {
    int32_t lower, upper;
} nw_hours;

nw_hours nw_common_hours(const nw_cohort *cohort, int32_t youth, int32_t post);

/* Minutes from which on the travel term is 0. */
int32_t nw_travel_limit(const nw_cohort *cohort, int32_t youth);

#endif
