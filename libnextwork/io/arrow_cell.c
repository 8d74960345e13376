#include "cohort/cell.h"
#include "io/arrow_reader.h"

#include <glib.h>

#define MILLION 1000000
#define TOO_MANY_DEGREES 1000
#define EXACT_IN_FLOAT 9007199254740992.0  /* 2^53: above it, ids as numbers would run together */
#define BEYOND_INT64 9223372036854775808.0 /* 2^63 */

/* --- Which types a column may be given as ------------------------------------------------------
 */

#define BIT(class) (1u << (class))
#define TEXT (BIT(NW_ARROW_TEXT) | BIT(NW_ARROW_VIEW))
#define WHOLE (BIT(NW_ARROW_SIGNED) | BIT(NW_ARROW_UNSIGNED) | BIT(NW_ARROW_FLOAT))

static const struct {
    unsigned classes;
    const char *remedy;
} fitting[] = {
    [NW_INT] = {WHOLE | TEXT, "whole numbers, such as int64"},
    [NW_BOOL] = {WHOLE | TEXT | BIT(NW_ARROW_BOOL), "bool"},
    [NW_DATE] = {BIT(NW_ARROW_TIME) | TEXT, "date32"},
    [NW_CHOICE] = {TEXT, "text"},
    [NW_DEGREES] = {WHOLE | TEXT, "float64"},
    [NW_BIGINT] = {0, ""},
    [NW_ID] = {WHOLE | TEXT, "text or whole numbers"},
    [NW_IDS] = {WHOLE | TEXT, "text, the ids separated by |"},
    [NW_CODE] = {TEXT, "text: a number has lost the zeros before it"},
    [NW_CODES] = {WHOLE | TEXT, "text, the codes separated by |"},
    [NW_LEVELS] = {TEXT, "text such as quiet:2|calm:1"},
    [NW_STRING] = {0, ""},
};

/* Such as the four digits of a municipality: zeros that a number lost can be given back. */
static bool has_fixed_digits(const nw_column_schema *schema)
{
    return schema->kind == NW_CODE && schema->min == schema->max;
}

bool nw_arrow_fits(const nw_column_schema *schema, const nw_arrow_type *type)
{
    unsigned classes = fitting[schema->kind].classes | (has_fixed_digits(schema) ? WHOLE : 0);
    return type->zone == NULL && ((classes | BIT(NW_ARROW_NULL)) & BIT(type->class)) != 0;
}

nextwork_status nw_arrow_misfit(const nw_arrow_column *into, const nw_arrow_type *type)
{
    if (type->zone != NULL && into->schema->kind == NW_DATE)
        return nw_finding_cell(into->findings, NW_ERROR, "wrong-type", into->table, -1,
                               into->column,
                               "%s is a date, and which day a time in the zone %.64s falls on "
                               "depends on that zone's rules; turn it into dates first",
                               into->schema->name, type->zone);
    return nw_finding_cell(into->findings, NW_ERROR, "wrong-type", into->table, -1, into->column,
                           "%s cannot be read from %.64s; give it as %s", into->schema->name,
                           type->name,
                           has_fixed_digits(into->schema) ? "text or whole numbers"
                                                          : fitting[into->schema->kind].remedy);
}

/* --- Numbers as text ---------------------------------------------------------------------------
 */

/* The digits of a whole number, with the zeros before them that are known to be lost. With its own
 * back, a CPR number is found like any other. */
static nw_text digits_of(char text[NW_NUMBER_BYTES], const nw_column_schema *schema, int64_t value)
{
    int digits = has_fixed_digits(schema) ? schema->min : 1;
    if (nw_number_looks_like_cpr(value) && !nw_column_may_be_p_number(schema->name))
        digits = 10;
    g_snprintf(text, NW_NUMBER_BYTES, "%0*lld", digits, (long long)value);
    return nw_text_of(text);
}

/* The same in every locale. */
static nw_text text_of_float(char text[NW_NUMBER_BYTES], double value)
{
    return nw_text_of(g_ascii_formatd(text, NW_NUMBER_BYTES, "%.15g", value));
}

static nw_text text_of_unsigned(char text[NW_NUMBER_BYTES], int64_t value)
{
    g_snprintf(text, NW_NUMBER_BYTES, "%llu", (unsigned long long)value);
    return nw_text_of(text);
}

/* Whether a float is a whole number below the limit. */
static bool is_whole(double value, double limit)
{
    return value > -limit && value < limit && value == (double)(int64_t)value;
}

/* --- Columns stored as numbers -----------------------------------------------------------------
 */

static nextwork_status take_number(const nw_arrow_column *into, int64_t row, int64_t value)
{
    return nw_cell_take(into->table, row, into->column, value, into->findings);
}

/* From text, or from a number in its words, so that what is wrong is said as for a CSV file. */
static nextwork_status read_number(const nw_arrow_column *into, int64_t row, nw_text text)
{
    return nw_cell_read(into->table, row, into->column, text, into->findings);
}

