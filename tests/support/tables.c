#include "tables.h"

#include "base/random.h"
#include "cohort/cell.h"

#include <CUnit/CUnit.h>
#include <glib.h>

const char nw_test_full_cohort[] =
    "youths\n"
    "youth_id,network_id,municipality,latitude,longitude,birth_year,hours_min,hours_max,"
    "travel_max,travel_mode,intent,needs,skills,enrolled,trial_arm\n"
    "Y3,,,,,,,,,,,,,,\n"
    "Y1,N2,0265,55.6415,12.0803,2004,10,20,45,bike,deepen,quiet:2|calm:3,tig|mig,1,treatment\n"
    "Y2,N1,0101,55.6761,12.5683,2006,20,37,,,,calm:1,mig,0,control\n"
    "\n"
    "companies\n"
    "company_id,network_id,owner_id,municipality,latitude,longitude,industry_scheme,industry,"
    "headcount,others_placed,answered,asked\n"
    "C2,N2|N1,firm,0265,55.64,12.08,DB07,451110,23,1,2,3\n"
    "C1,N1,firm,0101,55.67,12.56,DB25,47,8,0,0,0\n"
    "C3,,,,,,,,5,,,\n"
    "\n"
    "posts\n"
    "post_id,company_id,function,seats,hours_min,hours_max,available_from,available_to,requires,"
    "prefers,offers\n"
    "P2,C2,7231,2,15,37,2026-01-01,2027-01-01,mig,tig|crane,quiet\n"
    "P1,C1,52,1,,,,,,,\n"
    "P3,C2,9,0,,,,,,,calm|quiet\n"
    "\n"
    "wishes\n"
    "youth_id,post_id,rank,veto\n"
    "Y2,P3,,1\n"
    "Y1,P3,2,\n"
    "Y2,P1,1,0\n"
    "Y1,P1,2,\n"
    "Y1,P2,1,\n"
    "Y2,P2,,1\n"
    "\n"
    "answers\n"
    "post_id,youth_id,answer,rank\n"
    "P2,Y1,,3\n"
    "P1,Y1,maybe,\n"
    "P1,Y2,no,\n"
    "P3,Y1,yes,1\n"
    "\n"
    "interests\n"
    "youth_id,scheme,code,value\n"
    "Y1,DISCO08,5,-1\n"
    "Y1,DB07,4520,2\n"
    "Y1,DB07,45,0\n"
    "Y2,DB25,47,1\n"
    "\n"
    "placements\n"
    "placement_id,youth_id,post_id,company_id,industry_scheme,industry,function,start,end,"
    "weeks_attended,status,rating\n"
    "L2,Y1,P1,,,,,2026-03-01,2026-05-01,8,done,4\n"
    "L1,Y1,,C3,DB25,56,51,2026-01-01,2026-03-01,,done,\n"
    "L3,Y2,P2,C2,DB07,10,,2026-06-01,2026-07-01,4,running,5\n"
    "\n"
    "travel\n"
    "youth_id,company_id,minutes\n"
    "Y1,C2,30\n"
    "Y1,C1,12\n"
    "\n"
    "fits\n"
    "youth_id,post_id,fit\n"
    "Y2,P2,7000\n"
    "Y2,P1,100\n";

static void add_header(nw_table *table, int64_t *columns, gchar **names)
{
    for (int64_t c = 0; names[c] != NULL; c++) {
        columns[c] = nw_schema_column(table->schema, nw_text_of(names[c]));
        CU_ASSERT_FATAL(columns[c] >= 0);
        table->columns[columns[c]].present = true;
    }
}

static void set_cell(nw_table *table, int64_t column, const char *cell, nw_findings *findings)
{
    bool text = nw_kind_is_text(table->schema->columns[column].kind);
    nextwork_status status =
        text ? nw_table_set_text(table, column, nw_text_of(cell))
             : nw_cell_read(table, table->rows - 1, column, nw_text_of(cell), findings);
    CU_ASSERT_EQUAL_FATAL(status, NEXTWORK_OK);
}

static void add_row(nw_table *table, const int64_t *columns, const char *line,
                    nw_findings *findings)
{
    gchar **cells = g_strsplit(line, ",", -1);
    CU_ASSERT_EQUAL_FATAL(nw_table_reserve(table, table->rows + 1), NEXTWORK_OK);
    table->rows++;
    for (int64_t c = 0; cells[c] != NULL; c++)
        set_cell(table, columns[c], cells[c], findings);
    g_strfreev(cells);
}

/* One block: name, header, rows. */
static void add_table(nw_table *tables, gchar **lines, nw_findings *findings)
{
    int name = nw_schema_table(nw_text_of(lines[0]));
    CU_ASSERT_FATAL(name >= 0);
    nw_table *table = &tables[name];
    g_free(table->source);
    table->source = g_strdup_printf("%s.csv", lines[0]);
    table->given = true;
    int64_t columns[32] = {0};
    gchar **header = g_strsplit(lines[1], ",", -1);
    add_header(table, columns, header);
    for (int64_t i = 2; lines[i] != NULL && lines[i][0] != '\0'; i++)
        add_row(table, columns, lines[i], findings);
    g_strfreev(header);
}

void nw_test_tables(nw_table *tables, const char *text, nw_findings *findings)
{
    for (int t = 0; t < NW_TABLES; t++)
        CU_ASSERT_EQUAL_FATAL(nw_table_init(&tables[t], nw_schema((nw_table_name)t)), NEXTWORK_OK);
    gchar **blocks = g_strsplit(text, "\n\n", -1);
    for (gchar **block = blocks; *block != NULL; block++) {
        /* g_strsplit looks, under a sanitizer, at all that is left for each line. */
        gchar **lines = g_strsplit_set(g_strstrip(*block), "\n", -1);
        if (lines[0] != NULL && lines[0][0] != '\0')
            add_table(tables, lines, findings);
        g_strfreev(lines);
    }
    g_strfreev(blocks);
}

void nw_test_tables_clear(nw_table *tables)
{
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
}

static void swap_rows(nw_table *table, int64_t a, int64_t b)
{
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        nw_column *column = &table->columns[c];
        if (column->present && column->slices != NULL) {
            nw_slice slice = column->slices[a];
            column->slices[a] = column->slices[b];
            column->slices[b] = slice;
        } else if (column->present) {
            int32_t number = column->ints[a];
            column->ints[a] = column->ints[b];
            column->ints[b] = number;
        }
    }
}

void nw_test_shuffle(nw_table *table, uint64_t seed)
{
    nw_random random = nw_random_start(seed, (uint64_t)table->schema->n_columns);
    for (int64_t row = table->rows; row > 1; row--)
        swap_rows(table, row - 1, (int64_t)nw_random_below(&random, (uint64_t)row));
}
