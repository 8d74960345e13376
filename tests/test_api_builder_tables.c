/* What a builder holds, handed out: a table comes back as it was given, and a copy of the builder
 * lives apart from it. */
#include "base/status.h"
#include "memory.h"
#include "runner.h"
#include "world.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static nextwork_builder *made(void)
{
    nextwork_builder *builder;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_new(&builder), NEXTWORK_OK);
    return builder;
}

static nextwork_builder *filled(void)
{
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL_FATAL(nw_world_fill(builder), NEXTWORK_OK);
    return builder;
}

static bool says(const char *part)
{
    bool does = strstr(nextwork_error_message(), part) != NULL;
    if (!does)
        printf("\n    \"%s\" is not in: %s\n", part, nextwork_error_message());
    return does;
}

static char *render(const nextwork_table *table)
{
    char *text;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_render(&text, table, NEXTWORK_FORMAT_CSV), NEXTWORK_OK);
    return text;
}

/* --- A table -----------------------------------------------------------------------------------
 */

static void a_table_comes_back_as_it_was_given(void)
{
    nextwork_builder *builder = filled();
    nextwork_table *table;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_table(&table, builder, "posts"), NEXTWORK_OK);
    nextwork_builder_free(builder); /* what came out of it stands */
    char *text = render(table);
    CU_ASSERT_STRING_EQUAL(text, "post_id,company_id,function,seats,hours_max,offers\n"
                                 "P1,C1,5223,1,37,quiet\nP2,C1,9334,2,20,early|quiet\n"
                                 "P3,C2,5120,1,30,\nP4,C3,53,2,,\nP5,C4,,1,37,\n");
    nextwork_text_free(text);
    nextwork_table_free(table);
}

static void its_columns_are_those_that_are_there(void)
{
    static const struct {
        const char *name;
        int32_t type;
        int64_t first; /* of text: 0 */
    } expected[] = {
        {"youth_id", NEXTWORK_COLUMN_TEXT, 0},
        {"latitude", NEXTWORK_COLUMN_DEGREES, 55641900},
        {"longitude", NEXTWORK_COLUMN_DEGREES, 12080000},
        {"birth_year", NEXTWORK_COLUMN_INT64, 2006},
        {"hours_max", NEXTWORK_COLUMN_INT64, 37},
        {"travel_mode", NEXTWORK_COLUMN_TEXT, 0},
        {"needs", NEXTWORK_COLUMN_TEXT, 0},
    };
    nextwork_builder *builder = filled();
    nextwork_table *table;
    int64_t columns, rows, place;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_table(&table, builder, "youths"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_table_rows(&rows, table), NEXTWORK_OK);
    CU_ASSERT_EQUAL(rows, NW_WORLD_YOUTHS);
    CU_ASSERT_EQUAL(nextwork_table_columns(&columns, table), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(columns, G_N_ELEMENTS(expected));
    for (int64_t column = 0; column < columns; column++) {
        const char *name;
        int32_t type;
        int64_t value = 0;
        CU_ASSERT_EQUAL(nextwork_table_column(&name, &type, table, column), NEXTWORK_OK);
        CU_ASSERT_STRING_EQUAL(name, expected[column].name);
        CU_ASSERT_EQUAL(type, expected[column].type);
        if (type != NEXTWORK_COLUMN_TEXT)
            CU_ASSERT_EQUAL(nextwork_table_int64(&value, table, 0, column), NEXTWORK_OK);
        CU_ASSERT_EQUAL(value, expected[column].first);
    }
    CU_ASSERT_EQUAL(nextwork_table_find(&place, table, "intent"), NEXTWORK_ERROR_NOT_FOUND);
    nextwork_table_free(table);
    nextwork_builder_free(builder);
}

static void it_leaves_as_an_arrow_stream(void)
{
    nextwork_builder *builder = filled();
    nextwork_table *table;
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_table(&table, builder, "youths"), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_export_arrow(&stream, table), NEXTWORK_OK);
    nextwork_table_free(table);
    nextwork_builder_free(builder);
    CU_ASSERT_EQUAL_FATAL(stream.get_next(&stream, &batch), 0);
    CU_ASSERT_EQUAL(batch.n_children, 7);
    CU_ASSERT_EQUAL(((const double *)batch.children[1]->buffers[1])[0], 55.6419);
    batch.release(&batch);
    stream.release(&stream);
}

static void a_table_that_is_not_there_is_refused(void)
{
    static const char *const ids[] = {"Y 1"};
    nextwork_builder *builder = made();
    nextwork_table *table = NULL;
    CU_ASSERT_EQUAL(nextwork_builder_table(&table, builder, "yuoths"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("did you mean youths?"));
    CU_ASSERT_EQUAL(nextwork_builder_table(&table, builder, "youths"), NEXTWORK_ERROR_STATE);
    CU_ASSERT(says("the builder has no table youths"));
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "youth_id", ids, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_table(&table, builder, "youths"), NEXTWORK_ERROR_DATA);
    CU_ASSERT_PTR_NULL(table);
    nextwork_builder_free(builder);
}

