#include "plan/adopt.h"

#include "base/dates.h"
#include "base/ids.h"
#include "base/memory.h"
#include "round/result_tables.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const nw_table *placements, *matched;
    nw_table *made;
    nw_text *youths; /* of each matched row */
    nw_text *ids;    /* of each placement */
    nw_id_index by_youth, by_id;
    bool *goes_on; /* per matched row: the youth is there already */
    int64_t next;  /* number that the next new id tries first */
} adoption;

static nw_text text_of(const nw_table *table, int64_t row, int64_t column)
{
    const nw_column *cells = &table->columns[column];
    return cells->present ? nw_cell_text(cells, row) : (nw_text){"", 0};
}

static nextwork_status index_youths(adoption *a)
{
    int64_t rows = a->matched->rows;
    a->youths = NW_NEW(nw_text, rows);
    a->goes_on = NW_NEW_ZERO(bool, rows);
    if (a->youths == NULL || a->goes_on == NULL)
        return nw_fail_memory("placements");
    for (int64_t row = 0; row < rows; row++)
        a->youths[row] = text_of(a->matched, row, NW_PLACED_YOUTH);
    NW_TRY(nw_id_index_new(&a->by_youth, a->youths, rows));
    for (int64_t row = 0; row < rows; row++)
        if (nw_id_index_add(&a->by_youth, row) != row)
            return nw_fail_at(NEXTWORK_ERROR_DATA, "placements.csv", row, "youth_id",
                              "placements.csv, line %lld: the youth is placed twice",
                              (long long)nw_table_line(a->matched, row));
    return NEXTWORK_OK;
}

static nextwork_status index_ids(adoption *a)
{
    int64_t rows = a->placements->rows;
    a->ids = NW_NEW(nw_text, rows);
    if (a->ids == NULL)
        return nw_fail_memory("placements");
    for (int64_t row = 0; row < rows; row++)
        a->ids[row] = text_of(a->placements, row, NW_L_ID);
    NW_TRY(nw_id_index_new(&a->by_id, a->ids, rows));
    for (int64_t row = 0; row < rows; row++)
        nw_id_index_add(&a->by_id, row);
    return NEXTWORK_OK;
}

/* --- Rows that there are -----------------------------------------------------------------------
 */

static nextwork_status copy_row(nw_table *made, const nw_table *from, int64_t row)
{
    NW_TRY(nw_table_add_row(made));
    for (int64_t c = 0; c < from->schema->n_columns; c++) {
        if (!from->columns[c].present)
            continue;
        if (nw_kind_is_text(from->schema->columns[c].kind))
            NW_TRY(nw_table_set_text(made, c, nw_cell_text(&from->columns[c], row)));
        else
            made->columns[c].ints[made->rows - 1] = from->columns[c].ints[row];
    }
    return NEXTWORK_OK;
}

/* Whether the placement takes up the youth on some day of the matched one. */
static bool meets(const adoption *a, int64_t row, int64_t matched)
{
    const nw_column *old = a->placements->columns, *now = a->matched->columns;
    return nw_cell_int(&old[NW_L_STATUS], row) != NW_DONE &&
           nw_cell_int(&old[NW_L_START], row) < nw_cell_int(&now[NW_PLACED_END], matched) &&
           nw_cell_int(&old[NW_L_END], row) > nw_cell_int(&now[NW_PLACED_START], matched);
}

/* The last row of the new table is the placement, and the youth is matched. */
static nextwork_status give_way(adoption *a, int64_t row, int64_t matched)
{
    int32_t day = nw_cell_int(&a->matched->columns[NW_PLACED_START], matched);
    if (!meets(a, row, matched))
        return NEXTWORK_OK;
    if (nw_text_equal(text_of(a->placements, row, NW_L_POST),
                      text_of(a->matched, matched, NW_PLACED_POST))) {
        a->goes_on[matched] = true;
        return NEXTWORK_OK;
    }
    if (nw_cell_int(&a->placements->columns[NW_L_START], row) >= day)
        return nw_fail_at(NEXTWORK_ERROR_DATA, "placements", row, "start",
                          "placements, row %lld: the youth has this placement within the time of "
                          "the match; remove it, or match another period",
                          (long long)row + 1);
    nw_table_set_int(a->made, NW_L_END, day);
    return NEXTWORK_OK;
}

/* --- Rows that are new -------------------------------------------------------------------------
 */

/* "2027-01-04:1", or the next number that no placement has. */
static nextwork_status set_id(adoption *a, int32_t day)
{
    char start[11], id[40];
    nw_date_format(start, day);
    do {
        snprintf(id, sizeof id, "%s:%lld", start, (long long)++a->next);
    } while (nw_id_index_find(&a->by_id, nw_text_of(id)) >= 0);
    return nw_table_set_text(a->made, NW_L_ID, nw_text_of(id));
}

