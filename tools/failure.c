#include "failure.h"

#include <stdio.h>

int fail(int exit_code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    fprintf(stderr, "nextwork: %s\n", message);
    return exit_code;
}

static int exit_code_of(nextwork_status status)
{
    switch (status) {
    case NEXTWORK_ERROR_DATA:
        return EXIT_FINDINGS;
    case NEXTWORK_ERROR_ARGUMENT:
    case NEXTWORK_ERROR_NOT_FOUND:
    case NEXTWORK_ERROR_LIMIT:
        return EXIT_USAGE;
    default:
        return EXIT_BROKEN;
    }
}

int fail_status(nextwork_status status)
{
    if (status == NEXTWORK_OK)
        return EXIT_DONE;
    if (status == NEXTWORK_ERROR_CANCELLED)
        return fail(EXIT_INTERRUPTED, "interrupted; nothing was written");
    const char *message = nextwork_error_message();
    return fail(exit_code_of(status), "%s",
                *message == '\0' ? nextwork_status_text(status) : message);
}
