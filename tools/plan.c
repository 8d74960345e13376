/* nextwork plan: several internships ahead, with a summary for a person. */
#include "cells.h"
#include "grid.h"
#include "output.h"
#include "session.h"

#include <stdio.h>

/* Up to so many youths the summary names everybody. */
#define FEW_YOUTHS 40
#define FEW_CHANGES 40
#define MAJORS 10

/* The tables of a plan. */
typedef struct {
    const nextwork_plan *plan;
    nextwork_table *placements, *periods, *coverage, *tried;
    nextwork_table *kept, *changes; /* NULL of a new plan */
} tables;

static nextwork_status tables_of(tables *all, const nextwork_plan *plan, bool again)
{
    *all = (tables){.plan = plan};
    nextwork_status status = nextwork_plan_table(&all->placements, plan, "plan");
    if (status == NEXTWORK_OK)
        status = nextwork_plan_table(&all->periods, plan, "periods");
    if (status == NEXTWORK_OK)
        status = nextwork_plan_table(&all->coverage, plan, "coverage");
    if (status == NEXTWORK_OK)
        status = nextwork_plan_table(&all->tried, plan, "tried");
    if (status == NEXTWORK_OK && again)
        status = nextwork_plan_table(&all->kept, plan, "kept");
    return status == NEXTWORK_OK && again ? nextwork_plan_table(&all->changes, plan, "changes")
                                          : status;
}

static void tables_clear(tables *all)
{
    nextwork_table_free(all->placements);
    nextwork_table_free(all->periods);
    nextwork_table_free(all->coverage);
    nextwork_table_free(all->tried);
    nextwork_table_free(all->kept);
    nextwork_table_free(all->changes);
}

static nextwork_status print_worth(GString *text, const tables *all)
{
    int64_t value, bound, gap;
    int64_t youths = row_count(all->coverage), periods = row_count(all->periods);
    nextwork_status status = nextwork_plan_value(&value, &bound, &gap, all->plan);
    if (status != NEXTWORK_OK)
        return status;
    g_string_append_printf(text,
                           "%" G_GINT64_FORMAT " youths, %" G_GINT64_FORMAT
                           " periods: %" G_GINT64_FORMAT " placements of %" G_GINT64_FORMAT "\n",
                           youths, periods, row_count(all->placements), youths * periods);
    if (gap == 0)
        g_string_append(text, "no plan is worth more, proven\n\n");
    else
        g_string_append_printf(text, "no plan is worth more than %.4f %% more, proven\n\n",
                               (double)gap / 10000);
    return NEXTWORK_OK;
}

static char *mean_fit(const nextwork_table *periods, int64_t row)
{
    int64_t placed = number_at(periods, row, "placed"), fit = number_at(periods, row, "fit");
    return placed == 0 ? g_strdup("")
                       : g_strdup_printf("%" G_GINT64_FORMAT, (fit + placed / 2) / placed);
}

static void print_periods(GString *text, const nextwork_table *periods)
{
    const char *const headings[] = {"period", "start",   "end",  ">placed", ">out",
                                    ">1st",   ">listed", ">new", ">fit",    NULL};
    const char *const columns[] = {"period", "start", "end",    "placed",
                                   "out",    "first", "listed", "new_industries"};
    g_autoptr(grid) g = grid_new(headings);
    int64_t rows = row_count(periods);
    for (int64_t row = 0; row < rows; row++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
            g_ptr_array_add(cells, text_at(periods, row, columns[i]));
        g_ptr_array_add(cells, mean_fit(periods, row));
        g_ptr_array_add(cells, NULL);
        grid_add(g, (const char **)cells->pdata);
    }
    grid_print(text, g, 2);
    g_string_append(text, "\n  new: in an industry that the youth has not tried; fit: the mean\n");
}

/* The mean of a column in tenths, as text. */
static char *mean_text(const nextwork_table *coverage, const char *column)
{
    int64_t sum = 0, rows = row_count(coverage);
    for (int64_t row = 0; row < rows; row++)
        sum += number_at(coverage, row, column);
    int64_t tenths = rows == 0 ? 0 : (20 * sum + rows) / (2 * rows);
    return g_strdup_printf("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, tenths / 10, tenths % 10);
}

static void print_coverage(GString *text, const nextwork_table *coverage)
{
    static const struct {
        const char *what, *before, *after;
    } kinds[] = {
        {"industries (sections)", "industries_before", "industries_after"},
        {"job functions (major groups)", "functions_before", "functions_after"},
        {"pairs of both", "pairs_before", "pairs_after"},
    };
    const char *const headings[] = {"tried by a youth, mean", ">before", ">after", NULL};
    g_autoptr(grid) g = grid_new(headings);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *before = mean_text(coverage, kinds[i].before);
        g_autofree char *after = mean_text(coverage, kinds[i].after);
        grid_add(g, (const char *[]){kinds[i].what, before, after, NULL});
    }
    g_string_append(text, "\n");
    grid_print(text, g, 2);
}

