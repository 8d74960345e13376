#include "fit/kernel/intern.h"

#include "base/memory.h"

#include <string.h>

/* FNV-1a over words (Fowler, Noll and Vo, 1991), mixed once more so that the low bits depend on
 * all. Which slot a list gets reaches no result. */
static uint64_t hash_of(const int32_t *words, int64_t count)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (int64_t i = 0; i < count; i++)
        hash = (hash ^ (uint32_t)words[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 32;
}

static int64_t start_of(const nw_intern *intern, int32_t number)
{
    return number == 0 ? 0 : intern->end[number - 1];
}

static bool is(const nw_intern *intern, int32_t number, const int32_t *words, int64_t count)
{
    int64_t start = start_of(intern, number);
    return intern->end[number] - start == count &&
           (count == 0 || memcmp(intern->words + start, words, (size_t)count * sizeof *words) == 0);
}

/* The slot of the list, or the empty one where it belongs. */
static int32_t *slot_of(const nw_intern *intern, const int32_t *words, int64_t count)
{
    int64_t mask = intern->n_slots - 1;
    int64_t at = (int64_t)(hash_of(words, count) & (uint64_t)mask);
    while (intern->slots[at] != 0 && !is(intern, intern->slots[at] - 1, words, count))
        at = (at + 1) & mask;
    return &intern->slots[at];
}

/* Keeps at least half of the slots empty. */
static nextwork_status grow_slots(nw_intern *intern)
{
    if (2 * (int64_t)intern->count < intern->n_slots)
        return NEXTWORK_OK;
    int64_t n_slots = intern->n_slots == 0 ? 64 : 2 * intern->n_slots;
    int32_t *slots = NW_NEW_ZERO(int32_t, n_slots);
    if (slots == NULL)
        return nw_fail_memory("the posts of a round");
    nw_free(intern->slots);
    intern->slots = slots;
    intern->n_slots = n_slots;
    for (int32_t i = 0; i < intern->count; i++) {
        int64_t start = start_of(intern, i);
        *slot_of(intern, intern->words + start, intern->end[i] - start) = i + 1;
    }
    return NEXTWORK_OK;
}

nextwork_status nw_intern_add(int32_t *number, bool *added, nw_intern *intern, const int32_t *words,
                              int64_t count)
{
    NW_TRY(grow_slots(intern));
    int32_t *slot = slot_of(intern, words, count);
    *added = *slot == 0;
    if (*added) {
        int64_t start = start_of(intern, intern->count);
        NW_TRY(nw_grow((void **)&intern->words, &intern->room_words, start + count,
                       (int64_t)sizeof *words));
        NW_TRY(nw_grow((void **)&intern->end, &intern->room_ends, intern->count + 1,
                       (int64_t)sizeof *intern->end));
        if (count > 0)
            memcpy(intern->words + start, words, (size_t)count * sizeof *words);
        intern->end[intern->count++] = start + count;
        *slot = intern->count;
    }
    *number = *slot - 1;
    return NEXTWORK_OK;
}

void nw_intern_clear(nw_intern *intern)
{
    nw_free(intern->words);
    nw_free(intern->end);
    nw_free(intern->slots);
    *intern = (nw_intern){0};
}
