/* The one door for memory that grows with the input. Small, bounded things may use GLib. */
#ifndef NW_BASE_MEMORY_H
#define NW_BASE_MEMORY_H

#include "base/status.h"

/* count * size bytes, not initialised; NULL when out of memory or when the product overflows.
 * A count of 0 gives a valid pointer, so that NULL always means failure. */
void *nw_alloc(int64_t count, int64_t size);

/* As nw_alloc, all bytes 0. */
void *nw_alloc_zero(int64_t count, int64_t size);

/* Frees what nw_alloc or nw_grow gave; NULL is allowed. */
void nw_free(void *memory);

/* Makes room for `needed` items in the array at *items (NULL at first) whose capacity is
 * *capacity, doubling it; on failure the array stays as it was. */
nextwork_status nw_grow(void **items, int64_t *capacity, int64_t needed, int64_t size);

/* An array of `count` items of `type`, or NULL. */
#define NW_NEW(type, count) ((type *)nw_alloc((count), (int64_t)sizeof(type)))
#define NW_NEW_ZERO(type, count) ((type *)nw_alloc_zero((count), (int64_t)sizeof(type)))

#endif
