#include "grid.h"

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

static void print_line(GString *text, const grid *g, const int *widths, int indent, int64_t row)
{
    g_autoptr(GString) line = g_string_new(NULL);
    append_spaces(line, indent);
    bool first = true;
    for (int column = 0; column < g->columns; column++) {
        if (widths[column] == 0)
            continue;
        if (!first)
            append_spaces(line, 2);
        first = false;
        const char *cell = row < 0 ? heading_of(g, column) : cell_of(g, (guint)row, column);
        append_cell(line, cell, widths[column], to_the_right(g, column));
    }
    trim_end(line);
    g_string_append_printf(text, "%s\n", line->str);
}

static bool has_headings(const grid *g)
{
    for (int column = 0; column < g->columns; column++)
        if (*heading_of(g, column) != '\0')
            return true;
    return false;
}

void grid_print(GString *text, const grid *g, int indent)
{
    int *widths = g_new(int, (gsize)g->columns);
    for (int column = 0; column < g->columns; column++)
        widths[column] = width_of(g, column);
    if (has_headings(g))
        print_line(text, g, widths, indent, -1);
    for (guint row = 0; row < g->rows->len; row++)
        print_line(text, g, widths, indent, row);
    g_free(widths);
}

char *bar_text(int filled, int width)
{
    GString *bar = g_string_new(NULL);
    for (int i = 0; i < width; i++)
        g_string_append(bar, i < filled ? "█" : "░");
    return g_string_free(bar, FALSE);
}
