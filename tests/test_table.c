/* Tables: filled row by row, unknown until set, never lost when memory runs out. */
#include "base/memory.h"
#include "cohort/table.h"
#include "memory.h"
#include "runner.h"

#include <glib.h>

enum { WHO, COUNT, DAY, BIG, COLUMNS };

static const nw_column_schema columns[COLUMNS] = {
    [WHO] = {"who", NW_STRING, true, 0, 0, NULL, "a text"},
    [COUNT] = {"count", NW_INT, false, 0, 100, NULL, "a number"},
    [DAY] = {"day", NW_DATE, false, 0, 0, NULL, "a date"},
    [BIG] = {"big", NW_BIGINT, false, 0, 0, NULL, "a large number"},
};

static const nw_table_schema schema = {"results", false, COLUMNS, columns, "results"};

static bool holds(const nw_table *table, int64_t row, int64_t column, const char *text)
{
    return nw_text_equal(nw_cell_text(&table->columns[column], row), nw_text_of(text));
}

static void starts_empty(void)
{
    nw_table table;
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, nw_schema(NW_YOUTHS)), NEXTWORK_OK);
    CU_ASSERT_FALSE(table.given);
    CU_ASSERT_EQUAL(table.rows, 0);
    for (int64_t c = 0; c < NW_Y_COLUMNS; c++)
        CU_ASSERT_FALSE(table.columns[c].present);
    CU_ASSERT_STRING_EQUAL(table.source, "");
    nw_table_clear(&table);
}

static void may_be_cleared_twice(void)
{
    nw_table table;
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, &schema), NEXTWORK_OK);
    nw_table_clear(&table);
    nw_table_clear(&table);
    nw_table_free(NULL);
}

static void new_row_is_unknown(void)
{
    nw_table *table;
    CU_ASSERT_EQUAL_FATAL(nw_table_new(&table, &schema), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_table_add_row(table), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_cell_text(&table->columns[WHO], 0).bytes, 0);
    CU_ASSERT_EQUAL(nw_cell_int(&table->columns[COUNT], 0), NW_UNKNOWN);
    CU_ASSERT_EQUAL(nw_cell_int(&table->columns[DAY], 0), NW_UNKNOWN);
    CU_ASSERT_EQUAL(table->columns[BIG].bigints[0], INT64_MIN);
    nw_table_free(table);
}

static nextwork_status fill(nw_table *table, int rows)
{
    for (int row = 0; row < rows; row++) {
        char who[16];
        g_snprintf(who, sizeof who, "Y%d", row);
        NW_TRY(nw_table_add_row(table));
        NW_TRY(nw_table_set_text(table, WHO, nw_text_of(who)));
        nw_table_set_int(table, COUNT, row % 100);
        nw_table_set_int(table, BIG, (int64_t)row << 40);
    }
    return NEXTWORK_OK;
}

