/* The pairs of a match by greatest fit when every post counts that no reason forbids: more than
 * memory holds, so that each youth begins with its best few, and those join that prices say could
 * matter (column generation: Dantzig and Wolfe, 1960; Ford and Fulkerson, 1958). */
#ifndef NW_ROUND_WEIGHT_PAIRS_H
#define NW_ROUND_WEIGHT_PAIRS_H

#include "match/max_weight.h"
#include "round/mechanism.h"

typedef struct {
    const nw_placing *placing;
    nw_pairs pairs; /* youths, start, post and fit */
    bool *whole;    /* per youth: every allowed post is there */
    int32_t n_whole;
} nw_weight_pairs;

/* Each youth's best allowed posts, `few` of them, 1 at least. To be cleared also when it fails. */
nextwork_status nw_weight_pairs_new(nw_weight_pairs *set, const nw_placing *placing, int32_t few);
void nw_weight_pairs_clear(nw_weight_pairs *set);

/* Adds, of the pairs left out that are worth more than their prices, the worthiest few of each
 * youth; says how many. With none, what `weighed` proves is proven of all allowed pairs.
 * O(youths * posts), and memory for those few. */
nextwork_status nw_weight_pairs_add(int64_t *added, nw_weight_pairs *set,
                                    const nw_weighed *weighed);

#endif
