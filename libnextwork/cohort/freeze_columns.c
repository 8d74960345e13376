#include "base/memory.h"
#include "cohort/cell.h"
#include "cohort/freeze.h"
#include "cohort/place.h"

#include <glib.h>

/* Whether the cell is what its column allows; if not, that has been found already. */
static bool well_formed(const nw_table *table, int64_t row, int64_t column)
{
    const char *code;
    char *problem = nw_text_problem(&code, &table->schema->columns[column],
                                    nw_cell_text(&table->columns[column], row));
    g_free(problem);
    return problem == NULL;
}

nextwork_status nw_freeze_ints(int32_t **values, const nw_source *source, int64_t column)
{
    const nw_column *cells = &source->table->columns[column];
    *values = NW_NEW(int32_t, source->count);
    if (*values == NULL)
        return nw_fail_memory("a column of numbers");
    for (int32_t row = 0; row < source->count; row++)
        (*values)[row] = nw_cell_int(cells, source->from[row]);
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_small(int8_t **values, const nw_source *source, int64_t column,
                                int8_t unknown)
{
    const nw_column *cells = &source->table->columns[column];
    *values = NW_NEW(int8_t, source->count);
    if (*values == NULL)
        return nw_fail_memory("a column of numbers");
    for (int32_t row = 0; row < source->count; row++) {
        int32_t value = nw_cell_int(cells, source->from[row]);
        (*values)[row] = value == NW_UNKNOWN ? unknown : (int8_t)value;
    }
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_places(nw_place **places, const nw_source *source, int64_t latitude,
                                 int64_t longitude)
{
    *places = NW_NEW(nw_place, source->count);
    if (*places == NULL)
        return nw_fail_memory("a column of places");
    for (int32_t row = 0; row < source->count; row++)
        (*places)[row] =
            nw_place_of(nw_cell_int(&source->table->columns[latitude], source->from[row]),
                        nw_cell_int(&source->table->columns[longitude], source->from[row]));
    return NEXTWORK_OK;
}

/* An existing code as a number, else NW_UNKNOWN. */
static int32_t municipality_number(nw_text code)
{
    if (!nw_municipality_exists(code))
        return NW_UNKNOWN;
    int32_t number = 0;
    for (int64_t i = 0; i < code.bytes; i++)
        number = number * 10 + (code.at[i] - '0');
    return number;
}

nextwork_status nw_freeze_municipalities(int32_t **codes, nw_freeze *freeze,
                                         const nw_source *source, int64_t column)
{
    *codes = NW_NEW(int32_t, source->count);
    if (*codes == NULL)
        return nw_fail_memory("a column of municipalities");
    for (int32_t row = 0; row < source->count; row++) {
        nw_text code = nw_cell_or_empty(source->table, source->from[row], column);
        (*codes)[row] = municipality_number(code);
        if (code.bytes > 0 && (*codes)[row] == NW_UNKNOWN &&
            well_formed(source->table, source->from[row], column))
            NW_TRY(nw_finding_cell(freeze->findings, NW_ERROR, "unknown-code", source->table,
                                   source->from[row], column,
                                   "there is no municipality of this code; `nextwork codes "
                                   "municipalities` lists them"));
    }
    return NEXTWORK_OK;
}

/* --- Industries and functions --------------------------------------------------------------- */

static const char *const scheme_names[] = {[NW_DB07] = "DB07", [NW_DB25] = "DB25"};

/* A well-formed code whose division its scheme does not have. */
static nextwork_status unknown_division(nw_freeze *freeze, const nw_table *table, int64_t row,
                                        int64_t column, int32_t scheme, nw_text code)
{
    int32_t other = scheme == NW_DB07 ? NW_DB25 : NW_DB07;
    nw_industry elsewhere;
    if (code.bytes < 2)
        return nw_finding_cell(freeze->findings, NW_ERROR, "unknown-code", table, row, column,
                               "an industry of %s has at least two digits", scheme_names[scheme]);
    if (!nw_industry_parse(&elsewhere, other, code))
        return nw_finding_cell(freeze->findings, NW_ERROR, "unknown-code", table, row, column,
                               "%s has no division %.2s; `nextwork codes %s` lists them",
                               scheme_names[scheme], code.at, scheme_names[scheme]);
    return nw_finding_cell(freeze->findings, NW_ERROR, "unknown-code", table, row, column,
                           "division %.2s exists in %s and not in %s; %sset the scheme to %s",
                           code.at, scheme_names[other], scheme_names[scheme],
                           memcmp(code.at, "45", 2) == 0 ? "use 46, 47 or 95, or " : "",
                           scheme_names[other]);
}

nextwork_status nw_read_industry(nw_industry *industry, nw_freeze *freeze, const nw_table *table,
                                 int64_t row, int64_t scheme_column, int64_t code_column)
{
    *industry = (nw_industry){.scheme = -1, .division = -1, .section = -1};
    nw_text code = nw_cell_or_empty(table, row, code_column);
    int32_t scheme = nw_cell_int(&table->columns[scheme_column], row);
    if (code.bytes == 0)
        return NEXTWORK_OK;
    if (scheme == NW_UNKNOWN)
        return nw_finding_cell(freeze->findings, NW_ERROR, "industry-without-scheme", table, row,
                               code_column, "which code list is this from? set %s to DB07 or DB25",
                               table->schema->columns[scheme_column].name);
    if (nw_industry_parse(industry, scheme, code))
        return NEXTWORK_OK;
    if ((scheme != NW_DB07 && scheme != NW_DB25) || !well_formed(table, row, code_column))
        return NEXTWORK_OK; /* not what its column allows, which has been found */
    return unknown_division(freeze, table, row, code_column, scheme, code);
}

nextwork_status nw_read_function(nw_function *function, nw_freeze *freeze, const nw_table *table,
                                 int64_t row, int64_t column)
{
    *function = (nw_function){.major = -1, .submajor = -1};
    nw_text code = nw_cell_or_empty(table, row, column);
    if (code.bytes == 0 || nw_function_parse(function, code) || !well_formed(table, row, column))
        return NEXTWORK_OK;
    return nw_finding_cell(freeze->findings, NW_ERROR, "unknown-code", table, row, column,
                           "DISCO-08 has no group %.*s; `nextwork codes DISCO08` lists them",
                           code.bytes > 1 ? 2 : 1, code.at);
}
