/* CSV files in: every good file is read, and whatever is wrong is found with its line, value and
 * remedy while reading goes on. */
#include "io/csv.h"
#include "memory.h"
#include "runner.h"

#include <glib.h>
#include <glib/gstdio.h>

typedef struct {
    nw_table table;
    nw_findings findings;
} reading;

static void start(reading *r, nw_table_name name)
{
    r->findings = (nw_findings){0};
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&r->table, nw_schema(name)), NEXTWORK_OK);
}

static void end(reading *r)
{
    nw_findings_clear(&r->findings);
    nw_table_clear(&r->table);
}

static void parse_text(reading *r, nw_table_name name, nw_text text)
{
    start(r, name);
    CU_ASSERT_EQUAL(nw_csv_parse(&r->table, text, "file.csv", &r->findings), NEXTWORK_OK);
}

static void parse(reading *r, nw_table_name name, const char *text)
{
    parse_text(r, name, nw_text_of(text));
}

static char *cell(const reading *r, int64_t column, int64_t row)
{
    nw_text text = nw_cell_text(&r->table.columns[column], row);
    return g_strndup(text.at, (gsize)text.bytes);
}

static bool holds(const reading *r, int64_t column, int64_t row, const char *expected)
{
    char *text = cell(r, column, row);
    bool same = strcmp(text, expected) == 0;
    if (!same)
        printf("\n    row %lld: \"%s\", not \"%s\"\n", (long long)row, text, expected);
    g_free(text);
    return same;
}

static int32_t number(const reading *r, int64_t column, int64_t row)
{
    return nw_cell_int(&r->table.columns[column], row);
}

/* --- Files that are right ----------------------------------------------------------------------
 */

static void every_shape_of_the_same_rows_reads_the_same(void)
{
    static const char *const files[] = {
        "youth_id,post_id,rank\nY1,P1,1\nY2,P2,2\n",
        "youth_id,post_id,rank\nY1,P1,1\nY2,P2,2", /* no end to the last line */
        "youth_id,post_id,rank\r\nY1,P1,1\r\nY2,P2,2\r\n",
        "youth_id;post_id;rank\nY1;P1;1\nY2;P2;2\n",
        "\xef\xbb\xbfyouth_id,post_id,rank\nY1,P1,1\nY2,P2,2\n",
        "rank,youth_id,post_id\n1,Y1,P1\n2,Y2,P2\n",
        "\"youth_id\",\"post_id\",\"rank\"\n\"Y1\",\"P1\",\"1\"\n\"Y2\",\"P2\",\"2\"",
        "youth_id,post_id,rank\n\n\nY1,P1,1\n\r\nY2,P2,2\n\n\n",
        "\n\nyouth_id,post_id,rank\nY1,P1,1\nY2,P2,2\n",
        "youth_id,post_id,rank,veto\nY1,P1,1,\nY2,P2,2,\"\"\n",
        "youth_id,post_id,rank\nY1,P1,01\nY2,P2,0000000000000002\n",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        reading r;
        parse(&r, NW_WISHES, files[i]);
        CU_ASSERT_EQUAL(r.findings.errors + r.findings.warnings, 0);
        CU_ASSERT(r.table.given);
        CU_ASSERT(r.table.checked);
        CU_ASSERT_EQUAL_FATAL(r.table.rows, 2);
        CU_ASSERT(holds(&r, NW_W_YOUTH, 0, "Y1"));
        CU_ASSERT(holds(&r, NW_W_POST, 1, "P2"));
        CU_ASSERT_EQUAL(number(&r, NW_W_RANK, 0), 1);
        CU_ASSERT_EQUAL(number(&r, NW_W_RANK, 1), 2);
        CU_ASSERT_EQUAL(number(&r, NW_W_VETO, 1), NW_UNKNOWN);
        end(&r);
    }
}

