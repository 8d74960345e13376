/* Cut-offs as they follow from placements. */
#ifndef NW_ROUND_CUTOFFS_H
#define NW_ROUND_CUTOFFS_H

#include "match/check.h"
#include "round/result.h"

/* Counts the placements of a result with the standings of its mechanism. `seats` must outlive the
 * check. */
nextwork_status nw_count_placements(nw_check *check, const nw_seats *seats,
                                    const nw_result *result);

/* Sets result->cutoff: the last admitted, where somebody with a worse standing would be kept out.
 */
void nw_set_cutoffs(nw_result *result, const nw_check *check);

/* No post has a cut-off: for mechanisms in which nobody is let in before others. */
void nw_no_cutoffs(nw_result *result);

#endif