static nextwork_status take_whole(const nw_arrow_column *into, int64_t row,
                                  const nw_arrow_cells *cells, int64_t value)
{
    char text[NW_NUMBER_BYTES];
    if (cells->type.class == NW_ARROW_UNSIGNED && value < 0)
        return read_number(into, row, text_of_unsigned(text, value));
    if (into->schema->kind == NW_DEGREES || value == INT64_MIN) /* which as a number is unknown */
        return read_number(into, row, digits_of(text, into->schema, value));
    return take_number(into, row, value);
}

/* To the nearest millionth, halves away from zero, as from text. */
static int64_t millionths(double degrees)
{
    return (int64_t)(degrees * MILLION + (degrees < 0 ? -0.5 : 0.5));
}

static nextwork_status take_float(const nw_arrow_column *into, int64_t row, double value)
{
    char text[NW_NUMBER_BYTES];
    if (value != value)
        return take_number(into, row, INT64_MIN);
    if (into->schema->kind == NW_DEGREES && value > -TOO_MANY_DEGREES && value < TOO_MANY_DEGREES)
        return take_number(into, row, millionths(value));
    if (into->schema->kind != NW_DEGREES && is_whole(value, BEYOND_INT64))
        return take_number(into, row, (int64_t)value);
    return read_number(into, row, text_of_float(text, value));
}

static nextwork_status take_time(const nw_arrow_column *into, int64_t row,
                                 const nw_arrow_type *type, int64_t ticks)
{
    if (__builtin_add_overflow(ticks, type->ticks_ahead, &ticks))
        ticks = ticks < 0 ? INT64_MAX : INT64_MIN + 1;
    int64_t time = ticks % type->ticks_a_day, day = ticks / type->ticks_a_day - (time < 0);
    if (time == 0)
        return take_number(into, row, day);
    char shown[NW_NUMBER_BYTES];
    nw_number_format(shown, into->schema, day);
    into->cells->ints[row] = NW_UNKNOWN;
    return nw_finding_value(
        into->findings, NW_ERROR, "invalid-date", into->table, row, into->column, nw_text_of(shown),
        "%s is a date and this has a time of day; make it midnight, or a date", into->schema->name);
}

static nextwork_status take_as_number(const nw_arrow_column *into, int64_t row,
                                      const nw_arrow_cells *cells, int64_t i)
{
    switch (cells->type.class) {
    case NW_ARROW_BOOL:
        return take_number(into, row, nw_arrow_bit(cells->cells, cells->first + i));
    case NW_ARROW_SIGNED:
    case NW_ARROW_UNSIGNED:
        return take_whole(into, row, cells, nw_arrow_whole(cells, i));
    case NW_ARROW_FLOAT:
        return take_float(into, row, nw_arrow_float(cells, i));
    case NW_ARROW_TIME:
        return take_time(into, row, &cells->type, nw_arrow_whole(cells, i));
    default:
        return read_number(into, row, nw_arrow_text(cells, i));
    }
}

/* --- Columns stored as text --------------------------------------------------------------------
 */

static nextwork_status copy_text(const nw_arrow_column *into, int64_t row, nw_text text)
{
    return nw_cell_copy(into->table, row, into->column, text, into->findings);
}

static nextwork_status copy_float(const nw_arrow_column *into, int64_t row, double value)
{
    char text[NW_NUMBER_BYTES];
    if (value != value)
        return copy_text(into, row, nw_text_of(""));
    if (is_whole(value, EXACT_IN_FLOAT))
        return copy_text(into, row, digits_of(text, into->schema, (int64_t)value));
    into->cells->slices[row] = nw_slice_of(0, 0);
    return nw_finding_value(into->findings, NW_ERROR, "invalid-number", into->table, row,
                            into->column, text_of_float(text, value),
                            "%s cannot be a number with decimals, nor one above 2^53 in a float; "
                            "give it as text or as whole numbers",
                            into->schema->name);
}

static nextwork_status take_as_text(const nw_arrow_column *into, int64_t row,
                                    const nw_arrow_cells *cells, int64_t i)
{
    char text[NW_NUMBER_BYTES];
    int64_t value;
    switch (cells->type.class) {
    case NW_ARROW_SIGNED:
        return copy_text(into, row, digits_of(text, into->schema, nw_arrow_whole(cells, i)));
    case NW_ARROW_UNSIGNED:
        value = nw_arrow_whole(cells, i);
        return copy_text(into, row,
                         value < 0 ? text_of_unsigned(text, value)
                                   : digits_of(text, into->schema, value));
    case NW_ARROW_FLOAT:
        return copy_float(into, row, nw_arrow_float(cells, i));
    default:
        break;
    }
    if (!into->borrows)
        return copy_text(into, row, nw_arrow_text(cells, i));
    return nw_cell_point(into->table, row, into->column, nw_arrow_text(cells, i), into->findings);
}

/* ---------------------------------------------------------------------------------------------- */

nextwork_status nw_arrow_take(const nw_arrow_column *into, int64_t row, const nw_arrow_cells *cells,
                              int64_t i)
{
    return nw_kind_is_text(into->schema->kind) ? take_as_text(into, row, cells, i)
                                               : take_as_number(into, row, cells, i);
}

nextwork_status nw_arrow_take_unknown(const nw_arrow_column *into, int64_t row)
{
    return nw_kind_is_text(into->schema->kind) ? copy_text(into, row, nw_text_of(""))
                                               : take_number(into, row, INT64_MIN);
}
