/**
 * @file
 * @brief Whether a call worked, and the detail of the last failure.
 *
 * Every function that can fail returns a ::nextwork_status. Whether a call worked is kept apart
 * from what became of the problem it was given: a match that was cancelled is a call that worked,
 * with the outcome ::NEXTWORK_OUTCOME_CANCELLED (see <nextwork/match.h>).
 *
 * The detail (message, table, row, column) belongs to the calling thread, stays until the next
 * failing call in that thread, and is never freed by the caller.
 */
#ifndef NEXTWORK_STATUS_H
#define NEXTWORK_STATUS_H

#include <nextwork/api.h>

NEXTWORK_BEGIN_DECLS

/** A status code; the numbers never change. */
typedef int32_t nextwork_status;

#define NEXTWORK_OK 0               /**< It worked. */
#define NEXTWORK_ERROR_HANDLE 1     /**< A handle or an output pointer is NULL. */
#define NEXTWORK_ERROR_ARGUMENT 2   /**< An argument is outside its range, or a name is unknown. */
#define NEXTWORK_ERROR_MEMORY 3     /**< Out of memory. */
#define NEXTWORK_ERROR_IO 4         /**< A file could not be read or written. */
#define NEXTWORK_ERROR_DATA 5       /**< The data have findings of severity error. */
#define NEXTWORK_ERROR_NOT_FOUND 6  /**< No youth, post, table or column of that name. */
#define NEXTWORK_ERROR_BUFFER 7     /**< The caller's buffer is too small; nothing was written. */
#define NEXTWORK_ERROR_STATE 8      /**< Not possible now, such as writing a cancelled match. */
#define NEXTWORK_ERROR_LIMIT 9      /**< More rows or pairs than the library can count. */
#define NEXTWORK_ERROR_CANCELLED 10 /**< Stopped by the monitor before there was a result. */
#define NEXTWORK_ERROR_INTERNAL 11  /**< A defect in the library; please report it. */

/**
 * A short English name of a status, such as "out of memory".
 *
 * @param status any number
 * @return static text, never NULL; "unknown status" for a number that is none
 *
 * Thread-safe; constant time. @since 0.1
 */
NEXTWORK_API const char *
nextwork_status_text(nextwork_status status);

/**
 * The message of this thread's last failure: what was wrong and what to do.
 *
 * @return NUL-terminated UTF-8, storage of the thread, never NULL; "" when nothing failed yet
 *
 * Constant time. @since 0.1
 */
NEXTWORK_API const char *
nextwork_error_message(void);

/**
 * The table or file of this thread's last failure.
 *
 * @return NUL-terminated, storage of the thread, never NULL; "" when it concerns none
 *
 * Constant time. @since 0.1
 */
NEXTWORK_API const char *
nextwork_error_table(void);

/**
 * The row of this thread's last failure.
 *
 * @return counted from 0; -1 when it concerns none
 *
 * Constant time. @since 0.1
 */
NEXTWORK_API int64_t
nextwork_error_row(void);

/**
 * The column of this thread's last failure.
 *
 * @return NUL-terminated, storage of the thread, never NULL; "" when it concerns none
 *
 * Constant time. @since 0.1
 */
NEXTWORK_API const char *
nextwork_error_column(void);

NEXTWORK_END_DECLS

#endif
