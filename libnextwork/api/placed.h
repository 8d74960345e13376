/* Results that were stopped have no placements. */
#ifndef NW_API_PLACED_H
#define NW_API_PLACED_H

#include "round/result.h"

/* NEXTWORK_ERROR_STATE when the match was stopped. */
nextwork_status nw_expect_placements(const nw_result *result);

#endif