static nextwork_status add_matched(adoption *a, int64_t matched)
{
    int32_t day = nw_cell_int(&a->matched->columns[NW_PLACED_START], matched);
    NW_TRY(nw_table_add_row(a->made));
    NW_TRY(set_id(a, day));
    NW_TRY(nw_table_set_text(a->made, NW_L_YOUTH, a->youths[matched]));
    NW_TRY(nw_table_set_text(a->made, NW_L_POST, text_of(a->matched, matched, NW_PLACED_POST)));
    nw_table_set_int(a->made, NW_L_START, day);
    nw_table_set_int(a->made, NW_L_END, nw_cell_int(&a->matched->columns[NW_PLACED_END], matched));
    nw_table_set_int(a->made, NW_L_STATUS, NW_PLANNED);
    return NEXTWORK_OK;
}

static nextwork_status fill(adoption *a)
{
    NW_TRY(index_youths(a));
    NW_TRY(index_ids(a));
    for (int64_t row = 0; row < a->placements->rows; row++) {
        int64_t matched = nw_id_index_find(&a->by_youth, text_of(a->placements, row, NW_L_YOUTH));
        NW_TRY(copy_row(a->made, a->placements, row));
        if (matched >= 0)
            NW_TRY(give_way(a, row, matched));
    }
    for (int64_t row = 0; row < a->matched->rows; row++)
        if (!a->goes_on[row])
            NW_TRY(add_matched(a, row));
    return NEXTWORK_OK;
}

nextwork_status nw_adopt(nw_table **with, const nw_table *placements, const nw_table *matched)
{
    adoption a = {.placements = placements, .matched = matched};
    NW_TRY(nw_table_new(&a.made, placements->schema));
    nextwork_status status = fill(&a);
    nw_id_index_clear(&a.by_youth);
    nw_id_index_clear(&a.by_id);
    nw_free(a.youths);
    nw_free(a.ids);
    nw_free(a.goes_on);
    return nw_table_finish(with, a.made, status);
}

/* --- Outcomes ----------------------------------------------------------------------------------
 */

static nextwork_status add_outcome(nw_table *made, nw_text youth, int32_t start, bool placed,
                                   int32_t rank)
{
    NW_TRY(nw_table_add_row(made));
    NW_TRY(nw_table_set_text(made, NW_O_YOUTH, youth));
    nw_table_set_int(made, NW_O_START, start);
    nw_table_set_int(made, NW_O_PLACED, placed);
    if (rank != NW_UNKNOWN)
        nw_table_set_int(made, NW_O_RANK, rank);
    return NEXTWORK_OK;
}

/* Reasons that name a post, POST=.., are those of somebody who wished and took part. */
static bool took_part(nw_text reasons)
{
    return memchr(reasons.at, '=', (size_t)reasons.bytes) != NULL;
}

/* A match that was adopted already would count twice. */
static nextwork_status expect_new(const nw_table *outcomes, const nw_table *matched, int32_t start)
{
    nw_id_index by_youth;
    nw_text *youths = NW_NEW(nw_text, matched->rows);
    if (youths == NULL)
        return nw_fail_memory("outcomes");
    for (int64_t row = 0; row < matched->rows; row++)
        youths[row] = text_of(matched, row, NW_PLACED_YOUTH);
    nextwork_status status = nw_id_index_new(&by_youth, youths, matched->rows);
    if (status != NEXTWORK_OK) {
        nw_free(youths);
        return status;
    }
    for (int64_t row = 0; row < matched->rows; row++)
        nw_id_index_add(&by_youth, row);
    for (int64_t row = 0; row < outcomes->rows && status == NEXTWORK_OK; row++)
        if (nw_cell_int(&outcomes->columns[NW_O_START], row) == start &&
            nw_id_index_find(&by_youth, text_of(outcomes, row, NW_O_YOUTH)) >= 0)
            status =
                nw_fail_at(NEXTWORK_ERROR_DATA, "outcomes", row, "youth_id",
                           "outcomes, row %lld: the cohort has a youth's outcome of this round "
                           "already; it has adopted this match, or another of the same day",
                           (long long)row + 1);
    nw_id_index_clear(&by_youth);
    nw_free(youths);
    return status;
}

static nextwork_status fill_outcomes(nw_table *made, const nw_table *outcomes,
                                     const nw_table *matched, const nw_table *unplaced,
                                     int32_t start)
{
    for (int64_t row = 0; row < outcomes->rows; row++)
        NW_TRY(copy_row(made, outcomes, row));
    for (int64_t row = 0; row < matched->rows; row++)
        NW_TRY(add_outcome(made, text_of(matched, row, NW_PLACED_YOUTH), start, true,
                           nw_cell_int(&matched->columns[NW_PLACED_RANK], row)));
    for (int64_t row = 0; row < unplaced->rows; row++)
        if (took_part(text_of(unplaced, row, NW_UNPLACED_REASONS)))
            NW_TRY(add_outcome(made, text_of(unplaced, row, NW_UNPLACED_YOUTH), start, false,
                               NW_UNKNOWN));
    return NEXTWORK_OK;
}

nextwork_status nw_adopt_outcomes(nw_table **with, const nw_table *outcomes,
                                  const nw_table *matched, const nw_table *unplaced, int32_t start)
{
    nw_table *made;
    NW_TRY(expect_new(outcomes, matched, start));
    NW_TRY(nw_table_new(&made, outcomes->schema));
    nextwork_status status = fill_outcomes(made, outcomes, matched, unplaced, start);
    return nw_table_finish(with, made, status);
}
