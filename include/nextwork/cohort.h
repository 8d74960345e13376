/**
 * @file
 * @brief From tables to a cohort: everything known for one matching, checked and frozen.
 *
 * Fill a builder, from a folder of CSV files or column by column from arrays; freeze it; use the
 * cohort from any thread. Whatever is wrong with the data is collected as findings, all at once.
 *
 * @code
 * nextwork_builder *builder = NULL;
 * nextwork_cohort *cohort = NULL;
 * if (nextwork_builder_new(&builder) || nextwork_builder_read_folder(builder, "cohort", NULL) ||
 *     nextwork_builder_freeze(&cohort, builder, NULL))
 *     fprintf(stderr, "%s\n", nextwork_error_message());
 * nextwork_builder_free(builder);
 * @endcode
 *
 * A builder belongs to one thread at a time. Tables and columns are those of
 * nextwork_schema_table().
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

/**
 * Makes an empty builder.
 *
 * @param[out] builder the caller's; free it with nextwork_builder_free(); untouched on error
 * @return ::NEXTWORK_ERROR_HANDLE when `builder` is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_new(nextwork_builder **builder);

/**
 * Frees a builder, and not the cohorts made from it.
 *
 * @param builder may be NULL
 *
 * @since 0.1
 */
NEXTWORK_API void
nextwork_builder_free(nextwork_builder *builder);

