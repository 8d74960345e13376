/* Cells of a result table by the column's name, as a person writes them. */
#ifndef CELLS_H
#define CELLS_H

#include <glib.h>
#include <nextwork.h>

int64_t row_count(const nextwork_table *table);

/* A number or a date; NEXTWORK_UNKNOWN where the cell is unknown. */
int64_t number_at(const nextwork_table *table, int64_t row, const char *column);

/* Any cell as text, to be freed: dates as YYYY-MM-DD, "" where unknown. */
char *text_at(const nextwork_table *table, int64_t row, const char *column);

/* The first row whose text in `column` is `text`; -1 when there is none. */
int64_t row_with(const nextwork_table *table, const char *column, const char *text);

#endif
