#include "cohort/cell.h"
#include "io/arrow_reader.h"

#include <glib.h>

/* Ids whose text stays where it is. */
static int64_t take_ids(const nw_arrow_column *into, int64_t first_row, const nw_arrow_cells *cells,
                        int64_t i)
{
    const char *bytes = into->cells->bytes;
    nw_text before = {NULL, -1}; /* like none */
    for (; i < cells->count && nw_arrow_known(cells, i); i++) {
        nw_text id = nw_arrow_text(cells, i);
        if (!nw_text_equal(id, before) && !nw_is_plain_id(into->schema, id))
            break;
        before = id;
        into->cells->slices[first_row + i] = nw_slice_of(id.at - bytes, id.bytes);
    }
    return i;
}

/* Whole numbers within the column's range. One beyond INT64_MAX comes as below 0. */
static int64_t take_numbers(const nw_arrow_column *into, int64_t first_row,
                            const nw_arrow_cells *cells, int64_t i)
{
    bool positive = cells->type.class == NW_ARROW_UNSIGNED && into->schema->min < 0;
    int64_t min = positive ? 0 : into->schema->min, max = into->schema->max;
    for (; i < cells->count && nw_arrow_known(cells, i); i++) {
        int64_t value = nw_arrow_whole(cells, i);
        if (value < min || value > max)
            break;
        into->cells->ints[first_row + i] = (int32_t)value;
    }
    return i;
}

/* Words that the column names; neighbours mostly say the same. */
static int64_t take_words(const nw_arrow_column *into, int64_t first_row,
                          const nw_arrow_cells *cells, int64_t i)
{
    nw_text before = {NULL, -1}; /* like none */
    int64_t value = NW_UNKNOWN;
    for (; i < cells->count && nw_arrow_known(cells, i); i++) {
        nw_text word = nw_arrow_text(cells, i);
        if (!nw_text_equal(word, before)) {
            const char *code;
            char *problem =
                word.bytes == 0 ? NULL : nw_number_parse(&value, &code, into->schema, word);
            g_free(problem);
            if (word.bytes == 0 || problem != NULL)
                break;
            before = word;
        }
        into->cells->ints[first_row + i] = (int32_t)value;
    }
    return i;
}

int64_t nw_arrow_take_plain(const nw_arrow_column *into, int64_t first_row,
                            const nw_arrow_cells *cells, int64_t i)
{
    nw_arrow_class class = cells->type.class;
    bool text = class == NW_ARROW_TEXT || class == NW_ARROW_VIEW;
    if (into->borrows && text && into->schema->kind == NW_ID)
        return take_ids(into, first_row, cells, i);
    if (into->schema->kind == NW_INT && (class == NW_ARROW_SIGNED || class == NW_ARROW_UNSIGNED))
        return take_numbers(into, first_row, cells, i);
    if (into->schema->kind == NW_CHOICE && text)
        return take_words(into, first_row, cells, i);
    return i;
}
