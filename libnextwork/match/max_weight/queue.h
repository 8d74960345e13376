/* A queue of nodes by distance, the nearest first. A node that comes nearer is put in again, and
 * its older entry passed over by whoever takes it out. */
#ifndef NW_MATCH_MAX_WEIGHT_QUEUE_H
#define NW_MATCH_MAX_WEIGHT_QUEUE_H

#include "base/memory.h"

typedef struct {
    int64_t distance;
    int32_t node;
} nw_queued;

typedef struct {
    nw_queued *items; /* a heap: items[0] is the nearest */
    int64_t count, room;
} nw_queue;

static inline nextwork_status nw_queue_push(nw_queue *queue, int64_t distance, int32_t node)
{
    NW_TRY(nw_grow((void **)&queue->items, &queue->room, queue->count + 1,
                   (int64_t)sizeof *queue->items));
    nw_queued *items = queue->items;
    int64_t at = queue->count++;
    for (; at > 0 && items[(at - 1) / 2].distance > distance; at = (at - 1) / 2)
        items[at] = items[(at - 1) / 2];
    items[at] = (nw_queued){distance, node};
    return NEXTWORK_OK;
}

/* There is one. */
static inline nw_queued nw_queue_pop(nw_queue *queue)
{
    nw_queued *items = queue->items;
    nw_queued top = items[0], last = items[--queue->count];
    int64_t at = 0;
    for (int64_t child = 1; child < queue->count; child = 2 * at + 1) {
        child += child + 1 < queue->count && items[child + 1].distance < items[child].distance;
        if (items[child].distance >= last.distance)
            break;
        items[at] = items[child];
        at = child;
    }
    items[at] = last;
    return top;
}

static inline void nw_queue_clear(nw_queue *queue)
{
    nw_free(queue->items);
    *queue = (nw_queue){0};
}

#endif
