#include "base/dates.h"
#include "cohort/cell.h"
#include "io/csv_reader.h"

#include <glib.h>

#define MICRODEGREES 6 /* decimals that are kept */

static int64_t last_row(const nw_csv *csv)
{
    return csv->table->rows - 1;
}

static void store_text(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    field->cells->slices[last_row(csv)] = nw_slice_of(text.at - csv->start, text.bytes);
}

static void store_number(nw_csv *csv, const nw_csv_field *field, int64_t value)
{
    if (field->schema->kind == NW_BIGINT)
        field->cells->bigints[last_row(csv)] = value;
    else
        field->cells->ints[last_row(csv)] = (int32_t)value;
}

void nw_csv_set_unknown(nw_csv *csv, const nw_csv_field *field)
{
    if (nw_kind_is_text(field->schema->kind))
        store_text(csv, field, (nw_text){csv->start, 0});
    else
        store_number(csv, field, field->schema->kind == NW_BIGINT ? INT64_MIN : NW_UNKNOWN);
}

/* --- Fields as plain as most are ----------------------------------------------------------------
 * Each of these takes a field in one go, or leaves it untouched. */

static bool take_id(nw_csv *csv, const nw_csv_field *field)
{
    char *at = csv->at;
    while (nw_id_bytes[(unsigned char)*at])
        at++;
    if (at - csv->at > field->schema->max || !nw_csv_ends(csv, at))
        return false;
    store_text(csv, field, (nw_text){csv->at, at - csv->at});
    csv->at = at;
    return true;
}

static bool take_number(nw_csv *csv, const nw_csv_field *field)
{
    char *at = csv->at + (csv->at[0] == '-');
    const char *first = at;
    int32_t value = 0;
    for (; nw_is_digit(*at) && at - first < 9; at++)
        value = value * 10 + (*at - '0');
    if (at == first || !nw_csv_ends(csv, at))
        return false;
    value = csv->at[0] == '-' ? -value : value;
    if (value < field->schema->min || value > field->schema->max)
        return false;
    store_number(csv, field, value);
    csv->at = at;
    return true;
}

/* --- Everything else ----------------------------------------------------------------------------
 */

static void note(nw_csv *csv, const nw_csv_field *field, const char *code, nw_text text,
                 const char *problem)
{
    nw_csv_note(csv, code, field->schema->name, text, "%s", problem);
}

/* Stores a number if its column allows it. */
static bool accept_number(nw_csv *csv, const nw_csv_field *field, nw_text text, int64_t value)
{
    const char *code;
    char *problem = nw_number_problem(&code, field->schema, value);
    if (problem == NULL) {
        store_number(csv, field, value);
        return true;
    }
    note(csv, field, code, text, problem);
    g_free(problem);
    return false;
}

static bool has_byte(nw_text text, char byte)
{
    return memchr(text.at, byte, (size_t)text.bytes) != NULL;
}

static const char *number_remedy(nw_text text)
{
    if (has_byte(text, ' '))
        return "is a whole number; remove the space";
    if (text.at[0] == '+')
        return "is a whole number; leave out the +";
    if (has_byte(text, '.') || has_byte(text, ','))
        return "is a whole number; write it without decimals and without separators of thousands";
    return "is a whole number; write it with digits only";
}

/* The digits of text as a number, at most INT64_MAX; false when there are none or other bytes. */
static bool read_digits(int64_t *value, nw_text text)
{
    *value = 0;
    for (int64_t i = 0; i < text.bytes; i++) {
        if (!nw_is_digit(text.at[i]))
            return false;
        if (__builtin_mul_overflow(*value, 10, value) ||
            __builtin_add_overflow(*value, text.at[i] - '0', value))
            *value = INT64_MAX;
    }
    return text.bytes > 0;
}

static bool read_whole(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    int64_t value;
    bool negative = text.at[0] == '-';
    if (read_digits(&value, (nw_text){text.at + negative, text.bytes - negative}))
        return accept_number(csv, field, text, negative ? -value : value);
    nw_csv_note(csv, "invalid-number", field->schema->name, text, "%s %s", field->schema->name,
                number_remedy(text));
    return false;
}

/* Millionths of the digits after the point; what follows the sixth rounds half up, which for a
 * negative number is towards zero. */
