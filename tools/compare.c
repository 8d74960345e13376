/* nextwork compare: one round by every mechanism, for whoever has to choose between them. */
#include "cells.h"
#include "grid.h"
#include "output.h"
#include "session.h"

#include <stdio.h>
#include <string.h>

/* What a person is shown, and which way is better: 1 more, -1 less, 0 neither. */
static const struct {
    const char *column, *heading;
    int better;
    const char *legend;
} figures[] = {
    {"placed", ">placed", 1,
     "youths who get a post; more is better for all. top-trading-cycles and protect also count "
     "those in a running placement, who keep or leave it; the others leave them where they are"},
    {"first", ">1st", 1, "youths who get a post they ranked first; more is better for youths"},
    {"second", ">2nd", 0, "youths at a post they ranked second"},
    {"third", ">3rd", 0, "youths at a post they ranked third"},
    {"later", ">later", 0, "youths at a post they ranked lower"},
    {"unlisted", ">unlisted", -1, "youths at a post they did not list (--extend)"},
    {"worst_rank", ">worst", -1,
     "rank of the least wish that was met; less is fairer to whoever came off worst"},
    {"fit", ">fit", 1,
     "sum of the fits in basis points; more is better for the programme as a whole"},
    {"blocking_pairs", ">blocking", -1,
     "youths and posts who would both rather have each other, counted by pairs; without any, "
     "nobody has a reason to go around the match"},
    {"envious", ">envious", -1,
     "youths passed over at a post they ranked better, for somebody about whom the company gave "
     "a worse answer; none is fair to youths and true to the companies' answers"},
    {"new_industries", ">new", 1,
     "placements in an industry that the youth has not tried; more is better for rotation"},
};

#define FIGURES ((int)G_N_ELEMENTS(figures))

/* Every mechanism's result, with how long it took. */
typedef struct {
    GPtrArray *results;
    GArray *seconds; /* of double */
} runs;

static runs runs_new(void)
{
    return (runs){g_ptr_array_new_with_free_func((GDestroyNotify)nextwork_result_unref),
                  g_array_new(FALSE, FALSE, sizeof(double))};
}

static void runs_clear(runs *all)
{
    g_ptr_array_unref(all->results);
    g_array_unref(all->seconds);
}

/* The registry's mechanisms, to be freed. */
static int mechanisms(char ***names)
{
    g_autoptr(nextwork_table) registry = NULL;
    int exit_code = fail_status(nextwork_options_table(&registry));
    if (exit_code != EXIT_DONE)
        return exit_code;
    g_autofree char *choices =
        text_at(registry, row_with(registry, "name", "mechanism"), "choices");
    *names = g_strsplit(choices, "|", -1);
    return EXIT_DONE;
}

/* A mechanism that cannot do with the flags or the size of the cohort is told of and left out of
 * the comparison; other failures end it. */
static int match_by(runs *all, const session *s, nextwork_round *round, const char *mechanism)
{
    nextwork_result *result = NULL;
    nextwork_status status = nextwork_options_set_text(s->request->options, "mechanism", mechanism);
    if (status != NEXTWORK_OK)
        return fail_status(status);
    gint64 start = g_get_monotonic_time();
    status = session_try_match(&result, s, round);
    double seconds = (double)(g_get_monotonic_time() - start) / (double)G_USEC_PER_SEC;
    if (result != NULL) {
        g_ptr_array_add(all->results, result);
        g_array_append_val(all->seconds, seconds);
    }
    if (exit_code_of(status) != EXIT_USAGE)
        return fail_status(status);
    g_autofree char *why = failure_text(status);
    fprintf(stderr, "%s is not compared: %s\n", mechanism, why);
    return EXIT_DONE;
}

/* What a mechanism can be asked for besides, and what it does else. */
static const struct {
    const char *mechanism, *option, *on, *off, *legend;
} variants[] = {
    {"deferred-acceptance", "ties", "most-placed", "lottery",
     "better for youths who would else have no place; a youth may gain by hiding a wish"},
    {"deferred-acceptance", "side", "posts", "youths",
     "better for companies, worse for youths; a youth may gain by hiding a wish"},
    {"deferred-acceptance", "protect", "1", "0",
     "better for youths in running placements, who keep their post or get a higher wish"},
    {"deferred-acceptance", "carry_over", "1", "0",
     "better for youths who came off badly in earlier rounds (outcomes.csv)"},
    {"max-weight", "most_placed", "1", "0", "as many placements as can be, then the fit"},
};

/* Whether the last result was made without any option of its mechanism. */
static int is_plain(bool *plain, const runs *all)
{
    g_autoptr(nextwork_table) table = NULL;
    const nextwork_result *last = g_ptr_array_index(all->results, all->results->len - 1);
    int exit_code = fail_status(nextwork_result_compare(&table, &last, 1));
    if (exit_code != EXIT_DONE)
        return exit_code;
    g_autofree char *options = text_at(table, 0, "options");
    *plain = *options == '\0';
    return EXIT_DONE;
}

static int match_variant(runs *all, const session *s, nextwork_round *round, int variant)
{
    nextwork_options *options = s->request->options;
    const char *name = variants[variant].option;
    int exit_code = fail_status(nextwork_options_set_text(options, name, variants[variant].on));
    if (exit_code == EXIT_DONE)
        exit_code = match_by(all, s, round, variants[variant].mechanism);
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_options_set_text(options, name, variants[variant].off));
    return exit_code;
}

/* The mechanism as the flags and the policy have it; where they have it plain, also with each of
 * its options. */
