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
    {"placed", ">placed", 1, "youths who get a post; more is better for all"},
    {"running", ">running", 0,
     "youths among them who are in a running placement, and keep it or leave it for another; a way "
     "of matching that counts none leaves them where they are. Compare rows of the same number"},
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

/* Whom a mechanism is for. */
static const struct {
    const char *mechanism, *legend;
} promises[] = {
    {"deferred-acceptance", "for youths and companies: nobody has a justified claim to another "
                            "post, and no youth gains by hiding a wish"},
    {"max-weight", "for the programme: the greatest fit in all, for which some youths give way; a "
                   "youth may gain by hiding a wish"},
    {"rank-maximal", "for those who can have their first wish: as many as can be, then second "
                     "wishes, ..; of answers only a no counts; a youth may gain by hiding a wish"},
    {"fair", "for those who would come off worst: as many placed as can be, then as few as can be "
             "at the worst ranks; of answers only a no counts; a youth may gain by hiding a wish"},
    {"top-trading-cycles", "for youths in running placements, who trade them and never lose by it; "
                           "of answers only a no counts; no youth gains by hiding a wish"},
    {"serial-dictatorship", "the plain baseline: youths choose in the order of the lottery; of "
                            "answers only a no counts; no youth gains by hiding a wish"},
};

/* What a mechanism can be asked for besides, and what it does else. */
static const struct {
    const char *mechanism, *option, *on, *off, *legend;
} variants[] = {
    {"deferred-acceptance", "ties", "most-placed", "lottery",
     "for youths who would else have no place; a youth may gain by hiding a wish"},
    {"deferred-acceptance", "side", "posts", "youths",
     "for companies, at the youths' cost; a youth may gain by hiding a wish"},
    {"deferred-acceptance", "protect", "1", "0",
     "for youths in running placements, who keep their post or get a higher wish"},
    {"deferred-acceptance", "carry_over", "1", "0",
     "for youths who came off badly in earlier rounds (outcomes.csv)"},
    {"max-weight", "most_placed", "1", "0",
     "for the programme: as many placements as can be, then the fit"},
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

/* Whether the number is the best of its column, and not of all, among the rows that are of the same
 * youths: those who are in a running placement take part in them, or do not. */
static bool is_best(const nextwork_table *table, int figure, int64_t row)
{
    int64_t rows = row_count(table), own = number_at(table, row, figures[figure].column);
    int64_t running = number_at(table, row, "running");
    int better = figures[figure].better, worse = 0;
    if (better == 0 || own == NEXTWORK_UNKNOWN)
        return false;
    for (int64_t i = 0; i < rows; i++) {
        int64_t other = number_at(table, i, figures[figure].column);
        if (number_at(table, i, "running") != running || other == NEXTWORK_UNKNOWN || other == own)
            continue;
        if ((other > own) == (better > 0))
            return false;
        worse++;
    }
    return worse > 0;
}

/* "--ties most-placed", of "ties=most-placed". */
static char *flags_of(const char *options)
{
    g_autoptr(GString) flags = g_string_new(NULL);
    g_auto(GStrv) each = g_strsplit(options, "|", -1);
    for (char **option = each; *option != NULL; option++) {
        g_auto(GStrv) parts = g_strsplit(*option, "=", 2);
        g_string_append_printf(flags, "%s--%s", flags->len > 0 ? " " : "",
                               g_strdelimit(parts[0], "_", '-'));
        if (parts[1] != NULL)
            g_string_append_printf(flags, " %s", parts[1]);
    }
    return g_strdup(flags->str);
}

/* The mechanism, or below it one with its flags. */
static char *way_of(const nextwork_table *table, int64_t row)
{
    g_autofree char *mechanism = text_at(table, row, "mechanism");
    g_autofree char *options = text_at(table, row, "options");
    g_autofree char *flags = flags_of(options);
    g_autofree char *above = row == 0 ? NULL : text_at(table, row - 1, "mechanism");
    if (*flags == '\0')
        return g_strdup(mechanism);
    return g_strconcat(g_strcmp0(above, mechanism) == 0 ? " " : mechanism, " ", flags, NULL);
}

static void add_row(grid *g, const nextwork_table *table, int64_t row, double seconds, bool running)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(cells, way_of(table, row));
    for (int i = 0; i < FIGURES; i++) {
        g_autofree char *number = text_at(table, row, figures[i].column);
        bool shown = running || strcmp(figures[i].column, "running") != 0;
        g_ptr_array_add(cells, shown ? g_strconcat(number, is_best(table, i, row) ? "*" : " ", NULL)
                                     : g_strdup(""));
    }
    g_ptr_array_add(cells, g_strdup_printf("%.3f", seconds));
    g_ptr_array_add(cells, NULL);
    grid_add(g, (const char **)cells->pdata);
}

/* Whether anybody in a running placement takes part in any row. */
static bool any_running(const nextwork_table *table)
{
    for (int64_t row = 0; row < row_count(table); row++)
        if (number_at(table, row, "running") > 0)
            return true;
    return false;
}

static void print_rows(GString *text, const nextwork_table *table, const runs *all)
{
    const char *headings[FIGURES + 3] = {"mechanism"};
    for (int i = 0; i < FIGURES; i++)
        headings[i + 1] = figures[i].heading;
    headings[FIGURES + 1] = ">seconds";
    g_autoptr(grid) g = grid_new(headings);
    for (guint row = 0; row < all->seconds->len; row++)
        add_row(g, table, row, g_array_index(all->seconds, double, row), any_running(table));
    grid_print(text, g, 0);
}

static void print_columns(GString *text, bool running)
{
    const char *const headings[] = {"", "", NULL};
    g_autoptr(grid) g = grid_new(headings);
    for (int i = 0; i < FIGURES; i++)
        if (running || strcmp(figures[i].column, "running") != 0)
            grid_add(g, (const char *[]){figures[i].heading + 1, figures[i].legend, NULL});
    grid_add(g, (const char *[]){"seconds", "of this run on this machine", NULL});
    g_string_append(text, "\n* the best of the column\n");
    grid_print(text, g, 0);
}

static bool has_way(const nextwork_table *table, const char *mechanism, const char *option)
{
    for (int64_t row = 0; row < row_count(table); row++) {
        g_autofree char *name = text_at(table, row, "mechanism");
        g_autofree char *options = text_at(table, row, "options");
        if (strcmp(name, mechanism) == 0 && (option == NULL || strstr(options, option) != NULL))
            return true;
    }
    return false;
}

/* Whom each way in the table is for. */
static void print_promises(GString *text, const nextwork_table *table)
{
    const char *const headings[] = {"", "", NULL};
    g_autoptr(grid) g = grid_new(headings);
    for (int i = 0; i < (int)G_N_ELEMENTS(promises); i++)
        if (has_way(table, promises[i].mechanism, NULL))
            grid_add(g, (const char *[]){promises[i].mechanism, promises[i].legend, NULL});
    for (int i = 0; i < (int)G_N_ELEMENTS(variants); i++) {
        g_autofree char *flag = flags_of(variants[i].option);
        if (has_way(table, variants[i].mechanism, variants[i].option))
            grid_add(g, (const char *[]){flag, variants[i].legend, NULL});
    }
    g_string_append_c(text, '\n');
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
        if (!r->quiet) {
            print_columns(text, any_running(table));
            print_promises(text, table);
        }
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
