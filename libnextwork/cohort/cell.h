/* What a cell may hold and how it is written: one place for CSV files, arrays, findings and
 * results. */
#ifndef NW_COHORT_CELL_H
#define NW_COHORT_CELL_H

#include "cohort/finding.h"

/* A cell of a number column: INT64_MIN when unknown or absent. */
int64_t nw_cell_number(const nw_column *column, const nw_column_schema *schema, int64_t row);

#define NW_NUMBER_BYTES 32

/* Writes a number as its kind is written (a date, a choice's name, decimal degrees) with a NUL, ""
 * when unknown. Returns the bytes before the NUL. */
int64_t nw_number_format(char text[NW_NUMBER_BYTES], const nw_column_schema *schema, int64_t value);

/* What is wrong with a known value of a column, and what to do; NULL when nothing is. Free with
 * g_free; *code becomes the code of the finding. */
char *nw_number_problem(const char **code, const nw_column_schema *schema, int64_t value);
char *nw_text_problem(const char **code, const nw_column_schema *schema, nw_text text);

/* Reads the text of a known cell of a number column. What is wrong with it as above, or NULL. */
char *nw_number_parse(int64_t *value, const char **code, const nw_column_schema *schema,
                      nw_text text);

/* Set a number cell from text, or from a number (INT64_MIN: unknown). What the column does not
 * allow, and nothing where something is required, is a finding and leaves the cell unknown. */
nextwork_status nw_cell_read(nw_table *table, int64_t row, int64_t column, nw_text text,
                             nw_findings *findings);
nextwork_status nw_cell_take(nw_table *table, int64_t row, int64_t column, int64_t value,
                             nw_findings *findings);

/* Set a text cell, to a copy at the end of the column's own bytes, or to a text that stands in the
 * column's bytes already. Findings as above, but what the column does not allow stays in the cell,
 * unless it is longer than a cell. */
nextwork_status nw_cell_copy(nw_table *table, int64_t row, int64_t column, nw_text text,
                             nw_findings *findings);
nextwork_status nw_cell_point(nw_table *table, int64_t row, int64_t column, nw_text text,
                              nw_findings *findings);

/* What there is to say about a column that a table has not; free with g_free. */
char *nw_column_unknown(const nw_table_schema *schema, nw_text name);

/* Finds what is wrong with one cell of a column that is there, or with all. */
nextwork_status nw_cell_check(const nw_table *table, int64_t row, int64_t column,
                              nw_findings *findings);
nextwork_status nw_column_check(const nw_table *table, int64_t column, nw_findings *findings);

/* Finds the required columns that a given table lacks. */
nextwork_status nw_columns_missing(const nw_table *table, nw_findings *findings);

/* Finds whatever is wrong with columns and cells of a table by itself: a required column or cell
 * that is missing, values that their column does not allow. For tables that came from arrays: the
 * CSV reader has found all this while reading. */
nextwork_status nw_table_check(const nw_table *table, nw_findings *findings);

/* The same finding from both: a required cell is empty. */
nextwork_status nw_finding_empty(nw_findings *findings, const nw_table *table, int64_t row,
                                 int64_t column);

static inline bool nw_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes that ids are made of: A-Z a-z 0-9 _ . : - */
extern const bool nw_id_bytes[256];

/* Whether a text is made of them alone. Tables have tens of millions of ids. */
bool nw_has_id_bytes(nw_text text);

/* Whether there is nothing to say about a cell of ids: so it is with most. */
static inline bool nw_is_plain_id(const nw_column_schema *schema, nw_text text)
{
    return schema->kind == NW_ID && text.bytes > 0 && text.bytes <= schema->max &&
           nw_has_id_bytes(text);
}

#endif
