/* How far apart places are, in minutes by each mode. */
#ifndef NW_GENERATE_TRAVEL_H
#define NW_GENERATE_TRAVEL_H

#include "generate/world.h"

/* Metres that `minutes` by that mode reach (at least 100), and minutes that the way takes: as the
 * default policy estimates them. */
int64_t nw_reach(int32_t mode, int64_t minutes);
int64_t nw_minutes_between(int32_t mode, nw_spot from, nw_spot to);

#endif
