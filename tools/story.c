#include "story.h"

#include "cells.h"
#include "words.h"

#include <string.h>

char *rank_text(int64_t rank, const char *language)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    if (rank == NEXTWORK_UNKNOWN)
        return g_strdup(word_in(language, "not listed"));
    if (is_danish(language))
        return g_strdup_printf("%" G_GINT64_FORMAT ".", rank);
    bool teen = rank / 10 % 10 == 1;
    int64_t digit = rank % 10;
    return g_strdup_printf("%" G_GINT64_FORMAT "%s", rank, endings[teen || digit > 3 ? 0 : digit]);
}

grid *story_new(bool of_many, const char *language)
{
    const char *const many[] = {"youth", "wish", "post", "outcome", "why", NULL};
    return grid_in(language, of_many ? many : many + 1);
}

static void add_row(grid *g, const char *youth, const char *const *cells)
{
    const char *row[] = {youth, cells[0], cells[1], cells[2], cells[3], NULL};
    grid_add(g, youth == NULL ? row + 1 : row);
}

/* A reason that holds at every post has a row without one. */
static void add_wish(grid *g, const char *youth, const nextwork_table *wishes, int64_t row,
                     const char *language)
{
    g_autofree char *post = text_at(wishes, row, "post_id");
    g_autofree char *rank = *post == '\0' ? g_strdup(word_in(language, "any"))
                                          : rank_text(number_at(wishes, row, "rank"), language);
    g_autofree char *outcome = text_at(wishes, row, "outcome");
    g_autofree char *text = text_at(wishes, row, "text");
    g_autofree char *became = g_strdup(word_in(language, outcome));
    if (!is_danish(language))
        g_strdelimit(became, "-", ' ');
    const char *cells[] = {rank, post, became, text};
    add_row(g, youth, cells);
}

void story_add(grid *g, const char *youth, const nextwork_table *wishes, const char *language)
{
    int64_t rows = row_count(wishes);
    for (int64_t row = 0; row < rows; row++)
        add_wish(g, youth == NULL || row == 0 ? youth : "", wishes, row, language);
    const char *none[] = {word_in(language, "none"), "", "",
                          is_danish(language) ? "Den unge har ingen ønsker."
                                              : "The youth listed no post."};
    if (rows == 0)
        add_row(g, youth, none);
}
