/* The nextwork command: one file a verb, called from the table below. */
#include "flags.h"
#include "grid.h"
#include "output.h"
#include "suggest.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const verb *const verbs[] = {
    &check_verb,  &match_verb, &plan_verb,    &adopt_verb,   &explain_verb,
    &verify_verb, &score_verb, &chances_verb, &compare_verb, &generate_verb,
    &policy_verb, &codes_verb, &version_verb,
};

static char *main_help(void)
{
    const char *const headings[] = {"", "", NULL};
    g_autoptr(grid) g = grid_new(headings);
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        grid_add(g, (const char *[]){verbs[i]->name, verbs[i]->summary, NULL});
    GString *text =
        g_string_new("usage: nextwork VERB [COHORT] [flags]\n\n"
                     "Places youths in internships: explained, verified, repeatable.\n\n");
    grid_print(text, g, 2);
    g_string_append(text,
                    "\nStart here:\n"
                    "  nextwork generate --scenario prototype -o cohort\n"
                    "  nextwork match cohort -o result\n"
                    "  nextwork verify cohort result\n"
                    "\n"
                    "\"nextwork VERB --help\" tells the flags. Exit codes: 0 done, 1 the data or\n"
                    "the result has findings, 2 wrong usage, 3 no memory, I/O or internal error,\n"
                    "4 not proven, 130 interrupted, 141 the reader of the output went away.\n");
    return g_string_free(text, FALSE);
}

static const verb *find_verb(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
    return NULL;
}

static int fail_unknown_verb(const char *name)
{
    const char *names[G_N_ELEMENTS(verbs) + 1] = {NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        names[i] = verbs[i]->name;
    g_autofree char *hint = did_you_mean("", name, names);
    if (*name == '-')
        return fail(EXIT_USAGE,
                    "the verb comes first, then its flags, such as %s\n"
                    "Try: nextwork --help",
                    name);
    return fail(EXIT_USAGE, "there is no verb \"%s\"%s\nTry: nextwork --help", name, hint);
}

static int print_help(const verb *v)
{
    g_autofree char *text = v == NULL ? main_help() : verb_help(v);
    return print_text(text);
}

static int run_verb(const verb *v, int argc, char **argv)
{
    request r;
    bool help = false;
    int exit_code = request_parse(&r, &help, v, argc, argv);
    if (exit_code == EXIT_DONE)
        exit_code = help ? print_help(v) : v->run(&r);
    request_clear(&r);
    return exit_code;
}

static bool is_one_of(const char *word, const char *a, const char *b)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

/* A file opened later would get the number of a closed standard stream, and what is said there.
 * What is opened in its place fails for what the stream is for. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0)
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    /* A closed pipe or a limit on files is then a failed write, which ends the run in order. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (argc < 2) {
        g_autofree char *text = main_help();
        fputs(text, stderr);
        return EXIT_USAGE;
    }
    const char *word = argv[1];
    if (is_one_of(word, "--version", "-V"))
        word = "version";
    bool help = is_one_of(word, "--help", "-h") || strcmp(word, "help") == 0;
    if (help && argc == 2)
        return print_help(NULL);
    if (help)
        word = argv[2];
    const verb *v = find_verb(word);
    if (v == NULL)
        return fail_unknown_verb(word);
    return help ? print_help(v) : run_verb(v, argc - 2, argv + 2);
}
