/* Arrow streams through the public API: a cohort is the same whichever way it came in; a stream is
 * used up whatever happens; on an error the builder is as it was. */
#include "arrow.h"
#include "cohort/cell.h"
#include "io/csv.h"
#include "memory.h"
#include "runner.h"
#include "world.h"

#include <nextwork.h>

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

static nextwork_builder *made(void)
{
    nextwork_builder *builder;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_new(&builder), NEXTWORK_OK);
    return builder;
}

static bool says(const char *part)
{
    bool does = strstr(nextwork_error_message(), part) != NULL;
    if (!does)
        printf("\n    \"%s\" is not in: %s\n", part, nextwork_error_message());
    return does;
}

static int64_t findings_of(const nextwork_builder *builder)
{
    nextwork_table *table;
    int64_t rows;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_findings(&table, builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_rows(&rows, table), NEXTWORK_OK);
    nextwork_table_free(table);
    return rows;
}

static const nw_test_column post_columns[] = {
    {"post_id", "u", "P1,P2,P3", NULL},
    {"company_id", "c", "C1,C1,C2", "u"},
    {"seats", "l", "1,2,1", NULL},
};

/* --- A cohort in Arrow -------------------------------------------------------------------------
 */

/* The type that a program would give a column, by turns the one and the other. */
static nw_test_column column_of(const nw_column_schema *schema, int64_t turn)
{
    bool odd = turn % 2 != 0;
    switch (schema->kind) {
    case NW_INT:
        return (nw_test_column){schema->name, odd ? "l" : "g", NULL, NULL};
    case NW_BOOL:
        return (nw_test_column){schema->name, odd ? "b" : "C", NULL, NULL};
    case NW_DATE:
        return (nw_test_column){schema->name, "tdD", NULL, NULL};
    case NW_CHOICE:
        return (nw_test_column){schema->name, odd ? "c" : "u", NULL, odd ? "vu" : NULL};
    case NW_DEGREES:
        return (nw_test_column){schema->name, "g", NULL, NULL};
    default:
        return (nw_test_column){schema->name, odd ? "U" : "vu", NULL, NULL};
    }
}

/* A column's cells between commas, numbers as numbers. */
static char *cells_of(const nw_table *table, int64_t column)
{
    const nw_column_schema *schema = &table->schema->columns[column];
    GString *cells = g_string_new(NULL);
    for (int64_t row = 0; row < table->rows; row++) {
        char number[NW_NUMBER_BYTES];
        nw_text text = {number, 0};
        if (nw_kind_is_text(schema->kind)) {
            text = nw_cell_text(&table->columns[column], row);
        } else {
            int64_t value = nw_cell_number(&table->columns[column], schema, row);
            text.bytes = nw_number_format(number, schema, value);
            if (schema->kind == NW_DATE && value != INT64_MIN)
                text.bytes = g_snprintf(number, sizeof number, "%lld", (long long)value);
        }
        g_string_append(cells, row > 0 ? "," : "");
        g_string_append_len(cells, text.bytes > 0 ? text.at : "~", text.bytes > 0 ? text.bytes : 1);
    }
    return g_string_free(cells, FALSE);
}

static nextwork_status give_table(nextwork_builder *builder, const nw_table *table,
                                  nw_test_layout layout)
{
    nw_test_column columns[20];
    struct ArrowArrayStream stream;
    int64_t count = 0;
    for (int64_t c = table->schema->n_columns - 1; c >= 0; c--) {
        if (!table->columns[c].present)
            continue;
        columns[count] = column_of(&table->schema->columns[c], c);
        columns[count++].cells = cells_of(table, c);
    }
    nw_test_stream(&stream, columns, count, layout);
    nextwork_status status = nextwork_builder_read_arrow(builder, table->schema->name, &stream);
    CU_ASSERT_PTR_NULL(stream.release);
    for (int64_t c = 0; c < count; c++)
        g_free((char *)(uintptr_t)columns[c].cells);
    return status;
}

