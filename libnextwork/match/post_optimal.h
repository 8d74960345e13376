/* The stable matching that posts like best and youths least: companies offer, youths keep the best
 * they were offered (Gale and Shapley, 1962, with the sides changed; Fleiner, 2003, for companies
 * that choose from a laminar matroid). It places the same youths as the youth-optimal one, and
 * equally many at each company.
 *
 * Not strategy-proof for youths: by not listing what one would be left with, one may be offered
 * something better. */
#ifndef NW_MATCH_POST_OPTIMAL_H
#define NW_MATCH_POST_OPTIMAL_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Gives the post of each youth, -1 without one. A company orders a youth's pairs of one tier as
 * the youth does, whatever their keys. NEXTWORK_ERROR_CANCELLED when the monitor stopped it.
 * O(pairs), and a look at the posts of a company for each of its offers. */
nextwork_status nw_post_optimal(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                                nextwork_monitor *monitor);

#endif
