/* The largest few of many numbers: a heap of bounded size, its smallest on top. */
#ifndef NW_FIT_TOP_H
#define NW_FIT_TOP_H

#include <stdint.h>

typedef struct {
    uint64_t *keys; /* the caller's, `room` of them */
    int64_t count, room;
} nw_top;

/* Keeps the key if it is among the `room` largest so far; room >= 1. */
void nw_top_offer(nw_top *top, uint64_t key);

/* Puts what was kept in order, largest first. Nothing can be offered afterwards. */
void nw_top_finish(nw_top *top);

#endif
