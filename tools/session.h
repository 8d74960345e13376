/* A cohort opened as the command line asks: read, given its policy, checked. */
#ifndef SESSION_H
#define SESSION_H

#include "command.h"
#include "progress.h"

typedef struct {
    const request *request;
    progress *progress;
    nextwork_builder *builder;
    nextwork_cohort *cohort; /* NULL until it is frozen */
} session;

/* Each returns an exit code, after reporting what went wrong; close the session in any case. */

/* An empty builder, and Ctrl-C minded. */
int session_begin(session *s, const request *r);
/* Reads the folder that is the first argument. A policy given before replaces the folder's. */
int session_read(session *s);
/* The same with the policy that the command line names. */
int session_read_with_policy(session *s);
/* Checks and freezes what was read; errors in the data are not reported. */
int session_freeze(session *s);
/* The same, and tells errors and warnings in the data on stderr. */
int session_freeze_and_tell(session *s);
/* All of this, and makes the round. */
int session_open(session *s, nextwork_round **round, const request *r);
/* The same without a round, with the policy that a result's certificate holds. */
int session_open_with_policy_of(session *s, const request *r, const char *result);
void session_close(session *s);

/* Whether the folder can be a result. */
int session_check_result(const char *folder);

/* Whether the folder of -o, if any, can take a result or a cohort: not where there is a cohort,
 * whose tables would be gone. */
int session_check_output(const request *r);

/* Matches the round; being interrupted is an error. Reports nothing. */
nextwork_status session_try_match(nextwork_result **result, const session *s,
                                  nextwork_round *round);
/* The same, returning an exit code after reporting what went wrong. */
int session_match(nextwork_result **result, const session *s, nextwork_round *round);

/* The number of an id in "youths" or "posts"; -1 for none given. */
int session_find(int64_t *row, const session *s, const char *table, const char *id);

#endif
