#include "tampering.h"

#include "round/seal.h"
#include "runner.h"

#include <glib.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VALUES 2 /* of the next rows, put into a cell */

typedef struct {
    const nw_test_file *files;
    int count;
    int at; /* the file that is being changed */
    nw_test_look look;
    void *context;
} tampering;

/* --- Handing out -------------------------------------------------------------------------------
 */

static json_t *parse(nw_text certificate)
{
    json_t *json = json_loadb(certificate.at, (size_t)certificate.bytes, 0, NULL);
    CU_ASSERT_FATAL(json != NULL);
    return json;
}

static char *text_of(const json_t *json)
{
    return json_dumps(json, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
}

/* The files with `text` in place of the one that is changed, if it is another, and a new seal. */
static void hand_out(const tampering *t, const char *place, const char *what, const char *text)
{
    nw_test_file files[NW_TEST_MOST_FILES];
    nw_text sealed[NW_TEST_MOST_FILES];
    nw_text old = t->files[t->at].text, changed = nw_text_of(text);
    if (nw_text_equal(old, changed))
        return;
    for (int f = 0; f < t->count; f++) {
        files[f] = t->files[f];
        files[f].text = f == t->at ? changed : files[f].text;
        sealed[f] = files[f].text;
    }
    nw_text *certificate = &files[t->count - 1].text;
    char seal[65];
    CU_ASSERT_EQUAL_FATAL(nw_seal_of(seal, *certificate, sealed, t->count - 1), NEXTWORK_OK);
    char *whole = g_strndup(certificate->at, (gsize)certificate->bytes);
    char *field = strstr(whole, "result_sha256\": \"");
    CU_ASSERT_FATAL(field != NULL);
    memcpy(field + strlen("result_sha256\": \""), seal, 64);
    *certificate = nw_text_of(whole);
    nw_test_change change = {.file = files[t->at].name, .place = place};
    snprintf(change.what, sizeof change.what, "%s", what);
    t->look(t->context, &change, files, t->count);
    g_free(whole);
}

/* --- Tables ------------------------------------------------------------------------------------
 */

/* A table as rows of cells; the first row is the header. */
typedef struct {
    char ***rows;
    int n_rows, n_columns;
} grid;

static grid split(nw_text text)
{
    char *copy = g_strndup(text.at, (gsize)text.bytes);
    char **lines = g_strsplit(copy, "\n", -1);
    grid g = {.n_rows = (int)g_strv_length(lines) - 1}; /* nothing is behind the last line feed */
    g.rows = g_new0(char **, (gsize)g.n_rows);
    for (int r = 0; r < g.n_rows; r++)
        g.rows[r] = g_strsplit(lines[r], ",", -1);
    g.n_columns = (int)g_strv_length(g.rows[0]);
    g_strfreev(lines);
    g_free(copy);
    return g;
}

static void clear(grid *g)
{
    for (int r = 0; r < g->n_rows; r++)
        g_strfreev(g->rows[r]);
    g_free(g->rows);
}

static void add_row(GString *text, char **row)
{
    for (int c = 0; row[c] != NULL; c++)
        g_string_append_printf(text, "%s%s", c > 0 ? "," : "", row[c]);
    g_string_append_c(text, '\n');
}

/* The table, with row `doubled` twice and without row `dropped` (-1: none). */
static char *joined(const grid *g, int doubled, int dropped)
{
    GString *text = g_string_new(NULL);
    for (int r = 0; r < g->n_rows; r++) {
        if (r != dropped)
            add_row(text, g->rows[r]);
        if (r == doubled)
            add_row(text, g->rows[r]);
    }
    return g_string_free(text, FALSE);
}

static void hand_out_table(const tampering *t, const grid *g, const char *place, const char *what)
{
    char *text = joined(g, -1, -1);
    hand_out(t, place, what, text);
    g_free(text);
}

static void put_cell(const tampering *t, grid *g, int row, int column, const char *to)
{
    char *was = g->rows[row][column];
    char *what = g_strdup_printf("line %d: \"%s\" to \"%s\"", row + 1, was, to);
    g->rows[row][column] = (char *)to;
    hand_out_table(t, g, row == 0 ? "header" : g->rows[0][column], what);
    g->rows[row][column] = was;
    g_free(what);
}

static bool is_number(const char *cell)
{
    return cell[0] != '\0' && strspn(cell, "0123456789") == strlen(cell);
}

/* The same with its first digit the next one; without a digit, with its first letter twice. */
static char *nearly(const char *cell)
{
    size_t digit = strcspn(cell, "0123456789");
    char *made = g_strdup(cell);
    if (cell[digit] != '\0')
        made[digit] = cell[digit] == '9' ? '0' : (char)(cell[digit] + 1);
    else {
        g_free(made);
        made = g_strdup_printf("%.1s%s", cell, cell);
    }
    return made;
}

static void change_cell(const tampering *t, grid *g, int row, int column)
{
    const char *cell = g->rows[row][column];
    char *near = nearly(cell), *longer = g_strdup_printf("%s1", cell);
    put_cell(t, g, row, column, near);
    put_cell(t, g, row, column, longer);
    put_cell(t, g, row, column, "");
    for (int step = -1; is_number(cell) && step <= 1; step += 2) {
        char *number = g_strdup_printf("%lld", strtoll(cell, NULL, 10) + step);
        put_cell(t, g, row, column, number);
        g_free(number);
    }
    for (int i = 1; row > 0 && i <= VALUES; i++)
        put_cell(t, g, row, column, g->rows[1 + (row - 1 + i) % (g->n_rows - 1)][column]);
    g_free(near);
    g_free(longer);
}

static void swap_cells(const tampering *t, grid *g, int a, int b, int column)
{
    char *was = g->rows[a][column];
    char *what = g_strdup_printf("lines %d and %d exchanged", a + 1, b + 1);
    g->rows[a][column] = g->rows[b][column];
    g->rows[b][column] = was;
    hand_out_table(t, g, g->rows[0][column], what);
    g->rows[b][column] = g->rows[a][column];
    g->rows[a][column] = was;
    g_free(what);
}

static void swap_rows(const tampering *t, grid *g, int a, int b)
{
    char **was = g->rows[a], *what = g_strdup_printf("lines %d and %d exchanged", a + 1, b + 1);
    g->rows[a] = g->rows[b];
    g->rows[b] = was;
    hand_out_table(t, g, "row", what);
    g->rows[b] = g->rows[a];
    g->rows[a] = was;
    g_free(what);
}

static void change_rows(const tampering *t, grid *g)
{
    for (int r = 1; r < g->n_rows; r++) {
        char *twice = joined(g, r, -1), *without = joined(g, -1, r);
        char *doubled = g_strdup_printf("line %d twice", r + 1);
        char *dropped = g_strdup_printf("line %d left out", r + 1);
        hand_out(t, "row", doubled, twice);
        hand_out(t, "row", dropped, without);
        g_free(twice);
        g_free(without);
        g_free(doubled);
        g_free(dropped);
        if (r + 1 < g->n_rows)
            swap_rows(t, g, r, r + 1);
        for (int c = 0; r + 1 < g->n_rows && c < g->n_columns; c++)
            swap_cells(t, g, r, r + 1, c);
    }
}

static void swap_columns(const tampering *t, grid *g, int a, int b)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int r = 0; r < g->n_rows; r++) {
            char *was = g->rows[r][a];
            g->rows[r][a] = g->rows[r][b];
            g->rows[r][b] = was;
        }
        if (pass == 0)
            hand_out_table(t, g, "header", "two columns exchanged");
    }
}

