/**
 * @file
 * @brief Options by name, and the registry that says which there are.
 *
 * An option that nobody sets takes the policy's value ([options] and [round] sections) where the
 * policy has one, else the registry's default. Options belong to one thread at a time; a function
 * that is given options only reads them.
 */
#ifndef NEXTWORK_OPTIONS_H
#define NEXTWORK_OPTIONS_H

#include <nextwork/table.h>

NEXTWORK_BEGIN_DECLS

/** A set of option values; one thread at a time. */
typedef struct nextwork_options nextwork_options;

/**
 * Makes options in which nothing is set.
 *
 * @param[out] options the caller's; free it with nextwork_options_free(); untouched on error
 * @return ::NEXTWORK_ERROR_HANDLE when `options` is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_options_new(nextwork_options **options);

/**
 * Frees options.
 *
 * @param options may be NULL
 *
 * @since 0.1
 */
NEXTWORK_API void
nextwork_options_free(nextwork_options *options);

/**
 * Sets a whole number or a switch (0 or 1).
 *
 * @param options the options
 * @param name such as "seed"
 * @param value within the option's range
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_NOT_FOUND for an unknown
 *         name (the message names the nearest); ::NEXTWORK_ERROR_ARGUMENT for a text or a date, and
 *         for a value out of range
 *
 * Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_options_set_int64(nextwork_options *options, const char *name, int64_t value);

/**
 * Sets an option of any type from text: "deferred-acceptance", "2027-01-04", "7", "1" for a switch.
 *
 * @param options the options
 * @param name such as "start"
 * @param value NUL-terminated; copied
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_NOT_FOUND for an unknown
 *         name (the message names the nearest); ::NEXTWORK_ERROR_ARGUMENT for a value that the
 *         option cannot have
 *
 * Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_options_set_text(nextwork_options *options, const char *name, const char *value);

/**
 * Gives the registry: one row an option, with the columns name, type (int64, text, switch, date),
 * value (default), min, max, choices (separated by |), groups (round, match, score, generate, run,
 * chances, market, plan: which work reads it), help, since.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @return ::NEXTWORK_ERROR_HANDLE when `table` is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(options). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_options_table(nextwork_table **table);

NEXTWORK_END_DECLS

#endif
