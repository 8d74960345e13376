/* nextwork codes: what is known before there are any data. */
#include "grid.h"
#include "output.h"
#include "suggest.h"

static const struct {
    const char *name, *what;
} lists[] = {
    {"DB07", "industries, Dansk Branchekode 2007"},
    {"DB25", "industries, Dansk Branchekode 2025"},
    {"crosswalk", "DB07 to DB25"},
    {"DISCO08", "job functions"},
    {"municipalities", "municipalities"},
    {"schema", "tables and columns of a cohort"},
    {"options", "options of rounds, matches, scores and the generator"},
    {"terms", "terms of a fit, with the default weights"},
    {"reasons", "reasons for which a pair is not allowed"},
};

static int print_names(void)
{
    const char *const headings[] = {"", "", NULL};
    g_autoptr(grid) g = grid_new(headings);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        grid_add(g, (const char *[]){lists[i].name, lists[i].what, NULL});
    g_autoptr(GString) text = g_string_new(NULL);
    grid_print(text, g, 0);
    return print_text(text->str);
}

/* The list of that name, in any case; NULL when there is none. */
static const char *find_list(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        if (g_ascii_strcasecmp(lists[i].name, name) == 0)
            return lists[i].name;
    return NULL;
}

static int fail_list(const char *name)
{
    const char *names[G_N_ELEMENTS(lists) + 1] = {NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        names[i] = lists[i].name;
    g_autofree char *hint = did_you_mean("", name, names);
    return fail(EXIT_USAGE, "there is no list \"%s\"%s\nTry: nextwork codes", name, hint);
}

static nextwork_status load(nextwork_table **table, const char *list)
{
    if (g_str_equal(list, "schema"))
        return nextwork_schema_table(table);
    if (g_str_equal(list, "options"))
        return nextwork_options_table(table);
    return nextwork_codes_table(table, list);
}

static int run(const request *r)
{
    if (r->arguments[0] == NULL)
        return print_names();
    const char *list = find_list(r->arguments[0]);
    if (list == NULL)
        return fail_list(r->arguments[0]);
    g_autoptr(nextwork_table) table = NULL;
    int exit_code = fail_status(load(&table, list));
    return exit_code == EXIT_DONE ? print_table(r, table) : exit_code;
}

const verb codes_verb = {
    .name = "codes",
    .arguments = "[LIST]",
    .most = 1,
    .summary = "print code lists, the schema, options, terms or reasons",
    .about = "Without LIST, tells which lists there are.\n"
             "\n"
             "Examples:\n"
             "  nextwork codes schema\n"
             "  nextwork codes DB25 --format csv > db25.csv\n",
    .takes = TAKES_FORMAT,
    .groups = "",
    .run = run,
};
