/* The Arrow reader: which types a column may be given as, in which layouts; what is wrong with a
 * value, and with a stream. */
#include "arrow.h"
#include "base/memory.h"
#include "io/arrow.h"
#include "io/csv.h"
#include "runner.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

/* --- Reading -----------------------------------------------------------------------------------
 */

typedef struct {
    nw_table table;
    nw_findings findings;
    nextwork_status status;
} reading;

/* Everything that a stream handed out must be back once the table is cleared. */
static void clear(reading *read)
{
    nw_table_clear(&read->table);
    nw_findings_clear(&read->findings);
    CU_ASSERT_EQUAL(nw_test_unreleased(), 0);
}

static reading read_columns(nw_table_name table, const nw_test_column *columns, int64_t count,
                            nw_test_layout layout)
{
    reading read = {0};
    struct ArrowArrayStream stream;
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&read.table, nw_schema(table)), NEXTWORK_OK);
    nw_test_stream(&stream, columns, count, layout);
    read.status = nw_arrow_read(&read.table, &stream, 1, &read.findings);
    stream.release(&stream);
    return read;
}

/* The cells of the only column, between commas. */
static char *cells_of(const nw_table *table)
{
    char *text = NULL;
    int64_t bytes = 0, room = 0;
    CU_ASSERT_EQUAL_FATAL(nw_csv_append(&text, &bytes, &room, table), NEXTWORK_OK);
    const char *header_end = memchr(text, '\n', (size_t)bytes);
    char *all = g_strndup(header_end + 1, (gsize)(text + bytes - header_end - 1)), *to = all;
    for (const char *at = all; *at != '\0'; at++)
        if (*at != '"') /* of a line that would be empty */
            *to++ = *at;
    *to = '\0';
    nw_free(text);
    g_strdelimit(all, "\n", ',');
    if (all[0] != '\0')
        all[strlen(all) - 1] = '\0';
    return all;
}

static void show(const nw_findings *findings)
{
    for (int64_t i = 0; i < findings->count; i++)
        printf("\n    %s row %lld %s: %s", findings->items[i].code,
               (long long)findings->items[i].row, findings->items[i].column,
               findings->items[i].message);
}

/* --- Types and layouts -------------------------------------------------------------------------
 */

static const nw_test_layout layouts[] = {
    {0},
    {.batch_rows = 1},
    {.batch_rows = 2},
    {.skipped = 3},
    {.rows_skipped = 5},
    {.uncounted = true},
    {.batch_rows = 2, .skipped = 9, .rows_skipped = 1, .uncounted = true},
};

#define LAYOUTS ((int64_t)(sizeof layouts / sizeof *layouts))

typedef struct {
    nw_table_name table;
    const char *column, *format, *values; /* values: of a dictionary */
    const char *cells, *expected;         /* "" where unknown */
} type_case;

