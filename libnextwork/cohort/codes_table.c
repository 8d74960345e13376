/* The code lists as result tables. */
#include "cohort/codes.h"
#include "cohort/codes_data.h"

static nextwork_status add_text(nw_table *table, int64_t column, const char *text)
{
    return nw_table_set_text(table, column, nw_text_of(text == NULL ? "" : text));
}

/* --- Industries ----------------------------------------------------------------------------- */

enum { DIVISION_CODE, DIVISION_SECTION, DIVISION_TITLE, DIVISION_COLUMNS };

static const nw_column_schema division_columns[DIVISION_COLUMNS] = {
    [DIVISION_CODE] = {"code", NW_STRING, true, 0, 0, NULL, "division, two digits"},
    [DIVISION_SECTION] = {"section", NW_STRING, true, 0, 0, NULL,
                          "section letter of this list; letters of two lists never compare"},
    [DIVISION_TITLE] = {"title_da", NW_STRING, true, 0, 0, NULL, "title in Danish"},
};

static const nw_table_schema db07_schema = {"DB07", false, DIVISION_COLUMNS, division_columns,
                                            "divisions of Dansk Branchekode 2007"};
static const nw_table_schema db25_schema = {"DB25", false, DIVISION_COLUMNS, division_columns,
                                            "divisions of Dansk Branchekode 2025"};

static nextwork_status add_divisions(nw_table *table, const nw_division *list, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        NW_TRY(nw_table_add_row(table));
        NW_TRY(add_text(table, DIVISION_CODE, list[i].code));
        NW_TRY(nw_table_set_text(table, DIVISION_SECTION, (nw_text){&list[i].section, 1}));
        NW_TRY(add_text(table, DIVISION_TITLE, list[i].title));
    }
    return NEXTWORK_OK;
}

static nextwork_status add_db07(nw_table *table)
{
    return add_divisions(table, nw_db07, nw_db07_count);
}

static nextwork_status add_db25(nw_table *table)
{
    return add_divisions(table, nw_db25, nw_db25_count);
}

/* --- The way from DB07 to DB25 -------------------------------------------------------------- */

enum { CROSSING_DB07, CROSSING_DB25, CROSSING_COLUMNS };

static const nw_column_schema crossing_columns[CROSSING_COLUMNS] = {
    [CROSSING_DB07] = {"db07", NW_STRING, true, 0, 0, NULL,
                       "first digits of a DB07 code; the longest that fit decide"},
    [CROSSING_DB25] = {"db25", NW_STRING, true, 0, 0, NULL, "division of DB25"},
};

static const nw_table_schema crosswalk_schema = {"crosswalk", false, CROSSING_COLUMNS,
                                                 crossing_columns, "from DB07 to DB25"};

static nextwork_status add_crossing(nw_table *table, const char *db07, const char *db25)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(add_text(table, CROSSING_DB07, db07));
    return add_text(table, CROSSING_DB25, db25);
}

/* Every division of DB07, each followed by its longer prefixes. Both lists are sorted. */
static nextwork_status add_crosswalk(nw_table *table)
{
    int32_t next = 0;
    for (int32_t i = 0; i < nw_db07_count; i++) {
        nw_industry industry;
        const char *division = nw_db07[i].code;
        if (!nw_industry_parse(&industry, NW_DB07, nw_text_of(division)))
            return nw_fail(NEXTWORK_ERROR_INTERNAL, "DB07 %s goes nowhere", division);
        NW_TRY(add_crossing(table, division, nw_division_code(industry.division)));
        for (; next < nw_crosswalk_count && memcmp(nw_crosswalk[next].prefix, division, 2) == 0;
             next++)
            if (nw_crosswalk[next].prefix[2] != '\0')
                NW_TRY(add_crossing(table, nw_crosswalk[next].prefix, nw_crosswalk[next].db25));
    }
    return NEXTWORK_OK;
}

/* --- Functions and municipalities ----------------------------------------------------------- */

enum { GROUP_CODE, GROUP_TITLE_EN, GROUP_TITLE_DA, GROUP_COLUMNS };

static const nw_column_schema group_columns[GROUP_COLUMNS] = {
    [GROUP_CODE] = {"code", NW_STRING, true, 0, 0, NULL,
                    "major group (one digit) or sub-major group (two)"},
    [GROUP_TITLE_EN] = {"title_en", NW_STRING, true, 0, 0, NULL, "title in English"},
    [GROUP_TITLE_DA] = {"title_da", NW_STRING, false, 0, 0, NULL,
                        "title in Danish, of major groups"},
};

static const nw_table_schema disco08_schema = {"DISCO08", false, GROUP_COLUMNS, group_columns,
                                               "groups of job functions, DISCO-08"};

static nextwork_status add_disco08(nw_table *table)
{
    for (int32_t i = 0; i < nw_disco08_count; i++) {
        NW_TRY(nw_table_add_row(table));
        NW_TRY(add_text(table, GROUP_CODE, nw_disco08[i].code));
        NW_TRY(add_text(table, GROUP_TITLE_EN, nw_disco08[i].title_en));
        NW_TRY(add_text(table, GROUP_TITLE_DA, nw_disco08[i].title_da));
    }
    return NEXTWORK_OK;
}

enum { MUNICIPALITY_CODE, MUNICIPALITY_NAME, MUNICIPALITY_COLUMNS };

static const nw_column_schema municipality_columns[MUNICIPALITY_COLUMNS] = {
    [MUNICIPALITY_CODE] = {"code", NW_STRING, true, 0, 0, NULL, "four digits"},
    [MUNICIPALITY_NAME] = {"name", NW_STRING, true, 0, 0, NULL, "name in Danish"},
};

static const nw_table_schema municipalities_schema = {
    "municipalities", false, MUNICIPALITY_COLUMNS, municipality_columns, "Danish municipalities"};

static nextwork_status add_municipalities(nw_table *table)
{
    for (int32_t i = 0; i < nw_municipalities_count; i++) {
        NW_TRY(nw_table_add_row(table));
        NW_TRY(add_text(table, MUNICIPALITY_CODE, nw_municipalities[i].code));
        NW_TRY(add_text(table, MUNICIPALITY_NAME, nw_municipalities[i].name));
    }
    return NEXTWORK_OK;
}

/* --- By name -------------------------------------------------------------------------------- */

static const struct {
    const nw_table_schema *schema; /* its name is the list's */
    nextwork_status (*add_rows)(nw_table *table);
} lists[] = {
    {&db07_schema, add_db07},           {&db25_schema, add_db25},
    {&disco08_schema, add_disco08},     {&municipalities_schema, add_municipalities},
    {&crosswalk_schema, add_crosswalk},
};

nextwork_status nw_codes_table(nw_table **table, const char *list)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (strcmp(lists[i].schema->name, list) != 0)
            continue;
        nw_table *made;
        NW_TRY(nw_table_new(&made, lists[i].schema));
        nextwork_status status = lists[i].add_rows(made);
        if (status == NEXTWORK_OK)
            *table = made;
        else
            nw_table_free(made);
        return status;
    }
    return nw_fail(NEXTWORK_ERROR_NOT_FOUND,
                   "there is no list \"%.64s\"; give DB07, DB25, DISCO08, municipalities or "
                   "crosswalk",
                   list);
}
