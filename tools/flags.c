#include "flags.h"

#include "cells.h"
#include "help.h"
#include "suggest.h"

#include <string.h>

/* A verb's flags while its command line is read. */
typedef struct {
    GArray *entries;  /* of GOptionEntry, ended by a zero one */
    GPtrArray *texts; /* what the entries point to */
    request *r;
    gboolean help;
    char *format, *language;
} flags;

static const char *const formats[] = {"table", "csv", "json", NULL};
static const char *const languages[] = {"en", "da", NULL};

/* The registry writes names with "_", flags with "-". */
static gboolean set_option(const char *flag, const char *value, gpointer data, GError **error)
{
    flags *f = data;
    bool off = value == NULL && g_str_has_prefix(flag, "--no-");
    g_autofree char *name = g_strdelimit(g_strdup(flag + (off ? 5 : 2)), "-", '_');
    nextwork_status status = value == NULL
                                 ? nextwork_options_set_int64(f->r->options, name, off ? 0 : 1)
                                 : nextwork_options_set_text(f->r->options, name, value);
    if (status == NEXTWORK_OK)
        return TRUE;
    g_autofree char *message = failure_text(status);
    *error = g_error_new_literal(G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
    return FALSE;
}

/* A flag with a text; G_OPTION_ARG_FILENAME takes its bytes as they are, whatever the locale. */
static void add_text(flags *f, const char *name, char letter, char **target, const char *help,
                     const char *argument)
{
    GOptionEntry entry = {.long_name = name,
                          .short_name = letter,
                          .arg = G_OPTION_ARG_FILENAME,
                          .arg_data = target,
                          .description = help,
                          .arg_description = argument};
    g_array_append_val(f->entries, entry);
}

static void add_switch(flags *f, const char *name, char letter, gboolean *target, const char *help)
{
    GOptionEntry entry = {.long_name = name,
                          .short_name = letter,
                          .arg = G_OPTION_ARG_NONE,
                          .arg_data = target,
                          .description = help};
    g_array_append_val(f->entries, entry);
}

static void add_callback(flags *f, const char *name, int how, const char *help,
                         const char *argument)
{
    GOptionEntry entry = {.long_name = name,
                          .flags = how,
                          .arg = G_OPTION_ARG_CALLBACK,
                          .description = help,
                          .arg_description = argument};
    GOptionArgFunc function = set_option;
    /* The entry wants a function as a pointer to data, which no cast of C11 gives. */
    memcpy(&entry.arg_data, &function, sizeof function);
    g_array_append_val(f->entries, entry);
}

static const char *keep(flags *f, char *text)
{
    g_ptr_array_add(f->texts, text);
    return text;
}

/* Whether two lists separated by "|" have a word in common. */
static bool share_a_word(const char *some, const char *others)
{
    g_auto(GStrv) words = g_strsplit(some, "|", -1);
    g_auto(GStrv) wanted = g_strsplit(others, "|", -1);
    for (char **word = words; *word != NULL; word++)
        if (g_strv_contains((const char *const *)wanted, *word))
            return true;
    return false;
}

/* "HELP; one of CHOICE, CHOICE [DEFAULT]", to be freed. */
static char *help_of(const nextwork_table *registry, int64_t row)
{
    g_autofree char *standard = text_at(registry, row, "value");
    g_autofree char *choices = text_at(registry, row, "choices");
    g_auto(GStrv) words = g_strsplit(choices, "|", -1);
    g_autofree char *list = g_strjoinv(", ", words);
    g_autofree char *meaning = text_at(registry, row, "help");
    GString *help = g_string_new(meaning);
    if (*list != '\0')
        g_string_append_printf(help, "; one of %s", list);
    if (*standard != '\0')
        g_string_append_printf(help, " [%s]", standard);
    return g_string_free(help, FALSE);
}

/* A text is the name of a choice or, where there is nothing to choose from, a list. */
static const char *argument_of(const char *type, const char *choices)
{
    if (strcmp(type, "date") == 0)
        return "YYYY-MM-DD";
    if (strcmp(type, "text") != 0)
        return "N";
    return *choices == '\0' ? "LIST" : "NAME";
}

/* An option of the registry as a flag; a switch also with its opposite. */
static void add_option(flags *f, const nextwork_table *registry, int64_t row)
{
    g_autofree char *type = text_at(registry, row, "type");
    g_autofree char *choices = text_at(registry, row, "choices");
    const char *flag = keep(f, g_strdelimit(text_at(registry, row, "name"), "_", '-'));
    if (strcmp(type, "switch") != 0) {
        add_callback(f, flag, G_OPTION_FLAG_FILENAME, keep(f, help_of(registry, row)),
                     argument_of(type, choices));
        return;
    }
    add_callback(f, flag, G_OPTION_FLAG_NO_ARG, keep(f, text_at(registry, row, "help")), NULL);
    add_callback(f, keep(f, g_strconcat("no-", flag, NULL)),
                 G_OPTION_FLAG_NO_ARG | G_OPTION_FLAG_HIDDEN, NULL, NULL);
}

static bool takes_option(const verb *v, const nextwork_table *registry, int64_t row)
{
    g_autofree char *groups = text_at(registry, row, "groups");
    g_autofree char *name = text_at(registry, row, "name");
    return share_a_word(groups, v->groups) && (v->without == NULL || strcmp(v->without, name) != 0);
}

static int add_registry(flags *f)
{
    g_autoptr(nextwork_table) registry = NULL;
    nextwork_status status = nextwork_options_table(&registry);
    if (status != NEXTWORK_OK)
        return fail_status(status);
    int64_t rows = row_count(registry);
    for (int64_t row = 0; row < rows; row++)
        if (takes_option(f->r->verb, registry, row))
            add_option(f, registry, row);
    return EXIT_DONE;
}

static void add_common(flags *f, int takes)
{
    request *r = f->r;
    if (takes & TAKES_YOUTH)
        add_text(f, "youth", 0, &r->youth, "the youth's id", "ID");
    if (takes & TAKES_POST)
        add_text(f, "post", 0, &r->post, "the post's id", "ID");
    if (takes & TAKES_PLAN)
        add_text(f, "plan", 0, &r->plan, "folder with a plan", "DIR");
    if (takes & TAKES_LANGUAGE)
        add_text(f, "language", 0, &f->language, "language of what a youth is told: en, da [en]",
                 "NAME");
    if (takes & TAKES_POLICY)
        add_text(f, "policy", 0, &r->policy, "policy in place of the cohort's policy.ini", "FILE");
    if (takes & TAKES_FOLDER)
        add_text(f, "output", 'o', &r->folder, "folder to write files into", "DIR");
    if (takes & TAKES_FORMAT)
        add_text(f, "format", 0, &f->format, "how tables look: table, csv, json [table]", "NAME");
    if (takes & TAKES_QUIET)
        add_switch(f, "quiet", 'q', &r->quiet, "only results and errors");
    add_switch(f, "help", 'h', &f->help, "show this help");
}

static int flags_new(flags *f, request *r)
{
    *f = (flags){.entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry)),
                 .texts = g_ptr_array_new_with_free_func(g_free),
                 .r = r};
    int exit_code = add_registry(f);
    if (exit_code == EXIT_DONE)
        add_common(f, r->verb->takes);
    return exit_code;
}

