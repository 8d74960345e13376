/* What is wrong within one row: cells that contradict each other, and cells that nobody may give.
 */
#include "cohort/freeze.h"

/* --- Ranges --------------------------------------------------------------------------------- */

/* Two columns of a table of which the first must not be above the second. */
static const struct {
    int64_t low, high;
    nw_table_name table;
    bool strict; /* equal is wrong too: a half-open period */
} ranges[] = {
    {NW_Y_HOURS_MIN, NW_Y_HOURS_MAX, NW_YOUTHS, false},
    {NW_P_HOURS_MIN, NW_P_HOURS_MAX, NW_POSTS, false},
    {NW_P_AVAILABLE_FROM, NW_P_AVAILABLE_TO, NW_POSTS, true},
    {NW_L_START, NW_L_END, NW_PLACEMENTS, true},
};

static nextwork_status check_range(nw_freeze *freeze, size_t r)
{
    const nw_table *table = &freeze->tables[ranges[r].table];
    const nw_column *low = &table->columns[ranges[r].low];
    const nw_column *high = &table->columns[ranges[r].high];
    if (!low->present || !high->present)
        return NEXTWORK_OK;
    for (int64_t row = 0; row < table->rows; row++) {
        int32_t from = low->ints[row], to = high->ints[row];
        if (from == NW_UNKNOWN || to == NW_UNKNOWN || from + !!ranges[r].strict <= to)
            continue;
        NW_TRY(nw_finding_cell(freeze->findings, NW_ERROR, "reversed-range", table, row,
                               ranges[r].high, "%s must %s %s",
                               table->schema->columns[ranges[r].high].name,
                               ranges[r].strict ? "be after" : "not be below",
                               table->schema->columns[ranges[r].low].name));
    }
    return NEXTWORK_OK;
}

static nextwork_status check_answered(nw_freeze *freeze)
{
    const nw_table *table = &freeze->tables[NW_COMPANIES];
    for (int64_t row = 0; row < table->rows; row++) {
        int32_t answered = nw_cell_int(&table->columns[NW_C_ANSWERED], row);
        int32_t asked = nw_cell_int(&table->columns[NW_C_ASKED], row);
        if (answered == NW_UNKNOWN || asked == NW_UNKNOWN || answered <= asked)
            continue;
        NW_TRY(nw_finding_cell(freeze->findings, NW_WARNING, "answered-above-asked", table, row,
                               NW_C_ANSWERED,
                               "more requests answered than asked; are the columns mixed up?"));
    }
    return NEXTWORK_OK;
}

/* --- Places --------------------------------------------------------------------------------- */

static nextwork_status check_coordinates(nw_freeze *freeze, nw_table_name name, int64_t latitude,
                                         int64_t longitude)
{
    const nw_table *table = &freeze->tables[name];
    if (!table->columns[latitude].present && !table->columns[longitude].present)
        return NEXTWORK_OK;
    for (int64_t row = 0; row < table->rows; row++) {
        bool north = nw_cell_int(&table->columns[latitude], row) != NW_UNKNOWN;
        bool east = nw_cell_int(&table->columns[longitude], row) != NW_UNKNOWN;
        if (north == east)
            continue;
        NW_TRY(nw_finding_cell(freeze->findings, NW_ERROR, "half-a-place", table, row,
                               north ? latitude : longitude,
                               "%s is given and %s is not; give both or neither",
                               table->schema->columns[north ? latitude : longitude].name,
                               table->schema->columns[north ? longitude : latitude].name));
    }
    return NEXTWORK_OK;
}

/* --- CPR numbers ---------------------------------------------------------------------------- */

/* Text columns that are not references: those are looked at when they name no row, for a row's own
 * id is looked at here. */
static const struct {
    nw_table_name table;
    int64_t column;
} texts[] = {
    {NW_YOUTHS, NW_Y_ID},       {NW_YOUTHS, NW_Y_NETWORK}, {NW_YOUTHS, NW_Y_NEEDS},
    {NW_YOUTHS, NW_Y_SKILLS},   {NW_COMPANIES, NW_C_ID},   {NW_COMPANIES, NW_C_NETWORK},
    {NW_COMPANIES, NW_C_OWNER}, {NW_POSTS, NW_P_ID},       {NW_POSTS, NW_P_REQUIRES},
    {NW_POSTS, NW_P_PREFERS},   {NW_POSTS, NW_P_OFFERS},   {NW_PLACEMENTS, NW_L_ID},
};

nextwork_status nw_finding_cpr(nw_findings *findings, const nw_table *table, int64_t row,
                               int64_t column)
{
    return nw_finding_cell(findings, NW_ERROR, "cpr", table, row, column,
                           "this looks like a CPR number, which must not be in a cohort; use an "
                           "id that means nothing outside it");
}

static nextwork_status check_text(nw_freeze *freeze, size_t t)
{
    const nw_table *table = &freeze->tables[texts[t].table];
    const nw_column *cells = &table->columns[texts[t].column];
    bool dash_only = nw_column_may_be_p_number(table->schema->columns[texts[t].column].name);
    for (int64_t row = 0; cells->present && row < table->rows; row++)
        if (nw_looks_like_cpr(nw_cell_text(cells, row), dash_only))
            NW_TRY(nw_finding_cpr(freeze->findings, table, row, texts[t].column));
    return NEXTWORK_OK;
}

nextwork_status nw_check_tables(nw_freeze *freeze)
{
    for (size_t r = 0; r < sizeof ranges / sizeof ranges[0]; r++)
        NW_TRY(check_range(freeze, r));
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
        NW_TRY(check_text(freeze, t));
    NW_TRY(check_coordinates(freeze, NW_YOUTHS, NW_Y_LATITUDE, NW_Y_LONGITUDE));
    NW_TRY(check_coordinates(freeze, NW_COMPANIES, NW_C_LATITUDE, NW_C_LONGITUDE));
    return check_answered(freeze);
}
