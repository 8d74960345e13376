/**
 * @file
 * @brief Options by name, and the registry that says which there are.
 *
 * An option that nobody sets takes the policy's value ([options] and [round] sections) where the
 * policy has one, else the registry's default.
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
 * @param[out] options free it with nextwork_options_free()
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_options_new(nextwork_options **options);

/** Frees options; NULL is allowed. @since 0.1 */
NEXTWORK_API void
nextwork_options_free(nextwork_options *options);

/**
 * Sets a whole number or a switch (0 or 1).
 *
 * @param options the options
 * @param name such as "seed"
 * @param value within the option's range
 * @return ::NEXTWORK_ERROR_HANDLE; ::NEXTWORK_ERROR_NOT_FOUND for an unknown name (the message
 * names the nearest); ::NEXTWORK_ERROR_ARGUMENT for another type or a value out of range
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_options_set_int64(nextwork_options *options, const char *name, int64_t value);

/**
 * Sets an option of any type from text: "deferred-acceptance", "2027-01-04", "7", "on".
 *
 * @param options the options
 * @param name such as "start"
 * @param value NUL-terminated; copied
 * @return as nextwork_options_set_int64()
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_options_set_text(nextwork_options *options, const char *name, const char *value);

/**
 * The registry: one row an option, with the columns name, type, value (default), min, max, choices,
 * groups (the verbs it belongs to), help, since.
 *
 * @param[out] table free it with nextwork_table_free()
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_options_table(nextwork_table **table);

NEXTWORK_END_DECLS

#endif
