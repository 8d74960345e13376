/**
 * @file
 * @brief From tables to a cohort: everything known for one matching, checked and frozen.
 *
 * Fill a builder, from a folder of CSV files or column by column from arrays; freeze it; use the
 * cohort from any thread. Whatever is wrong with the data is collected as findings, all at once.
 *
 * @code
 * nextwork_builder *builder;
 * nextwork_cohort *cohort;
 * if (nextwork_builder_new(&builder) || nextwork_builder_read_folder(builder, "cohort", NULL) ||
 *     nextwork_builder_freeze(&cohort, builder, NULL))
 *     fprintf(stderr, "%s\n", nextwork_error_message());
 * nextwork_builder_free(builder);
 * @endcode
 */
#ifndef NEXTWORK_COHORT_H
#define NEXTWORK_COHORT_H

#include <nextwork/monitor.h>
#include <nextwork/options.h>
#include <nextwork/table.h>

NEXTWORK_BEGIN_DECLS

/** Tables being filled; one thread at a time. */
typedef struct nextwork_builder nextwork_builder;

/** A checked, immutable cohort; any thread; reference-counted. */
typedef struct nextwork_cohort nextwork_cohort;

/** Makes an empty builder; free it with nextwork_builder_free().
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_MEMORY @since 0.1 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_new(nextwork_builder **builder);

/** Frees a builder, not the cohorts made from it; NULL is allowed. @since 0.1 */
NEXTWORK_API void
nextwork_builder_free(nextwork_builder *builder);

/**
 * Reads a cohort's folder: the CSV files of the schema, and policy.ini when it is there.
 *
 * @param builder an empty builder
 * @param folder path, UTF-8
 * @param monitor may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE; ::NEXTWORK_ERROR_IO when the folder or a file in it cannot be
 *         read; ::NEXTWORK_ERROR_STATE when the builder holds tables; ::NEXTWORK_ERROR_MEMORY;
 *         ::NEXTWORK_ERROR_CANCELLED. What is wrong inside the files is no failure of this call but
 *         findings.
 *
 * One pass over each file. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_read_folder(nextwork_builder *builder, const char *folder,
                             nextwork_monitor *monitor);

/**
 * Gives a column of whole numbers.
 *
 * @param builder the builder
 * @param table such as "posts"
 * @param column such as "seats"; also dates (days since 1970-01-01), degrees (millionths) and
 *        switches (0, 1)
 * @param values `rows` numbers, ::NEXTWORK_UNKNOWN where unknown; copied
 * @param rows 0 or more, the same for all columns of a table
 * @return ::NEXTWORK_ERROR_HANDLE; ::NEXTWORK_ERROR_NOT_FOUND for an unknown table or column;
 *         ::NEXTWORK_ERROR_ARGUMENT for a text column or another number of rows than before;
 *         ::NEXTWORK_ERROR_STATE for a column given twice; ::NEXTWORK_ERROR_MEMORY. A number
 * outside the column's range is a finding.
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_set_int64(nextwork_builder *builder, const char *table, const char *column,
                           const int64_t *values, int64_t rows);

/**
 * Gives a column as text: ids and codes, but also choices ("bike"), dates ("2027-01-04") and
 * numbers, read as from a CSV file.
 *
 * @param builder, table, column as for nextwork_builder_set_int64()
 * @param values `rows` NUL-terminated UTF-8 texts; NULL or "" where unknown; copied
 * @param rows 0 or more
 * @return as nextwork_builder_set_int64()
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_set_text(nextwork_builder *builder, const char *table, const char *column,
                          const char *const *values, int64_t rows);

/**
 * Sets the policy, in place of the folder's.
 *
 * @param builder the builder
 * @param text an INI file; what it does not name keeps the default; copied
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_MEMORY. What is wrong in it is a finding.
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_set_policy(nextwork_builder *builder, const char *text);

/** As nextwork_builder_set_policy(), from a file. @return also ::NEXTWORK_ERROR_IO @since 0.1 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_read_policy(nextwork_builder *builder, const char *path);

/**
 * As nextwork_builder_set_policy(), from the certificate in a result's folder: how a result is
 * verified with the policy that it was made with.
 *
 * @return ::NEXTWORK_ERROR_IO; ::NEXTWORK_ERROR_DATA when there is no readable certificate
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_use_policy_of(nextwork_builder *builder, const char *result_folder);

/**
 * Fills an empty builder with a synthetic cohort.
 *
 * @param builder an empty builder
 * @param options NULL, or the options of the group "generate": scenario, seed, youths, …
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_ARGUMENT, ::NEXTWORK_ERROR_STATE,
 *         ::NEXTWORK_ERROR_MEMORY
 *
 * Same options, same bytes, on every machine. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_generate(nextwork_builder *builder, const nextwork_options *options);

/**
 * Writes the builder's tables and policy as a cohort's folder; each file whole, then all renamed
 * into place.
 *
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_IO, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_write_folder(const nextwork_builder *builder, const char *folder);

/**
 * Checks everything and freezes it.
 *
 * @param[out] cohort release it with nextwork_cohort_unref(); untouched on error
 * @param builder stays usable, and is not held by the cohort
 * @param monitor may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE; ::NEXTWORK_ERROR_DATA when there are findings of severity error
 *         (the message is the first; nextwork_builder_findings() has all); ::NEXTWORK_ERROR_MEMORY;
 *         ::NEXTWORK_ERROR_LIMIT; ::NEXTWORK_ERROR_CANCELLED
 *
 * O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_freeze(nextwork_cohort **cohort, nextwork_builder *builder,
                        nextwork_monitor *monitor);

/**
 * The findings of reading and of the last freezing: severity (error, warning), code, file, line,
 * column, value, message; errors first.
 *
 * @param[out] table free it with nextwork_table_free()
 * @param builder the builder
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_findings(nextwork_table **table, const nextwork_builder *builder);

/** Adds a reference; NULL is allowed. Any thread. @since 0.1 */
NEXTWORK_API nextwork_cohort *
nextwork_cohort_ref(nextwork_cohort *cohort);

