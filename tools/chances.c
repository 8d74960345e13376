/* nextwork chances: what each youth may expect before the lottery is drawn. */
#include "cells.h"
#include "grid.h"
#include "output.h"
#include "session.h"
#include "story.h"

#include <string.h>

/* Parts per million as a percentage with one decimal; what is not nothing is not shown as 0.0. */
static char *percent(int64_t parts)
{
    if (parts > 0 && parts < 500)
        return g_strdup("<0.1 %");
    int64_t tenths = (parts + 500) / 1000;
    return g_strdup_printf("%" G_GINT64_FORMAT ".%d %%", tenths / 10, (int)(tenths % 10));
}

static char *wish_text(const nextwork_table *chances, int64_t row, const char *outcome)
{
    if (strcmp(outcome, "wish") == 0)
        return rank_text(number_at(chances, row, "rank"), "en");
    return g_strdup(strcmp(outcome, "unlisted") == 0 ? "not listed" : "not placed");
}

/* The youth stands in the first of their rows only. */
static void add_chance(grid *g, const nextwork_table *chances, int64_t row, bool first)
{
    g_autofree char *outcome = text_at(chances, row, "outcome");
    g_autofree char *youth = first ? text_at(chances, row, "youth_id") : g_strdup("");
    g_autofree char *wish = wish_text(chances, row, outcome);
    g_autofree char *post = text_at(chances, row, "post_id");
    g_autofree char *chance = percent(number_at(chances, row, "probability"));
    g_autofree char *error = percent(number_at(chances, row, "standard_error"));
    grid_add(g, (const char *[]){youth, wish, post, chance, error, NULL});
}

static char *for_a_person(const nextwork_table *chances)
{
    const char *const headings[] = {"youth", "wish", "post", ">chance", ">+-", NULL};
    g_autoptr(grid) g = grid_new(headings);
    int64_t rows = row_count(chances);
    bool first = true;
    for (int64_t row = 0; row < rows; row++) {
        g_autofree char *outcome = text_at(chances, row, "outcome");
        add_chance(g, chances, row, first);
        first = strcmp(outcome, "unplaced") == 0;
    }
    GString *text = g_string_new(NULL);
    grid_print(text, g, 0);
    g_string_append(text, "\nchance: share of the lotteries; +-: its standard error\n");
    return g_string_free(text, FALSE);
}

static int write_chances(const request *r, const nextwork_table *chances)
{
    output out;
    int exit_code = output_open(&out, r, "chances");
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (out.format == NEXTWORK_FORMAT_TABLE) {
        g_autofree char *text = for_a_person(chances);
        output_text(&out, text);
    } else {
        output_table(&out, chances);
    }
    return output_close(&out, EXIT_DONE);
}

static int run(const request *r)
{
    session s;
    g_autoptr(nextwork_round) round = NULL;
    g_autoptr(nextwork_table) chances = NULL;
    int exit_code = session_open(&s, &round, r);
    if (exit_code == EXIT_DONE) {
        progress_begin(s.progress, "drawing");
        nextwork_status status =
            nextwork_round_chances(&chances, round, r->options, progress_monitor(s.progress));
        progress_end(s.progress);
        exit_code = fail_status(status);
    }
    if (exit_code == EXIT_DONE)
        exit_code = write_chances(r, chances);
    session_close(&s);
    return exit_code;
}

const verb chances_verb = {
    .name = "chances",
    .arguments = "COHORT",
    .least = 1,
    .most = 1,
    .summary = "tell each youth's chance of each wish",
    .about =
        "Draws the lottery many times, with the seeds --seed, --seed + 1, .., and matches each\n"
        "time as \"nextwork match\" does with that seed. Only mechanisms that draw lots have\n"
        "chances. CSV and JSON give them in parts per million.\n"
        "\n"
        "Example:\n"
        "  nextwork chances examples/cohorts/prototype --lotteries 10000\n",
    .takes = TAKES_POLICY | TAKES_FORMAT | TAKES_FOLDER | TAKES_QUIET,
    .groups = "round|match|chances|run",
    .run = run,
};
