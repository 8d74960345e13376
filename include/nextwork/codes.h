/**
 * @file
 * @brief What the library knows before it sees any data: schema, code lists, terms, reasons,
 * policy.
 *
 * All of it is constant; any thread may ask.
 */
#ifndef NEXTWORK_CODES_H
#define NEXTWORK_CODES_H

#include <nextwork/table.h>

NEXTWORK_BEGIN_DECLS

/**
 * Gives the schema: one row a column of an input table, with the columns table, column, required
 * (1, 0), kind, range, help.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @return ::NEXTWORK_ERROR_HANDLE when `table` is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(columns). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_schema_table(nextwork_table **table);

/**
 * Gives a code list.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param list "DB07" and "DB25" (industries), "DISCO08" (job functions), "municipalities",
 *        "crosswalk" (DB07 to DB25): codes with titles and what they belong to; "terms" of a fit:
 *        term, weight and unknown (value of a term whose inputs are unknown, basis points) in the
 *        default policy; "reasons": number, name, severity, text_en, text_da
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_NOT_FOUND for another
 *         list; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(codes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_codes_table(nextwork_table **table, const char *list);

/**
 * Gives the built-in default policy.
 *
 * @return an INI file with comments; NUL-terminated UTF-8, static storage, never NULL
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API const char *
nextwork_policy_default(void);

NEXTWORK_END_DECLS

#endif
