#include "cohort/policy_file.h"

#include "base/dates.h"

#include <glib.h>
#include <stdarg.h>

typedef struct {
    GArray *entries;
    nw_text section;
    const nw_policy_source *source;
} scanner;

static nw_text stripped(nw_text text)
{
    while (text.bytes > 0 && g_ascii_isspace(text.at[0])) {
        text.at++;
        text.bytes--;
    }
    while (text.bytes > 0 && g_ascii_isspace(text.at[text.bytes - 1]))
        text.bytes--;
    return text;
}

/* The entry of the same section and key that came before, or NULL. */
static const nw_policy_entry *earlier(const scanner *scan, nw_text key)
{
    for (guint i = 0; i < scan->entries->len; i++) {
        const nw_policy_entry *entry = &g_array_index(scan->entries, nw_policy_entry, i);
        if (nw_text_equal(entry->key, key) && nw_text_equal(entry->section, scan->section))
            return entry;
    }
    return NULL;
}

static nextwork_status bad_line(scanner *scan, int64_t number, nw_text line, const char *remedy)
{
    return nw_finding_file(scan->source->findings, NW_ERROR, "policy-syntax", scan->source->file,
                           number, "", line, "%s", remedy);
}

static nextwork_status scan_heading(scanner *scan, nw_text line, int64_t number)
{
    bool closed = line.bytes > 2 && line.at[line.bytes - 1] == ']';
    nw_text name = closed ? stripped((nw_text){line.at + 1, line.bytes - 2}) : (nw_text){"", 0};
    if (name.bytes == 0)
        return bad_line(scan, number, line, "a heading is a name in brackets, such as [weights]");
    scan->section = name;
    nw_policy_entry entry = {scan->section, {line.at, 0}, {line.at, 0}, number};
    g_array_append_val(scan->entries, entry);
    return NEXTWORK_OK;
}

static nextwork_status scan_key(scanner *scan, nw_text line, int64_t number)
{
    const char *equals = memchr(line.at, '=', (size_t)line.bytes);
    if (line.at[0] == ';')
        return bad_line(scan, number, line, "begin a comment with #");
    if (equals == NULL || equals == line.at)
        return bad_line(scan, number, line,
                        "a line is key=value, a [section], a # comment or empty");
    if (scan->section.bytes == 0)
        return bad_line(scan, number, line, "put the key below the [section] that it belongs to");
    nw_text key = stripped((nw_text){line.at, equals - line.at});
    nw_text value = stripped((nw_text){equals + 1, line.at + line.bytes - equals - 1});
    const nw_policy_entry *first = earlier(scan, key);
    if (first != NULL)
        return nw_finding_file(scan->source->findings, NW_ERROR, "policy-duplicate-key",
                               scan->source->file, number, "", value,
                               "%.*s stands in line %lld already; remove one of the two",
                               (int)key.bytes, key.at, (long long)first->line);
    nw_policy_entry entry = {scan->section, key, value, number};
    g_array_append_val(scan->entries, entry);
    return NEXTWORK_OK;
}

static nextwork_status scan_line(scanner *scan, nw_text line, int64_t number)
{
    line = stripped(line);
    if (line.bytes == 0 || line.at[0] == '#')
        return NEXTWORK_OK;
    if (!g_utf8_validate(line.at, (gssize)line.bytes, NULL))
        return bad_line(scan, number, line, "the line is not UTF-8; save the file as UTF-8");
    if (line.at[0] == '[')
        return scan_heading(scan, line, number);
    return scan_key(scan, line, number);
}

static nextwork_status scan_lines(scanner *scan, nw_text text)
{
    if (text.bytes > NW_POLICY_MOST_BYTES)
        return nw_finding_file(scan->source->findings, NW_ERROR, "policy-syntax",
                               scan->source->file, 0, "", (nw_text){"", 0},
                               "the file has %lld bytes; a policy has at most %d",
                               (long long)text.bytes, NW_POLICY_MOST_BYTES);
    if (text.bytes >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0)
        text = (nw_text){text.at + 3, text.bytes - 3};
    const char *end = text.at + text.bytes;
    for (int64_t number = 1; text.at < end; number++) {
        const char *feed = memchr(text.at, '\n', (size_t)(end - text.at));
        const char *stop = feed == NULL ? end : feed;
        NW_TRY(scan_line(scan, (nw_text){text.at, stop - text.at}, number));
        text.at = feed == NULL ? end : feed + 1;
    }
    return NEXTWORK_OK;
}

