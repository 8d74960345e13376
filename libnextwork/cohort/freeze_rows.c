#include "base/memory.h"
#include "base/parallel.h"
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

/* Finds the groups of rows that are all there and stand by youth already; false of others. */
static bool find_groups(nw_rows *rows)
{
    int32_t youth = -1;
    for (int64_t row = 0; row < rows->rows; row++) {
        if (rows->youth[row] < youth || rows->youth[row] < 0)
            return false;
        while (youth < rows->youth[row])
            rows->start[++youth] = row;
    }
    while (youth < rows->youths)
        rows->start[++youth] = rows->rows;
    return true;
}

/* A stable counting sort, of which each worker takes a part of the rows. */
typedef struct {
    nw_rows *rows;
    const int32_t *sequence;
    int64_t count;
    int64_t parts;
    nw_grouped *order;
    int32_t *at; /* by part and youth: how many rows there are; then where the next one goes */
} moving;

static int64_t row_at(const moving *move, int64_t i)
{
    return move->sequence == NULL ? i : move->sequence[i];
}

/* Of the rows in the sequence only: it leaves out those whose id is there already. */
static nextwork_status count_part(void *context, int64_t part, int worker)
{
    (void)worker;
    const moving *move = context;
    const int32_t *youth = move->rows->youth;
    int32_t *count = move->at + part * move->rows->youths;
    int64_t end = move->count * (part + 1) / move->parts;
    for (int64_t i = move->count * part / move->parts; i < end; i++) {
        int64_t row = row_at(move, i);
        if (youth[row] >= 0)
            count[youth[row]]++;
    }
    return NEXTWORK_OK;
}

static void place_groups(moving *move)
{
    int64_t place = 0, youths = move->rows->youths;
    for (int64_t youth = 0; youth < youths; youth++) {
        move->rows->start[youth] = place;
        for (int64_t part = 0; part < move->parts; part++) {
            int32_t count = move->at[part * youths + youth];
            move->at[part * youths + youth] = (int32_t)place;
            place += count;
        }
    }
    move->rows->start[youths] = place;
}

static nextwork_status move_part(void *context, int64_t part, int worker)
{
    (void)worker;
    const moving *move = context;
    const nw_rows *rows = move->rows;
    int32_t *at = move->at + part * rows->youths;
    int64_t end = move->count * (part + 1) / move->parts;
    for (int64_t i = move->count * part / move->parts; i < end; i++) {
        int64_t row = row_at(move, i);
        if (rows->youth[row] >= 0)
            move->order[at[rows->youth[row]]++] = nw_rows_given(rows, row);
    }
    return NEXTWORK_OK;
}

static nextwork_status move_all(moving *move, const nw_freeze *freeze)
{
    if (move->order == NULL || move->at == NULL)
        return nw_fail_memory("rows by youth");
    NW_TRY(nw_parallel(move->parts, freeze->threads, count_part, move));
    place_groups(move);
    return nw_parallel(move->parts, freeze->threads, move_part, move);
}

static nextwork_status move_rows(nw_rows *rows, const nw_freeze *freeze, const int32_t *sequence,
                                 int64_t count)
{
    int64_t parts = nw_freeze_workers(freeze, count, rows->youths);
    moving move = {.rows = rows, .sequence = sequence, .count = count, .parts = parts};
    move.at = NW_NEW_ZERO(int32_t, parts * rows->youths);
    move.order = NW_NEW(nw_grouped, count);
    nextwork_status status = move_all(&move, freeze);
    nw_free(move.at);
    rows->order = move.order;
    return status;
}

static nextwork_status make_rooms(nw_rows *rows, const nw_freeze *freeze)
{
    for (int32_t youth = 0; youth < rows->youths; youth++)
        if (rows->start[youth + 1] - rows->start[youth] > rows->longest)
            rows->longest = rows->start[youth + 1] - rows->start[youth];
    rows->workers = nw_freeze_workers(freeze, rows->start[rows->youths], rows->longest);
    rows->keys = NW_NEW(nw_keyed, 2 * rows->longest * rows->workers);
    return rows->keys == NULL ? nw_fail_memory("rows by youth") : NEXTWORK_OK;
}

nextwork_status nw_rows_group(nw_rows *rows, const nw_freeze *freeze, const int32_t *sequence,
                              int64_t count)
{
    rows->youths = freeze->youths.count;
    rows->start = NW_NEW(int64_t, (int64_t)rows->youths + 1);
    if (rows->start == NULL)
        return nw_fail_memory("rows by youth");
    if (sequence != NULL || !find_groups(rows))
        NW_TRY(move_rows(rows, freeze, sequence, count));
    return make_rooms(rows, freeze);
}