static void tamper_table(const tampering *t)
{
    grid g = split(t->files[t->at].text);
    for (int c = 0; c < g.n_columns; c++) {
        change_cell(t, &g, 0, c);
        for (int r = 1; r < g.n_rows; r++)
            change_cell(t, &g, r, c);
        if (c > 0)
            swap_columns(t, &g, c - 1, c);
    }
    change_rows(t, &g);
    hand_out(t, "header", "an empty file", "");
    clear(&g);
}

/* --- The certificate ---------------------------------------------------------------------------
 */

typedef struct {
    const tampering *t;
    json_t *root;
} certificate;

static void hand_out_certificate(const certificate *c, const char *place, const char *what)
{
    char *text = text_of(c->root);
    hand_out(c->t, place, what, text);
    free(text);
}

/* What stands where a value stood: of an object by its key, of a list by its place. */
typedef struct {
    json_t *in;
    const char *key;
    size_t index;
    const char *place;
} slot;

/* Takes over the value. */
static void set(const slot *s, json_t *value)
{
    if (json_is_object(s->in))
        json_object_set_new(s->in, s->key, value);
    else
        json_array_set_new(s->in, s->index, value);
}

static void put(const certificate *c, const slot *s, json_t *value)
{
    const json_t *now =
        json_is_object(s->in) ? json_object_get(s->in, s->key) : json_array_get(s->in, s->index);
    json_t *was = json_copy((json_t *)now);
    char *told = json_dumps(value, JSON_ENCODE_ANY);
    char *what = g_strdup_printf("becomes %.60s", told);
    set(s, value);
    hand_out_certificate(c, s->place, what);
    set(s, was);
    free(told);
    g_free(what);
}

