/**
 * @file
 * @brief Watching and stopping long work from another thread or a signal handler.
 *
 * A monitor is a handful of atomics that long work polls: there are no callbacks. One monitor may
 * be given to several calls in turn; each sets the progress back to 0.
 */
#ifndef NEXTWORK_MONITOR_H
#define NEXTWORK_MONITOR_H

#include <nextwork/status.h>

NEXTWORK_BEGIN_DECLS

/** Cancel switch, deadline and progress of long work. */
typedef struct nextwork_monitor nextwork_monitor;

/**
 * Makes a monitor: not cancelled, no deadline.
 *
 * @param[out] monitor the new monitor; free it with nextwork_monitor_free()
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_monitor_new(nextwork_monitor **monitor);

/** Frees a monitor that no call uses any more; NULL is allowed. @since 0.1 */
NEXTWORK_API void
nextwork_monitor_free(nextwork_monitor *monitor);

/**
 * Asks the work to stop as soon as it can (well under 0.1 s).
 *
 * Any thread; async-signal-safe. @return ::NEXTWORK_ERROR_HANDLE @since 0.1
 */
NEXTWORK_API nextwork_status
nextwork_monitor_cancel(nextwork_monitor *monitor);

/**
 * Sets or clears a time limit that counts from now.
 *
 * @param monitor the monitor
 * @param milliseconds 0 or more; -1 clears the limit
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_ARGUMENT
 *
 * A limit decides only whether there is a result, never which. Any thread. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_monitor_set_deadline(nextwork_monitor *monitor, int64_t milliseconds);

/**
 * Reads how far the work is.
 *
 * @param[out] done, total steps done and in all; total is 0 while it is not known
 * @param monitor the monitor
 * @return ::NEXTWORK_ERROR_HANDLE
 *
 * Any thread, lock-free. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_monitor_progress(int64_t *done, int64_t *total, const nextwork_monitor *monitor);

NEXTWORK_END_DECLS

#endif
