/* Tables and options: what every question is answered with, and what every verb is asked with. */
#include "runner.h"

#include <nextwork.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool says(const char *part)
{
    bool does = strstr(nextwork_error_message(), part) != NULL;
    if (!does)
        printf("\n    \"%s\" is not in: %s\n", part, nextwork_error_message());
    return does;
}

static int64_t rows_of(const nextwork_table *table)
{
    int64_t rows;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_rows(&rows, table), NEXTWORK_OK);
    return rows;
}

/* Whether a cell of text holds that. */
static bool holds(const nextwork_table *table, int64_t row, const char *column, const char *text)
{
    int64_t place, bytes;
    const char *at;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_find(&place, table, column), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_text(&at, &bytes, table, row, place), NEXTWORK_OK);
    if (at == NULL)
        return text[0] == '\0' && bytes == 0;
    return bytes == (int64_t)strlen(text) && memcmp(at, text, (size_t)bytes) == 0;
}

static int64_t number(const nextwork_table *table, int64_t row, const char *column)
{
    int64_t place, value;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_find(&place, table, column), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_int64(&value, table, row, place), NEXTWORK_OK);
    return value;
}

/* The row whose column holds that text. */
static int64_t row_of(const nextwork_table *table, const char *column, const char *text)
{
    for (int64_t row = 0; row < rows_of(table); row++)
        if (holds(table, row, column, text))
            return row;
    CU_FAIL("no such row");
    return 0;
}

static nextwork_table *registry(void)
{
    nextwork_table *table;
    CU_ASSERT_EQUAL_FATAL(nextwork_options_table(&table), NEXTWORK_OK);
    return table;
}

/* --- Cells -------------------------------------------------------------------------------------
 */

