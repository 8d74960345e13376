/* From an id to its row: an open-addressing hash table over texts that somebody else owns. Only
 * looked up, never walked, so that its order cannot reach any output. */
#ifndef NW_BASE_IDS_H
#define NW_BASE_IDS_H

#include "base/status.h"
#include "base/text.h"

/* What a text is told apart by without being looked at: all of it when it is of up to eight bytes,
 * so that most ids are found in one place of memory; else its hash. */
typedef struct {
    uint64_t key;
    uint32_t bytes;
    uint32_t row_after; /* row + 1; 0: the slot is empty */
} nw_id_slot;

typedef struct {
    const nw_text *texts; /* the owner's; row r is texts[r] */
    nw_id_slot *slots;
    int64_t mask;
} nw_id_index;

/* Starts an index over `texts` with room for `count` rows (below 2^31). */
nextwork_status nw_id_index_new(nw_id_index *index, const nw_text *texts, int64_t count);

/* Adds row `row`, unless its text is there already: then gives the row that has it. */
int64_t nw_id_index_add(nw_id_index *index, int64_t row);

/* The row of a text, or -1. */
int64_t nw_id_index_find(const nw_id_index *index, nw_text text);

/* As nw_id_index_find for many texts, several times as fast. */
void nw_id_index_find_all(const nw_id_index *index, const nw_text *texts, int64_t count,
                          int64_t *rows);

void nw_id_index_clear(nw_id_index *index);

#endif
