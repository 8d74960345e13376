#include "base/memory.h"
#include "cohort/freeze.h"

/* The place of a code among codes as text: digits count 1-10, so that a prefix, which ends in 0,
 * comes before what it begins. */
static uint64_t code_order(nw_text code)
{
    uint64_t order = 0;
    for (int64_t i = 0; i < 6; i++)
        order = order * 11 + (i < code.bytes ? (uint64_t)(code.at[i] - '0') + 1 : 0);
    return order;
}

/* Reads the row's code by its scheme; false when it is none, which is a finding. */
static nextwork_status read_code(bool *valid, nw_interest *item, nw_freeze *freeze,
                                 const nw_table *table, int64_t row)
{
    int32_t scheme = nw_cell_int(&table->columns[NW_I_SCHEME], row);
    item->industry = (nw_industry){.scheme = -1, .division = -1, .section = -1};
    item->function = (nw_function){.major = -1, .submajor = -1};
    if (scheme == NW_DISCO08)
        NW_TRY(nw_read_function(&item->function, freeze, table, row, NW_I_CODE));
    else if (scheme != NW_UNKNOWN)
        NW_TRY(nw_read_industry(&item->industry, freeze, table, row, NW_I_SCHEME, NW_I_CODE));
    item->scheme = (int8_t)scheme;
    *valid = item->function.digits > 0 || item->industry.digits > 0;
    return NEXTWORK_OK;
}

static nextwork_status keep_group(int64_t *count, nw_freeze *freeze, nw_rows *rows, int64_t first,
                                  int64_t end)
{
    const nw_table *table = rows->table;
    nw_interest *items = freeze->cohort->interests.item;
    for (int64_t i = 0; i < end - first; i++) {
        int32_t row = nw_rows_at(rows, first + i).row;
        uint64_t scheme = (uint64_t)(uint32_t)nw_cell_int(&table->columns[NW_I_SCHEME], row);
        nw_text code = nw_cell_or_empty(table, row, NW_I_CODE);
        rows->keys[i] = (nw_keyed){scheme << 32 | code_order(code), row};
    }
    nw_sort_keyed(rows->keys, rows->keys + rows->longest, end - first);
    for (int64_t i = 0; i < end - first; i++) {
        int64_t row = rows->keys[i].item;
        nw_interest item = {.value = (int8_t)nw_cell_int(&table->columns[NW_I_VALUE], row)};
        bool valid;
        NW_TRY(read_code(&valid, &item, freeze, table, row));
        if (valid && i > 0 && rows->keys[i].key == rows->keys[i - 1].key)
            NW_TRY(nw_rows_twice(freeze, table, row, NW_I_CODE, rows->keys[i - 1].item));
        else if (valid)
            items[(*count)++] = item;
    }
    return NEXTWORK_OK;
}

static nextwork_status keep_interests(nw_freeze *freeze, nw_rows *rows)
{
    nw_interests *interests = &freeze->cohort->interests;
    interests->start = NW_NEW(int64_t, (int64_t)rows->youths + 1);
    interests->item = NW_NEW(nw_interest, rows->start[rows->youths]);
    if (interests->start == NULL || interests->item == NULL)
        return nw_fail_memory("interests");
    int64_t count = 0;
    for (int32_t youth = 0; youth < rows->youths; youth++) {
        interests->start[youth] = count;
        NW_TRY(keep_group(&count, freeze, rows, rows->start[youth], rows->start[youth + 1]));
    }
    interests->start[rows->youths] = count;
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_interests(nw_freeze *freeze)
{
    nw_rows rows = {0};
    nextwork_status status = nw_rows_read(&rows, freeze, NW_INTERESTS, NW_I_YOUTH, -1, NW_YOUTHS);
    if (status == NEXTWORK_OK)
        status = nw_rows_group(&rows, freeze, NULL, rows.rows);
    if (status == NEXTWORK_OK)
        status = keep_interests(freeze, &rows);
    nw_rows_clear(&rows);
    return status;
}
