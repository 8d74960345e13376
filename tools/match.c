/* nextwork match: placements of a round, with a summary for a person. */
#include "cells.h"
#include "output.h"
#include "session.h"
#include "story.h"

#include <stdio.h>
#include <string.h>

/* Up to so many youths the summary names everybody. */
#define FEW_YOUTHS 40
#define BAR_WIDTH 30

/* The tables of a result. */
typedef struct {
    nextwork_table *placements, *unplaced;
    int64_t placed, youths;
} outcome;

static int outcome_of(outcome *o, const nextwork_result *result)
{
    *o = (outcome){0};
    nextwork_status status = nextwork_result_table(&o->placements, result, "placements");
    if (status == NEXTWORK_OK)
        status = nextwork_result_table(&o->unplaced, result, "unplaced");
    if (status != NEXTWORK_OK)
        return fail_status(status);
    o->placed = row_count(o->placements);
    o->youths = o->placed + row_count(o->unplaced);
    return EXIT_DONE;
}

static void outcome_clear(outcome *o)
{
    nextwork_table_free(o->placements);
    nextwork_table_free(o->unplaced);
}

/* How many got each rank; the unlisted stand at 0, the unplaced behind the last rank. */
static GArray *count_ranks(const outcome *o)
{
    GArray *counts = g_array_new(FALSE, TRUE, sizeof(int64_t));
    g_array_set_size(counts, 2);
    for (int64_t row = 0; row < o->placed; row++) {
        int64_t rank = number_at(o->placements, row, "rank");
        guint place = rank == NEXTWORK_UNKNOWN ? 0 : (guint)rank;
        if (place >= counts->len)
            g_array_set_size(counts, place + 1);
        g_array_index(counts, int64_t, place)++;
    }
    return counts;
}

static void add_bar(grid *g, const char *label, int64_t count, int64_t most)
{
    int cells = (int)((count * BAR_WIDTH + most / 2) / MAX(most, 1));
    if (count > 0)
        cells = MAX(cells, 1);
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, count);
    g_autofree char *bar = bar_text(cells, cells);
    grid_add(g, (const char *[]){label, number, bar, NULL});
}

static void print_profile(GString *text, const outcome *o)
{
    const char *const headings[] = {"wish", ">youths", "", NULL};
    g_autoptr(grid) g = grid_new(headings);
    g_autoptr(GArray) counts = count_ranks(o);
    int64_t unplaced = o->youths - o->placed, most = unplaced;
    for (guint i = 0; i < counts->len; i++)
        most = MAX(most, g_array_index(counts, int64_t, i));
    for (guint rank = 1; rank < counts->len; rank++) {
        g_autofree char *label = rank_text(rank, "en");
        add_bar(g, label, g_array_index(counts, int64_t, rank), most);
    }
    if (g_array_index(counts, int64_t, 0) > 0)
        add_bar(g, "not listed", g_array_index(counts, int64_t, 0), most);
    if (unplaced > 0)
        add_bar(g, "not placed", unplaced, most);
    grid_print(text, g, 2);
}

static void print_placements(GString *text, const outcome *o)
{
    const char *const headings[] = {"youth", "post", "company", "start",
                                    "end",   ">fit", "wish",    NULL};
    g_autoptr(grid) g = grid_new(headings);
    for (int64_t row = 0; row < o->placed; row++) {
        const char *const columns[] = {"youth_id", "post_id", "company_id", "start", "end", "fit"};
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
            g_ptr_array_add(cells, text_at(o->placements, row, columns[i]));
        g_ptr_array_add(cells, rank_text(number_at(o->placements, row, "rank"), "en"));
        g_ptr_array_add(cells, NULL);
        grid_add(g, (const char **)cells->pdata);
    }
    g_string_append(text, "\n");
    grid_print(text, g, 2);
}

static nextwork_status add_unplaced(grid *g, const session *s, const nextwork_result *result,
                                    const char *youth)
{
    g_autoptr(nextwork_table) wishes = NULL;
    int64_t number;
    nextwork_status status = nextwork_cohort_find(&number, s->cohort, "youths", youth);
    if (status == NEXTWORK_OK)
        status = nextwork_result_explain(&wishes, result, number, s->request->language);
    if (status == NEXTWORK_OK)
        story_add(g, youth, wishes, s->request->language);
    return status;
}

