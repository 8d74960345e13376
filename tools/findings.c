#include "findings.h"

#include "cells.h"

#include <string.h>

/* How many findings of a code there are, and how many of them were told. */
typedef struct {
    char *code;
    int64_t count, told;
} kind;

static void kind_clear(gpointer k)
{
    g_free(((kind *)k)->code);
}

static GArray *kinds_new(void)
{
    GArray *kinds = g_array_new(FALSE, TRUE, sizeof(kind));
    g_array_set_clear_func(kinds, kind_clear);
    return kinds;
}

/* There are few codes. */
static kind *kind_of(GArray *kinds, const char *code)
{
    for (guint i = 0; i < kinds->len; i++)
        if (strcmp(g_array_index(kinds, kind, i).code, code) == 0)
            return &g_array_index(kinds, kind, i);
    kind k = {.code = g_strdup(code)};
    g_array_append_val(kinds, k);
    return &g_array_index(kinds, kind, kinds->len - 1);
}

/* A row without a file stands for findings that the library counted but did not keep; their number
 * is its value. Any other row is one finding. */
static int64_t stands_for(const nextwork_table *findings, int64_t row)
{
    g_autofree char *file = text_at(findings, row, "file");
    g_autofree char *value = text_at(findings, row, "value");
    return *file == '\0' ? g_ascii_strtoll(value, NULL, 10) : 1;
}

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
    g_autofree char *value = text_at(findings, row, "value");
    g_autofree char *message = text_at(findings, row, "message");
    g_autofree char *path = path_of(file, r);
    int64_t line = number_at(findings, row, "line");
    g_string_append_printf(text, "%s:", path);
    if (line > 0)
        g_string_append_printf(text, "%" G_GINT64_FORMAT ":", line);
    g_string_append_printf(text, " %s: ", severity);
    if (*value != '\0')
        g_string_append_printf(text, "\"%s\": ", value);
    g_string_append_printf(text, "%s [%s]\n", message, code);
}

static void print_rest(GString *text, const GArray *kinds, const request *r)
{
    for (guint i = 0; i < kinds->len; i++) {
        const kind *k = &g_array_index(kinds, kind, i);
        if (k->told < k->count)
            g_string_append_printf(
                text, "%s: and %" G_GINT64_FORMAT " more [%s]; see nextwork check --format csv\n",
                r->arguments[0], k->count - k->told, k->code);
    }
}

void findings_print(GString *text, const nextwork_table *findings, const request *r, int64_t most)
{
    g_autoptr(GArray) kinds = kinds_new();
    int64_t rows = row_count(findings);
    for (int64_t row = 0; row < rows; row++) {
        g_autofree char *code = text_at(findings, row, "code");
        kind *k = kind_of(kinds, code);
        if (k->told < most) {
            print_finding(text, findings, r, row);
            k->told++;
        }
        k->count += stands_for(findings, row);
    }
    print_rest(text, kinds, r);
}

static void append_count(GString *text, const nextwork_table *findings, const char *severity)
{
    int64_t count = 0, rows = row_count(findings);
    for (int64_t row = 0; row < rows; row++) {
        g_autofree char *found = text_at(findings, row, "severity");
        if (strcmp(found, severity) == 0)
            count += stands_for(findings, row);
    }
    if (count > 0)
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT " %s%s", text->len > 0 ? ", " : "",
                               count, severity, count == 1 ? "" : "s");
}

char *findings_summary(const nextwork_table *findings)
{
    GString *text = g_string_new(NULL);
    append_count(text, findings, "error");
    append_count(text, findings, "warning");
    if (text->len == 0)
        g_string_append(text, "no findings");
    return g_string_free(text, FALSE);
}
