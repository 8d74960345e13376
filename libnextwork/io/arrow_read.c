#include "io/arrow.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "cohort/cell.h"
#include "io/arrow_reader.h"

#include <glib.h>

/* --- Cells, through the dictionary when there is one -------------------------------------------
 */

static const nw_arrow_cells *values_of(const nw_arrow_chunk *chunk)
{
    return chunk->coded ? &chunk->dictionary : &chunk->cells;
}

/* The place of row i among the values; -1 when it is unknown. */
static int64_t find(const nw_arrow_chunk *chunk, int64_t i)
{
    if (!nw_arrow_known(&chunk->cells, i))
        return -1;
    if (!chunk->coded)
        return i;
    int64_t code = nw_arrow_whole(&chunk->cells, i);
    return nw_arrow_known(&chunk->dictionary, code) ? code : -1;
}

static nextwork_status take_row(const nw_arrow_column *into, int64_t row,
                                const nw_arrow_chunk *chunk, int64_t i)
{
    int64_t place = find(chunk, i);
    return place < 0 ? nw_arrow_take_unknown(into, row)
                     : nw_arrow_take(into, row, values_of(chunk), place);
}

/* The rows of a chunk, of most of which there is nothing to say. */
typedef struct {
    const nw_arrow_column *into;
    int64_t first_row;
    const nw_arrow_chunk *chunk;
    int64_t *left; /* of each range the first row that is still to be read */
} taking;

/* Reads the rows of a range up to the first of which there may be something to say: findings have
 * an order. */
static nextwork_status take_plain_rows(void *context, int64_t range, int worker)
{
    (void)worker;
    const taking *take = context;
    nw_arrow_cells cells = take->chunk->cells;
    int64_t i = range * NW_ARROW_RANGE;
    cells.count = nw_arrow_range_end(range, cells.count);
    while (!take->chunk->coded) {
        i = nw_arrow_take_plain(take->into, take->first_row, &cells, i);
        if (i == cells.count || nw_arrow_known(&cells, i) || take->into->schema->required)
            break;
        NW_TRY(nw_arrow_take_unknown(take->into, take->first_row + i));
        i++;
    }
    take->left[range] = i;
    return NEXTWORK_OK;
}

static nextwork_status take_left_rows(const taking *take, int64_t range)
{
    nw_arrow_chunk chunk = *take->chunk;
    chunk.cells.count = nw_arrow_range_end(range, chunk.cells.count);
    for (int64_t i = take->left[range]; i < chunk.cells.count; i++) {
        NW_TRY(take_row(take->into, take->first_row + i, &chunk, i));
        if (!chunk.coded)
            i = nw_arrow_take_plain(take->into, take->first_row, &chunk.cells, i + 1) - 1;
    }
    return NEXTWORK_OK;
}

static nextwork_status take_known_rows(const nw_arrow_column *into, int64_t first_row,
                                       const nw_arrow_chunk *chunk, int threads)
{
    int64_t ranges = nw_arrow_ranges(chunk->cells.count);
    taking take = {into, first_row, chunk, NW_NEW(int64_t, ranges)};
    if (take.left == NULL)
        return nw_fail_memory("a column");
    nextwork_status status = nw_parallel(ranges, threads, take_plain_rows, &take);
    for (int64_t range = 0; status == NEXTWORK_OK && range < ranges; range++)
        status = take_left_rows(&take, range);
    nw_free(take.left);
    return status;
}

static nextwork_status take_unknown_rows(const nw_arrow_column *into, int64_t first_row,
                                         int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        NW_TRY(nw_arrow_take_unknown(into, first_row + i));
    return NEXTWORK_OK;
}

/* A missing value is one in any type: pandas has columns of NaN where nobody knows anything. */
static bool knows_something(const nw_arrow_chunk *chunk)
{
    const nw_arrow_cells *values = values_of(chunk);
    for (int64_t i = 0; i < chunk->cells.count; i++) {
        int64_t place = find(chunk, i);
        if (place < 0)
            continue;
        double value = values->type.class == NW_ARROW_FLOAT ? nw_arrow_float(values, place) : 0;
        if (value == value)
            return true;
    }
    return false;
}

/* --- Columns -----------------------------------------------------------------------------------
 */

typedef struct {
    nw_table *table;
    nw_findings *findings;
    const nw_arrow_batches *batches;
    int threads;
    bool borrowed; /* a column has its text in the only batch */
} reading;

