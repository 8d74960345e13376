/**
 * @file
 * @brief What the library knows before it sees any data: schema, code lists, terms, reasons,
 * policy.
 */
#ifndef NEXTWORK_CODES_H
#define NEXTWORK_CODES_H

#include <nextwork/table.h>

NEXTWORK_BEGIN_DECLS

/**
 * The schema: one row a column of an input table, with table, column, required, kind, range,
 * help.
 *
 * @param[out] table free it with nextwork_table_free()
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_schema_table(nextwork_table **table);

/**
 * A code list.
 *
 * @param[out] table code, titles and what it belongs to; free it with nextwork_table_free()
 * @param list "DB07", "DB25", "DISCO08", "municipalities", "crosswalk" (DB07 to DB25), "terms" (of
 * a fit, with default weights) or "reasons" (number, name, severity, English, Danish)
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_NOT_FOUND, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_codes_table(nextwork_table **table, const char *list);

/** The built-in default policy as an INI file with comments; static. @since 0.1 */
NEXTWORK_API const char *
nextwork_policy_default(void);

NEXTWORK_END_DECLS

#endif