static void keeps_every_row_as_it_grows(void)
{
    nw_table *table;
    CU_ASSERT_EQUAL_FATAL(nw_table_new(&table, &schema), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(fill(table, 1000), NEXTWORK_OK);
    CU_ASSERT_EQUAL(table->rows, 1000);
    for (int row = 0; row < 1000; row++) {
        char who[16];
        g_snprintf(who, sizeof who, "Y%d", row);
        CU_ASSERT(holds(table, row, WHO, who));
        CU_ASSERT_EQUAL(nw_cell_int(&table->columns[COUNT], row), row % 100);
        CU_ASSERT_EQUAL(table->columns[BIG].bigints[row], (int64_t)row << 40);
    }
    nw_table_free(table);
}

static void unknown_of_the_public_table_stays_unknown(void)
{
    nw_table *table;
    CU_ASSERT_EQUAL_FATAL(nw_table_new(&table, &schema), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_table_add_row(table), NEXTWORK_OK);
    nw_table_set_int(table, COUNT, INT64_MIN);
    CU_ASSERT_EQUAL(nw_cell_int(&table->columns[COUNT], 0), NW_UNKNOWN);
    nw_table_free(table);
}

static void text_longer_than_a_cell_is_refused(void)
{
    nw_table *table;
    char *text = g_strnfill(NW_SLICE_MAX_BYTES + 1, 'x');
    CU_ASSERT_EQUAL_FATAL(nw_table_new(&table, &schema), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_table_add_row(table), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_table_set_text(table, WHO, nw_text_of(text)), NEXTWORK_ERROR_LIMIT);
    CU_ASSERT_STRING_EQUAL(nextwork_error_column(), "who");
    text[NW_SLICE_MAX_BYTES] = '\0';
    CU_ASSERT_EQUAL(nw_table_set_text(table, WHO, nw_text_of(text)), NEXTWORK_OK);
    CU_ASSERT(holds(table, 0, WHO, text));
    g_free(text);
    nw_table_free(table);
}

static void rows_past_counting_are_refused(void)
{
    nw_table *table;
    CU_ASSERT_EQUAL_FATAL(nw_table_new(&table, &schema), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_table_reserve(table, INT64_C(1) << 31), NEXTWORK_ERROR_LIMIT);
    CU_ASSERT_EQUAL(nw_table_reserve(table, INT64_MAX), NEXTWORK_ERROR_LIMIT);
    nw_table_free(table);
}

static void room_before_the_first_row_serves_every_column(void)
{
    nw_table table;
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, &schema), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_table_reserve(&table, 100), NEXTWORK_OK); /* no column present yet */
    CU_ASSERT_EQUAL_FATAL(fill(&table, 3), NEXTWORK_OK);
    CU_ASSERT(holds(&table, 2, WHO, "Y2"));
    nw_table_clear(&table);
}

static void column_may_come_after_the_room(void)
{
    nw_table table;
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, &schema), NEXTWORK_OK);
    table.columns[COUNT].present = true;
    CU_ASSERT_EQUAL_FATAL(nw_table_reserve(&table, 20), NEXTWORK_OK);
    CU_ASSERT_PTR_NULL(table.columns[BIG].bigints);
    table.columns[BIG].present = true;
    CU_ASSERT_EQUAL_FATAL(nw_table_reserve(&table, 20), NEXTWORK_OK);
    table.columns[COUNT].ints[19] = 1;
    table.columns[BIG].bigints[19] = 1;
    nw_table_clear(&table);
}

static void line_is_that_of_the_file(void)
{
    nw_table table;
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, &schema), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(fill(&table, 2), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_table_line(&table, 1), 0);
    g_free(table.source);
    table.source = g_strdup("results.csv");
    CU_ASSERT_EQUAL(nw_table_line(&table, 1), 3);
    CU_ASSERT_EQUAL(nw_table_line(&table, -1), 0);
    table.lines = NW_NEW(int32_t, table.room);
    CU_ASSERT_PTR_NOT_NULL_FATAL(table.lines);
    table.lines[1] = 17;
    CU_ASSERT_EQUAL(nw_table_line(&table, 1), 17);
    nw_table_clear(&table);
}

static nextwork_status make_and_fill(void *context)
{
    nw_table *table;
    (void)context;
    NW_TRY(nw_table_new(&table, &schema));
    nextwork_status status = fill(table, 40);
    nw_table_free(table);
    return status;
}

static void running_out_of_memory_is_a_status(void)
{
    CU_ASSERT(nw_test_each_allocation(make_and_fill, NULL) > 10);
}

int main(void)
{
    static const nw_case cases[] = {
        {"starts empty", starts_empty},
        {"may be cleared twice", may_be_cleared_twice},
        {"a new row is unknown", new_row_is_unknown},
        {"keeps every row as it grows", keeps_every_row_as_it_grows},
        {"the public unknown stays unknown", unknown_of_the_public_table_stays_unknown},
        {"a text longer than a cell is refused", text_longer_than_a_cell_is_refused},
        {"rows past counting are refused", rows_past_counting_are_refused},
        {"room before the first row serves every column",
         room_before_the_first_row_serves_every_column},
        {"a column may come after the room", column_may_come_after_the_room},
        {"the line is that of the file", line_is_that_of_the_file},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("table", cases);
}
