/* Code lists: what exists, and the way from DB07 to DB25. */
#include "memory.h"
#include "runner.h"

#include "cohort/codes.h"

#include <string.h>

static nw_industry parse(int32_t scheme, const char *code)
{
    nw_industry industry = {.division = -1, .section = -1};
    nw_industry_parse(&industry, scheme, nw_text_of(code));
    return industry;
}

static void db07_codes_reach_db25_by_the_longest_prefix(void)
{
    static const struct {
        const char *db07, *db25;
    } cases[] = {
        {"01", "01"},     {"10", "10"},     {"4110", "68"},   {"411000", "68"}, {"41", "41"},
        {"412000", "41"}, {"45", "47"},     {"451", "47"},    {"4511", "47"},   {"451110", "46"},
        {"451120", "47"}, {"451910", "46"}, {"451920", "47"}, {"4520", "95"},   {"452010", "95"},
        {"453", "47"},    {"453100", "46"}, {"4532", "47"},   {"454000", "47"}, {"46", "46"},
        {"471110", "47"}, {"561010", "56"}, {"62", "62"},     {"881030", "88"}, {"99", "99"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nw_industry industry = parse(NW_DB07, cases[i].db07);
        CU_ASSERT_FATAL(industry.division >= 0);
        CU_ASSERT_STRING_EQUAL(nw_division_code(industry.division), cases[i].db25);
        CU_ASSERT_EQUAL(industry.scheme, NW_DB07);
        CU_ASSERT_EQUAL(industry.digits, (int)strlen(cases[i].db07));
    }
}

static void the_same_trade_has_one_section_in_both_schemes(void)
{
    /* Telecommunication is J in DB07 and K in DB25; real estate L and M. */
    static const char *const codes[] = {"61", "68", "85", "86", "47", "10"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        nw_industry old = parse(NW_DB07, codes[i]), new = parse(NW_DB25, codes[i]);
        CU_ASSERT_EQUAL(old.division, new.division);
        CU_ASSERT_EQUAL(old.section, new.section);
    }
    CU_ASSERT_EQUAL(parse(NW_DB07, "61").section, 'K' - 'A');
    CU_ASSERT_EQUAL(parse(NW_DB25, "68").section, 'M' - 'A');
}

static void codes_outside_their_scheme_are_refused(void)
{
    static const struct {
        int32_t scheme;
        const char *code;
    } cases[] = {
        {NW_DB25, "45"},    {NW_DB25, "451110"}, {NW_DB25, "04"}, {NW_DB07, "04"},
        {NW_DB07, "00"},    {NW_DB07, "1"},      {NW_DB07, ""},   {NW_DB07, "1234567"},
        {NW_DB07, "4x"},    {NW_DB07, " 47"},    {NW_DB25, "-7"}, {NW_DISCO08, "47"},
        {NW_UNKNOWN, "47"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nw_industry industry;
        CU_ASSERT_FALSE(nw_industry_parse(&industry, cases[i].scheme, nw_text_of(cases[i].code)));
    }
}

static void divisions_are_listed_once(void)
{
    CU_ASSERT_EQUAL(nw_divisions(), 87);
    for (int32_t d = 0; d < nw_divisions(); d++)
        CU_ASSERT_EQUAL(parse(NW_DB25, nw_division_code(d)).division, d);
}

static void functions_are_known_by_their_groups(void)
{
    nw_function function;
    CU_ASSERT_TRUE(nw_function_parse(&function, nw_text_of("5")));
    CU_ASSERT(function.major == 5 && function.submajor == -1 && function.digits == 1);
    CU_ASSERT_TRUE(nw_function_parse(&function, nw_text_of("522300")));
    CU_ASSERT(function.major == 5 && function.submajor == 52 && function.code == 522300);
    CU_ASSERT_TRUE(nw_function_parse(&function, nw_text_of("0")));
    CU_ASSERT_TRUE(nw_function_parse(&function, nw_text_of("0110")));
    CU_ASSERT(function.major == 0 && function.submajor == 1 && function.digits == 4);
    static const char *const wrong[] = {"", "15", "97", "00", "5a", "x", "5223000"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CU_ASSERT_FALSE(nw_function_parse(&function, nw_text_of(wrong[i])));
}

static void municipalities_have_four_digits(void)
{
    CU_ASSERT_TRUE(nw_municipality_exists(nw_text_of("0265")));
    CU_ASSERT_TRUE(nw_municipality_exists(nw_text_of("0860")));
    static const char *const wrong[] = {"265", "0266", "02650", "", "abcd", "0000", "9999"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CU_ASSERT_FALSE(nw_municipality_exists(nw_text_of(wrong[i])));
    CU_ASSERT_STRING_EQUAL(nw_municipality_name(101), "København");
    CU_ASSERT_PTR_NULL(nw_municipality_name(0));
    CU_ASSERT_PTR_NULL(nw_municipality_name(-1));
}

static nw_table *list(const char *name)
{
    nw_table *table = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_codes_table(&table, name), NEXTWORK_OK);
    return table;
}

static bool row_is(const nw_table *table, int64_t row, const char *first, const char *second)
{
    return nw_text_equal(nw_cell_text(&table->columns[0], row), nw_text_of(first)) &&
           nw_text_equal(nw_cell_text(&table->columns[1], row), nw_text_of(second));
}

static void lists_come_as_tables(void)
{
    static const struct {
        const char *name, *first, *second;
        int64_t rows;
    } cases[] = {
        {"DB07", "45", "G", 88},
        {"DB25", "61", "K", 87},
        {"DISCO08", "52", "Sales workers", 53},
        {"municipalities", "0265", "Roskilde", 99},
        {"crosswalk", "45111", "46", 97},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nw_table *table = list(cases[i].name);
        CU_ASSERT_EQUAL(table->rows, cases[i].rows);
        bool found = false;
        for (int64_t row = 0; row < table->rows; row++)
            found = found || row_is(table, row, cases[i].first, cases[i].second);
        CU_ASSERT_TRUE(found);
        nw_table_free(table);
    }
    nw_table *none = NULL;
    CU_ASSERT_EQUAL(nw_codes_table(&none, "DB93"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT_PTR_NULL(none);
}

static void the_crosswalk_lists_what_parsing_does(void)
{
    nw_table *table = list("crosswalk");
    for (int64_t row = 0; row < table->rows; row++) {
        nw_industry industry;
        CU_ASSERT_TRUE(
            nw_industry_parse(&industry, NW_DB07, nw_cell_text(&table->columns[0], row)));
        CU_ASSERT_TRUE(nw_text_equal(nw_cell_text(&table->columns[1], row),
                                     nw_text_of(nw_division_code(industry.division))));
    }
    nw_table_free(table);
}

static nextwork_status make_list(void *name)
{
    nw_table *table = NULL;
    NW_TRY(nw_codes_table(&table, name));
    nw_table_free(table);
    return NEXTWORK_OK;
}

static void running_out_of_memory_is_a_status(void)
{
    char name[] = "crosswalk";
    CU_ASSERT(nw_test_each_allocation(make_list, name) > 3);
}

int main(void)
{
    static const nw_case cases[] = {
        {"DB07 codes reach DB25 by the longest prefix",
         db07_codes_reach_db25_by_the_longest_prefix},
        {"the same trade has one section in both schemes",
         the_same_trade_has_one_section_in_both_schemes},
        {"codes outside their scheme are refused", codes_outside_their_scheme_are_refused},
        {"divisions are listed once", divisions_are_listed_once},
        {"functions are known by their groups", functions_are_known_by_their_groups},
        {"municipalities have four digits", municipalities_have_four_digits},
        {"lists come as tables", lists_come_as_tables},
        {"the crosswalk lists what parsing does", the_crosswalk_lists_what_parsing_does},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("codes", cases);
}
