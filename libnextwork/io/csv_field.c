#include "io/csv_reader.h"

#include <glib.h>
#include <stdarg.h>

void nw_csv_note(nw_csv *csv, const char *code, const char *column, nw_text value,
                 const char *format, ...)
{
    if (csv->status != NEXTWORK_OK)
        return;
    va_list arguments;
    va_start(arguments, format);
    char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    csv->status = nw_finding_file(csv->findings, NW_ERROR, code, csv->table->source, csv->row_line,
                                  column, value, "%s", message);
    g_free(message);
}

static nw_text plain_field(nw_csv *csv)
{
    char *first = csv->at;
    char *at = first;
    while (!nw_csv_ends(csv, at))
        at++;
    csv->at = at;
    return (nw_text){first, at - first};
}

/* Reads to the quote that closes the field and beyond it, moving the text over the quotes that
 * are written twice. False when the file ends first. */
static bool unquote(nw_csv *csv, nw_text *text)
{
    char *first = ++csv->at, *to = first;
    for (;;) {
        char *quote = memchr(csv->at, '"', (size_t)(csv->end - csv->at));
        int64_t bytes = (quote == NULL ? csv->end : quote) - csv->at;
        for (int64_t i = 0; i < bytes; i++)
            csv->line += csv->at[i] == '\n';
        if (to != csv->at) /* else the bytes are in place: do not touch the page */
            memmove(to, csv->at, (size_t)bytes);
        to += bytes;
        csv->at += bytes;
        *text = (nw_text){first, to - first};
        if (quote == NULL)
            return false;
        csv->at++;
        if (csv->at[0] != '"')
            return true;
        if (to != csv->at)
            *to = '"';
        to++;
        csv->at++;
    }
}

static nw_text quoted_field(nw_csv *csv)
{
    nw_text text;
    if (!unquote(csv, &text)) {
        csv->broken = true;
        nw_csv_note(csv, "open-quote", "", text,
                    "a value that begins with a quote never ends; close it with \", or write \"\" "
                    "for a quote in the text");
        return (nw_text){"", 0};
    }
    if (!nw_csv_ends(csv, csv->at)) {
        nw_text rest = plain_field(csv);
        csv->broken = true;
        nw_csv_note(csv, "after-quote", "", rest,
                    "there is text after the quote that closes a value; write \"\" for a quote in "
                    "the text");
        return (nw_text){"", 0};
    }
    return text;
}

nw_text nw_csv_next_field(nw_csv *csv)
{
    return csv->at[0] == '"' ? quoted_field(csv) : plain_field(csv);
}
