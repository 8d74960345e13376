/* What a result is worth, in figures that mean the same for every mechanism: by the ranks that
 * youths gave and the answers that companies gave, without lottery and fit. */
#ifndef NW_ROUND_QUALITY_H
#define NW_ROUND_QUALITY_H

#include "round/result.h"

typedef struct {
    int64_t placed, unplaced;
    int64_t running;       /* of the placed, who hold a post by a running placement */
    int64_t ranked[4];     /* at the first, second, third wish, and later ones */
    int64_t unlisted;      /* at a post that the youth did not list */
    int32_t worst_rank;    /* NW_UNKNOWN when nobody is at a wish */
    int64_t fit;           /* sum of the placements' */
    int64_t blocking;      /* pairs that would both rather have each other */
    int64_t envious;       /* youths who see somebody with a worse answer at a post they prefer */
    int64_t new_divisions; /* placements in a division where the youth has not been before */
} nw_quality;

nextwork_status nw_quality_of(nw_quality *quality, const nw_result *result);

/* mechanism, options, seed, placed, unplaced, running, first, second, third, later, unlisted,
 * worst_rank, fit, blocking_pairs, envious, new_industries: a row a result. */
nextwork_status nw_quality_table(nw_table **table, const nw_result *const *results, int64_t count);

/* Whether the post's industry division is known, and none of the youth's past placements was in it.
 */
bool nw_is_new_division(const nw_round *round, int32_t youth, int32_t post);

#endif