static void expect_digest(const char *expected, nextwork_builder *builder)
{
    nextwork_cohort *cohort;
    char digest[65] = "";
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    nextwork_builder_free(builder); /* the cohort stands without it */
    CU_ASSERT_EQUAL(nw_test_unreleased(), 0);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(digest, sizeof digest, cohort), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(digest, expected);
    nextwork_cohort_unref(cohort);
}

static void digest_of_folder(char digest[65], const char *folder)
{
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_folder(builder, folder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(digest, 65, cohort), NEXTWORK_OK);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
}

static void cohort_is_the_same_from_arrow_and_from_files(void)
{
    static const nw_test_layout layouts[] = {{0}, {.batch_rows = 7, .skipped = 3}};
    char *folder = g_strconcat(nw_source_root(), "/examples/cohorts/prototype", NULL);
    char *policy = g_strconcat(folder, "/policy.ini", NULL), digest[65] = "";
    digest_of_folder(digest, folder);
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    CU_ASSERT_EQUAL_FATAL(nw_csv_read_folder(tables, folder, &findings, NULL), NEXTWORK_OK);
    for (size_t l = 0; l < sizeof layouts / sizeof *layouts; l++) {
        nextwork_builder *builder = made();
        CU_ASSERT_EQUAL(nextwork_builder_read_policy(builder, policy), NEXTWORK_OK);
        for (int t = 0; t < NW_TABLES; t++)
            if (tables[t].given)
                CU_ASSERT_EQUAL(give_table(builder, &tables[t], layouts[l]), NEXTWORK_OK);
        expect_digest(digest, builder);
    }
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
    nw_findings_clear(&findings);
    g_free(policy);
    g_free(folder);
}

static void missing_column_is_found_when_frozen(void)
{
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    struct ArrowArrayStream stream;
    nw_test_stream(&stream, post_columns, 2, (nw_test_layout){0});
    CU_ASSERT_EQUAL(nextwork_builder_read_arrow(builder, "posts", &stream), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT(findings_of(builder) > 0);
    nextwork_table *table;
    char *text;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_findings(&table, builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_render(&text, table, NEXTWORK_FORMAT_CSV), NEXTWORK_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "posts needs a column seats"));
    nextwork_text_free(text);
    nextwork_table_free(table);
    nextwork_builder_free(builder);
    CU_ASSERT_EQUAL(nw_test_unreleased(), 0);
}

/* --- Streams are used up -----------------------------------------------------------------------
 */

