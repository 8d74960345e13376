/* The schema: every table and column is described well enough to be documented from it. */
#include "cohort/schema.h"
#include "runner.h"

static void tables_are_those_of_a_cohort(void)
{
    static const struct {
        const char *name;
        bool required;
        int64_t columns;
    } expected[NW_TABLES] = {
        {"youths", true, 15},      {"companies", true, 12}, {"posts", true, 11},
        {"wishes", false, 4},      {"answers", false, 4},   {"interests", false, 4},
        {"placements", false, 12}, {"travel", false, 3},    {"fits", false, 3},
        {"outcomes", false, 4},
    };
    for (int table = 0; table < NW_TABLES; table++) {
        const nw_table_schema *schema = nw_schema((nw_table_name)table);
        CU_ASSERT_STRING_EQUAL(schema->name, expected[table].name);
        CU_ASSERT_EQUAL(schema->required, expected[table].required);
        CU_ASSERT_EQUAL(schema->n_columns, expected[table].columns);
        CU_ASSERT_EQUAL(nw_schema_table(nw_text_of(expected[table].name)), table);
    }
    CU_ASSERT_EQUAL(nw_schema_table(nw_text_of("youth")), -1);
    CU_ASSERT_EQUAL(nw_schema_table(nw_text_of("")), -1);
}

static void required_columns_are_those_of_the_design(void)
{
    static const struct {
        nw_table_name table;
        int64_t column;
    } required[] = {
        {NW_YOUTHS, NW_Y_ID},        {NW_COMPANIES, NW_C_ID},     {NW_POSTS, NW_P_ID},
        {NW_POSTS, NW_P_COMPANY},    {NW_POSTS, NW_P_SEATS},      {NW_WISHES, NW_W_YOUTH},
        {NW_WISHES, NW_W_POST},      {NW_ANSWERS, NW_A_POST},     {NW_ANSWERS, NW_A_YOUTH},
        {NW_INTERESTS, NW_I_YOUTH},  {NW_INTERESTS, NW_I_SCHEME}, {NW_INTERESTS, NW_I_CODE},
        {NW_INTERESTS, NW_I_VALUE},  {NW_PLACEMENTS, NW_L_ID},    {NW_PLACEMENTS, NW_L_YOUTH},
        {NW_PLACEMENTS, NW_L_START}, {NW_PLACEMENTS, NW_L_END},   {NW_TRAVEL, NW_T_YOUTH},
        {NW_TRAVEL, NW_T_COMPANY},   {NW_TRAVEL, NW_T_MINUTES},   {NW_FITS, NW_F_YOUTH},
        {NW_FITS, NW_F_POST},        {NW_FITS, NW_F_FIT},         {NW_OUTCOMES, NW_O_YOUTH},
        {NW_OUTCOMES, NW_O_START},   {NW_OUTCOMES, NW_O_PLACED},
    };
    const int64_t expected = sizeof required / sizeof *required;
    int64_t count = 0;
    for (int table = 0; table < NW_TABLES; table++)
        for (int64_t c = 0; c < nw_schema((nw_table_name)table)->n_columns; c++)
            count += nw_schema((nw_table_name)table)->columns[c].required;
    CU_ASSERT_EQUAL(count, expected);
    for (int64_t i = 0; i < expected; i++)
        CU_ASSERT(nw_schema(required[i].table)->columns[required[i].column].required);
}

