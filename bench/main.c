/* nextwork-bench: how fast, and with how much memory. */
#include "bench.h"
#include "quality.h"
#include "tables.h"
#include "weigh.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_USAGE 2
#define MOST_LINES 256

static gchar **wanted_cases, **wanted_sizes, *json_path, *command_path;
static gint threads = 1, repeats = 7;
static gint64 seed = 1;
static gboolean fast;

static const GOptionEntry options[] = {
    {"case", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &wanted_cases, "Run this case only (repeatable)",
     "NAME"},
    {"size", 's', 0, G_OPTION_ARG_STRING_ARRAY, &wanted_sizes,
     "Run at this size only, 10000 or 10k (repeatable)", "N"},
    {"threads", 't', 0, G_OPTION_ARG_INT, &threads, "Threads, where a case can use them (1)", "N"},
    {"repeat", 'r', 0, G_OPTION_ARG_INT, &repeats,
     "Timed runs of each case and size, fewer where they take over 5 s (7)", "N"},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Seed of the inputs (1)", "N"},
    {"json", 'j', 0, G_OPTION_ARG_FILENAME, &json_path, "Write the results to this file too",
     "FILE"},
    {"command", 0, 0, G_OPTION_ARG_FILENAME, &command_path,
     "The command nextwork (default: the one built with this program)", "FILE"},
    {"fast", 0, 0, G_OPTION_ARG_NONE, &fast, "Of quality: small instances only", NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static void list_cases(void)
{
    for (int i = 0; bench_cases[i] != NULL; i++) {
        printf("%-28s %s\n%-28s sizes", bench_cases[i]->name, bench_cases[i]->what, "");
        for (const int64_t *size = bench_cases[i]->sizes; *size > 0; size++)
            printf(" %lld", (long long)*size);
        printf(" (%s)\n", bench_cases[i]->item);
    }
}

/* "1000000", "1000k" and "1M" are the same; 0 when it is no size. */
static int64_t read_size(const char *text)
{
    gchar *end = NULL;
    guint64 number = g_ascii_strtoull(text, &end, 10);
    guint64 unit = *end == 'k' ? 1000 : *end == 'M' ? 1000000 : 1;
    end += unit > 1;
    return end == text || *end != '\0' || number > 1000000000 / unit ? 0 : (int64_t)(number * unit);
}

/* The sizes asked for, else the case's own; ends with 0. NULL when one is no size. */
static int64_t *sizes_of(const bench_case *of)
{
    GArray *sizes = g_array_new(TRUE, TRUE, sizeof(int64_t));
    if (wanted_sizes == NULL) {
        for (const int64_t *size = of->sizes; *size > 0; size++)
            g_array_append_val(sizes, *size);
    }
    for (gchar **text = wanted_sizes; text != NULL && *text != NULL; text++) {
        int64_t size = read_size(*text);
        if (size == 0) {
            fprintf(stderr, "nextwork-bench: --size %s: give a number like 10000 or 10k\n", *text);
            g_array_free(sizes, TRUE);
            return NULL;
        }
        g_array_append_val(sizes, size);
    }
    return (int64_t *)(void *)g_array_free(sizes, FALSE);
}

/* The cases asked for, else all; ends with NULL. NULL when there is none of a name. */
static const bench_case **cases_of(void)
{
    GPtrArray *cases = g_ptr_array_new();
    for (int i = 0; wanted_cases == NULL && bench_cases[i] != NULL; i++)
        g_ptr_array_add(cases, (gpointer)bench_cases[i]);
    for (gchar **name = wanted_cases; name != NULL && *name != NULL; name++) {
        const bench_case *found = bench_case_find(*name);
        if (found == NULL) {
            fprintf(stderr, "nextwork-bench: no case %s; `nextwork-bench list` shows all\n", *name);
            g_ptr_array_free(cases, TRUE);
            return NULL;
        }
        g_ptr_array_add(cases, (gpointer)found);
    }
    g_ptr_array_add(cases, NULL);
    return (const bench_case **)g_ptr_array_free(cases, FALSE);
}

/* Runs a case at its sizes; gives how many lines came of it, or -1. */
static int run_case(bench_line *lines, int room, const bench_case *of, bench_ask *ask)
{
    int64_t *sizes = sizes_of(of);
    int count = 0;
    for (const int64_t *size = sizes; size != NULL && *size > 0 && count < room; size++) {
        ask->size = *size;
        if (!bench_measure(&lines[count], of, ask, repeats)) {
            count = -1;
            break;
        }
        bench_print_line(&lines[count++]);
    }
    g_free(sizes);
    return sizes == NULL ? -1 : count;
}

static gchar *built_beside(const char *program)
{
    gchar *path = g_file_read_link("/proc/self/exe", NULL);
    gchar *folder = g_path_get_dirname(path != NULL ? path : program);
    gchar *command = g_build_filename(folder, "..", "tools", "nextwork", NULL);
    g_free(folder);
    g_free(path);
    return command;
}

static bool run_all(const bench_case **cases, bench_ask *ask)
{
    static bench_line lines[MOST_LINES];
    int count = 0;
    bench_print_head();
    for (int i = 0; cases[i] != NULL; i++) {
        int added = run_case(lines + count, MOST_LINES - count, cases[i], ask);
        if (added < 0)
            return false;
        count += added;
    }
    return json_path == NULL || bench_write_json(json_path, lines, count);
}

static int run(const char *program)
{
    const bench_case **cases = cases_of();
    if (cases == NULL)
        return EXIT_USAGE;
    gchar *command = command_path != NULL ? g_strdup(command_path) : built_beside(program);
    gchar *scratch = g_dir_make_tmp("nextwork-bench-XXXXXX", NULL);
    bool worked = false;
    if (scratch != NULL) {
        bench_ask ask = {
            .threads = threads, .seed = (uint64_t)seed, .command = command, .scratch = scratch};
        worked = run_all(cases, &ask);
        g_rmdir(scratch);
    } else {
        fprintf(stderr, "nextwork-bench: no folder for temporary files\n");
    }
    g_free(scratch);
    g_free(command);
    g_free(cases);
    return worked ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int write_cohort(const char *folder)
{
    int64_t youths = wanted_sizes != NULL ? read_size(wanted_sizes[0]) : 100000, rows = 0;
    if (bench_write_cohort(&rows, folder, youths, (uint64_t)seed) != NEXTWORK_OK) {
        fprintf(stderr, "nextwork-bench: %s\n", nextwork_error_message());
        return EXIT_FAILURE;
    }
    printf("%lld rows\n", (long long)rows);
    return EXIT_SUCCESS;
}

static int print_quality(void)
{
    if (bench_print_quality(fast) == NEXTWORK_OK)
        return EXIT_SUCCESS;
    fprintf(stderr, "nextwork-bench: %s\n", nextwork_error_message());
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    GOptionContext *context =
        g_option_context_new("list | run | quality | write FOLDER | weigh FILE");
    g_option_context_set_summary(context, "How fast nextwork is, and how much memory it takes.");
    g_option_context_set_description(
        context,
        "list shows all cases; run measures them, each at each size in a process of its "
        "own;\nquality prints what each way of matching reaches, for results/quality.csv;\n"
        "write leaves the files of the case load in a folder that is there;\n"
        "weigh solves an instance of max-weight that other solvers have too.\n\nExample: "
        "nextwork-bench run -c deferred-acceptance -s 1M");
    g_option_context_add_main_entries(context, options, NULL);
    GError *error = NULL;
    bool understood = g_option_context_parse(context, &argc, &argv, &error);
    g_option_context_free(context);
    if (!understood) {
        fprintf(stderr, "nextwork-bench: %s\n", error->message);
        g_error_free(error);
        return EXIT_USAGE;
    }
    if (argc == 2 && g_str_equal(argv[1], "list")) {
        list_cases();
        return EXIT_SUCCESS;
    }
    if (argc == 2 && g_str_equal(argv[1], "run"))
        return run(argv[0]);
    if (argc == 3 && g_str_equal(argv[1], "write"))
        return write_cohort(argv[2]);
    if (argc == 3 && g_str_equal(argv[1], "weigh"))
        return bench_weigh(argv[2], repeats) ? EXIT_SUCCESS : EXIT_FAILURE;
    if (argc == 2 && g_str_equal(argv[1], "quality"))
        return print_quality();
    fprintf(stderr, "nextwork-bench: say list, run, quality, write or weigh; --help tells more\n");
    return EXIT_USAGE;
}
