/* A stable matching of many youths where companies have ties: a youth who was refused everywhere
 * goes through the list again with precedence among equals (Király, 2011; under laminar capacities
 * Yokoi, 2021). With ties on the companies' side alone it places at least two thirds of the largest
 * stable matching. Here a youth may go through the list more than twice, each time a level higher:
 * the proof of the two thirds holds as it is, and longer chains of exchanges among equals are
 * found.
 *
 * Not strategy-proof: who hides a post that takes the youth may come to a second chance elsewhere.
 */
#ifndef NW_MATCH_MOST_PLACED_H
#define NW_MATCH_MOST_PLACED_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

/* Gives the post of each youth, -1 without one. No pair blocks where the company would have to
 * prefer the youth by tier. The order of a youth's row is strict; at a company keys are in the
 * order of tiers. NEXTWORK_ERROR_CANCELLED when the monitor stopped it. */
nextwork_status nw_most_placed(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                               nextwork_monitor *monitor);

/* Gives a number of youths that no matching can exceed: as many as have a pair, and as many as the
 * posts can take that somebody has a pair with, and their companies. O(pairs). */
nextwork_status nw_placed_bound(int64_t *bound, const nw_pairs *pairs, const nw_seats *seats);

#endif