static void check_column(const nw_table_schema *schema, int64_t c)
{
    const nw_column_schema *column = &schema->columns[c];
    CU_ASSERT_PTR_NOT_NULL_FATAL(column->name);
    CU_ASSERT_EQUAL(nw_schema_column(schema, nw_text_of(column->name)), c);
    CU_ASSERT_EQUAL(strspn(column->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(column->name));
    CU_ASSERT(strlen(column->help) > 10);
    CU_ASSERT_EQUAL(column->kind == NW_CHOICE, column->choices != NULL);
    CU_ASSERT(column->min <= column->max);
    CU_ASSERT(column->kind != NW_INT || column->min < column->max);
    CU_ASSERT(column->kind != NW_BIGINT && column->kind != NW_STRING); /* results only */
}

static void every_column_is_described(void)
{
    for (int table = 0; table < NW_TABLES; table++) {
        const nw_table_schema *schema = nw_schema((nw_table_name)table);
        CU_ASSERT(strlen(schema->help) > 10);
        for (int64_t c = 0; c < schema->n_columns; c++)
            check_column(schema, c);
        CU_ASSERT_EQUAL(nw_schema_column(schema, nw_text_of("no_such_column")), -1);
    }
}

static void what_may_be_empty_says_what_that_means(void)
{
    for (int table = 0; table < NW_TABLES; table++) {
        const nw_table_schema *schema = nw_schema((nw_table_name)table);
        for (int64_t c = 0; c < schema->n_columns; c++) {
            const nw_column_schema *column = &schema->columns[c];
            bool says = strstr(column->help, "empty: ") != NULL ||
                        strcmp(column->name, "industry_scheme") == 0;
            CU_ASSERT(column->required || says);
        }
    }
}

static void places_in_choices_are_their_names(void)
{
    static const struct {
        int64_t column;
        const char *name;
        nw_table_name table;
        int place;
    } cases[] = {
        {NW_Y_TRAVEL_MODE, "walk", NW_YOUTHS, NW_WALK},
        {NW_Y_TRAVEL_MODE, "car", NW_YOUTHS, NW_CAR},
        {NW_Y_INTENT, "explore", NW_YOUTHS, NW_EXPLORE},
        {NW_Y_INTENT, "deepen", NW_YOUTHS, NW_DEEPEN},
        {NW_Y_TRIAL_ARM, "control", NW_YOUTHS, NW_CONTROL},
        {NW_C_INDUSTRY_SCHEME, "DB25", NW_COMPANIES, NW_DB25},
        {NW_L_INDUSTRY_SCHEME, "DB07", NW_PLACEMENTS, NW_DB07},
        {NW_I_SCHEME, "DB25", NW_INTERESTS, NW_DB25},
        {NW_I_SCHEME, "DISCO08", NW_INTERESTS, NW_DISCO08},
        {NW_A_ANSWER, "yes", NW_ANSWERS, NW_YES},
        {NW_A_ANSWER, "no", NW_ANSWERS, NW_NO},
        {NW_L_STATUS, "running", NW_PLACEMENTS, NW_RUNNING_NOW},
        {NW_L_STATUS, "planned", NW_PLACEMENTS, NW_PLANNED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const nw_column_schema *column = &nw_schema(cases[i].table)->columns[cases[i].column];
        CU_ASSERT_STRING_EQUAL(column->choices[cases[i].place], cases[i].name);
    }
}

static void p_numbers_are_of_companies_and_posts(void)
{
    CU_ASSERT(nw_column_may_be_p_number("company_id"));
    CU_ASSERT(nw_column_may_be_p_number("post_id"));
    CU_ASSERT_FALSE(nw_column_may_be_p_number("youth_id"));
    CU_ASSERT_FALSE(nw_column_may_be_p_number("owner_id"));
    CU_ASSERT_FALSE(nw_column_may_be_p_number(""));
}

int main(void)
{
    static const nw_case cases[] = {
        {"tables are those of a cohort", tables_are_those_of_a_cohort},
        {"required columns are those of the design", required_columns_are_those_of_the_design},
        {"every column is described", every_column_is_described},
        {"what may be empty says what that means", what_may_be_empty_says_what_that_means},
        {"places in choices are their names", places_in_choices_are_their_names},
        {"P-numbers are of companies and posts", p_numbers_are_of_companies_and_posts},
        {NULL, NULL},
    };
    return nw_run_cases("schema", cases);
}
