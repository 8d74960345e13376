/* What a youth likes: drawn from the youth's own stream, so that every part sees the same. */
#ifndef NW_GENERATE_INTERESTS_H
#define NW_GENERATE_INTERESTS_H

#include "generate/world.h"

#define NW_MOST_INTERESTS 5

typedef struct {
    int32_t scheme; /* NW_DB07, NW_DB25, NW_DISCO08 */
    const char *code;
    int32_t digits; /* of the code, so many count: 1 or 2 */
    int32_t value;  /* -2 .. 2 */
} nw_liking;

typedef struct {
    int32_t count;
    nw_liking items[NW_MOST_INTERESTS];
} nw_likings;

void nw_draw_likings(nw_likings *likings, const nw_world *world, int32_t youth);

/* How much a post is to the youth's taste: the sum of what holds for it. */
int32_t nw_appeal(const nw_likings *likings, const nw_world *world, int32_t post);

#endif
