#include "base/memory.h"
#include "cohort/cell.h"
#include "io/csv_reader.h"

#include <glib.h>

/* Separators within the header line: column names hold none, quoted or not. */
static int64_t count_in_line(const nw_csv *csv, char wanted)
{
    int64_t count = 0;
    for (const char *at = csv->at; at < csv->end && *at != '\n'; at++)
        count += *at == wanted;
    return count;
}

static void skip_byte_order_mark(nw_csv *csv)
{
    if (csv->end - csv->at >= 3 && memcmp(csv->at, "\xef\xbb\xbf", 3) == 0)
        csv->at += 3;
}

#define LOOKED_AT 1024 /* bytes that tell whether a file is text */
#define FEW 8          /* control characters in them may be faults of cells */

static bool begins_with(const nw_csv *csv, const char *bytes, int64_t count)
{
    return csv->end - csv->at >= count && memcmp(csv->at, bytes, (size_t)count) == 0;
}

/* Control characters that no text has: in the header line not one, further on not many. */
static bool is_binary(const nw_csv *csv)
{
    int64_t looked_at = csv->end - csv->at, found = 0;
    bool in_header = true;
    if (looked_at > LOOKED_AT)
        looked_at = LOOKED_AT;
    for (int64_t i = 0; i < looked_at; i++) {
        unsigned char byte = (unsigned char)csv->at[i];
        in_header = in_header && byte != '\n';
        bool control = byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r';
        if (control && in_header)
            return true;
        found += control;
    }
    return found > FEW;
}

/* What is wrong with a file that is no text in UTF-8, and what to do; NULL when it may be one. */
static const char *not_text(const nw_csv *csv)
{
    if (begins_with(csv, "\xff\xfe", 2) || begins_with(csv, "\xfe\xff", 2))
        return "the file is UTF-16; save it as CSV in UTF-8";
    if (begins_with(csv, "PK\x03\x04", 4) || begins_with(csv, "\xd0\xcf\x11\xe0", 4))
        return "the file is a spreadsheet (such as .xlsx or .ods), whatever its name; open it and "
               "save it as CSV in UTF-8";
    return is_binary(csv) ? "the file is not text; give a CSV file in UTF-8" : NULL;
}

/* "sep=;" before the header: spreadsheets write it for themselves. */
static bool is_separator_note(const nw_csv *csv)
{
    nw_csv line = *csv;
    skip_byte_order_mark(&line);
    return begins_with(&line, "sep=", 4) || begins_with(&line, "SEP=", 4);
}

/* What is wrong with the file before its columns are looked at, and what to do; NULL when nothing
 * is. */
static const char *not_a_table(const nw_csv *csv, const char **code)
{
    *code = "invalid-text";
    const char *problem = not_text(csv);
    if (problem != NULL || !is_separator_note(csv))
        return problem;
    *code = "separator-note";
    return "the first line tells a spreadsheet the separator, and is no header; remove the line";
}

static void note_unknown(nw_csv *csv, nw_text name)
{
    if (name.bytes == 0) {
        nw_csv_note(csv, "unknown-column", "", name,
                    "a column has no name; name it, or remove it with its separator");
        return;
    }
    if (memchr(name.at, '\t', (size_t)name.bytes) != NULL) {
        nw_csv_note(csv, "unknown-column", "", name,
                    "the columns are separated by tabs; save the file with , or ; between them");
        return;
    }
    char *problem = nw_column_unknown(csv->table->schema, name);
    nw_csv_note(csv, "unknown-column", "", name, "%s", problem);
    g_free(problem);
}

static nw_csv_field field_named(nw_csv *csv, nw_text name)
{
    int64_t column = nw_schema_column(csv->table->schema, name);
    if (column < 0) {
        note_unknown(csv, name);
        return (nw_csv_field){.column = -1};
    }
    nw_csv_field field = {column, &csv->table->schema->columns[column],
                          &csv->table->columns[column]};
    if (field.cells->present) {
        nw_csv_note(csv, "duplicate-column", field.schema->name, name,
                    "the header names %s twice; keep one of the two columns", field.schema->name);
        return (nw_csv_field){.column = -1};
    }
    field.cells->present = true;
    field.cells->bytes = csv->start;
    return field;
}

static void note_empty(nw_csv *csv)
{
    csv->row_line = 1;
    nw_csv_note(csv, "empty-file", "", nw_text_of(""),
                "the file has no header line; begin it with the names of its columns, such as %s",
                csv->table->schema->columns[0].name);
}

nextwork_status nw_csv_read_header(nw_csv *csv)
{
    const char *code, *problem = not_a_table(csv, &code);
    if (problem != NULL) {
        csv->row_line = 1;
        nw_csv_note(csv, code, "", nw_text_of(""), "%s", problem);
        csv->at = csv->end;
        return csv->status;
    }
    skip_byte_order_mark(csv);
    while (nw_csv_skip_line_end(csv))
        continue;
    if (csv->at == csv->end) {
        note_empty(csv);
        return csv->status;
    }
    csv->row_line = csv->line;
    csv->separator = count_in_line(csv, ';') > count_in_line(csv, ',') ? ';' : ',';
    csv->stops[(unsigned char)csv->separator] = true;
    csv->stops['\n'] = csv->stops['\r'] = csv->stops['\0'] = true;
    int64_t room = 0;
    for (bool more = true; more;) {
        NW_TRY(
            nw_grow((void **)&csv->fields, &room, csv->n_fields + 1, (int64_t)sizeof *csv->fields));
        csv->fields[csv->n_fields++] = field_named(csv, nw_csv_next_field(csv));
        more = csv->at < csv->end && csv->at[0] == csv->separator;
        csv->at += more;
    }
    nw_csv_skip_line_end(csv);
    NW_TRY(csv->status);
    return nw_columns_missing(csv->table, csv->findings);
}
