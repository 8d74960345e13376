#include "cohort/policy_rules.h"

static const char *const least_answers[] = {"yes", "maybe", NULL};

const nw_rule_key nw_rule_keys[] = {
    {NW_REASON_HEADCOUNT_RULE, 0, "per", 1, 1000000, NULL},
    {NW_REASON_HEADCOUNT_RULE, 1, "up_to", 0, 1000000, NULL},
    {NW_REASON_HEADCOUNT_RULE, 2, "then_per", 1, 1000000, NULL},
    {NW_REASON_HEADCOUNT_RULE, 3, "at_least", 0, 1000000, NULL},
    {NW_REASON_TOO_YOUNG, 0, "age", 0, 120, NULL},
    {NW_REASON_TOO_OLD, 0, "age", 0, 120, NULL},
    {NW_REASON_NEED_UNMET, 0, "level", 1, 3, NULL},
    {NW_REASON_NOT_MUTUAL, 0, "accept", 0, 1, least_answers},
};
const int32_t nw_rule_keys_count = sizeof nw_rule_keys / sizeof nw_rule_keys[0];

bool nw_reason_always_holds(nw_reason reason)
{
    return reason == NW_REASON_VETO || reason == NW_REASON_COMPANY_NO ||
           reason == NW_REASON_NO_SEAT || reason == NW_REASON_OVERLAP ||
           reason == NW_REASON_CONTROL_ARM;
}

/* --- Reading a section --------------------------------------------------------------------------
 */

/* Splits "rule NAME VARIANT" into its words; without a variant, that is empty. */
static void split_section(nw_text *name, nw_text *variant, nw_text section)
{
    const char *end = section.at + section.bytes, *at = section.at + strlen("rule");
    while (at < end && *at == ' ')
        at++;
    const char *space = memchr(at, ' ', (size_t)(end - at));
    const char *stop = space == NULL ? end : space;
    *name = (nw_text){at, stop - at};
    for (at = stop; at < end && *at == ' ';)
        at++;
    *variant = (nw_text){at, end - at};
}

static int reason_of(nw_text name)
{
    for (int reason = 0; reason < NW_REASONS; reason++)
        if (nw_text_is(name, nw_reason_infos[reason].name))
            return reason;
    return -1;
}

static nw_dated_rule *rule_at(GArray *rules, guint i)
{
    return &g_array_index(rules, nw_dated_rule, i);
}

static nw_dated_rule *find_rule(GArray *rules, int reason, nw_text variant, bool built_in)
{
    for (guint i = 0; i < rules->len; i++) {
        nw_dated_rule *rule = rule_at(rules, i);
        if ((int)rule->reason == reason && rule->built_in == built_in &&
            nw_text_is(variant, rule->variant))
            return rule;
    }
    return NULL;
}

/* A new section begins as the built-in rule of its name, so that it need give only what differs. */
static void add_rule(GArray *rules, nw_reason reason, nw_text variant,
                     const nw_policy_source *source, int64_t line)
{
    nw_dated_rule rule = {.reason = reason, .from = NW_UNKNOWN, .to = NW_UNKNOWN};
    const nw_dated_rule *base = find_rule(rules, (int)reason, nw_text_of(""), true);
    if (base != NULL)
        rule = *base;
    rule.source = g_strdup(base == NULL ? "" : base->source);
    memcpy(rule.variant, variant.at, (size_t)variant.bytes);
    rule.variant[variant.bytes] = '\0';
    rule.line = line;
    rule.built_in = source->built_in;
    g_array_append_val(rules, rule);
}

static nextwork_status unknown_rule(const nw_policy_source *source, const nw_policy_entry *entry,
                                    nw_text name)
{
    const char *names[NW_REASONS];
    for (int reason = 0; reason < NW_REASONS; reason++)
        names[reason] = nw_reason_infos[reason].name;
    const char *nearest = nw_text_nearest(name, names, NW_REASONS);
    return nw_finding_file(source->findings, NW_ERROR, "policy-unknown-section", source->file,
                           entry->line, "", name, "there is no rule of this name%s%s%s",
                           nearest == NULL ? "; write [rule NAME] with the name of a reason"
                                           : "; did you mean ",
                           nearest == NULL ? "" : nearest, nearest == NULL ? "" : "?");
}

