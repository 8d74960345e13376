/* Whether a matching's profile of ranks can be bettered: a proof apart from the mechanisms, from
 * the matching itself.
 *
 * Two matchings differ by cycles in the network of what may change (a youth to a post, out of a
 * post, one company's room for another's). A matching is best at a rank when no cycle gains there,
 * and then distances without a cycle exist (Bellman, 1958; Ford, 1956), which are the proof. Only
 * cycles of arcs that agree with these distances keep the rank as it is: the next rank may change
 * along those alone. */
#ifndef NW_ROUND_RANK_PROOF_H
#define NW_ROUND_RANK_PROOF_H

#include "base/monitor.h"
#include "match/check.h"
#include "round/result.h"

/* Of a rank in a proof: how many are placed at all. */
#define NW_RANK_PLACED (-1)

typedef enum {
    NW_RANK_PROVEN,
    NW_RANK_BETTERED, /* another matching is better at `rank`, and the same at all before */
    NW_RANK_TOO_LARGE
} nw_rank_verdict;

typedef struct {
    nw_rank_verdict verdict;
    int32_t rank;
} nw_rank_proof;

/* Judges the placements post_of of a claim that keeps to seats and reasons and is counted in
 * `check`: most at the first rank, then at the second, ..; or, `fair`: most placed, then the fewest
 * at the worst rank, the next worst, ... Gives NW_RANK_TOO_LARGE rather than look at more than
 * `most_looks` arcs. O(ranks * youths * pairs) at worst, far less as a rule. */
nextwork_status nw_rank_proof_of(nw_rank_proof *proof, const nw_result *claim,
                                 const nw_check *check, bool fair, int64_t most_looks,
                                 nextwork_monitor *monitor);

#endif