static void stream_is_released_whatever_the_call_returns(void)
{
    nextwork_builder *builder = made();
    const struct {
        nextwork_builder *builder;
        const char *table;
        nextwork_status status;
        const char *message;
    } cases[] = {
        {NULL, "posts", NEXTWORK_ERROR_HANDLE, "builder is NULL"},
        {builder, NULL, NEXTWORK_ERROR_HANDLE, "table is NULL"},
        {builder, "post", NEXTWORK_ERROR_NOT_FOUND, "did you mean posts?"},
        {builder, "posts", NEXTWORK_OK, NULL},
        {builder, "posts", NEXTWORK_ERROR_STATE, "posts is given already"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ArrowArrayStream stream;
        nw_test_stream(&stream, post_columns, 3, (nw_test_layout){.batch_rows = 1});
        CU_ASSERT_EQUAL(nextwork_builder_read_arrow(cases[i].builder, cases[i].table, &stream),
                        cases[i].status);
        CU_ASSERT(cases[i].message == NULL || says(cases[i].message));
        CU_ASSERT_PTR_NULL(stream.release);
        CU_ASSERT_EQUAL(nw_test_unreleased(), 0);
    }
    struct ArrowArrayStream released = {0};
    CU_ASSERT_EQUAL(nextwork_builder_read_arrow(builder, "youths", &released),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(says("released already"));
    CU_ASSERT_EQUAL(nextwork_builder_read_arrow(builder, "youths", NULL), NEXTWORK_ERROR_HANDLE);
    nextwork_builder_free(builder);
}

static void builder_is_as_it_was_after_an_error(void)
{
    static const nw_test_column wrong[] = {{"seats", "l", "-1,2,-3", NULL},
                                           {"seat", "l", "1,2,3", NULL}};
    nextwork_builder *builder = made();
    struct ArrowArrayStream stream;
    nw_test_stream(&stream, wrong, 2,
                   (nw_test_layout){.batch_rows = 1, .fails_at = 4, .error = EIO});
    CU_ASSERT_EQUAL(nextwork_builder_read_arrow(builder, "posts", &stream), NEXTWORK_ERROR_IO);
    CU_ASSERT_EQUAL(findings_of(builder), 0);
    nw_test_stream(&stream, wrong, 2, (nw_test_layout){0});
    CU_ASSERT_EQUAL(nextwork_builder_read_arrow(builder, "posts", &stream), NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings_of(builder), 3);
    nw_test_stream(&stream, wrong, 1, (nw_test_layout){0});
    CU_ASSERT_EQUAL(nextwork_builder_read_arrow(builder, "answers", &stream), NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings_of(builder), 4); /* those of before, and one more */
    nextwork_builder_free(builder);
    CU_ASSERT_EQUAL(nw_test_unreleased(), 0);
}

/* --- Out ---------------------------------------------------------------------------------------
 */

/* A stream's schema and its only batch. */
typedef struct {
    struct ArrowSchema schema;
    struct ArrowArray batch; /* released when there are no rows */
} exported;

static exported take_out(const nextwork_table *table)
{
    struct ArrowArrayStream stream;
    struct ArrowArray after = {.length = 1};
    exported out;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_export_arrow(&stream, table), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(stream.get_schema(&stream, &out.schema), 0);
    CU_ASSERT_EQUAL_FATAL(stream.get_next(&stream, &out.batch), 0);
    CU_ASSERT_EQUAL(stream.get_next(&stream, &after), 0);
    CU_ASSERT_PTR_NULL(after.release); /* one batch at most */
    stream.release(&stream);
    CU_ASSERT_PTR_NULL(stream.release);
    return out;
}

static void drop(exported *out)
{
    if (out->batch.release != NULL)
        out->batch.release(&out->batch);
    out->schema.release(&out->schema);
    CU_ASSERT(out->batch.release == NULL && out->schema.release == NULL);
}

static bool bit(const void *bits, int64_t place)
{
    return (((const unsigned char *)bits)[place / 8] >> (place % 8) & 1) != 0;
}

static bool is_null(const struct ArrowArray *array, int64_t row)
{
    return array->buffers[0] != NULL && !bit(array->buffers[0], row);
}

static int64_t number_in(const struct ArrowArray *array, const char *format, int64_t row)
{
    const void *values = array->buffers[1];
    if (format[0] == 'b')
        return bit(values, row);
    return format[0] == 'l' ? ((const int64_t *)values)[row] : ((const int32_t *)values)[row];
}

static nw_text text_in(const struct ArrowArray *array, const char *format, int64_t row)
{
    const void *offsets = array->buffers[1];
    int64_t at, end;
    if (format[0] == 'U') {
        at = ((const int64_t *)offsets)[row];
        end = ((const int64_t *)offsets)[row + 1];
    } else {
        at = ((const int32_t *)offsets)[row];
        end = ((const int32_t *)offsets)[row + 1];
    }
    return (nw_text){(const char *)array->buffers[2] + at, end - at};
}

static bool same_cell(const struct ArrowArray *array, const char *format,
                      const nextwork_table *table, int64_t row, int64_t column, int32_t type)
{
    nw_text text;
    int64_t value;
    if (type == NEXTWORK_COLUMN_TEXT) {
        CU_ASSERT_EQUAL(nextwork_table_text(&text.at, &text.bytes, table, row, column),
                        NEXTWORK_OK);
        return text.bytes == 0
                   ? is_null(array, row)
                   : !is_null(array, row) && nw_text_equal(text, text_in(array, format, row));
    }
    CU_ASSERT_EQUAL(nextwork_table_int64(&value, table, row, column), NEXTWORK_OK);
    return value == NEXTWORK_UNKNOWN
               ? is_null(array, row)
               : !is_null(array, row) && value == number_in(array, format, row);
}

static void expect_column(const exported *out, const nextwork_table *table, int64_t column)
{
    const struct ArrowSchema *schema = out->schema.children[column];
    const struct ArrowArray *array = out->batch.children[column];
    const char *name;
    int32_t type;
    int64_t nulls = 0;
    CU_ASSERT_EQUAL(nextwork_table_column(&name, &type, table, column), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(schema->name, name);
    CU_ASSERT_EQUAL(strcmp(schema->format, "tdD") == 0, type == NEXTWORK_COLUMN_DATE);
    CU_ASSERT_EQUAL(strchr("uU", schema->format[0]) != NULL, type == NEXTWORK_COLUMN_TEXT);
    CU_ASSERT_EQUAL(array->n_buffers, type == NEXTWORK_COLUMN_TEXT ? 3 : 2);
    for (int64_t row = 0; row < array->length; row++) {
        nulls += is_null(array, row);
        CU_ASSERT(same_cell(array, schema->format, table, row, column, type));
    }
    CU_ASSERT_EQUAL(array->null_count, nulls);
}

/* Frees the table. */
static void expect_same(nextwork_table *table, int64_t least_rows)
{
    int64_t rows, columns;
    exported out = take_out(table);
    CU_ASSERT_EQUAL(nextwork_table_rows(&rows, table), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_table_columns(&columns, table), NEXTWORK_OK);
    CU_ASSERT(rows >= least_rows);
    CU_ASSERT_EQUAL(out.schema.n_children, columns);
    CU_ASSERT_EQUAL(out.batch.release != NULL, rows > 0);
    if (rows > 0)
        CU_ASSERT(out.batch.length == rows && out.batch.n_children == columns);
    for (int64_t column = 0; rows > 0 && column < columns; column++)
        expect_column(&out, table, column);
    drop(&out);
    nextwork_table_free(table);
}

static nextwork_result *match_world(void)
{
    nextwork_round *round;
    nextwork_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_world_round(&round), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_match(&result, round, NULL, NULL), NEXTWORK_OK);
    nextwork_round_unref(round);
    return result;
}

static void every_answer_comes_out_as_it_is(void)
{
    static const char *const names[] = {"placements", "unplaced", "posts"};
    nextwork_result *result = match_world();
    nextwork_round *round;
    nextwork_table *table;
    int32_t holds;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        CU_ASSERT_EQUAL_FATAL(nextwork_result_table(&table, result, names[i]), NEXTWORK_OK);
        expect_same(table, 1);
    }
    CU_ASSERT_EQUAL_FATAL(nextwork_result_verify(&table, &holds, result, NULL), NEXTWORK_OK);
    expect_same(table, 1);
    nextwork_result_unref(result);
    CU_ASSERT_EQUAL_FATAL(nw_world_round(&round), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_score(&table, round, 0, -1, -1, NULL, NULL), NEXTWORK_OK);
    expect_same(table, 1);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_explain(&table, round, 0, 0, "en"), NEXTWORK_OK);
    expect_same(table, 10);
    CU_ASSERT_EQUAL_FATAL(nextwork_options_table(&table), NEXTWORK_OK);
    expect_same(table, 10);
    CU_ASSERT_EQUAL_FATAL(nextwork_schema_table(&table), NEXTWORK_OK);
    expect_same(table, 10);
    nextwork_round_unref(round);
}

