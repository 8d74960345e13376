/* A youth's choices: allowed posts, best first. Listed posts by rank, equal ranks by fit, then by a
 * lottery of the posts; with `extend` the other allowed posts behind them, by fit and lottery. */
#ifndef NW_PLAN_CHOICES_H
#define NW_PLAN_CHOICES_H

#include "fit/fit.h"

typedef struct {
    int32_t post;
    int32_t rank; /* NW_UNKNOWN: not listed */
    int32_t fit;
} nw_pair;

/* The allowed posts that the youth listed, best first; pairs[] has room for all the youth's wishes.
 * Returns how many. */
int64_t nw_listed_choices(nw_pair *pairs, const nw_round *round, int32_t youth, uint64_t seed);

/* The allowed posts that the youth did not list (nor veto), best first; pairs[] has room for every
 * post. Returns how many. */
int64_t nw_extended_choices(nw_pair *pairs, const nw_round *round, int32_t youth, uint64_t seed);

/* Whether a youth prefers `a` to `b`, both of them their choices. */
bool nw_prefers(const nw_round *round, nw_pair a, nw_pair b, uint64_t seed);

#endif
