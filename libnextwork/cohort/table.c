#include "cohort/table.h"

#include "base/memory.h"

#include <glib.h>
#include <sys/mman.h>

#define BIGINT_UNKNOWN INT64_MIN
#define MOST_ROWS ((int64_t)INT32_MAX - 1) /* rows are numbered by int32_t above this layer */

nextwork_status nw_table_init(nw_table *table, const nw_table_schema *schema)
{
    *table = (nw_table){.schema = schema};
    table->columns = NW_NEW_ZERO(nw_column, schema->n_columns);
    if (table->columns == NULL)
        return nw_fail_memory("a table");
    table->source = g_strdup("");
    return NEXTWORK_OK;
}

static void clear_column(nw_column *column)
{
    nw_free(column->ints);
    nw_free(column->bigints);
    nw_free(column->slices);
    if (column->owns_bytes)
        nw_free(column->bytes);
}

void nw_table_clear(nw_table *table)
{
    for (int64_t c = 0; table->columns != NULL && c < table->schema->n_columns; c++)
        clear_column(&table->columns[c]);
    nw_free(table->columns);
    nw_free(table->lines);
    g_free(table->source);
    if (table->mapped != NULL)
        munmap(table->mapped, (size_t)table->mapped_bytes);
    if (table->borrowed != NULL)
        table->give_back(table->borrowed);
    *table = (nw_table){0};
}

/* Room for `rows` cells, when there is room for `room`. */
static nextwork_status reserve_column(nw_column *column, nw_kind kind, int64_t room, int64_t rows)
{
    if (nw_kind_is_text(kind)) {
        room = column->slices == NULL ? 0 : room;
        return nw_grow((void **)&column->slices, &room, rows, (int64_t)sizeof *column->slices);
    }
    if (kind == NW_BIGINT) {
        room = column->bigints == NULL ? 0 : room;
        return nw_grow((void **)&column->bigints, &room, rows, (int64_t)sizeof *column->bigints);
    }
    room = column->ints == NULL ? 0 : room;
    return nw_grow((void **)&column->ints, &room, rows, (int64_t)sizeof *column->ints);
}

/* The room is the one that nw_grow gives for `rows`, so that every column has the same. */
nextwork_status nw_table_reserve(nw_table *table, int64_t rows)
{
    if (rows > MOST_ROWS)
        return nw_fail_at(NEXTWORK_ERROR_LIMIT, table->schema->name, -1, "",
                          "%lld rows; a table holds at most %lld", (long long)rows,
                          (long long)MOST_ROWS);
    int64_t room = table->room < 8 ? 8 : table->room;
    while (room < rows)
        room *= 2;
    for (int64_t c = 0; c < table->schema->n_columns; c++)
        if (table->columns[c].present)
            NW_TRY(reserve_column(&table->columns[c], table->schema->columns[c].kind, table->room,
                                  room));
    if (table->lines != NULL) {
        int64_t lines_room = table->room;
        NW_TRY(nw_grow((void **)&table->lines, &lines_room, room, (int64_t)sizeof *table->lines));
    }
    table->room = room;
    return NEXTWORK_OK;
}

static void set_unknown(nw_column *column, nw_kind kind, int64_t row)
{
    if (nw_kind_is_text(kind))
        column->slices[row] = (nw_slice){0, 0};
    else if (kind == NW_BIGINT)
        column->bigints[row] = BIGINT_UNKNOWN;
    else
        column->ints[row] = NW_UNKNOWN;
}

nextwork_status nw_table_add_row(nw_table *table)
{
    const nw_column_schema *schema = table->schema->columns;
    for (int64_t c = 0; table->rows == 0 && c < table->schema->n_columns; c++)
        table->columns[c].present = true;
    table->given = true;
    if (table->rows == 0 || table->rows == table->room)
        NW_TRY(nw_table_reserve(table, table->rows + 1));
    for (int64_t c = 0; c < table->schema->n_columns; c++)
        set_unknown(&table->columns[c], schema[c].kind, table->rows);
    table->rows++;
    return NEXTWORK_OK;
}

void nw_table_set_int(nw_table *table, int64_t column, int64_t value)
{
    nw_column *filled = &table->columns[column];
    int64_t row = table->rows - 1;
    if (table->schema->columns[column].kind == NW_BIGINT)
        filled->bigints[row] = value;
    else
        filled->ints[row] = value == BIGINT_UNKNOWN ? NW_UNKNOWN : (int32_t)value;
}

