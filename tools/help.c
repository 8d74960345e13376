#include "help.h"

#include "page.h"

#include <string.h>

#define MOST_FLAG 26 /* characters; what a longer flag means stands below it */
#define GAP 2

static void append_wrapped(GString *text, const char *words)
{
    g_auto(GStrv) lines = page_wrap(words, page_width());
    for (char **line = lines; *line != NULL; line++)
        g_string_append_printf(text, "%s\n", *line);
}

static bool stands_alone(const char *line)
{
    return *line == '\0' || *line == ' ';
}

/* Lines that follow one another are a paragraph; one that begins with a space stays as it is. */
static void append_about(GString *text, const char *about)
{
    g_auto(GStrv) lines = g_strsplit(about, "\n", -1);
    g_autoptr(GString) paragraph = g_string_new(NULL);
    for (char **line = lines; *line != NULL; line++) {
        if (!stands_alone(*line)) {
            g_string_append_printf(paragraph, "%s\n", *line);
            continue;
        }
        if (paragraph->len > 0)
            append_wrapped(text, paragraph->str);
        g_string_truncate(paragraph, 0);
        if (line[1] != NULL)
            g_string_append_printf(text, "%s\n", *line);
    }
}

/* "-o, --output=DIR", to be freed. */
static char *flag_text(const GOptionEntry *entry)
{
    GString *flag = g_string_new(NULL);
    if (entry->short_name != '\0')
        g_string_append_printf(flag, "-%c, ", entry->short_name);
    g_string_append_printf(flag, "--%s", entry->long_name);
    if (entry->arg_description != NULL)
        g_string_append_printf(flag, "=%s", entry->arg_description);
    return g_string_free(flag, FALSE);
}

static bool is_hidden(const GOptionEntry *entry)
{
    return (entry->flags & (int)G_OPTION_FLAG_HIDDEN) != 0;
}

/* How far the descriptions stand from the left. */
static int margin_of(const GOptionEntry *entries)
{
    int widest = 0;
    for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++) {
        g_autofree char *flag = flag_text(entry);
        int width = (int)strlen(flag);
        if (!is_hidden(entry) && width <= MOST_FLAG)
            widest = MAX(widest, width);
    }
    return GAP + widest + GAP;
}

static void append_flag(GString *text, const GOptionEntry *entry, int margin)
{
    g_autofree char *flag = flag_text(entry);
    g_auto(GStrv) lines = page_wrap(entry->description, page_width() - margin);
    const char *beside = flag;
    if ((int)strlen(flag) > MOST_FLAG) {
        g_string_append_printf(text, "%*s%s\n", GAP, "", flag);
        beside = "";
    }
    for (char **line = lines; *line != NULL; line++, beside = "")
        g_string_append_printf(text, "%*s%-*s%s\n", GAP, "", margin - GAP, beside, *line);
}

char *help_text(const verb *v, const GOptionEntry *entries)
{
    GString *text = g_string_new(NULL);
    int margin = margin_of(entries);
    g_string_append_printf(text, "usage: nextwork %s%s%s [flags]\n\nflags:\n", v->name,
                           *v->arguments == '\0' ? "" : " ", v->arguments);
    for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
        if (!is_hidden(entry))
            append_flag(text, entry, margin);
    g_string_append_c(text, '\n');
    append_about(text, v->about);
    return g_string_free(text, FALSE);
}
