#include "base/memory.h"
#include "cohort/freeze.h"

typedef struct {
    nw_freeze *freeze;
    nw_rows rows;
    int64_t ranked, vetoes; /* rows of each kind; atomic */
    bool any_wrong;         /* a row is of neither kind; atomic */
    int workers;
    int32_t *seen;  /* of each worker, of each post the last place that names it; -1: none */
    bool any_twice; /* atomic */
} wishes;

/* --- Rows ----------------------------------------------------------------------------------- */

/* Whether the row is a wish or a veto, and not both or neither. */
static bool is_one(const nw_table *table, int64_t row, bool *veto)
{
    *veto = nw_cell_int(&table->columns[NW_W_VETO], row) == 1;
    return *veto != (nw_cell_int(&table->columns[NW_W_RANK], row) != NW_UNKNOWN);
}

static void count_kinds(void *context, int64_t first, int64_t end, int worker)
{
    (void)worker;
    wishes *read = context;
    int64_t kinds[2] = {0, 0};
    bool wrong = false, veto;
    for (int64_t row = first; row < end; row++) {
        if (read->rows.youth[row] < 0)
            continue;
        wrong |= !is_one(read->rows.table, row, &veto);
        kinds[veto]++;
    }
    __atomic_fetch_add(&read->ranked, kinds[false], __ATOMIC_RELAXED);
    __atomic_fetch_add(&read->vetoes, kinds[true], __ATOMIC_RELAXED);
    if (wrong)
        __atomic_store_n(&read->any_wrong, true, __ATOMIC_RELAXED);
}

static nextwork_status tell_wrong(const wishes *read, int64_t row, bool veto)
{
    const nw_table *table = read->rows.table;
    if (veto)
        return nw_finding_cell(read->freeze->findings, NW_ERROR, "wish-and-veto", table, row,
                               NW_W_VETO,
                               "the post is both ranked and vetoed; remove rank or veto");
    return nw_finding_cell(read->freeze->findings, NW_ERROR, "wish-without-rank", table, row,
                           table->columns[NW_W_RANK].present ? NW_W_RANK : -1,
                           "a wish needs a rank (1 = first), or veto 1 for a post not wanted");
}

/* Leaves out rows that are of neither kind. */
static nextwork_status drop_wrong(wishes *read)
{
    for (int64_t row = 0; row < read->rows.rows; row++) {
        bool veto;
        if (read->rows.youth[row] < 0 || is_one(read->rows.table, row, &veto))
            continue;
        read->rows.youth[row] = -1;
        read->vetoes -= veto;
        read->ranked -= !veto;
        NW_TRY(tell_wrong(read, row, veto));
    }
    return NEXTWORK_OK;
}

static nextwork_status check_rows(wishes *read)
{
    NW_TRY(nw_freeze_ranges(read->freeze, read->rows.rows, count_kinds, read));
    return read->any_wrong ? drop_wrong(read) : NEXTWORK_OK;
}

/* --- Lists ---------------------------------------------------------------------------------- */

static void clear_seen(wishes *read)
{
    for (int64_t i = 0; i < (int64_t)read->freeze->posts.count * read->workers; i++)
        read->seen[i] = -1;
}

static nextwork_status allocate(wishes *read)
{
    nw_wishes *made = &read->freeze->cohort->wishes;
    int64_t youths = read->freeze->youths.count, posts = read->freeze->posts.count;
    int64_t wanted = nw_freeze_workers(read->freeze, read->rows.rows, posts);
    read->workers = (int)(wanted < read->rows.workers ? wanted : read->rows.workers);
    made->start = NW_NEW(int64_t, youths + 1);
    made->post = NW_NEW(int32_t, read->ranked);
    made->rank = NW_NEW(int32_t, read->ranked);
    made->veto_start = NW_NEW(int64_t, youths + 1);
    made->veto = NW_NEW(int32_t, read->vetoes);
    read->seen = NW_NEW(int32_t, posts * read->workers);
    if (made->start == NULL || made->post == NULL || made->rank == NULL ||
        made->veto_start == NULL || made->veto == NULL || read->seen == NULL)
        return nw_fail_memory("wishes");
    clear_seen(read);
    return NEXTWORK_OK;
}

static void count_vetoes(void *context, int64_t first, int64_t end, int worker)
{
    (void)worker;
    const wishes *read = context;
    int64_t *vetoes = read->freeze->cohort->wishes.veto_start;
    for (int64_t youth = first; youth < end; youth++) {
        vetoes[youth] = 0;
        for (int64_t i = read->rows.start[youth]; i < read->rows.start[youth + 1]; i++)
            vetoes[youth] += nw_rows_at(&read->rows, i).cells[0] == NW_UNKNOWN;
    }
}

