#include "match/max_weight/table.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/max_weight/offer.h"

#include <stdbool.h>
#include <stddef.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define WIDE 32      /* posts, at least */
#define BLOCK 8      /* youths, and posts, that change sides at once */
#define UNIT_ROWS 64 /* about, that tell the unit */

/* Where half of all pairs are there, a table is read faster than a list of them. */
static bool are_many(const nw_pairs *pairs, int32_t posts)
{
    return posts >= WIDE && pairs->youths > 0 &&
           pairs->start[pairs->youths] / pairs->youths >= posts / 2;
}

static bool is_every_post(const int32_t *post, int64_t count, int64_t posts)
{
    int32_t other = count != posts;
    for (int64_t i = 0; i < count; i++)
        other |= post[i] ^ (int32_t)i;
    return other == 0;
}

/* Gives the greatest fit of the row. */
static int32_t fill_row(int16_t *row, int64_t width, const int32_t *post, const int32_t *fit,
                        int64_t count, int64_t posts)
{
    bool every = is_every_post(post, count, posts);
    int32_t greatest = 0;
    for (int64_t p = every ? posts : 0; p < width; p++)
        row[p] = NW_NO_FIT;
    for (int64_t i = 0; every && i < count; i++)
        row[i] = (int16_t)fit[i];
    for (int64_t i = 0; !every && i < count; i++)
        row[post[i]] = (int16_t)fit[i];
    for (int64_t i = 0; i < count; i++)
        greatest = fit[i] > greatest ? fit[i] : greatest;
    return greatest;
}

static int64_t whole(int64_t count, int64_t lanes)
{
    return (count + lanes - 1) / lanes * lanes;
}

nextwork_status nw_fit_table_make(nw_fit_table *table, const nw_pairs *pairs, int32_t posts)
{
    if (!are_many(pairs, posts))
        return NEXTWORK_OK;
    table->youths = pairs->youths;
    table->posts = posts;
    table->width = whole(posts, NW_TABLE_LANES);
    table->height = whole(pairs->youths, NW_OFFER_LANES);
    table->rows = NW_NEW(int16_t, pairs->youths * table->width);
    if (table->rows == NULL)
        return nw_fail_memory("a matching of greatest fit");
    int32_t greatest = 0;
    for (int32_t y = 0; y < pairs->youths && greatest <= INT16_MAX; y++) {
        int64_t from = pairs->start[y];
        greatest = fill_row(table->rows + y * table->width, table->width, pairs->post + from,
                            pairs->fit + from, pairs->start[y + 1] - from, posts);
    }
    if (greatest > INT16_MAX) /* fits of several periods in one */
        nw_fit_table_clear(table);
    return NEXTWORK_OK;
}

/* Eight youths by eight posts, the other way round. */
#if defined(__SSE2__)
static void turn_block(int16_t *to, int64_t height, const int16_t *from, int64_t width)
{
    __m128i a[BLOCK], b[BLOCK];
    for (int32_t i = 0; i < BLOCK; i++)
        a[i] = _mm_loadu_si128((const __m128i *)(const void *)(from + i * width));
    for (int32_t turn = 0; turn < 3; turn++) { /* three perfect shuffles of all rows */
        for (int32_t i = 0; i < BLOCK / 2; i++) {
            b[2 * i] = _mm_unpacklo_epi16(a[i], a[i + BLOCK / 2]);
            b[2 * i + 1] = _mm_unpackhi_epi16(a[i], a[i + BLOCK / 2]);
        }
        for (int32_t i = 0; i < BLOCK; i++)
            a[i] = b[i];
    }
    for (int32_t i = 0; i < BLOCK; i++)
        _mm_storeu_si128((__m128i *)(void *)(to + i * height), a[i]);
}
#else
static void turn_block(int16_t *to, int64_t height, const int16_t *from, int64_t width)
{
    for (int32_t p = 0; p < BLOCK; p++)
        for (int32_t y = 0; y < BLOCK; y++)
            to[p * height + y] = from[y * width + p];
}
#endif

nextwork_status nw_fit_table_turn(nw_fit_table *table)
{
    int64_t height = table->height, width = table->width, y = 0;
    if (table->columns != NULL)
        return NEXTWORK_OK;
    table->columns = NW_NEW(int16_t, width * height);
    if (table->columns == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (; y + BLOCK <= table->youths; y += BLOCK)
        for (int64_t p = 0; p < width; p += BLOCK)
            turn_block(table->columns + p * height + y, height, table->rows + y * width + p, width);
    for (; y < height; y++)
        for (int64_t p = 0; p < width; p++)
            table->columns[p * height + y] =
                y < table->youths ? table->rows[y * width + p] : NW_NO_FIT;
    return NEXTWORK_OK;
}

void nw_fit_table_clear(nw_fit_table *table)
{
    nw_free(table->rows);
    nw_free(table->columns);
    *table = (nw_fit_table){0};
}

/* --- The unit --------------------------------------------------------------------------------- */

/* Whether all are multiples of `unit`, 2 at least, by multiplication with its inverse (Granlund and
 * Montgomery, 1994): of a multiple the quotient is exact, of no other number is it a quotient. */
static bool are_multiples(const int16_t *fit, int64_t count, int32_t unit)
{
    uint16_t inverse = (uint16_t)((1 << 16) / unit + 1), rest = 0;
    for (int64_t i = 0; i < count; i++) {
        uint16_t at = (uint16_t)(fit[i] > 0 ? fit[i] : 0);
        uint16_t quotient = (uint16_t)((uint32_t)at * inverse >> 16);
        rest |= (uint16_t)(at - (uint32_t)quotient * (uint32_t)unit);
    }
    return rest == 0;
}

int32_t nw_fit_table_unit(const nw_fit_table *table)
{
    int32_t unit = 0;
    for (int32_t y = 0; y < table->youths && unit != 1; y += table->youths / UNIT_ROWS + 1) {
        const int16_t *row = nw_row_of(table, y);
        if (unit == 0 || !are_multiples(row, table->width, unit))
            for (int32_t p = 0; p < table->posts; p++)
                unit = nw_common_divisor(unit, row[p] > 0 ? row[p] : 0);
    }
    return unit > 0 ? unit : 1;
}