static void every_kind_is_stored_as_its_schema_says(void)
{
    reading r;
    parse(&r, NW_YOUTHS,
          "youth_id,municipality,latitude,longitude,hours_min,travel_mode,needs,skills,enrolled\n"
          "Y.1_a:b-C,0265,55.6415,-12.0803005,0,transit,calm:1|rest:3,lift|cash,1\n"
          "Y2,,,,,,,,\n");
    CU_ASSERT_EQUAL(r.findings.errors, 0);
    CU_ASSERT_EQUAL_FATAL(r.table.rows, 2);
    CU_ASSERT(holds(&r, NW_Y_ID, 0, "Y.1_a:b-C"));
    CU_ASSERT(holds(&r, NW_Y_MUNICIPALITY, 0, "0265"));
    CU_ASSERT_EQUAL(number(&r, NW_Y_LATITUDE, 0), 55641500);
    CU_ASSERT_EQUAL(number(&r, NW_Y_LONGITUDE, 0), -12080301);
    CU_ASSERT_EQUAL(number(&r, NW_Y_HOURS_MIN, 0), 0);
    CU_ASSERT_EQUAL(number(&r, NW_Y_TRAVEL_MODE, 0), NW_TRANSIT);
    CU_ASSERT(holds(&r, NW_Y_NEEDS, 0, "calm:1|rest:3"));
    CU_ASSERT(holds(&r, NW_Y_SKILLS, 0, "lift|cash"));
    CU_ASSERT_EQUAL(number(&r, NW_Y_ENROLLED, 0), 1);
    for (int64_t c = NW_Y_HOURS_MIN; c < NW_Y_TRAVEL_MODE; c++)
        CU_ASSERT_EQUAL(number(&r, c, 1), NW_UNKNOWN);
    CU_ASSERT(holds(&r, NW_Y_MUNICIPALITY, 1, ""));
    CU_ASSERT(holds(&r, NW_Y_NEEDS, 1, ""));
    end(&r);
}

enum { R_TEXT, R_BIG, R_ANY, R_COLUMNS };

static const nw_column_schema result_columns[R_COLUMNS] = {
    [R_TEXT] = {"text", NW_STRING, false, 0, 0, NULL, ""},
    [R_BIG] = {"big", NW_BIGINT, false, 0, 0, NULL, ""},
    [R_ANY] = {"any", NW_INT, false, 0, 0, NULL, ""},
};

static const nw_table_schema result_schema = {"results", false, R_COLUMNS, result_columns, ""};

static void parse_result(reading *r, const char *text)
{
    r->findings = (nw_findings){0};
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&r->table, &result_schema), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_csv_parse(&r->table, nw_text_of(text), "results.csv", &r->findings),
                    NEXTWORK_OK);
}

static void quotes_come_off(void)
{
    reading r;
    parse_result(&r, "text,any\n"
                     "\"a,b\",1\n"
                     "\"say \"\"hi\"\" twice \"\"\",2\n"
                     "\"\"\"\",3\n"
                     "\"two\nlines\r\n\",4\n"
                     "\"\",5\n"
                     "in\"side,6\n");
    CU_ASSERT_EQUAL(r.findings.errors, 0);
    CU_ASSERT_EQUAL_FATAL(r.table.rows, 6);
    static const char *const texts[] = {
        "a,b", "say \"hi\" twice \"", "\"", "two\nlines\r\n", "", "in\"side"};
    for (int row = 0; row < 6; row++) {
        CU_ASSERT(holds(&r, R_TEXT, row, texts[row]));
        CU_ASSERT_EQUAL(number(&r, R_ANY, row), row + 1);
    }
    CU_ASSERT_EQUAL(nw_table_line(&r.table, 3), 5);
    CU_ASSERT_EQUAL(nw_table_line(&r.table, 4), 8);
    end(&r);
}

static void large_numbers_are_whole(void)
{
    reading r;
    parse_result(&r, "big\n9223372036854775807\n-9007199254740993\n\"\"\n9223372036854775808\n");
    CU_ASSERT_EQUAL_FATAL(r.table.rows, 4);
    CU_ASSERT_EQUAL(r.table.columns[R_BIG].bigints[0], INT64_MAX);
    CU_ASSERT_EQUAL(r.table.columns[R_BIG].bigints[1], INT64_C(-9007199254740993));
    CU_ASSERT_EQUAL(r.table.columns[R_BIG].bigints[2], INT64_MIN);
    end(&r);
}