static int64_t read_millionths(nw_text decimals, bool negative)
{
    int64_t value = 0;
    for (int64_t i = 0; i < MICRODEGREES; i++)
        value = value * 10 + (i < decimals.bytes ? decimals.at[i] - '0' : 0);
    if (decimals.bytes <= MICRODEGREES)
        return value;
    bool more = false;
    for (int64_t i = MICRODEGREES + 1; i < decimals.bytes; i++)
        more = more || decimals.at[i] != '0';
    char next = decimals.at[MICRODEGREES];
    return value + (next > '5' || (next == '5' && (more || !negative)));
}

static bool read_degrees(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    bool negative = text.at[0] == '-';
    const char *first = text.at + negative, *end = text.at + text.bytes;
    const char *point = memchr(first, '.', (size_t)(end - first));
    nw_text whole = {first, (point == NULL ? end : point) - first};
    nw_text decimals = {point == NULL ? end : point + 1, point == NULL ? 0 : end - point - 1};
    int64_t degrees, digits;
    if (read_digits(&degrees, whole) && (point == NULL || read_digits(&digits, decimals))) {
        degrees = degrees < 1000 ? degrees : 1000; /* outside every range, and no overflow */
        int64_t value = degrees * 1000000 + read_millionths(decimals, negative);
        return accept_number(csv, field, text, negative ? -value : value);
    }
    nw_csv_note(csv, "invalid-number", field->schema->name, text, "%s is in decimal degrees; %s",
                field->schema->name,
                has_byte(text, ',') ? "write a point before the decimals, not a comma"
                                    : "write it as 55.6761");
    return false;
}

static bool read_date(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    int32_t day;
    if (nw_date_parse(&day, text.at, text.bytes)) {
        store_number(csv, field, day);
        return true;
    }
    bool shaped = text.bytes == 10 && text.at[4] == '-' && text.at[7] == '-';
    nw_csv_note(csv, "invalid-date", field->schema->name, text, "%s is a date; %s",
                field->schema->name,
                shaped ? "there is no such day from 1900-01-01 to 2200-12-31"
                       : "write YYYY-MM-DD, such as 2026-01-31");
    return false;
}

static bool read_choice(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    const nw_column_schema *schema = field->schema;
    int64_t count = 0;
    for (; schema->choices[count] != NULL; count++) {
        if (nw_text_equal(nw_text_of(schema->choices[count]), text)) {
            store_number(csv, field, count);
            return true;
        }
    }
    const char *nearest = nw_text_nearest(text, schema->choices, count);
    char *all = g_strjoinv(", ", (char **)schema->choices);
    nw_csv_note(csv, "invalid-choice", schema->name, text, "%s%s%swrite one of: %s",
                nearest == NULL ? "" : "did you mean ", nearest == NULL ? "" : nearest,
                nearest == NULL ? "" : "? ", all);
    g_free(all);
    return false;
}

static bool read_text(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    const char *code;
    char *problem = nw_text_problem(&code, field->schema, text);
    if (problem == NULL) {
        store_text(csv, field, text);
        return true;
    }
    note(csv, field, code, text, problem);
    g_free(problem);
    return false;
}

/* Stores a text that is not empty, or notes what is wrong with it. */
static bool read_known(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    if (text.bytes > NW_SLICE_MAX_BYTES) {
        nw_csv_note(csv, "too-long", field->schema->name, text,
                    "a value of %lld bytes; write at most %d", (long long)text.bytes,
                    NW_SLICE_MAX_BYTES);
        return false;
    }
    switch (field->schema->kind) {
    case NW_INT:
    case NW_BOOL:
    case NW_BIGINT:
        return read_whole(csv, field, text);
    case NW_DATE:
        return read_date(csv, field, text);
    case NW_CHOICE:
        return read_choice(csv, field, text);
    case NW_DEGREES:
        return read_degrees(csv, field, text);
    default:
        return read_text(csv, field, text);
    }
}

void nw_csv_read_cell(nw_csv *csv, const nw_csv_field *field)
{
    bool empty = nw_csv_ends(csv, csv->at);
    if (!empty && field->schema->kind == NW_ID && take_id(csv, field))
        return;
    if (!empty && field->schema->kind == NW_INT && take_number(csv, field))
        return;
    int64_t noted = csv->findings->errors;
    nw_text text = empty ? nw_text_of("") : nw_csv_next_field(csv);
    if (text.bytes > 0 && read_known(csv, field, text))
        return;
    nw_csv_set_unknown(csv, field);
    if (text.bytes == 0 && field->schema->required && csv->findings->errors == noted)
        csv->status = nw_finding_empty(csv->findings, csv->table, last_row(csv), field->column);
}
