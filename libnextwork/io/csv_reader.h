/* The inside of the CSV reader. Between its files, a CSV file goes
 *     csv_folder.c  which files a folder has
 *     csv_read.c    bytes of the file, rows
 *     csv_header.c  the header line: separator, which field is which column
 *     csv_field.c   from one separator to the next, quotes taken off
 *     csv_cell.c    what a field says, as its column stores it
 * Nothing here is trusted: each byte of the file may be anything. */
#ifndef NW_IO_CSV_READER_H
#define NW_IO_CSV_READER_H

#include "base/monitor.h"
#include "cohort/finding.h"

typedef struct {
    int64_t column; /* of the schema; -1: read past */
    const nw_column_schema *schema;
    nw_column *cells;
} nw_csv_field;

typedef struct {
    nw_table *table;
    nw_findings *findings;
    nextwork_status status; /* of noting findings: the first that failed */
    char *start, *at, *end; /* the file, the next byte, and a NUL byte after the last */
    char separator;
    bool stops[256];      /* bytes that may end a field: the separator, LF, CR and NUL */
    int64_t line;         /* that `at` stands on, from 1 */
    int64_t row_line;     /* that the row began on */
    nw_csv_field *fields; /* in the file's order */
    int64_t n_fields;
    bool broken; /* the row's quotes are wrong: where its fields end is a guess */
} nw_csv;

/* Whether a field that is not quoted ends before `at`. */
static inline bool nw_csv_ends(const nw_csv *csv, const char *at)
{
    if (!csv->stops[(unsigned char)*at])
        return false;
    if (*at == csv->separator || *at == '\n')
        return true;
    return (*at == '\0' && at == csv->end) || (*at == '\r' && at[1] == '\n');
}

/* Reads past an end of line, if `at` stands on one. */
static inline bool nw_csv_skip_line_end(nw_csv *csv)
{
    int64_t bytes = csv->at[0] == '\n' ? 1 : csv->at[0] == '\r' && csv->at[1] == '\n' ? 2 : 0;
    csv->at += bytes;
    csv->line += bytes > 0;
    return bytes > 0;
}

/* Reads a field, quoted or not, up to what ends it. */
nw_text nw_csv_next_field(nw_csv *csv);

/* Reads the header line and makes `fields`. */
nextwork_status nw_csv_read_header(nw_csv *csv);

/* Reads a field into the table's last row: at once when it is as plain as most are, else with
 * everything that may be wrong with it. */
void nw_csv_read_cell(nw_csv *csv, const nw_csv_field *field);

/* Makes the cell of the table's last row unknown. */
void nw_csv_set_unknown(nw_csv *csv, const nw_csv_field *field);

/* Notes an error on the row being read. */
void nw_csv_note(nw_csv *csv, const char *code, const char *column, nw_text value,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