static void lines_are_those_of_the_file(void)
{
    reading r;
    parse(&r, NW_WISHES, "youth_id,post_id\nA,P\n\nB,P\n\n\nC,P\n");
    CU_ASSERT_EQUAL_FATAL(r.table.rows, 3);
    CU_ASSERT_EQUAL(nw_table_line(&r.table, 0), 2);
    CU_ASSERT_EQUAL(nw_table_line(&r.table, 1), 4);
    CU_ASSERT_EQUAL(nw_table_line(&r.table, 2), 7);
    end(&r);
}

static void header_alone_is_a_table_without_rows(void)
{
    static const char *const files[] = {"youth_id,post_id", "youth_id,post_id\r\n",
                                        "youth_id,post_id\n\n\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        reading r;
        parse(&r, NW_WISHES, files[i]);
        CU_ASSERT_EQUAL(r.findings.errors, 0);
        CU_ASSERT(r.table.given);
        CU_ASSERT_EQUAL(r.table.rows, 0);
        end(&r);
    }
}

/* --- What is wrong -----------------------------------------------------------------------------
 */

typedef struct {
    nw_table_name table;
    const char *file;
    const char *code, *column, *value;
    int64_t line;
    const char *message; /* part of it */
} wrong;

static const wrong wrongs[] = {
    /* headers */
    {NW_YOUTHS, "", "empty-file", "", "", 1, "begin it with the names of its columns"},
    {NW_YOUTHS, "\xef\xbb\xbf\n\r\n\n", "empty-file", "", "", 1, "no header line"},
    {NW_YOUTHS, "\xff\xfey\0o\0", "invalid-text", "", "", 1, "save it as CSV in UTF-8"},
    {NW_YOUTHS, "PK\x03\x04 and more", "invalid-text", "", "", 1, "save it as CSV in UTF-8"},
    {NW_YOUTHS, "\x1f\x8b\x08 zipped", "invalid-text", "", "", 1, "not text; give a CSV file"},
    {NW_YOUTHS, "youth_id\n\1\2\3\4\5\6\7\1\2\n", "invalid-text", "", "", 1, "not text"},
    {NW_WISHES, "sep=;\r\nyouth_id;post_id;rank\r\nA;P;1\r\n", "separator-note", "", "", 1,
     "remove the line"},
    {NW_WISHES, "\xef\xbb\xbfsep=,\nyouth_id,post_id\n", "separator-note", "", "", 1,
     "tells a spreadsheet the separator"},
    {NW_YOUTHS, "youth_id,hour_min\n", "unknown-column", "", "hour_min", 1, "mean hours_min?"},
    {NW_YOUTHS, "youth_id, intent\n", "unknown-column", "", " intent", 1, "mean intent?"},
    {NW_WISHES, "youth_id,post_id,comment\n", "unknown-column", "", "comment", 1,
     "name it as one of: youth_id, post_id, rank, veto"},
    {NW_WISHES, "youth_id,post_id,\n", "unknown-column", "", "", 1, "has no name"},
    {NW_WISHES, "youth_id,post_id,post_id\n", "duplicate-column", "post_id", "post_id", 1,
     "keep one"},
    {NW_WISHES, "youth_id,rank\n", "missing-column", "post_id", "", 0, "needs a column post_id"},
    /* rows */
    {NW_WISHES, "youth_id,post_id\nY1,P1,1\n", "field-count", "", "", 2,
     "has 3 fields and the header 2"},
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1,1\nY1,P2\n", "field-count", "", "", 3,
     "has 2 of the header's 3 fields"},
    {NW_WISHES, "youth_id,post_id\n,P1\n", "empty-cell", "youth_id", "", 2, "must be known"},
    {NW_WISHES, "youth_id,post_id\n\"Y1,P1\nY2,P2\n", "open-quote", "", "Y1,P1\\nY2,P2\\n", 2,
     "close it with \""},
    {NW_WISHES, "youth_id,post_id\n\"Y\"1,P1\n", "after-quote", "", "1", 2, "write \"\""},
    /* ids and codes */
    {NW_WISHES, "youth_id,post_id\nY 1,P1\n", "invalid-id", "youth_id", "Y 1", 2,
     "remove the space"},
    {NW_WISHES, "youth_id,post_id\nY1,P\xc3\xb8st\n", "invalid-id", "post_id", "Pøst", 2,
     "made of A-Z a-z 0-9 _ . : -"},
    {NW_WISHES, "youth_id,post_id\nY1,P\xf8st\n", "invalid-id", "post_id", "P\\xf8st", 2,
     "save the file as UTF-8"},
    {NW_WISHES,
     "youth_id,post_id\nY1,"
     "12345678901234567890123456789012345678901234567890123456789012345\n",
     "invalid-id", "post_id", "1234567890123456789012345678901234567890123456789012345678901234…",
     2, "at most 64 bytes and this one 65"},
    {NW_YOUTHS, "youth_id,municipality\nY1,265\n", "invalid-code", "municipality", "265", 2,
     "leading zeros too"},
    {NW_COMPANIES, "company_id,industry\nC1,47.11\n", "invalid-code", "industry", "47.11", 2,
     "leave out the dot"},
    {NW_COMPANIES, "company_id,industry\nC1,4711110\n", "invalid-code", "industry", "4711110", 2,
     "2 to 6 digits and this one 7"},
    {NW_COMPANIES, "company_id,network_id\nC1,N1||N2\n", "invalid-id", "network_id", "N1||N2", 2,
     "missing before or after a |"},
    {NW_YOUTHS, "youth_id,needs\nY1,calm\n", "invalid-code", "needs", "calm", 2, "code:level"},
    {NW_YOUTHS, "youth_id,needs\nY1,calm:4\n", "invalid-code", "needs", "calm:4", 2, "1, 2 or 3"},
    {NW_YOUTHS, "youth_id,skills\nY1,cash:1\n", "invalid-code", "skills", "cash:1", 2, "made of"},
    /* numbers */
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1,1.0\n", "invalid-number", "rank", "1.0", 2,
     "without decimals"},
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1,+1\n", "invalid-number", "rank", "+1", 2,
     "leave out the +"},
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1, 1\n", "invalid-number", "rank", " 1", 2,
     "remove the space"},
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1,first\n", "invalid-number", "rank", "first", 2,
     "digits only"},
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1,0\n", "out-of-range", "rank", "0", 2, "1 to 9999"},
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1,18446744073709551617\n", "out-of-range", "rank",
     "18446744073709551617", 2, "1 to 9999"},
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1,4294967297\n", "out-of-range", "rank", "4294967297",
     2, "1 to 9999"},
    {NW_WISHES, "youth_id,post_id,veto\nY1,P1,yes\n", "invalid-number", "veto", "yes", 2,
     "1 for yes"},
    {NW_YOUTHS, "youth_id,latitude\nY1,\"55,6\"\n", "invalid-number", "latitude", "55,6", 2,
     "with a point"},
    {NW_YOUTHS, "youth_id,latitude\nY1,90.0000005\n", "out-of-range", "latitude", "90.0000005", 2,
     "-90 to 90 degrees"},
    {NW_POSTS, "post_id,company_id,seats,available_from\nP,C,1,01-02-2026\n", "invalid-date",
     "available_from", "01-02-2026", 2, "YYYY-MM-DD"},
    {NW_POSTS, "post_id,company_id,seats,available_from\nP,C,1,2026-02-30\n", "invalid-date",
     "available_from", "2026-02-30", 2, "no such day"},
    {NW_ANSWERS, "post_id,youth_id,answer\nP,Y,Yes\n", "invalid-choice", "answer", "Yes", 2,
     "did you mean yes?"},
    /* CPR numbers are not repeated, and nothing else is hidden */
    {NW_WISHES, "youth_id,post_id,rank\nY1,P1,0101901234\n", "out-of-range", "rank", "", 2,
     "1 to 9999"},
    {NW_WISHES, "youth_id,post_id\n\"010190-1234 \",P1\n", "invalid-id", "youth_id", "", 2,
     "remove the space"},
    {NW_YOUTHS, "youth_id,010190-1234\nY1,\n", "unknown-column", "", "", 1, "no such column"},
};

