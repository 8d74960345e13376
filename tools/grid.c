#include "grid.h"

#include "page.h"

#include <string.h>

#define GAP 2         /* between columns */
#define LEAST_TEXT 20 /* a narrower column is not for reading */

struct grid {
    char **headings;
    int columns;
    GPtrArray *rows; /* of char ** */
};

grid *grid_new(const char *const *headings)
{
    grid *g = g_new0(grid, 1);
    g->headings = g_strdupv((char **)headings);
    g->columns = (int)g_strv_length(g->headings);
    g->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    return g;
}

void grid_free(grid *g)
{
    if (g == NULL)
        return;
    g_strfreev(g->headings);
    g_ptr_array_unref(g->rows);
    g_free(g);
}

void grid_add(grid *g, const char *const *cells)
{
    g_ptr_array_add(g->rows, g_strdupv((char **)cells));
}

static const char *cell_of(const grid *g, guint row, int column)
{
    return ((char **)g->rows->pdata[row])[column];
}

static bool to_the_right(const grid *g, int column)
{
    return g->headings[column][0] == '>';
}

static const char *heading_of(const grid *g, int column)
{
    return g->headings[column] + to_the_right(g, column);
}

/* In characters; 0 for a column without content. */
static int width_of(const grid *g, int column)
{
    glong widest = 0;
    for (guint row = 0; row < g->rows->len; row++)
        widest = MAX(widest, g_utf8_strlen(cell_of(g, row, column), -1));
    return widest == 0 ? 0 : (int)MAX(widest, g_utf8_strlen(heading_of(g, column), -1));
}

static void append_spaces(GString *text, int count)
{
    for (int i = 0; i < count; i++)
        g_string_append_c(text, ' ');
}

static void append_cell(GString *line, const char *cell, int width, bool right)
{
    int missing = width - (int)g_utf8_strlen(cell, -1);
    if (right)
        append_spaces(line, missing);
    g_string_append(line, cell);
    if (!right)
        append_spaces(line, missing);
}

static void trim_end(GString *line)
{
    while (line->len > 0 && line->str[line->len - 1] == ' ')
        g_string_truncate(line, line->len - 1);
}

/* A range of columns on a page; the first column of the grid stands before each range. */
typedef struct {
    const int *widths;
    int indent, from, to;
} block;

static bool is_shown(const block *b, int column)
{
    return b->widths[column] > 0 && (column == 0 || (column >= b->from && column < b->to));
}

static void print_line(GString *text, const grid *g, const block *b, const char *const *cells)
{
    g_autoptr(GString) line = g_string_new(NULL);
    append_spaces(line, b->indent);
    bool first = true;
    for (int column = 0; column < b->to; column++) {
        if (!is_shown(b, column))
            continue;
        if (!first)
            append_spaces(line, GAP);
        first = false;
        append_cell(line, cells[column], b->widths[column], to_the_right(g, column));
    }
    trim_end(line);
    g_string_append_printf(text, "%s\n", line->str);
}

/* A row, each text on as many lines as its column's width asks for. */
static void print_row(GString *text, const grid *g, const block *b, guint row)
{
    char ***lines = g_new0(char **, (gsize)g->columns);
    g_autofree const char **cells = g_new(const char *, (gsize)g->columns);
    guint height = 1;
    for (int column = 0; column < g->columns; column++) {
        const char *cell = cell_of(g, row, column);
        cells[column] = cell;
        if (!is_shown(b, column) || g_utf8_strlen(cell, -1) <= b->widths[column])
            continue;
        lines[column] = page_wrap(cell, b->widths[column]);
        height = MAX(height, g_strv_length(lines[column]));
    }
    for (guint line = 0; line < height; line++) {
        for (int column = 0; column < g->columns; column++)
            if (lines[column] != NULL)
                cells[column] = line < g_strv_length(lines[column]) ? lines[column][line] : "";
            else if (line > 0)
                cells[column] = "";
        print_line(text, g, b, cells);
    }
    for (int column = 0; column < g->columns; column++)
        g_strfreev(lines[column]);
    g_free(lines);
}

static bool has_headings(const grid *g)
{
    for (int column = 0; column < g->columns; column++)
        if (*heading_of(g, column) != '\0')
            return true;
    return false;
}

/* Whether the row has more in the block than its first column, which stands in each. */
static bool says_something(const grid *g, const block *b, guint row)
{
    for (int column = b->from; column < b->to; column++)
        if (*cell_of(g, row, column) != '\0')
            return true;
    return false;
}

static void print_block(GString *text, const grid *g, const block *b)
{
    if (has_headings(g)) {
        g_autofree const char **headings = g_new(const char *, (gsize)g->columns);
        for (int column = 0; column < g->columns; column++)
            headings[column] = heading_of(g, column);
        print_line(text, g, b, headings);
    }
    for (guint row = 0; row < g->rows->len; row++)
        if (b->from == 0 || says_something(g, b, row))
            print_row(text, g, b, row);
}

/* What the columns from `from` up to `to` take, with the first one and the indent. */
static int width_of_block(const block *b)
{
    int width = b->indent - GAP;
    for (int column = 0; column < b->to; column++)
        if (is_shown(b, column))
            width += b->widths[column] + GAP;
    return width;
}

/* The widest column of text in the block that may be narrower; -1. */
static int widest_text(const grid *g, const block *b)
{
    int widest = -1;
    for (int column = 0; column < b->to; column++)
        if (is_shown(b, column) && !to_the_right(g, column) && b->widths[column] > LEAST_TEXT &&
            (widest < 0 || b->widths[column] >= b->widths[widest]))
            widest = column;
    return widest;
}

/* Narrows the block's widest texts until it fits the page, and says whether it does. */
static bool narrow_texts(int *widths, const grid *g, const block *b, int page)
{
    g_autofree int *before = g_memdup2(widths, sizeof *widths * (gsize)g->columns);
    while (width_of_block(b) > page) {
        int widest = widest_text(g, b);
        if (widest < 0) {
            memcpy(widths, before, sizeof *widths * (gsize)g->columns);
            return false;
        }
        widths[widest]--;
    }
    return true;
}

/* The columns up to which the block fits. */
static void extend_block(block *b, int columns, int page)
{
    do
        b->to++;
    while (b->to < columns &&
           width_of_block(&(block){b->widths, b->indent, b->from, b->to + 1}) <= page);
}

void grid_print(GString *text, const grid *g, int indent)
{
    int page = page_width(), columns = 0;
    g_autofree int *widths = g_new(int, (gsize)g->columns);
    for (int column = 0; column < g->columns; column++) {
        widths[column] = width_of(g, column);
        columns = widths[column] > 0 ? column + 1 : columns;
    }
    block whole = {widths, indent, 0, columns};
    if (columns == 0)
        return;
    if (narrow_texts(widths, g, &whole, page)) {
        print_block(text, g, &whole);
        return;
    }
    for (block b = {widths, indent, 0, 0}; b.to < columns; b.from = b.to) {
        extend_block(&b, columns, page);
        narrow_texts(widths, g, &b, page);
        if (b.from > 0)
            g_string_append_c(text, '\n');
        print_block(text, g, &b);
    }
}

char *bar_text(int filled, int width)
{
    GString *bar = g_string_new(NULL);
    for (int i = 0; i < width; i++)
        g_string_append(bar, i < filled ? "█" : "░");
    return g_string_free(bar, FALSE);
}
