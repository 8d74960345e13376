/* How many more youths each post and each company can take in a round: seats and headcount rule,
 * less running placements, the least over the round's whole period. */
#ifndef NW_FIT_CAPACITY_H
#define NW_FIT_CAPACITY_H

#include "cohort/cohort.h"

/* What a company that no rule binds has free. */
#define NW_UNLIMITED INT32_MAX

typedef struct {
    int32_t *post_free;     /* per post: seats less the most placements running at once */
    int32_t *company_limit; /* per company: the headcount rule's number, before anybody is there */
    int32_t *company_free;  /* per company: limit less others_placed and those running; or
                               NW_UNLIMITED when the headcount is unknown or the rule not in force */
} nw_capacity;

/* Capacity over [start, end). A placement counts on each day it covers unless it is marked done, or
 * is of a youth who holds a post in `held` (per youth: the post, -1: none; NULL: nobody does). */
nextwork_status nw_capacity_new(nw_capacity *capacity, const nw_cohort *cohort,
                                const nw_rules *rules, int32_t start, int32_t end,
                                const int32_t *held);
void nw_capacity_clear(nw_capacity *capacity);

/* Whether a placement takes up a youth, a seat and a head on some day of [start, end). */
static inline bool nw_placement_covers(const nw_placement *placement, int32_t start, int32_t end)
{
    return placement->status != NW_DONE && placement->start < end && placement->end > start;
}

/* The headcount rule: at least one; one per `per` employees up to `up_to`, then per `then_per`. */
int32_t nw_headcount_limit(const nw_rules *rules, int32_t headcount);

#endif
