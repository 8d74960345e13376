/* Findings: all are counted, the first thousand of a kind kept, in an order that helps; and no CPR
 * number is ever repeated. */
#include "cohort/finding.h"
#include "memory.h"
#include "runner.h"

#include <glib.h>

static nw_text text_of(const char *terminated)
{
    return nw_text_of(terminated);
}

/* --- CPR numbers -------------------------------------------------------------------------------
 */

static void cpr_numbers_are_recognised(void)
{
    static const struct {
        const char *text;
        bool any, dashed;
    } cases[] = {
        {"0101901234", true, false},
        {"010190-1234", true, true},
        {"010190 1234", true, true},
        {"010190_1234", false, false},
        {"3112991234", true, false},
        {"6101901234", true, false}, /* replacement numbers: day + 60 */
        {"910190-1234", true, true},
        {"0001901234", false, false}, /* no day 0, 32 .. 60 or above 91 */
        {"3201901234", false, false},
        {"6001901234", false, false},
        {"9201901234", false, false},
        {"0100901234", false, false}, /* no month 0 or 13 */
        {"0113901234", false, false},
        {"Y-0101901234", true, false}, /* within a text */
        {"a010190-1234b", true, true},
        {"x:0101901234.y", true, false},
        {"00101901234", false, false}, /* part of a longer run of digits */
        {"01019012345", false, false},
        {"0010190-1234", false, false},
        {"010190-12345", false, false},
        {"010190-123", false, false},
        {"010190--1234", false, false},
        {"010190-", false, false},
        {"010190", false, false},
        {"123456-123456-010190-1234", true, true}, /* not the first run */
        {"12345678 0101901234", true, false},
        {"999999-0101901234", true, false},
        {"1003456789", true, false}, /* also a P-number: so only where the column says so */
        {"550e8400-e29b-41d4-a716-446655440000", false, false},
        {"2026-01-05", false, false},
        {"", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool any = nw_looks_like_cpr(text_of(cases[i].text), false);
        bool dashed = nw_looks_like_cpr(text_of(cases[i].text), true);
        if (any != cases[i].any || dashed != cases[i].dashed)
            printf("\n    %s: %d %d\n", cases[i].text, any, dashed);
        CU_ASSERT_EQUAL(any, cases[i].any);
        CU_ASSERT_EQUAL(dashed, cases[i].dashed);
    }
}

static bool is_digit(const char *text, size_t at)
{
    return text[at] >= '0' && text[at] <= '9';
}

static bool is_date_at(const char *text, size_t at)
{
    int day = (text[at] - '0') * 10 + text[at + 1] - '0';
    int month = (text[at + 2] - '0') * 10 + text[at + 3] - '0';
    return month >= 1 && month <= 12 && ((day >= 1 && day <= 31) || (day >= 61 && day <= 91));
}

/* Tries every place, byte by byte. */
static bool slow_cpr(const char *text, bool dash_only)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length; at++) {
        size_t run = 0;
        while (is_digit(text, at + run))
            run++;
        bool starts = at == 0 || !is_digit(text, at - 1);
        bool plain = run == 10 && !dash_only;
        bool dashed = run == 6 && (text[at + 6] == '-' || text[at + 6] == ' ') &&
                      is_digit(text, at + 7) && is_digit(text, at + 8) && is_digit(text, at + 9) &&
                      is_digit(text, at + 10) && !is_digit(text, at + 11);
        if (starts && (plain || dashed) && is_date_at(text, at))
            return true;
    }
    return false;
}

static void the_quick_search_agrees_with_the_slow_one(void)
{
    GRand *random = g_rand_new_with_seed((guint32)nw_test_seed());
    static const char bytes[] = "00001111- x";
    int64_t found = 0;
    for (int i = 0; i < 200000; i++) {
        char text[40] = {0};
        int length = g_rand_int_range(random, 0, 36);
        int odds = g_rand_int_range(random, 8, 12); /* runs without a break, too */
        for (int at = 0; at < length; at++)
            text[at] = bytes[g_rand_int_range(random, 0, odds)];
        for (int dash_only = 0; dash_only < 2; dash_only++) {
            bool slow = slow_cpr(text, dash_only);
            found += slow;
            CU_ASSERT_EQUAL(nw_looks_like_cpr(text_of(text), dash_only), slow);
        }
    }
    CU_ASSERT(found > 1000);
    g_rand_free(random);
}

/* --- What a finding shows ----------------------------------------------------------------------
 */

