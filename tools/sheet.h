/* A result table set for a person, on a page that may be narrower than it. */
#ifndef SHEET_H
#define SHEET_H

#include <glib.h>
#include <nextwork.h>

/* The table as the library aligns it where that fits the page, else as a grid, in sections where
 * rows share their first cell; to be freed. NULL when there is no memory. */
char *sheet_of(const nextwork_table *table);

/* Appends the table as sections: rows that follow one another with the same first cell stand as a
 * grid of the other columns below it. */
void sheet_print_sections(GString *text, const nextwork_table *table);

/* Appends the whole table as a grid. */
void sheet_print(GString *text, const nextwork_table *table);

#endif
