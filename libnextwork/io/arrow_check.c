#include "base/parallel.h"
#include "io/arrow_reader.h"

/* Longer arrays than any machine holds would overflow the arithmetic of places. */
#define MOST_PLACES (INT64_MAX / 64)

/* Whose buffers are looked at, for messages. */
typedef struct {
    const nw_table_schema *table;
    const char *column;
} place;

static nextwork_status broken(place in, const char *what)
{
    return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, in.table->name, -1, in.column,
                      "the Arrow stream is malformed: column %s of %s %s", in.column,
                      in.table->name, what);
}

/* --- What each cell points at ------------------------------------------------------------------
 */

static nextwork_status check_offsets(const nw_arrow_cells *cells, bool has_text, place in)
{
    int64_t last = nw_arrow_offset(cells, 0);
    if (last < 0)
        return broken(in, "has a negative offset");
    for (int64_t i = 1; i <= cells->count; i++) {
        int64_t next = nw_arrow_offset(cells, i);
        if (next < last)
            return broken(in, "has offsets that fall");
        last = next;
    }
    if (last > 0 && !has_text)
        return broken(in, "has no buffer of text");
    return NEXTWORK_OK;
}

typedef struct {
    const nw_arrow_cells *cells;
    bool any_far; /* a view points elsewhere, or its size is below 0; atomic */
} looking;

static nextwork_status look_at_views(void *context, int64_t range, int worker)
{
    (void)worker;
    looking *all = context;
    const nw_arrow_cells *cells = all->cells;
    int64_t end = nw_arrow_range_end(range, cells->count);
    bool far = false;
    for (int64_t i = range * NW_ARROW_RANGE; i < end; i++)
        far |= (uint32_t)nw_arrow_view_of(cells, i).bytes > NW_ARROW_VIEW_INLINE &&
               nw_arrow_known(cells, i);
    if (far)
        __atomic_store_n(&all->any_far, true, __ATOMIC_RELAXED);
    return NEXTWORK_OK;
}

/* Whether all views hold their text themselves, as those of short ids do: then they are sound. */
static nextwork_status find_inlined(nw_arrow_cells *cells, int threads)
{
    looking all = {cells, false};
    NW_TRY(nw_parallel(nw_arrow_ranges(cells->count), threads, look_at_views, &all));
    cells->inlined = !all.any_far;
    return NEXTWORK_OK;
}

/* `sizes` are those of the pieces. */
static nextwork_status check_views(const nw_arrow_cells *cells, const void *sizes, int64_t pieces,
                                   place in)
{
    for (int64_t i = 0; i < cells->count; i++) {
        if (!nw_arrow_known(cells, i))
            continue;
        nw_arrow_view view = nw_arrow_view_of(cells, i);
        if (view.bytes < 0)
            return broken(in, "has a text of negative size");
        if (view.bytes <= NW_ARROW_VIEW_INLINE)
            continue;
        if (view.piece < 0 || view.piece >= pieces || cells->pieces[view.piece] == NULL)
            return broken(in, "has a text in a buffer that is not there");
        if (view.at < 0 || (int64_t)view.at + view.bytes > nw_arrow_signed(sizes, view.piece, 8))
            return broken(in, "has a text beyond the end of its buffer");
    }
    return NEXTWORK_OK;
}

static nextwork_status check_codes(const nw_arrow_cells *codes, const nw_arrow_cells *dictionary,
                                   place in)
{
    for (int64_t i = 0; i < codes->count; i++) {
        if (!nw_arrow_known(codes, i))
            continue;
        int64_t code = nw_arrow_whole(codes, i);
        if (code < 0 || code >= dictionary->count)
            return broken(in, "has a code outside its dictionary");
    }
    return NEXTWORK_OK;
}

/* --- Buffers -----------------------------------------------------------------------------------
 */

static nextwork_status check_size(const struct ArrowArray *array, int64_t first, int64_t count,
                                  place in)
{
    if (array->length < 0 || array->offset < 0)
        return broken(in, "has a negative length");
    if (array->length > MOST_PLACES || array->offset > MOST_PLACES)
        return broken(in, "is longer than can be");
    if (first > array->length || count > array->length - first)
        return broken(in, "has fewer rows than its batch");
    if (array->null_count < -1 || array->null_count > array->length)
        return broken(in, "counts more nulls than it has rows");
    return NEXTWORK_OK;
}

