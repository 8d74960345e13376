/* Pieces of text without a NUL, and columns of them. */
#ifndef NW_BASE_TEXT_H
#define NW_BASE_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A piece of text that somebody else owns. */
typedef struct {
    const char *at;
    int64_t bytes;
} nw_text;

/* A place in a column's byte store, in 8 bytes instead of the 16 of a pointer and a length: tables
 * have tens of millions of them. A size of 0 means unknown. */
typedef struct {
    uint64_t at : 40;
    uint64_t bytes : 24;
} nw_slice;

/* The reasons of an unplaced youth say a word on each wish, and there may be thousands. */
#define NW_SLICE_MAX_BYTES 16777215
#define NW_SLICE_MAX_AT ((INT64_C(1) << 40) - 1)

/* at <= NW_SLICE_MAX_AT, bytes <= NW_SLICE_MAX_BYTES */
static inline nw_slice nw_slice_of(int64_t at, int64_t bytes)
{
    return (nw_slice){(uint64_t)at & (uint64_t)NW_SLICE_MAX_AT,
                      (uint64_t)bytes & NW_SLICE_MAX_BYTES};
}

static inline nw_text nw_text_of(const char *terminated)
{
    return (nw_text){terminated, (int64_t)strlen(terminated)};
}

/* Most texts are ids of 4 to 16 bytes, and tables compare them by the million: two loads each,
 * where memcmp is a call. */
static inline bool nw_text_equal(nw_text a, nw_text b)
{
    uint64_t first_a, first_b, last_a, last_b;
    uint32_t head_a, head_b, tail_a, tail_b;
    if (a.bytes != b.bytes)
        return false;
    if (a.bytes < 4 || a.bytes > 16)
        /* An unknown cell of the public table is NULL, which memcmp does not take. */
        return a.bytes == 0 || memcmp(a.at, b.at, (size_t)a.bytes) == 0;
    if (a.bytes < 8) {
        memcpy(&head_a, a.at, 4);
        memcpy(&head_b, b.at, 4);
        memcpy(&tail_a, a.at + a.bytes - 4, 4);
        memcpy(&tail_b, b.at + b.bytes - 4, 4);
        return head_a == head_b && tail_a == tail_b;
    }
    memcpy(&first_a, a.at, 8);
    memcpy(&first_b, b.at, 8);
    memcpy(&last_a, a.at + a.bytes - 8, 8);
    memcpy(&last_b, b.at + b.bytes - 8, 8);
    return first_a == first_b && last_a == last_b;
}

/* Order of the bytes, a prefix before what it begins; <0, 0, >0. The canonical order of ids. */
static inline int nw_text_compare(nw_text a, nw_text b)
{
    int order = memcmp(a.at, b.at, (size_t)(a.bytes < b.bytes ? a.bytes : b.bytes));
    return order != 0 ? order : (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

/* Puts "?" for every byte of a text, NUL-terminated, that is no part of a character in UTF-8: of
 * another encoding, or of a character that was cut off. */
void nw_text_make_valid(char *text);

/* Edits between two short texts, ignoring ASCII case, where two neighbours swapped are one edit
 * (Damerau, 1964); used for "did you mean". */
int nw_text_distance(nw_text a, nw_text b);

/* The candidate nearest to `text` when near enough to be a slip of the pen, else NULL. */
const char *nw_text_nearest(nw_text text, const char *const *candidates, int64_t count);

#endif
