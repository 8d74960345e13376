/* The command line of one verb: its flags are those of command.h and the library's own options. */
#ifndef FLAGS_H
#define FLAGS_H

#include "command.h"

/* Reads the words after the verb. Returns EXIT_DONE, with *help set when only help is asked for, or
 * the exit code of what it has reported. Release the request in either case. */
int request_parse(request *r, bool *help, const verb *v, int argc, char **argv);
void request_clear(request *r);

/* The help of a verb, to be freed. */
char *verb_help(const verb *v);

#endif