/* --- A copy ------------------------------------------------------------------------------------
 */

static void digest_of(char hex[65], nextwork_builder *builder)
{
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(hex, 65, cohort), NEXTWORK_OK);
    nextwork_cohort_unref(cohort);
}

static void a_copy_is_the_same_cohort(void)
{
    char first[65], second[65];
    nextwork_builder *builder = filled(), *copy;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_copy(&copy, builder), NEXTWORK_OK);
    digest_of(first, builder);
    nextwork_builder_free(builder);
    digest_of(second, copy);
    CU_ASSERT_STRING_EQUAL(first, second);
    nextwork_builder_free(copy);
}

static void what_is_done_to_a_copy_leaves_the_other(void)
{
    static const int64_t minutes[] = {5};
    static const char *const youths[] = {"Y1"}, *const companies[] = {"C1"};
    char before[65], after[65], other[65];
    nextwork_builder *builder = filled(), *copy;
    digest_of(before, builder);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_copy(&copy, builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_policy(copy, NW_WORLD_POLICY "[weights]\nwish = 40\n"),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(copy, "travel", "minutes", minutes, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(copy, "travel", "youth_id", youths, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(copy, "travel", "company_id", companies, 1),
                    NEXTWORK_OK);
    digest_of(after, builder);
    digest_of(other, copy);
    CU_ASSERT_STRING_EQUAL(before, after);
    CU_ASSERT_STRING_NOT_EQUAL(before, other);
    nextwork_builder_free(copy);
    nextwork_builder_free(builder);
}

static char *findings_of(const nextwork_builder *builder)
{
    nextwork_table *table;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_findings(&table, builder), NEXTWORK_OK);
    char *text = render(table);
    nextwork_table_free(table);
    return text;
}

static void expect_data_error(nextwork_builder *builder)
{
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);
    CU_ASSERT_FATAL(g_file_set_contents(path, text, -1, NULL));
    g_free(path);
}

static void remove_files(const char *folder, const char *const *names)
{
    for (int i = 0; names[i] != NULL; i++) {
        char *path = g_build_filename(folder, names[i], NULL);
        g_remove(path);
        g_free(path);
    }
    g_rmdir(folder);
}

/* Empty lines are no rows, so that a row is not where its number says. */
static void a_copy_finds_the_same_at_the_same_lines(void)
{
    static const char *const files[] = {"youths.csv", "companies.csv", "posts.csv", "wishes.csv",
                                        NULL};
    char *folder = g_dir_make_tmp("nextwork-XXXXXX", NULL);
    nextwork_builder *builder = made(), *copy;
    write_file(folder, files[0], "youth_id,needs\nY1,\nY2,\n");
    write_file(folder, files[1], "company_id\nC1\n");
    write_file(folder, files[2], "post_id,company_id,seats\nP1,C1,few\n");
    write_file(folder, files[3], "youth_id,post_id,rank\n\nY1,P1,1\n\n\nY1,P1,2\nY3,P1,1\n");
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_folder(builder, folder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_copy(&copy, builder), NEXTWORK_OK);
    expect_data_error(builder);
    expect_data_error(copy);
    char *first = findings_of(builder), *second = findings_of(copy);
    CU_ASSERT_STRING_EQUAL(first, second);
    CU_ASSERT_PTR_NOT_NULL(strstr(second, "posts.csv,2,seats,few"));
    CU_ASSERT_PTR_NOT_NULL(strstr(second, "wishes.csv,7,youth_id,Y3"));
    nextwork_text_free(first);
    nextwork_text_free(second);
    nextwork_builder_free(builder);
    nextwork_builder_free(copy);
    remove_files(folder, files);
    g_free(folder);
}

/* --- Memory ------------------------------------------------------------------------------------
 */

static nextwork_status hand_out(void *context)
{
    nextwork_builder *builder = context, *copy;
    nextwork_table *table;
    NW_TRY(nextwork_builder_copy(&copy, builder));
    nextwork_status status = nextwork_builder_table(&table, copy, "youths");
    nextwork_builder_free(copy);
    if (status == NEXTWORK_OK)
        nextwork_table_free(table);
    return status;
}

static void out_of_memory_is_a_status(void)
{
    nextwork_builder *builder = filled();
    CU_ASSERT(nw_test_each_allocation(hand_out, builder) > 50);
    nextwork_builder_free(builder);
}

int main(void)
{
    static const nw_case cases[] = {
        {"a table comes back as it was given", a_table_comes_back_as_it_was_given},
        {"its columns are those that are there", its_columns_are_those_that_are_there},
        {"it leaves as an Arrow stream", it_leaves_as_an_arrow_stream},
        {"a table that is not there is refused", a_table_that_is_not_there_is_refused},
        {"a copy is the same cohort", a_copy_is_the_same_cohort},
        {"what is done to a copy leaves the other", what_is_done_to_a_copy_leaves_the_other},
        {"a copy finds the same at the same lines", a_copy_finds_the_same_at_the_same_lines},
        {"out of memory is a status", out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("api builder tables", cases);
}
