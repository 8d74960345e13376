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

static bool is_utf16(const nw_csv *csv)
{
    return csv->end - csv->at >= 2 &&
           (memcmp(csv->at, "\xff\xfe", 2) == 0 || memcmp(csv->at, "\xfe\xff", 2) == 0);
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
    if (is_utf16(csv)) {
        csv->row_line = 1;
        nw_csv_note(csv, "invalid-text", "", nw_text_of(""),
                    "the file is UTF-16; save it as CSV in UTF-8");
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
