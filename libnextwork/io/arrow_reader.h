/* The inside of the Arrow reader. Between its files, a table goes
 *     arrow_batches.c  the batches of a stream, all of them
 *     arrow_type.c     what a column's format means
 *     arrow_check.c    the buffers of a column in a batch: checked, then opened
 *     arrow_cell.c     what a cell says, as its column stores it
 *     arrow_plain.c    the same for cells of which there is nothing else to say, many at a time
 *     arrow_read.c     columns, rows
 * Nothing of a stream is trusted before arrow_check.c has seen it. The sizes of buffers are not
 * part of the interface, so that they alone cannot be checked. */
#ifndef NW_IO_ARROW_READER_H
#define NW_IO_ARROW_READER_H

#include <nextwork/arrow.h>

#include "cohort/finding.h"

/* --- arrow_batches.c ---------------------------------------------------------------------------
 */

/* A whole stream: at most as many rows as a table holds, and no batch without rows. */
typedef struct {
    struct ArrowSchema schema;
    struct ArrowArray *batches; /* nw_free */
    int64_t count, room, rows;
} nw_arrow_batches;

/* Starts as {0}; to be cleared even after a failure. */
nextwork_status nw_arrow_collect(nw_arrow_batches *batches, struct ArrowArrayStream *stream);
void nw_arrow_batches_clear(nw_arrow_batches *batches);

/* --- arrow_type.c ------------------------------------------------------------------------------
 */

typedef enum {
    NW_ARROW_OTHER, /* nothing that a table holds */
    NW_ARROW_NULL,
    NW_ARROW_BOOL,
    NW_ARROW_SIGNED,
    NW_ARROW_UNSIGNED,
    NW_ARROW_FLOAT,
    NW_ARROW_TEXT, /* offsets and bytes */
    NW_ARROW_VIEW, /* text of string_view */
    NW_ARROW_TIME  /* days, or a day and a time: date32, date64, timestamps */
} nw_arrow_class;

typedef struct {
    nw_arrow_class class;
    int32_t bytes;       /* of a number, or of an offset */
    int64_t ticks_a_day; /* of an NW_ARROW_TIME */
    int64_t ticks_ahead; /* of UTC, where the zone has a fixed offset */
    const char *zone;    /* a named one, of which the days are not known; else NULL */
    const char *name;    /* as a person reads it; the format itself when there is none */
} nw_arrow_type;

nw_arrow_type nw_arrow_type_of(const char *format);

/* --- arrow_check.c -----------------------------------------------------------------------------
 */

/* Cells of one array, its buffers checked. Cell i stands at place `first` + i. */
typedef struct {
    nw_arrow_type type;
    int64_t first, count;
    const unsigned char *known; /* bits; NULL: all are */
    const void *cells;          /* numbers, bits, offsets or views */
    const char *bytes;          /* where text stands: what offsets count in, or the views */
    const void *const *pieces;  /* that views point into */
    bool inlined;               /* of views: each known one holds its text itself */
} nw_arrow_cells;

/* A column of a batch. */
typedef struct {
    nw_arrow_cells cells;
    bool coded; /* the cells are places in the dictionary */
    nw_arrow_cells dictionary;
} nw_arrow_chunk;

/* Rows that one thread takes at a time. Fewer do not pay for another. */
#define NW_ARROW_RANGE 16384

static inline int64_t nw_arrow_ranges(int64_t rows)
{
    return (rows + NW_ARROW_RANGE - 1) / NW_ARROW_RANGE;
}

static inline int64_t nw_arrow_range_end(int64_t range, int64_t rows)
{
    int64_t end = (range + 1) * NW_ARROW_RANGE;
    return end < rows ? end : rows;
}

/* Checks and opens column `child` of a batch; `column` names it in messages. */
nextwork_status nw_arrow_open(nw_arrow_chunk *chunk, const struct ArrowSchema *schema,
                              const struct ArrowArray *batch, int64_t child,
                              const nw_table_schema *table, const char *column, int threads);

/* Buffers need not be aligned, so that numbers are copied out, which costs nothing. */
static inline uint64_t nw_arrow_raw(const void *buffer, int64_t place, int32_t bytes)
{
    const char *at = (const char *)buffer + place * bytes;
    uint16_t two;
    uint32_t four;
    uint64_t eight;
    switch (bytes) {
    case 1:
        return *(const unsigned char *)at;
    case 2:
        memcpy(&two, at, sizeof two);
        return two;
    case 4:
        memcpy(&four, at, sizeof four);
        return four;
    default:
        memcpy(&eight, at, sizeof eight);
        return eight;
    }
}