nextwork_status nw_table_set_text(nw_table *table, int64_t column, nw_text text)
{
    nw_column *filled = &table->columns[column];
    if (text.bytes > NW_SLICE_MAX_BYTES)
        return nw_fail_at(NEXTWORK_ERROR_LIMIT, table->schema->name, table->rows - 1,
                          table->schema->columns[column].name,
                          "a text of %lld bytes; a cell holds at most %d", (long long)text.bytes,
                          NW_SLICE_MAX_BYTES);
    if (text.bytes == 0) {
        filled->slices[table->rows - 1] = (nw_slice){0, 0};
        return NEXTWORK_OK;
    }
    NW_TRY(nw_grow((void **)&filled->bytes, &filled->room_bytes, filled->n_bytes + text.bytes, 1));
    filled->owns_bytes = true;
    memcpy(filled->bytes + filled->n_bytes, text.at, (size_t)text.bytes);
    filled->slices[table->rows - 1] = nw_slice_of(filled->n_bytes, text.bytes);
    filled->n_bytes += text.bytes;
    return NEXTWORK_OK;
}

int64_t nw_table_line(const nw_table *table, int64_t row)
{
    if (row < 0 || table->source[0] == '\0')
        return 0;
    return table->lines != NULL ? table->lines[row] : row + 2;
}

nextwork_status nw_table_new(nw_table **table, const nw_table_schema *schema)
{
    nw_table *made = NW_NEW(nw_table, 1);
    if (made == NULL)
        return nw_fail_memory("a result table");
    nextwork_status status = nw_table_init(made, schema);
    if (status != NEXTWORK_OK) {
        nw_free(made);
        return status;
    }
    made->given = true;
    made->references = 1;
    for (int64_t c = 0; c < schema->n_columns; c++)
        made->columns[c].present = true;
    *table = made;
    return NEXTWORK_OK;
}

nextwork_status nw_table_finish(nw_table **table, nw_table *made, nextwork_status filled)
{
    if (filled == NEXTWORK_OK)
        *table = made;
    else
        nw_table_free(made);
    return filled;
}

/* Who holds a table is no part of what it says. */
static int32_t *references_of(const nw_table *table)
{
    return &((nw_table *)(uintptr_t)table)->references;
}

const nw_table *nw_table_ref(const nw_table *table)
{
    __atomic_add_fetch(references_of(table), 1, __ATOMIC_RELAXED);
    return table;
}

void nw_table_free(const nw_table *table)
{
    if (table == NULL || __atomic_sub_fetch(references_of(table), 1, __ATOMIC_ACQ_REL) > 0)
        return;
    nw_table *last = (nw_table *)(uintptr_t)table;
    nw_table_clear(last);
    nw_free(last);
}

/* --- Copies ------------------------------------------------------------------------------------
 */

static nextwork_status copy_text(nw_column *to, const nw_column *from, int64_t rows)
{
    int64_t bytes = 0;
    for (int64_t row = 0; row < rows; row++)
        bytes += (int64_t)from->slices[row].bytes;
    NW_TRY(nw_grow((void **)&to->bytes, &to->room_bytes, bytes, 1));
    to->owns_bytes = true;
    for (int64_t row = 0; row < rows; row++) {
        nw_text text = nw_cell_text(from, row);
        to->slices[row] = nw_slice_of(text.bytes == 0 ? 0 : to->n_bytes, text.bytes);
        if (text.bytes > 0)
            memcpy(to->bytes + to->n_bytes, text.at, (size_t)text.bytes);
        to->n_bytes += text.bytes;
    }
    return NEXTWORK_OK;
}

static nextwork_status copy_columns(nw_table *to, const nw_table *from)
{
    for (int64_t c = 0; c < from->schema->n_columns; c++)
        to->columns[c].present = from->columns[c].present;
    NW_TRY(nw_table_reserve(to, from->rows));
    to->rows = from->rows;
    size_t rows = (size_t)from->rows;
    for (int64_t c = 0; rows > 0 && c < from->schema->n_columns; c++) {
        const nw_column *source = &from->columns[c];
        if (!source->present)
            continue;
        if (source->ints != NULL)
            memcpy(to->columns[c].ints, source->ints, rows * sizeof *source->ints);
        else if (source->bigints != NULL)
            memcpy(to->columns[c].bigints, source->bigints, rows * sizeof *source->bigints);
        else
            NW_TRY(copy_text(&to->columns[c], source, from->rows));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_table_copy(nw_table **copy, const nw_table *table)
{
    nw_table *made = NULL;
    NW_TRY(nw_table_new(&made, table->schema));
    nextwork_status status = copy_columns(made, table);
    return nw_table_finish(copy, made, status);
}
