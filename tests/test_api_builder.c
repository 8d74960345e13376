/* Builders: columns from arrays, policies, freezing, findings. */
#include "base/text.h"
#include "runner.h"
#include "world.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
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

/* How many findings there are with that code ("": any). */
static int64_t findings_of(const nextwork_builder *builder, const char *code)
{
    nextwork_table *table;
    int64_t rows, column, found = 0, bytes;
    const char *text;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_findings(&table, builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_rows(&rows, table), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_find(&column, table, "code"), NEXTWORK_OK);
    for (int64_t row = 0; row < rows; row++) {
        CU_ASSERT_EQUAL(nextwork_table_text(&text, &bytes, table, row, column), NEXTWORK_OK);
        found += code[0] == '\0' ||
                 (bytes == (int64_t)strlen(code) && memcmp(text, code, (size_t)bytes) == 0);
    }
    nextwork_table_free(table);
    return found;
}

/* A text of the first finding. */
static void first_finding(char *text, size_t room, const nextwork_builder *builder,
                          const char *column)
{
    nextwork_table *table;
    int64_t place, bytes;
    const char *at;
    text[0] = '\0';
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_findings(&table, builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_find(&place, table, column), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_text(&at, &bytes, table, 0, place), NEXTWORK_OK);
    if (bytes > 0)
        snprintf(text, room, "%.*s", (int)bytes, at);
    nextwork_table_free(table);
}

/* --- Columns -----------------------------------------------------------------------------------
 */

static void wrong_columns_are_refused(void)
{
    static const int64_t numbers[] = {1, 2};
    static const char *const texts[] = {"A", "B"};
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youth", "youth_id", texts, 2),
                    NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("no table \"youth\"; did you mean youths?"));
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "yuoth_id", texts, 2),
                    NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("did you mean youth_id?"));
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "favourite_colour", texts, 2),
                    NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "youth_id", numbers, 2),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(says("nextwork_builder_set_text()"));
    CU_ASSERT_STRING_EQUAL(nextwork_error_column(), "youth_id");
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "travel_mode", numbers, 2),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "hours_max", numbers, -1),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(
        nextwork_builder_set_int64(builder, "youths", "hours_max", numbers, INT64_C(1) << 32),
        NEXTWORK_ERROR_LIMIT);
    CU_ASSERT_EQUAL(findings_of(builder, ""), 0);
    nextwork_builder_free(builder);
}

static void columns_of_a_table_have_as_many_rows(void)
{
    static const int64_t numbers[] = {1, 2, 3};
    static const char *const texts[] = {"A", "B", "C"};
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "youth_id", texts, 2),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "hours_max", numbers, 3),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(says("youths has 2 rows and its column hours_max 3"));
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "hours_max", numbers, 2),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "hours_max", numbers, 2),
                    NEXTWORK_ERROR_STATE);
    CU_ASSERT(says("given already"));
    nextwork_builder_free(builder);
}

static void values_are_copied(void)
{
    char id[] = "Y1";
    const char *ids[] = {id};
    int64_t hours[] = {20}, row;
    static const char *const company[] = {"C1"}, *const post[] = {"P1"};
    static const int64_t seats[] = {1};
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "youth_id", ids, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "hours_max", hours, 1),
                    NEXTWORK_OK);
    memset(id, 'x', 2);
    hours[0] = -1;
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "companies", "company_id", company, 1),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "posts", "post_id", post, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "posts", "company_id", company, 1),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "posts", "seats", seats, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_find(&row, cohort, "youths", "Y1"), NEXTWORK_OK);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
}

static void value_that_a_column_cannot_hold_is_a_finding(void)
{
    static const int64_t numbers[] = {20, 500, INT64_C(5000000000)};
    static const char *const dates[] = {"2027-01-04", "4/1/2027", NULL};
    char text[200];
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "hours_max", numbers, 3),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings_of(builder, "out-of-range"), 2);
    first_finding(text, sizeof text, builder, "value");
    CU_ASSERT_STRING_EQUAL(text, "500");
    first_finding(text, sizeof text, builder, "message");
    CU_ASSERT_STRING_EQUAL(text, "row 1: hours_max goes from 0 to 168");
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "posts", "available_from", dates, 3),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings_of(builder, ""), 3);
    nextwork_builder_free(builder);
}

static void text_longer_than_a_cell_is_a_finding(void)
{
    char *text = malloc(NW_SLICE_MAX_BYTES + 2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memset(text, 'x', NW_SLICE_MAX_BYTES + 1);
    text[NW_SLICE_MAX_BYTES + 1] = '\0';
    const char *const texts[] = {text};
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "skills", texts, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings_of(builder, "too-long"), 1);
    nextwork_builder_free(builder);
    free(text);
}

