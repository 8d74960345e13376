#include "findings.h"

#include "cells.h"

#include <string.h>

/* Findings name a file of the cohort's folder, the policy as it was given, or the certificate that
 * the policy was taken from. */
static char *path_of(const char *file, const request *r)
{
    if (r->policy != NULL && strcmp(file, r->policy) == 0)
        return g_strdup(file);
    bool of_result = strcmp(file, "certificate.json") == 0;
    return g_build_filename(r->arguments[of_result ? 1 : 0], file, NULL);
}

static void print_finding(GString *text, const nextwork_table *findings, const request *r,
                          int64_t row)
{
    g_autofree char *severity = text_at(findings, row, "severity");
    g_autofree char *code = text_at(findings, row, "code");
    g_autofree char *file = text_at(findings, row, "file");
    g_autofree char *message = text_at(findings, row, "message");
    g_autofree char *path = path_of(file, r);
    int64_t line = number_at(findings, row, "line");
    g_string_append_printf(text, "%s:", path);
    if (line > 0)
        g_string_append_printf(text, "%" G_GINT64_FORMAT ":", line);
    g_string_append_printf(text, " %s: %s [%s]\n", severity, message, code);
}

void findings_print(GString *text, const nextwork_table *findings, const request *r, int64_t most)
{
    int64_t rows = row_count(findings);
    int64_t told = most < 0 ? rows : MIN(most, rows);
    for (int64_t row = 0; row < told; row++)
        print_finding(text, findings, r, row);
    if (told < rows)
        g_string_append_printf(text, "… and %" G_GINT64_FORMAT " more: nextwork check %s\n",
                               rows - told, r->arguments[0]);
}

int64_t findings_count(const nextwork_table *findings, const char *severity)
{
    int64_t count = 0, rows = row_count(findings);
    for (int64_t row = 0; row < rows; row++) {
        g_autofree char *found = text_at(findings, row, "severity");
        count += strcmp(found, severity) == 0;
    }
    return count;
}

static void append_count(GString *text, int64_t count, const char *what)
{
    if (count > 0)
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT " %s%s", text->len > 0 ? ", " : "",
                               count, what, count == 1 ? "" : "s");
}

char *findings_summary(const nextwork_table *findings)
{
    GString *text = g_string_new(NULL);
    append_count(text, findings_count(findings, "error"), "error");
    append_count(text, findings_count(findings, "warning"), "warning");
    if (text->len == 0)
        g_string_append(text, "no findings");
    return g_string_free(text, FALSE);
}