/* A text becomes one that is nearly the same; one of these names every other. */
static void change_text(const certificate *c, const slot *s, const char *text)
{
    static const char *const names[] = {
        "deferred-acceptance", "max-weight", "rank-maximal", "fair",   "top-trading-cycles",
        "serial-dictatorship", "planned",    "posts",        "youths", "lottery",
        "most-placed",         NULL};
    char *near = nearly(text), *longer = g_strdup_printf("%s1", text);
    put(c, s, json_string(near));
    put(c, s, json_string(longer));
    put(c, s, json_string(""));
    for (int i = 0; g_strv_contains(names, text) && names[i] != NULL; i++)
        if (strcmp(text, names[i]) != 0)
            put(c, s, json_string(names[i]));
    g_free(near);
    g_free(longer);
}

static void change_value(const certificate *c, const slot *s, json_t *value);

static void change_list(const certificate *c, json_t *list, const char *place)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *value = json_incref(json_array_get(list, i));
        change_value(c, &(slot){list, NULL, i, place}, value);
        json_array_remove(list, i);
        hand_out_certificate(c, place, "one left out");
        json_array_insert(list, i, value);
        json_array_insert(list, i, value);
        hand_out_certificate(c, place, "one twice");
        json_array_remove(list, i);
        json_decref(value);
    }
}

/* Fields that may be there but are not, and one that never is. */
static void add_fields(const certificate *c, json_t *object)
{
    static const char *const switches[] = {"most_placed", "protect", "carry_over", "extra"};
    static const char *const numbers[] = {"bound", "placed_bound", "blocking_pairs", "placed"};
    static const struct {
        const char *name, *value;
    } texts[] = {{"ties", "most-placed"},
                 {"ties", "lottery"},
                 {"side", "posts"},
                 {"side", "youths"},
                 {"earlier_sha256", "0123"}};
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(switches); i++)
        if (json_object_get(object, switches[i / 2]) == NULL) {
            json_object_set_new(object, switches[i / 2], json_boolean(i % 2));
            hand_out_certificate(c, switches[i / 2], i % 2 ? "added, true" : "added, false");
            json_object_del(object, switches[i / 2]);
        }
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (json_object_get(object, numbers[i]) == NULL) {
            json_object_set_new(object, numbers[i], json_integer(0));
            hand_out_certificate(c, numbers[i], "added, 0");
            json_object_del(object, numbers[i]);
        }
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (json_object_get(object, texts[i].name) == NULL) {
            json_object_set_new(object, texts[i].name, json_string(texts[i].value));
            hand_out_certificate(c, texts[i].name, "added");
            json_object_del(object, texts[i].name);
        }
}

static void change_object(const certificate *c, json_t *object)
{
    json_t *keys = json_copy(object); /* to go through while the object changes */
    const char *key;
    json_t *value;
    json_object_foreach(keys, key, value)
    {
        if (strcmp(key, "result_sha256") == 0)
            continue; /* mended whatever it was */
        change_value(c, &(slot){object, key, 0, key}, json_object_get(object, key));
        json_t *was = json_incref(json_object_get(object, key));
        json_object_del(object, key);
        hand_out_certificate(c, key, "left out");
        json_object_set_new(object, key, was);
    }
    add_fields(c, object);
    json_decref(keys);
}

static void change_value(const certificate *c, const slot *s, json_t *value)
{
    if (json_is_object(value)) {
        change_object(c, value);
    } else if (json_is_array(value)) {
        change_list(c, value, s->place);
    } else if (json_is_string(value)) {
        char *text = g_strdup(json_string_value(value));
        change_text(c, s, text);
        g_free(text);
    } else if (json_is_boolean(value)) {
        put(c, s, json_boolean(!json_is_true(value)));
    } else {
        json_int_t number = json_integer_value(value);
        put(c, s, json_integer(number + 1));
        put(c, s, json_integer(number - 1));
        put(c, s, json_real((double)number));
    }
    if (!json_is_object(s->in) || strcmp(s->key, "options") != 0)
        put(c, s, json_null());
}

static void tamper_certificate(const tampering *t)
{
    certificate c = {t, parse(t->files[t->at].text)};
    change_object(&c, c.root);
    json_decref(c.root);
}

void nw_test_tamper(const nw_test_file *files, int count, nw_test_look look, void *context)
{
    tampering t = {files, count, 0, look, context};
    for (; t.at < count; t.at++)
        if (t.at + 1 < count)
            tamper_table(&t);
        else
            tamper_certificate(&t);
}