static void flags_clear(flags *f)
{
    g_array_unref(f->entries);
    g_ptr_array_unref(f->texts);
    g_free(f->format);
    g_free(f->language);
}

static GOptionContext *context_of(flags *f)
{
    const verb *v = f->r->verb;
    g_autofree char *name = g_strconcat("nextwork ", v->name, NULL);
    g_set_prgname(name);
    GOptionContext *context = g_option_context_new(v->arguments);
    GOptionGroup *group = g_option_group_new("main", "", "", f, NULL);
    g_option_group_add_entries(group, (GOptionEntry *)(void *)f->entries->data);
    g_option_context_set_main_group(context, group);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_ignore_unknown_options(context, TRUE);
    return context;
}

static int fail_unknown_flag(const flags *f, const char *flag)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < f->entries->len; i++)
        g_ptr_array_add(names, (char *)g_array_index(f->entries, GOptionEntry, i).long_name);
    g_ptr_array_add(names, NULL);
    g_auto(GStrv) parts = g_strsplit(flag, "=", 2);
    g_autofree char *hint = g_str_has_prefix(flag, "--")
                                ? did_you_mean("--", parts[0] + 2, (const char **)names->pdata)
                                : g_strdup("");
    return fail_usage("%s has no flag %s%s", f->r->verb->name, parts[0], hint);
}

