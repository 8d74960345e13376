/* Cells of numbers: what a text means, and what is said about one that means nothing. */
#include "cohort/cell.h"
#include "runner.h"

#include <glib.h>

#define REFUSED INT64_MAX

static const char *const colours[] = {"red", "green", NULL};

static const nw_column_schema number = {"number", NW_INT, false, -2, 30, NULL, ""};
static const nw_column_schema onoff = {"switch", NW_BOOL, false, 0, 1, NULL, ""};
static const nw_column_schema date = {"date", NW_DATE, false, 0, 0, NULL, ""};
static const nw_column_schema choice = {"choice", NW_CHOICE, false, 0, 0, colours, ""};
static const nw_column_schema degrees = {"degrees", NW_DEGREES, false, -90000000,
                                         90000000,  NULL,       ""};

static int64_t meaning(const nw_column_schema *column, const char *cell)
{
    int64_t value = 4711;
    const char *code;
    char *problem = nw_number_parse(&value, &code, column, nw_text_of(cell));
    if (problem == NULL)
        return value;
    CU_ASSERT_EQUAL(value, 4711); /* untouched */
    g_free(problem);
    return REFUSED;
}

static void texts_mean_what_they_say(void)
{
    static const struct {
        const nw_column_schema *column;
        const char *cell;
        int64_t value;
    } cases[] = {
        {&number, "0", 0},
        {&number, "-2", -2},
        {&number, "30", 30},
        {&number, "007", 7},
        {&number, "31", REFUSED},
        {&number, "-3", REFUSED},
        {&number, "-", REFUSED},
        {&number, "+1", REFUSED},
        {&number, "1.0", REFUSED},
        {&number, "1e1", REFUSED},
        {&number, " 1", REFUSED},
        {&number, "1 ", REFUSED},
        {&number, "one", REFUSED},
        {&number, "18446744073709551617", REFUSED}, /* 1 modulo 2^64 */
        {&number, "4294967297", REFUSED},           /* 1 modulo 2^32 */
        {&onoff, "0", 0},
        {&onoff, "1", 1},
        {&onoff, "2", REFUSED},
        {&onoff, "true", REFUSED},
        {&date, "1970-01-02", 1},
        {&date, "2027-02-29", REFUSED},
        {&date, "2027-1-4", REFUSED},
        {&date, "04-01-2027", REFUSED},
        {&choice, "red", 0},
        {&choice, "green", 1},
        {&choice, "Green", REFUSED},
        {&choice, "gre", REFUSED},
        {&degrees, "55", 55000000},
        {&degrees, "55.6761", 55676100},
        {&degrees, "-0.000001", -1},
        {&degrees, "12.3456784", 12345678},
        {&degrees, "12.3456785", 12345679},
        {&degrees, "12.34567849999999999999999", 12345678},
        {&degrees, "-12.3456785", -12345679},
        {&degrees, "89.9999999", 90000000},
        {&degrees, "90.000001", REFUSED},
        {&degrees, "1000000000000000000000", REFUSED},
        {&degrees, "55,6761", REFUSED},
        {&degrees, "55.", REFUSED},
        {&degrees, ".5", REFUSED},
        {&degrees, "-", REFUSED},
        {&degrees, "5.5.5", REFUSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t value = meaning(cases[i].column, cases[i].cell);
        if (value != cases[i].value)
            printf("\n    %s \"%s\" gave %lld\n", cases[i].column->name, cases[i].cell,
                   (long long)value);
        CU_ASSERT_EQUAL(value, cases[i].value);
    }
}

/* A table with that one column and three rows; the cell is read into the last. */
static void read_cell(nw_table *table, nw_findings *findings, nw_table_name name, int64_t column,
                      const char *cell)
{
    *findings = (nw_findings){0};
    CU_ASSERT_EQUAL_FATAL(nw_table_init(table, nw_schema(name)), NEXTWORK_OK);
    table->given = true;
    table->columns[column].present = true;
    CU_ASSERT_EQUAL_FATAL(nw_table_reserve(table, 3), NEXTWORK_OK);
    table->rows = 3;
    CU_ASSERT_EQUAL_FATAL(nw_cell_read(table, 2, column, nw_text_of(cell), findings), NEXTWORK_OK);
}

static void findings_say_what_is_wrong_and_what_to_do(void)
{
    static const struct {
        nw_table_name table;
        int64_t column;
        const char *cell, *code, *message;
    } cases[] = {
        {NW_POSTS, NW_P_SEATS, "many", "invalid-number", "seats is a whole number; write"},
        {NW_POSTS, NW_P_SEATS, "", "empty-cell", "seats is empty and must be known"},
        {NW_YOUTHS, NW_Y_HOURS_MAX, "169", "out-of-range", "hours_max goes from 0 to 168"},
        {NW_YOUTHS, NW_Y_LATITUDE, "55,6", "invalid-number", "with a point, such as 55.6761"},
        {NW_YOUTHS, NW_Y_LATITUDE, "99", "out-of-range", "from -90 to 90 degrees"},
        {NW_YOUTHS, NW_Y_TRAVEL_MODE, "trasit", "invalid-choice",
         "travel_mode is one of walk, bike, transit, car; did you mean transit?"},
        {NW_YOUTHS, NW_Y_ENROLLED, "yes", "invalid-number", "write 1 for yes, 0 for no"},
        {NW_PLACEMENTS, NW_L_START, "4/1/2027", "invalid-date", "as YYYY-MM-DD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nw_table table;
        nw_findings findings;
        read_cell(&table, &findings, cases[i].table, cases[i].column, cases[i].cell);
        CU_ASSERT_EQUAL_FATAL(findings.errors, 1);
        const nw_finding *finding = &findings.items[0];
        if (strstr(finding->message, cases[i].message) == NULL)
            printf("\n    %s\n", finding->message);
        CU_ASSERT_STRING_EQUAL(finding->code, cases[i].code);
        CU_ASSERT_STRING_EQUAL(finding->value, cases[i].cell);
        CU_ASSERT_EQUAL(finding->row, 2);
        CU_ASSERT_PTR_NOT_NULL(strstr(finding->message, cases[i].message));
        CU_ASSERT_EQUAL(nw_cell_int(&table.columns[cases[i].column], 2), NW_UNKNOWN);
        nw_findings_clear(&findings);
        nw_table_clear(&table);
    }
}

static void empty_cell_that_is_not_required_is_unknown(void)
{
    nw_table table;
    nw_findings findings;
    read_cell(&table, &findings, NW_YOUTHS, NW_Y_HOURS_MAX, "");
    CU_ASSERT_EQUAL(findings.errors, 0);
    CU_ASSERT_EQUAL(nw_cell_int(&table.columns[NW_Y_HOURS_MAX], 2), NW_UNKNOWN);
    nw_findings_clear(&findings);
    nw_table_clear(&table);
}

static void cpr_number_is_not_repeated(void)
{
    nw_table table;
    nw_findings findings;
    read_cell(&table, &findings, NW_YOUTHS, NW_Y_BIRTH_YEAR, "0101901234");
    CU_ASSERT_EQUAL_FATAL(findings.errors, 1);
    CU_ASSERT_STRING_EQUAL(findings.items[0].value, "");
    CU_ASSERT_PTR_NULL(strstr(findings.items[0].message, "0101901234"));
    nw_findings_clear(&findings);
    nw_table_clear(&table);
}

static void number_too_large_for_the_column_is_shown_as_given(void)
{
    nw_table table;
    nw_findings findings;
    read_cell(&table, &findings, NW_POSTS, NW_P_SEATS, "1");
    CU_ASSERT_EQUAL(nw_cell_int(&table.columns[NW_P_SEATS], 2), 1);
    CU_ASSERT_EQUAL(nw_cell_take(&table, 2, NW_P_SEATS, INT64_C(5000000000), &findings),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(findings.errors, 1);
    CU_ASSERT_STRING_EQUAL(findings.items[0].value, "5000000000");
    CU_ASSERT_EQUAL(nw_cell_int(&table.columns[NW_P_SEATS], 2), NW_UNKNOWN);
    nw_findings_clear(&findings);
    nw_table_clear(&table);
}

static void each_byte_of_an_id_is_looked_at(void)
{
    char text[70];
    for (int64_t length = 1; length <= 64; length++)
        for (int64_t at = 0; at < length; at++)
            for (int byte = 0; byte < 256; byte++) {
                memset(text, 'x', sizeof text);
                memset(text + length, ' ', 1); /* which is no part of it */
                text[at] = (char)byte;
                CU_ASSERT_EQUAL_FATAL(nw_has_id_bytes((nw_text){text, length}), nw_id_bytes[byte]);
            }
}

int main(void)
{
    static const nw_case cases[] = {
        {"texts mean what they say", texts_mean_what_they_say},
        {"findings say what is wrong and what to do", findings_say_what_is_wrong_and_what_to_do},
        {"an empty cell that is not required is unknown",
         empty_cell_that_is_not_required_is_unknown},
        {"a CPR number is not repeated", cpr_number_is_not_repeated},
        {"a number too large for the column is shown as given",
         number_too_large_for_the_column_is_shown_as_given},
        {"each byte of an id is looked at", each_byte_of_an_id_is_looked_at},
        {NULL, NULL},
    };
    return nw_run_cases("cell", cases);
}