static void missing_table_and_column_are_told(void)
{
    static const char *const ids[] = {"P1"};
    nextwork_builder *builder = made();
    nextwork_cohort *cohort = NULL;
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "posts", "post_id", ids, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT_PTR_NULL(cohort);
    CU_ASSERT_EQUAL(findings_of(builder, "missing-table"), 2);
    CU_ASSERT_EQUAL(findings_of(builder, "missing-column"), 2);
    nextwork_builder_free(builder);
}

static void tables_without_rows_are_a_cohort(void)
{
    static const char *const columns[][2] = {{"youths", "youth_id"},
                                             {"companies", "company_id"},
                                             {"posts", "post_id"},
                                             {"posts", "company_id"}};
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    int64_t count;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, columns[i][0], columns[i][1], NULL, 0),
                        NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "posts", "seats", NULL, 0), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_count(&count, cohort, "youths"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(count, 0);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
}

/* --- Freezing ----------------------------------------------------------------------------------
 */

static void freezing_again_doubles_no_finding(void)
{
    static const char *const ids[] = {"Y1", "Y1"};
    static const int64_t hours[] = {1000, 1};
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "youth_id", ids, 2), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "youths", "hours_max", hours, 2),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    int64_t all = findings_of(builder, "");
    CU_ASSERT_EQUAL(findings_of(builder, "duplicate-id"), 1);
    CU_ASSERT_EQUAL(findings_of(builder, "out-of-range"), 1);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT_EQUAL(findings_of(builder, ""), all);
    nextwork_builder_free(builder);
}

static void what_is_filled_in_later_mends(void)
{
    static const char *const ids[] = {"Y1"};
    static const char *const companies[] = {"C1"};
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "youth_id", ids, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT_EQUAL(findings_of(builder, "missing-table"), 2);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "companies", "company_id", companies, 1),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings_of(builder, "missing-table"), 0); /* those of the last freezing */
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT_EQUAL(findings_of(builder, "missing-table"), 1);
    nextwork_builder_free(builder);
}

static void first_error_is_the_failure(void)
{
    static const char *const ids[] = {"Y1", "Y2", "Y1"};
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "youth_id", ids, 3), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "companies", "company_id", NULL, 0),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "posts", "post_id", NULL, 0), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "posts", "company_id", NULL, 0),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "posts", "seats", NULL, 0), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT_STRING_EQUAL(nextwork_error_table(), "youths");
    CU_ASSERT_STRING_EQUAL(nextwork_error_column(), "youth_id");
    CU_ASSERT_EQUAL(nextwork_error_row(), 2);
    CU_ASSERT(says("youths row 2: row 0 has this id already"));
    nextwork_builder_free(builder);
}

static void first_error_is_the_first_by_place(void)
{
    static const char *const ids[] = {"Y1", "Y1"};
    static const int64_t headcounts[] = {-1};
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "companies", "headcount", headcounts, 1),
                    NEXTWORK_OK); /* found before, and told after */
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "youth_id", ids, 2), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT_STRING_EQUAL(nextwork_error_table(), "youths");
    nextwork_builder_free(builder);
}

static void builder_and_cohort_live_apart(void)
{
    char first[65], second[65];
    nextwork_builder *builder = filled();
    nextwork_cohort *cohort, *again;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&again, builder, NULL), NEXTWORK_OK);
    nextwork_builder_free(builder);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(first, sizeof first, cohort), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(second, sizeof second, again), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(first, second);
    nextwork_cohort_unref(cohort);
    nextwork_cohort_unref(again);
}

static void monitor_tells_how_far_freezing_is(void)
{
    nextwork_builder *builder = filled();
    nextwork_cohort *cohort;
    nextwork_monitor *monitor;
    int64_t done, total;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&done, &total, monitor), NEXTWORK_OK);
    CU_ASSERT(total > 0);
    CU_ASSERT_EQUAL(done, total);
    nextwork_cohort_unref(cohort);
    nextwork_monitor_free(monitor);
    nextwork_builder_free(builder);
}

static void cancelled_monitor_stops_freezing(void)
{
    nextwork_builder *builder = filled();
    nextwork_cohort *cohort = NULL;
    nextwork_monitor *monitor;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, monitor), NEXTWORK_ERROR_CANCELLED);
    CU_ASSERT_PTR_NULL(cohort);
    nextwork_monitor_free(monitor);
    nextwork_builder_free(builder);
}

/* --- Policy ------------------------------------------------------------------------------------
 */

