#include "arrow.h"

#include <CUnit/CUnit.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define MOST_COLUMNS 20
#define JUNK 0x5a

static int64_t made, released;

int64_t nw_test_unreleased(void)
{
    int64_t left = made - released;
    made = released = 0;
    return left;
}

/* --- Buffers -----------------------------------------------------------------------------------
 * GLib's, so that a test that takes memory away takes none from these. */

typedef struct {
    char *at;
    int64_t bytes, room;
} buffer;

static void add(buffer *into, const void *bytes, int64_t count)
{
    if (into->bytes + count > into->room) {
        into->room = into->bytes + count + into->room;
        into->at = g_realloc(into->at, (gsize)into->room);
    }
    if (count > 0)
        memcpy(into->at + into->bytes, bytes, (size_t)count);
    into->bytes += count;
}

static void add_junk(buffer *into, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        add(into, &(char){JUNK}, 1);
}

static void set_bit(buffer *bits, int64_t place, bool value)
{
    while (bits->bytes <= place / 8)
        add(bits, &(char){0}, 1);
    if (value)
        bits->at[place / 8] = (char)(bits->at[place / 8] | 1 << (place % 8));
}

/* --- Arrays ------------------------------------------------------------------------------------
 */

/* What an array holds, whatever a test has done to its fields since. */
typedef struct {
    const void *buffers[8], **list;
    struct ArrowArray *children[MOST_COLUMNS], *pointers[MOST_COLUMNS];
    int64_t n_children;
    struct ArrowArray *dictionary;
} held_array;

static void free_array(struct ArrowArray *array)
{
    held_array *held = array->private_data;
    for (int b = 0; b < 8; b++)
        g_free((void *)(uintptr_t)held->buffers[b]);
    for (int64_t c = 0; c < held->n_children; c++)
        free_array(held->children[c]), g_free(held->children[c]);
    if (held->dictionary != NULL)
        free_array(held->dictionary), g_free(held->dictionary);
    g_free(held->list);
    g_free(held);
}

static void release_array(struct ArrowArray *array)
{
    free_array(array);
    array->release = NULL;
    released++;
}

static void release_part(struct ArrowArray *array)
{
    CU_FAIL("a part of a batch was released by itself");
    array->release = NULL;
}

static struct ArrowArray new_array(int64_t length, int64_t offset)
{
    return (struct ArrowArray){.length = length,
                               .offset = offset,
                               .release = release_part,
                               .private_data = g_new0(held_array, 1)};
}

/* Gives the array its buffers, which it keeps: without room at their ends. */
static void hold_buffers(struct ArrowArray *array, const buffer *buffers, int64_t count)
{
    held_array *held = array->private_data;
    array->n_buffers = count;
    array->buffers = held->list = g_new0(const void *, (gsize)count + 1);
    for (int64_t b = 0; b < count; b++)
        array->buffers[b] = held->buffers[b] = g_realloc(buffers[b].at, (gsize)buffers[b].bytes);
}

static bool is_null(const char *cell)
{
    return strcmp(cell, "~") == 0;
}

/* Which cells are known; no buffer where all are and somebody counted. */
static buffer known_of(struct ArrowArray *array, char **cells, const nw_test_layout *layout)
{
    buffer bits = {0};
    int64_t nulls = 0;
    for (int64_t i = 0; i < array->length; i++)
        nulls += is_null(cells[i]);
    array->null_count = layout->uncounted ? -1 : nulls;
    if (nulls == 0 && !layout->uncounted)
        return bits;
    for (int64_t i = 0; i < array->offset; i++)
        set_bit(&bits, i, i % 2 == 0);
    for (int64_t i = 0; i < array->length; i++)
        set_bit(&bits, array->offset + i, !is_null(cells[i]));
    return bits;
}

/* A cell of a number or a time as the bytes of its type. */
static void add_number(buffer *into, const char *format, const char *cell)
{
    bool floating = strcmp(format, "f") == 0 || strcmp(format, "g") == 0;
    bool wide = strchr("lLg", format[0]) != NULL || strcmp(format, "tdm") == 0 ||
                strncmp(format, "ts", 2) == 0;
    int64_t bytes = strchr("cC", format[0]) != NULL   ? 1
                    : strchr("sS", format[0]) != NULL ? 2
                    : wide                            ? 8
                                                      : 4;
    double value = g_ascii_strtod(is_null(cell) ? "0" : cell, NULL);
    float narrow = (float)value;
    int64_t whole = cell[0] == '-'
                        ? g_ascii_strtoll(cell, NULL, 10)
                        : (int64_t)g_ascii_strtoull(is_null(cell) ? "0" : cell, NULL, 10);
    if (!floating)
        add(into, &whole, bytes); /* the least bytes come first */
    else if (wide)
        add(into, &value, 8);
    else
        add(into, &narrow, 4);
}

