/* The help of a verb. */
#ifndef HELP_H
#define HELP_H

#include "command.h"

/* How to call the verb, its flags (ended by an entry without a name; those with
 * G_OPTION_FLAG_HIDDEN are left out), and what it is about; to be freed. */
char *help_text(const verb *v, const GOptionEntry *entries);

#endif