static nextwork_status rule_heading(GArray *rules, const nw_policy_source *source,
                                    const nw_policy_entry *entry)
{
    nw_text name, variant;
    split_section(&name, &variant, entry->section);
    int reason = reason_of(name);
    if (reason < 0)
        return unknown_rule(source, entry, name);
    if (nw_reason_always_holds((nw_reason)reason))
        return nw_finding_file(
            source->findings, NW_ERROR, "policy-rule-fixed", source->file, entry->line, "", name,
            "%s always holds and has no rule; remove this section", nw_reason_infos[reason].name);
    if (variant.bytes > NW_VARIANT_BYTES || !nw_text_is_id(variant))
        return nw_finding_file(source->findings, NW_ERROR, "policy-unknown-section", source->file,
                               entry->line, "", variant,
                               "the word after the rule's name may have up to %d of the "
                               "characters A-Z a-z 0-9 _ . : -",
                               NW_VARIANT_BYTES);
    if (find_rule(rules, reason, variant, source->built_in) == NULL)
        add_rule(rules, (nw_reason)reason, variant, source, entry->line);
    return NEXTWORK_OK;
}

static nextwork_status unknown_key(const nw_dated_rule *rule, const nw_policy_source *source,
                                   const nw_policy_entry *entry)
{
    const char *known[4 + NW_RULE_PARAMETERS] = {"enabled", "valid_from", "valid_to", "source"};
    int64_t count = 4;
    for (int32_t i = 0; i < nw_rule_keys_count; i++)
        if (nw_rule_keys[i].reason == rule->reason)
            known[count++] = nw_rule_keys[i].key;
    return nw_policy_unknown_key(source, entry, known, count);
}

static nextwork_status parameter(nw_dated_rule *rule, const nw_policy_source *source,
                                 const nw_policy_entry *entry)
{
    for (int32_t i = 0; i < nw_rule_keys_count; i++) {
        const nw_rule_key *key = &nw_rule_keys[i];
        if (key->reason != rule->reason || !nw_text_is(entry->key, key->key))
            continue;
        int32_t *slot = &rule->parameters[key->slot];
        return key->choices != NULL
                   ? nw_policy_choice(slot, source, entry, key->key, key->choices)
                   : nw_policy_number(slot, source, entry, key->key, key->min, key->max);
    }
    return unknown_key(rule, source, entry);
}

nextwork_status nw_rule_entry(GArray *rules, const nw_policy_source *source,
                              const nw_policy_entry *entry)
{
    if (entry->key.bytes == 0)
        return rule_heading(rules, source, entry);
    nw_text name, variant;
    split_section(&name, &variant, entry->section);
    nw_dated_rule *rule = find_rule(rules, reason_of(name), variant, source->built_in);
    if (rule == NULL)
        return NEXTWORK_OK; /* the heading was wrong, and that has been said */
    if (nw_text_is(entry->key, "enabled"))
        return nw_policy_number(&rule->enabled, source, entry, "enabled", 0, 1);
    if (nw_text_is(entry->key, "valid_from"))
        return nw_policy_date(&rule->from, source, entry, "valid_from");
    if (nw_text_is(entry->key, "valid_to"))
        return nw_policy_date(&rule->to, source, entry, "valid_to");
    if (nw_text_is(entry->key, "source"))
        return nw_policy_string(&rule->source, source, entry, "source");
    return parameter(rule, source, entry);
}

/* --- All sections together ----------------------------------------------------------------------
 */

static bool is_replaced(GArray *rules, const nw_dated_rule *built_in)
{
    for (guint i = 0; i < rules->len; i++)
        if (rule_at(rules, i)->reason == built_in->reason && !rule_at(rules, i)->built_in)
            return true;
    return false;
}

