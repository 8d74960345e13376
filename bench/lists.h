/* A market's lists as pairs, for the mechanisms that need all of them at once. */
#ifndef BENCH_LISTS_H
#define BENCH_LISTS_H

#include "cases.h"
#include "market.h"

#include "match/pairs.h"

#define BENCH_WISHES 20 /* a youth */

typedef struct {
    bench_market market;
    nw_pairs pairs;   /* its lists, the first wish at rank 1 */
    uint32_t *turn;   /* per youth */
    int32_t *post_of; /* room for a matching */
} bench_lists;

/* The market of as many youths as are asked for, with its priorities as they are (tiers = 0), as so
 * many classes of equals, or without any (tiers = BENCH_NO_TIERS). */
#define BENCH_NO_TIERS (-1)
nextwork_status bench_lists_new(void **lists, const bench_ask *ask, bool popular, bool capped,
                                int32_t tiers);
void bench_lists_free(void *lists);

#endif
