#include "base/memory.h"
#include "io/arrow.h"
#include "io/buffer.h"

#include <errno.h>

#define MILLION 1e6

/* Columns that are there, in the schema's order. */
static int64_t count_columns(const nw_table *table)
{
    int64_t count = 0;
    for (int64_t c = 0; c < table->schema->n_columns; c++)
        count += table->columns[c].present;
    return count;
}

/* --- Types -------------------------------------------------------------------------------------
 */

/* Whether offsets of 32 bits may not reach the end of the text. */
static bool is_wide(const nw_table *table, int64_t column)
{
    bool choice = table->schema->columns[column].kind == NW_CHOICE;
    return (choice ? table->rows * NW_NUMBER_BYTES : table->columns[column].n_bytes) > INT32_MAX;
}

static const char *format_of(const nw_table *table, int64_t column)
{
    switch (table->schema->columns[column].kind) {
    case NW_INT:
        return "i";
    case NW_BOOL:
        return "b";
    case NW_DATE:
        return "tdD";
    case NW_DEGREES:
        return "g";
    case NW_BIGINT:
        return "l";
    default:
        return is_wide(table, column) ? "U" : "u";
    }
}

/* Names and formats are the library's, so that there is nothing to free. */
static void release_column_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

/* Frees what the children hold, but for those that were moved away; then the list of them. */
static void release_schema(struct ArrowSchema *schema)
{
    for (int64_t c = 0; c < schema->n_children; c++)
        if (schema->children[c]->release != NULL)
            schema->children[c]->release(schema->children[c]);
    nw_free(schema->children);
    nw_free(schema->private_data);
    schema->release = NULL;
}

static int make_schema(struct ArrowSchema *schema, const nw_table *table)
{
    int64_t count = count_columns(table), child = 0;
    struct ArrowSchema *columns = NW_NEW_ZERO(struct ArrowSchema, count);
    struct ArrowSchema **list = NW_NEW(struct ArrowSchema *, count);
    if (columns == NULL || list == NULL) {
        nw_free(columns);
        nw_free(list);
        return ENOMEM;
    }
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        if (!table->columns[c].present)
            continue;
        list[child] = &columns[child];
        columns[child++] = (struct ArrowSchema){.format = format_of(table, c),
                                                .name = table->schema->columns[c].name,
                                                .flags = ARROW_FLAG_NULLABLE,
                                                .release = release_column_schema};
    }
    *schema = (struct ArrowSchema){.format = "+s",
                                   .name = "",
                                   .n_children = count,
                                   .children = list,
                                   .release = release_schema,
                                   .private_data = columns};
    return 0;
}

/* --- Buffers -----------------------------------------------------------------------------------
 * Each is the table's own memory, or made for the purpose. */

/* A column by itself: a program may move it out of its batch and keep it longer. */
typedef struct {
    const nw_table *table;
    const void *buffers[3];
    void *made[3];
} column_data;

static nextwork_status make_buffer(column_data *data, int buffer, int64_t count, int64_t size)
{
    data->buffers[buffer] = data->made[buffer] = nw_alloc_zero(count, size);
    return data->made[buffer] == NULL ? nw_fail_memory("an Arrow column") : NEXTWORK_OK;
}

static void set_bit(void *bits, int64_t place)
{
    unsigned char *byte = (unsigned char *)bits + place / 8;
    *byte = (unsigned char)(*byte | 1u << (place % 8));
}

static bool is_known(const nw_table *table, int64_t row, int64_t column)
{
    const nw_column *cells = &table->columns[column];
    const nw_column_schema *schema = &table->schema->columns[column];
    return nw_kind_is_text(schema->kind) ? cells->slices[row].bytes > 0
                                         : nw_cell_number(cells, schema, row) != INT64_MIN;
}

/* Which cells are known; no buffer where all are. */
static nextwork_status fill_known(struct ArrowArray *array, column_data *data, int64_t column)
{
    const nw_table *table = data->table;
    for (int64_t row = 0; row < table->rows; row++)
        array->null_count += !is_known(table, row, column);
    if (array->null_count == 0)
        return NEXTWORK_OK;
    NW_TRY(make_buffer(data, 0, (table->rows + 7) / 8, 1));
    for (int64_t row = 0; row < table->rows; row++)
        if (is_known(table, row, column))
            set_bit(data->made[0], row);
    return NEXTWORK_OK;
}

static nextwork_status fill_bits(column_data *data, int64_t column)
{
    NW_TRY(make_buffer(data, 1, (data->table->rows + 7) / 8, 1));
    for (int64_t row = 0; row < data->table->rows; row++)
        if (data->table->columns[column].ints[row] == 1)
            set_bit(data->made[1], row);
    return NEXTWORK_OK;
}

static nextwork_status fill_degrees(column_data *data, int64_t column)
{
    NW_TRY(make_buffer(data, 1, data->table->rows, (int64_t)sizeof(double)));
    double *degrees = data->made[1];
    for (int64_t row = 0; row < data->table->rows; row++)
        degrees[row] = data->table->columns[column].ints[row] / MILLION;
    return NEXTWORK_OK;
}

static void set_offset(column_data *data, bool wide, int64_t place, int64_t at)
{
    if (wide)
        ((int64_t *)data->made[1])[place] = at;
    else
        ((int32_t *)data->made[1])[place] = (int32_t)at;
}

