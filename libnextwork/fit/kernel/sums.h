/* The two sums of a pair that the kernel works with, and how a term adds to them. */
#ifndef NW_FIT_KERNEL_SUMS_H
#define NW_FIT_KERNEL_SUMS_H

#include "fit/pair.h"

/* What is summed: what a pair loses, or the weight of what is unknown of it. */
typedef enum { NW_LOSS, NW_UNKNOWN_WEIGHT, NW_SUMS } nw_sum;

/* The pair as it is without wish, veto, answer and travel. */
static inline nw_pair nw_bare_pair(const nw_round *round, int32_t youth, int32_t post)
{
    return (nw_pair){
        .round = round,
        .cohort = round->cohort,
        .youth = youth,
        .post = post,
        .company = round->cohort->posts.company[post],
        .rank = NW_UNKNOWN,
        .answer = -1,
        .minutes = NW_UNKNOWN,
    };
}

/* Adds a term whose value is known, or unknown. */
static inline void nw_add_value(uint32_t sums[NW_SUMS], const nw_policy *policy, nw_term term,
                                int32_t value, bool known)
{
    int32_t weight = policy->weights[term];
    int32_t counted = known ? value : policy->terms.neutral[term];
    sums[NW_LOSS] += (uint32_t)(weight * (NW_FIT_MAX - counted));
    sums[NW_UNKNOWN_WEIGHT] += (uint32_t)(known ? 0 : weight);
}

/* Adds a term of the pair, by the plain definition. */
void nw_add_term(uint32_t sums[NW_SUMS], const nw_pair *pair, nw_term term);

static inline bool nw_in_force(const nw_round *round, nw_reason reason)
{
    return (round->enabled >> reason & 1) != 0;
}

#endif
