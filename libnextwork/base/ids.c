#include "base/ids.h"

#include "base/memory.h"

/* Multiply and fold, eight bytes at a time: only spreads ids over slots, decides nothing. */
static uint64_t hash(nw_text text)
{
    uint64_t h = (uint64_t)text.bytes * UINT64_C(0x9e3779b97f4a7c15);
    const char *at = text.at;
    int64_t left = text.bytes;
    while (left > 0) {
        uint64_t word = 0;
        memcpy(&word, at, left < 8 ? (size_t)left : 8);
        unsigned __int128 product = (unsigned __int128)(h ^ word) * UINT64_C(0xd6e8feb86659fd93);
        h = (uint64_t)product ^ (uint64_t)(product >> 64);
        at += 8;
        left -= 8;
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

void nw_id_index_clear(nw_id_index *index)
{
    nw_free(index->slots);
    *index = (nw_id_index){0};
}