static nextwork_table *findings_table(const nw_test_column *column)
{
    nextwork_builder *builder = made();
    nextwork_table *table;
    struct ArrowArrayStream stream;
    nw_test_stream(&stream, column, 1, (nw_test_layout){0});
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_arrow(builder, "youths", &stream), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_findings(&table, builder), NEXTWORK_OK);
    nextwork_builder_free(builder);
    return table;
}

static void table_without_rows_has_columns_and_no_batch(void)
{
    static const nw_test_column good = {"youth_id", "u", "Y1", NULL};
    expect_same(findings_table(&good), 0);
}

static void each_part_stands_without_the_others(void)
{
    static const nw_test_column wrong = {"youth_id", "u", "Y 1,~,Y 3", NULL};
    nextwork_table *table = findings_table(&wrong);
    exported out = take_out(table);
    nextwork_table_free(table);
    out.schema.release(&out.schema);
    struct ArrowArray value = *out.batch.children[5]; /* moved out of its batch */
    out.batch.children[5]->release = NULL;
    out.batch.release(&out.batch);
    CU_ASSERT(nw_text_equal(text_in(&value, "u", 0), nw_text_of("Y 1")));
    CU_ASSERT(is_null(&value, 1));
    value.release(&value);
}

static void numbers_and_text_in_one_piece_are_not_copied(void)
{
    static const nw_test_column wrong = {"youth_id", "u", "Y 1,Y 2,Y 3", NULL};
    nextwork_table *table = findings_table(&wrong);
    exported out = take_out(table);
    CU_ASSERT_PTR_EQUAL(out.batch.children[3]->buffers[1], table->columns[3].bigints);
    CU_ASSERT_PTR_EQUAL(out.batch.children[5]->buffers[2], table->columns[5].bytes);
    drop(&out);
    nextwork_table_free(table);
}

