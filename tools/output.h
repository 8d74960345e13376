/* Where a verb's result goes: standard output, or one file of a folder that appears whole or not at
 * all. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "command.h"

#include <stdio.h>

typedef struct {
    FILE *file;
    int32_t format;         /* of tables */
    char *path, *temporary; /* NULL for standard output */
    char **made;            /* folders made for the file, the innermost first */
    int error;              /* errno of the first failure, 0 while all is well */
} output;

/* Opens standard output, or with -o the file NAME.csv (.json, .txt) in that folder. Without
 * --format, tables are for a person on standard output and CSV in a file. Returns an exit code;
 * after a failure there is nothing to close. */
int output_open(output *out, const request *r, const char *name);

/* Writes and flushes; false when the output has failed, now or before. */
bool output_text(output *out, const char *text);
bool output_table(output *out, const nextwork_table *table);

/* Ends the output. Given anything but EXIT_DONE, a file is dropped instead of put into place.
 * Returns that exit code, or that of a failed write: where the reader of a pipe has gone
 * away, EXIT_CLOSED without a message. */
int output_close(output *out, int exit_code);

/* Text as the whole of standard output. */
int print_text(const char *text);
/* A table as the whole of standard output, in the format asked for. */
int print_table(const request *r, const nextwork_table *table);

#endif
