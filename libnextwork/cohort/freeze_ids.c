#include "base/memory.h"
#include "base/sort.h"
#include "cohort/freeze.h"

#include <stdio.h>
#include <stdlib.h>

void nw_where(char text[NW_WHERE_BYTES], const nw_table *table, int64_t row)
{
    int64_t line = nw_table_line(table, row);
    snprintf(text, NW_WHERE_BYTES, line > 0 ? "line %lld" : "row %lld",
             (long long)(line > 0 ? line : row));
}

/* --- Sorting ids ---------------------------------------------------------------------------- */

/* The known ids of a column, their rows, and the order to take them in. */
typedef struct {
    const nw_table *table;
    int64_t column, count;
    nw_text *texts;
    int32_t *rows;
    int64_t *order;
} sorting;

static void clear_sorting(sorting *sort)
{
    nw_free(sort->texts);
    nw_free(sort->rows);
    nw_free(sort->order);
}

static nextwork_status gather(sorting *sort)
{
    int64_t room = sort->table->columns[sort->column].present ? sort->table->rows : 0;
    sort->texts = NW_NEW(nw_text, room);
    sort->rows = NW_NEW(int32_t, room);
    sort->order = NW_NEW(int64_t, room);
    if (sort->texts == NULL || sort->rows == NULL || sort->order == NULL)
        return nw_fail_memory("a list of ids");
    for (int64_t row = 0; row < room; row++) {
        nw_text id = nw_cell_text(&sort->table->columns[sort->column], row);
        if (id.bytes == 0)
            continue;
        sort->texts[sort->count] = id;
        sort->rows[sort->count++] = (int32_t)row;
    }
    return nw_sort_texts(sort->order, sort->texts, sort->count);
}

static nextwork_status doubled(nw_freeze *freeze, const sorting *sort, int64_t row, int64_t first)
{
    char where[NW_WHERE_BYTES];
    nw_where(where, sort->table, first);
    return nw_finding_cell(freeze->findings, NW_ERROR, "duplicate-id", sort->table, row,
                           sort->column,
                           "%s has this id already; give each row its own, or remove one", where);
}

/* Keeps in the order the first row of each id. */
static nextwork_status drop_doubled(nw_freeze *freeze, sorting *sort)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < sort->count; i++) {
        int64_t this = sort->order[i], last = kept > 0 ? sort->order[kept - 1] : -1;
        if (last >= 0 && nw_text_equal(sort->texts[last], sort->texts[this]))
            NW_TRY(doubled(freeze, sort, sort->rows[this], sort->rows[last]));
        else
            sort->order[kept++] = this;
    }
    sort->count = kept;
    return NEXTWORK_OK;
}

/* Copies the texts in their order, each ended by a NUL. */
static nextwork_status copy_texts(nw_ids *ids, const sorting *sort)
{
    int64_t bytes = 0;
    for (int64_t i = 0; i < sort->count; i++)
        bytes += sort->texts[sort->order[i]].bytes + 1;
    ids->texts = NW_NEW(nw_text, sort->count);
    ids->bytes = NW_NEW(char, bytes);
    if (ids->texts == NULL || ids->bytes == NULL)
        return nw_fail_memory("a list of ids");
    char *at = ids->bytes;
    for (int64_t i = 0; i < sort->count; i++) {
        nw_text text = sort->texts[sort->order[i]];
        memcpy(at, text.at, (size_t)text.bytes);
        at[text.bytes] = '\0';
        ids->texts[i] = (nw_text){at, text.bytes};
        at += text.bytes + 1;
    }
    return NEXTWORK_OK;
}

