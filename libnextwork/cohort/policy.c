#include "cohort/policy.h"

#include "base/dates.h"
#include "cohort/options.h"
#include "cohort/policy_file.h"
#include "cohort/policy_rules.h"

#include <glib.h>
#include <stddef.h>

#define MOST_WEIGHT 1000
#define MOST_MINUTES 1440

/* A key whose value is a number of the policy itself. */
typedef struct {
    const char *section, *key;
    int32_t min, max;
    size_t offset;
} number_key;

#define WEIGHT(name, term)                                                                         \
    {                                                                                              \
        "weights", name, 0, MOST_WEIGHT, offsetof(nw_policy, weights) + (term) * sizeof(int32_t)   \
    }
#define TERM(name, member, min, max)                                                               \
    {                                                                                              \
        "terms", name, min, max, offsetof(nw_policy, terms.member)                                 \
    }
#define NEUTRAL(name, term)                                                                        \
    {                                                                                              \
        "terms", name, 0, 10000, offsetof(nw_policy, terms.neutral) + (term) * sizeof(int32_t)     \
    }

static const number_key number_keys[] = {
    {"round", "weeks", 1, 520, offsetof(nw_policy, weeks)},
    WEIGHT("wish", NW_TERM_WISH),
    WEIGHT("novelty", NW_TERM_NOVELTY),
    WEIGHT("mutual", NW_TERM_MUTUAL),
    WEIGHT("travel", NW_TERM_TRAVEL),
    WEIGHT("goal", NW_TERM_GOAL),
    WEIGHT("support", NW_TERM_SUPPORT),
    WEIGHT("hours", NW_TERM_HOURS),
    WEIGHT("reliability", NW_TERM_RELIABILITY),
    WEIGHT("skill", NW_TERM_SKILL),
    WEIGHT("room", NW_TERM_ROOM),
    TERM("wish_depth", wish_depth, 1, 1000),
    TERM("answer_depth", answer_depth, 1, 1000),
    TERM("travel_free", travel_free, 0, MOST_MINUTES),
    TERM("travel_default_max", travel_default_max, 1, MOST_MINUTES),
    TERM("detour", detour, 1000, 10000),
    TERM("walk", walk, 1, 10000),
    TERM("bike", bike, 1, 10000),
    TERM("transit", transit, 1, 10000),
    TERM("car", car, 1, 10000),
    TERM("transit_wait", transit_wait, 0, MOST_MINUTES),
    TERM("car_wait", car_wait, 0, MOST_MINUTES),
    NEUTRAL("neutral_wish", NW_TERM_WISH),
    NEUTRAL("neutral_novelty", NW_TERM_NOVELTY),
    NEUTRAL("neutral_mutual", NW_TERM_MUTUAL),
    NEUTRAL("neutral_travel", NW_TERM_TRAVEL),
    NEUTRAL("neutral_goal", NW_TERM_GOAL),
    NEUTRAL("neutral_support", NW_TERM_SUPPORT),
    NEUTRAL("neutral_hours", NW_TERM_HOURS),
    NEUTRAL("neutral_reliability", NW_TERM_RELIABILITY),
    NEUTRAL("neutral_skill", NW_TERM_SKILL),
};
#define NUMBER_KEYS (sizeof number_keys / sizeof number_keys[0])

#define ID_BYTES 64

typedef struct {
    nw_policy *policy;
    GArray *rules;      /* nw_dated_rule */
    GPtrArray *options; /* "name=value" */
    char *override_reason;
    int64_t weights_line; /* of the last heading [weights] or key in it */
    nw_policy_source source;
} reader;

/* --- Keys ----------------------------------------------------------------------------------- */

static const char *const sections[] = {"policy", "round",   "weights",
                                       "terms",  "options", "rule NAME"};

static bool is_rule(nw_text section)
{
    return nw_text_is(section, "rule") ||
           (section.bytes > 5 && memcmp(section.at, "rule ", 5) == 0);
}

