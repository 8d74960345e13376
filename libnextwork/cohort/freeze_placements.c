#include "base/memory.h"
#include "cohort/freeze.h"

typedef struct {
    nw_freeze *freeze;
    const nw_table *table;
    nw_ids ids; /* of the placements, sorted */
    nw_source source;
    nw_rows rows;
    int32_t *place_of; /* of each row its place among the ids */
    nw_reference post, company;
} placements;

/* --- One placement -------------------------------------------------------------------------- */

static int32_t number(const placements *read, int64_t row, int64_t column)
{
    return nw_cell_int(&read->table->columns[column], row);
}

/* A company or post that is over may have left the tables; one that takes part may not. */
static nextwork_status unknown_place(placements *read, const nw_reference *reference, int64_t row)
{
    bool over = number(read, row, NW_L_STATUS) == NW_DONE;
    return nw_unknown_id(read->freeze, over ? NW_WARNING : NW_ERROR, reference, row,
                         over ? "the placement counts for rotation only"
                              : "add it there, or set status to done if the placement is over");
}

static bool has_text(const placements *read, int64_t row, int64_t column)
{
    const nw_column *cells = &read->table->columns[column];
    return cells->present && nw_cell_text(cells, row).bytes > 0;
}

/* Whether the row itself says what was tried, which is all that rotation needs. */
static bool described(const placements *read, int64_t row)
{
    return has_text(read, row, NW_L_INDUSTRY) || has_text(read, row, NW_L_FUNCTION);
}

/* Finds the row's post and company; the post brings its company along. */
static nextwork_status read_place(nw_placement *item, placements *read, int64_t row)
{
    int32_t post = nw_resolve(&read->post, row), company = nw_resolve(&read->company, row);
    int32_t *company_of = read->freeze->cohort->posts.company;
    item->post = post < 0 ? -1 : post;
    item->company = post >= 0 ? company_of[post] : company < 0 ? -1 : company;
    if (post == NW_NOT_FOUND)
        NW_TRY(unknown_place(read, &read->post, row));
    if (company == NW_NOT_FOUND)
        NW_TRY(unknown_place(read, &read->company, row));
    if (post == NW_NOT_GIVEN && company == NW_NOT_GIVEN && !described(read, row))
        return nw_finding_cell(read->freeze->findings, NW_ERROR, "placement-without-place",
                               read->table, row, -1,
                               "say where it was: give post_id, or else company_id, or else "
                               "industry and function");
    if (post >= 0 && company >= 0 && company != company_of[post])
        return nw_finding_cell(read->freeze->findings, NW_ERROR, "placement-contradicts",
                               read->table, row, NW_L_COMPANY,
                               "the post in post_id is of another company; correct one of the "
                               "two, or leave company_id empty");
    return NEXTWORK_OK;
}

/* What the youth tried there: as the row says, else as the company and the post do. */
static nextwork_status read_work(nw_placement *item, placements *read, int64_t row)
{
    const nw_cohort *cohort = read->freeze->cohort;
    NW_TRY(nw_read_industry(&item->industry, read->freeze, read->table, row, NW_L_INDUSTRY_SCHEME,
                            NW_L_INDUSTRY));
    NW_TRY(nw_read_function(&item->function, read->freeze, read->table, row, NW_L_FUNCTION));
    if (item->industry.division < 0 && item->company >= 0)
        item->industry = cohort->companies.industry[item->company];
    if (item->function.digits == 0 && item->post >= 0)
        item->function = cohort->posts.function[item->post];
    return NEXTWORK_OK;
}

static nextwork_status read_placement(nw_placement *item, placements *read, int64_t row)
{
    int32_t status = number(read, row, NW_L_STATUS), rating = number(read, row, NW_L_RATING);
    *item = (nw_placement){
        .start = number(read, row, NW_L_START),
        .end = number(read, row, NW_L_END),
        .weeks = number(read, row, NW_L_WEEKS),
        .status = status == NW_UNKNOWN ? -1 : (int8_t)status,
        .rating = rating == NW_UNKNOWN ? -1 : (int8_t)rating,
    };
    NW_TRY(read_place(item, read, row));
    return read_work(item, read, row);
}

/* --- A youth's placements ------------------------------------------------------------------- */

