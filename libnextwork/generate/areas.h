/* The municipalities that a synthetic cohort is spread over. */
#ifndef NW_GENERATE_AREAS_H
#define NW_GENERATE_AREAS_H

#include <stdint.h>

typedef struct {
    const char *code;            /* municipality, four digits */
    int32_t latitude, longitude; /* of its centre, millionths of a degree */
    int32_t square_km;
    int32_t inhabitants; /* thousands */
} nw_area;

#define NW_AREAS 98

/* The six pilots first, then by inhabitants. */
extern const nw_area nw_areas[NW_AREAS];

#endif