/** Drops a reference; NULL is allowed. Any thread. @since 0.1 */
NEXTWORK_API void
nextwork_cohort_unref(nextwork_cohort *cohort);

/**
 * Gives how many rows a side of the cohort has.
 *
 * @param[out] count
 * @param cohort the cohort
 * @param table "youths", "companies" or "posts"
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_NOT_FOUND
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_count(int64_t *count, const nextwork_cohort *cohort, const char *table);

/**
 * Finds the number of an id. Youths, companies and posts are numbered from 0 in the order of their
 * ids' bytes, whatever the order of the input's rows.
 *
 * @param[out] row the number
 * @param cohort the cohort
 * @param table "youths", "companies" or "posts"
 * @param id NUL-terminated
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_NOT_FOUND (with the nearest id)
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_find(int64_t *row, const nextwork_cohort *cohort, const char *table,
                     const char *id);

/**
 * Gives the id of a number.
 *
 * @param[out] id NUL-terminated, owned by the cohort
 * @param cohort the cohort
 * @param table "youths", "companies" or "posts"
 * @param row 0 .. count - 1
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_NOT_FOUND, ::NEXTWORK_ERROR_ARGUMENT
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_id(const char **id, const nextwork_cohort *cohort, const char *table, int64_t row);

/**
 * The SHA-256 of the cohort in canonical form, policy included: the `input_sha256` of certificates.
 *
 * @param[out] hex 64 lower-case digits and a NUL
 * @param bytes size of the buffer at `hex`, at least 65
 * @param cohort the cohort
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_BUFFER, ::NEXTWORK_ERROR_MEMORY
 *
 * The same for shuffled rows, reordered columns, CSV files or arrays. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_digest(char *hex, int64_t bytes, const nextwork_cohort *cohort);

NEXTWORK_END_DECLS

#endif
