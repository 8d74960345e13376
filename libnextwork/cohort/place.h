/* Points on the sphere in whole metres, and the distance between two, without floating point: the
 * same on every machine. */
#ifndef NW_COHORT_PLACE_H
#define NW_COHORT_PLACE_H

#include "cohort/cohort.h"

/* The point at (latitude, longitude) in millionths of a degree; unknown unless both are known and
 * in range. */
nw_place nw_place_of(int32_t latitude, int32_t longitude);

/* Straight-line (chord) metres between two known points, rounded to the nearest metre: within a
 * country it differs from the way along the sphere by less than a metre in ten kilometres. */
int32_t nw_place_distance(nw_place a, nw_place b);

#endif
