#include "tables.h"

#include "base/random.h"
#include "cohort/cell.h"

#include <CUnit/CUnit.h>
#include <glib.h>

static void add_header(nw_table *table, int64_t *columns, gchar **names)
{
    for (int64_t c = 0; names[c] != NULL; c++) {
        columns[c] = nw_schema_column(table->schema, nw_text_of(names[c]));
        CU_ASSERT_FATAL(columns[c] >= 0);
        table->columns[columns[c]].present = true;
    }
}

static void set_cell(nw_table *table, int64_t column, const char *cell, nw_findings *findings)
{
    bool text = nw_kind_is_text(table->schema->columns[column].kind);
    nextwork_status status =
        text ? nw_table_set_text(table, column, nw_text_of(cell))
             : nw_cell_read(table, table->rows - 1, column, nw_text_of(cell), findings);
    CU_ASSERT_EQUAL_FATAL(status, NEXTWORK_OK);
}

static void add_row(nw_table *table, const int64_t *columns, const char *line,
                    nw_findings *findings)
{
    gchar **cells = g_strsplit(line, ",", -1);
    CU_ASSERT_EQUAL_FATAL(nw_table_reserve(table, table->rows + 1), NEXTWORK_OK);
    table->rows++;
    for (int64_t c = 0; cells[c] != NULL; c++)
        set_cell(table, columns[c], cells[c], findings);
    g_strfreev(cells);
}

/* One block: name, header, rows. */
static void add_table(nw_table *tables, gchar **lines, nw_findings *findings)
{
    int name = nw_schema_table(nw_text_of(lines[0]));
    CU_ASSERT_FATAL(name >= 0);
    nw_table *table = &tables[name];
    g_free(table->source);
    table->source = g_strdup_printf("%s.csv", lines[0]);
    table->given = true;
    int64_t columns[32];
    gchar **header = g_strsplit(lines[1], ",", -1);
    add_header(table, columns, header);
    for (int64_t i = 2; lines[i] != NULL && lines[i][0] != '\0'; i++)
        add_row(table, columns, lines[i], findings);
    g_strfreev(header);
}

void nw_test_tables(nw_table *tables, const char *text, nw_findings *findings)
{
    for (int t = 0; t < NW_TABLES; t++)
        CU_ASSERT_EQUAL_FATAL(nw_table_init(&tables[t], nw_schema((nw_table_name)t)), NEXTWORK_OK);
    gchar **blocks = g_strsplit(text, "\n\n", -1);
    for (gchar **block = blocks; *block != NULL; block++) {
        gchar **lines = g_strsplit(g_strstrip(*block), "\n", -1);
        if (lines[0] != NULL && lines[0][0] != '\0')
            add_table(tables, lines, findings);
        g_strfreev(lines);
    }
    g_strfreev(blocks);
}

void nw_test_tables_clear(nw_table *tables)
{
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
}

static void swap_rows(nw_table *table, int64_t a, int64_t b)
{
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        nw_column *column = &table->columns[c];
        if (column->present && column->slices != NULL) {
            nw_slice slice = column->slices[a];
            column->slices[a] = column->slices[b];
            column->slices[b] = slice;
        } else if (column->present) {
            int32_t number = column->ints[a];
            column->ints[a] = column->ints[b];
            column->ints[b] = number;
        }
    }
}

void nw_test_shuffle(nw_table *table, uint64_t seed)
{
    nw_random random = nw_random_start(seed, (uint64_t)table->schema->n_columns);
    for (int64_t row = table->rows; row > 1; row--)
        swap_rows(table, row - 1, (int64_t)nw_random_below(&random, (uint64_t)row));
}
