#include "base/memory.h"
#include "cohort/freeze.h"

/* --- Answers -------------------------------------------------------------------------------- */

static nextwork_status check_answer(nw_freeze *freeze, nw_rows *rows, int64_t row)
{
    const nw_table *table = rows->table;
    int32_t answer = nw_cell_int(&table->columns[NW_A_ANSWER], row);
    int32_t rank = nw_cell_int(&table->columns[NW_A_RANK], row);
    if (answer == NW_NO && rank != NW_UNKNOWN)
        return nw_finding_cell(freeze->findings, NW_WARNING, "rank-of-no", table, row, NW_A_RANK,
                               "the answer is no, so the rank does not count; remove one of the "
                               "two");
    if (answer != NW_UNKNOWN || rank != NW_UNKNOWN)
        return NEXTWORK_OK;
    rows->youth[row] = -1;
    return nw_finding_cell(freeze->findings, NW_WARNING, "empty-answer", table, row, -1,
                           "neither answer nor rank is given, so the row says nothing; remove it");
}

static nextwork_status check_answers(nw_freeze *freeze, nw_rows *rows)
{
    for (int64_t row = 0; row < rows->rows; row++)
        if (rows->youth[row] >= 0)
            NW_TRY(check_answer(freeze, rows, row));
    return NEXTWORK_OK;
}

/* What the rows, which are grouped and sorted, become. */
typedef struct {
    const nw_grouped *rows;
    nw_answers *answers;
    nw_values *values;
} keeping;

static void keep_answers_of(void *context, int64_t first, int64_t end, int worker)
{
    (void)worker;
    const keeping *keep = context;
    for (int64_t i = first; i < end; i++) {
        int32_t answer = keep->rows[i].cells[0], rank = keep->rows[i].cells[1];
        keep->answers->post[i] = keep->rows[i].to;
        keep->answers->answer[i] = answer == NW_UNKNOWN ? NW_YES : (int8_t)answer;
        keep->answers->rank[i] = answer == NW_NO ? NW_UNKNOWN : rank;
    }
}

static nextwork_status keep_answers(nw_freeze *freeze, nw_rows *rows)
{
    nw_answers *answers = &freeze->cohort->answers;
    int64_t count = rows->start[rows->youths];
    answers->post = NW_NEW(int32_t, count);
    answers->rank = NW_NEW(int32_t, count);
    answers->answer = NW_NEW(int8_t, count);
    if (answers->post == NULL || answers->rank == NULL || answers->answer == NULL)
        return nw_fail_memory("answers");
    answers->start = rows->start;
    rows->start = NULL;
    keeping keep = {.rows = rows->order, .answers = answers};
    return nw_freeze_ranges(freeze, count, keep_answers_of, &keep);
}

nextwork_status nw_freeze_answers(nw_freeze *freeze)
{
    nw_rows rows = {.along = {NW_A_ANSWER, NW_A_RANK}, .n_along = 2};
    nextwork_status status =
        nw_rows_read(&rows, freeze, NW_ANSWERS, NW_A_YOUTH, NW_A_POST, NW_POSTS);
    if (status == NEXTWORK_OK)
        status = check_answers(freeze, &rows);
    if (status == NEXTWORK_OK)
        status = nw_rows_group(&rows, freeze, NULL, rows.rows);
    if (status == NEXTWORK_OK)
        status = nw_rows_sort_by_to(&rows, freeze, NW_A_POST);
    if (status == NEXTWORK_OK)
        status = keep_answers(freeze, &rows);
    nw_rows_clear(&rows);
    return status;
}

/* --- Travel and own fits -------------------------------------------------------------------- */

static void keep_values_of(void *context, int64_t first, int64_t end, int worker)
{
    (void)worker;
    const keeping *keep = context;
    for (int64_t i = first; i < end; i++) {
        keep->values->to[i] = keep->rows[i].to;
        keep->values->value[i] = keep->rows[i].cells[0];
    }
}

static nextwork_status keep_values(nw_values *values, nw_freeze *freeze, nw_rows *rows)
{
    int64_t count = rows->start[rows->youths];
    values->to = NW_NEW(int32_t, count);
    values->value = NW_NEW(int32_t, count);
    if (values->to == NULL || values->value == NULL)
        return nw_fail_memory("values by youth");
    values->start = rows->start;
    rows->start = NULL;
    keeping keep = {.rows = rows->order, .values = values};
    return nw_freeze_ranges(freeze, count, keep_values_of, &keep);
}

static nextwork_status freeze_values(nw_values *values, nw_freeze *freeze, nw_table_name table,
                                     int64_t youth, int64_t to, nw_table_name target,
                                     int64_t column)
{
    nw_rows rows = {.along = {column}, .n_along = 1};
    nextwork_status status = nw_rows_read(&rows, freeze, table, youth, to, target);
    if (status == NEXTWORK_OK)
        status = nw_rows_group(&rows, freeze, NULL, rows.rows);
    if (status == NEXTWORK_OK)
        status = nw_rows_sort_by_to(&rows, freeze, to);
    if (status == NEXTWORK_OK)
        status = keep_values(values, freeze, &rows);
    nw_rows_clear(&rows);
    return status;
}

nextwork_status nw_freeze_travel(nw_freeze *freeze)
{
    return freeze_values(&freeze->cohort->travel, freeze, NW_TRAVEL, NW_T_YOUTH, NW_T_COMPANY,
                         NW_COMPANIES, NW_T_MINUTES);
}

nextwork_status nw_freeze_fits(nw_freeze *freeze)
{
    return freeze_values(&freeze->cohort->fits, freeze, NW_FITS, NW_F_YOUTH, NW_F_POST, NW_POSTS,
                         NW_F_FIT);
}
