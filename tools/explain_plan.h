/* nextwork explain --plan: a youth's sequence of posts, and what else there would have been. */
#ifndef EXPLAIN_PLAN_H
#define EXPLAIN_PLAN_H

#include "command.h"

/* Returns an exit code, after reporting what went wrong. */
int explain_in_plan(const request *r);

#endif