static void fill_numbers(struct ArrowArray *array, const char *format, char **cells,
                         const nw_test_layout *layout)
{
    buffer buffers[2] = {known_of(array, cells, layout)};
    for (int64_t i = 0; i < array->offset; i++)
        add_number(&buffers[1], format, "123");
    for (int64_t i = 0; i < array->length; i++)
        add_number(&buffers[1], format, cells[i]);
    hold_buffers(array, buffers, 2);
}

static void fill_bits(struct ArrowArray *array, char **cells, const nw_test_layout *layout)
{
    buffer buffers[2] = {known_of(array, cells, layout)};
    for (int64_t i = 0; i < array->offset; i++)
        set_bit(&buffers[1], i, true);
    for (int64_t i = 0; i < array->length; i++)
        set_bit(&buffers[1], array->offset + i, strcmp(cells[i], "1") == 0);
    hold_buffers(array, buffers, 2);
}

static int64_t bytes_of(const char *cell)
{
    return is_null(cell) ? 0 : (int64_t)strlen(cell);
}

static void fill_text(struct ArrowArray *array, int64_t offset_bytes, char **cells,
                      const nw_test_layout *layout)
{
    buffer buffers[3] = {known_of(array, cells, layout)};
    int64_t at = 0;
    for (int64_t i = 0; i < array->offset; i++, at += 3) {
        add(&buffers[1], &at, offset_bytes);
        add_junk(&buffers[2], 3);
    }
    for (int64_t i = 0; i < array->length; i++) {
        add(&buffers[1], &at, offset_bytes);
        add(&buffers[2], cells[i], bytes_of(cells[i]));
        at += bytes_of(cells[i]);
    }
    add(&buffers[1], &at, offset_bytes);
    hold_buffers(array, buffers, 3);
}

/* Long texts go by turns into two pieces. */
static void add_view(buffer *buffers, int64_t turn, const char *cell)
{
    int32_t bytes = (int32_t)bytes_of(cell), piece = (int32_t)(turn % 2);
    buffer *into = &buffers[2 + piece];
    int32_t at = (int32_t)into->bytes;
    char inlined[12] = {0};
    add(&buffers[1], &bytes, 4);
    if (bytes <= 12) {
        memcpy(inlined, cell, (size_t)bytes);
        add(&buffers[1], inlined, 12);
        return;
    }
    add(&buffers[1], cell, 4);
    add(&buffers[1], &piece, 4);
    add(&buffers[1], &at, 4);
    add(into, cell, bytes);
}

static void fill_views(struct ArrowArray *array, char **cells, const nw_test_layout *layout)
{
    buffer buffers[5] = {known_of(array, cells, layout)};
    add_junk(&buffers[1], 16 * array->offset);
    for (int64_t i = 0; i < array->length; i++)
        add_view(buffers, i, cells[i]);
    add(&buffers[4], &buffers[2].bytes, 8);
    add(&buffers[4], &buffers[3].bytes, 8);
    hold_buffers(array, buffers, 5);
}

static void fill(struct ArrowArray *array, const char *format, char **cells,
                 const nw_test_layout *layout)
{
    if (strcmp(format, "n") == 0)
        hold_buffers(array, NULL, 0);
    else if (strcmp(format, "b") == 0)
        fill_bits(array, cells, layout);
    else if (strcmp(format, "u") == 0 || strcmp(format, "z") == 0)
        fill_text(array, 4, cells, layout);
    else if (strcmp(format, "U") == 0)
        fill_text(array, 8, cells, layout);
    else if (strcmp(format, "vu") == 0)
        fill_views(array, cells, layout);
    else
        fill_numbers(array, format, cells, layout);
}

/* The cells' places in a dictionary of the distinct ones, from the last to the first. */
static void fill_coded(struct ArrowArray *array, const nw_test_column *column, char **cells,
                       const nw_test_layout *layout)
{
    GPtrArray *distinct = g_ptr_array_new();
    char **codes = g_new0(char *, (gsize)array->length + 1);
    for (int64_t i = array->length - 1; i >= 0; i--) {
        guint at;
        if (is_null(cells[i])) {
            codes[i] = g_strdup("~");
            continue;
        }
        if (!g_ptr_array_find_with_equal_func(distinct, cells[i], g_str_equal, &at)) {
            at = distinct->len;
            g_ptr_array_add(distinct, cells[i]);
        }
        codes[i] = g_strdup_printf("%u", at);
    }
    fill(array, column->format, codes, layout);
    held_array *held = array->private_data;
    held->dictionary = g_new(struct ArrowArray, 1);
    *held->dictionary = new_array((int64_t)distinct->len, layout->skipped);
    fill(held->dictionary, column->values, (char **)distinct->pdata, layout);
    array->dictionary = held->dictionary;
    g_strfreev(codes);
    g_ptr_array_free(distinct, TRUE);
}

/* --- Schemas -----------------------------------------------------------------------------------
 */