static void print_findings(const reading *r)
{
    for (int64_t i = 0; i < r->findings.count; i++)
        printf("\n    line %lld, %s \"%s\": %s: %s\n", (long long)r->findings.items[i].line,
               r->findings.items[i].column, r->findings.items[i].value, r->findings.items[i].code,
               r->findings.items[i].message);
}

static bool is_expected(const nw_finding *found, const wrong *expected)
{
    return strcmp(found->code, expected->code) == 0 &&
           strcmp(found->column, expected->column) == 0 &&
           strcmp(found->value, expected->value) == 0 && strcmp(found->file, "file.csv") == 0 &&
           found->line == expected->line && found->severity == NW_ERROR &&
           strstr(found->message, expected->message) != NULL;
}

static void whatever_is_wrong_is_one_finding_that_says_where_and_what_to_do(void)
{
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        reading r;
        parse(&r, wrongs[i].table, wrongs[i].file);
        bool right = r.findings.count == 1 && is_expected(&r.findings.items[0], &wrongs[i]);
        if (!right) {
            printf("\n    expected %s for %s\n", wrongs[i].code, wrongs[i].file);
            print_findings(&r);
        }
        CU_ASSERT(right);
        end(&r);
    }
}

static void bad_cells_are_unknown_and_reading_goes_on(void)
{
    reading r;
    parse(&r, NW_WISHES, "youth_id,post_id,rank\nY1,P1,x\nY?,P2,2\nY3,P3\nY4,P4,4,5,6\nY5,P5,5\n");
    CU_ASSERT_EQUAL(r.findings.errors, 4);
    CU_ASSERT_EQUAL_FATAL(r.table.rows, 5);
    CU_ASSERT_EQUAL(number(&r, NW_W_RANK, 0), NW_UNKNOWN);
    CU_ASSERT(holds(&r, NW_W_YOUTH, 1, ""));
    CU_ASSERT_EQUAL(number(&r, NW_W_RANK, 1), 2);
    CU_ASSERT_EQUAL(number(&r, NW_W_RANK, 2), NW_UNKNOWN);
    CU_ASSERT_EQUAL(number(&r, NW_W_RANK, 3), 4);
    CU_ASSERT(holds(&r, NW_W_YOUTH, 4, "Y5"));
    end(&r);
}