/* --- Group by group ------------------------------------------------------------------------- */

typedef struct {
    const nw_rows *rows;
    const nw_freeze *freeze;
    nw_range_work work;
    void *context;
} groups;

/* The first youth whose group begins at that place or behind it. */
static int64_t youth_at(const nw_rows *rows, int64_t place)
{
    int64_t first = 0, end = rows->youths;
    while (first < end) {
        int64_t middle = (first + end) / 2;
        if (rows->start[middle] < place)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

static nextwork_status do_groups(void *context, int64_t block, int worker)
{
    const groups *all = context;
    int64_t first = youth_at(all->rows, block * NW_FREEZE_RANGE);
    all->work(all->context, first, youth_at(all->rows, (block + 1) * NW_FREEZE_RANGE), worker);
    return nw_freeze_step(all->freeze, 0);
}

nextwork_status nw_rows_each_group(const nw_rows *rows, const nw_freeze *freeze, int workers,
                                   nw_range_work work, void *context)
{
    groups all = {rows, freeze, work, context};
    return nw_parallel(rows->start[rows->youths] / NW_FREEZE_RANGE + 1, workers, do_groups, &all);
}

/* --- Sorted by the other side --------------------------------------------------------------- */

nextwork_status nw_rows_twice(nw_freeze *freeze, const nw_table *table, int64_t row, int64_t column,
                              int64_t first)
{
    char where[NW_WHERE_BYTES];
    nw_where(where, table, first);
    return nw_finding_cell(freeze->findings, NW_ERROR, "duplicate-row", table, row, column,
                           "%s is about the same already; remove one of the two", where);
}

typedef struct {
    nw_rows *rows;
    bool moved;     /* the rows stand in order[] */
    bool any_twice; /* atomic */
} sorting;

/* Nothing moves where rows are in that order, as they often come. */
static void sort_group(const nw_rows *rows, nw_grouped *group, int64_t count, int worker)
{
    nw_keyed *keys = nw_rows_keys(rows, worker);
    nw_grouped *scratch = rows->scratch + rows->longest * worker;
    bool sorted = true;
    for (int64_t i = 0; i < count; i++) {
        keys[i] = (nw_keyed){(uint64_t)group[i].to, i};
        sorted = sorted && (i == 0 || group[i - 1].to <= group[i].to);
    }
    if (sorted)
        return;
    nw_sort_keyed(keys, keys + rows->longest, count);
    memcpy(scratch, group, (size_t)count * sizeof *group);
    for (int64_t i = 0; i < count; i++)
        group[i] = scratch[keys[i].item];
}

static void sort_groups(void *context, int64_t first, int64_t end, int worker)
{
    sorting *sort = context;
    nw_rows *rows = sort->rows;
    bool twice = false;
    for (int64_t row = rows->start[first]; !sort->moved && row < rows->start[end]; row++)
        rows->order[row] = nw_rows_given(rows, row);
    for (int64_t youth = first; youth < end; youth++) {
        nw_grouped *group = rows->order + rows->start[youth];
        int64_t count = rows->start[youth + 1] - rows->start[youth];
        sort_group(rows, group, count, worker);
        for (int64_t i = 1; i < count; i++)
            twice |= group[i - 1].to == group[i].to;
    }
    if (twice)
        __atomic_store_n(&sort->any_twice, true, __ATOMIC_RELAXED);
}

static nextwork_status tell_twice(const nw_rows *rows, nw_freeze *freeze, int64_t to_column)
{
    for (int32_t youth = 0; youth < rows->youths; youth++) {
        int64_t kept = rows->start[youth];
        for (int64_t i = kept + 1; i < rows->start[youth + 1]; i++)
            if (rows->order[i].to != rows->order[kept].to)
                kept = i;
            else
                NW_TRY(nw_rows_twice(freeze, rows->table, rows->order[i].row, to_column,
                                     rows->order[kept].row));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_rows_sort_by_to(nw_rows *rows, nw_freeze *freeze, int64_t to_column)
{
    sorting sort = {rows, rows->order != NULL, false};
    if (!sort.moved)
        rows->order = NW_NEW(nw_grouped, rows->rows);
    rows->scratch = NW_NEW(nw_grouped, rows->longest * rows->workers);
    if (rows->order == NULL || rows->scratch == NULL)
        return nw_fail_memory("rows by youth");
    NW_TRY(nw_rows_each_group(rows, freeze, rows->workers, sort_groups, &sort));
    return sort.any_twice ? tell_twice(rows, freeze, to_column) : NEXTWORK_OK;
}