/**
 * Reads a cohort's folder: the CSV files of the schema, and policy.ini when it is there and no
 * policy was set before.
 *
 * @param builder an empty builder
 * @param folder path, NUL-terminated UTF-8; the files must stay as they are until the builder is
 *        freed
 * @param monitor progress and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `builder` or `folder` is NULL; ::NEXTWORK_ERROR_IO when the
 *         folder or a file in it cannot be read; ::NEXTWORK_ERROR_STATE when the builder holds
 *         tables; ::NEXTWORK_ERROR_MEMORY; ::NEXTWORK_ERROR_CANCELLED. What is wrong inside the
 *         files is no failure of this call but findings.
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
 * @param values `rows` numbers, ::NEXTWORK_UNKNOWN where unknown; copied; may be NULL without rows
 * @param rows 0 or more, the same for all columns of a table
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_NOT_FOUND for an unknown
 *         table or column (the message names the nearest); ::NEXTWORK_ERROR_ARGUMENT for a column
 *         of text or choices, or another number of rows than before; ::NEXTWORK_ERROR_STATE for a
 *         column given twice; ::NEXTWORK_ERROR_LIMIT beyond 2^31 rows; ::NEXTWORK_ERROR_MEMORY.
 *         A number outside the column's range is a finding.
 *
 * O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_set_int64(nextwork_builder *builder, const char *table, const char *column,
                           const int64_t *values, int64_t rows);

/**
 * Gives a column as text: ids and codes, but also choices ("bike"), dates ("2027-01-04") and
 * numbers, read as from a CSV file.
 *
 * @param builder the builder
 * @param table such as "youths"
 * @param column such as "travel_mode"
 * @param values `rows` NUL-terminated UTF-8 texts; NULL or "" where unknown; copied; may be NULL
 *        without rows
 * @param rows 0 or more, the same for all columns of a table
 * @return as nextwork_builder_set_int64(), but that every column may be given as text. A text that
 *         the column cannot hold is a finding.
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_set_text(nextwork_builder *builder, const char *table, const char *column,
                          const char *const *values, int64_t rows);

/**
 * Sets how a builder works.
 *
 * @param builder the builder
 * @param options `threads`: how many may read and freeze; without this call one a processor. Others
 *        are for other calls and change nothing here
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * No option changes a cohort or its findings. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_set_options(nextwork_builder *builder, const nextwork_options *options);

/**
 * Sets the policy, in place of the folder's or the one before.
 *
 * @param builder the builder
 * @param text an INI file, NUL-terminated UTF-8; what it does not name keeps the default; copied
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_MEMORY. What is wrong
 *         in it is a finding of nextwork_builder_freeze().
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_set_policy(nextwork_builder *builder, const char *text);

/**
 * As nextwork_builder_set_policy(), from a file.
 *
 * @param builder the builder
 * @param path of an INI file, NUL-terminated UTF-8
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_IO when the file
 *         cannot be read; ::NEXTWORK_ERROR_MEMORY
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_read_policy(nextwork_builder *builder, const char *path);

/**
 * As nextwork_builder_set_policy(), from the certificate in a result's folder: how a result is
 * verified with the policy that it was made with.
 *
 * @param builder the builder
 * @param result_folder path of a folder that nextwork_result_write() wrote, NUL-terminated UTF-8
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_IO when there is no
 *         certificate.json; ::NEXTWORK_ERROR_DATA when it is none; ::NEXTWORK_ERROR_MEMORY
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_use_policy_of(nextwork_builder *builder, const char *result_folder);

/**
 * Fills an empty builder with a synthetic cohort and its policy.
 *
 * @param builder an empty builder
 * @param options the options of the group "generate": scenario, seed, youths, …; NULL: the defaults
 * @return ::NEXTWORK_ERROR_HANDLE when `builder` is NULL; ::NEXTWORK_ERROR_ARGUMENT for options
 *         that contradict each other; ::NEXTWORK_ERROR_STATE when the builder holds tables;
 *         ::NEXTWORK_ERROR_MEMORY
 *
 * Same options, same bytes, on every machine. O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_generate(nextwork_builder *builder, const nextwork_options *options);

/**
 * Takes a match over into the tables, for the round or the plan that comes after. Each placement
 * becomes a row of the table of placements, status planned; where a placement of the youth runs on
 * the match's first day, that one ends then, as a trade has it; if it is at the same post it goes
 * on, and no row is added. What the match gave each youth becomes a row of the table of outcomes,
 * for the option `carry_over`: of the unplaced, those who wished for a post and whom nothing barred
 * from all.
 *
 * The cohort may be another one than was matched, if only the match can come true in it: by the
 * policy of the match no reason forbids a placement, and there is room for all.
 *
 * @param builder the builder of the cohort, filled
 * @param result_folder folder of the match, NUL-terminated UTF-8; what else its files say is
 *        believed: nextwork_cohort_verify() checks
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_IO when a file of the
 *         match cannot be read; ::NEXTWORK_ERROR_DATA when one is no match's, when it cannot come
 *         true or has done so already, when a youth is placed twice or has a placement that begins
 *         within the match's time, or when the builder has errors; ::NEXTWORK_ERROR_MEMORY. The
 *         builder is then as it was.
 *
 * Ids of the placements are the first day and a number. O(rows), as freezing. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_adopt(nextwork_builder *builder, const char *result_folder);

/**
 * Gives a table of a builder: the columns that it has, as they came in, were generated or became by
 * adopting a match.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error; a copy,
 *        which stands whatever becomes of the builder
 * @param builder the builder
 * @param name such as "youths"
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_NOT_FOUND for an unknown
 *         table (the message names the nearest); ::NEXTWORK_ERROR_STATE when the builder has no
 *         such table; ::NEXTWORK_ERROR_DATA when filling the builder gave errors, since what a cell
 *         could not hold would be lost; ::NEXTWORK_ERROR_MEMORY
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_table(nextwork_table **table, const nextwork_builder *builder, const char *name);

/**
 * Copies a builder with its tables, its policy and what was found while it was filled, to change
 * the one and keep the other: to adopt a match, or to see what another policy would give.
 *
 * @param[out] copy the caller's; free it with nextwork_builder_free(); untouched on error; it
 * stands without the builder, and without the files that this was read from
 * @param builder the builder
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_copy(nextwork_builder **copy, const nextwork_builder *builder);

/**
 * Writes the builder's tables and policy as a cohort's folder; each file whole, then all renamed
 * into place.
 *
 * @param builder the builder
 * @param folder path, NUL-terminated UTF-8; made when missing
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_DATA when filling the
 *         builder gave errors, since what a cell could not hold would be lost;
 *         ::NEXTWORK_ERROR_STATE when the folder holds a table that the builder has not, which
 *         would be read as part of this cohort; ::NEXTWORK_ERROR_IO; ::NEXTWORK_ERROR_MEMORY
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_write_folder(const nextwork_builder *builder, const char *folder);

/**
 * Checks everything and freezes it.
 *
 * @param[out] cohort the caller's; release it with nextwork_cohort_unref(); untouched on error
 * @param builder stays usable, and is not held by the cohort
 * @param monitor progress in parts of the work, and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `cohort` or `builder` is NULL; ::NEXTWORK_ERROR_DATA when
 *         there are findings of severity error (the message is the first;
 *         nextwork_builder_findings() has all); ::NEXTWORK_ERROR_MEMORY; ::NEXTWORK_ERROR_LIMIT;
 *         ::NEXTWORK_ERROR_CANCELLED
 *
 * Works on the threads of nextwork_builder_set_options(); the same cohort and findings for any
 * number of them. O(rows), and O(n log n) for the ids of a table that is not sorted by them. @since
 * 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_freeze(nextwork_cohort **cohort, nextwork_builder *builder,
                        nextwork_monitor *monitor);

/**
 * Gives what was found wrong or doubtful while the builder was filled and, unless it was filled
 * further since, by the last nextwork_builder_freeze(): severity (error, warning), code, file,
 * line, column, value, message; errors first.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param builder the builder
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * No finding repeats what looks like a CPR number. Of each code at most 1000 are kept, and a
 * closing row counts the rest. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_findings(nextwork_table **table, const nextwork_builder *builder);

/**
 * Adds a reference.
 *
 * @param cohort may be NULL
 * @return `cohort`
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API nextwork_cohort *
nextwork_cohort_ref(nextwork_cohort *cohort);

/**
 * Drops a reference; with the last one goes the cohort.
 *
 * @param cohort may be NULL
 *
 * Any thread. @since 0.1
 */