static int match_ways(runs *all, const session *s, nextwork_round *round, const char *mechanism)
{
    bool plain = false;
    guint before = all->results->len;
    int exit_code = match_by(all, s, round, mechanism);
    if (exit_code == EXIT_DONE && all->results->len > before)
        exit_code = is_plain(&plain, all);
    for (int i = 0; i < (int)G_N_ELEMENTS(variants) && plain && exit_code == EXIT_DONE; i++)
        if (strcmp(variants[i].mechanism, mechanism) == 0)
            exit_code = match_variant(all, s, round, i);
    return exit_code;
}

static int match_by_all(runs *all, const session *s, nextwork_round *round)
{
    g_auto(GStrv) names = NULL;
    int exit_code = mechanisms(&names);
    for (char **name = names; exit_code == EXIT_DONE && *name != NULL; name++)
        exit_code = match_ways(all, s, round, *name);
    return exit_code == EXIT_DONE && all->results->len == 0 ? EXIT_USAGE : exit_code;
}

/* ---- for a person ---------------------------------------------------------------------------- */

/* Whether the number is the best of its column, and not of all. */
static bool is_best(const nextwork_table *table, int figure, int64_t row)
{
    int64_t rows = row_count(table), own = number_at(table, row, figures[figure].column);
    int better = figures[figure].better, worse = 0;
    if (better == 0 || own == NEXTWORK_UNKNOWN)
        return false;
    for (int64_t i = 0; i < rows; i++) {
        int64_t other = number_at(table, i, figures[figure].column);
        if (other == NEXTWORK_UNKNOWN || other == own)
            continue;
        if ((other > own) == (better > 0))
            return false;
        worse++;
    }
    return worse > 0;
}

static void add_row(grid *g, const nextwork_table *table, int64_t row, double seconds)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *mechanism = text_at(table, row, "mechanism");
    g_autofree char *options = text_at(table, row, "options");
    g_ptr_array_add(cells,
                    *options == '\0' ? g_strdup(mechanism) : g_strconcat("  with ", options, NULL));
    for (int i = 0; i < FIGURES; i++) {
        g_autofree char *number = text_at(table, row, figures[i].column);
        g_ptr_array_add(cells, g_strconcat(number, is_best(table, i, row) ? "*" : " ", NULL));
    }
    g_ptr_array_add(cells, g_strdup_printf("%.3f", seconds));
    g_ptr_array_add(cells, NULL);
    grid_add(g, (const char **)cells->pdata);
}

static void print_rows(GString *text, const nextwork_table *table, const runs *all)
{
    const char *headings[FIGURES + 3] = {"mechanism"};
    for (int i = 0; i < FIGURES; i++)
        headings[i + 1] = figures[i].heading;
    headings[FIGURES + 1] = ">seconds";
    g_autoptr(grid) g = grid_new(headings);
    for (guint row = 0; row < all->seconds->len; row++)
        add_row(g, table, row, g_array_index(all->seconds, double, row));
    grid_print(text, g, 0);
}

static void print_legend(GString *text)
{
    const char *const headings[] = {"", "", NULL};
    g_autoptr(grid) g = grid_new(headings);
    for (int i = 0; i < FIGURES; i++)
        grid_add(g, (const char *[]){figures[i].heading + 1, figures[i].legend, NULL});
    grid_add(g, (const char *[]){"seconds", "of this run on this machine", NULL});
    for (int i = 0; i < (int)G_N_ELEMENTS(variants); i++)
        grid_add(g, (const char *[]){variants[i].option, variants[i].legend, NULL});
    g_string_append(text, "\n* the best of the column\n");
    grid_print(text, g, 0);
}

static int write_table(const request *r, const nextwork_table *table, const runs *all)
{
    output out;
    int exit_code = output_open(&out, r, "comparison");
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (out.format == NEXTWORK_FORMAT_TABLE) {
        g_autoptr(GString) text = g_string_new(NULL);
        print_rows(text, table, all);
        if (!r->quiet)
            print_legend(text);
        output_text(&out, text->str);
    } else {
        output_table(&out, table);
    }
    return output_close(&out, EXIT_DONE);
}

static int compare(const request *r, const runs *all)
{
    g_autoptr(nextwork_table) table = NULL;
    int exit_code = fail_status(nextwork_result_compare(
        &table, (const nextwork_result *const *)all->results->pdata, all->results->len));
    return exit_code == EXIT_DONE ? write_table(r, table, all) : exit_code;
}

static int run(const request *r)
{
    session s;
    g_autoptr(nextwork_round) round = NULL;
    runs all = runs_new();
    int exit_code = session_open(&s, &round, r);
    if (exit_code == EXIT_DONE)
        exit_code = match_by_all(&all, &s, round);
    if (exit_code == EXIT_DONE)
        exit_code = compare(r, &all);
    runs_clear(&all);
    session_close(&s);
    return exit_code;
}

const verb compare_verb = {
    .name = "compare",
    .arguments = "COHORT",
    .least = 1,
    .most = 1,
    .summary = "match by every mechanism, side by side",
    .about =
        "One row a mechanism, all with the same seed and options: how many youths are placed and\n"
        "at which wish, how well, and who would have a reason to complain. Below a mechanism its\n"
        "own options, one at a time, unless a flag or the policy sets one of them. A mechanism\n"
        "that an option does not belong to is left out, and says so. CSV and JSON leave the "
        "seconds out:\n"
        "they are the same on every run.\n"
        "\n"
        "Example:\n"
        "  nextwork compare examples/cohorts/prototype --extend\n",
    .takes = TAKES_POLICY | TAKES_FORMAT | TAKES_FOLDER | TAKES_QUIET,
    .groups = "round|match|run",
    .without = "mechanism",
    .run = run,
};
