/* What a company says about a youth: drawn from a stream of the two, so that every part sees the
 * same. */
#ifndef NW_GENERATE_ANSWERS_H
#define NW_GENERATE_ANSWERS_H

#include "generate/world.h"

typedef struct {
    int32_t answer; /* NW_YES, NW_MAYBE, NW_NO; NW_UNKNOWN: they did not meet */
    bool told;      /* whether the youth knows it when making the list */
} nw_reply;

nw_reply nw_reply_of(const nw_world *world, int32_t company, int32_t youth);

#endif
