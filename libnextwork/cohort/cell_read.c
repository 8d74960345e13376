#include "cohort/cell.h"

#include "base/dates.h"
#include "base/memory.h"

#include <glib.h>

#define MILLION 1000000
#define TOO_MANY_DEGREES 1000 /* outside every range, and small enough to multiply */

/* --- Numbers -----------------------------------------------------------------------------------
 */

/* The digits from *at on as a number, at most INT64_MAX. */
static int64_t read_digits(nw_text text, int64_t *at)
{
    int64_t number = 0;
    for (; *at < text.bytes && nw_is_digit(text.at[*at]); ++*at)
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, text.at[*at] - '0', &number))
            number = INT64_MAX;
    return number;
}

static bool parse_whole(int64_t *value, nw_text text)
{
    bool negative = text.at[0] == '-';
    int64_t start = negative, at = start;
    int64_t number = read_digits(text, &at);
    *value = negative ? -number : number;
    return at > start && at == text.bytes;
}

/* Decimal degrees as millionths, to the nearest, halves away from zero. */
static bool parse_degrees(int64_t *value, nw_text text)
{
    bool negative = text.at[0] == '-';
    int64_t start = negative, at = start;
    int64_t degrees = read_digits(text, &at);
    if (at == start)
        return false;
    int64_t millionths = (degrees < TOO_MANY_DEGREES ? degrees : TOO_MANY_DEGREES) * MILLION;
    if (at < text.bytes && text.at[at] == '.') {
        int64_t unit = MILLION / 10;
        start = ++at;
        for (; at < text.bytes && nw_is_digit(text.at[at]); at++, unit /= 10)
            millionths +=
                at - start < 6 ? (text.at[at] - '0') * unit : at - start == 6 && text.at[at] >= '5';
        if (at == start)
            return false;
    }
    *value = negative ? -millionths : millionths;
    return at == text.bytes;
}

static bool parse_date(int64_t *value, nw_text text)
{
    int32_t day;
    if (!nw_date_parse(&day, text.at, text.bytes))
        return false;
    *value = day;
    return true;
}

static bool parse_choice(int64_t *value, const nw_column_schema *schema, nw_text text)
{
    for (int64_t i = 0; schema->choices[i] != NULL; i++) {
        if (nw_text_equal(nw_text_of(schema->choices[i]), text)) {
            *value = i;
            return true;
        }
    }
    return false;
}

static bool parse(int64_t *value, const nw_column_schema *schema, nw_text text)
{
    switch (schema->kind) {
    case NW_DATE:
        return parse_date(value, text);
    case NW_CHOICE:
        return parse_choice(value, schema, text);
    case NW_DEGREES:
        return parse_degrees(value, text);
    default:
        return parse_whole(value, text);
    }
}

/* --- What is wrong with a text that is none ----------------------------------------------------
 */

static char *choice_problem(const nw_column_schema *schema, nw_text text)
{
    int64_t count = 0;
    while (schema->choices[count] != NULL)
        count++;
    const char *nearest = nw_text_nearest(text, schema->choices, count);
    char *all = g_strjoinv(", ", (char **)schema->choices);
    char *problem = g_strdup_printf("%s is one of %s%s%s%s", schema->name, all,
                                    nearest == NULL ? "" : "; did you mean ",
                                    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "?");
    g_free(all);
    return problem;
}

static bool has(nw_text text, char byte)
{
    return memchr(text.at, byte, (size_t)text.bytes) != NULL;
}

static char *whole_problem(const nw_column_schema *schema, nw_text text)
{
    const char *remedy = "write it with digits only";
    if (has(text, ' '))
        remedy = "remove the space";
    else if (text.at[0] == '+')
        remedy = "leave out the +";
    else if (has(text, '.') || has(text, ','))
        remedy = "write it with digits only, without decimals and without marks between thousands";
    return g_strdup_printf("%s is a whole number; %s", schema->name, remedy);
}

static char *date_problem(const nw_column_schema *schema, nw_text text)
{
    bool shaped = text.bytes == 10 && text.at[4] == '-' && text.at[7] == '-';
    return g_strdup_printf("%s is a date; %s", schema->name,
                           shaped ? "there is no such day from 1900-01-01 to 2200-12-31"
                                  : "write it as YYYY-MM-DD, such as 2026-01-31");
}

static char *problem_of(const char **code, const nw_column_schema *schema, nw_text text)
{
    *code = "invalid-number";
    switch (schema->kind) {
    case NW_DATE:
        *code = "invalid-date";
        return date_problem(schema, text);
    case NW_CHOICE:
        *code = "invalid-choice";
        return choice_problem(schema, text);
    case NW_DEGREES:
        return g_strdup_printf("%s is a number; write degrees with a point, such as 55.6761",
                               schema->name);
    case NW_BOOL:
        return g_strdup_printf("%s is yes or no; write 1 for yes, 0 for no", schema->name);
    default:
        return whole_problem(schema, text);
    }
}