static void drop_replaced(GArray *rules)
{
    for (guint i = rules->len; i-- > 0;) {
        nw_dated_rule *rule = rule_at(rules, i);
        if (rule->built_in && is_replaced(rules, rule)) {
            g_free(rule->source);
            g_array_remove_index(rules, i);
        }
    }
}

/* By reason, then first day (no limit, INT32_MIN, comes first), then variant. */
static gint compare(gconstpointer a, gconstpointer b)
{
    const nw_dated_rule *x = a, *y = b;
    if (x->reason != y->reason)
        return x->reason < y->reason ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return strcmp(x->variant, y->variant);
}

static bool ends_by(const nw_dated_rule *earlier, const nw_dated_rule *later)
{
    return earlier->to != NW_UNKNOWN && later->from != NW_UNKNOWN && earlier->to <= later->from;
}

static nextwork_status check_dates(const nw_dated_rule *rule, const nw_dated_rule *previous,
                                   const nw_policy_source *source)
{
    const char *name = nw_reason_infos[rule->reason].name;
    if (rule->from != NW_UNKNOWN && rule->to != NW_UNKNOWN && rule->from >= rule->to)
        return nw_finding_file(source->findings, NW_ERROR, "policy-rule-dates", source->file,
                               rule->line, "valid_to", (nw_text){"", 0},
                               "valid_to of %s must be after valid_from", name);
    if (previous != NULL && previous->reason == rule->reason && !ends_by(previous, rule))
        return nw_finding_file(source->findings, NW_ERROR, "policy-rule-dates", source->file,
                               rule->line, "valid_from", (nw_text){"", 0},
                               "this span of %s overlaps the one in line %lld; end one where the "
                               "other begins",
                               name, (long long)previous->line);
    return NEXTWORK_OK;
}

nextwork_status nw_rules_finish(GArray *rules, const nw_policy_source *source)
{
    drop_replaced(rules);
    g_array_sort(rules, compare);
    for (guint i = 0; i < rules->len; i++)
        NW_TRY(check_dates(rule_at(rules, i), i > 0 ? rule_at(rules, i - 1) : NULL, source));
    return NEXTWORK_OK;
}

/* --- Which are in force -------------------------------------------------------------------------
 */

static bool in_force(const nw_dated_rule *rule, int32_t day)
{
    return rule->enabled == 1 && (rule->from == NW_UNKNOWN || rule->from <= day) &&
           (rule->to == NW_UNKNOWN || day < rule->to);
}

static void put_in_force(nw_rules *rules, const nw_dated_rule *rule)
{
    rules->enabled[rule->reason] = true;
    const int32_t *parameters = rule->parameters;
    switch (rule->reason) {
    case NW_REASON_HEADCOUNT_RULE:
        rules->headcount_per = parameters[0];
        rules->headcount_up_to = parameters[1];
        rules->headcount_then_per = parameters[2];
        rules->headcount_at_least = parameters[3];
        break;
    case NW_REASON_TOO_YOUNG:
        rules->youngest = parameters[0];
        break;
    case NW_REASON_TOO_OLD:
        rules->oldest = parameters[0];
        break;
    case NW_REASON_NEED_UNMET:
        rules->need_level = parameters[0];
        break;
    case NW_REASON_NOT_MUTUAL:
        rules->maybe_is_mutual = least_answers[parameters[0]][0] == 'm';
        break;
    default:
        break;
    }
}

void nw_policy_rules(nw_rules *rules, const nw_policy *policy, int32_t day)
{
    /* What a rule that is not in force would ask: nothing of anybody. */
    *rules = (nw_rules){
        .headcount_per = 1,
        .headcount_then_per = 1,
        .oldest = INT32_MAX,
        .need_level = INT32_MAX,
        .maybe_is_mutual = true,
    };
    for (int reason = 0; reason < NW_REASONS; reason++)
        rules->enabled[reason] = nw_reason_always_holds((nw_reason)reason);
    for (int64_t i = 0; i < policy->n_dated; i++)
        if (in_force(&policy->dated[i], day))
            put_in_force(rules, &policy->dated[i]);
}