/* Sorts the rows of a group, which are in the order of their ids, by start, then end. */
static void sort_group(placements *read, int64_t first, int64_t end)
{
    nw_keyed *keys = read->rows.keys;
    for (int64_t i = first; i < end; i++) {
        int32_t row = read->rows.order[i].row;
        uint64_t start = (uint32_t)number(read, row, NW_L_START) ^ UINT32_C(0x80000000);
        uint64_t stop = (uint32_t)number(read, row, NW_L_END) ^ UINT32_C(0x80000000);
        keys[i - first] = (nw_keyed){start << 32 | stop, row};
    }
    nw_sort_keyed(keys, keys + read->rows.longest, end - first);
    for (int64_t i = first; i < end; i++)
        read->rows.order[i].row = (int32_t)keys[i - first].item;
}

/* A placement is full-time, so none may begin before the one before it has ended. */
static nextwork_status check_overlaps(placements *read, int64_t first, int64_t end)
{
    const nw_placement *items = read->freeze->cohort->placements.item;
    int64_t latest = first; /* of those so far, the one that ends last */
    for (int64_t i = first + 1; i < end; i++) {
        bool dated = items[i].start != NW_UNKNOWN && items[latest].end != NW_UNKNOWN;
        if (dated && items[i].start < items[latest].end) {
            char where[NW_WHERE_BYTES];
            nw_where(where, read->table, read->rows.order[latest].row);
            NW_TRY(nw_finding_cell(read->freeze->findings, NW_ERROR, "overlapping-placements",
                                   read->table, read->rows.order[i].row, NW_L_START,
                                   "this begins before the youth's placement in %s ends; correct "
                                   "the dates of one of the two",
                                   where));
        }
        if (items[i].end > items[latest].end)
            latest = i;
    }
    return NEXTWORK_OK;
}

static nextwork_status keep_group(placements *read, int64_t first, int64_t end)
{
    nw_placements *made = &read->freeze->cohort->placements;
    sort_group(read, first, end);
    for (int64_t i = first; i < end; i++) {
        int32_t row = read->rows.order[i].row;
        made->id[i] = read->ids.texts[read->place_of[row]];
        NW_TRY(read_placement(&made->item[i], read, row));
    }
    return check_overlaps(read, first, end);
}

/* --- All ------------------------------------------------------------------------------------ */

static nextwork_status find_places(placements *read)
{
    read->place_of = NW_NEW(int32_t, read->table->rows);
    if (read->place_of == NULL)
        return nw_fail_memory("placements");
    for (int32_t i = 0; i < read->source.count; i++)
        read->place_of[read->source.from[i]] = i;
    return NEXTWORK_OK;
}

static nextwork_status keep_all(placements *read)
{
    nw_placements *made = &read->freeze->cohort->placements;
    int32_t youths = read->rows.youths;
    made->given = read->table->given;
    made->item = NW_NEW(nw_placement, read->rows.start[youths]);
    made->id = NW_NEW(nw_text, read->rows.start[youths]);
    if (made->item == NULL || made->id == NULL)
        return nw_fail_memory("placements");
    for (int32_t youth = 0; youth < youths; youth++)
        NW_TRY(keep_group(read, read->rows.start[youth], read->rows.start[youth + 1]));
    made->start = read->rows.start;
    made->id_bytes = read->ids.bytes;
    read->rows.start = NULL;
    read->ids.bytes = NULL;
    return NEXTWORK_OK;
}

static nextwork_status freeze_all(placements *read)
{
    nw_freeze *freeze = read->freeze;
    NW_TRY(nw_freeze_ids(freeze, &read->ids, &read->source, NW_PLACEMENTS, NW_L_ID));
    NW_TRY(find_places(read));
    NW_TRY(nw_rows_read(&read->rows, freeze, NW_PLACEMENTS, NW_L_YOUTH, -1, NW_YOUTHS));
    NW_TRY(nw_rows_group(&read->rows, freeze, read->source.from, read->source.count));
    return keep_all(read);
}

nextwork_status nw_freeze_placements(nw_freeze *freeze)
{
    placements read = {.freeze = freeze, .table = &freeze->tables[NW_PLACEMENTS]};
    read.post = nw_reference_to(freeze, read.table, NW_L_POST, NW_POSTS);
    read.company = nw_reference_to(freeze, read.table, NW_L_COMPANY, NW_COMPANIES);
    nextwork_status status = freeze_all(&read);
    nw_free(read.ids.texts);
    nw_free(read.ids.bytes);
    nw_free(read.source.from);
    nw_free(read.place_of);
    nw_rows_clear(&read.rows);
    return status;
}
