/* CSV files in and out (RFC 4180, UTF-8). */
#ifndef NW_IO_CSV_H
#define NW_IO_CSV_H

#include "base/monitor.h"
#include "cohort/finding.h"

/* Reads a file into `table` (initialised, not given): memory-mapped privately, one pass, no
 * allocation per field; quoted fields are unescaped where they stand. Separator (, or ;) from the
 * header line, BOM tolerated, LF or CRLF, columns in any order. Whatever is wrong with a cell, a
 * row or the header is a finding with its line, and reading goes on. NEXTWORK_ERROR_IO only when
 * the file cannot be opened or mapped. Bytes are added to what the monitor has counted. */
nextwork_status nw_csv_read(nw_table *table, const char *path, nw_findings *findings,
                            nextwork_monitor *monitor);

/* As nw_csv_read, from text in memory, which is copied; `name` stands for the file in messages. */
nextwork_status nw_csv_parse(nw_table *table, nw_text text, const char *name,
                             nw_findings *findings);

/* The same into a table of that schema, which is made; free it with nw_table_free. */
nextwork_status nw_csv_parse_new(nw_table **table, const nw_table_schema *schema, nw_text text,
                                 const char *name, nw_findings *findings);

/* Reads every table of a cohort's folder: NW_TABLES tables, each initialised here, to be cleared
 * even after a failure. A required file that is missing is an error; a file of an unknown name
 * ending in .csv a warning that suggests the nearest known name. */
nextwork_status nw_csv_read_folder(nw_table *tables, const char *folder, nw_findings *findings,
                                   nextwork_monitor *monitor);

/* The table as CSV bytes appended to `*text` (grown by nw_grow; not NUL-terminated): "," and LF,
 * columns in the schema's order, absent columns left out for input tables, quotes only where
 * needed. */
nextwork_status nw_csv_append(char **text, int64_t *bytes, int64_t *room, const nw_table *table);

#endif
