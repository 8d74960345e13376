/* Tables out: CSV that reads back as it was, aligned columns for a person, JSON. */
#include "base/memory.h"
#include "io/csv.h"
#include "io/render.h"
#include "memory.h"
#include "runner.h"

#include <nextwork/table.h>

#include <glib.h>

enum { NAME, COUNT, DAY, WHERE, KIND, BIG, COLUMNS };

static const char *const kinds[] = {"small", "large", NULL};

static const nw_column_schema columns[COLUMNS] = {
    [NAME] = {"name", NW_STRING, false, 0, 0, NULL, ""},
    [COUNT] = {"count", NW_INT, false, 0, 0, NULL, ""},
    [DAY] = {"day", NW_DATE, false, 0, 0, NULL, ""},
    [WHERE] = {"where", NW_DEGREES, false, -90000000, 90000000, NULL, ""},
    [KIND] = {"kind", NW_CHOICE, false, 0, 0, kinds, ""},
    [BIG] = {"big", NW_BIGINT, false, 0, 0, NULL, ""},
};

static const nw_table_schema schema = {"results", false, COLUMNS, columns, ""};
static const nw_table_schema names_schema = {"names", false, 1, columns, ""};

static nw_table *make(const nw_table_schema *of)
{
    nw_table *table = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_table_new(&table, of), NEXTWORK_OK);
    return table;
}

static void add_row(nw_table *table, const char *name)
{
    CU_ASSERT_EQUAL_FATAL(nw_table_add_row(table), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_table_set_text(table, NAME, nw_text_of(name)), NEXTWORK_OK);
}

static nw_table *make_two_rows(void)
{
    nw_table *table = make(&schema);
    add_row(table, "Søren");
    nw_table_set_int(table, COUNT, -12);
    nw_table_set_int(table, DAY, 20458);
    nw_table_set_int(table, WHERE, 55676100);
    nw_table_set_int(table, KIND, 1);
    nw_table_set_int(table, BIG, INT64_C(1) << 60);
    add_row(table, "");
    return table;
}

static bool renders(const nw_table *table, int32_t format, const char *expected)
{
    char *text = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_render(&text, table, format), NEXTWORK_OK);
    bool same = strcmp(text, expected) == 0;
    if (!same)
        printf("\n%s", text);
    nw_free(text);
    return same;
}

static void csv_is_plain_where_it_can_be(void)
{
    nw_table *table = make_two_rows();
    CU_ASSERT(renders(table, NEXTWORK_FORMAT_CSV,
                      "name,count,day,where,kind,big\n"
                      "Søren,-12,2026-01-05,55.6761,large,1152921504606846976\n"
                      ",,,,,\n"));
    nw_table_free(table);
}

static void csv_is_quoted_where_it_must_be(void)
{
    static const char *const names[][2] = {
        {"a,b", "\"a,b\""},   {"a\"b", "\"a\"\"b\""}, {"a\nb", "\"a\nb\""},
        {"a\rb", "\"a\rb\""}, {"a;b", "a;b"},         {"", "\"\""},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        nw_table *table = make(&names_schema);
        add_row(table, names[i][0]);
        char *expected = g_strconcat("name\n", names[i][1], "\n", NULL);
        CU_ASSERT(renders(table, NEXTWORK_FORMAT_CSV, expected));
        g_free(expected);
        nw_table_free(table);
    }
}

static void degrees_lose_only_zeros(void)
{
    static const struct {
        int32_t millionths;
        const char *cell;
    } cases[] = {
        {0, "0"},           {1, "0.000001"},      {-1, "-0.000001"},      {55000000, "55"},
        {12500000, "12.5"}, {-180000000, "-180"}, {10010010, "10.01001"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nw_table *table = make(&schema);
        add_row(table, "");
        nw_table_set_int(table, WHERE, cases[i].millionths);
        char *expected = g_strdup_printf("name,count,day,where,kind,big\n,,,%s,,\n", cases[i].cell);
        CU_ASSERT(renders(table, NEXTWORK_FORMAT_CSV, expected));
        g_free(expected);
        nw_table_free(table);
    }
}

static void columns_align_for_a_person(void)
{
    nw_table *table = make_two_rows();
    add_row(table, "漢字");
    nw_table_set_int(table, COUNT, 5);
    CU_ASSERT(renders(table, NEXTWORK_FORMAT_TABLE,
                      "name   count  day           where  kind                   big\n"
                      "-----  -----  ----------  -------  -----  -------------------\n"
                      "Søren    -12  2026-01-05  55.6761  large  1152921504606846976\n"
                      "\n"
                      "漢字       5\n"));
    nw_table_free(table);
}

static void json_is_a_list_of_objects(void)
{
    nw_table *table = make_two_rows();
    CU_ASSERT(renders(table, NEXTWORK_FORMAT_JSON,
                      "[\n"
                      "{\"name\":\"Søren\",\"count\":-12,\"day\":\"2026-01-05\",\"where\":55.6761,"
                      "\"kind\":\"large\",\"big\":1152921504606846976},\n"
                      "{\"name\":null,\"count\":null,\"day\":null,\"where\":null,\"kind\":null,"
                      "\"big\":null}\n"
                      "]\n"));
    nw_table_free(table);
}

static void json_escapes_what_it_must(void)
{
    nw_table *table = make(&names_schema);
    add_row(table, "\"a\\b\"\n\x01\x7f/");
    CU_ASSERT(renders(table, NEXTWORK_FORMAT_JSON,
                      "[\n{\"name\":\"\\\"a\\\\b\\\"\\u000a\\u0001\\u007f/\"}\n]\n"));
    nw_table_free(table);
}

static void empty_table_is_its_header(void)
{
    nw_table *table = make(&names_schema);
    CU_ASSERT(renders(table, NEXTWORK_FORMAT_TABLE, "name\n----\n"));
    CU_ASSERT(renders(table, NEXTWORK_FORMAT_CSV, "name\n"));
    CU_ASSERT(renders(table, NEXTWORK_FORMAT_JSON, "[]\n"));
    nw_table_free(table);
}

static void absent_columns_are_left_out(void)
{
    nw_table table;
    nw_findings findings = {0};
    const char *file = "post_id,rank,youth_id\nP1,1,Y1\n";
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, nw_schema(NW_WISHES)), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_csv_parse(&table, nw_text_of(file), "", &findings), NEXTWORK_OK);
    CU_ASSERT(renders(&table, NEXTWORK_FORMAT_CSV, "youth_id,post_id,rank\nY1,P1,1\n"));
    CU_ASSERT(renders(&table, NEXTWORK_FORMAT_JSON,
                      "[\n{\"youth_id\":\"Y1\",\"post_id\":\"P1\",\"rank\":1}\n]\n"));
    nw_table_clear(&table);
}