static const type_case types[] = {
    {NW_POSTS, "seats", "c", NULL, "1,0,~,127", "1,0,,127"},
    {NW_POSTS, "seats", "C", NULL, "1,0,~,255", "1,0,,255"},
    {NW_POSTS, "seats", "s", NULL, "1,0,~,32767", "1,0,,32767"},
    {NW_POSTS, "seats", "S", NULL, "1,0,~,65535", "1,0,,65535"},
    {NW_POSTS, "seats", "i", NULL, "1,0,~,100000", "1,0,,100000"},
    {NW_POSTS, "seats", "I", NULL, "1,0,~,100000", "1,0,,100000"},
    {NW_POSTS, "seats", "l", NULL, "1,0,~,100000", "1,0,,100000"},
    {NW_POSTS, "seats", "L", NULL, "1,0,~,100000", "1,0,,100000"},
    {NW_POSTS, "seats", "f", NULL, "1,0,~,nan,65536", "1,0,,,65536"},
    {NW_POSTS, "seats", "g", NULL, "1,-0,~,nan,1e5", "1,0,,,100000"},
    {NW_POSTS, "seats", "u", NULL, "1,0,~,,7", "1,0,,,7"},
    {NW_POSTS, "seats", "vu", NULL, "1,0,~,,7", "1,0,,,7"},
    {NW_POSTS, "seats", "C", "l", "7,5,~,7,7", "7,5,,7,7"},
    {NW_POSTS, "seats", "n", NULL, "~,~,~", ",,"},
    {NW_INTERESTS, "value", "c", NULL, "-2,2,~", "-2,2,"},
    {NW_INTERESTS, "value", "g", NULL, "-2,2,~", "-2,2,"},
    {NW_WISHES, "veto", "b", NULL, "1,0,~,1,1,0,0,1,0", "1,0,,1,1,0,0,1,0"},
    {NW_WISHES, "veto", "c", NULL, "1,0,~", "1,0,"},
    {NW_WISHES, "veto", "g", NULL, "1,0,nan", "1,0,"},
    {NW_WISHES, "veto", "u", NULL, "1,0,~", "1,0,"},
    {NW_PLACEMENTS, "start", "tdD", NULL, "0,20457,~,-1", "1970-01-01,2026-01-04,,1969-12-31"},
    {NW_PLACEMENTS, "start", "tdm", NULL, "0,86400000,~,-86400000",
     "1970-01-01,1970-01-02,,1969-12-31"},
    {NW_PLACEMENTS, "start", "tss:", NULL, "0,86400,~,-86400", "1970-01-01,1970-01-02,,1969-12-31"},
    {NW_PLACEMENTS, "start", "tsm:", NULL, "86400000,~", "1970-01-02,"},
    {NW_PLACEMENTS, "start", "tsu:UTC", NULL, "86400000000,~", "1970-01-02,"},
    {NW_PLACEMENTS, "start", "tsn:", NULL, "1767484800000000000,~", "2026-01-04,"},
    {NW_PLACEMENTS, "start", "tss:+01:00", NULL, "82800,~", "1970-01-02,"},
    {NW_PLACEMENTS, "start", "tss:-05:30", NULL, "106200,~", "1970-01-02,"},
    {NW_PLACEMENTS, "start", "u", NULL, "2026-01-04,~", "2026-01-04,"},
    {NW_PLACEMENTS, "start", "g", NULL, "nan,~", ","},
    {NW_YOUTHS, "intent", "u", NULL, "explore,~,deepen", "explore,,deepen"},
    {NW_YOUTHS, "intent", "vu", NULL, "deepen,deepen,~,deepen,,deepen,neutral,neutral,deepen",
     "deepen,deepen,,deepen,,deepen,neutral,neutral,deepen"},
    {NW_YOUTHS, "intent", "c", "u", "explore,~,deepen,explore", "explore,,deepen,explore"},
    {NW_YOUTHS, "intent", "I", "vu", "explore,~,deepen,explore", "explore,,deepen,explore"},
    {NW_YOUTHS, "intent", "l", NULL, "~,~", ","},
    {NW_YOUTHS, "latitude", "g", NULL, "55.676123,-9.5,~,nan,0", "55.676123,-9.5,,,0"},
    {NW_YOUTHS, "latitude", "g", NULL, "12.0000004999,12.0000005001", "12,12.000001"},
    {NW_YOUTHS, "latitude", "f", NULL, "55.5,~", "55.5,"},
    {NW_YOUTHS, "latitude", "c", NULL, "55,-9,~", "55,-9,"},
    {NW_YOUTHS, "latitude", "u", NULL, "55.676123,~", "55.676123,"},
    {NW_YOUTHS, "youth_id", "u", NULL, "Y1,Y2,Y3", "Y1,Y2,Y3"},
    {NW_YOUTHS, "network_id", "u", NULL, "N1,~,,N-long-enough-not-to-be-inlined",
     "N1,,,N-long-enough-not-to-be-inlined"},
    {NW_YOUTHS, "network_id", "U", NULL, "N1,~,,N2", "N1,,,N2"},
    {NW_YOUTHS, "network_id", "vu", NULL, "N1,~,,N2", "N1,,,N2"},
    {NW_YOUTHS, "network_id", "vu", NULL, "N1,~,,N2-too-long-to-be-inlined,N3-likewise-12",
     "N1,,,N2-too-long-to-be-inlined,N3-likewise-12"},
    {NW_YOUTHS, "network_id", "s", "U", "N1,~,N2,N1", "N1,,N2,N1"},
    {NW_YOUTHS, "network_id", "L", "vu", "N1,~,N2-too-long-to-be-inlined,N1",
     "N1,,N2-too-long-to-be-inlined,N1"},
    {NW_YOUTHS, "network_id", "l", NULL, "7,~,9007199254740993", "7,,9007199254740993"},
    {NW_YOUTHS, "network_id", "L", NULL, "7,~,18446744073709551615", "7,,18446744073709551615"},
    {NW_YOUTHS, "network_id", "g", NULL, "7,~,nan,1234567890123", "7,,,1234567890123"},
    {NW_YOUTHS, "network_id", "c", "l", "7,~,8,7", "7,,8,7"},
    {NW_COMPANIES, "network_id", "u", NULL, "N1|N2,~", "N1|N2,"},
    {NW_COMPANIES, "company_id", "l", NULL, "1003456789,101901234", "1003456789,101901234"},
    {NW_YOUTHS, "municipality", "s", NULL, "101,265,~", "0101,0265,"},
    {NW_YOUTHS, "municipality", "g", NULL, "101,265,nan", "0101,0265,"},
    {NW_YOUTHS, "municipality", "u", NULL, "0101,~", "0101,"},
    {NW_POSTS, "function", "u", NULL, "0110,~", "0110,"},
    {NW_POSTS, "function", "g", NULL, "nan,~", ","},
    {NW_YOUTHS, "skills", "u", NULL, "tig|mig,~", "tig|mig,"},
    {NW_YOUTHS, "needs", "U", NULL, "quiet:2|calm:1,~", "quiet:2|calm:1,"},
};

