#include "base/memory.h"
#include "base/sort.h"
#include "cohort/freeze.h"

/* --- Dictionary ----------------------------------------------------------------------------- */

/* An index holds up to half its slots; when that is reached, a larger one takes its place. */
static nextwork_status grow_index(nw_dictionary *dictionary)
{
    nw_id_index larger;
    NW_TRY(nw_id_index_new(&larger, dictionary->texts, 4 * dictionary->count + 32));
    for (int64_t row = 0; row < dictionary->count; row++)
        nw_id_index_add(&larger, row);
    nw_id_index_clear(&dictionary->index);
    dictionary->index = larger;
    return NEXTWORK_OK;
}

nextwork_status nw_dictionary_add(int32_t *number, nw_dictionary *dictionary, nw_text text)
{
    int64_t found = nw_id_index_find(&dictionary->index, text);
    if (found < 0) {
        found = dictionary->count;
        NW_TRY(nw_grow((void **)&dictionary->texts, &dictionary->room, found + 1,
                       (int64_t)sizeof *dictionary->texts));
        dictionary->index.texts = dictionary->texts;
        if (dictionary->index.slots == NULL || 2 * (found + 1) > dictionary->index.mask)
            NW_TRY(grow_index(dictionary));
        dictionary->texts[dictionary->count++] = text;
        nw_id_index_add(&dictionary->index, found);
    }
    *number = (int32_t)found;
    return NEXTWORK_OK;
}

void nw_dictionary_clear(nw_dictionary *dictionary)
{
    nw_id_index_clear(&dictionary->index);
    nw_free(dictionary->texts);
    *dictionary = (nw_dictionary){0};
}

static nextwork_status copy_names(nw_names *names, const nw_dictionary *dictionary,
                                  const int64_t *order)
{
    int64_t bytes = 0;
    for (int64_t i = 0; i < dictionary->count; i++)
        bytes += dictionary->texts[i].bytes;
    names->names = NW_NEW(nw_text, dictionary->count);
    names->bytes = NW_NEW(char, bytes);
    if (names->names == NULL || names->bytes == NULL)
        return nw_fail_memory("a list of codes");
    char *at = names->bytes;
    for (int64_t i = 0; i < dictionary->count; i++) {
        nw_text text = dictionary->texts[order[i]];
        memcpy(at, text.at, (size_t)text.bytes);
        names->names[i] = (nw_text){at, text.bytes};
        at += text.bytes;
    }
    names->count = (int32_t)dictionary->count;
    return NEXTWORK_OK;
}

static nextwork_status sort_names(nw_names *names, int32_t *place, int64_t *order,
                                  const nw_dictionary *dictionary)
{
    NW_TRY(nw_sort_texts(order, dictionary->texts, dictionary->count));
    NW_TRY(copy_names(names, dictionary, order));
    for (int64_t i = 0; i < dictionary->count; i++)
        place[order[i]] = (int32_t)i;
    return NEXTWORK_OK;
}

nextwork_status nw_dictionary_sort(nw_names *names, int32_t **place,
                                   const nw_dictionary *dictionary)
{
    *place = NW_NEW(int32_t, dictionary->count);
    int64_t *order = NW_NEW(int64_t, dictionary->count);
    nextwork_status status = *place == NULL || order == NULL
                                 ? nw_fail_memory("a list of codes")
                                 : sort_names(names, *place, order, dictionary);
    nw_free(order);
    return status;
}

/* --- Lists ---------------------------------------------------------------------------------- */

typedef struct {
    nw_code_rows *rows;
    nw_dictionary *dictionary;
    int64_t count, room, room_levels;
    bool levels;
} reading;

/* Adds "code" or "code:level". One that is wrong has its finding already and is left out. */
static nextwork_status add_item(reading *read, nw_text item)
{
    int8_t level = 0;
    if (read->levels) {
        if (item.bytes < 3 || item.at[item.bytes - 2] != ':')
            return NEXTWORK_OK;
        level = (int8_t)(item.at[item.bytes - 1] - '0');
        item.bytes -= 2;
    }
    if (item.bytes == 0)
        return NEXTWORK_OK;
    int32_t number;
    NW_TRY(nw_dictionary_add(&number, read->dictionary, item));
    NW_TRY(nw_grow((void **)&read->rows->code, &read->room, read->count + 1,
                   (int64_t)sizeof(int32_t)));
    if (read->levels) {
        NW_TRY(nw_grow((void **)&read->rows->level, &read->room_levels, read->count + 1, 1));
        read->rows->level[read->count] = level;
    }
    read->rows->code[read->count++] = number;
    return NEXTWORK_OK;
}

