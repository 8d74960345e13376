#include "base/memory.h"
#include "cohort/freeze.h"

#define DAYS_BEFORE_1970 40000 /* more than there are since 1900, where dates begin */

static nextwork_status check_outcome(nw_freeze *freeze, const nw_table *table, int64_t row)
{
    if (nw_cell_int(&table->columns[NW_O_PLACED], row) != 0 ||
        nw_cell_int(&table->columns[NW_O_RANK], row) == NW_UNKNOWN)
        return NEXTWORK_OK;
    return nw_finding_cell(freeze->findings, NW_ERROR, "rank-of-nothing", table, row, NW_O_RANK,
                           "the youth was not placed, so no wish was met; remove the rank or write "
                           "1 in placed");
}

/* The round's first day is what a youth has one row for. */
static nextwork_status read_days(nw_rows *rows, nw_freeze *freeze)
{
    rows->to = NW_NEW(int32_t, rows->rows);
    if (rows->to == NULL)
        return nw_fail_memory("outcomes");
    for (int64_t row = 0; row < rows->rows; row++) {
        int32_t day = nw_cell_int(&rows->table->columns[NW_O_START], row);
        NW_TRY(check_outcome(freeze, rows->table, row));
        if (day == NW_UNKNOWN)
            rows->youth[row] = -1; /* a finding already */
        else
            rows->to[row] = day + DAYS_BEFORE_1970;
    }
    return NEXTWORK_OK;
}

static nextwork_status keep_outcomes(nw_outcomes *outcomes, nw_rows *rows)
{
    int64_t count = rows->start[rows->youths];
    outcomes->item = NW_NEW(nw_outcome, count);
    if (outcomes->item == NULL)
        return nw_fail_memory("outcomes");
    for (int64_t i = 0; i < count; i++) {
        outcomes->item[i] = (nw_outcome){
            .start = rows->order[i].to - DAYS_BEFORE_1970,
            .rank = rows->order[i].cells[0],
            .placed = rows->order[i].cells[1] == 1,
        };
    }
    outcomes->start = rows->start;
    rows->start = NULL;
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_outcomes(nw_freeze *freeze)
{
    nw_rows rows = {.along = {NW_O_RANK, NW_O_PLACED}, .n_along = 2};
    nextwork_status status = nw_rows_read(&rows, freeze, NW_OUTCOMES, NW_O_YOUTH, -1, NW_YOUTHS);
    if (status == NEXTWORK_OK)
        status = read_days(&rows, freeze);
    if (status == NEXTWORK_OK)
        status = nw_rows_group(&rows, freeze, NULL, rows.rows);
    if (status == NEXTWORK_OK)
        status = nw_rows_sort_by_to(&rows, freeze, NW_O_START);
    if (status == NEXTWORK_OK)
        status = keep_outcomes(&freeze->cohort->outcomes, &rows);
    nw_rows_clear(&rows);
    return status;
}
