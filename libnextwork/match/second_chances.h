/* Stable matchings where companies have ties, and youths may have: a youth who was refused
 * everywhere goes through the list again with precedence among equals (Király, 2011). Who likes
 * several posts equally first asks all of them for what nobody else wants (Király, 2013). As strict
 * lists of copies, and under laminar capacities: Yokoi, 2021. */
#ifndef NW_MATCH_SECOND_CHANCES_H
#define NW_MATCH_SECOND_CHANCES_H

#include "base/monitor.h"
#include "match/pairs.h"
#include "match/seats.h"

#include <stdbool.h>

/* Gives the post of each youth, -1 without one: with second chances (`again`) at least two thirds
 * of the largest stable matching are placed, without them half. No pair blocks by rank and tier;
 * unlisted posts are in strict order. `turn` (per youth, a permutation of 0 ..) decides among
 * equals. NEXTWORK_ERROR_CANCELLED when the monitor stopped it. */
nextwork_status nw_second_chances(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                                  const uint32_t *turn, bool again, nextwork_monitor *monitor);

#endif
