#include "base/status.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

#define MESSAGE_BYTES 1024
#define NAME_BYTES 128

/* Fixed buffers, one set a thread: reporting an error must not need memory. */
typedef struct {
    char message[MESSAGE_BYTES];
    char table[NAME_BYTES];
    char column[NAME_BYTES];
    int64_t row;
} failure;

static _Thread_local failure last = {.row = -1};

static void keep(char *buffer, size_t bytes, const char *text)
{
    snprintf(buffer, bytes, "%s", text);
}

/* A message may quote what somebody else said, or be cut off at its end. */
static void keep_message(const char *format, va_list arguments)
{
    vsnprintf(last.message, sizeof last.message, format, arguments);
    nw_text_make_valid(last.message);
}

nextwork_status nw_fail(nextwork_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    keep_message(format, arguments);
    va_end(arguments);
    last.table[0] = '\0';
    last.column[0] = '\0';
    last.row = -1;
    return status;
}

nextwork_status nw_fail_at(nextwork_status status, const char *table, int64_t row,
                           const char *column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    keep_message(format, arguments);
    va_end(arguments);
    keep(last.table, sizeof last.table, table);
    keep(last.column, sizeof last.column, column);
    last.row = row;
    return status;
}

nextwork_status nw_fail_memory(const char *what)
{
    return nw_fail(NEXTWORK_ERROR_MEMORY, "out of memory while making %s", what);
}

const char *nextwork_status_text(nextwork_status status)
{
    static const char *const texts[] = {
        [NEXTWORK_OK] = "ok",
        [NEXTWORK_ERROR_HANDLE] = "a handle or an output pointer is NULL",
        [NEXTWORK_ERROR_ARGUMENT] = "an argument is not allowed",
        [NEXTWORK_ERROR_MEMORY] = "out of memory",
        [NEXTWORK_ERROR_IO] = "a file could not be read or written",
        [NEXTWORK_ERROR_DATA] = "the data have errors",
        [NEXTWORK_ERROR_NOT_FOUND] = "no such name",
        [NEXTWORK_ERROR_BUFFER] = "the buffer is too small",
        [NEXTWORK_ERROR_STATE] = "not possible now",
        [NEXTWORK_ERROR_LIMIT] = "too large to count",
        [NEXTWORK_ERROR_CANCELLED] = "cancelled",
        [NEXTWORK_ERROR_INTERNAL] = "internal error",
    };
    if (status < 0 || status >= (nextwork_status)(sizeof texts / sizeof texts[0]))
        return "unknown status";
    return texts[status];
}

const char *nextwork_error_message(void)
{
    return last.message;
}

const char *nextwork_error_table(void)
{
    return last.table;
}

int64_t nextwork_error_row(void)
{
    return last.row;
}

const char *nextwork_error_column(void)
{
    return last.column;
}
