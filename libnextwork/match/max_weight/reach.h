/* The step of a shortest path where all pairs are in a table: from a youth to every post at once,
 * or from a post to every youth. */
#ifndef NW_MATCH_MAX_WEIGHT_REACH_H
#define NW_MATCH_MAX_WEIGHT_REACH_H

#include <stdint.h>

/* Beyond every path: no fit, and so no distance that matters, is above INT16_MAX. */
#define NW_NOT_REACHED INT32_MAX

/* Where a search stands. A settled node keeps its distance as its complement, which is below 0. */
typedef struct {
    int32_t *distance; /* per node, in whole lanes; from whom: */
    int32_t *from;
    const int32_t *price; /* per node: what whoever comes has to give */
    int64_t width;
} nw_reached;

/* One instruction set's code; the answers are the same from each. What gives the least distance
 * gives that of all nodes that are not settled, or more than NW_NOT_REACHED if all are. */
typedef struct {
    /* From `id` each node is base + price - fit away, 0 at least. */
    uint32_t (*reach)(const nw_reached *reached, const int16_t *fit, int32_t base, int32_t id);
    /* Settles all nodes at `distance`: which, in order, and how many. */
    uint32_t (*settle)(int32_t *nodes, int32_t *count, const nw_reached *reached, int32_t distance);
} nw_reach_code;

typedef enum { NW_REACH_PORTABLE, NW_REACH_AVX2, NW_REACH_AVX512, NW_REACH_PATHS } nw_reach_path;

/* NULL when this processor or this build has none. */
const nw_reach_code *nw_reach_code_of(nw_reach_path path);

/* The fastest that this processor has. */
const nw_reach_code *nw_best_reach_code(void);

#endif