static int64_t buffers_of(nw_arrow_class class)
{
    return class == NW_ARROW_NULL ? 0 : class == NW_ARROW_TEXT ? 3 : 2;
}

static nextwork_status check_buffers(const struct ArrowArray *array, nw_arrow_class class, place in)
{
    bool views = class == NW_ARROW_VIEW; /* pieces in any number, and their sizes */
    if (views ? array->n_buffers < 3 : array->n_buffers != buffers_of(class))
        return broken(in, "has not as many buffers as its type");
    if (class == NW_ARROW_NULL || array->length == 0)
        return NEXTWORK_OK;
    if (array->buffers == NULL)
        return broken(in, "has no list of buffers");
    if (array->null_count > 0 && array->buffers[0] == NULL)
        return broken(in, "counts nulls and does not say which");
    if (array->buffers[1] == NULL)
        return broken(in, "has no buffer of values");
    if (views && array->n_buffers > 3 && array->buffers[array->n_buffers - 1] == NULL)
        return broken(in, "has no sizes of its buffers");
    return NEXTWORK_OK;
}

/* Opens `count` cells of an array from `first` on, and checks what they point at. */
static nextwork_status open_cells(nw_arrow_cells *cells, nw_arrow_type type,
                                  const struct ArrowArray *array, int64_t first, int64_t count,
                                  place in, int threads)
{
    NW_TRY(check_size(array, first, count, in));
    *cells = (nw_arrow_cells){.type = type, .first = array->offset + first, .count = count};
    if (type.class == NW_ARROW_OTHER)
        return NEXTWORK_OK; /* its cells are never looked at: all count as known */
    NW_TRY(check_buffers(array, type.class, in));
    if (count == 0 || type.class == NW_ARROW_NULL)
        return NEXTWORK_OK;
    cells->known = array->null_count == 0 ? NULL : array->buffers[0];
    cells->cells = array->buffers[1];
    if (type.class == NW_ARROW_TEXT) {
        NW_TRY(check_offsets(cells, array->buffers[2] != NULL, in));
        cells->bytes = array->buffers[2] != NULL ? array->buffers[2] : "";
        return NEXTWORK_OK;
    }
    if (type.class == NW_ARROW_VIEW) {
        cells->bytes = array->buffers[1];
        cells->pieces = array->buffers + 2;
        NW_TRY(find_inlined(cells, threads));
        return cells->inlined ? NEXTWORK_OK
                              : check_views(cells, array->buffers[array->n_buffers - 1],
                                            array->n_buffers - 3, in);
    }
    return NEXTWORK_OK;
}

static nextwork_status open_coded(nw_arrow_chunk *chunk, const struct ArrowSchema *schema,
                                  const struct ArrowArray *array, place in, int threads)
{
    const struct ArrowArray *values = array->dictionary;
    if (values == NULL)
        return broken(in, "has no dictionary");
    if (schema->dictionary->format == NULL)
        return broken(in, "has a dictionary without a format");
    if (chunk->cells.type.class != NW_ARROW_SIGNED && chunk->cells.type.class != NW_ARROW_UNSIGNED)
        return broken(in, "has codes that are no whole numbers");
    nw_arrow_type type = nw_arrow_type_of(schema->dictionary->format);
    if (schema->dictionary->dictionary != NULL)
        type = (nw_arrow_type){.class = NW_ARROW_OTHER, .name = "a dictionary of a dictionary"};
    NW_TRY(open_cells(&chunk->dictionary, type, values, 0, values->length, in, threads));
    return check_codes(&chunk->cells, &chunk->dictionary, in);
}

nextwork_status nw_arrow_open(nw_arrow_chunk *chunk, const struct ArrowSchema *schema,
                              const struct ArrowArray *batch, int64_t child,
                              const nw_table_schema *table, const char *column, int threads)
{
    place in = {table, column};
    const struct ArrowArray *array = batch->children[child];
    if (array == NULL)
        return broken(in, "is missing in a batch");
    *chunk = (nw_arrow_chunk){.coded = schema->children[child]->dictionary != NULL};
    NW_TRY(open_cells(&chunk->cells, nw_arrow_type_of(schema->children[child]->format), array,
                      batch->offset, batch->length, in, threads));
    return chunk->coded ? open_coded(chunk, schema->children[child], array, in, threads)
                        : NEXTWORK_OK;
}