static nw_finding *add(nw_findings *findings, const char *value, const char *message)
{
    CU_ASSERT_EQUAL_FATAL(nw_finding_file(findings, NW_ERROR, "code", "a.csv", 3, "column",
                                          text_of(value), "%s", message),
                          NEXTWORK_OK);
    return &findings->items[findings->count - 1];
}

static void values_are_shown_so_that_they_can_be_seen(void)
{
    static const struct {
        const char *value, *shown;
    } cases[] = {
        {"plain", "plain"},
        {"Sønderborg", "Sønderborg"},
        {"tab\tnew\nline\r\x1b", "tab\\tnew\\nline\\r\\x1b"},
        {"\xc3(\xff", "\\xc3(\\xff"},
        {"0123456789012345678901234567890123456789012345678901234567890123",
         "0123456789012345678901234567890123456789012345678901234567890123"},
        {"01234567890123456789012345678901234567890123456789012345678901234",
         "0123456789012345678901234567890123456789012345678901234567890123…"},
        {"x12345678901234567890123456789012345678901234567890123456789012ø",
         "x12345678901234567890123456789012345678901234567890123456789012…"},
        {"0101901234", ""},
        {"call 010190-1234 now", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nw_findings findings = {0};
        CU_ASSERT_STRING_EQUAL(add(&findings, cases[i].value, "m")->value, cases[i].shown);
        nw_findings_clear(&findings);
    }
}

static void messages_hide_cpr_numbers_too(void)
{
    nw_findings findings = {0};
    const nw_finding *finding =
        add(&findings, "", "no youth 0101901234, no youth 010190-1234, 99 others, line 1234567890");
    CU_ASSERT_STRING_EQUAL(finding->message,
                           "no youth **********, no youth ******-****, 99 others, line 1234567890");
    nw_findings_clear(&findings);
}

static void p_numbers_are_shown_where_they_belong(void)
{
    nw_findings findings = {0};
    CU_ASSERT_EQUAL_FATAL(nw_finding_file(&findings, NW_ERROR, "code", "a.csv", 3, "company_id",
                                          text_of("1003456789"), "no company %s", "1003456789"),
                          NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(findings.items[0].value, "1003456789");
    CU_ASSERT_STRING_EQUAL(findings.items[0].message, "no company 1003456789");
    nw_findings_clear(&findings);
}

static void cell_is_shown_as_its_file_has_it(void)
{
    nw_table table;
    nw_findings findings = {0};
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, nw_schema(NW_YOUTHS)), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_table_add_row(&table), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_table_set_text(&table, NW_Y_ID, text_of("Y1")), NEXTWORK_OK);
    nw_table_set_int(&table, NW_Y_LATITUDE, -5500000);
    nw_table_set_int(&table, NW_Y_TRAVEL_MODE, NW_CAR);
    nw_table_set_int(&table, NW_Y_HOURS_MAX, 37);
    static const struct {
        int64_t column;
        const char *value;
    } cases[] = {
        {NW_Y_ID, "Y1"},        {NW_Y_LATITUDE, "-5.5"}, {NW_Y_TRAVEL_MODE, "car"},
        {NW_Y_HOURS_MAX, "37"}, {NW_Y_INTENT, ""},       {NW_Y_SKILLS, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_EQUAL(
            nw_finding_cell(&findings, NW_WARNING, "code", &table, 0, cases[i].column, "look"),
            NEXTWORK_OK);
        CU_ASSERT_STRING_EQUAL(findings.items[i].value, cases[i].value);
        CU_ASSERT_STRING_EQUAL(findings.items[i].file, "youths");
        CU_ASSERT_EQUAL(findings.items[i].line, 0);
        CU_ASSERT_EQUAL(findings.items[i].row, 0);
    }
    CU_ASSERT_EQUAL(findings.warnings, 6);
    nw_findings_clear(&findings);
    nw_table_clear(&table);
}

/* --- The table ---------------------------------------------------------------------------------
 */

enum { SEVERITY, CODE, FILE_NAME, LINE, COLUMN, VALUE, MESSAGE };

static bool row_is(const nw_table *table, int64_t row, const char *code, int64_t line)
{
    return nw_text_equal(nw_cell_text(&table->columns[CODE], row), text_of(code)) &&
           table->columns[LINE].bigints[row] == line;
}

static void note(nw_findings *findings, nw_severity severity, const char *code, const char *file,
                 int64_t line, const char *column)
{
    CU_ASSERT_EQUAL_FATAL(
        nw_finding_file(findings, severity, code, file, line, column, text_of(""), "m"),
        NEXTWORK_OK);
}

static void errors_come_first_then_by_place(void)
{
    nw_findings findings = {0};
    nw_table *table = NULL;
    note(&findings, NW_WARNING, "g", "a.csv", 1, "");
    note(&findings, NW_ERROR, "f", "b.csv", 2, "");
    note(&findings, NW_ERROR, "e", "a.csv", 30, "b");
    note(&findings, NW_ERROR, "d", "a.csv", 30, "a");
    note(&findings, NW_ERROR, "b", "a.csv", 4, "z");
    note(&findings, NW_ERROR, "c", "a.csv", 4, "z");
    note(&findings, NW_ERROR, "a", "a.csv", 0, "");
    CU_ASSERT_EQUAL_FATAL(nw_findings_table(&table, &findings), NEXTWORK_OK);
    static const int64_t lines[] = {INT64_MIN, 4, 4, 30, 30, 2, 1};
    for (int row = 0; row < 7; row++) {
        char code[] = {(char)('a' + row), '\0'};
        CU_ASSERT(row_is(table, row, code, lines[row]));
        CU_ASSERT_EQUAL(nw_cell_int(&table->columns[SEVERITY], row),
                        row < 6 ? NW_ERROR : NW_WARNING);
    }
    nw_table_free(table);
    nw_findings_clear(&findings);
}

static void thousand_of_a_kind_are_kept_and_the_rest_counted(void)
{
    nw_findings findings = {0};
    nw_table *table = NULL;
    for (int i = 0; i < NW_FINDINGS_KEPT + 7; i++)
        note(&findings, NW_ERROR, "many", "a.csv", i + 2, "");
    note(&findings, NW_WARNING, "one", "a.csv", 2, "");
    CU_ASSERT_EQUAL(findings.errors, NW_FINDINGS_KEPT + 7);
    CU_ASSERT_EQUAL(findings.count, NW_FINDINGS_KEPT + 1);
    CU_ASSERT_EQUAL_FATAL(nw_findings_table(&table, &findings), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(table->rows, NW_FINDINGS_KEPT + 2);
    CU_ASSERT(row_is(table, NW_FINDINGS_KEPT, "one", 2));
    CU_ASSERT(row_is(table, NW_FINDINGS_KEPT + 1, "many", INT64_MIN));
    CU_ASSERT(nw_text_equal(nw_cell_text(&table->columns[MESSAGE], NW_FINDINGS_KEPT + 1),
                            text_of("and 7 more of this kind")));
    nw_table_free(table);
    nw_findings_clear(&findings);
}

static void rows_of_arrays_are_named_in_the_message(void)
{
    nw_table data;
    nw_table *table = NULL;
    nw_findings findings = {0};
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&data, nw_schema(NW_POSTS)), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(
        nw_finding_cell(&findings, NW_ERROR, "code", &data, 17, NW_P_SEATS, "wrong"), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_findings_table(&table, &findings), NEXTWORK_OK);
    CU_ASSERT(nw_text_equal(nw_cell_text(&table->columns[MESSAGE], 0), text_of("row 17: wrong")));
    nw_table_free(table);
    nw_findings_clear(&findings);
    nw_table_clear(&data);
}

static nextwork_status collect(nw_findings *findings)
{
    nw_table *table;
    NW_TRY(nw_finding_file(findings, NW_ERROR, "a", "f", 1, "", text_of("x"), "m"));
    NW_TRY(nw_finding_file(findings, NW_WARNING, "b", "f", 2, "", text_of("y"), "m"));
    NW_TRY(nw_findings_table(&table, findings));
    nw_table_free(table);
    return NEXTWORK_OK;
}

static nextwork_status collect_and_clear(void *context)
{
    (void)context;
    nw_findings findings = {0};
    nextwork_status status = collect(&findings);
    nw_findings_clear(&findings);
    return status;
}

static void running_out_of_memory_is_a_status(void)
{
    CU_ASSERT(nw_test_each_allocation(collect_and_clear, NULL) > 5);
}

int main(void)
{
    static const nw_case cases[] = {
        {"CPR numbers are recognised", cpr_numbers_are_recognised},
        {"the quick search agrees with the slow one", the_quick_search_agrees_with_the_slow_one},
        {"values are shown so that they can be seen", values_are_shown_so_that_they_can_be_seen},
        {"messages hide CPR numbers too", messages_hide_cpr_numbers_too},
        {"P-numbers are shown where they belong", p_numbers_are_shown_where_they_belong},
        {"a cell is shown as its file has it", cell_is_shown_as_its_file_has_it},
        {"errors come first, then by place", errors_come_first_then_by_place},
        {"a thousand of a kind are kept and the rest counted",
         thousand_of_a_kind_are_kept_and_the_rest_counted},
        {"rows of arrays are named in the message", rows_of_arrays_are_named_in_the_message},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("finding", cases);
}
