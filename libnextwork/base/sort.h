/* Sorting that gives the same order on every machine: stable, by integer keys or by text. */
#ifndef NW_BASE_SORT_H
#define NW_BASE_SORT_H

#include "base/status.h"
#include "base/text.h"

/* An item to sort: ties keep their order. */
typedef struct {
    uint64_t key;
    int64_t item;
} nw_keyed;

/* Sorts by key, smallest first, stable (radix sort by bytes, skipping bytes that are all equal).
 * Needs a scratch array as long as the items. O(count). */
void nw_sort_keyed(nw_keyed *items, nw_keyed *scratch, int64_t count);

/* Gives in order[0 .. count - 1] the rows of `texts` sorted by nw_text_compare, ties by row. A
 * column that is sorted already costs one pass. */
nextwork_status nw_sort_texts(int64_t *order, const nw_text *texts, int64_t count);

#endif
