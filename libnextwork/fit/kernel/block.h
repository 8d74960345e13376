/* A block of youths for the kernel: one a lane, with tables of what each makes of the posts. */
#ifndef NW_FIT_KERNEL_BLOCK_H
#define NW_FIT_KERNEL_BLOCK_H

#include "fit/kernel/round.h"

typedef struct {
    const nw_kernel *kernel;
    int sums; /* 1: losses only; NW_SUMS: unknown weights too */
    nw_lanes lanes[NW_SUMS];
    uint32_t *memory[NW_SUMS]; /* of the tables */
    nw_cell_room cells;
    nw_set_room sets;
} nw_block;

/* Room for a block, to be filled as often as wanted. To be cleared also when it fails. */
nextwork_status nw_block_new(nw_block *block, const nw_kernel *kernel, int sums);
void nw_block_clear(nw_block *block);

/* Puts the youths in the lanes; 1 <= count <= NW_LANES. What is in the lanes beyond has no meaning.
 */
void nw_block_fill(nw_block *block, const int32_t *youths, int count);

/* The part of nw_block_fill that concerns travel. */
void nw_lane_travel(nw_block *block, int lane, int32_t youth);

/* Makes a lane one for which travel takes no time to find out. */
void nw_lane_no_travel(nw_lanes *lanes, int lane);

#endif