NEXTWORK_API void
nextwork_cohort_unref(nextwork_cohort *cohort);

/**
 * Gives how many youths, companies or posts the cohort has.
 *
 * @param[out] count 0 or more; untouched on error
 * @param cohort the cohort
 * @param table "youths", "companies" or "posts"
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_NOT_FOUND for another
 *         table
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_count(int64_t *count, const nextwork_cohort *cohort, const char *table);

/**
 * Finds the number of an id. Youths, companies and posts are numbered from 0 in the order of their
 * ids' bytes, whatever the order of the input's rows.
 *
 * @param[out] row the number; untouched on error
 * @param cohort the cohort
 * @param table "youths", "companies" or "posts"
 * @param id NUL-terminated
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_NOT_FOUND for another
 *         table, or an id that is not there (in a table of up to 100,000 rows the message names the
 *         nearest)
 *
 * Any thread. Constant time when the id is there. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_find(int64_t *row, const nextwork_cohort *cohort, const char *table,
                     const char *id);

/**
 * Gives the id of a number.
 *
 * @param[out] id NUL-terminated, owned by the cohort; untouched on error
 * @param cohort the cohort
 * @param table "youths", "companies" or "posts"
 * @param row 0 .. count - 1
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_NOT_FOUND for another
 *         table; ::NEXTWORK_ERROR_ARGUMENT for a number outside
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_id(const char **id, const nextwork_cohort *cohort, const char *table, int64_t row);

/**
 * Gives the SHA-256 of the cohort in canonical form, policy included: the `input_sha256` of
 * certificates.
 *
 * @param[out] hex 64 lower-case digits and a NUL; untouched on error
 * @param bytes size of the buffer at `hex`, at least 65
 * @param cohort the cohort
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_BUFFER when the buffer
 *         is too small; ::NEXTWORK_ERROR_MEMORY
 *
 * The same for shuffled rows, reordered columns, CSV files or arrays. Any thread. O(rows).
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_digest(char *hex, int64_t bytes, const nextwork_cohort *cohort);

NEXTWORK_END_DECLS

#endif