static void bytes_of_zero_are_wrong_like_any_other(void)
{
    static const char file[] = "youth_id,post_id\nY\0,P1\nY2,P2\n";
    reading r;
    parse_text(&r, NW_WISHES, (nw_text){file, sizeof file - 1});
    CU_ASSERT_EQUAL(r.findings.count, 1);
    CU_ASSERT_STRING_EQUAL(r.findings.items[0].value, "Y\\x00");
    CU_ASSERT_EQUAL(r.table.rows, 2);
    end(&r);
}

static void value_longer_than_a_cell_is_found(void)
{
    char *longest = g_strnfill(NW_SLICE_MAX_BYTES, 'x');
    char *file = g_strconcat("text\n", longest, "\nx", longest, "\n", NULL);
    reading r;
    parse_result(&r, file);
    CU_ASSERT_EQUAL(r.findings.errors, 1);
    CU_ASSERT_STRING_EQUAL(r.findings.items[0].code, "too-long");
    CU_ASSERT(holds(&r, R_TEXT, 0, longest));
    CU_ASSERT(holds(&r, R_TEXT, 1, ""));
    end(&r);
    g_free(file);
    g_free(longest);
}

/* --- Any bytes at all --------------------------------------------------------------------------
 */

static const char valid[] = "youth_id,network_id,latitude,hours_min,intent,needs,enrolled\r\n"
                            "Y1,N1,55.6,20,explore,\"calm:1|rest:2\",1\r\n"
                            "\"Y\"\"2\",,-1.5,,deepen,,0\r\n"
                            "Y3,N2,,37,,calm:3,\r\n";