static nextwork_status add_items(reading *read, nw_text list)
{
    const char *end = list.at + list.bytes;
    for (const char *at = list.at; at < end;) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        const char *stop = bar == NULL ? end : bar;
        NW_TRY(add_item(read, (nw_text){at, stop - at}));
        at = stop + 1;
    }
    return NEXTWORK_OK;
}

nextwork_status nw_lists_read(nw_code_rows *rows, nw_dictionary *dictionary,
                              const nw_source *source, int64_t column)
{
    reading read = {.rows = rows, .dictionary = dictionary};
    read.levels = source->table->schema->columns[column].kind == NW_LEVELS;
    rows->start = NW_NEW(int64_t, (int64_t)source->count + 1);
    if (rows->start == NULL)
        return nw_fail_memory("a column of lists");
    for (int32_t row = 0; row < source->count; row++) {
        rows->start[row] = read.count;
        NW_TRY(add_items(&read, nw_cell_or_empty(source->table, source->from[row], column)));
    }
    rows->start[source->count] = read.count;
    return NEXTWORK_OK;
}

nextwork_status nw_single_read(int32_t **numbers, nw_dictionary *dictionary,
                               const nw_source *source, int64_t column)
{
    *numbers = NW_NEW(int32_t, source->count);
    if (*numbers == NULL)
        return nw_fail_memory("a column of ids");
    for (int32_t row = 0; row < source->count; row++) {
        nw_text id = nw_cell_or_empty(source->table, source->from[row], column);
        (*numbers)[row] = -1;
        if (id.bytes > 0)
            NW_TRY(nw_dictionary_add(&(*numbers)[row], dictionary, id));
    }
    return NEXTWORK_OK;
}

/* --- Sorting lists -------------------------------------------------------------------------- */

typedef struct {
    nw_freeze *freeze;
    nw_code_rows *rows;
    const nw_source *source;
    int64_t column;
    nw_keyed *keys, *scratch; /* key: the code; item: its level */
} list_sorting;

static nextwork_status twice(const list_sorting *sort, int32_t row, bool contradicts)
{
    return nw_finding_cell(sort->freeze->findings, contradicts ? NW_ERROR : NW_WARNING,
                           "duplicate-item", sort->source->table, sort->source->from[row],
                           sort->column, "%s",
                           contradicts ? "one code stands there with two levels; keep the right one"
                                       : "one code stands there twice and counts once; remove one");
}

/* Sorts one list, which moves to `to`, and gives its length without what is there twice. */
static nextwork_status sort_list(int64_t *length, const list_sorting *sort, int32_t row,
                                 int64_t first, int64_t count, int64_t to)
{
    nw_code_rows *rows = sort->rows;
    for (int64_t i = 0; i < count; i++)
        sort->keys[i] = (nw_keyed){(uint64_t)rows->code[first + i],
                                   rows->level == NULL ? 0 : rows->level[first + i]};
    nw_sort_keyed(sort->keys, sort->scratch, count);
    *length = 0;
    for (int64_t i = 0; i < count; i++) {
        nw_keyed key = sort->keys[i];
        if (i > 0 && key.key == sort->keys[i - 1].key) {
            NW_TRY(twice(sort, row, key.item != sort->keys[i - 1].item));
            continue;
        }
        rows->code[to + *length] = (int32_t)key.key;
        if (rows->level != NULL)
            rows->level[to + *length] = (int8_t)key.item;
        (*length)++;
    }
    return NEXTWORK_OK;
}

static nextwork_status sort_lists(const list_sorting *sort)
{
    int64_t to = 0;
    for (int32_t row = 0; row < sort->source->count; row++) {
        int64_t first = sort->rows->start[row], length;
        int64_t count = sort->rows->start[row + 1] - first;
        sort->rows->start[row] = to;
        NW_TRY(sort_list(&length, sort, row, first, count, to));
        to += length;
    }
    sort->rows->start[sort->source->count] = to;
    return NEXTWORK_OK;
}

nextwork_status nw_lists_sort(nw_freeze *freeze, nw_code_rows *rows, const int32_t *place,
                              const nw_source *source, int64_t column)
{
    int64_t longest = 0;
    for (int32_t row = 0; row < source->count; row++)
        if (rows->start[row + 1] - rows->start[row] > longest)
            longest = rows->start[row + 1] - rows->start[row];
    for (int64_t i = 0; i < rows->start[source->count]; i++)
        rows->code[i] = place[rows->code[i]];
    list_sorting sort = {
        freeze, rows, source, column, NW_NEW(nw_keyed, longest), NW_NEW(nw_keyed, longest)};
    nextwork_status status = sort.keys == NULL || sort.scratch == NULL
                                 ? nw_fail_memory("a sorted list of codes")
                                 : sort_lists(&sort);
    nw_free(sort.keys);
    nw_free(sort.scratch);
    return status;
}
