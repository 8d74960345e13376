#include "cells.h"

#include <string.h>

/* The julian day, as GDate counts, of 1970-01-01. */
#define EPOCH 719163

int64_t row_count(const nextwork_table *table)
{
    int64_t rows;
    return nextwork_table_rows(&rows, table) == NEXTWORK_OK ? rows : 0;
}

/* Every column asked for is one that the public header promises. */
static int64_t find_column(int32_t *type, const nextwork_table *table, const char *name)
{
    int64_t column;
    const char *found;
    if (nextwork_table_find(&column, table, name) != NEXTWORK_OK ||
        nextwork_table_column(&found, type, table, column) != NEXTWORK_OK)
        g_error("%s", nextwork_error_message());
    return column;
}

int64_t number_at(const nextwork_table *table, int64_t row, const char *name)
{
    int32_t type;
    int64_t value;
    int64_t column = find_column(&type, table, name);
    return nextwork_table_int64(&value, table, row, column) == NEXTWORK_OK ? value
                                                                           : NEXTWORK_UNKNOWN;
}

static char *date_text(int64_t day)
{
    GDate date;
    char text[16];
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)(day + EPOCH));
    g_snprintf(text, sizeof text, "%04d-%02d-%02d", g_date_get_year(&date),
               (int)g_date_get_month(&date), g_date_get_day(&date));
    return g_strdup(text);
}

char *text_at(const nextwork_table *table, int64_t row, const char *name)
{
    int32_t type;
    int64_t column = find_column(&type, table, name);
    if (type == NEXTWORK_COLUMN_TEXT) {
        const char *text;
        int64_t bytes;
        if (nextwork_table_text(&text, &bytes, table, row, column) != NEXTWORK_OK || text == NULL)
            return g_strdup("");
        return g_strndup(text, (gsize)bytes);
    }
    int64_t value = number_at(table, row, name);
    if (value == NEXTWORK_UNKNOWN)
        return g_strdup("");
    return type == NEXTWORK_COLUMN_DATE ? date_text(value)
                                        : g_strdup_printf("%" G_GINT64_FORMAT, value);
}

int64_t row_with(const nextwork_table *table, const char *column, const char *text)
{
    int64_t rows = row_count(table);
    for (int64_t row = 0; row < rows; row++) {
        g_autofree char *cell = text_at(table, row, column);
        if (strcmp(cell, text) == 0)
            return row;
    }
    return -1;
}
