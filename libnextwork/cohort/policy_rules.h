/* The dated rules of a policy: what is shared by reading them, writing them and asking which are
 * in force. */
#ifndef NW_COHORT_POLICY_RULES_H
#define NW_COHORT_POLICY_RULES_H

#include "cohort/policy.h"
#include "cohort/policy_file.h"

#include <glib.h>

#define NW_RULE_PARAMETERS 4
#define NW_VARIANT_BYTES 32

/* One [rule NAME] or [rule NAME VARIANT] section. */
typedef struct nw_dated_rule {
    nw_reason reason;
    char variant[NW_VARIANT_BYTES + 1]; /* "": none */
    int32_t enabled;
    int32_t from, to; /* days, half-open; NW_UNKNOWN: no limit */
    int32_t parameters[NW_RULE_PARAMETERS];
    char *source;
    int64_t line;  /* of the heading */
    bool built_in; /* from the default, not from the file being read */
} nw_dated_rule;

/* A number that a rule takes beside its dates. */
typedef struct {
    nw_reason reason;
    int slot; /* place in parameters[] */
    const char *key;
    int32_t min, max;
    const char *const *choices; /* not NULL: one of these words, stored as its place */
} nw_rule_key;

extern const nw_rule_key nw_rule_keys[];
extern const int32_t nw_rule_keys_count;

/* Whether a reason holds at all times, so that no rule can switch it off. */
bool nw_reason_always_holds(nw_reason reason);

/* Adds what an entry of a [rule ...] section says to `rules` (of nw_dated_rule). */
nextwork_status nw_rule_entry(GArray *rules, const nw_policy_source *source,
                              const nw_policy_entry *entry);

/* When all is read: drops the built-in rules that the file replaces, brings the rest into the order
 * of reason and date, and finds dates that are the wrong way round or overlap. */
nextwork_status nw_rules_finish(GArray *rules, const nw_policy_source *source);

#endif
