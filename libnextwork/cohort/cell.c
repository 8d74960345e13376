#include "cohort/cell.h"

#include "base/dates.h"

#include <glib.h>
#include <stdlib.h>

#define DAY_MIN (-25567) /* 1900-01-01, the first that nw_date_parse reads */
#define DAY_MAX 84370    /* 2200-12-31, the last */
#define MILLION 1000000

/* --- Numbers -----------------------------------------------------------------------------------
 */

int64_t nw_cell_number(const nw_column *column, const nw_column_schema *schema, int64_t row)
{
    if (!column->present)
        return INT64_MIN;
    if (schema->kind == NW_BIGINT)
        return column->bigints[row];
    return column->ints[row] == NW_UNKNOWN ? INT64_MIN : column->ints[row];
}

/* Degrees without the zeros that end their decimals. */
static void format_degrees(char text[NW_NUMBER_BYTES], int64_t value)
{
    int64_t size = llabs(value);
    g_snprintf(text, NW_NUMBER_BYTES, "%s%d.%06d", value < 0 ? "-" : "", (int)(size / MILLION),
               (int)(size % MILLION));
    size_t end = strlen(text);
    while (text[end - 1] == '0')
        end--;
    text[text[end - 1] == '.' ? end - 1 : end] = '\0';
}

static int64_t choices_count(const nw_column_schema *schema)
{
    int64_t count = 0;
    while (schema->choices[count] != NULL)
        count++;
    return count;
}

/* The least and greatest number that a column holds. */
static void range(int64_t *min, int64_t *max, const nw_column_schema *schema)
{
    *min = schema->min;
    *max = schema->max;
    if (schema->kind == NW_INT && *min == *max) {
        *min = NW_UNKNOWN + 1;
        *max = INT32_MAX;
    } else if (schema->kind == NW_BOOL) {
        *min = 0;
        *max = 1;
    } else if (schema->kind == NW_DATE) {
        *min = DAY_MIN;
        *max = DAY_MAX;
    } else if (schema->kind == NW_CHOICE) {
        *min = 0;
        *max = choices_count(schema) - 1;
    } else if (schema->kind == NW_BIGINT) {
        *min = INT64_MIN;
        *max = INT64_MAX;
    }
}

/* Tables have millions of whole numbers: printf takes ten times as long. */
static void format_whole(char text[NW_NUMBER_BYTES], int64_t value)
{
    char digits[NW_NUMBER_BYTES];
    int count = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        *text++ = '-';
    while (count > 0)
        *text++ = digits[--count];
    *text = '\0';
}

int64_t nw_number_format(char text[NW_NUMBER_BYTES], const nw_column_schema *schema, int64_t value)
{
    int64_t min, max;
    range(&min, &max, schema);
    bool named = value >= min && value <= max; /* only then there is a name or a date for it */
    if (value == INT64_MIN)
        text[0] = '\0';
    else if (schema->kind == NW_DATE && named)
        nw_date_format(text, (int32_t)value);
    else if (schema->kind == NW_CHOICE && named)
        g_strlcpy(text, schema->choices[value], NW_NUMBER_BYTES);
    else if (schema->kind == NW_DEGREES)
        format_degrees(text, value);
    else
        format_whole(text, value);
    return (int64_t)strlen(text);
}

char *nw_number_problem(const char **code, const nw_column_schema *schema, int64_t value)
{
    int64_t min, max;
    range(&min, &max, schema);
    if (value >= min && value <= max)
        return NULL;
    *code = "out-of-range";
    if (schema->kind == NW_DEGREES)
        return g_strdup_printf("%s goes from %d to %d degrees", schema->name, schema->min / MILLION,
                               schema->max / MILLION);
    if (schema->kind == NW_DATE)
        return g_strdup_printf("%s goes from 1900-01-01 to 2200-12-31", schema->name);
    return g_strdup_printf("%s goes from %lld to %lld", schema->name, (long long)min,
                           (long long)max);
}

/* --- Text --------------------------------------------------------------------------------------
 */

const bool nw_id_bytes[256] = {
    ['A' ... 'Z'] = true, ['a' ... 'z'] = true, ['0' ... '9'] = true, ['_'] = true,
    ['.'] = true,         [':'] = true,         ['-'] = true,
};

#define EACH UINT64_C(0x0101010101010101)
#define TOP (EACH * 0x80)

/* The top bit of each byte that is low .. high; those above 127 may be wrong, and so may their
 * neighbours. */
static uint64_t within(uint64_t bytes, unsigned char low, unsigned char high)
{
    return (bytes + EACH * (0x80u - low)) & ~(bytes + EACH * (0x7fu - high));
}