static void unknown_format_is_refused(void)
{
    nw_table *table = make(&names_schema);
    char *text = NULL;
    CU_ASSERT_EQUAL(nw_render(&text, table, 4), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(text);
    nw_table_free(table);
}

/* --- There and back ----------------------------------------------------------------------------
 */

static void fill_randomly(nw_table *table, GRand *random)
{
    static const char *const pieces[] = {"a", "\"", ",", "\n", "\r", ";", "ø", " ", "x\"y", "1"};
    for (int row = g_rand_int_range(random, 0, 20); row > 0; row--) {
        GString *name = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 0, 5); i > 0; i--)
            g_string_append(name, pieces[g_rand_int_range(random, 0, 10)]);
        add_row(table, name->str);
        g_string_free(name, TRUE);
        if (table->schema->n_columns == 1)
            continue;
        nw_table_set_int(table, COUNT, g_rand_int_range(random, -5, 5));
        nw_table_set_int(table, DAY, g_rand_int_range(random, -25567, 84371));
        nw_table_set_int(table, WHERE, g_rand_int_range(random, -90000000, 90000001));
        if (g_rand_boolean(random))
            nw_table_set_int(table, KIND, g_rand_int_range(random, 0, 2));
        nw_table_set_int(table, BIG, (int64_t)g_rand_int(random) << 31);
    }
}

static void written_tables_read_back_the_same(void)
{
    GRand *random = g_rand_new_with_seed((guint32)nw_test_seed());
    for (int i = 0; i < 500; i++) {
        nw_table *table = make(i % 2 ? &schema : &names_schema);
        nw_table again;
        nw_findings findings = {0};
        char *text = NULL;
        fill_randomly(table, random);
        CU_ASSERT_EQUAL_FATAL(nw_render(&text, table, NEXTWORK_FORMAT_CSV), NEXTWORK_OK);
        CU_ASSERT_EQUAL_FATAL(nw_table_init(&again, table->schema), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nw_csv_parse(&again, nw_text_of(text), "again.csv", &findings),
                        NEXTWORK_OK);
        CU_ASSERT_EQUAL(findings.count, 0);
        CU_ASSERT_EQUAL(again.rows, table->rows);
        CU_ASSERT(renders(&again, NEXTWORK_FORMAT_CSV, text));
        nw_free(text);
        nw_findings_clear(&findings);
        nw_table_clear(&again);
        nw_table_free(table);
    }
    g_rand_free(random);
}

static nextwork_status render_all(void *context)
{
    nw_table *table = context;
    for (int32_t format = NEXTWORK_FORMAT_TABLE; format <= NEXTWORK_FORMAT_JSON; format++) {
        char *text = NULL;
        NW_TRY(nw_render(&text, table, format));
        nw_free(text);
    }
    return NEXTWORK_OK;
}

static void running_out_of_memory_is_a_status(void)
{
    nw_table *table = make_two_rows();
    CU_ASSERT(nw_test_each_allocation(render_all, table) > 10);
    nw_table_free(table);
}

int main(void)
{
    static const nw_case cases[] = {
        {"CSV is plain where it can be", csv_is_plain_where_it_can_be},
        {"CSV is quoted where it must be", csv_is_quoted_where_it_must_be},
        {"degrees lose only zeros", degrees_lose_only_zeros},
        {"columns align for a person", columns_align_for_a_person},
        {"JSON is a list of objects", json_is_a_list_of_objects},
        {"JSON escapes what it must", json_escapes_what_it_must},
        {"an empty table is its header", empty_table_is_its_header},
        {"absent columns are left out", absent_columns_are_left_out},
        {"an unknown format is refused", unknown_format_is_refused},
        {"written tables read back the same", written_tables_read_back_the_same},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("render", cases);
}