static void columns_have_names_and_types(void)
{
    nextwork_table *table = registry();
    int64_t columns, place;
    int32_t type;
    const char *name;
    CU_ASSERT_EQUAL(nextwork_table_columns(&columns, table), NEXTWORK_OK);
    for (int64_t column = 0; column < columns; column++) {
        CU_ASSERT_EQUAL(nextwork_table_column(&name, &type, table, column), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nextwork_table_find(&place, table, name), NEXTWORK_OK);
        CU_ASSERT_EQUAL(place, column);
        CU_ASSERT_EQUAL(type, strcmp(name, "min") == 0 || strcmp(name, "max") == 0
                                  ? NEXTWORK_COLUMN_INT64
                                  : NEXTWORK_COLUMN_TEXT);
    }
    CU_ASSERT_EQUAL(nextwork_table_column(&name, &type, table, columns), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_table_column(&name, &type, table, -1), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_table_find(&place, table, "hepl"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("did you mean help?"));
    nextwork_table_free(table);
}

static void cells_outside_and_of_another_type_are_refused(void)
{
    nextwork_table *table = registry();
    int64_t rows = rows_of(table), name, min, value, bytes;
    const char *text;
    CU_ASSERT_EQUAL(nextwork_table_find(&name, table, "name"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_table_find(&min, table, "min"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_table_int64(&value, table, rows, min), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_table_int64(&value, table, -1, min), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_table_int64(&value, table, 0, 99), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_table_int64(&value, table, 0, name), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(says("read it with nextwork_table_text()"));
    CU_ASSERT_EQUAL(nextwork_table_text(&text, &bytes, table, rows, name), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_table_text(&text, &bytes, table, 0, min), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(says("read it with nextwork_table_int64()"));
    nextwork_table_free(table);
}

static void unknown_cells_are_told_as_such(void)
{
    nextwork_table *table = registry();
    int64_t scenario = row_of(table, "name", "scenario");
    CU_ASSERT_EQUAL(number(table, scenario, "min"), NEXTWORK_UNKNOWN);
    CU_ASSERT(holds(table, row_of(table, "name", "youths"), "value", ""));
    nextwork_table_free(table);
}

static void dates_are_days(void)
{
    static const char *const ids[] = {"Y1"}, *const company[] = {"C1"}, *const post[] = {"P1"};
    static const int64_t ones[] = {1};
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    nextwork_options *options;
    nextwork_round *round;
    nextwork_result *result;
    nextwork_table *table;
    int64_t column;
    int32_t type;
    const char *name;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_new(&builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "youths", "youth_id", ids, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "companies", "company_id", company, 1),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "posts", "post_id", post, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "posts", "company_id", company, 1),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "posts", "seats", ones, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "wishes", "youth_id", ids, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, "wishes", "post_id", post, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "wishes", "rank", ones, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&options), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_text(options, "start", "1970-01-05"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "weeks", 2), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_new(&round, cohort, options), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_match(&result, round, options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_result_table(&table, result, "placements"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_table_find(&column, table, "start"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_table_column(&name, &type, table, column), NEXTWORK_OK);
    CU_ASSERT_EQUAL(type, NEXTWORK_COLUMN_DATE);
    CU_ASSERT_EQUAL(number(table, 0, "start"), 4);
    CU_ASSERT_EQUAL(number(table, 0, "end"), 18);
    nextwork_table_free(table);
    nextwork_result_unref(result);
    nextwork_round_unref(round);
    nextwork_options_free(options);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
}

static void unknown_format_is_refused(void)
{
    nextwork_table *table = registry();
    char *text = NULL;
    CU_ASSERT_EQUAL(nextwork_table_render(&text, table, 0), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_table_render(&text, table, 4), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(text);
    nextwork_table_free(table);
}

/* --- What the library knows --------------------------------------------------------------------
 */

static void schema_tells_every_column(void)
{
    nextwork_table *table;
    CU_ASSERT_EQUAL_FATAL(nextwork_schema_table(&table), NEXTWORK_OK);
    int64_t seats = row_of(table, "column", "seats");
    CU_ASSERT(holds(table, seats, "table", "posts"));
    CU_ASSERT_EQUAL(number(table, seats, "required"), 1);
    CU_ASSERT(holds(table, seats, "kind", "whole number"));
    int64_t mode = row_of(table, "column", "travel_mode");
    CU_ASSERT(holds(table, mode, "range", "walk|bike|transit|car"));
    CU_ASSERT_EQUAL(number(table, mode, "required"), 0);
    CU_ASSERT(holds(table, row_of(table, "column", "latitude"), "range", "-90..90"));
    CU_ASSERT(holds(table, row_of(table, "column", "municipality"), "range", "4"));
    nextwork_table_free(table);
}

static void lists_have_their_rows(void)
{
    static const struct {
        const char *list, *column, *text;
    } cases[] = {
        {"DB07", "code", "45"},         {"DB25", "code", "47"},
        {"DISCO08", "code", "52"},      {"municipalities", "code", "0265"},
        {"crosswalk", "db07", "452"},   {"terms", "term", "novelty"},
        {"reasons", "name", "no-seat"},
    };
    nextwork_table *table;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_EQUAL_FATAL(nextwork_codes_table(&table, cases[i].list), NEXTWORK_OK);
        row_of(table, cases[i].column, cases[i].text);
        nextwork_table_free(table);
    }
    CU_ASSERT_EQUAL(nextwork_codes_table(&table, "DB03"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("terms"));
    CU_ASSERT(says("DB07"));
}

static void terms_and_reasons_are_those_of_the_default(void)
{
    nextwork_table *table;
    CU_ASSERT_EQUAL_FATAL(nextwork_codes_table(&table, "terms"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(rows_of(table), 10);
    CU_ASSERT_EQUAL(number(table, row_of(table, "term", "wish"), "weight"), 30);
    CU_ASSERT_EQUAL(number(table, row_of(table, "term", "wish"), "unknown"), 2500);
    nextwork_table_free(table);
    CU_ASSERT_EQUAL_FATAL(nextwork_codes_table(&table, "reasons"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(rows_of(table), 18);
    CU_ASSERT_EQUAL(number(table, row_of(table, "name", "veto"), "number"), 0);
    CU_ASSERT_EQUAL(number(table, row_of(table, "name", "too-old"), "number"), 17);
    nextwork_table_free(table);
}

static void default_policy_is_a_policy(void)
{
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_policy_default(), "[weights]"));
}

/* --- Options -----------------------------------------------------------------------------------
 */

static void registry_tells_type_default_and_range(void)
{
    nextwork_table *table = registry();
    int64_t weeks = row_of(table, "name", "weeks");
    CU_ASSERT(holds(table, weeks, "type", "int64"));
    CU_ASSERT(holds(table, weeks, "value", "13"));
    CU_ASSERT_EQUAL(number(table, weeks, "min"), 1);
    CU_ASSERT_EQUAL(number(table, weeks, "max"), 520);
    CU_ASSERT(holds(table, weeks, "groups", "round"));
    CU_ASSERT(holds(table, row_of(table, "name", "extend"), "type", "switch"));
    CU_ASSERT(holds(table, row_of(table, "name", "start"), "type", "date"));
    int64_t mechanism = row_of(table, "name", "mechanism");
    CU_ASSERT(holds(table, mechanism, "value", "deferred-acceptance"));
    CU_ASSERT(holds(table, row_of(table, "name", "scenario"), "choices",
                    "prototype|site|pilots|trial|region|nation"));
    CU_ASSERT(holds(table, row_of(table, "name", "seed"), "groups", "match|generate|plan"));
    nextwork_table_free(table);
}

static void options_are_set_by_name(void)
{
    nextwork_options *options;
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&options), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "seed", 7), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_text(options, "seed", "7"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_text(options, "extend", "1"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_text(options, "start", "2027-01-04"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "sede", 7), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("did you mean seed?"));
    CU_ASSERT_EQUAL(nextwork_options_set_text(options, "sede", "7"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "weeks", 0), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "start", 4), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_options_set_text(options, "weeks", "many"), NEXTWORK_ERROR_ARGUMENT);
    nextwork_options_free(options);
}

int main(void)
{
    static const nw_case cases[] = {
        {"columns have names and types", columns_have_names_and_types},
        {"cells outside and of another type are refused",
         cells_outside_and_of_another_type_are_refused},
        {"unknown cells are told as such", unknown_cells_are_told_as_such},
        {"dates are days", dates_are_days},
        {"an unknown format is refused", unknown_format_is_refused},
        {"the schema tells every column", schema_tells_every_column},
        {"lists have their rows", lists_have_their_rows},
        {"terms and reasons are those of the default", terms_and_reasons_are_those_of_the_default},
        {"the default policy is a policy", default_policy_is_a_policy},
        {"the registry tells type, default and range", registry_tells_type_default_and_range},
        {"options are set by name", options_are_set_by_name},
        {NULL, NULL},
    };
    return nw_run_cases("api tables", cases);
}
