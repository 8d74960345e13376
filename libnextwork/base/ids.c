#include "base/ids.h"

#include "base/memory.h"

#define AT_ONCE 32 /* look-ups in flight together */

/* Up to eight bytes as a number. Sizes are fixed, so that each copy is one load. */
static uint64_t word_of(const char *at, int64_t bytes)
{
    uint64_t word = 0;
    uint32_t head, tail;
    if (bytes >= 8) {
        memcpy(&word, at, 8);
    } else if (bytes >= 4) {
        memcpy(&head, at, 4);
        memcpy(&tail, at + bytes - 4, 4);
        word = (uint64_t)tail << 32 | head;
    } else {
        for (int64_t i = 0; i < bytes; i++)
            word = word << 8 | (unsigned char)at[i];
    }
    return word;
}

/* Multiply and fold, eight bytes at a time: only spreads ids over slots, decides nothing. */
static uint64_t hash(nw_text text)
{
    uint64_t h = (uint64_t)text.bytes * UINT64_C(0x9e3779b97f4a7c15);
    for (int64_t at = 0; at < text.bytes; at += 8) {
        uint64_t word = word_of(text.at + at, text.bytes - at);
        unsigned __int128 product = (unsigned __int128)(h ^ word) * UINT64_C(0xd6e8feb86659fd93);
        h = (uint64_t)product ^ (uint64_t)(product >> 64);
    }
    return h ^ (h >> 29);
}

nextwork_status nw_id_index_new(nw_id_index *index, const nw_text *texts, int64_t count)
{
    int64_t slots = 16;
    while (slots < 2 * count)
        slots *= 2;
    *index = (nw_id_index){texts, NW_NEW_ZERO(uint64_t, slots), slots - 1};
    return index->slots == NULL ? nw_fail_memory("an index of ids") : NEXTWORK_OK;
}

/* The slot that holds `text`, or the empty one where it belongs. */
static uint64_t *slot_of(const nw_id_index *index, nw_text text, uint64_t h)
{
    int64_t at = (int64_t)(h & (uint64_t)index->mask);
    for (;; at = (at + 1) & index->mask) {
        uint64_t slot = index->slots[at];
        if (slot == 0)
            return &index->slots[at];
        if (slot >> 32 == h >> 32 && nw_text_equal(index->texts[(slot & UINT32_MAX) - 1], text))
            return &index->slots[at];
    }
}

int64_t nw_id_index_add(nw_id_index *index, int64_t row)
{
    nw_text text = index->texts[row];
    uint64_t h = hash(text);
    uint64_t *slot = slot_of(index, text, h);
    if (*slot == 0)
        *slot = (h >> 32) << 32 | (uint64_t)(row + 1);
    return (int64_t)(*slot & UINT32_MAX) - 1;
}

int64_t nw_id_index_find(const nw_id_index *index, nw_text text)
{
    if (index->slots == NULL)
        return -1;
    uint64_t slot = *slot_of(index, text, hash(text));
    return slot == 0 ? -1 : (int64_t)(slot & UINT32_MAX) - 1;
}

/* Each look-up waits for three places in memory in turn: slot, text, bytes. Many at a time wait
 * together: what one step touches, the step before has asked for. */
static void find_together(const nw_id_index *index, const nw_text *texts, int64_t count,
                          int64_t *rows)
{
    uint64_t hashes[AT_ONCE];
    for (int64_t i = 0; i < count; i++) {
        hashes[i] = hash(texts[i]);
        __builtin_prefetch(&index->slots[hashes[i] & (uint64_t)index->mask]);
    }
    for (int64_t i = 0; i < count; i++) {
        uint64_t slot = index->slots[hashes[i] & (uint64_t)index->mask];
        rows[i] = (int64_t)(slot & UINT32_MAX) - 1; /* likely, not yet certain */
        if (rows[i] >= 0)
            __builtin_prefetch(&index->texts[rows[i]]);
    }
    for (int64_t i = 0; i < count; i++)
        if (rows[i] >= 0)
            __builtin_prefetch(index->texts[rows[i]].at);
    for (int64_t i = 0; i < count; i++) {
        uint64_t slot = *slot_of(index, texts[i], hashes[i]);
        rows[i] = slot == 0 ? -1 : (int64_t)(slot & UINT32_MAX) - 1;
    }
}

void nw_id_index_find_all(const nw_id_index *index, const nw_text *texts, int64_t count,
                          int64_t *rows)
{
    for (int64_t i = 0; index->slots == NULL && i < count; i++)
        rows[i] = -1;
    for (int64_t i = 0; index->slots != NULL && i < count; i += AT_ONCE)
        find_together(index, texts + i, count - i < AT_ONCE ? count - i : AT_ONCE, rows + i);
}

void nw_id_index_clear(nw_id_index *index)
{
    nw_free(index->slots);
    *index = (nw_id_index){0};
}
