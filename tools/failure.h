/* How a run ends: exit codes, and the message on stderr that goes with each. */
#ifndef FAILURE_H
#define FAILURE_H

#include <glib.h>
#include <nextwork.h>

#define EXIT_DONE 0
#define EXIT_FINDINGS 1      /* the data or the result has findings */
#define EXIT_USAGE 2         /* wrong usage */
#define EXIT_BROKEN 3        /* no memory, I/O or internal error */
#define EXIT_OPEN 4          /* nothing is wrong, but a proof would take too long */
#define EXIT_INTERRUPTED 130 /* as a shell reports a program ended by Ctrl-C */
#define EXIT_CLOSED 141      /* as a shell reports one whose reader went away, as `head` does */

/* Prints "nextwork: " and the message; returns the exit code. */
int fail(int exit_code, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The same for wrong usage, and where to read about the right one. */
int fail_usage(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* This thread's last error in the words of the command line, where options are flags; to be freed.
 */
char *failure_text(nextwork_status status);

int exit_code_of(nextwork_status status);

/* The exit code of a call's status; unless it worked, prints this thread's last error. */
int fail_status(nextwork_status status);

#endif