static inline int64_t nw_arrow_signed(const void *buffer, int64_t place, int32_t bytes)
{
    int unused = 64 - 8 * bytes;
    return (int64_t)(nw_arrow_raw(buffer, place, bytes) << unused) >> unused;
}

static inline bool nw_arrow_bit(const void *bits, int64_t place)
{
    return ((const unsigned char *)bits)[place / 8] >> (place % 8) & 1;
}

static inline bool nw_arrow_known(const nw_arrow_cells *cells, int64_t i)
{
    return cells->known == NULL || nw_arrow_bit(cells->known, cells->first + i);
}

/* A whole number or a time; of NW_ARROW_UNSIGNED with 64 bits it comes out below 0 when it is above
 * INT64_MAX. */
static inline int64_t nw_arrow_whole(const nw_arrow_cells *cells, int64_t i)
{
    int64_t place = cells->first + i;
    if (cells->type.class == NW_ARROW_UNSIGNED)
        return (int64_t)nw_arrow_raw(cells->cells, place, cells->type.bytes);
    return nw_arrow_signed(cells->cells, place, cells->type.bytes);
}

static inline double nw_arrow_float(const nw_arrow_cells *cells, int64_t i)
{
    const char *at = (const char *)cells->cells + (cells->first + i) * cells->type.bytes;
    float narrow;
    double wide;
    if (cells->type.bytes == 4) {
        memcpy(&narrow, at, sizeof narrow);
        return (double)narrow;
    }
    memcpy(&wide, at, sizeof wide);
    return wide;
}

static inline int64_t nw_arrow_offset(const nw_arrow_cells *cells, int64_t i)
{
    return nw_arrow_signed(cells->cells, cells->first + i, cells->type.bytes);
}

/* A view: its size, then either the text itself or its first bytes, its piece and where there. */
typedef struct {
    int32_t bytes;
    char prefix[4];
    int32_t piece, at;
} nw_arrow_view;

#define NW_ARROW_VIEW_INLINE 12 /* bytes that a view holds itself */

static inline nw_arrow_view nw_arrow_view_of(const nw_arrow_cells *cells, int64_t i)
{
    nw_arrow_view view;
    memcpy(&view, (const char *)cells->cells + (cells->first + i) * (int64_t)sizeof view,
           sizeof view);
    return view;
}

static inline nw_text nw_arrow_text(const nw_arrow_cells *cells, int64_t i)
{
    if (cells->type.class == NW_ARROW_TEXT) {
        int64_t at = nw_arrow_offset(cells, i);
        return (nw_text){cells->bytes + at, nw_arrow_offset(cells, i + 1) - at};
    }
    nw_arrow_view view = nw_arrow_view_of(cells, i);
    if (view.bytes > NW_ARROW_VIEW_INLINE)
        return (nw_text){(const char *)cells->pieces[view.piece] + view.at, view.bytes};
    return (nw_text){cells->bytes + (cells->first + i) * (int64_t)sizeof view + 4, view.bytes};
}

/* --- arrow_cell.c ------------------------------------------------------------------------------
 */

/* A column being read. */
typedef struct {
    nw_table *table;
    int64_t column;
    const nw_column_schema *schema;
    nw_column *cells;
    nw_findings *findings;
    bool borrows; /* its text stays where it is: `bytes` of the column is where that begins */
} nw_arrow_column;

/* Whether the column can be read from cells of this type at all. */
bool nw_arrow_fits(const nw_column_schema *schema, const nw_arrow_type *type);

/* Notes that it cannot. */
nextwork_status nw_arrow_misfit(const nw_arrow_column *into, const nw_arrow_type *type);

/* Reads the known cell i into the table's row, or makes that unknown. */
nextwork_status nw_arrow_take(const nw_arrow_column *into, int64_t row, const nw_arrow_cells *cells,
                              int64_t i);
nextwork_status nw_arrow_take_unknown(const nw_arrow_column *into, int64_t row);

/* --- arrow_plain.c -----------------------------------------------------------------------------
 */

/* Reads known cells from i on, cell i into row first_row + i, up to the first of which there may
 * be something to say, or that is not in one of the ways in which most columns come. Gives that
 * cell; the count when it has read all. */
int64_t nw_arrow_take_plain(const nw_arrow_column *into, int64_t first_row,
                            const nw_arrow_cells *cells, int64_t i);

#endif
