/* The detail of this thread's last failure, and one way to fail: `return nw_fail(...)`. */
#ifndef NW_BASE_STATUS_H
#define NW_BASE_STATUS_H

#include <nextwork/status.h>

/* Records message (printf style) and returns `status`; table, row and column are cleared. Never
 * allocates, so that it can report an out-of-memory. */
nextwork_status nw_fail(nextwork_status status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* As nw_fail, for a failure that has a place. `table` and `column` may be "", `row` -1. */
nextwork_status nw_fail_at(nextwork_status status, const char *table, int64_t row,
                           const char *column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Out of memory while making `what`. */
nextwork_status nw_fail_memory(const char *what);

/* What every public function begins with: fails when a handle or an output pointer is NULL. */
#define NW_GIVEN(argument)                                                                         \
    do {                                                                                           \
        if ((argument) == NULL)                                                                    \
            return nw_fail(NEXTWORK_ERROR_HANDLE, "%s: %s is NULL", __func__, #argument);          \
    } while (0)

/* Hands a failure on: `NW_TRY(call);` returns from the calling function unless the call worked. */
#define NW_TRY(call)                                                                               \
    do {                                                                                           \
        nextwork_status nw_try_status_ = (call);                                                   \
        if (nw_try_status_ != NEXTWORK_OK)                                                         \
            return nw_try_status_;                                                                 \
    } while (0)

#endif