static void more_text_than_offsets_of_32_bits_reach_gets_wider_ones(void)
{
    static const nw_test_column wrong = {"youth_id", "u", "Y 1,Y 2,Y 3", NULL};
    nextwork_table *table = findings_table(&wrong);
    table->columns[5].n_bytes += INT32_MAX; /* so it says */
    exported out = take_out(table);
    CU_ASSERT_STRING_EQUAL(out.schema.children[5]->format, "U");
    CU_ASSERT_STRING_EQUAL(out.schema.children[6]->format, "u");
    drop(&out);
    expect_same(table, 3);
}

/* --- Out of a builder and in again -------------------------------------------------------------
 */

static nextwork_status carry(nextwork_builder *to, nextwork_builder *from, const char *table)
{
    struct ArrowArrayStream stream;
    NW_TRY(nextwork_builder_export_arrow(&stream, from, table));
    return nextwork_builder_read_arrow(to, table, &stream);
}

static void cohort_is_the_same_after_a_round_trip(void)
{
    static const char *const tables[] = {"youths",    "companies",  "posts",  "wishes", "answers",
                                         "interests", "placements", "travel", NULL};
    char *folder = g_strconcat(nw_source_root(), "/examples/cohorts/prototype", NULL);
    char *policy = g_strconcat(folder, "/policy.ini", NULL), digest[65] = "";
    nextwork_builder *from = made(), *to = made();
    digest_of_folder(digest, folder);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_folder(from, folder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_policy(to, policy), NEXTWORK_OK);
    for (int64_t t = 0; tables[t] != NULL; t++)
        CU_ASSERT_EQUAL(carry(to, from, tables[t]), NEXTWORK_OK);
    CU_ASSERT_EQUAL(carry(to, from, "fits"), NEXTWORK_ERROR_STATE);
    CU_ASSERT(says("the builder has no table fits"));
    CU_ASSERT_EQUAL(carry(to, from, "fit"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("did you mean fits?"));
    nextwork_builder_free(from); /* what came out of it stands */
    expect_digest(digest, to);
    g_free(policy);
    g_free(folder);
}

static void exported_columns_are_those_that_are_there(void)
{
    nextwork_builder *builder = made();
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    nw_test_stream(&stream, post_columns, 3, (nw_test_layout){0});
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_arrow(builder, "posts", &stream), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_export_arrow(&stream, builder, "posts"), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(stream.get_schema(&stream, &schema), 0);
    CU_ASSERT_EQUAL_FATAL(schema.n_children, 3);
    CU_ASSERT_STRING_EQUAL(schema.children[2]->name, "seats"); /* in the schema's order */
    CU_ASSERT_STRING_EQUAL(schema.children[2]->format, "i");
    schema.release(&schema);
    stream.release(&stream);
    nextwork_builder_free(builder);
}

static void what_a_cell_could_not_hold_is_not_exported(void)
{
    static const nw_test_column wrong = {"hours_max", "l", "20,-1", NULL};
    nextwork_builder *builder = made();
    struct ArrowArrayStream stream;
    nw_test_stream(&stream, &wrong, 1, (nw_test_layout){0});
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_arrow(builder, "youths", &stream), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_export_arrow(&stream, builder, "youths"), NEXTWORK_ERROR_DATA);
    nextwork_builder_free(builder);
}

/* --- Memory ------------------------------------------------------------------------------------
 */