/* A cell that is required and empty is found, which is another test's business. */
static int64_t errors_but_empty(const nw_findings *findings)
{
    int64_t count = 0;
    for (int64_t i = 0; i < findings->count; i++)
        count += strcmp(findings->items[i].code, "empty-cell") != 0;
    return count;
}

static void try_type(const type_case *type, nw_test_layout layout)
{
    nw_test_column column = {type->column, type->format, type->cells, type->values};
    reading read = read_columns(type->table, &column, 1, layout);
    CU_ASSERT_EQUAL_FATAL(read.status, NEXTWORK_OK);
    char *cells = cells_of(&read.table);
    bool same = strcmp(cells, type->expected) == 0 && errors_but_empty(&read.findings) == 0;
    if (!same) {
        printf("\n    %s from %s of %s: %s", type->column, type->format, type->cells, cells);
        show(&read.findings);
    }
    CU_ASSERT(same);
    g_free(cells);
    clear(&read);
}

static void types_are_read_in_every_layout(void)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        for (int64_t l = 0; l < LAYOUTS; l++)
            try_type(&types[i], layouts[l]);
}

static void text_of_one_batch_stays_where_it_is(void)
{
    static const struct {
        const char *format, *values, *cells;
        int64_t batch_rows;
        bool stays;
    } cases[] = {
        {"u", NULL, "N1,N2", 0, true},  {"U", NULL, "N1,N2", 0, true},
        {"vu", NULL, "N1,N2", 0, true}, {"vu", NULL, "N1,N2-too-long-to-be-inlined", 0, false},
        {"c", "u", "N1,N2", 0, true},   {"l", NULL, "1,2", 0, false},
        {"u", NULL, "N1,N2", 1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nw_test_column column = {"network_id", cases[i].format, cases[i].cells, cases[i].values};
        reading read = read_columns(NW_YOUTHS, &column, 1,
                                    (nw_test_layout){.batch_rows = cases[i].batch_rows});
        CU_ASSERT_EQUAL(read.table.borrowed != NULL, cases[i].stays);
        CU_ASSERT_EQUAL(read.table.columns[NW_Y_NETWORK].owns_bytes, !cases[i].stays);
        clear(&read);
    }
}

/* --- Tables ------------------------------------------------------------------------------------
 */

static void columns_come_in_any_order(void)
{
    static const nw_test_column columns[] = {
        {"seats", "l", "1,2,3", NULL},
        {"company_id", "c", "C1,C1,C2", "u"},
        {"post_id", "vu", "P1,P2,P3", NULL},
    };
    reading read = read_columns(NW_POSTS, columns, 3, (nw_test_layout){.batch_rows = 2});
    char *cells = cells_of(&read.table);
    CU_ASSERT_EQUAL(read.status, NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(cells, "P1,C1,1,P2,C1,2,P3,C2,3");
    CU_ASSERT_EQUAL(read.findings.count, 0);
    g_free(cells);
    clear(&read);
}

static void nothing(struct ArrowArray *batch, void *context)
{
    (void)context;
    batch->length = 0;
}

static void table_may_have_no_rows(void)
{
    static const nw_test_column columns[] = {
        {"post_id", "u", "", NULL},
        {"seats", "l", "", NULL},
    };
    nw_test_layout no_batch = {0}, empty_batch = {.spoil_batch = nothing};
    nw_test_column one_row[] = {{"post_id", "u", "P1", NULL}, {"seats", "l", "1", NULL}};
    reading without = read_columns(NW_POSTS, columns, 2, no_batch);
    reading with = read_columns(NW_POSTS, one_row, 2, empty_batch);
    CU_ASSERT_EQUAL(without.status, NEXTWORK_OK);
    CU_ASSERT(without.table.given && without.table.rows == 0);
    CU_ASSERT(without.table.columns[NW_P_ID].present && without.table.columns[NW_P_SEATS].present);
    CU_ASSERT_EQUAL(with.status, NEXTWORK_OK);
    CU_ASSERT(with.table.given && with.table.rows == 0);
    CU_ASSERT_EQUAL(without.findings.count + with.findings.count, 0);
    nw_table_clear(&without.table);
    clear(&with);
}

/* --- Findings ----------------------------------------------------------------------------------
 */

typedef struct {
    nw_table_name table;
    const char *column, *format, *values, *cells;
    const char *code, *value; /* of the first finding */
    int64_t row;
    const char *message; /* a part of it */
} finding_case;

static const finding_case findings[] = {
    {NW_POSTS, "seats", "l", NULL, "1,-1", "out-of-range", "-1", 1, "goes from 0 to 100000"},
    {NW_POSTS, "seats", "L", NULL, "1,18446744073709551615", "out-of-range", "18446744073709551615",
     1, "goes from 0"},
    {NW_INTERESTS, "value", "L", NULL, "1,18446744073709551615", "out-of-range",
     "18446744073709551615", 1, "goes from -2 to 2"},
    {NW_POSTS, "seats", "l", NULL, "-9223372036854775808,1", "out-of-range", "-9223372036854775808",
     0, "goes from 0 to 100000"},
    {NW_POSTS, "seats", "l", NULL, "9223372036854775807,1", "out-of-range", "9223372036854775807",
     0, "goes from 0"},
    {NW_POSTS, "seats", "g", NULL, "1,2.5", "invalid-number", "2.5", 1, "whole number"},
    {NW_POSTS, "seats", "g", NULL, "1,inf", "invalid-number", "inf", 1, "whole number"},
    {NW_POSTS, "seats", "g", NULL, "1,1e300", "invalid-number", "1e+300", 1, "whole number"},
    {NW_POSTS, "seats", "f", NULL, "1,-0.5", "invalid-number", "-0.5", 1, "whole number"},
    {NW_POSTS, "seats", "u", NULL, "1,two", "invalid-number", "two", 1, "whole number"},
    {NW_POSTS, "seats", "l", NULL, "1,~", "empty-cell", "", 1, "must be known"},
    {NW_POSTS, "seats", "g", NULL, "1,nan", "empty-cell", "", 1, "must be known"},
    {NW_POSTS, "seats", "b", NULL, "1,0", "wrong-type", "", -1,
     "seats cannot be read from bool; give it as whole numbers"},
    {NW_POSTS, "seats", "tdD", NULL, "1", "wrong-type", "", -1, "from date32"},
    {NW_POSTS, "seats", "z", NULL, "1", "wrong-type", "", -1, "from binary"},
    {NW_POSTS, "seats", "c", "z", "1", "wrong-type", "", -1, "from binary"},
    {NW_POSTS, "seats", "w:3", NULL, "1", "wrong-type", "", -1, "from w:3"},
    {NW_WISHES, "veto", "c", NULL, "1,2", "out-of-range", "2", 1, "goes from 0 to 1"},
    {NW_PLACEMENTS, "start", "tss:", NULL, "0,86401", "invalid-date", "1970-01-02", 1,
     "time of day"},
    {NW_PLACEMENTS, "start", "tss:", NULL, "0,-1", "invalid-date", "1969-12-31", 1, "time of day"},
    {NW_PLACEMENTS, "start", "tss:+01:00", NULL, "0", "invalid-date", "1970-01-01", 0,
     "time of day"},
    {NW_PLACEMENTS, "start", "tdD", NULL, "0,84371", "out-of-range", "84371", 1,
     "1900-01-01 to 2200-12-31"},
    {NW_PLACEMENTS, "start", "tsn:+01:00", NULL, "9223372036854775807", "invalid-date", "106751", 0,
     ""},
    {NW_PLACEMENTS, "start", "tss:Europe/Copenhagen", NULL, "0", "wrong-type", "", -1,
     "zone Europe/Copenhagen falls on depends on that zone's rules; turn it into dates first"},
    {NW_PLACEMENTS, "start", "tss:+25:00", NULL, "0", "wrong-type", "", -1, "the zone +25:00"},
    {NW_PLACEMENTS, "start", "l", NULL, "20270104", "wrong-type", "", -1,
     "from int64; give it as date32"},
    {NW_YOUTHS, "intent", "u", NULL, "explore,explode", "invalid-choice", "explode", 1,
     "did you mean explore?"},
    {NW_YOUTHS, "intent", "c", "u", "explore,explode", "invalid-choice", "explode", 1, ""},
    {NW_YOUTHS, "intent", "l", NULL, "1", "wrong-type", "", -1, "give it as text"},
    {NW_YOUTHS, "latitude", "g", NULL, "55,90.5", "out-of-range", "90.5", 1, "-90 to 90"},
    {NW_YOUTHS, "latitude", "g", NULL, "55,1e300", "invalid-number", "1e+300", 1, "degrees"},
    {NW_YOUTHS, "latitude", "l", NULL, "55,55676123", "out-of-range", "55676123", 1, "-90 to 90"},
    {NW_YOUTHS, "youth_id", "u", NULL, "Y1,Y 2", "invalid-id", "Y 2", 1, "remove the space"},
    {NW_YOUTHS, "youth_id", "u", NULL, "Y1,\xff", "invalid-id", "\\xff", 1, "not UTF-8"},
    {NW_YOUTHS, "youth_id", "u", NULL, "Y1,~", "empty-cell", "", 1, "must be known"},
    {NW_YOUTHS, "youth_id", "g", NULL, "1,1.5", "invalid-number", "1.5", 1, "decimals"},
    {NW_YOUTHS, "youth_id", "g", NULL, "1,9007199254740992", "invalid-number",
     "9.00719925474099e+15", 1, "2^53"},
    {NW_YOUTHS, "youth_id", "b", NULL, "1", "wrong-type", "", -1, "text or whole numbers"},
    {NW_YOUTHS, "municipality", "l", NULL, "101,10101", "invalid-code", "10101", 1, "4 digits"},
    {NW_YOUTHS, "municipality", "l", NULL, "101,-101", "invalid-code", "-101", 1, "digits"},
    {NW_POSTS, "function", "l", NULL, "110", "wrong-type", "", -1, "lost the zeros before it"},
    {NW_YOUTHS, "needs", "l", NULL, "1", "wrong-type", "", -1, "quiet:2|calm:1"},
    {NW_YOUTHS, "ag", "l", NULL, "1,2", "unknown-column", "ag", -1, "no such column"},
    {NW_YOUTHS, "yuoth_id", "u", NULL, "1,2", "unknown-column", "yuoth_id", -1,
     "did you mean youth_id?"},
    {NW_YOUTHS, NULL, "u", NULL, "1,2", "unknown-column", "", -1, "no name"},
    {NW_YOUTHS, "0101901234", "u", NULL, "1,2", "unknown-column", "", -1, "no such column"},
};

static void try_finding(const finding_case *wanted, nw_test_layout layout)
{
    nw_test_column column = {wanted->column, wanted->format, wanted->cells, wanted->values};
    reading read = read_columns(wanted->table, &column, 1, layout);
    CU_ASSERT_EQUAL_FATAL(read.status, NEXTWORK_OK);
    const nw_finding *first = nw_findings_first(&read.findings);
    bool same = read.findings.count == 1 && strcmp(first->code, wanted->code) == 0 &&
                strcmp(first->value, wanted->value) == 0 && first->row == wanted->row &&
                strstr(first->message, wanted->message) != NULL;
    if (!same) {
        printf("\n    %s from %s of %s: value \"%s\"", wanted->column, wanted->format,
               wanted->cells, first == NULL ? "" : first->value);
        show(&read.findings);
    }
    CU_ASSERT(same);
    clear(&read);
}

static void what_is_wrong_is_found_with_its_row(void)
{
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++)
        for (int64_t l = 0; l < LAYOUTS; l++)
            try_finding(&findings[i], layouts[l]);
}

static void column_given_twice_is_found(void)
{
    static const nw_test_column columns[] = {{"seats", "l", "1,2", NULL},
                                             {"seats", "c", "3,4", NULL}};
    reading read = read_columns(NW_POSTS, columns, 2, (nw_test_layout){0});
    CU_ASSERT_EQUAL(read.status, NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(read.findings.count, 1);
    CU_ASSERT_STRING_EQUAL(read.findings.items[0].code, "duplicate-column");
    CU_ASSERT_EQUAL(read.table.columns[NW_P_SEATS].ints[0], 1);
    clear(&read);
}

/* --- Civil registration numbers ----------------------------------------------------------------
 */

static void number_that_lost_its_zero_is_a_cpr_number_still(void)
{
    nw_test_column column = {"youth_id", "l", "101901234,990000001,3112901234", NULL};
    reading read = read_columns(NW_YOUTHS, &column, 1, (nw_test_layout){0});
    char *cells = cells_of(&read.table);
    CU_ASSERT_STRING_EQUAL(cells, "0101901234,990000001,3112901234"); /* found when frozen */
    g_free(cells);
    clear(&read);
}

static void finding_does_not_repeat_a_number_that_may_be_one(void)
{
    static const char *const formats[] = {"l", "g", "u", "L"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        nw_test_column column = {"hours_max", formats[i], "3112901234,101901234", NULL};
        reading read = read_columns(NW_YOUTHS, &column, 1, (nw_test_layout){0});
        CU_ASSERT_EQUAL_FATAL(read.findings.count, 2);
        CU_ASSERT_STRING_EQUAL(read.findings.items[0].value, "");
        if (formats[i][0] != 'u') /* a text of nine digits lost nothing */
            CU_ASSERT_STRING_EQUAL(read.findings.items[1].value, "");
        clear(&read);
    }
}

/* --- Malformed streams -------------------------------------------------------------------------
 */

/* One thing that is wrong, done to the column `named` of a good batch. */
typedef struct {
    const char *name;
    const char *format, *values;
    void (*spoil)(struct ArrowArray *array);
    const char *message;
} malformed_case;

static void negative_length(struct ArrowArray *a)
{
    a->length = -1;
}
static void negative_offset(struct ArrowArray *a)
{
    a->offset = -1;
}
static void huge_offset(struct ArrowArray *a)
{
    a->offset = INT64_MAX;
}
static void huge_length(struct ArrowArray *a)
{
    a->length = INT64_MAX;
}
static void short_column(struct ArrowArray *a)
{
    a->length--;
}
static void too_many_nulls(struct ArrowArray *a)
{
    a->null_count = a->length + 1;
}
static void fewer_nulls_than_none(struct ArrowArray *a)
{
    a->null_count = -2;
}
static void nulls_nowhere(struct ArrowArray *a)
{
    a->null_count = 1;
    a->buffers[0] = NULL;
}
static void one_buffer(struct ArrowArray *a)
{
    a->n_buffers = 1;
}
static void four_buffers(struct ArrowArray *a)
{
    a->n_buffers = 4;
}
static void negative_buffers(struct ArrowArray *a)
{
    a->n_buffers = -1;
}
static void no_buffers(struct ArrowArray *a)
{
    a->buffers = NULL;
}
static void no_values(struct ArrowArray *a)
{
    a->buffers[1] = NULL;
}
static void no_text(struct ArrowArray *a)
{
    a->buffers[2] = NULL;
}
static void set_int32(struct ArrowArray *a, int buffer, int64_t place, int32_t value)
{
    ((int32_t *)(uintptr_t)a->buffers[buffer])[place] = value;
}
static void falling_offsets(struct ArrowArray *a)
{
    set_int32(a, 1, 2, 1);
}
static void negative_text_offset(struct ArrowArray *a)
{
    set_int32(a, 1, 0, -1);
}
static void negative_large_offset(struct ArrowArray *a)
{
    ((int64_t *)(uintptr_t)a->buffers[1])[0] = -1;
}
static void negative_view(struct ArrowArray *a)
{
    set_int32(a, 1, 0, -1);
}
static void view_into_nowhere(struct ArrowArray *a)
{
    set_int32(a, 1, 4 * 1 + 2, 2);
}
static void view_into_less_than_nothing(struct ArrowArray *a)
{
    set_int32(a, 1, 4 * 1 + 2, -1);
}
static void view_beyond(struct ArrowArray *a)
{
    set_int32(a, 1, 4 * 1 + 3, 1);
}
static void view_before(struct ArrowArray *a)
{
    set_int32(a, 1, 4 * 1 + 3, -1);
}
static void view_too_long(struct ArrowArray *a)
{
    set_int32(a, 1, 4 * 1, INT32_MAX);
}
static void no_sizes(struct ArrowArray *a)
{
    a->buffers[4] = NULL;
}
static void no_piece(struct ArrowArray *a)
{
    a->buffers[3] = NULL;
}
static void code_too_large(struct ArrowArray *a)
{
    *(int8_t *)(uintptr_t)a->buffers[1] = 3;
}
static void code_below_zero(struct ArrowArray *a)
{
    *(int8_t *)(uintptr_t)a->buffers[1] = -1;
}
static void no_dictionary(struct ArrowArray *a)
{
    a->dictionary = NULL;
}
static void broken_dictionary(struct ArrowArray *a)
{
    a->dictionary->length = -1;
}
static void falling_dictionary(struct ArrowArray *a)
{
    set_int32(a->dictionary, 1, 2, 1);
}

#define TEXTS "N1,N2-too-long-to-be-inlined,N3"

static const malformed_case malformed[] = {
    {"negative length", "u", NULL, negative_length, "negative length"},
    {"negative offset", "u", NULL, negative_offset, "negative length"},
    {"huge offset", "u", NULL, huge_offset, "longer than can be"},
    {"huge length", "u", NULL, huge_length, "longer than can be"},
    {"short column", "u", NULL, short_column, "fewer rows than its batch"},
    {"short column of another type", "z", NULL, short_column, "fewer rows than its batch"},
    {"too many nulls", "u", NULL, too_many_nulls, "more nulls"},
    {"fewer nulls than none", "u", NULL, fewer_nulls_than_none, "more nulls"},
    {"nulls nowhere", "u", NULL, nulls_nowhere, "does not say which"},
    {"one buffer", "u", NULL, one_buffer, "buffers as its type"},
    {"four buffers", "u", NULL, four_buffers, "buffers as its type"},
    {"negative buffers", "l", NULL, negative_buffers, "buffers as its type"},
    {"negative buffers of views", "vu", NULL, negative_buffers, "buffers as its type"},
    {"a buffer of nulls", "n", NULL, one_buffer, "buffers as its type"},
    {"no buffers", "u", NULL, no_buffers, "list of buffers"},
    {"no values", "u", NULL, no_values, "buffer of values"},
    {"no numbers", "l", NULL, no_values, "buffer of values"},
    {"no bits", "b", NULL, no_values, "buffer of values"},
    {"no text", "u", NULL, no_text, "buffer of text"},
    {"falling offsets", "u", NULL, falling_offsets, "offsets that fall"},
    {"negative text offset", "u", NULL, negative_text_offset, "negative offset"},
    {"negative large offset", "U", NULL, negative_large_offset, "negative offset"},
    {"negative view", "vu", NULL, negative_view, "negative size"},
    {"view into nowhere", "vu", NULL, view_into_nowhere, "not there"},
    {"view into less than nothing", "vu", NULL, view_into_less_than_nothing, "not there"},
    {"view beyond", "vu", NULL, view_beyond, "beyond the end"},
    {"view before", "vu", NULL, view_before, "beyond the end"},
    {"view too long", "vu", NULL, view_too_long, "beyond the end"},
    {"no sizes of views", "vu", NULL, no_sizes, "sizes of its buffers"},
    {"no piece", "vu", NULL, no_piece, "not there"},
    {"code too large", "c", "u", code_too_large, "outside its dictionary"},
    {"code below zero", "c", "u", code_below_zero, "outside its dictionary"},
    {"codes that are text", "u", "u", NULL, "no whole numbers"},
    {"no dictionary", "c", "u", no_dictionary, "no dictionary"},
    {"broken dictionary", "c", "u", broken_dictionary, "negative length"},
    {"falling dictionary", "c", "u", falling_dictionary, "offsets that fall"},
};

static void spoil_column(struct ArrowArray *batch, void *context)
{
    const malformed_case *wrong = context;
    if (wrong->spoil != NULL)
        wrong->spoil(batch->children[0]);
}

static void expect_malformed(const char *name, reading *read, const char *message)
{
    bool right = read->status == NEXTWORK_ERROR_ARGUMENT &&
                 strstr(nextwork_error_message(), message) != NULL;
    if (!right)
        printf("\n    %s: status %d, %s", name, (int)read->status, nextwork_error_message());
    CU_ASSERT(right);
    clear(read);
}

static void malformed_columns_are_refused(void)
{
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        bool numbers = strchr("lb", malformed[i].format[0]) != NULL;
        nw_test_column column = {numbers ? "hours_max" : "network_id", malformed[i].format,
                                 numbers ? "1,0,1" : TEXTS, malformed[i].values};
        malformed_case wrong = malformed[i];
        reading read =
            read_columns(NW_YOUTHS, &column, 1,
                         (nw_test_layout){.spoil_batch = spoil_column, .context = &wrong});
        expect_malformed(wrong.name, &read, wrong.message);
    }
}

static void batch_negative(struct ArrowArray *batch, void *context)
{
    (void)context;
    batch->length = -1;
}
static void batch_huge_offset(struct ArrowArray *batch, void *context)
{
    (void)context;
    batch->offset = INT64_MAX;
}
static void batch_without_children(struct ArrowArray *batch, void *context)
{
    (void)context;
    batch->n_children = 0;
}
static void batch_without_list(struct ArrowArray *batch, void *context)
{
    (void)context;
    batch->children = NULL;
}
static void batch_without_column(struct ArrowArray *batch, void *context)
{
    (void)context;
    batch->children[0] = NULL;
}
static void batch_with_a_null_row(struct ArrowArray *batch, void *context)
{
    static const unsigned char bits[] = {5};
    (void)context;
    batch->null_count = -1;
    batch->buffers[0] = bits;
}
static void schema_released(struct ArrowSchema *schema, void *context)
{
    (void)context;
    schema->release(schema);
}
static void schema_of_numbers(struct ArrowSchema *schema, void *context)
{
    (void)context;
    schema->format = "l";
}
static void schema_without_format(struct ArrowSchema *schema, void *context)
{
    (void)context;
    schema->format = NULL;
}
static void schema_without_list(struct ArrowSchema *schema, void *context)
{
    (void)context;
    schema->children = NULL;
}
static void schema_negative(struct ArrowSchema *schema, void *context)
{
    (void)context;
    schema->n_children = -1;
}
static void schema_without_column(struct ArrowSchema *schema, void *context)
{
    (void)context;
    schema->children[0] = NULL;
}
static void column_without_format(struct ArrowSchema *schema, void *context)
{
    (void)context;
    schema->children[0]->format = NULL;
}

static void malformed_batches_and_schemas_are_refused(void)
{
    static const struct {
        const char *name;
        void (*batch)(struct ArrowArray *batch, void *context);
        void (*schema)(struct ArrowSchema *schema, void *context);
        const char *message;
    } cases[] = {
        {"batch of negative length", batch_negative, NULL, "rows from where"},
        {"batch of huge offset", batch_huge_offset, NULL, "rows from where"},
        {"batch without children", batch_without_children, NULL, "as many columns"},
        {"batch without list", batch_without_list, NULL, "list of columns"},
        {"batch without column", batch_without_column, NULL, "missing in a batch"},
        {"batch with a null row", batch_with_a_null_row, NULL, "null as a whole"},
        {"schema released", NULL, schema_released, "released already"},
        {"schema of numbers", NULL, schema_of_numbers, "give the stream of a table"},
        {"schema without format", NULL, schema_without_format, "no format"},
        {"schema without list", NULL, schema_without_list, "list of columns"},
        {"schema of negative size", NULL, schema_negative, "list of columns"},
        {"schema without column", NULL, schema_without_column, "without a format"},
        {"column without format", NULL, column_without_format, "without a format"},
    };
    static const nw_test_column column = {"network_id", "u", TEXTS, NULL};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading read = read_columns(
            NW_YOUTHS, &column, 1,
            (nw_test_layout){.spoil_batch = cases[i].batch, .spoil_schema = cases[i].schema});
        expect_malformed(cases[i].name, &read, cases[i].message);
    }
}

