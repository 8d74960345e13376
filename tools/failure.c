#include "failure.h"

#include "auto.h"
#include "cells.h"

#include <stdbool.h>
#include <stdio.h>

int fail(int exit_code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    fprintf(stderr, "nextwork: %s\n", message);
    return exit_code;
}

int fail_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return fail(EXIT_USAGE, "%s\nTry: %s --help", message, g_get_prgname());
}

static bool is_option(const char *name)
{
    g_autoptr(nextwork_table) registry = NULL;
    return nextwork_options_table(&registry) == NEXTWORK_OK &&
           row_with(registry, "name", name) >= 0;
}

/* "option must_place" is "--must-place" to whoever sits at the command line. */
static gboolean put_flag(const GMatchInfo *match, GString *text, gpointer data)
{
    (void)data;
    g_autofree char *whole = g_match_info_fetch(match, 0), *name = g_match_info_fetch(match, 1);
    if (is_option(name))
        g_string_append_printf(text, "--%s", g_strdelimit(name, "_", '-'));
    else
        g_string_append(text, whole);
    return FALSE;
}

static char *with_flags(const char *message)
{
    g_autoptr(GRegex) option = g_regex_new("\\boption ([a-z_]+)\\b", 0, 0, NULL);
    return g_regex_replace_eval(option, message, -1, 0, 0, put_flag, NULL, NULL);
}

char *failure_text(nextwork_status status)
{
    /* The registry is asked below, so that the message is taken first. */
    g_autofree char *message = g_strdup(nextwork_error_message());
    return with_flags(*message == '\0' ? nextwork_status_text(status) : message);
}

int exit_code_of(nextwork_status status)
{
    switch (status) {
    case NEXTWORK_OK:
        return EXIT_DONE;
    case NEXTWORK_ERROR_DATA:
        return EXIT_FINDINGS;
    case NEXTWORK_ERROR_ARGUMENT:
    case NEXTWORK_ERROR_NOT_FOUND:
    case NEXTWORK_ERROR_LIMIT:
        return EXIT_USAGE;
    case NEXTWORK_ERROR_CANCELLED:
        return EXIT_INTERRUPTED;
    default:
        return EXIT_BROKEN;
    }
}

int fail_status(nextwork_status status)
{
    if (status == NEXTWORK_OK)
        return EXIT_DONE;
    if (status == NEXTWORK_ERROR_CANCELLED)
        return fail(EXIT_INTERRUPTED, "interrupted; nothing was written");
    g_autofree char *message = failure_text(status);
    return status == NEXTWORK_ERROR_ARGUMENT ? fail_usage("%s", message)
                                             : fail(exit_code_of(status), "%s", message);
}
