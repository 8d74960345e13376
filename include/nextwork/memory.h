/**
 * @file
 * @brief The allocator hook: where memory that grows with the input comes from.
 */
#ifndef NEXTWORK_MEMORY_H
#define NEXTWORK_MEMORY_H

#include <nextwork/status.h>

NEXTWORK_BEGIN_DECLS

/** Returns memory of `bytes` bytes aligned as malloc aligns, or NULL. */
typedef void *(*nextwork_allocate)(void *context, int64_t bytes);
/** Grows or shrinks `memory` (never NULL) to `bytes`, or returns NULL and leaves it as it was. */
typedef void *(*nextwork_reallocate)(void *context, void *memory, int64_t bytes);
/** Frees `memory` (never NULL). */
typedef void (*nextwork_release)(void *context, void *memory);

/**
 * Lets all memory that grows with the input come from the caller's functions.
 *
 * @param allocate, reallocate, release the three functions, callable from any thread; all NULL
 *        gives malloc, realloc and free back
 * @param context handed to each call; not owned
 * @return ::NEXTWORK_ERROR_ARGUMENT when some but not all functions are NULL
 *
 * Call it before any other function of the library, and never while an object of the library
 * lives: memory is released by the functions in force at that time. Not thread-safe. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_set_allocator(nextwork_allocate allocate, nextwork_reallocate reallocate,
                       nextwork_release release, void *context);

NEXTWORK_END_DECLS

#endif