/* --- Producers that fail -----------------------------------------------------------------------
 */

static void failure_of_the_producer_is_told_in_its_words(void)
{
    static const struct {
        int fails_at, error;
        nextwork_status status;
    } cases[] = {
        {1, EIO, NEXTWORK_ERROR_IO},        {2, EIO, NEXTWORK_ERROR_IO},
        {3, EINVAL, NEXTWORK_ERROR_IO},     {4, EIO, NEXTWORK_ERROR_IO},
        {1, ENOMEM, NEXTWORK_ERROR_MEMORY}, {3, ENOMEM, NEXTWORK_ERROR_MEMORY},
    };
    static const nw_test_column column = {"network_id", "u", TEXTS, NULL};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading read = read_columns(NW_YOUTHS, &column, 1,
                                    (nw_test_layout){.batch_rows = 2,
                                                     .fails_at = cases[i].fails_at,
                                                     .error = cases[i].error});
        CU_ASSERT_EQUAL(read.status, cases[i].status);
        CU_ASSERT(strstr(nextwork_error_message(), "the query of ******-**** failed") != NULL);
        clear(&read);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"types are read in every layout", types_are_read_in_every_layout},
        {"text of one batch stays where it is", text_of_one_batch_stays_where_it_is},
        {"columns come in any order", columns_come_in_any_order},
        {"a table may have no rows", table_may_have_no_rows},
        {"what is wrong is found, with its row", what_is_wrong_is_found_with_its_row},
        {"a column given twice is found", column_given_twice_is_found},
        {"a number that lost its zero is a CPR number still",
         number_that_lost_its_zero_is_a_cpr_number_still},
        {"a finding does not repeat a number that may be one",
         finding_does_not_repeat_a_number_that_may_be_one},
        {"malformed columns are refused", malformed_columns_are_refused},
        {"malformed batches and schemas are refused", malformed_batches_and_schemas_are_refused},
        {"a failure of the producer is told in its words",
         failure_of_the_producer_is_told_in_its_words},
        {NULL, NULL},
    };
    return nw_run_cases("arrow", cases);
}