static int print_unplaced(GString *text, const session *s, const nextwork_result *result,
                          const outcome *o)
{
    g_autoptr(grid) g = story_new(true, s->request->language);
    for (int64_t row = 0; row < o->youths - o->placed; row++) {
        g_autofree char *youth = text_at(o->unplaced, row, "youth_id");
        nextwork_status status = add_unplaced(g, s, result, youth);
        if (status != NEXTWORK_OK)
            return fail_status(status);
    }
    g_string_append(text, "\nnot placed:\n");
    grid_print(text, g, 2);
    return EXIT_DONE;
}

static void print_counts(GString *text, const outcome *o)
{
    g_string_append_printf(text,
                           "%" G_GINT64_FORMAT " youths: %" G_GINT64_FORMAT
                           " placed, %" G_GINT64_FORMAT " not placed\n\n",
                           o->youths, o->placed, o->youths - o->placed);
    print_profile(text, o);
}

/* Placements are left out where they follow anyway. */
static int summarise(GString *text, const session *s, const nextwork_result *result,
                     const outcome *o, bool with_placements)
{
    print_counts(text, o);
    if (o->youths > FEW_YOUTHS)
        return EXIT_DONE;
    if (with_placements && o->placed > 0)
        print_placements(text, o);
    return o->placed < o->youths ? print_unplaced(text, s, result, o) : EXIT_DONE;
}

static void print_where(GString *text, const request *r)
{
    g_autofree char *prices = g_build_filename(r->folder, "prices.csv", NULL);
    g_string_append_printf(text,
                           "\nwritten to %s:\n  placements.csv, unplaced.csv, posts.csv, %s"
                           "certificate.json\nto check it: nextwork verify %s %s\n",
                           r->folder, g_file_test(prices, G_FILE_TEST_EXISTS) ? "prices.csv, " : "",
                           r->arguments[0], r->folder);
}

/* For a person who has the files, the summary is the result; else the placements are, and the
 * summary goes beside them. */
static int tell(const session *s, const nextwork_result *result, const outcome *o)
{
    const request *r = s->request;
    bool summary_only = r->folder != NULL && format_or_table(r) == NEXTWORK_FORMAT_TABLE;
    g_autoptr(GString) text = g_string_new(NULL);
    int exit_code = r->quiet ? EXIT_DONE : summarise(text, s, result, o, summary_only);
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (r->folder != NULL && !r->quiet)
        print_where(text, r);
    if (summary_only)
        return print_text(text->str);
    if (!r->quiet)
        fprintf(stderr, "%s\n", text->str);
    return print_table(r, o->placements);
}

static int write_and_tell(const session *s, const nextwork_result *result)
{
    outcome o;
    const char *folder = s->request->folder;
    if (folder != NULL) {
        int exit_code = fail_status(nextwork_result_write(result, folder));
        if (exit_code != EXIT_DONE)
            return exit_code;
    }
    int exit_code = outcome_of(&o, result);
    if (exit_code == EXIT_DONE)
        exit_code = tell(s, result, &o);
    outcome_clear(&o);
    return exit_code;
}

static int run(const request *r)
{
    session s;
    g_autoptr(nextwork_round) round = NULL;
    g_autoptr(nextwork_result) result = NULL;
    if (session_check_output(r) != EXIT_DONE)
        return EXIT_USAGE;
    int exit_code = session_open(&s, &round, r);
    if (exit_code == EXIT_DONE)
        exit_code = session_match(&result, &s, round);
    if (exit_code == EXIT_DONE)
        exit_code = write_and_tell(&s, result);
    session_close(&s);
    return exit_code;
}

const verb match_verb = {
    .name = "match",
    .arguments = "COHORT",
    .least = 1,
    .most = 1,
    .summary = "place the youths of a cohort",
    .about =
        "With -o DIR, writes placements.csv, unplaced.csv, posts.csv and certificate.json there\n"
        "(of max-weight also prices.csv), all or none, and prints a summary; else prints the\n"
        "placements, with the summary on stderr. The round's start comes from the policy or from\n"
        "--start.\n"
        "\n"
        "Examples:\n"
        "  nextwork match examples/cohorts/prototype --extend -o result\n"
        "  nextwork match cohort --start 2027-01-04 --weeks 13 --format csv > out.csv\n",
    .takes = TAKES_POLICY | TAKES_LANGUAGE | TAKES_FORMAT | TAKES_FOLDER | TAKES_QUIET,
    .groups = "round|match|run",
    .run = run,
};
