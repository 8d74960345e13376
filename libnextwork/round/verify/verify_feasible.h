/* Whether placements keep to the seats, to the headcount rule and to every reason: what all
 * mechanisms promise. From the definitions, pair by pair. */
#ifndef NW_ROUND_VERIFY_VERIFY_FEASIBLE_H
#define NW_ROUND_VERIFY_VERIFY_FEASIBLE_H

#include "match/check.h"
#include "round/result.h"
#include "round/verify/verify_report.h"

/* The seats that a claim's round leaves free. */
nw_seats nw_claimed_seats(const nw_result *claim);

/* Checks the placements post_of of `claim`, counted in `check`, adding to the report. */
nextwork_status nw_verify_feasible(nw_report *report, const nw_result *claim,
                                   const nw_check *check);

#endif