static int fail_choice(const char *flag, const char *value, const char *const *choices)
{
    g_autofree char *hint = did_you_mean("", value, choices);
    g_autofree char *all = g_strjoinv(", ", (char **)choices);
    return fail_usage("--%s is one of %s%s", flag, all, hint);
}

static int place_in(const char *const *choices, const char *value)
{
    for (int i = 0; choices[i] != NULL; i++)
        if (strcmp(choices[i], value) == 0)
            return i;
    return -1;
}

/* Format and language are few enough to be choices of the command itself. */
static int settle_choices(flags *f)
{
    const int32_t numbers[] = {NEXTWORK_FORMAT_TABLE, NEXTWORK_FORMAT_CSV, NEXTWORK_FORMAT_JSON};
    if (f->format != NULL) {
        int place = place_in(formats, f->format);
        if (place < 0)
            return fail_choice("format", f->format, formats);
        f->r->format = numbers[place];
    }
    int place = f->language == NULL ? 0 : place_in(languages, f->language);
    if (place < 0)
        return fail_choice("language", f->language, languages);
    f->r->language = languages[place];
    return EXIT_DONE;
}

/* A variable of a script that is not set is an empty word here. */
static int refuse_empty(const flags *f)
{
    const struct {
        const char *flag, *value;
    } given[] = {{"--policy", f->r->policy},
                 {"--youth", f->r->youth},
                 {"--post", f->r->post},
                 {"--plan", f->r->plan},
                 {"--output", f->r->folder}};
    for (gsize i = 0; i < G_N_ELEMENTS(given); i++)
        if (given[i].value != NULL && *given[i].value == '\0')
            return fail_usage("%s is empty; give a value or leave it out", given[i].flag);
    for (char **argument = f->r->arguments; *argument != NULL; argument++)
        if (**argument == '\0')
            return fail_usage("there is an empty argument; %s takes %s", f->r->verb->name,
                              f->r->verb->arguments);
    return EXIT_DONE;
}

/* What the parser left over: the verb's arguments, unless one looks like a flag. */
static int settle_arguments(flags *f, char **rest)
{
    int count = 0;
    for (char **word = rest; *word != NULL; word++, count++)
        if ((*word)[0] == '-' && (*word)[1] != '\0')
            return fail_unknown_flag(f, *word);
    const verb *v = f->r->verb;
    f->r->arguments = g_strdupv(rest);
    if (count > v->most)
        return fail_usage("what is \"%s\" for? %s takes %s", rest[v->most], v->name,
                          v->most == 0 ? "flags only" : v->arguments);
    if (count < v->least)
        return fail_usage("%s needs %s", v->name, v->arguments);
    return refuse_empty(f);
}

static int parse(flags *f, int argc, char **argv)
{
    g_autoptr(GOptionContext) context = context_of(f);
    g_autoptr(GError) error = NULL;
    /* The parser takes the first word for the program's name and moves the others about. */
    g_autofree char **words = g_new0(char *, (gsize)argc + 2);
    words[0] = "nextwork";
    for (int i = 0; i < argc; i++)
        words[i + 1] = argv[i];
    int count = argc + 1;
    if (!g_option_context_parse(context, &count, &words, &error))
        return fail_usage("%s", error->message);
    if (f->help)
        return EXIT_DONE;
    int exit_code = settle_choices(f);
    return exit_code == EXIT_DONE ? settle_arguments(f, words + 1) : exit_code;
}

int request_parse(request *r, bool *help, const verb *v, int argc, char **argv)
{
    *r = (request){.verb = v, .language = "en"};
    nextwork_status status = nextwork_options_new(&r->options);
    if (status != NEXTWORK_OK)
        return fail_status(status);
    flags f;
    int exit_code = flags_new(&f, r);
    if (exit_code == EXIT_DONE)
        exit_code = parse(&f, argc, argv);
    *help = f.help;
    flags_clear(&f);
    return exit_code;
}

void request_clear(request *r)
{
    nextwork_options_free(r->options);
    g_strfreev(r->arguments);
    g_free(r->policy);
    g_free(r->youth);
    g_free(r->post);
    g_free(r->plan);
    g_free(r->folder);
}

char *verb_help(const verb *v)
{
    request r = {.verb = v};
    flags f;
    char *text = NULL;
    if (flags_new(&f, &r) == EXIT_DONE) {
        text = help_text(v, (const GOptionEntry *)(const void *)f.entries->data);
    }
    flags_clear(&f);
    return text;
}