/* Where each youth's wishes and vetoes begin. */
static nextwork_status find_starts(wishes *read)
{
    nw_wishes *made = &read->freeze->cohort->wishes;
    const nw_rows *rows = &read->rows;
    int64_t vetoes = 0;
    if (read->vetoes > 0)
        NW_TRY(nw_rows_each_group(rows, read->freeze, read->workers, count_vetoes, read));
    for (int64_t youth = 0; youth <= rows->youths; youth++) {
        int64_t here = youth < rows->youths && read->vetoes > 0 ? made->veto_start[youth] : 0;
        made->veto_start[youth] = vetoes;
        made->start[youth] = rows->start[youth] - vetoes;
        vetoes += here;
    }
    return NEXTWORK_OK;
}

/* A worker's room, and what it met. */
typedef struct {
    nw_keyed *keys;
    int32_t *seen;
    bool twice; /* a youth's rows name a post twice */
} room;

static void write_sorted(nw_wishes *made, int64_t youth, nw_keyed *ranked, int64_t n_ranked,
                         nw_keyed *vetoes, int64_t n_vetoes, nw_keyed *scratch)
{
    nw_sort_keyed(ranked, scratch, n_ranked);
    for (int64_t i = 0, at = made->start[youth]; i < n_ranked; i++, at++) {
        made->rank[at] = (int32_t)(ranked[i].key >> 32);
        made->post[at] = (int32_t)(ranked[i].key & UINT32_MAX);
    }
    nw_sort_keyed(vetoes, scratch, n_vetoes);
    for (int64_t i = 0; i < n_vetoes; i++)
        made->veto[made->veto_start[youth] + i] = (int32_t)vetoes[i].key;
}

/* One youth's rows: ranked ones gather at the front of the keys, vetoes at the back. */
static void write_group(room *with, const wishes *read, int64_t youth)
{
    const nw_rows *rows = &read->rows;
    int64_t first = rows->start[youth], front = 0, back = rows->longest;
    for (int64_t i = first; i < rows->start[youth + 1]; i++) {
        nw_grouped wish = nw_rows_at(rows, i);
        int32_t rank = wish.cells[0];
        with->twice |= with->seen[wish.to] >= first;
        with->seen[wish.to] = (int32_t)i;
        if (rank == NW_UNKNOWN)
            with->keys[--back] = (nw_keyed){(uint64_t)wish.to, 0};
        else
            with->keys[front++] = (nw_keyed){(uint64_t)rank << 32 | (uint64_t)wish.to, 0};
    }
    write_sorted(&read->freeze->cohort->wishes, youth, with->keys, front, with->keys + back,
                 rows->longest - back, with->keys + rows->longest);
}

static void write_groups(void *context, int64_t first, int64_t end, int worker)
{
    wishes *read = context;
    room with = {nw_rows_keys(&read->rows, worker),
                 read->seen + (int64_t)worker * read->freeze->posts.count, false};
    for (int64_t youth = first; youth < end; youth++)
        write_group(&with, read, youth);
    if (with.twice)
        __atomic_store_n(&read->any_twice, true, __ATOMIC_RELAXED);
}

static nextwork_status tell_twice(wishes *read)
{
    const nw_rows *rows = &read->rows;
    clear_seen(read);
    for (int32_t youth = 0; youth < rows->youths; youth++) {
        for (int64_t i = rows->start[youth]; i < rows->start[youth + 1]; i++) {
            nw_grouped wish = nw_rows_at(rows, i);
            int32_t *seen = &read->seen[wish.to];
            if (*seen < rows->start[youth])
                *seen = (int32_t)i;
            else
                NW_TRY(nw_rows_twice(read->freeze, rows->table, wish.row, NW_W_POST,
                                     nw_rows_at(rows, *seen).row));
        }
    }
    return NEXTWORK_OK;
}

static nextwork_status keep_wishes(wishes *read)
{
    NW_TRY(allocate(read));
    NW_TRY(find_starts(read));
    NW_TRY(nw_rows_each_group(&read->rows, read->freeze, read->workers, write_groups, read));
    return read->any_twice ? tell_twice(read) : NEXTWORK_OK;
}

nextwork_status nw_freeze_wishes(nw_freeze *freeze)
{
    wishes read = {.freeze = freeze, .rows = {.along = {NW_W_RANK}, .n_along = 1}};
    nextwork_status status =
        nw_rows_read(&read.rows, freeze, NW_WISHES, NW_W_YOUTH, NW_W_POST, NW_POSTS);
    if (status == NEXTWORK_OK)
        status = check_rows(&read);
    if (status == NEXTWORK_OK)
        status = nw_rows_group(&read.rows, freeze, NULL, read.rows.rows);
    if (status == NEXTWORK_OK)
        status = keep_wishes(&read);
    nw_free(read.seen);
    nw_rows_clear(&read.rows);
    return status;
}