static nextwork_status check_heading(const reader *read, const nw_policy_entry *entry)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sections) - 1; i++)
        if (nw_text_is(entry->section, sections[i]))
            return NEXTWORK_OK;
    const char *nearest = nw_text_nearest(entry->section, sections, G_N_ELEMENTS(sections));
    return nw_finding_file(
        read->source.findings, NW_ERROR, "policy-unknown-section", read->source.file, entry->line,
        "", entry->section, "there is no section of this name; %s[%s]%s",
        nearest == NULL ? "all are shown by `nextwork policy`, such as " : "did you mean ",
        nearest == NULL ? "weights" : nearest, nearest == NULL ? "" : "?");
}

static nextwork_status id_key(reader *read, const nw_policy_entry *entry)
{
    char *id = NULL;
    NW_TRY(nw_policy_string(&id, &read->source, entry, "id"));
    if (id == NULL)
        return NEXTWORK_OK;
    bool allowed =
        entry->value.bytes >= 1 && entry->value.bytes <= ID_BYTES && nw_text_is_id(entry->value);
    if (allowed)
        g_strlcpy(read->policy->id, id, sizeof read->policy->id);
    g_free(id);
    if (allowed)
        return NEXTWORK_OK;
    return nw_finding_file(read->source.findings, NW_ERROR, "policy-value", read->source.file,
                           entry->line, "id", entry->value,
                           "id must be 1 to %d of the characters A-Z a-z 0-9 _ . : -", ID_BYTES);
}

static nextwork_status number_entry(reader *read, const nw_policy_entry *entry)
{
    const char *known[NUMBER_KEYS + 1];
    int64_t count = 0;
    for (size_t i = 0; i < NUMBER_KEYS; i++) {
        const number_key *key = &number_keys[i];
        if (!nw_text_is(entry->section, key->section))
            continue;
        known[count++] = key->key;
        if (nw_text_is(entry->key, key->key)) {
            char *number = (char *)read->policy + key->offset;
            return nw_policy_number((int32_t *)(void *)number, &read->source, entry, key->key,
                                    key->min, key->max);
        }
    }
    if (nw_text_is(entry->section, "round"))
        known[count++] = "start";
    return nw_policy_unknown_key(&read->source, entry, known, count);
}

static nextwork_status policy_entry(reader *read, const nw_policy_entry *entry)
{
    static const char *const known[] = {"id", "override_reason"};
    if (nw_text_is(entry->key, "id"))
        return id_key(read, entry);
    if (nw_text_is(entry->key, "override_reason"))
        return nw_policy_string(&read->override_reason, &read->source, entry, "override_reason");
    return nw_policy_unknown_key(&read->source, entry, known, 2);
}

/* --- Options -------------------------------------------------------------------------------- */

#define POLICY_GROUPS (NW_GROUP_MATCH | NW_GROUP_SCORE | NW_GROUP_PLAN)

static const nw_option_info *option_of(nw_text name)
{
    for (int64_t i = 0; i < nw_option_count; i++)
        if (nw_text_is(name, nw_option_infos[i].name) &&
            (nw_option_infos[i].groups & POLICY_GROUPS) != 0)
            return &nw_option_infos[i];
    return NULL;
}

static nextwork_status unknown_option(const reader *read, const nw_policy_entry *entry)
{
    if (nw_text_is(entry->key, "start") || nw_text_is(entry->key, "weeks"))
        return nw_finding_file(read->source.findings, NW_ERROR, "policy-unknown-key",
                               read->source.file, entry->line, "", entry->value,
                               "%.*s belongs in [round]", (int)entry->key.bytes, entry->key.at);
    GPtrArray *known = g_ptr_array_new();
    for (int64_t i = 0; i < nw_option_count; i++)
        if ((nw_option_infos[i].groups & POLICY_GROUPS) != 0)
            g_ptr_array_add(known, (gpointer)nw_option_infos[i].name);
    nextwork_status status =
        nw_policy_unknown_key(&read->source, entry, (const char *const *)known->pdata, known->len);
    g_ptr_array_free(known, TRUE);
    return status;
}

/* Has the registry judge the value. */
static nextwork_status check_option(const reader *read, const nw_policy_entry *entry,
                                    const char *name, const char *value)
{
    nw_options *options;
    NW_TRY(nw_options_new(&options));
    nextwork_status status = nw_options_parse(options, name, value);
    nw_options_free(options);
    if (status == NEXTWORK_OK || status == NEXTWORK_ERROR_MEMORY)
        return status;
    return nw_finding_file(read->source.findings, NW_ERROR, "policy-value", read->source.file,
                           entry->line, name, entry->value, "%s", nextwork_error_message());
}