/* The rows of one section, from `row` on, as one line; gives the row behind them. */
static int64_t add_section(grid *g, const nextwork_table *tried, int64_t row)
{
    char *cells[MAJORS + 2] = {text_at(tried, row, "section")};
    for (int major = 0; major < MAJORS; major++)
        cells[major + 1] = g_strdup("");
    int64_t rows = row_count(tried);
    for (; row < rows; row++) {
        g_autofree char *section = text_at(tried, row, "section");
        if (g_strcmp0(section, cells[0]) != 0)
            break;
        int64_t major = number_at(tried, row, "major");
        g_free(cells[major + 1]);
        cells[major + 1] =
            g_strdup_printf("%" G_GINT64_FORMAT "→%" G_GINT64_FORMAT,
                            number_at(tried, row, "before"), number_at(tried, row, "after"));
    }
    grid_add(g, (const char *const *)cells);
    for (int i = 0; i <= MAJORS; i++)
        g_free(cells[i]);
    return row;
}

static void print_tried(GString *text, const nextwork_table *tried)
{
    const char *const headings[MAJORS + 2] = {"",   ">0", ">1", ">2", ">3", ">4",
                                              ">5", ">6", ">7", ">8", ">9", NULL};
    g_autoptr(grid) g = grid_new(headings);
    int64_t rows = row_count(tried);
    if (rows == 0)
        return;
    for (int64_t row = 0; row < rows;)
        row = add_section(g, tried, row);
    g_string_append(text, "\n  youths who have tried each industry (DB25 section) in each job\n"
                          "  function (DISCO-08 major group), before → after\n");
    grid_print(text, g, 2);
}

/* One line a youth, with a post a period. */
static void print_sequences(GString *text, const tables *all)
{
    int64_t periods = row_count(all->periods), rows = row_count(all->placements), row = 0;
    g_autoptr(GPtrArray) headings = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(headings, g_strdup("youth"));
    for (int64_t t = 1; t <= periods; t++)
        g_ptr_array_add(headings, g_strdup_printf("%" G_GINT64_FORMAT, t));
    g_ptr_array_add(headings, NULL);
    g_autoptr(grid) g = grid_new((const char *const *)headings->pdata);
    for (int64_t youth = 0; youth < row_count(all->coverage); youth++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        char *id = text_at(all->coverage, youth, "youth_id");
        g_ptr_array_add(cells, id);
        for (int64_t t = 1; t <= periods; t++) {
            g_autofree char *of = row < rows ? text_at(all->placements, row, "youth_id") : NULL;
            bool here = g_strcmp0(of, id) == 0 && number_at(all->placements, row, "period") == t;
            g_ptr_array_add(cells, here ? text_at(all->placements, row, "post_id") : g_strdup("–"));
            row += here;
        }
        g_ptr_array_add(cells, NULL);
        grid_add(g, (const char *const *)cells->pdata);
    }
    g_string_append(text, "\n  each youth's post, by period\n");
    grid_print(text, g, 2);
}

/* What is not as in the earlier plan, for whom and why. */
static void print_changes(GString *text, const tables *all)
{
    const char *const headings[] = {"youth", "period", "before", "after", "why", "", NULL};
    const char *const columns[] = {"youth_id", "period", "before", "after", "why", "reasons"};
    g_autoptr(grid) g = grid_new(headings);
    int64_t rows = row_count(all->changes);
    g_string_append_printf(text,
                           "\n  %" G_GINT64_FORMAT
                           " placements of the earlier plan stay; %" G_GINT64_FORMAT " changes\n",
                           row_count(all->kept), rows);
    for (int64_t row = 0; row < rows && row < FEW_CHANGES; row++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
            g_ptr_array_add(cells, text_at(all->changes, row, columns[i]));
        g_ptr_array_add(cells, NULL);
        grid_add(g, (const char *const *)cells->pdata);
    }
    if (rows > 0)
        grid_print(text, g, 2);
    if (rows > FEW_CHANGES)
        g_string_append_printf(text, "  and %" G_GINT64_FORMAT " more in changes.csv\n",
                               rows - FEW_CHANGES);
}

static nextwork_status summarise(GString *text, const tables *all)
{
    nextwork_status status = print_worth(text, all);
    if (status != NEXTWORK_OK)
        return status;
    print_periods(text, all->periods);
    print_coverage(text, all->coverage);
    print_tried(text, all->tried);
    if (row_count(all->coverage) <= FEW_YOUTHS)
        print_sequences(text, all);
    if (all->changes != NULL)
        print_changes(text, all);
    return NEXTWORK_OK;
}