static nextwork_status keep_sorted(nw_ids *ids, nw_source *source, const sorting *sort)
{
    NW_TRY(copy_texts(ids, sort));
    source->table = sort->table;
    source->count = (int32_t)sort->count;
    source->from = NW_NEW(int32_t, sort->count);
    if (source->from == NULL)
        return nw_fail_memory("a list of ids");
    for (int64_t i = 0; i < sort->count; i++)
        source->from[i] = sort->rows[sort->order[i]];
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_ids(nw_freeze *freeze, nw_ids *ids, nw_source *source,
                              nw_table_name table, int64_t column)
{
    sorting sort = {.table = &freeze->tables[table], .column = column};
    nextwork_status status = gather(&sort);
    if (status == NEXTWORK_OK)
        status = drop_doubled(freeze, &sort);
    if (status == NEXTWORK_OK)
        status = keep_sorted(ids, source, &sort);
    clear_sorting(&sort);
    return status;
}

nextwork_status nw_index_ids(nw_ids *ids, int32_t count)
{
    NW_TRY(nw_id_index_new(&ids->index, ids->texts, count));
    for (int32_t row = 0; row < count; row++)
        nw_id_index_add(&ids->index, row);
    return NEXTWORK_OK;
}

/* --- References ----------------------------------------------------------------------------- */

static const nw_ids *ids_of(const nw_freeze *freeze, nw_table_name table)
{
    if (table == NW_YOUTHS)
        return &freeze->cohort->youths.ids;
    return table == NW_COMPANIES ? &freeze->cohort->companies.ids : &freeze->cohort->posts.ids;
}

static int32_t count_of(const nw_freeze *freeze, nw_table_name table)
{
    if (table == NW_YOUTHS)
        return freeze->youths.count;
    return table == NW_COMPANIES ? freeze->companies.count : freeze->posts.count;
}

nw_reference nw_reference_to(const nw_freeze *freeze, const nw_table *table, int64_t column,
                             nw_table_name target)
{
    return (nw_reference){table, column, ids_of(freeze, target), target, {"", 0}, -1};
}

int32_t nw_resolve(nw_reference *reference, int64_t row)
{
    nw_text id = nw_cell_or_empty(reference->table, row, reference->column);
    if (id.bytes == 0)
        return NW_NOT_GIVEN;
    if (!nw_text_equal(id, reference->last)) {
        int64_t found = nw_id_index_find(&reference->ids->index, id);
        reference->last = id;
        reference->last_row = found < 0 ? NW_NOT_FOUND : (int32_t)found;
    }
    return reference->last_row;
}

#define BLOCK 64 /* rows looked up together */

/* Looks up the ids of a block of rows; neighbours with the same id, once. */
static void resolve_block(int32_t *found, const nw_reference *reference, int64_t first,
                          int64_t count)
{
    nw_text ids[BLOCK], last = {NULL, -1}; /* like none */
    int64_t rows[BLOCK], distinct = 0;
    int32_t which[BLOCK];
    const nw_column *cells = &reference->table->columns[reference->column];
    for (int64_t i = 0; i < count; i++) {
        nw_text id = cells->present ? nw_cell_text(cells, first + i) : (nw_text){"", 0};
        if (id.bytes > 0 && !nw_text_equal(id, last))
            last = ids[distinct++] = id;
        which[i] = id.bytes == 0 ? -1 : (int32_t)distinct - 1;
    }
    nw_id_index_find_all(&reference->ids->index, ids, distinct, rows);
    for (int64_t i = 0; i < count; i++) {
        int64_t row = which[i] < 0 ? NW_NOT_GIVEN : rows[which[i]];
        found[i] = which[i] >= 0 && row < 0 ? NW_NOT_FOUND : (int32_t)row;
    }
}

typedef struct {
    int32_t *found;
    const nw_reference *reference;
    bool any_unknown; /* atomic */
} resolving;

static void resolve_range(void *context, int64_t first, int64_t end, int worker)
{
    (void)worker;
    resolving *all = context;
    int32_t least = 0;
    for (int64_t row = first; row < end; row += BLOCK) {
        int64_t count = end - row < BLOCK ? end - row : BLOCK;
        resolve_block(all->found + row, all->reference, row, count);
        for (int64_t i = 0; i < count; i++)
            least = all->found[row + i] < least ? all->found[row + i] : least;
    }
    if (least == NW_NOT_FOUND)
        __atomic_store_n(&all->any_unknown, true, __ATOMIC_RELAXED);
}

nextwork_status nw_resolve_rows(int32_t *found, nw_freeze *freeze, const nw_reference *reference)
{
    int64_t count = reference->table->rows;
    resolving all = {found, reference, false};
    NW_TRY(nw_freeze_ranges(freeze, count, resolve_range, &all));
    for (int64_t row = 0; all.any_unknown && row < count; row++)
        if (found[row] == NW_NOT_FOUND)
            NW_TRY(nw_unknown_id(freeze, NW_ERROR, reference, row,
                                 "add it there, or remove this row"));
    return NEXTWORK_OK;
}

/* The id nearest to `id` when near enough to be a slip of the pen; bytes 0 when none is. */
static nw_text nearest_id(nw_freeze *freeze, nw_table_name target, nw_text id)
{
    const nw_ids *ids = ids_of(freeze, target);
    int32_t count = count_of(freeze, target);
    nw_text nearest = {"", 0};
    if (freeze->searches >= NW_NEAREST_SEARCHES || freeze->compared + count > NW_NEAREST_COMPARED)
        return nearest;
    freeze->searches++;
    freeze->compared += count;
    int best = id.bytes <= 4 ? 2 : 3;
    for (int32_t row = 0; row < count; row++) {
        if (llabs(ids->texts[row].bytes - id.bytes) >= best)
            continue;
        int distance = nw_text_distance(id, ids->texts[row]);
        if (distance < best) {
            best = distance;
            nearest = ids->texts[row];
        }
    }
    return nearest;
}

/* The table that has this id, when it is another than the one asked; -1 when none has. */
static int other_table(const nw_freeze *freeze, nw_table_name target, nw_text id)
{
    static const nw_table_name tables[] = {NW_YOUTHS, NW_COMPANIES, NW_POSTS};
    for (int i = 0; i < 3; i++)
        if (tables[i] != target && nw_id_index_find(&ids_of(freeze, tables[i])->index, id) >= 0)
            return (int)tables[i];
    return -1;
}

nextwork_status nw_unknown_id(nw_freeze *freeze, nw_severity severity,
                              const nw_reference *reference, int64_t row, const char *remedy)
{
    const char *target = nw_schema(reference->target)->name;
    nw_text id = nw_cell_or_empty(reference->table, row, reference->column);
    if (nw_looks_like_cpr(id, reference->target != NW_YOUTHS))
        return nw_finding_cpr(freeze->findings, reference->table, row, reference->column);
    int other = other_table(freeze, reference->target, id);
    if (other < 0 && count_of(freeze, reference->target) == 0) {
        freeze->orphans[reference->target]++;
        freeze->orphaned[reference->target] |= severity == NW_ERROR;
        return NEXTWORK_OK;
    }
    if (other >= 0)
        return nw_finding_cell(freeze->findings, severity, "unknown-id", reference->table, row,
                               reference->column,
                               "this id is in %s, not in %s; are two columns mixed up?",
                               nw_schema((nw_table_name)other)->name, target);
    nw_text near = nearest_id(freeze, reference->target, id);
    if (near.bytes > 0)
        return nw_finding_cell(freeze->findings, severity, "unknown-id", reference->table, row,
                               reference->column, "%s has no such id; did you mean %.*s?", target,
                               (int)near.bytes, near.at);
    return nw_finding_cell(freeze->findings, severity, "unknown-id", reference->table, row,
                           reference->column, "%s has no such id; %s", target, remedy);
}

/* Behind the header, so that what is wrong with it, the likely cause, is told before. */
static nextwork_status tell_orphans(const nw_freeze *freeze, nw_table_name t)
{
    const nw_table *table = &freeze->tables[t];
    const char *name = table->schema->name;
    bool from_file = table->source[0] != '\0', one = freeze->orphans[t] == 1;
    return nw_finding_file(
        freeze->findings, freeze->orphaned[t] ? NW_ERROR : NW_WARNING, "empty-table",
        from_file ? table->source : name, from_file, "", nw_text_of(""),
        "there are no %s here that can be used, though %lld row%s of other "
        "tables name%s; mend this table first",
        name, (long long)freeze->orphans[t], one ? "" : "s", one ? "s one" : " some");
}

/* A table that is not there at all has its finding. */
nextwork_status nw_check_orphans(nw_freeze *freeze)
{
    static const nw_table_name tables[] = {NW_YOUTHS, NW_COMPANIES, NW_POSTS};
    for (int i = 0; i < 3; i++)
        if (freeze->orphans[tables[i]] > 0 && freeze->tables[tables[i]].given)
            NW_TRY(tell_orphans(freeze, tables[i]));
    return NEXTWORK_OK;
}
