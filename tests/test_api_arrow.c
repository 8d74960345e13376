/* Arrow streams through the public API: a cohort is the same whichever way it came in; a stream is
 * used up whatever happens; on an error the builder is as it was. */
#include "arrow.h"
#include "cohort/cell.h"
#include "io/csv.h"
#include "memory.h"
#include "runner.h"

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

static nextwork_status read_all(void *context)
{
    nextwork_builder *builder;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = read_into(builder, *(nw_test_layout *)context);
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

int main(void)
{
    static const nw_case cases[] = {
        {"a cohort is the same from Arrow and from files",
         cohort_is_the_same_from_arrow_and_from_files},
        {"a missing column is found when frozen", missing_column_is_found_when_frozen},
        {"a stream is released whatever the call returns",
         stream_is_released_whatever_the_call_returns},
        {"the builder is as it was after an error", builder_is_as_it_was_after_an_error},
        {"out of memory is a status, and everything is released",
         out_of_memory_is_a_status_and_everything_is_released},
        {NULL, NULL},
    };
    return nw_run_cases("api arrow", cases);
}
