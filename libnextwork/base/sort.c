#include "base/sort.h"

#include "base/memory.h"

#include <string.h>

#define SMALL 24 /* below this an insertion sort wins */

static void insert_by_key(nw_keyed *items, int64_t count)
{
    for (int64_t i = 1; i < count; i++) {
        nw_keyed moved = items[i];
        int64_t j = i;
        for (; j > 0 && items[j - 1].key > moved.key; j--)
            items[j] = items[j - 1];
        items[j] = moved;
    }
}

void nw_sort_keyed(nw_keyed *items, nw_keyed *scratch, int64_t count)
{
    if (count < SMALL) {
        insert_by_key(items, count);
        return;
    }
    uint64_t all_or = 0, all_and = UINT64_MAX;
    for (int64_t i = 0; i < count; i++) {
        all_or |= items[i].key;
        all_and &= items[i].key;
    }
    nw_keyed *from = items, *to = scratch;
    for (int shift = 0; shift < 64; shift += 8) {
        if ((((all_or ^ all_and) >> shift) & 255) == 0)
            continue; /* this byte is the same everywhere */
        int64_t place[256] = {0};
        for (int64_t i = 0; i < count; i++)
            place[(from[i].key >> shift) & 255]++;
        int64_t sum = 0;
        for (int digit = 0; digit < 256; digit++) {
            int64_t here = place[digit];
            place[digit] = sum;
            sum += here;
        }
        for (int64_t i = 0; i < count; i++)
            to[place[(from[i].key >> shift) & 255]++] = from[i];
        nw_keyed *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, (size_t)count * sizeof *items);
}

/* Eight bytes of a text from `depth` on as a big-endian number: orders as the bytes do. Text ends
 * as zero bytes, which ids cannot hold. */
static uint64_t chunk(nw_text text, int64_t depth)
{
    uint64_t word = 0;
    for (int64_t i = 0; i < 8; i++) {
        uint64_t byte = depth + i < text.bytes ? (unsigned char)text.at[depth + i] : 0;
        word = word << 8 | byte;
    }
    return word;
}

/* Sorts items, equal in their first `depth` bytes, by what follows: eight bytes at a time. */
static void sort_from(nw_keyed *items, nw_keyed *scratch, int64_t count, const nw_text *texts,
                      int64_t depth)
{
    for (int64_t i = 0; i < count; i++)
        items[i].key = chunk(texts[items[i].item], depth);
    nw_sort_keyed(items, scratch, count);
    for (int64_t first = 0, end; first < count; first = end) {
        uint64_t key = items[first].key;
        for (end = first + 1; end < count && items[end].key == key;)
            end++;
        bool ended = (key & 255) == 0; /* all texts of the run end within these bytes */
        if (end - first > 1 && !ended)
            sort_from(items + first, scratch, end - first, texts, depth + 8);
    }
}

static bool sorted(const nw_text *texts, int64_t count)
{
    for (int64_t i = 1; i < count; i++)
        if (nw_text_compare(texts[i - 1], texts[i]) > 0)
            return false;
    return true;
}

nextwork_status nw_sort_texts(int64_t *order, const nw_text *texts, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        order[i] = i;
    if (sorted(texts, count))
        return NEXTWORK_OK;
    nw_keyed *items = NW_NEW(nw_keyed, count), *scratch = NW_NEW(nw_keyed, count);
    if (items == NULL || scratch == NULL) {
        nw_free(items);
        nw_free(scratch);
        return nw_fail_memory("a sorted list of ids");
    }
    for (int64_t i = 0; i < count; i++)
        items[i] = (nw_keyed){0, i};
    sort_from(items, scratch, count, texts, 0);
    for (int64_t i = 0; i < count; i++)
        order[i] = items[i].item;
    nw_free(items);
    nw_free(scratch);
    return NEXTWORK_OK;
}