nextwork_status nw_policy_scan(nw_policy_entry **entries, int64_t *count, const char *text,
                               const nw_policy_source *source)
{
    scanner scan = {g_array_new(FALSE, FALSE, sizeof(nw_policy_entry)), {"", 0}, source};
    nextwork_status status = scan_lines(&scan, nw_text_of(text));
    if (status != NEXTWORK_OK) {
        g_array_free(scan.entries, TRUE);
        return status;
    }
    *count = scan.entries->len;
    *entries = (nw_policy_entry *)(void *)g_array_free(scan.entries, FALSE);
    return NEXTWORK_OK;
}

static nextwork_status bad_value(const nw_policy_source *source, const nw_policy_entry *entry,
                                 const char *key, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static nextwork_status bad_value(const nw_policy_source *source, const nw_policy_entry *entry,
                                 const char *key, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *allowed = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    nextwork_status status =
        nw_finding_file(source->findings, NW_ERROR, "policy-value", source->file, entry->line, key,
                        entry->value, "%s must be %s", key, allowed);
    g_free(allowed);
    return status;
}

/* The value as a whole number; false when it is none or has more than nine digits. */
static bool parse_number(int64_t *number, nw_text text)
{
    bool negative = text.bytes > 0 && text.at[0] == '-';
    int64_t first = negative ? 1 : 0, value = 0;
    if (text.bytes == first || text.bytes - first > 9)
        return false;
    for (int64_t i = first; i < text.bytes; i++) {
        if (!g_ascii_isdigit(text.at[i]))
            return false;
        value = value * 10 + (text.at[i] - '0');
    }
    *number = negative ? -value : value;
    return true;
}

nextwork_status nw_policy_number(int32_t *number, const nw_policy_source *source,
                                 const nw_policy_entry *entry, const char *key, int32_t min,
                                 int32_t max)
{
    int64_t value;
    if (!parse_number(&value, entry->value) || value < min || value > max)
        return bad_value(source, entry, key, "a whole number from %d to %d", min, max);
    *number = (int32_t)value;
    return NEXTWORK_OK;
}

nextwork_status nw_policy_date(int32_t *day, const nw_policy_source *source,
                               const nw_policy_entry *entry, const char *key)
{
    if (entry->value.bytes == 0)
        *day = NW_UNKNOWN;
    else if (!nw_date_parse(day, entry->value.at, entry->value.bytes))
        return bad_value(source, entry, key, "a date as YYYY-MM-DD, or empty");
    return NEXTWORK_OK;
}

nextwork_status nw_policy_choice(int32_t *place, const nw_policy_source *source,
                                 const nw_policy_entry *entry, const char *key,
                                 const char *const *choices)
{
    for (int32_t i = 0; choices[i] != NULL; i++)
        if (nw_text_is(entry->value, choices[i])) {
            *place = i;
            return NEXTWORK_OK;
        }
    char *list = g_strjoinv(" or ", (char **)(void *)choices);
    nextwork_status status = bad_value(source, entry, key, "%s", list);
    g_free(list);
    return status;
}

nextwork_status nw_policy_string(char **string, const nw_policy_source *source,
                                 const nw_policy_entry *entry, const char *key)
{
    if (nw_looks_like_cpr(entry->value, false))
        return nw_finding_file(source->findings, NW_ERROR, "cpr", source->file, entry->line, key,
                               (nw_text){"", 0},
                               "this looks like a CPR number, which must not stand in a policy; "
                               "remove it");
    g_free(*string);
    *string = g_strndup(entry->value.at, (gsize)entry->value.bytes);
    return NEXTWORK_OK;
}

nextwork_status nw_policy_unknown_key(const nw_policy_source *source, const nw_policy_entry *entry,
                                      const char *const *known, int64_t count)
{
    const char *nearest = nw_text_nearest(entry->key, known, count);
    return nw_finding_file(source->findings, NW_ERROR, "policy-unknown-key", source->file,
                           entry->line, "", entry->value, "[%.*s] has no key %.*s%s%s%s",
                           (int)entry->section.bytes, entry->section.at, (int)entry->key.bytes,
                           entry->key.at, nearest == NULL ? "" : "; did you mean ",
                           nearest == NULL ? "" : nearest, nearest == NULL ? "" : "?");
}

bool nw_text_is_id(nw_text text)
{
    for (int64_t i = 0; i < text.bytes; i++)
        if (!g_ascii_isalnum(text.at[i]) &&
            (text.at[i] == '\0' || strchr("_.:-", text.at[i]) == NULL))
            return false;
    return true;
}