/* Changes, removes, doubles or inserts some bytes, often ones that mean something. */
static GString *mutate(GRand *random)
{
    static const char telling[] = ",;\"\n\r\0 |:.-0\xc3\xb8\xff";
    GString *text = g_string_new_len(valid, sizeof valid - 1);
    for (int times = g_rand_int_range(random, 1, 6); times > 0; times--) {
        gssize at = g_rand_int_range(random, 0, (gint32)text->len + 1);
        gsize left = text->len - (gsize)at;
        char byte = telling[g_rand_int_range(random, 0, sizeof telling - 1)];
        switch (g_rand_int_range(random, 0, 4)) {
        case 0:
            g_string_insert_c(text, at, byte);
            break;
        case 1:
            if (left > 0)
                text->str[at] = byte;
            break;
        case 2:
            g_string_erase(text, at, (gssize)(left < 9 ? left : 9));
            break;
        default:
            g_string_truncate(text, (gsize)at + left / 2);
        }
    }
    return text;
}

static void random_bytes_give_a_table_or_findings(void)
{
    GRand *random = g_rand_new_with_seed((guint32)nw_test_seed());
    for (int i = 0; i < 5000; i++) {
        GString *text = mutate(random);
        reading r;
        parse_text(&r, NW_YOUTHS, (nw_text){text->str, (int64_t)text->len});
        for (int64_t row = 0; row < r.table.rows; row++) {
            char *id = r.table.columns[NW_Y_ID].present ? cell(&r, NW_Y_ID, row) : g_strdup("");
            if (id[0] == '\0' && r.findings.errors == 0)
                printf("\n    file %d: no id and no finding\n", i);
            CU_ASSERT(id[0] != '\0' || r.findings.errors > 0);
            g_free(id);
            if (row > 0)
                CU_ASSERT(nw_table_line(&r.table, row - 1) < nw_table_line(&r.table, row));
        }
        end(&r);
        g_string_free(text, TRUE);
    }
    g_rand_free(random);
}

/* --- Files and folders -------------------------------------------------------------------------
 */