static void print_where(GString *text, const request *r)
{
    const char *cohort = r->arguments[0], *folder = r->folder;
    g_string_append_printf(
        text,
        "\nwritten to %s:\n  plan.csv, unplaced.csv, coverage.csv, prices.csv, %s"
        "certificate.json\n"
        "to check it: nextwork verify %s %s\n"
        "one youth: nextwork explain %s --plan %s --youth ID\n",
        folder, r->plan == NULL ? "" : "kept.csv, changes.csv, ", cohort, folder, cohort, folder);
}

/* For a person who has the files, the summary is the result; else the placements are, and the
 * summary goes beside them. */
static int tell(const request *r, const tables *all)
{
    bool summary_only = r->folder != NULL && format_or_table(r) == NEXTWORK_FORMAT_TABLE;
    g_autoptr(GString) text = g_string_new(NULL);
    if (!r->quiet) {
        nextwork_status status = summarise(text, all);
        if (status != NEXTWORK_OK)
            return fail_status(status);
    }
    if (r->folder != NULL && !r->quiet)
        print_where(text, r);
    if (summary_only)
        return print_text(text->str);
    if (!r->quiet)
        fprintf(stderr, "%s\n", text->str);
    return print_table(r, all->placements);
}

/* A plan that was interrupted is there, and is not written: what is in a folder came to its end. */
static int make(nextwork_plan **plan, const session *s)
{
    int32_t outcome;
    progress_begin(s->progress, "planning");
    const request *r = s->request;
    nextwork_monitor *monitor = progress_monitor(s->progress);
    nextwork_status status =
        r->plan == NULL ? nextwork_plan_new(plan, s->cohort, r->options, monitor)
                        : nextwork_plan_again_from(plan, s->cohort, r->plan, r->options, monitor);
    progress_end(s->progress);
    if (status == NEXTWORK_OK)
        status = nextwork_plan_outcome(&outcome, *plan);
    if (status == NEXTWORK_OK && (outcome == NEXTWORK_OUTCOME_CANCELLED || progress_interrupted()))
        status = NEXTWORK_ERROR_CANCELLED;
    return fail_status(status);
}

static int write_and_tell(const request *r, const nextwork_plan *plan)
{
    tables all;
    if (r->folder != NULL) {
        int exit_code = fail_status(nextwork_plan_write(plan, r->folder));
        if (exit_code != EXIT_DONE)
            return exit_code;
    }
    int exit_code = fail_status(tables_of(&all, plan, r->plan != NULL));
    if (exit_code == EXIT_DONE)
        exit_code = tell(r, &all);
    tables_clear(&all);
    return exit_code;
}

static int run(const request *r)
{
    session s;
    g_autoptr(nextwork_plan) plan = NULL;
    if (session_check_output(r) != EXIT_DONE)
        return EXIT_USAGE;
    int exit_code = session_begin(&s, r);
    if (exit_code == EXIT_DONE && r->plan != NULL)
        exit_code = session_check_result(r->plan);
    if (exit_code == EXIT_DONE)
        exit_code = session_read_with_policy(&s);
    if (exit_code == EXIT_DONE)
        exit_code = session_freeze_and_tell(&s);
    if (exit_code == EXIT_DONE)
        exit_code = make(&plan, &s);
    if (exit_code == EXIT_DONE)
        exit_code = write_and_tell(r, plan);
    session_close(&s);
    return exit_code;
}

const verb plan_verb = {
    .name = "plan",
    .arguments = "COHORT",
    .least = 1,
    .most = 1,
    .summary = "plan several internships ahead for every youth",
    .about =
        "Gives each youth a post in each of several periods so that all fits together, each given\n"
        "what came before, are as great as can be found, and proves how much greater they could "
        "be\n"
        "at most. With -o DIR, writes plan.csv, unplaced.csv, coverage.csv, prices.csv and\n"
        "certificate.json there, all or none, and prints a summary; else prints the placements,\n"
        "with the summary on stderr. The first period starts as the policy or --start says.\n"
        "\n"
        "With --plan DIR, plans anew from the plan in DIR: what it has stays for each youth who "
        "still\n"
        "wants it and may; the rest is planned, and told what changed for whom (changes.csv).\n"
        "Its periods from --start on are planned where no others are asked for, with its options.\n"
        "\n"
        "Examples:\n"
        "  nextwork plan examples/cohorts/prototype --periods 4 --extend -o plan\n"
        "  nextwork plan cohort --calendar 2027-01-04/13,2027-05-03/8 -o plan\n",
    .takes = TAKES_POLICY | TAKES_PLAN | TAKES_FORMAT | TAKES_FOLDER | TAKES_QUIET,
    .groups = "round|plan|run",
    .run = run,
};