typedef struct {
    struct ArrowSchema *children[MOST_COLUMNS], *pointers[MOST_COLUMNS];
    struct ArrowSchema *dictionaries[MOST_COLUMNS];
} held_schema;

static void release_schema(struct ArrowSchema *schema)
{
    held_schema *held = schema->private_data;
    for (int c = 0; c < MOST_COLUMNS; c++) {
        g_free(held->children[c]);
        g_free(held->dictionaries[c]);
    }
    g_free(held);
    schema->release = NULL;
    released++;
}

static void make_schema(struct ArrowSchema *schema, const nw_test_column *columns, int64_t count)
{
    held_schema *held = g_new0(held_schema, 1);
    for (int64_t c = 0; c < count; c++) {
        held->pointers[c] = held->children[c] = g_new0(struct ArrowSchema, 1);
        held->children[c]->format = columns[c].format;
        held->children[c]->name = columns[c].name;
        held->children[c]->flags = ARROW_FLAG_NULLABLE;
        if (columns[c].values == NULL)
            continue;
        held->dictionaries[c] = g_new0(struct ArrowSchema, 1);
        held->dictionaries[c]->format = columns[c].values;
        held->children[c]->dictionary = held->dictionaries[c];
    }
    *schema = (struct ArrowSchema){.format = "+s",
                                   .name = "",
                                   .n_children = count,
                                   .children = held->pointers,
                                   .release = release_schema,
                                   .private_data = held};
    made++;
}

/* --- Streams -----------------------------------------------------------------------------------
 */

typedef struct {
    nw_test_column columns[MOST_COLUMNS];
    char **cells[MOST_COLUMNS];
    int64_t count, rows, next_row;
    nw_test_layout layout;
    int calls;
} stream_state;

static int fails(stream_state *state)
{
    return ++state->calls == state->layout.fails_at ? state->layout.error : 0;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema)
{
    stream_state *state = stream->private_data;
    int error = fails(state);
    if (error != 0)
        return error;
    make_schema(schema, state->columns, state->count);
    if (state->layout.spoil_schema != NULL)
        state->layout.spoil_schema(schema, state->layout.context);
    return 0;
}

static struct ArrowArray *make_column(const stream_state *state, int64_t c, int64_t length)
{
    struct ArrowArray *array = g_new(struct ArrowArray, 1);
    /* The rows before the batch's first are there in its columns, with junk for values. */
    int64_t before = state->layout.rows_skipped;
    *array = new_array(length, state->layout.skipped + before);
    char **cells = state->cells[c] + state->next_row;
    if (state->columns[c].values != NULL)
        fill_coded(array, &state->columns[c], cells, &state->layout);
    else
        fill(array, state->columns[c].format, cells, &state->layout);
    array->offset -= before;
    array->length += before;
    return array;
}

static void make_batch(struct ArrowArray *batch, stream_state *state)
{
    int64_t left = state->rows - state->next_row, most = state->layout.batch_rows;
    int64_t length = most > 0 && most < left ? most : left;
    *batch = new_array(length, state->layout.rows_skipped);
    held_array *held = batch->private_data;
    for (int64_t c = 0; c < state->count; c++)
        held->pointers[c] = held->children[c] = make_column(state, c, length);
    held->n_children = batch->n_children = state->count;
    batch->children = held->pointers;
    hold_buffers(batch, &(buffer){0}, 1);
    batch->release = release_array;
    state->next_row += length;
    made++;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *batch)
{
    stream_state *state = stream->private_data;
    int error = fails(state);
    if (error != 0)
        return error;
    if (state->next_row == state->rows) {
        *batch = (struct ArrowArray){0};
        return 0;
    }
    make_batch(batch, state);
    if (state->layout.spoil_batch != NULL)
        state->layout.spoil_batch(batch, state->layout.context);
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
    const stream_state *state = stream->private_data;
    return state->calls == 0 ? NULL : "the query of 010190-1234 failed";
}

static void release_stream(struct ArrowArrayStream *stream)
{
    stream_state *state = stream->private_data;
    for (int64_t c = 0; c < state->count; c++)
        g_strfreev(state->cells[c]);
    g_free(state);
    stream->release = NULL;
    released++;
}

void nw_test_stream(struct ArrowArrayStream *stream, const nw_test_column *columns, int64_t count,
                    nw_test_layout layout)
{
    stream_state *state = g_new0(stream_state, 1);
    CU_ASSERT_FATAL(count <= MOST_COLUMNS);
    state->count = count;
    state->layout = layout;
    for (int64_t c = 0; c < count; c++) {
        state->columns[c] = columns[c];
        /* g_strsplit looks, under a sanitizer, at all that is left for each cell. */
        state->cells[c] = g_strsplit_set(columns[c].cells, ",", -1);
        state->rows = (int64_t)g_strv_length(state->cells[c]);
    }
    *stream =
        (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, state};
    made++;
}
