#include "base/memory.h"
#include "cohort/freeze.h"

typedef struct {
    nw_freeze *freeze;
    nw_rows rows;
    int32_t *seen; /* of each post the last place in rows.order[] that names it; -1: none */
    int64_t ranked, vetoes; /* rows of each kind, then written so far */
} wishes;

/* --- Rows ----------------------------------------------------------------------------------- */

static nextwork_status check_row(wishes *read, int64_t row)
{
    const nw_table *table = read->rows.table;
    int32_t rank = nw_cell_int(&table->columns[NW_W_RANK], row);
    bool veto = nw_cell_int(&table->columns[NW_W_VETO], row) == 1;
    if (veto != (rank != NW_UNKNOWN)) {
        read->vetoes += veto;
        read->ranked += !veto;
        return NEXTWORK_OK;
    }
    read->rows.youth[row] = -1;
    if (veto)
        return nw_finding_cell(read->freeze->findings, NW_ERROR, "wish-and-veto", table, row,
                               NW_W_VETO,
                               "the post is both ranked and vetoed; remove rank or veto");
    return nw_finding_cell(read->freeze->findings, NW_ERROR, "wish-without-rank", table, row,
                           table->columns[NW_W_RANK].present ? NW_W_RANK : -1,
                           "a wish needs a rank (1 = first), or veto 1 for a post not wanted");
}

static nextwork_status check_rows(wishes *read)
{
    for (int64_t row = 0; row < read->rows.rows; row++)
        if (read->rows.youth[row] >= 0)
            NW_TRY(check_row(read, row));
    return NEXTWORK_OK;
}

/* --- Lists ---------------------------------------------------------------------------------- */

static nextwork_status allocate(wishes *read)
{
    nw_wishes *made = &read->freeze->cohort->wishes;
    int64_t youths = read->freeze->youths.count, posts = read->freeze->posts.count;
    made->start = NW_NEW(int64_t, youths + 1);
    made->post = NW_NEW(int32_t, read->ranked);
    made->rank = NW_NEW(int32_t, read->ranked);
    made->veto_start = NW_NEW(int64_t, youths + 1);
    made->veto = NW_NEW(int32_t, read->vetoes);
    read->seen = NW_NEW(int32_t, posts);
    if (made->start == NULL || made->post == NULL || made->rank == NULL ||
        made->veto_start == NULL || made->veto == NULL || read->seen == NULL)
        return nw_fail_memory("wishes");
    for (int64_t post = 0; post < posts; post++)
        read->seen[post] = -1;
    read->ranked = read->vetoes = 0;
    return NEXTWORK_OK;
}

static void write_sorted(wishes *read, nw_keyed *ranked, int64_t n_ranked, nw_keyed *vetoes,
                         int64_t n_vetoes)
{
    nw_wishes *made = &read->freeze->cohort->wishes;
    nw_keyed *scratch = read->rows.keys + read->rows.longest;
    nw_sort_keyed(ranked, scratch, n_ranked);
    for (int64_t i = 0; i < n_ranked; i++, read->ranked++) {
        made->rank[read->ranked] = (int32_t)(ranked[i].key >> 32);
        made->post[read->ranked] = (int32_t)(ranked[i].key & UINT32_MAX);
    }
    nw_sort_keyed(vetoes, scratch, n_vetoes);
    for (int64_t i = 0; i < n_vetoes; i++)
        made->veto[read->vetoes++] = (int32_t)vetoes[i].key;
}

/* One youth's rows: ranked ones gather at the front of the keys, vetoes at the back. */
static nextwork_status write_group(wishes *read, int64_t first, int64_t end)
{
    const nw_table *table = read->rows.table;
    nw_keyed *keys = read->rows.keys;
    int64_t front = 0, back = read->rows.longest;
    for (int64_t i = first; i < end; i++) {
        nw_grouped wish = nw_rows_at(&read->rows, i);
        if (read->seen[wish.to] >= first) {
            NW_TRY(nw_rows_twice(read->freeze, table, wish.row, NW_W_POST,
                                 nw_rows_at(&read->rows, read->seen[wish.to]).row));
            continue;
        }
        read->seen[wish.to] = (int32_t)i;
        int32_t rank = wish.cells[0];
        if (rank == NW_UNKNOWN)
            keys[--back] = (nw_keyed){(uint64_t)wish.to, 0};
        else
            keys[front++] = (nw_keyed){(uint64_t)rank << 32 | (uint64_t)wish.to, 0};
    }
    write_sorted(read, keys, front, keys + back, read->rows.longest - back);
    return NEXTWORK_OK;
}

static nextwork_status write_groups(wishes *read)
{
    nw_wishes *made = &read->freeze->cohort->wishes;
    int32_t youths = read->rows.youths;
    for (int32_t youth = 0; youth < youths; youth++) {
        if (youth % NW_FREEZE_STRIDE == 0)
            NW_TRY(nw_freeze_step(read->freeze, 0));
        made->start[youth] = read->ranked;
        made->veto_start[youth] = read->vetoes;
        NW_TRY(write_group(read, read->rows.start[youth], read->rows.start[youth + 1]));
    }
    made->start[youths] = read->ranked;
    made->veto_start[youths] = read->vetoes;
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_wishes(nw_freeze *freeze)
{
    wishes read = {.freeze = freeze, .rows = {.along = {NW_W_RANK}, .n_along = 1}};
    nextwork_status status =
        nw_rows_read(&read.rows, freeze, NW_WISHES, NW_W_YOUTH, NW_W_POST, NW_POSTS);
    if (status == NEXTWORK_OK)
        status = check_rows(&read);
    if (status == NEXTWORK_OK)
        status = nw_rows_group(&read.rows, freeze->youths.count, NULL, read.rows.rows);
    if (status == NEXTWORK_OK)
        status = allocate(&read);
    if (status == NEXTWORK_OK)
        status = write_groups(&read);
    nw_free(read.seen);
    nw_rows_clear(&read.rows);
    return status;
}
