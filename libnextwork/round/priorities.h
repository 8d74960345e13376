/* The lottery and the companies' answers as one key a pair, the priority that mechanisms compare.
 */
#ifndef NW_ROUND_PRIORITIES_H
#define NW_ROUND_PRIORITIES_H

#include "round/standing.h"

typedef struct {
    const nw_cohort *cohort;
    int64_t *lottery;     /* per youth: lottery numbers */
    uint32_t *position;   /* per youth: what is carried over, then the lottery */
    uint32_t *answer_key; /* per answer in cohort->answers */
    uint32_t *answered;   /* per company: how many answers it gave */
    const int32_t *held;  /* per youth: the post where it comes before everybody, -1; NULL: none */
} nw_priorities;

/* `carries` (per youth, NW_CARRY_..; NULL: nobody carries anything over) counts before the lottery.
 */
nextwork_status nw_priorities_new(nw_priorities *priorities, const nw_cohort *cohort, uint64_t seed,
                                  const int8_t *carries);
void nw_priorities_clear(nw_priorities *priorities);

/* The priority of a youth at a post: lower is better, comparable within a company. */
uint32_t nw_priority_of(const nw_priorities *priorities, int32_t youth, int32_t post);

#endif
