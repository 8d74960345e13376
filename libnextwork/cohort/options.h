/* Options by name: one registry feeds the C API, the command's flags, the bindings and the
 * documentation. */
#ifndef NW_COHORT_OPTIONS_H
#define NW_COHORT_OPTIONS_H

#include "base/status.h"
#include "base/text.h"

#define NW_OPTION_INT64 1
#define NW_OPTION_TEXT 2 /* with choices, or free when choices is NULL */
#define NW_OPTION_BOOL 3
#define NW_OPTION_DATE 4

/* Where an option belongs: a verb offers the options of its groups. */
#define NW_GROUP_ROUND 1    /* start, weeks */
#define NW_GROUP_MATCH 2    /* mechanism, seed, extend */
#define NW_GROUP_SCORE 4    /* top */
#define NW_GROUP_GENERATE 8 /* scenario, youths, companies, seed and every knob */
#define NW_GROUP_RUN 16     /* threads */
#define NW_GROUP_CHANCES 32 /* lotteries */
#define NW_GROUP_MARKET 64  /* mode */
#define NW_GROUP_PLAN 128   /* periods, calendar, effort, .. */

/* The number of an option without a default that nobody set. */
#define NW_OPTION_UNSET INT64_MIN

typedef struct {
    const char *name; /* with _ ; the command writes it with - */
    int type;
    int groups;
    int64_t value, min, max; /* default and range of numbers, 0/1 of booleans */
    const char *text;        /* default of texts and dates; NULL: not set */
    const char *const *choices;
    const char *help; /* one line, with the unit */
    const char *since;
} nw_option_info;

extern const nw_option_info nw_option_infos[];
extern const int64_t nw_option_count;

/* Values of all options; starts as the defaults. Opaque outside options.c. */
typedef struct nextwork_options nw_options; /* the public name, so that no cast is needed */

nextwork_status nw_options_new(nw_options **options);
void nw_options_free(nw_options *options);
nextwork_status nw_options_copy(nw_options **copy, const nw_options *options);

/* Sets an option; a wrong name, type or value fails with what is allowed and "did you mean". */
nextwork_status nw_options_set_int64(nw_options *options, const char *name, int64_t value);
nextwork_status nw_options_set_text(nw_options *options, const char *name, const char *value);
/* Sets an option of any type from text, as a flag or a policy file gives it. */
nextwork_status nw_options_parse(nw_options *options, const char *name, const char *value);

/* For code that names a registered option: the value; of a date its day since 1970-01-01. */
int64_t nw_options_int64(const nw_options *options, const char *name);
const char *nw_options_text(const nw_options *options, const char *name); /* NULL: not set */
bool nw_options_is_set(const nw_options *options, const char *name);      /* set by somebody */

#endif
