/* What a verb is, and what the command line asked of it. */
#ifndef COMMAND_H
#define COMMAND_H

#include "auto.h"
#include "failure.h"

#include <stdbool.h>

/* The flags that a verb takes, besides the library's options. */
#define TAKES_POLICY 1
#define TAKES_YOUTH 2
#define TAKES_POST 4
#define TAKES_LANGUAGE 8
#define TAKES_FORMAT 16
#define TAKES_FOLDER 32
#define TAKES_QUIET 64
#define TAKES_PLAN 128

typedef struct verb verb;

typedef struct {
    const verb *verb;
    char **arguments; /* without the flags */
    nextwork_options *options;
    char *policy, *youth, *post, *plan, *folder; /* NULL: not given */
    const char *language;
    int32_t format; /* 0: not given */
    gboolean quiet;
} request;

struct verb {
    const char *name;
    const char *arguments; /* as the help shows them */
    int least, most;       /* how many of them */
    const char *summary;   /* one line, for the list of verbs */
    const char *about;     /* what the help says below the flags: a paragraph, then examples */
    int takes;
    const char *groups;  /* which options of the registry, separated by "|" */
    const char *without; /* an option of those that is not for it; NULL */
    int (*run)(const request *r);
};

extern const verb adopt_verb, chances_verb, check_verb, codes_verb, compare_verb, explain_verb,
    generate_verb, match_verb, plan_verb, policy_verb, score_verb, verify_verb, version_verb;

/* The format asked for, else the table for a person. */
static inline int32_t format_or_table(const request *r)
{
    return r->format == 0 ? NEXTWORK_FORMAT_TABLE : r->format;
}

#endif
