/* Columns from arrays. Each is checked as it comes, exactly as the CSV reader checks its cells. */
#include "api/builder.h"
#include "base/memory.h"
#include "cohort/cell.h"

static nextwork_status no_such(const char *what, const char *name, const char *nearest)
{
    nw_fail(NEXTWORK_ERROR_NOT_FOUND, "there is no %s \"%.64s\"%s%s%s", what, name,
            nearest == NULL ? "" : "; did you mean ", nearest == NULL ? "" : nearest,
            nearest == NULL ? "" : "?");
    return NEXTWORK_ERROR_NOT_FOUND; /* said so here that an analyser can see it */
}

nextwork_status nw_builder_find(int *table, const char *name)
{
    int found = nw_schema_table(nw_text_of(name));
    if (found < 0)
        return no_such("table", name, nw_schema_nearest_table(nw_text_of(name)));
    *table = found;
    return NEXTWORK_OK;
}

nextwork_status nw_builder_find_given(int *table, const nextwork_builder *builder, const char *name)
{
    int found = -1;
    NW_TRY(nw_builder_find(&found, name));
    if (!builder->tables[found].given)
        return nw_fail_at(NEXTWORK_ERROR_STATE, name, -1, "",
                          "the builder has no table %s; give it first", name);
    NW_TRY(nw_builder_expect_sound(builder));
    *table = found;
    return NEXTWORK_OK;
}

static nextwork_status find_column(nw_table **table, int64_t *column, nextwork_builder *builder,
                                   const char *table_name, const char *column_name)
{
    int t = -1;
    NW_TRY(nw_builder_find(&t, table_name));
    const nw_table_schema *schema = nw_schema((nw_table_name)t);
    *column = nw_schema_column(schema, nw_text_of(column_name));
    if (*column < 0)
        return no_such("column", column_name,
                       nw_schema_nearest_column(schema, nw_text_of(column_name)));
    *table = &builder->tables[t];
    return NEXTWORK_OK;
}

static nextwork_status check_rows(const nw_table *table, int64_t column, int64_t rows)
{
    const char *name = table->schema->name;
    const char *column_name = table->schema->columns[column].name;
    if (rows < 0)
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, name, -1, column_name,
                          "%lld rows; give 0 or more", (long long)rows);
    if (table->given && table->rows != rows)
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, name, -1, column_name,
                          "%s has %lld rows and its column %s %lld; give each column as many rows",
                          name, (long long)table->rows, column_name, (long long)rows);
    if (table->columns[column].present)
        return nw_fail_at(NEXTWORK_ERROR_STATE, name, -1, column_name,
                          "column %s of %s is given already; give each column once", column_name,
                          name);
    return NEXTWORK_OK;
}

/* Makes room for a column that is not there yet. */
static nextwork_status open_column(nw_table *table, int64_t column, int64_t rows)
{
    table->columns[column].present = true;
    nextwork_status status = nw_table_reserve(table, rows);
    if (status != NEXTWORK_OK) {
        table->columns[column].present = false;
        return status;
    }
    if (!table->given)
        table->checked = true;
    table->given = true;
    table->rows = rows;
    return NEXTWORK_OK;
}

/* Takes back a column that memory did not suffice for. */
static void drop_column(nw_table *table, int64_t column)
{
    nw_column *dropped = &table->columns[column];
    nw_free(dropped->ints);
    nw_free(dropped->slices);
    if (dropped->owns_bytes)
        nw_free(dropped->bytes);
    *dropped = (nw_column){0};
}

/* --- Numbers -----------------------------------------------------------------------------------
 */

static nextwork_status take_numbers(nw_table *table, int64_t column, const int64_t *values,
                                    nw_findings *findings)
{
    for (int64_t row = 0; row < table->rows; row++)
        NW_TRY(nw_cell_take(table, row, column, values[row], findings));
    return NEXTWORK_OK;
}

static nextwork_status check_number_column(const nw_table *table, int64_t column)
{
    const nw_column_schema *schema = &table->schema->columns[column];
    if (!nw_kind_is_text(schema->kind) && schema->kind != NW_CHOICE)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, table->schema->name, -1, schema->name,
                      "column %s of %s is text; give it with nextwork_builder_set_text()",
                      schema->name, table->schema->name);
}

nextwork_status nextwork_builder_set_int64(nextwork_builder *builder, const char *table,
                                           const char *column, const int64_t *values, int64_t rows)
{
    NW_GIVEN(builder);
    NW_GIVEN(table);
    NW_GIVEN(column);
    if (rows != 0)
        NW_GIVEN(values);
    nw_table *into = NULL;
    int64_t place = -1;
    NW_TRY(find_column(&into, &place, builder, table, column));
    NW_TRY(check_number_column(into, place));
    NW_TRY(check_rows(into, place, rows));
    nw_builder_touch(builder);
    NW_TRY(open_column(into, place, rows));
    nextwork_status status = take_numbers(into, place, values, &builder->found);
    if (status != NEXTWORK_OK)
        drop_column(into, place);
    return status;
}

/* --- Text --------------------------------------------------------------------------------------
 */

static nw_text text_or_empty(const char *text)
{
    return text == NULL ? (nw_text){"", 0} : nw_text_of(text);
}

static nextwork_status read_numbers(nw_table *table, int64_t column, const char *const *values,
                                    nw_findings *findings)
{
    for (int64_t row = 0; row < table->rows; row++)
        NW_TRY(nw_cell_read(table, row, column, text_or_empty(values[row]), findings));
    return NEXTWORK_OK;
}

/* The bytes of all the texts that a cell can hold. */
static int64_t bytes_of(const char *const *values, int64_t rows)
{
    int64_t bytes = 0;
    for (int64_t row = 0; row < rows; row++) {
        nw_text text = text_or_empty(values[row]);
        if (text.bytes <= NW_SLICE_MAX_BYTES)
            bytes += text.bytes;
    }
    return bytes;
}

static nextwork_status copy_texts(nw_table *table, int64_t column, const char *const *values,
                                  nw_findings *findings)
{
    nw_column *into = &table->columns[column];
    NW_TRY(nw_grow((void **)&into->bytes, &into->room_bytes, bytes_of(values, table->rows), 1));
    into->owns_bytes = true;
    for (int64_t row = 0; row < table->rows; row++)
        NW_TRY(nw_cell_copy(table, row, column, text_or_empty(values[row]), findings));
    return NEXTWORK_OK;
}

nextwork_status nextwork_builder_set_text(nextwork_builder *builder, const char *table,
                                          const char *column, const char *const *values,
                                          int64_t rows)
{
    NW_GIVEN(builder);
    NW_GIVEN(table);
    NW_GIVEN(column);
    if (rows != 0)
        NW_GIVEN(values);
    nw_table *into = NULL;
    int64_t place = -1;
    NW_TRY(find_column(&into, &place, builder, table, column));
    NW_TRY(check_rows(into, place, rows));
    nw_builder_touch(builder);
    NW_TRY(open_column(into, place, rows));
    nextwork_status status = nw_kind_is_text(into->schema->columns[place].kind)
                                 ? copy_texts(into, place, values, &builder->found)
                                 : read_numbers(into, place, values, &builder->found);
    if (status != NEXTWORK_OK)
        drop_column(into, place);
    return status;
}
