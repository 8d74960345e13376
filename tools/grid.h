/* Columns set side by side for a person. */
#ifndef GRID_H
#define GRID_H

#include <glib.h>
#include <stdbool.h>

typedef struct grid grid;

/* The columns' headings (NULL-terminated); one that starts with ">" is set to the right. */
grid *grid_new(const char *const *headings);
void grid_free(grid *g);

/* Adds a row of as many texts (NULL-terminated) as there are headings; copied. */
void grid_add(grid *g, const char *const *cells);

/* Appends the grid to a text, each line after `indent` spaces. A column that is empty in all rows
 * is left out. What is wider than the page has its widest texts on several lines, or else comes as
 * blocks one below the other, each with the first column and the rows that say something there. */
void grid_print(GString *text, const grid *g, int indent);

/* A bar of `filled` full cells in one of `width`, with light ones for the rest. */
char *bar_text(int filled, int width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(grid, grid_free)

#endif
