/* Policy: weights, parameters and dated rules. Data, not code: an INI file, checked as carefully as
 * a table; the built-in default is such a file too (cohort/policy/default.ini). */
#ifndef NW_COHORT_POLICY_H
#define NW_COHORT_POLICY_H

#include "cohort/finding.h"

/* The terms of a fit, in the order of their weights in DESIGN.md and in every output. */
typedef enum {
    NW_TERM_WISH,
    NW_TERM_NOVELTY,
    NW_TERM_MUTUAL,
    NW_TERM_TRAVEL,
    NW_TERM_GOAL,
    NW_TERM_SUPPORT,
    NW_TERM_HOURS,
    NW_TERM_RELIABILITY,
    NW_TERM_SKILL,
    NW_TERM_ROOM,
    NW_TERMS
} nw_term;

extern const char *const nw_term_names[NW_TERMS];

/* The reasons why a pair is not allowed; numbers (bits) never change. */
typedef enum {
    NW_REASON_VETO,
    NW_REASON_COMPANY_NO,
    NW_REASON_NOT_MUTUAL,
    NW_REASON_REPEAT_COMPANY,
    NW_REASON_LAST_EMPLOYER,
    NW_REASON_NO_SEAT,
    NW_REASON_HEADCOUNT_RULE,
    NW_REASON_NOT_AVAILABLE,
    NW_REASON_OVERLAP,
    NW_REASON_TRAVEL_TOO_FAR,
    NW_REASON_HOURS_TOO_FEW,
    NW_REASON_NEED_UNMET,
    NW_REASON_SKILL_MISSING,
    NW_REASON_OUTSIDE_NETWORK,
    NW_REASON_CONTROL_ARM,
    NW_REASON_NOT_ENROLLED,
    NW_REASON_TOO_YOUNG,
    NW_REASON_TOO_OLD,
    NW_REASONS
} nw_reason;

typedef struct {
    const char *name;
    const char *severity; /* law, programme, person, data */
    const char *text_en, *text_da;
} nw_reason_info;

extern const nw_reason_info nw_reason_infos[NW_REASONS];

/* Parameters of the terms ([terms] in the file), with DESIGN.md's defaults. */
typedef struct {
    int32_t wish_depth, answer_depth;
    int32_t travel_free, travel_default_max; /* minutes */
    int32_t detour;                          /* per mille of the chord: 1300 */
    int32_t walk, bike, transit, car;        /* tenths of a minute a km: 120, 40, 22, 11 */
    int32_t transit_wait, car_wait;          /* minutes added: 12, 4 */
    int32_t neutral[NW_TERMS];               /* value of an unknown term */
} nw_term_parameters;

/* The rules in force at one date. A rule that is not in force forbids nothing. */
typedef struct {
    bool enabled[NW_REASONS];
    int32_t headcount_per, headcount_up_to, headcount_then_per, headcount_at_least;
    int32_t youngest, oldest; /* whole years at the round's start */
    int32_t need_level;       /* needs of at least this level must be met */
    bool maybe_is_mutual;     /* not-mutual: whether "maybe" is enough */
} nw_rules;

typedef struct nw_policy {
    char id[65];
    int32_t start, weeks; /* [round]; NW_UNKNOWN when not given */
    int32_t weights[NW_TERMS];
    nw_term_parameters terms;
    struct nw_dated_rule *dated; /* every [rule NAME] section, by reason and date */
    int64_t n_dated;
    char *options; /* the [options] section as "name=value" lines, sorted by name; "" when none */
    char *text;    /* the whole policy in canonical form: every key, sorted; part of the input */
} nw_policy;

/* Reads a policy: the default, overridden key by key by `text` (INI; NULL: the default alone).
 * Unknown sections and keys, weights that are zero in all or in which the wish is not the largest
 * without override_reason, values out of range, rule dates that overlap: all are findings. `file`
 * names it in messages. */
nextwork_status nw_policy_read(nw_policy *policy, const char *text, const char *file,
                               nw_findings *findings);
void nw_policy_clear(nw_policy *policy);

/* The rules in force on `day`. */
void nw_policy_rules(nw_rules *rules, const nw_policy *policy, int32_t day);

/* The built-in default as an INI file with comments. */
const char *nw_policy_default_text(void);

#endif