static nextwork_status option_entry(reader *read, const nw_policy_entry *entry)
{
    const nw_option_info *option = option_of(entry->key);
    if (option == NULL)
        return unknown_option(read, entry);
    char *value = g_strndup(entry->value.at, (gsize)entry->value.bytes);
    nextwork_status status = check_option(read, entry, option->name, value);
    g_ptr_array_add(read->options, g_strdup_printf("%s=%s", option->name, value));
    g_free(value);
    return status;
}

/* --- Reading -------------------------------------------------------------------------------- */

static nextwork_status read_entry(reader *read, const nw_policy_entry *entry)
{
    if (is_rule(entry->section))
        return nw_rule_entry(read->rules, &read->source, entry);
    if (nw_text_is(entry->section, "weights"))
        read->weights_line = entry->line;
    if (entry->key.bytes == 0)
        return check_heading(read, entry);
    if (nw_text_is(entry->section, "policy"))
        return policy_entry(read, entry);
    if (nw_text_is(entry->section, "options"))
        return option_entry(read, entry);
    if (nw_text_is(entry->section, "round") && nw_text_is(entry->key, "start"))
        return nw_policy_date(&read->policy->start, &read->source, entry, "start");
    if (nw_text_is(entry->section, "round") || nw_text_is(entry->section, "weights") ||
        nw_text_is(entry->section, "terms"))
        return number_entry(read, entry);
    return NEXTWORK_OK; /* of an unknown section, which its heading has told */
}

static nextwork_status read_text(reader *read, const char *text)
{
    nw_policy_entry *entries;
    int64_t count;
    NW_TRY(nw_policy_scan(&entries, &count, text, &read->source));
    nextwork_status status = NEXTWORK_OK;
    for (int64_t i = 0; i < count && status == NEXTWORK_OK; i++)
        status = read_entry(read, &entries[i]);
    g_free(entries);
    return status;
}

static nextwork_status check_weights(const reader *read)
{
    const int32_t *weights = read->policy->weights;
    int heaviest = NW_TERM_NOVELTY;
    for (int term = NW_TERM_NOVELTY; term < NW_TERMS; term++)
        if (weights[term] > weights[heaviest])
            heaviest = term;
    if (weights[NW_TERM_WISH] == 0 && weights[heaviest] == 0)
        return nw_finding_file(read->source.findings, NW_ERROR, "policy-weights", read->source.file,
                               read->weights_line, "", (nw_text){"", 0},
                               "all weights are 0; give at least one term a weight");
    bool overridden = read->override_reason != NULL && read->override_reason[0] != '\0';
    if (weights[NW_TERM_WISH] > weights[heaviest] || overridden)
        return NEXTWORK_OK;
    return nw_finding_file(read->source.findings, NW_ERROR, "policy-weights", read->source.file,
                           read->weights_line, "wish", (nw_text){"", 0},
                           "the wish weighs %d and %s %d: the youth's wish must weigh most; raise "
                           "it, or say in [policy] override_reason why not",
                           weights[NW_TERM_WISH], nw_term_names[heaviest], weights[heaviest]);
}

static nextwork_status read_all(reader *read, const char *text, const char *file)
{
    read->source.file = "default.ini";
    read->source.built_in = true;
    NW_TRY(read_text(read, nw_policy_default_text()));
    read->source.file = file == NULL ? "policy.ini" : file;
    read->source.built_in = false;
    if (text != NULL)
        NW_TRY(read_text(read, text));
    NW_TRY(nw_rules_finish(read->rules, &read->source));
    return check_weights(read);
}

/* --- The canonical text --------------------------------------------------------------------- */

static gint compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Appends the lines, sorted, and frees them. */
static void append_sorted(GString *text, GPtrArray *lines)
{
    g_ptr_array_sort(lines, compare_lines);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s\n", (char *)lines->pdata[i]);
    g_ptr_array_set_size(lines, 0);
}

