/* The pairs of a matching as arrays: what every mechanism chooses among. Youth y has the pairs
 * start[y] .. start[y + 1] - 1, best first; every one of them is allowed. */
#ifndef NW_MATCH_PAIRS_H
#define NW_MATCH_PAIRS_H

#include <stdint.h>

/* Rank class of a post that the youth did not list: behind every rank. */
#define NW_RANK_UNLISTED INT32_MAX

typedef struct {
    int32_t youths;
    int64_t *start; /* youths + 1 */
    int32_t *post;
    int32_t *rank; /* class of preference, ascending in a row: equal ranks are ties to the youth */
    int32_t *tier; /* class of priority at the company: lower is better, equal tiers are ties */
    uint32_t *key; /* strict priority: tier, then lottery; comparable within a company */
    int32_t *fit;  /* 0 .. 10000 */
} nw_pairs;

#endif