static void last_policy_holds(void)
{
    char first[65], second[65];
    nextwork_builder *builder = filled();
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(first, sizeof first, cohort), NEXTWORK_OK);
    nextwork_cohort_unref(cohort);
    CU_ASSERT_EQUAL(nextwork_builder_set_policy(builder, "[weights]\ntravel = 11\n"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_policy(builder, NW_WORLD_POLICY), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(second, sizeof second, cohort), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(first, second);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
}

static void wrong_policy_is_a_finding(void)
{
    nextwork_builder *builder = filled();
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL(nextwork_builder_set_policy(builder, "[wieghts]\nwish = 1\n"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT(says("weights"));
    nextwork_builder_free(builder);
}

/* --- The cohort --------------------------------------------------------------------------------
 */

static void ids_and_numbers_go_both_ways(void)
{
    static const char *const tables[] = {"youths", "companies", "posts"};
    static const int64_t counts[] = {NW_WORLD_YOUTHS, NW_WORLD_COMPANIES, NW_WORLD_POSTS};
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL_FATAL(nw_world_cohort(&cohort), NEXTWORK_OK);
    for (int t = 0; t < 3; t++) {
        int64_t count, found;
        const char *id;
        CU_ASSERT_EQUAL(nextwork_cohort_count(&count, cohort, tables[t]), NEXTWORK_OK);
        CU_ASSERT_EQUAL(count, counts[t]);
        for (int64_t row = 0; row < count; row++) {
            CU_ASSERT_EQUAL(nextwork_cohort_id(&id, cohort, tables[t], row), NEXTWORK_OK);
            CU_ASSERT_EQUAL(nextwork_cohort_find(&found, cohort, tables[t], id), NEXTWORK_OK);
            CU_ASSERT_EQUAL(found, row);
        }
        CU_ASSERT_EQUAL(nextwork_cohort_id(&id, cohort, tables[t], -1), NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT_EQUAL(nextwork_cohort_id(&id, cohort, tables[t], count), NEXTWORK_ERROR_ARGUMENT);
    }
    nextwork_cohort_unref(cohort);
}

static void unknown_ids_are_told_with_the_nearest(void)
{
    nextwork_cohort *cohort;
    int64_t row;
    CU_ASSERT_EQUAL_FATAL(nw_world_cohort(&cohort), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_find(&row, cohort, "youths", "Y11"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("youths has no id \"Y11\"; did you mean Y1?"));
    CU_ASSERT_EQUAL(nextwork_cohort_find(&row, cohort, "youths", "0101901234"),
                    NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("may be a CPR number"));
    CU_ASSERT_PTR_NULL(strstr(nextwork_error_message(), "0101901234"));
    CU_ASSERT_EQUAL(nextwork_cohort_find(&row, cohort, "posts", "0101901234"),
                    NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("\"0101901234\"")); /* a post's id may be a P-number */
    CU_ASSERT_EQUAL(nextwork_cohort_find(&row, cohort, "wishes", "Y1"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("youths, companies or posts"));
    nextwork_cohort_unref(cohort);
}

static void digest_needs_its_room(void)
{
    char hex[65] = "as it was";
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL_FATAL(nw_world_cohort(&cohort), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(hex, 64, cohort), NEXTWORK_ERROR_BUFFER);
    CU_ASSERT_STRING_EQUAL(hex, "as it was");
    CU_ASSERT_EQUAL(nextwork_cohort_digest(hex, 65, cohort), NEXTWORK_OK);
    CU_ASSERT_EQUAL(strspn(hex, "0123456789abcdef"), 64);
    nextwork_cohort_unref(cohort);
}

int main(void)
{
    static const nw_case cases[] = {
        {"wrong columns are refused", wrong_columns_are_refused},
        {"columns of a table have as many rows", columns_of_a_table_have_as_many_rows},
        {"values are copied", values_are_copied},
        {"a value that a column cannot hold is a finding",
         value_that_a_column_cannot_hold_is_a_finding},
        {"a text longer than a cell is a finding", text_longer_than_a_cell_is_a_finding},
        {"a missing table and column are told", missing_table_and_column_are_told},
        {"tables without rows are a cohort", tables_without_rows_are_a_cohort},
        {"freezing again doubles no finding", freezing_again_doubles_no_finding},
        {"what is filled in later mends", what_is_filled_in_later_mends},
        {"the first error is the failure", first_error_is_the_failure},
        {"the first error is the first by place", first_error_is_the_first_by_place},
        {"builder and cohort live apart", builder_and_cohort_live_apart},
        {"a monitor tells how far freezing is", monitor_tells_how_far_freezing_is},
        {"a cancelled monitor stops freezing", cancelled_monitor_stops_freezing},
        {"the last policy holds", last_policy_holds},
        {"a wrong policy is a finding", wrong_policy_is_a_finding},
        {"ids and numbers go both ways", ids_and_numbers_go_both_ways},
        {"unknown ids are told with the nearest", unknown_ids_are_told_with_the_nearest},
        {"a digest needs its room", digest_needs_its_room},
        {NULL, NULL},
    };
    return nw_run_cases("api builder", cases);
}