static nextwork_status read_into(nextwork_builder *builder, nw_test_layout layout)
{
    static const nw_test_column youths[] = {
        {"youth_id", "u", "Y1,Y2,Y2", NULL},
        {"network_id", "l", "1,~,2", NULL},
        {"hours_max", "g", "20,30.5,nan", NULL},
        {"colour", "u", "red,red,blue", NULL},
    };
    struct ArrowArrayStream stream;
    nw_test_stream(&stream, youths, 4, layout);
    nextwork_status status = nextwork_builder_read_arrow(builder, "youths", &stream);
    CU_ASSERT_PTR_NULL(stream.release);
    if (status != NEXTWORK_OK)
        return status;
    nw_test_stream(&stream, post_columns, 3, layout);
    return nextwork_builder_read_arrow(builder, "posts", &stream);
}

static nextwork_status look_at_findings(const nextwork_builder *builder)
{
    nextwork_table *table;
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    NW_TRY(nextwork_builder_findings(&table, builder));
    nextwork_status status = nextwork_table_export_arrow(&stream, table);
    nextwork_table_free(table);
    if (status != NEXTWORK_OK)
        return status;
    int error = stream.get_schema(&stream, &schema);
    if (error == 0)
        schema.release(&schema);
    else
        CU_ASSERT_STRING_EQUAL(stream.get_last_error(&stream), "out of memory");
    stream.release(&stream);
    return error == 0 ? NEXTWORK_OK : NEXTWORK_ERROR_MEMORY;
}

static nextwork_status read_all(void *context)
{
    nextwork_builder *builder;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = read_into(builder, *(nw_test_layout *)context);
    if (status == NEXTWORK_OK)
        status = look_at_findings(builder);
    nextwork_builder_free(builder);
    CU_ASSERT_EQUAL(nw_test_unreleased(), 0);
    return status;
}

static void out_of_memory_is_a_status_and_everything_is_released(void)
{
    nw_test_layout layouts[] = {{0}, {.batch_rows = 1}};
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        CU_ASSERT(nw_test_each_allocation(read_all, &layouts[i]) > 10);
}

static nextwork_status round_trip(void *context)
{
    nextwork_builder *from, *to;
    (void)context;
    NW_TRY(nextwork_builder_new(&from));
    nextwork_status status = nw_world_fill(from);
    if (status == NEXTWORK_OK)
        status = nextwork_builder_new(&to);
    if (status == NEXTWORK_OK) {
        status = carry(to, from, "youths");
        nextwork_builder_free(to);
    }
    nextwork_builder_free(from);
    return status;
}

static void round_trip_may_run_out_of_memory(void)
{
    CU_ASSERT(nw_test_each_allocation(round_trip, NULL) > 50);
}

int main(void)
{
    static const nw_case cases[] = {
        {"a cohort is the same from Arrow and from files",
         cohort_is_the_same_from_arrow_and_from_files},
        {"a missing column is found when frozen", missing_column_is_found_when_frozen},
        {"a stream is released whatever the call returns",
         stream_is_released_whatever_the_call_returns},
        {"the builder is as it was after an error", builder_is_as_it_was_after_an_error},
        {"every answer comes out as it is", every_answer_comes_out_as_it_is},
        {"a table without rows has columns and no batch",
         table_without_rows_has_columns_and_no_batch},
        {"each part stands without the others", each_part_stands_without_the_others},
        {"numbers and text in one piece are not copied",
         numbers_and_text_in_one_piece_are_not_copied},
        {"more text than offsets of 32 bits reach gets wider ones",
         more_text_than_offsets_of_32_bits_reach_gets_wider_ones},
        {"a cohort is the same after a round trip", cohort_is_the_same_after_a_round_trip},
        {"exported columns are those that are there", exported_columns_are_those_that_are_there},
        {"what a cell could not hold is not exported", what_a_cell_could_not_hold_is_not_exported},
        {"a round trip may run out of memory", round_trip_may_run_out_of_memory},
        {"out of memory is a status, and everything is released",
         out_of_memory_is_a_status_and_everything_is_released},
        {NULL, NULL},
    };
    return nw_run_cases("api arrow", cases);
}
