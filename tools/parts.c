#include "parts.h"

#include "cells.h"
#include "words.h"

/* As many cells stand for the term with the greatest weight. */
#define BAR_WIDTH 12

static int64_t greatest_weight(const nextwork_table *parts)
{
    int64_t most = 1, rows = row_count(parts);
    for (int64_t row = 0; row < rows; row++) {
        int64_t weight = number_at(parts, row, "weight");
        most = weight == NEXTWORK_UNKNOWN ? most : MAX(most, weight);
    }
    return most;
}

/* As long as the term is heavy, and as full as its value is high. */
static char *part_bar(const nextwork_table *parts, int64_t row, int64_t most)
{
    int64_t weight = number_at(parts, row, "weight"), value = number_at(parts, row, "value");
    if (weight == NEXTWORK_UNKNOWN || value == NEXTWORK_UNKNOWN)
        return g_strdup("");
    int64_t width = (weight * BAR_WIDTH + most - 1) / most;
    return bar_text((int)((value * width + 5000) / 10000), (int)width);
}

static void add_part(grid *g, const nextwork_table *parts, int64_t row, int64_t most,
                     const char *language)
{
    g_autofree char *term = text_at(parts, row, "term");
    g_autofree char *weight = text_at(parts, row, "weight");
    g_autofree char *value = text_at(parts, row, "value");
    g_autofree char *part = text_at(parts, row, "part");
    g_autofree char *fact = text_at(parts, row, "fact");
    g_autofree char *bar = part_bar(parts, row, most);
    grid_add(g, (const char *[]){word_in(language, term), weight, value, part, bar, fact, NULL});
}

void parts_print(GString *text, const nextwork_table *parts, int64_t fit, const char *language)
{
    const char *const headings[] = {"term", ">weight", ">value", ">part", "", "fact", NULL};
    g_autoptr(grid) g = grid_in(language, headings);
    int64_t rows = row_count(parts), most = greatest_weight(parts);
    for (int64_t row = 0; row < rows; row++)
        add_part(g, parts, row, most, language);
    g_autofree char *sum = g_strdup_printf("%" G_GINT64_FORMAT, fit);
    grid_add(g, (const char *[]){word_in(language, "fit"), "", "", sum, "", "", NULL});
    grid_print(text, g, 2);
}