/* Eight bytes at once. One above 127 is never allowed, so that its neighbours do not matter. */
static bool are_id_bytes(uint64_t bytes)
{
    uint64_t letter = within(bytes | EACH * 0x20, 'a', 'z');
    uint64_t digit = within(bytes, '0', ':');
    uint64_t mark = within(bytes, '-', '.') | within(bytes, '_', '_');
    return ((letter | digit | mark) & ~bytes & TOP) == TOP;
}

static uint64_t eight_at(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

bool nw_has_id_bytes(nw_text text)
{
    uint32_t head, tail;
    bool plain = true;
    if (text.bytes >= 8) {
        for (int64_t at = 0; at < text.bytes - 8; at += 8)
            plain &= are_id_bytes(eight_at(text.at + at));
        return plain & are_id_bytes(eight_at(text.at + text.bytes - 8));
    }
    if (text.bytes >= 4) {
        memcpy(&head, text.at, sizeof head);
        memcpy(&tail, text.at + text.bytes - 4, sizeof tail);
        return are_id_bytes((uint64_t)tail << 32 | head);
    }
    for (int64_t i = 0; i < text.bytes; i++)
        plain &= nw_id_bytes[(unsigned char)text.at[i]];
    return plain;
}

/* What may stand in a piece of a text column, and how many bytes of it. */
typedef struct {
    const char *code;  /* of the finding */
    const char *what;  /* "an id" */
    const char *bytes; /* as a person reads it */
    int64_t longest;
    bool colon;
} piece_rule;

static const piece_rule id_rule = {"invalid-id", "an id", "A-Z a-z 0-9 _ . : -", 64, true};
static const piece_rule code_rule = {"invalid-code", "a code", "A-Z a-z 0-9 _ . -", 32, false};

static bool fits(const piece_rule *rule, char byte)
{
    return nw_id_bytes[(unsigned char)byte] && (rule->colon || byte != ':');
}

/* What is wrong with a byte that may not be there. */
static char *byte_problem(const piece_rule *rule, nw_text text, int64_t at)
{
    if (!g_utf8_validate_len(text.at, (gsize)text.bytes, NULL))
        return g_strdup("is not UTF-8; save the file as UTF-8");
    if (text.at[at] == ' ')
        return g_strdup_printf("%s has no space in it; remove the space", rule->what);
    return g_strdup_printf("%s is made of %s; write it with these", rule->what, rule->bytes);
}

static char *piece_problem(const char **code, const piece_rule *rule, nw_text text)
{
    *code = rule->code;
    if (text.bytes == 0)
        return g_strdup_printf("%s is missing before or after a |; remove the |", rule->what);
    for (int64_t i = 0; i < text.bytes; i++)
        if (!fits(rule, text.at[i]))
            return byte_problem(rule, text, i);
    if (text.bytes > rule->longest)
        return g_strdup_printf("%s has at most %lld bytes and this one %lld; shorten it",
                               rule->what, (long long)rule->longest, (long long)text.bytes);
    return NULL;
}

/* The code and its level: without the level, "code:level" is not there. */
static char *level_problem(const char **code, nw_text text)
{
    bool has_level = text.bytes > 2 && text.at[text.bytes - 2] == ':';
    char level = has_level ? text.at[text.bytes - 1] : '0';
    if (has_level && level >= '1' && level <= '3')
        return piece_problem(code, &code_rule, (nw_text){text.at, text.bytes - 2});
    *code = code_rule.code;
    return g_strdup("write each need as code:level with a level of 1, 2 or 3");
}

static char *list_problem(const char **code, const nw_column_schema *schema, nw_text text)
{
    const char *end = text.at + text.bytes;
    for (const char *at = text.at; at <= end;) {
        const char *bar = at < end ? memchr(at, '|', (size_t)(end - at)) : NULL;
        nw_text piece = {at, (bar == NULL ? end : bar) - at};
        char *problem = schema->kind == NW_IDS     ? piece_problem(code, &id_rule, piece)
                        : schema->kind == NW_CODES ? piece_problem(code, &code_rule, piece)
                                                   : level_problem(code, piece);
        if (problem != NULL)
            return problem;
        at += piece.bytes + 1;
    }
    return NULL;
}

static char *digits_problem(const char **code, const nw_column_schema *schema, nw_text text)
{
    *code = code_rule.code;
    bool dotted = false, other = false;
    for (int64_t i = 0; i < text.bytes; i++) {
        dotted = dotted || text.at[i] == '.';
        other = other || !(nw_is_digit(text.at[i]) || text.at[i] == '.');
    }
    if (other)
        return g_strdup_printf("%s is a code of digits; write digits only", schema->name);
    if (dotted)
        return g_strdup_printf("%s is a code of digits; leave out the dot", schema->name);
    if (text.bytes >= schema->min && text.bytes <= schema->max)
        return NULL;
    if (schema->min == schema->max)
        return g_strdup_printf("%s has %d digits; write all, leading zeros too", schema->name,
                               schema->max);
    return g_strdup_printf("%s has %d to %d digits and this one %lld", schema->name, schema->min,
                           schema->max, (long long)text.bytes);
}

static char *utf8_problem(const char **code, nw_text text)
{
    *code = "invalid-text";
    if (g_utf8_validate_len(text.at, (gsize)text.bytes, NULL))
        return NULL;
    return g_strdup("is not UTF-8 text; save the file as UTF-8");
}

char *nw_text_problem(const char **code, const nw_column_schema *schema, nw_text text)
{
    switch (schema->kind) {
    case NW_ID:
        return piece_problem(code, &id_rule, text);
    case NW_CODE:
        return digits_problem(code, schema, text);
    case NW_IDS:
    case NW_CODES:
    case NW_LEVELS:
        return list_problem(code, schema, text);
    default:
        return utf8_problem(code, text);
    }
}

/* --- Whole tables ------------------------------------------------------------------------------
 */

nextwork_status nw_finding_empty(nw_findings *findings, const nw_table *table, int64_t row,
                                 int64_t column)
{
    const nw_column_schema *schema = &table->schema->columns[column];
    return nw_finding_cell(findings, NW_ERROR, "empty-cell", table, row, column,
                           "%s is empty and must be known: %s", schema->name, schema->help);
}

static char *cell_problem(const char **code, bool *known, const nw_column *column,
                          const nw_column_schema *schema, int64_t row)
{
    if (nw_kind_is_text(schema->kind)) {
        nw_text text = nw_cell_text(column, row);
        *known = text.bytes > 0;
        return *known ? nw_text_problem(code, schema, text) : NULL;
    }
    int64_t value = nw_cell_number(column, schema, row);
    *known = value != INT64_MIN;
    return *known ? nw_number_problem(code, schema, value) : NULL;
}

nextwork_status nw_cell_check(const nw_table *table, int64_t row, int64_t column,
                              nw_findings *findings)
{
    const nw_column_schema *schema = &table->schema->columns[column];
    const char *code;
    bool known;
    char *problem = cell_problem(&code, &known, &table->columns[column], schema, row);
    if (problem != NULL) {
        nextwork_status status =
            nw_finding_cell(findings, NW_ERROR, code, table, row, column, "%s", problem);
        g_free(problem);
        return status;
    }
    return known || !schema->required ? NEXTWORK_OK
                                      : nw_finding_empty(findings, table, row, column);
}

nextwork_status nw_column_check(const nw_table *table, int64_t column, nw_findings *findings)
{
    for (int64_t row = 0; row < table->rows; row++)
        NW_TRY(nw_cell_check(table, row, column, findings));
    return NEXTWORK_OK;
}

static char *column_names(const nw_table_schema *schema)
{
    GString *names = g_string_new(schema->columns[0].name);
    for (int64_t c = 1; c < schema->n_columns; c++)
        g_string_append_printf(names, ", %s", schema->columns[c].name);
    return g_string_free(names, FALSE);
}

char *nw_column_unknown(const nw_table_schema *schema, nw_text name)
{
    const char *nearest = nw_schema_nearest_column(schema, name);
    if (nearest != NULL)
        return g_strdup_printf("%s has no such column; did you mean %s?", schema->name, nearest);
    char *known = column_names(schema);
    char *text = g_strdup_printf("%s has no such column; remove it, or name it as one of: %s",
                                 schema->name, known);
    g_free(known);
    return text;
}

nextwork_status nw_columns_missing(const nw_table *table, nw_findings *findings)
{
    const nw_table_schema *schema = table->schema;
    for (int64_t c = 0; table->given && c < schema->n_columns; c++)
        if (schema->columns[c].required && !table->columns[c].present)
            NW_TRY(nw_finding_cell(findings, NW_ERROR, "missing-column", table, -1, c,
                                   "%s needs a column %s: %s", schema->name,
                                   schema->columns[c].name, schema->columns[c].help));
    return NEXTWORK_OK;
}

nextwork_status nw_table_check(const nw_table *table, nw_findings *findings)
{
    for (int64_t c = 0; table->given && c < table->schema->n_columns; c++)
        if (table->columns[c].present)
            NW_TRY(nw_column_check(table, c, findings));
    return nw_columns_missing(table, findings);
}