char *nw_number_parse(int64_t *value, const char **code, const nw_column_schema *schema,
                      nw_text text)
{
    int64_t number;
    if (!parse(&number, schema, text))
        return problem_of(code, schema, text);
    char *problem = nw_number_problem(code, schema, number);
    if (problem == NULL)
        *value = number;
    return problem;
}

/* --- Cells -------------------------------------------------------------------------------------
 */

/* Takes over the problem. */
static nextwork_status refuse(nw_findings *findings, const char *code, const nw_table *table,
                              int64_t row, int64_t column, nw_text text, char *problem)
{
    nextwork_status status =
        nw_finding_value(findings, NW_ERROR, code, table, row, column, text, "%s", problem);
    g_free(problem);
    return status;
}

static nextwork_status leave_unknown(nw_findings *findings, const nw_table *table, int64_t row,
                                     int64_t column)
{
    if (!table->schema->columns[column].required)
        return NEXTWORK_OK;
    return nw_finding_empty(findings, table, row, column);
}

nextwork_status nw_cell_read(nw_table *table, int64_t row, int64_t column, nw_text text,
                             nw_findings *findings)
{
    const char *code;
    int64_t value = NW_UNKNOWN;
    table->columns[column].ints[row] = NW_UNKNOWN;
    if (text.bytes == 0)
        return leave_unknown(findings, table, row, column);
    char *problem = nw_number_parse(&value, &code, &table->schema->columns[column], text);
    if (problem != NULL)
        return refuse(findings, code, table, row, column, text, problem);
    table->columns[column].ints[row] = (int32_t)value;
    return NEXTWORK_OK;
}

nextwork_status nw_cell_take(nw_table *table, int64_t row, int64_t column, int64_t value,
                             nw_findings *findings)
{
    const nw_column_schema *schema = &table->schema->columns[column];
    const char *code;
    if (schema->kind == NW_INT && value >= schema->min && value <= schema->max) { /* as most are */
        table->columns[column].ints[row] = (int32_t)value;
        return NEXTWORK_OK;
    }
    table->columns[column].ints[row] = NW_UNKNOWN;
    if (value == INT64_MIN)
        return leave_unknown(findings, table, row, column);
    char *problem = nw_number_problem(&code, schema, value);
    if (problem != NULL) {
        char text[NW_NUMBER_BYTES];
        nw_text shown = {text, nw_number_format(text, schema, value)};
        if (nw_number_looks_like_cpr(value))
            shown = nw_text_of("");
        return refuse(findings, code, table, row, column, shown, problem);
    }
    table->columns[column].ints[row] = (int32_t)value;
    return NEXTWORK_OK;
}

/* Sets a cell to a text at that place of the column's bytes. */
static nextwork_status set_slice(nw_table *table, int64_t row, int64_t column, nw_text text,
                                 nw_findings *findings)
{
    nw_column *cells = &table->columns[column];
    cells->slices[row] = nw_slice_of(text.bytes == 0 ? 0 : text.at - cells->bytes, text.bytes);
    if (nw_is_plain_id(&table->schema->columns[column], text))
        return NEXTWORK_OK;
    return nw_cell_check(table, row, column, findings);
}

static nextwork_status too_long(nw_table *table, int64_t row, int64_t column, nw_text text,
                                nw_findings *findings)
{
    table->columns[column].slices[row] = nw_slice_of(0, 0);
    return nw_finding_value(findings, NW_ERROR, "too-long", table, row, column, text,
                            "a cell holds at most %d bytes and this one has %lld; shorten it",
                            NW_SLICE_MAX_BYTES, (long long)text.bytes);
}

nextwork_status nw_cell_point(nw_table *table, int64_t row, int64_t column, nw_text text,
                              nw_findings *findings)
{
    if (text.bytes > NW_SLICE_MAX_BYTES)
        return too_long(table, row, column, text, findings);
    return set_slice(table, row, column, text, findings);
}

nextwork_status nw_cell_copy(nw_table *table, int64_t row, int64_t column, nw_text text,
                             nw_findings *findings)
{
    nw_column *cells = &table->columns[column];
    if (text.bytes > NW_SLICE_MAX_BYTES)
        return too_long(table, row, column, text, findings);
    if (text.bytes == 0)
        return set_slice(table, row, column, text, findings);
    NW_TRY(nw_grow((void **)&cells->bytes, &cells->room_bytes, cells->n_bytes + text.bytes, 1));
    cells->owns_bytes = true;
    char *copy = cells->bytes + cells->n_bytes;
    memcpy(copy, text.at, (size_t)text.bytes);
    cells->n_bytes += text.bytes;
    return set_slice(table, row, column, (nw_text){copy, text.bytes}, findings);
}