static char *make_folder(void)
{
    char *folder = g_dir_make_tmp("nextwork-XXXXXX", NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(folder);
    return folder;
}

static void put(const char *folder, const char *name, const char *text, gssize bytes)
{
    char *path = g_build_filename(folder, name, NULL);
    CU_ASSERT_FATAL(g_file_set_contents(path, text, bytes, NULL));
    g_free(path);
}

static void remove_folder(char *folder)
{
    GDir *directory = g_dir_open(folder, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(directory);
    for (const char *name; (name = g_dir_read_name(directory)) != NULL;) {
        char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
        g_free(path);
    }
    g_dir_close(directory);
    g_rmdir(folder);
    g_free(folder);
}

/* A file that fills its last page leaves no byte of it to look past the end at. */
static void file_may_end_with_its_page(void)
{
    char *folder = make_folder(), *path = g_build_filename(folder, "wishes.csv", NULL);
    for (int bytes = 4090; bytes <= 4102; bytes++) {
        GString *text = g_string_new("youth_id,post_id\n");
        while ((int)text->len < bytes - 8)
            g_string_append(text, "Y1,P1\n");
        while ((int)text->len < bytes)
            g_string_append_c(text, (int)text->len < bytes - 2 ? 'Y' : text->len % 2 ? ',' : 'P');
        put(folder, "wishes.csv", text->str, (gssize)text->len);
        reading r;
        start(&r, NW_WISHES);
        CU_ASSERT_EQUAL(nw_csv_read(&r.table, path, &r.findings, NULL), NEXTWORK_OK);
        CU_ASSERT(r.table.rows > 600);
        CU_ASSERT_STRING_EQUAL(r.table.source, "wishes.csv");
        end(&r);
        g_string_free(text, TRUE);
    }
    g_free(path);
    remove_folder(folder);
}

static void reading_leaves_the_file_as_it_was(void)
{
    static const char text[] = "youth_id,post_id\n\"Y\"\"1\",P1\n";
    char *folder = make_folder(), *path = g_build_filename(folder, "wishes.csv", NULL), *after;
    put(folder, "wishes.csv", text, -1);
    reading r;
    start(&r, NW_WISHES);
    CU_ASSERT_EQUAL(nw_csv_read(&r.table, path, &r.findings, NULL), NEXTWORK_OK);
    end(&r);
    CU_ASSERT_FATAL(g_file_get_contents(path, &after, NULL, NULL));
    CU_ASSERT_STRING_EQUAL(after, text);
    g_free(after);
    g_free(path);
    remove_folder(folder);
}

static void what_cannot_be_opened_is_an_error(void)
{
    char *folder = make_folder(), *path = g_build_filename(folder, "none.csv", NULL);
    reading r;
    start(&r, NW_WISHES);
    CU_ASSERT_EQUAL(nw_csv_read(&r.table, path, &r.findings, NULL), NEXTWORK_ERROR_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "none.csv: No such file"));
    CU_ASSERT_EQUAL(nw_csv_read(&r.table, folder, &r.findings, NULL), NEXTWORK_ERROR_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "is a folder; give a CSV file"));
    CU_ASSERT_EQUAL(nw_csv_read(&r.table, "/dev/null", &r.findings, NULL), NEXTWORK_ERROR_IO);
    CU_ASSERT_FALSE(r.table.given);
    end(&r);
    g_free(path);
    remove_folder(folder);
}

typedef struct {
    nw_table tables[NW_TABLES];
    nw_findings findings;
} folder_reading;

static nextwork_status read_folder(folder_reading *r, const char *folder, nextwork_monitor *monitor)
{
    r->findings = (nw_findings){0};
    return nw_csv_read_folder(r->tables, folder, &r->findings, monitor);
}

static void end_folder(folder_reading *r)
{
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&r->tables[t]);
    nw_findings_clear(&r->findings);
}

static void put_smallest(const char *folder)
{
    put(folder, "youths.csv", "youth_id\nY1\nY2\n", -1);
    put(folder, "companies.csv", "company_id\nC1\n", -1);
    put(folder, "posts.csv", "post_id,company_id,seats\nP1,C1,1\n", -1);
}

static void smallest_folder_is_three_files(void)
{
    char *folder = make_folder();
    folder_reading r;
    put_smallest(folder);
    put(folder, "policy.ini", "", -1);
    CU_ASSERT_EQUAL(read_folder(&r, folder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(r.findings.count, 0);
    CU_ASSERT_EQUAL(r.tables[NW_YOUTHS].rows, 2);
    CU_ASSERT_EQUAL(r.tables[NW_POSTS].rows, 1);
    CU_ASSERT_FALSE(r.tables[NW_WISHES].given);
    end_folder(&r);
    remove_folder(folder);
}

static void files_missing_and_unknown_are_found(void)
{
    char *folder = make_folder();
    folder_reading r;
    put_smallest(folder);
    put(folder, "wishs.csv", "", -1);
    put(folder, "Youths.csv", "youth_id\n", -1);
    put(folder, "notes.csv", "", -1);
    char *path = g_build_filename(folder, "youths.csv", NULL);
    g_remove(path);
    g_free(path);
    CU_ASSERT_EQUAL(read_folder(&r, folder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(r.findings.errors, 1);
    CU_ASSERT_EQUAL_FATAL(r.findings.count, 4);
    static const char *const expected[][3] = {
        {"missing-file", "youths.csv", "the folder has no youths.csv"},
        {"unknown-file", "Youths.csv", "did you mean youths.csv?"},
        {"unknown-file", "notes.csv", "so it is not read"},
        {"unknown-file", "wishs.csv", "did you mean wishes.csv?"},
    };
    for (int i = 0; i < 4; i++) {
        CU_ASSERT_STRING_EQUAL(r.findings.items[i].code, expected[i][0]);
        CU_ASSERT_STRING_EQUAL(r.findings.items[i].file, expected[i][1]);
        CU_ASSERT_PTR_NOT_NULL(strstr(r.findings.items[i].message, expected[i][2]));
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(r.findings.items[0].message, "or rename Youths.csv"));
    end_folder(&r);
    remove_folder(folder);
}

static void folder_that_is_none_is_an_error(void)
{
    folder_reading r;
    CU_ASSERT_EQUAL(read_folder(&r, "/no/such/folder", NULL), NEXTWORK_ERROR_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "/no/such/folder"));
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "No such file"));
    end_folder(&r);
    CU_ASSERT_EQUAL(read_folder(&r, "/dev/null", NULL), NEXTWORK_ERROR_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "Not a directory"));
    end_folder(&r);
}

