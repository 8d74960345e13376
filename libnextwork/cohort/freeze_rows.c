#include "base/memory.h"
#include "cohort/freeze.h"

/* --- Reading -------------------------------------------------------------------------------- */

nextwork_status nw_rows_read(nw_rows *rows, nw_freeze *freeze, nw_table_name table,
                             int64_t youth_column, int64_t to_column, nw_table_name target)
{
    bool has_to = to_column >= 0;
    rows->table = &freeze->tables[table];
    rows->rows = rows->table->rows;
    rows->youth = NW_NEW(int32_t, rows->rows);
    rows->to = has_to ? NW_NEW(int32_t, rows->rows) : NULL;
    if (rows->youth == NULL || (has_to && rows->to == NULL))
        return nw_fail_memory("rows by youth");
    nw_reference youth = nw_reference_to(freeze, rows->table, youth_column, NW_YOUTHS);
    nw_reference to = nw_reference_to(freeze, rows->table, to_column, target);
    NW_TRY(nw_resolve_rows(rows->youth, freeze, &youth));
    if (has_to)
        NW_TRY(nw_resolve_rows(rows->to, freeze, &to));
    for (int64_t row = 0; has_to && row < rows->rows; row++)
        if (rows->to[row] < 0)
            rows->youth[row] = -1;
    return NEXTWORK_OK;
}

void nw_rows_clear(nw_rows *rows)
{
    nw_free(rows->youth);
    nw_free(rows->to);
    nw_free(rows->start);
    nw_free(rows->order);
    nw_free(rows->keys);
    nw_free(rows->scratch);
    *rows = (nw_rows){0};
}

/* --- Grouping by youth ---------------------------------------------------------------------- */

/* Of the rows in the sequence only: it leaves out those whose id is there already. */
static void count_groups(nw_rows *rows, int32_t youths, const int32_t *sequence, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        int64_t row = sequence == NULL ? i : sequence[i];
        if (rows->youth[row] >= 0)
            rows->start[rows->youth[row] + 1]++;
    }
    for (int32_t youth = 0; youth < youths; youth++) {
        if (rows->start[youth + 1] > rows->longest)
            rows->longest = rows->start[youth + 1];
        rows->start[youth + 1] += rows->start[youth];
    }
}

/* Whether all rows are there and stand by youth. */
static bool in_order(const nw_rows *rows)
{
    bool ordered = rows->rows == 0 || rows->youth[0] >= 0;
    for (int64_t row = 1; row < rows->rows; row++)
        ordered &= rows->youth[row - 1] <= rows->youth[row];
    return ordered;
}

/* Puts each row at the next free place of its group; start[y] ends as the end of group y. */
static void fill_groups(nw_rows *rows, nw_grouped *order, const int32_t *sequence, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        int64_t row = sequence == NULL ? i : sequence[i];
        if (rows->youth[row] >= 0)
            order[rows->start[rows->youth[row]]++] = nw_rows_at(rows, row);
    }
}

static nextwork_status move_rows(nw_rows *rows, const int32_t *sequence, int64_t count)
{
    nw_grouped *order = NW_NEW(nw_grouped, rows->start[rows->youths]);
    if (order == NULL)
        return nw_fail_memory("rows by youth");
    fill_groups(rows, order, sequence, count);
    memmove(rows->start + 1, rows->start, (size_t)rows->youths * sizeof *rows->start);
    rows->start[0] = 0;
    rows->order = order;
    return NEXTWORK_OK;
}

nextwork_status nw_rows_group(nw_rows *rows, int32_t youths, const int32_t *sequence, int64_t count)
{
    rows->youths = youths;
    rows->start = NW_NEW_ZERO(int64_t, (int64_t)youths + 1);
    if (rows->start == NULL)
        return nw_fail_memory("rows by youth");
    count_groups(rows, youths, sequence, count);
    rows->keys = NW_NEW(nw_keyed, 2 * rows->longest);
    rows->scratch = NW_NEW(nw_grouped, rows->longest);
    if (rows->keys == NULL || rows->scratch == NULL)
        return nw_fail_memory("rows by youth");
    return sequence == NULL && in_order(rows) ? NEXTWORK_OK : move_rows(rows, sequence, count);
}

nextwork_status nw_rows_twice(nw_freeze *freeze, const nw_table *table, int64_t row, int64_t column,
                              int64_t first)
{
    char where[NW_WHERE_BYTES];
    nw_where(where, table, first);
    return nw_finding_cell(freeze->findings, NW_ERROR, "duplicate-row", table, row, column,
                           "%s is about the same already; remove one of the two", where);
}

/* Sorts rows by the other side; nothing moves where they are in that order, as they often come. */
static void sort_by_to(nw_rows *rows, nw_grouped *group, int64_t count)
{
    bool sorted = true;
    for (int64_t i = 0; i < count; i++) {
        rows->keys[i] = (nw_keyed){(uint64_t)group[i].to, i};
        sorted = sorted && (i == 0 || group[i - 1].to <= group[i].to);
    }
    if (sorted)
        return;
    nw_sort_keyed(rows->keys, rows->keys + rows->longest, count);
    memcpy(rows->scratch, group, (size_t)count * sizeof *group);
    for (int64_t i = 0; i < count; i++)
        group[i] = rows->scratch[rows->keys[i].item];
}

/* Sorts the group first .. end - 1, which moves to `to`, and gives its length. */
static nextwork_status sort_group(int64_t *length, nw_rows *rows, nw_freeze *freeze,
                                  int64_t to_column, int64_t first, int64_t end, int64_t to)
{
    sort_by_to(rows, rows->order + first, end - first);
    int64_t last = to - 1; /* the last that is kept */
    for (int64_t i = first; i < end; i++) {
        nw_grouped this = rows->order[i];
        if (last >= to && rows->order[last].to == this.to)
            NW_TRY(nw_rows_twice(freeze, rows->table, this.row, to_column, rows->order[last].row));
        else
            rows->order[++last] = this;
    }
    *length = last + 1 - to;
    return NEXTWORK_OK;
}

nextwork_status nw_rows_sort_by_to(nw_rows *rows, nw_freeze *freeze, int64_t to_column)
{
    int64_t to = 0;
    if (rows->order == NULL)
        NW_TRY(move_rows(rows, NULL, rows->rows));
    for (int32_t youth = 0; youth < rows->youths; youth++) {
        int64_t first = rows->start[youth], length;
        if (youth % NW_FREEZE_STRIDE == 0)
            NW_TRY(nw_freeze_step(freeze, 0));
        rows->start[youth] = to;
        NW_TRY(sort_group(&length, rows, freeze, to_column, first, rows->start[youth + 1], to));
        to += length;
    }
    rows->start[rows->youths] = to;
    return NEXTWORK_OK;
}
