#include "base/ids.h"

#include "base/memory.h"

#define AT_ONCE 32 /* look-ups in flight together */
#define SHORT 8    /* bytes of a text that a slot holds whole */

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

static inline uint64_t fold(uint64_t h, uint64_t word)
{
    unsigned __int128 product = (unsigned __int128)(h ^ word) * UINT64_C(0xd6e8feb86659fd93);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Multiply and fold, eight bytes at a time: only spreads ids over slots, decides nothing. */
static uint64_t hash(nw_text text)
{
    uint64_t h = (uint64_t)text.bytes * UINT64_C(0x9e3779b97f4a7c15);
    for (int64_t at = 0; at < text.bytes; at += 8)
        h = fold(h, word_of(text.at + at, text.bytes - at));
    return h ^ (h >> 29);
}

nextwork_status nw_id_index_new(nw_id_index *index, const nw_text *texts, int64_t count)
{
    int64_t slots = 16;
    while (slots < 2 * count)
        slots *= 2;
    *index = (nw_id_index){texts, NW_NEW_ZERO(nw_id_slot, slots), slots - 1};
    return index->slots == NULL ? nw_fail_memory("an index of ids") : NEXTWORK_OK;
}

/* A text that is looked for. */
typedef struct {
    nw_text text;
    uint64_t key;
    int64_t at; /* the slot where the search begins */
} sought;

static inline sought seek(const nw_id_index *index, nw_text text)
{
    uint64_t h = hash(text);
    bool fits = text.bytes <= SHORT;
    return (sought){text, fits ? word_of(text.at, text.bytes) : h,
                    (int64_t)(h & (uint64_t)index->mask)};
}

/* Whether the slot, which is not empty, holds the text. */
static bool holds(const nw_id_index *index, const nw_id_slot *slot, const sought *id)
{
    return slot->key == id->key && slot->bytes == (uint32_t)id->text.bytes &&
           (id->text.bytes <= SHORT || nw_text_equal(index->texts[slot->row_after - 1], id->text));
}

/* The slot that holds the text, or the empty one where it belongs. */
static nw_id_slot *slot_of(const nw_id_index *index, const sought *id)
{
    int64_t at = id->at;
    while (index->slots[at].row_after != 0 && !holds(index, &index->slots[at], id))
        at = (at + 1) & index->mask;
    return &index->slots[at];
}

/* -1 of an empty slot. */
static int64_t row_of(const nw_id_slot *slot)
{
    return (int64_t)slot->row_after - 1;
}

int64_t nw_id_index_add(nw_id_index *index, int64_t row)
{
    sought id = seek(index, index->texts[row]);
    nw_id_slot *slot = slot_of(index, &id);
    if (slot->row_after == 0)
        *slot = (nw_id_slot){id.key, (uint32_t)id.text.bytes, (uint32_t)(row + 1)};
    return row_of(slot);
}

int64_t nw_id_index_find(const nw_id_index *index, nw_text text)
{
    if (index->slots == NULL)
        return -1;
    sought id = seek(index, text);
    return row_of(slot_of(index, &id));
}

/* Each look-up waits for a slot. Many at a time wait together: what one step touches, the step
 * before has asked for. */
static void find_short(const nw_id_index *index, const nw_text *texts, int64_t count, int64_t *rows)
{
    sought ids[AT_ONCE];
    for (int64_t i = 0; i < count; i++) {
        ids[i] = seek(index, texts[i]);
        __builtin_prefetch(&index->slots[ids[i].at]);
    }
    for (int64_t i = 0; i < count; i++) {
        const nw_id_slot *slot = &index->slots[ids[i].at];
        bool first = slot->key == ids[i].key && slot->bytes == (uint32_t)texts[i].bytes;
        rows[i] = row_of(first ? slot : slot_of(index, &ids[i]));
    }
}

/* The same of texts of which some are long: then for the text and for its bytes too. */
static void find_long(const nw_id_index *index, const nw_text *texts, int64_t count, int64_t *rows)
{
    sought ids[AT_ONCE];
    for (int64_t i = 0; i < count; i++) {
        ids[i] = seek(index, texts[i]);
        __builtin_prefetch(&index->slots[ids[i].at]);
    }
    for (int64_t i = 0; i < count; i++) {
        rows[i] = row_of(&index->slots[ids[i].at]); /* likely, not yet certain */
        if (rows[i] >= 0)
            __builtin_prefetch(&index->texts[rows[i]]);
    }
    for (int64_t i = 0; i < count; i++)
        if (rows[i] >= 0)
            __builtin_prefetch(index->texts[rows[i]].at);
    for (int64_t i = 0; i < count; i++)
        rows[i] = row_of(slot_of(index, &ids[i]));
}

static void find_together(const nw_id_index *index, const nw_text *texts, int64_t count,
                          int64_t *rows)
{
    bool all_short = true;
    for (int64_t i = 0; i < count; i++)
        all_short &= texts[i].bytes <= SHORT;
    if (all_short)
        find_short(index, texts, count, rows);
    else
        find_long(index, texts, count, rows);
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
