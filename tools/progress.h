/* Long work as the person at the terminal sees it: a bar while it runs, and Ctrl-C to stop it. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "auto.h"

#include <stdbool.h>

typedef struct progress progress;

/* From here on the first Ctrl-C cancels the monitor, and a second one kills. The bar is drawn on
 * stderr, if that is a terminal and `quiet` does not forbid it. */
nextwork_status progress_new(progress **made, bool quiet);
void progress_free(progress *p); /* NULL allowed */

nextwork_monitor *progress_monitor(const progress *p);

/* Shows a bar named `what`, which is static, until the end of that work. */
void progress_begin(progress *p, const char *what);
void progress_end(progress *p);

/* Says that the calls to come are the part after `done` of `all` equal ones. */
void progress_part(progress *p, int64_t done, int64_t all);

/* Whether Ctrl-C was pressed. */
bool progress_interrupted(void);

#endif
