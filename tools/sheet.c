#include "sheet.h"

#include "auto.h"
#include "cells.h"
#include "grid.h"
#include "page.h"

#include <stdbool.h>
#include <string.h>

static char *heading_of(const nextwork_table *table, int64_t column)
{
    int32_t type;
    const char *name;
    if (nextwork_table_column(&name, &type, table, column) != NEXTWORK_OK)
        g_error("%s", nextwork_error_message());
    bool right = type != NEXTWORK_COLUMN_TEXT && type != NEXTWORK_COLUMN_DATE;
    return g_strconcat(right ? ">" : "", name, NULL);
}

static void add_row(grid *g, const nextwork_table *table, char **headings, int64_t row)
{
    guint columns = g_strv_length(headings);
    g_auto(GStrv) cells = g_new0(char *, columns + 1);
    for (guint c = 0; c < columns; c++)
        cells[c] = text_at(table, row, headings[c] + (headings[c][0] == '>'));
    grid_add(g, (const char *const *)cells);
}

/* The rows from `row` up to `end`, without the columns before `first`. */
static void print_rows(GString *text, const nextwork_table *table, int64_t first, int64_t row,
                       int64_t end)
{
    int64_t columns = 0;
    if (nextwork_table_columns(&columns, table) != NEXTWORK_OK)
        g_error("%s", nextwork_error_message());
    g_auto(GStrv) headings = g_new0(char *, (gsize)(columns - first + 1));
    for (int64_t c = first; c < columns; c++)
        headings[c - first] = heading_of(table, c);
    g_autoptr(grid) g = grid_new((const char *const *)headings);
    for (; row < end; row++)
        add_row(g, table, headings, row);
    grid_print(text, g, 0);
}

void sheet_print(GString *text, const nextwork_table *table)
{
    print_rows(text, table, 0, 0, row_count(table));
}

static bool begins_alike(const nextwork_table *table, int64_t row, int64_t other)
{
    g_autofree char *column = heading_of(table, 0);
    g_autofree char *a = text_at(table, row, column + (*column == '>'));
    g_autofree char *b = text_at(table, other, column + (*column == '>'));
    return strcmp(a, b) == 0;
}

void sheet_print_sections(GString *text, const nextwork_table *table)
{
    int64_t rows = row_count(table);
    g_autofree char *column = heading_of(table, 0);
    for (int64_t row = 0, end; row < rows; row = end) {
        g_autofree char *name = text_at(table, row, column + (*column == '>'));
        for (end = row + 1; end < rows && begins_alike(table, row, end);)
            end++;
        g_string_append_printf(text, "%s%s\n", row == 0 ? "" : "\n", name);
        print_rows(text, table, 1, row, end);
    }
}

static bool has_sections(const nextwork_table *table)
{
    for (int64_t row = 1; row < row_count(table); row++)
        if (begins_alike(table, row - 1, row))
            return true;
    return false;
}

static bool fits(const char *text)
{
    for (const char *line = text; *line != '\0';) {
        const char *end = strchrnul(line, '\n');
        if (g_utf8_strlen(line, end - line) > page_width())
            return false;
        line = *end == '\0' ? end : end + 1;
    }
    return true;
}

char *sheet_of(const nextwork_table *table)
{
    auto_library_text aligned = NULL;
    if (nextwork_table_render(&aligned, table, NEXTWORK_FORMAT_TABLE) != NEXTWORK_OK)
        return NULL;
    if (fits(aligned))
        return g_strdup(aligned);
    GString *text = g_string_new(NULL);
    if (has_sections(table))
        sheet_print_sections(text, table);
    else
        sheet_print(text, table);
    return g_string_free(text, FALSE);
}