static void monitor_counts_bytes_and_stops_the_reading(void)
{
    char *folder = make_folder();
    nextwork_monitor *monitor;
    int64_t done, total;
    folder_reading r;
    put_smallest(folder);
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(read_folder(&r, folder, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&done, &total, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(total, 15 + 14 + 33);
    CU_ASSERT_EQUAL(done, total);
    end_folder(&r);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(read_folder(&r, folder, monitor), NEXTWORK_ERROR_CANCELLED);
    end_folder(&r);
    nextwork_monitor_free(monitor);
    remove_folder(folder);
}

/* --- Memory ------------------------------------------------------------------------------------
 */

static nextwork_status read_with_findings(void *context)
{
    folder_reading r;
    nextwork_status status = read_folder(&r, context, NULL);
    end_folder(&r);
    return status;
}

static void running_out_of_memory_is_a_status(void)
{
    char *folder = make_folder();
    put_smallest(folder);
    put(folder, "wishes.csv",
        "youth_id,post_id,what\n\nY1,P1,\nY2,,\nY 3,P3,\nY4,P4,,,\n\"Y\"5,P5,\n\"Y6,P6,\n", -1);
    put(folder, "youths.csv", "youth_id\n1\n2\n3\n\n4\n5\n6\n7\n8\n9\n", -1);
    CU_ASSERT(nw_test_each_allocation(read_with_findings, folder) > 20);
    remove_folder(folder);
}

int main(void)
{
    static const nw_case cases[] = {
        {"every shape of the same rows reads the same",
         every_shape_of_the_same_rows_reads_the_same},
        {"every kind is stored as its schema says", every_kind_is_stored_as_its_schema_says},
        {"quotes come off", quotes_come_off},
        {"large numbers are whole", large_numbers_are_whole},
        {"lines are those of the file", lines_are_those_of_the_file},
        {"a header alone is a table without rows", header_alone_is_a_table_without_rows},
        {"whatever is wrong is one finding that says where and what to do",
         whatever_is_wrong_is_one_finding_that_says_where_and_what_to_do},
        {"bad cells are unknown and reading goes on", bad_cells_are_unknown_and_reading_goes_on},
        {"bytes of zero are wrong like any other", bytes_of_zero_are_wrong_like_any_other},
        {"a value longer than a cell is found", value_longer_than_a_cell_is_found},
        {"random bytes give a table or findings", random_bytes_give_a_table_or_findings},
        {"a file may end with its page", file_may_end_with_its_page},
        {"reading leaves the file as it was", reading_leaves_the_file_as_it_was},
        {"what cannot be opened is an error", what_cannot_be_opened_is_an_error},
        {"the smallest folder is three files", smallest_folder_is_three_files},
        {"files missing and unknown are found", files_missing_and_unknown_are_found},
        {"a folder that is none is an error", folder_that_is_none_is_an_error},
        {"the monitor counts bytes and stops the reading",
         monitor_counts_bytes_and_stops_the_reading},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("csv", cases);
}
