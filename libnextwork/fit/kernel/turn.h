/* From lanes to rows. */
#ifndef NW_FIT_KERNEL_TURN_H
#define NW_FIT_KERNEL_TURN_H

#include "fit/kernel/lanes.h"

/* Copies number i of lane l, which is at numbers[i * NW_LANES + l], to rows[l * stride + i], for
 * the first `lanes` lanes. */
void nw_turn(uint32_t *rows, int64_t stride, const uint32_t *numbers, int64_t count, int lanes);

#endif