static void add_date(GPtrArray *lines, const char *key, int32_t day)
{
    char date[11] = "";
    if (day != NW_UNKNOWN)
        nw_date_format(date, day);
    g_ptr_array_add(lines, g_strdup_printf("%s=%s", key, date));
}

static void append_section(GString *text, const nw_policy *policy, const char *section,
                           GPtrArray *lines)
{
    for (size_t i = 0; i < NUMBER_KEYS; i++) {
        if (strcmp(number_keys[i].section, section) != 0)
            continue;
        int32_t number;
        memcpy(&number, (const char *)policy + number_keys[i].offset, sizeof number);
        if (number != NW_UNKNOWN)
            g_ptr_array_add(lines, g_strdup_printf("%s=%d", number_keys[i].key, number));
    }
    g_string_append_printf(text, "[%s]\n", section);
    append_sorted(text, lines);
}

static void append_rule(GString *text, const nw_dated_rule *rule, GPtrArray *lines)
{
    for (int32_t i = 0; i < nw_rule_keys_count; i++) {
        const nw_rule_key *key = &nw_rule_keys[i];
        if (key->reason != rule->reason)
            continue;
        int32_t number = rule->parameters[key->slot];
        g_ptr_array_add(lines, key->choices != NULL
                                   ? g_strdup_printf("%s=%s", key->key, key->choices[number])
                                   : g_strdup_printf("%s=%d", key->key, number));
    }
    g_ptr_array_add(lines, g_strdup_printf("enabled=%d", rule->enabled));
    g_ptr_array_add(lines, g_strdup_printf("source=%s", rule->source));
    add_date(lines, "valid_from", rule->from);
    add_date(lines, "valid_to", rule->to);
    g_string_append_printf(text, "[rule %s%s%s]\n", nw_reason_infos[rule->reason].name,
                           rule->variant[0] == '\0' ? "" : " ", rule->variant);
    append_sorted(text, lines);
}

static char *canonical(const reader *read)
{
    const nw_policy *policy = read->policy;
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "[policy]\nid=%s\noverride_reason=%s\n", policy->id,
                           read->override_reason == NULL ? "" : read->override_reason);
    if (policy->start != NW_UNKNOWN)
        add_date(lines, "start", policy->start);
    append_section(text, policy, "round", lines);
    append_section(text, policy, "weights", lines);
    append_section(text, policy, "terms", lines);
    g_string_append_printf(text, "[options]\n%s", policy->options);
    for (int64_t i = 0; i < policy->n_dated; i++)
        append_rule(text, &policy->dated[i], lines);
    g_ptr_array_free(lines, TRUE);
    return g_string_free(text, FALSE);
}

static char *sorted_options(GPtrArray *options)
{
    GString *text = g_string_new(NULL);
    append_sorted(text, options);
    return g_string_free(text, FALSE);
}

/* --- The whole ------------------------------------------------------------------------------ */

static void free_rules(nw_dated_rule *rules, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        g_free(rules[i].source);
    g_free(rules);
}

nextwork_status nw_policy_read(nw_policy *policy, const char *text, const char *file,
                               nw_findings *findings)
{
    nw_policy made = {.start = NW_UNKNOWN, .weeks = NW_UNKNOWN};
    reader read = {
        .policy = &made,
        .rules = g_array_new(FALSE, FALSE, sizeof(nw_dated_rule)),
        .options = g_ptr_array_new_with_free_func(g_free),
        .source = {.findings = findings},
    };
    nextwork_status status = read_all(&read, text, file);
    made.n_dated = read.rules->len;
    made.dated = (nw_dated_rule *)(void *)g_array_free(read.rules, FALSE);
    if (status == NEXTWORK_OK) {
        made.options = sorted_options(read.options);
        made.text = canonical(&read);
        *policy = made;
    } else {
        free_rules(made.dated, made.n_dated);
    }
    g_ptr_array_free(read.options, TRUE);
    g_free(read.override_reason);
    return status;
}

void nw_policy_clear(nw_policy *policy)
{
    free_rules(policy->dated, policy->n_dated);
    g_free(policy->options);
    g_free(policy->text);
    *policy = (nw_policy){0};
}
