#include "cohort/cell.h"
#include "io/csv_reader.h"

#include <glib.h>

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

/* Notes what is wrong with a text, and frees the problem. */
static bool refuse(nw_csv *csv, const nw_csv_field *field, const char *code, nw_text text,
                   char *problem)
{
    csv->status = nw_finding_value(csv->findings, NW_ERROR, code, csv->table, last_row(csv),
                                   field->column, text, "%s", problem);
    g_free(problem);
    return false;
}

static bool read_number(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    const char *code;
    int64_t value;
    char *problem = nw_number_parse(&value, &code, field->schema, text);
    if (problem != NULL)
        return refuse(csv, field, code, text, problem);
    store_number(csv, field, value);
    return true;
}

static bool read_text(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    const char *code;
    char *problem = nw_text_problem(&code, field->schema, text);
    if (problem != NULL)
        return refuse(csv, field, code, text, problem);
    store_text(csv, field, text);
    return true;
}

/* Stores a text that is not empty, or notes what is wrong with it. */
static bool read_known(nw_csv *csv, const nw_csv_field *field, nw_text text)
{
    if (text.bytes > NW_SLICE_MAX_BYTES)
        return refuse(csv, field, "too-long", text,
                      g_strdup_printf("a value of %lld bytes; write at most %d",
                                      (long long)text.bytes, NW_SLICE_MAX_BYTES));
    if (nw_kind_is_text(field->schema->kind))
        return read_text(csv, field, text);
    return read_number(csv, field, text);
}

void nw_csv_read_cell(nw_csv *csv, const nw_csv_field *field)
{
    nw_kind kind = field->schema->kind;
    bool empty = nw_csv_ends(csv, csv->at);
    if (!empty && kind == NW_ID && take_id(csv, field))
        return;
    if (!empty && (kind == NW_INT || kind == NW_BOOL) && take_number(csv, field))
        return;
    if (csv->status != NEXTWORK_OK)
        return;
    int64_t noted = csv->findings->errors;
    nw_text text = empty ? nw_text_of("") : nw_csv_next_field(csv);
    if (text.bytes > 0 && read_known(csv, field, text))
        return;
    nw_csv_set_unknown(csv, field);
    if (text.bytes == 0 && field->schema->required && csv->findings->errors == noted)
        csv->status = nw_finding_empty(csv->findings, csv->table, last_row(csv), field->column);
}
