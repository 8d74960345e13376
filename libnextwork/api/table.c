#include <nextwork/table.h>

#include "base/memory.h"
#include "cohort/table.h"
#include "io/render.h"

void nextwork_table_free(nextwork_table *table)
{
    nw_table_free(table);
}

nextwork_status nextwork_table_rows(int64_t *rows, const nextwork_table *table)
{
    NW_GIVEN(rows);
    NW_GIVEN(table);
    *rows = table->rows;
    return NEXTWORK_OK;
}

nextwork_status nextwork_table_columns(int64_t *columns, const nextwork_table *table)
{
    NW_GIVEN(columns);
    NW_GIVEN(table);
    *columns = table->schema->n_columns;
    return NEXTWORK_OK;
}

/* A choice is stored as a number, which is nobody's business: outside it is a text. */
static int32_t type_of(nw_kind kind)
{
    if (kind == NW_DATE)
        return NEXTWORK_COLUMN_DATE;
    if (kind == NW_DEGREES)
        return NEXTWORK_COLUMN_DEGREES;
    return kind == NW_CHOICE || nw_kind_is_text(kind) ? NEXTWORK_COLUMN_TEXT
                                                      : NEXTWORK_COLUMN_INT64;
}

static nextwork_status check_column(const nw_table *table, int64_t column)
{
    if (column >= 0 && column < table->schema->n_columns)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, table->schema->name, -1, "",
                      "column %lld; the table has columns 0 to %lld", (long long)column,
                      (long long)table->schema->n_columns - 1);
}

static nextwork_status check_cell(const nw_table *table, int64_t row, int64_t column)
{
    NW_TRY(check_column(table, column));
    if (row >= 0 && row < table->rows)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, table->schema->name, row,
                      table->schema->columns[column].name, "row %lld; the table has %lld rows",
                      (long long)row, (long long)table->rows);
}

static nextwork_status wrong_type(const nw_table *table, int64_t column, const char *reader)
{
    const char *name = table->schema->columns[column].name;
    return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, table->schema->name, -1, name,
                      "column %s is of another type; read it with %s()", name, reader);
}

nextwork_status nextwork_table_column(const char **name, int32_t *type, const nextwork_table *table,
                                      int64_t column)
{
    NW_GIVEN(name);
    NW_GIVEN(type);
    NW_GIVEN(table);
    NW_TRY(check_column(table, column));
    *name = table->schema->columns[column].name;
    *type = type_of(table->schema->columns[column].kind);
    return NEXTWORK_OK;
}

nextwork_status nextwork_table_find(int64_t *column, const nextwork_table *table, const char *name)
{
    NW_GIVEN(column);
    NW_GIVEN(table);
    NW_GIVEN(name);
    int64_t found = nw_schema_column(table->schema, nw_text_of(name));
    if (found < 0) {
        const char *nearest = nw_schema_nearest_column(table->schema, nw_text_of(name));
        return nw_fail_at(NEXTWORK_ERROR_NOT_FOUND, table->schema->name, -1, "",
                          "there is no column \"%.64s\"%s%s%s", name,
                          nearest == NULL ? "" : "; did you mean ", nearest == NULL ? "" : nearest,
                          nearest == NULL ? "" : "?");
    }
    *column = found;
    return NEXTWORK_OK;
}

nextwork_status nextwork_table_int64(int64_t *value, const nextwork_table *table, int64_t row,
                                     int64_t column)
{
    NW_GIVEN(value);
    NW_GIVEN(table);
    NW_TRY(check_cell(table, row, column));
    nw_kind kind = table->schema->columns[column].kind;
    if (type_of(kind) == NEXTWORK_COLUMN_TEXT)
        return wrong_type(table, column, "nextwork_table_text");
    const nw_column *cells = &table->columns[column];
    if (kind == NW_BIGINT)
        *value = cells->bigints[row];
    else
        *value = cells->ints[row] == NW_UNKNOWN ? NEXTWORK_UNKNOWN : cells->ints[row];
    return NEXTWORK_OK;
}

nextwork_status nextwork_table_text(const char **text, int64_t *bytes, const nextwork_table *table,
                                    int64_t row, int64_t column)
{
    NW_GIVEN(text);
    NW_GIVEN(bytes);
    NW_GIVEN(table);
    NW_TRY(check_cell(table, row, column));
    const nw_column_schema *schema = &table->schema->columns[column];
    if (type_of(schema->kind) != NEXTWORK_COLUMN_TEXT)
        return wrong_type(table, column, "nextwork_table_int64");
    const nw_column *cells = &table->columns[column];
    nw_text cell = {NULL, 0};
    if (schema->kind != NW_CHOICE)
        cell = nw_cell_text(cells, row);
    else if (cells->ints[row] != NW_UNKNOWN)
        cell = nw_text_of(schema->choices[cells->ints[row]]);
    *text = cell.bytes == 0 ? NULL : cell.at;
    *bytes = cell.bytes;
    return NEXTWORK_OK;
}

nextwork_status nextwork_table_render(char **text, const nextwork_table *table, int32_t format)
{
    NW_GIVEN(text);
    NW_GIVEN(table);
    if (format < NEXTWORK_FORMAT_TABLE || format > NEXTWORK_FORMAT_JSON)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "format %d; give NEXTWORK_FORMAT_TABLE, _CSV or _JSON", (int)format);
    return nw_render(text, table, format);
}

void nextwork_text_free(char *text)
{
    nw_free(text);
}
