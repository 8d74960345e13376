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
 * @param[out] monitor the caller's; free it with nextwork_monitor_free(); untouched on error
 * @return ::NEXTWORK_ERROR_HANDLE when `monitor` is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_monitor_new(nextwork_monitor **monitor);

/**
 * Frees a monitor that no call uses any more.
 *
 * @param monitor may be NULL
 *
 * @since 0.1
 */
NEXTWORK_API void
nextwork_monitor_free(nextwork_monitor *monitor);

/**
 * Asks the work to stop as soon as it can: within a tenth of a second, but within half a second for
 * the plan of a region, and later for cohorts of millions of rows.
 *
 * @param monitor the monitor
 * @return ::NEXTWORK_ERROR_HANDLE when it is NULL; then, so that a signal handler may call this,
 * the detail of the last failure stays as it was
 *
 * Any thread; async-signal-safe. Constant time. @since 0.1
 */
NEXTWORK_API nextwork_status
nextwork_monitor_cancel(nextwork_monitor *monitor);

/**
 * Sets or clears a time limit that counts from now.
 *
 * @param monitor the monitor
 * @param milliseconds 0 or more; -1 clears the limit
 * @return ::NEXTWORK_ERROR_HANDLE when `monitor` is NULL; ::NEXTWORK_ERROR_ARGUMENT for another
 *         number
 *
 * A limit decides only whether there is a result, never which. Any thread. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_monitor_set_deadline(nextwork_monitor *monitor, int64_t milliseconds);

/**
 * Reads how far the work is.
 *
 * @param[out] done steps done; untouched on error
 * @param[out] total steps in all, 0 while that is not known; untouched on error
 * @param monitor the monitor
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * Any thread, lock-free. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_monitor_progress(int64_t *done, int64_t *total, const nextwork_monitor *monitor);

/**
 * Reads how far the best plan so far can be from the best there is: of nextwork_plan_new().
 *
 * @param[out] millionths of the plan's value, 0 or more; -1 while that is not known; untouched on
 * error
 * @param monitor the monitor
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * Any thread, lock-free. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_monitor_gap(int64_t *millionths, const nextwork_monitor *monitor);

NEXTWORK_END_DECLS

#endif
