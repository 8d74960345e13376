/**
 * @file
 * @brief Tables: what every question to the library is answered with.
 *
 * Findings, scores, placements, unplaced youths, posts, code lists, the schema itself: each comes
 * as an immutable table of named columns. A column holds either whole numbers or UTF-8 text; a
 * cell may be unknown. Dates are text as "YYYY-MM-DD"; `nextwork_table_int64()` gives them as days
 * since 1970-01-01, and degrees, of tables that came in, as millionths.
 *
 * Rows and columns are counted from 0. A table may be read from any thread. All functions but
 * nextwork_table_render() take constant time.
 */
#ifndef NEXTWORK_TABLE_H
#define NEXTWORK_TABLE_H

#include <nextwork/status.h>

NEXTWORK_BEGIN_DECLS

/** An immutable table. */
typedef struct nextwork_table nextwork_table;

/** What nextwork_table_int64() gives for a cell that is unknown. */
#define NEXTWORK_UNKNOWN INT64_MIN

#define NEXTWORK_COLUMN_INT64 1   /**< whole numbers */
#define NEXTWORK_COLUMN_TEXT 2    /**< UTF-8 text */
#define NEXTWORK_COLUMN_DATE 3    /**< dates */
#define NEXTWORK_COLUMN_DEGREES 4 /**< degrees of latitude or longitude */

#define NEXTWORK_FORMAT_TABLE 1 /**< aligned columns for a person */
#define NEXTWORK_FORMAT_CSV 2   /**< RFC 4180 with "," and LF */
#define NEXTWORK_FORMAT_JSON 3  /**< a list of objects */

/**
 * Frees a table.
 *
 * @param table may be NULL
 *
 * @since 0.1
 */
NEXTWORK_API void
nextwork_table_free(nextwork_table *table);

/**
 * Gives the number of rows.
 *
 * @param[out] rows 0 or more; untouched on error
 * @param table the table
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_table_rows(int64_t *rows, const nextwork_table *table);

/**
 * Gives the number of columns.
 *
 * @param[out] columns 1 or more; untouched on error
 * @param table the table
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_table_columns(int64_t *columns, const nextwork_table *table);

/**
 * Gives name and type of a column.
 *
 * @param[out] name NUL-terminated, static; untouched on error
 * @param[out] type ::NEXTWORK_COLUMN_INT64, ::NEXTWORK_COLUMN_TEXT, ::NEXTWORK_COLUMN_DATE or
 *        ::NEXTWORK_COLUMN_DEGREES; untouched on error
 * @param table the table
 * @param column 0 .. columns - 1
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a column
 *         outside
 *
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_table_column(const char **name, int32_t *type, const nextwork_table *table,
                      int64_t column);

/**
 * Finds a column by name.
 *
 * @param[out] column 0 .. columns - 1; untouched on error
 * @param table the table
 * @param name NUL-terminated
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_NOT_FOUND for an
 *         unknown name (the message names the nearest)
 *
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_table_find(int64_t *column, const nextwork_table *table, const char *name);

/**
 * Reads a number, a date or degrees.
 *
 * @param[out] value the number, days since 1970-01-01 for a date, millionths of a degree, or
 *        ::NEXTWORK_UNKNOWN; untouched on error
 * @param table the table
 * @param row 0 .. rows - 1
 * @param column 0 .. columns - 1
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a text
 *         column or a cell outside
 *
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_table_int64(int64_t *value, const nextwork_table *table, int64_t row, int64_t column);

/**
 * Reads a text.
 *
 * @param[out] text UTF-8, not terminated by a NUL; owned by the table; NULL when unknown; untouched
 *        on error
 * @param[out] bytes its length, 0 when unknown; untouched on error
 * @param table the table
 * @param row 0 .. rows - 1
 * @param column 0 .. columns - 1
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a column
 *         that is not text or a cell outside
 *
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_table_text(const char **text, int64_t *bytes, const nextwork_table *table, int64_t row,
                    int64_t column);

/**
 * Renders the whole table as text.
 *
 * @param[out] text NUL-terminated UTF-8, the caller's; free it with nextwork_text_free(); untouched
 *        on error
 * @param table the table
 * @param format ::NEXTWORK_FORMAT_TABLE, ::NEXTWORK_FORMAT_CSV or ::NEXTWORK_FORMAT_JSON
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for another
 *         format; ::NEXTWORK_ERROR_MEMORY
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_table_render(char **text, const nextwork_table *table, int32_t format);

/**
 * Frees a text that the library gave to the caller.
 *
 * @param text may be NULL
 *
 * @since 0.1
 */
NEXTWORK_API void
nextwork_text_free(char *text);

NEXTWORK_END_DECLS

#endif
