/* A table: named columns of one kind each, with rows. Input tables as they were given, before any
 * of it is trusted; and every result that the library answers with. */
#ifndef NW_COHORT_TABLE_H
#define NW_COHORT_TABLE_H

#include "base/status.h"
#include "cohort/schema.h"

typedef struct {
    bool present;     /* an absent column is a column of unknowns */
    int32_t *ints;    /* kinds stored as numbers; NW_UNKNOWN */
    int64_t *bigints; /* NW_BIGINT; INT64_MIN is unknown */
    nw_slice *slices; /* kinds stored as text; places in bytes[] */
    char *bytes;      /* the text of the slices: own memory, or the table's mapped file */
    int64_t n_bytes, room_bytes; /* used and allocated when the bytes are the column's own */
    bool owns_bytes;
} nw_column;

/* The tag is the public name, so that the library hands out what it works with, without a cast. */
typedef struct nextwork_table {
    const nw_table_schema *schema;
    bool given;         /* whether there is such a table at all (zero rows or more) */
    bool checked;       /* the CSV reader has checked the cells; else nw_table_check has to */
    int64_t rows, room; /* filled and allocated */
    nw_column *columns; /* schema->n_columns */
    char *source;       /* file name for messages, "" when it came from arrays */
    int32_t *lines;     /* line of each row in the file; NULL when that is row + 2 */
    char *mapped;       /* the file's bytes, or NULL */
    int64_t mapped_bytes;
    void *borrowed; /* somebody else's memory that slices stand in, or NULL */
    void (*give_back)(void *borrowed);
    int32_t references; /* atomic; of a table that nw_table_new made */
} nw_table;

/* Starts an empty table (not given, no rows). */
nextwork_status nw_table_init(nw_table *table, const nw_table_schema *schema);
void nw_table_clear(nw_table *table);

/* Makes room for `rows` rows in each present column. */
nextwork_status nw_table_reserve(nw_table *table, int64_t rows);

/* Result tables are filled row by row: nw_table_add_row makes a row of unknowns in all columns,
 * the setters fill it. */
nextwork_status nw_table_add_row(nw_table *table);
void nw_table_set_int(nw_table *table, int64_t column, int64_t value);       /* last row */
nextwork_status nw_table_set_text(nw_table *table, int64_t column, nw_text); /* last row */

/* A cell of a present text column; bytes 0 when unknown. */
static inline nw_text nw_cell_text(const nw_column *column, int64_t row)
{
    nw_slice slice = column->slices[row];
    if (slice.bytes == 0)
        return (nw_text){"", 0};
    return (nw_text){column->bytes + slice.at, (int64_t)slice.bytes};
}

/* A cell of a number column, absent or not. */
static inline int32_t nw_cell_int(const nw_column *column, int64_t row)
{
    return column->present ? column->ints[row] : NW_UNKNOWN;
}

/* The line of the source file a row stands on (1 is the header); 0 when it came from arrays. */
int64_t nw_table_line(const nw_table *table, int64_t row);

/* A heap-made result table with that schema, for the public API to hand out. */
nextwork_status nw_table_new(nw_table **table, const nw_table_schema *schema);

/* Gives a table that was filled, or frees it where that failed; returns `filled`. */
nextwork_status nw_table_finish(nw_table **table, nw_table *made, nextwork_status filled);

/* One more holder of a table that nw_table_new made: each frees it once, and the last in truth.
 * Nobody changes a table that has several. */
const nw_table *nw_table_ref(const nw_table *table);
void nw_table_free(const nw_table *table); /* NULL allowed */

/* A heap-made table with the same columns and cells, its text in one piece. */
nextwork_status nw_table_copy(nw_table **copy, const nw_table *table);

#endif