/* Gives the bytes of all cells, and whether the column has them one after another. */
static bool in_one_piece(int64_t *bytes, const nw_table *table, int64_t column)
{
    bool stored = nw_kind_is_text(table->schema->columns[column].kind);
    char number[NW_NUMBER_BYTES];
    int64_t at = 0;
    bool follows = stored;
    for (int64_t row = 0; row < table->rows; row++) {
        nw_text text = nw_buffer_cell(number, table, row, column);
        if (stored && text.bytes > 0)
            follows = follows && table->columns[column].slices[row].at == (uint64_t)at;
        at += text.bytes;
    }
    *bytes = at;
    return follows;
}

static nextwork_status fill_text(column_data *data, int64_t column)
{
    const nw_table *table = data->table;
    bool wide = is_wide(table, column);
    char number[NW_NUMBER_BYTES];
    int64_t bytes, at = 0;
    bool shared = in_one_piece(&bytes, table, column);
    NW_TRY(make_buffer(data, 1, table->rows + 1, wide ? 8 : 4));
    if (shared)
        data->buffers[2] = bytes > 0 ? table->columns[column].bytes : "";
    else
        NW_TRY(make_buffer(data, 2, bytes, 1));
    for (int64_t row = 0; row < table->rows; row++) {
        nw_text text = nw_buffer_cell(number, table, row, column);
        set_offset(data, wide, row, at);
        if (!shared && text.bytes > 0)
            memcpy((char *)data->made[2] + at, text.at, (size_t)text.bytes);
        at += text.bytes;
    }
    set_offset(data, wide, table->rows, at);
    return NEXTWORK_OK;
}

/* --- Columns -----------------------------------------------------------------------------------
 */

static void release_column(struct ArrowArray *array)
{
    column_data *data = array->private_data;
    for (int b = 0; b < 3; b++)
        nw_free(data->made[b]);
    nw_table_free(data->table);
    nw_free(data);
    array->release = NULL;
}

static nextwork_status fill_column(struct ArrowArray *array, column_data *data, int64_t column)
{
    const nw_column *cells = &data->table->columns[column];
    NW_TRY(fill_known(array, data, column));
    switch (data->table->schema->columns[column].kind) {
    case NW_INT:
    case NW_DATE:
        data->buffers[1] = cells->ints;
        return NEXTWORK_OK;
    case NW_BIGINT:
        data->buffers[1] = cells->bigints;
        return NEXTWORK_OK;
    case NW_BOOL:
        return fill_bits(data, column);
    case NW_DEGREES:
        return fill_degrees(data, column);
    default:
        array->n_buffers = 3;
        return fill_text(data, column);
    }
}

static nextwork_status make_column(struct ArrowArray *array, const nw_table *table, int64_t column)
{
    column_data *data = NW_NEW_ZERO(column_data, 1);
    if (data == NULL)
        return nw_fail_memory("an Arrow column");
    data->table = nw_table_ref(table);
    *array = (struct ArrowArray){.length = table->rows,
                                 .n_buffers = 2,
                                 .buffers = data->buffers,
                                 .release = release_column,
                                 .private_data = data};
    return fill_column(array, data, column);
}

/* --- The batch ---------------------------------------------------------------------------------
 */

/* A struct says which of its rows are known: here all. */
static const void *no_buffers[1];

static void release_batch(struct ArrowArray *batch)
{
    for (int64_t c = 0; c < batch->n_children; c++)
        if (batch->children[c]->release != NULL)
            batch->children[c]->release(batch->children[c]);
    nw_free(batch->children);
    nw_free(batch->private_data);
    batch->release = NULL;
}

static nextwork_status make_batch(struct ArrowArray *batch, const nw_table *table)
{
    int64_t count = count_columns(table), child = 0;
    struct ArrowArray *columns = NW_NEW_ZERO(struct ArrowArray, count);
    struct ArrowArray **list = NW_NEW(struct ArrowArray *, count);
    *batch = (struct ArrowArray){.length = table->rows,
                                 .n_buffers = 1,
                                 .n_children = list == NULL || columns == NULL ? 0 : count,
                                 .buffers = no_buffers,
                                 .children = list,
                                 .release = release_batch,
                                 .private_data = columns};
    if (list == NULL || columns == NULL)
        return nw_fail_memory("an Arrow batch");
    for (int64_t c = 0; c < count; c++)
        list[c] = &columns[c];
    for (int64_t c = 0; c < table->schema->n_columns; c++)
        if (table->columns[c].present)
            NW_TRY(make_column(list[child++], table, c));
    return NEXTWORK_OK;
}

/* --- The stream --------------------------------------------------------------------------------
 */

typedef struct {
    const nw_table *table;
    struct ArrowArray batch; /* released once it was handed out, and when there are no rows */
} stream_data;

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema)
{
    const stream_data *data = stream->private_data;
    return make_schema(schema, data->table);
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *batch)
{
    stream_data *data = stream->private_data;
    *batch = data->batch;
    data->batch.release = NULL;
    return 0;
}

/* The only thing that can go wrong. */
static const char *get_last_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return "out of memory";
}

static void release_stream(struct ArrowArrayStream *stream)
{
    stream_data *data = stream->private_data;
    if (data->batch.release != NULL)
        data->batch.release(&data->batch);
    nw_table_free(data->table);
    nw_free(data);
    stream->release = NULL;
}

nextwork_status nw_arrow_write(struct ArrowArrayStream *stream, const nw_table *table)
{
    stream_data *data = NW_NEW_ZERO(stream_data, 1);
    if (data == NULL)
        return nw_fail_memory("an Arrow stream");
    data->table = nw_table_ref(table);
    struct ArrowArrayStream made = {get_schema, get_next, get_last_error, release_stream, data};
    nextwork_status status = table->rows == 0 ? NEXTWORK_OK : make_batch(&data->batch, table);
    if (status == NEXTWORK_OK)
        *stream = made;
    else
        made.release(&made);
    return status;
}