/* Whether text can stay where it is: in one piece, no further off than a slice can say. */
static bool lends(const nw_arrow_cells *values)
{
    if (values->type.class == NW_ARROW_TEXT)
        return values->count == 0 || nw_arrow_offset(values, values->count) <= NW_SLICE_MAX_AT;
    if (values->type.class != NW_ARROW_VIEW || !values->inlined)
        return false;
    return values->first + values->count <= NW_SLICE_MAX_AT / (int64_t)sizeof(nw_arrow_view);
}

static void borrow(nw_arrow_column *into, reading *in, const nw_arrow_cells *values)
{
    into->borrows = nw_kind_is_text(into->schema->kind) && in->batches->count == 1 && lends(values);
    if (!into->borrows)
        return;
    into->cells->bytes = (char *)(uintptr_t)values->bytes; /* which the table does not own */
    in->borrowed = true;
}

/* Leaves the whole column unknown. */
static nextwork_status refuse_column(const nw_arrow_column *into, const nw_arrow_type *type)
{
    for (int64_t row = 0; row < into->table->rows; row++) {
        if (nw_kind_is_text(into->schema->kind))
            into->cells->slices[row] = nw_slice_of(0, 0);
        else
            into->cells->ints[row] = NW_UNKNOWN;
    }
    return nw_arrow_misfit(into, type);
}

static nextwork_status read_column(reading *in, int64_t child, nw_arrow_column *into)
{
    for (int64_t b = 0, row = 0; b < in->batches->count; b++) {
        const struct ArrowArray *batch = &in->batches->batches[b];
        nw_arrow_chunk chunk;
        NW_TRY(nw_arrow_open(&chunk, &in->batches->schema, batch, child, in->table->schema,
                             into->schema->name, in->threads));
        const nw_arrow_type *type = &values_of(&chunk)->type;
        bool fits = nw_arrow_fits(into->schema, type);
        if (!fits && knows_something(&chunk))
            return refuse_column(into, type);
        borrow(into, in, values_of(&chunk));
        NW_TRY(fits && type->class != NW_ARROW_NULL
                   ? take_known_rows(into, row, &chunk, in->threads)
                   : take_unknown_rows(into, row, batch->length));
        row += batch->length;
    }
    return NEXTWORK_OK;
}

static nextwork_status note_unknown(const reading *in, nw_text name)
{
    char *problem = name.bytes == 0 ? g_strdup("a column has no name; name it, or remove it")
                                    : nw_column_unknown(in->table->schema, name);
    nextwork_status status = nw_finding_file(in->findings, NW_ERROR, "unknown-column",
                                             in->table->schema->name, 0, "", name, "%s", problem);
    g_free(problem);
    return status;
}

static nextwork_status note_doubled(const reading *in, int64_t column)
{
    return nw_finding_cell(in->findings, NW_ERROR, "duplicate-column", in->table, -1, column,
                           "%s has a column %s twice; keep one of the two", in->table->schema->name,
                           in->table->schema->columns[column].name);
}

static nextwork_status read_child(reading *in, int64_t child)
{
    const char *named = in->batches->schema.children[child]->name;
    nw_text name = nw_text_of(named == NULL ? "" : named);
    nw_table *table = in->table;
    int64_t column = nw_schema_column(table->schema, name);
    if (column < 0)
        return note_unknown(in, name);
    if (table->columns[column].present)
        return note_doubled(in, column);
    table->columns[column].present = true;
    NW_TRY(nw_table_reserve(table, table->rows));
    nw_arrow_column into = {.table = table,
                            .column = column,
                            .schema = &table->schema->columns[column],
                            .cells = &table->columns[column],
                            .findings = in->findings};
    return read_column(in, child, &into);
}

/* --- The whole ---------------------------------------------------------------------------------
 */

static void give_back(void *borrowed)
{
    struct ArrowArray *batch = borrowed;
    batch->release(batch);
    nw_free(batch);
}

/* The table keeps the only batch, in the memory of the list that it was in. */
static void keep_batch(nw_table *table, nw_arrow_batches *batches)
{
    table->borrowed = batches->batches;
    table->give_back = give_back;
    batches->batches = NULL;
    batches->count = 0;
}

nextwork_status nw_arrow_read(nw_table *table, struct ArrowArrayStream *stream, int threads,
                              nw_findings *findings)
{
    nw_arrow_batches batches = {0};
    reading in = {.table = table, .findings = findings, .batches = &batches, .threads = threads};
    nextwork_status status = nw_arrow_collect(&batches, stream);
    table->given = true;
    table->checked = true;
    table->rows = batches.rows;
    for (int64_t c = 0; status == NEXTWORK_OK && c < batches.schema.n_children; c++)
        status = read_child(&in, c);
    if (in.borrowed)
        keep_batch(table, &batches);
    nw_arrow_batches_clear(&batches);
    return status;
}
