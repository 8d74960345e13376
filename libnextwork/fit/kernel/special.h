/* The pairs of a youth that tables cannot score: those with a wish, a veto, an answer, a travel
 * time or a fit of their own, and those at companies of the youth's past. */
#ifndef NW_FIT_KERNEL_SPECIAL_H
#define NW_FIT_KERNEL_SPECIAL_H

#include "fit/kernel/round.h"

/* Special pairs of a block: each (lane, post) once. */
typedef struct {
    const nw_kernel *kernel;
    uint16_t *lanes; /* per post: the lanes at which it is special, a bit each */
    int32_t *post;
    uint8_t *lane;
    int64_t count, room_post, room_lane;
} nw_specials;

_Static_assert(NW_LANES <= 16, "a bit a lane");

nextwork_status nw_specials_new(nw_specials *specials, const nw_kernel *kernel);
void nw_specials_clear(nw_specials *specials);

/* Forgets all pairs. */
void nw_specials_empty(nw_specials *specials);

/* Adds the youth's pairs. */
nextwork_status nw_specials_add(nw_specials *specials, int lane, int32_t youth);

#endif
