/* Youth-proposing deferred acceptance (Gale and Shapley, 1962) under two capacity levels: each
 * company chooses greedily by key within seats of posts and of the company, a laminar matroid, so
 * that the result is the youth-optimal stable one and no youth gains by misreporting (Hatfield and
 * Milgrom, 2005; Fleiner, 2003).
 *
 * Resumable: youths who run out of choices may be given more, and the run goes on; the order of
 * proposals never changes the outcome (McVitie and Wilson, 1970). */
#ifndef NW_MATCH_DEFERRED_ACCEPTANCE_H
#define NW_MATCH_DEFERRED_ACCEPTANCE_H

#include "base/monitor.h"
#include "match/seats.h"

typedef struct nw_da nw_da;

/* Starts with nobody placed. `seats` and its arrays must outlive the state. */
nextwork_status nw_da_new(nw_da **da, const nw_seats *seats, int32_t youths);
void nw_da_free(nw_da *da);

/* Starts again as nw_da_new does, with the same seats and memory. */
void nw_da_reset(nw_da *da);

/* Gives a youth who is not placed (further) choices, best first; they are read later, and must stay
 * where they are until the state is freed. */
void nw_da_offer(nw_da *da, int32_t youth, const nw_choice *choices, int64_t count);

/* Runs until nobody unplaced has a choice left. NW_RUNNING when it came to the end, else why it
 * stopped. */
int nw_da_run(nw_da *da, nextwork_monitor *monitor);

/* The post of each youth, -1 when unplaced. */
void nw_da_posts(int32_t *post_of, const nw_da *da);

/* Per post: the largest key that is held where a better one is needed to get in (the post is full:
 * its worst; else its company is: the company's worst), or NW_NO_CUTOFF. A post that can take
 * nobody at all has the cut-off 0. */
void nw_da_cutoffs(uint32_t *cutoff, const nw_da *da);

#endif
