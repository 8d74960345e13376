/* Arrow columns of several ranges of rows: the same table and the same findings, in the same order,
 * for any number of threads. */
#include "arrow.h"
#include "base/memory.h"
#include "io/arrow.h"
#include "io/csv.h"
#include "runner.h"

#include <glib.h>

#define ROWS 50000 /* four ranges */
#define COLUMNS 4
#define FAULT_EVERY 1237

static const int thread_counts[] = {1, 2, 7};

/* Faults and cells that say nothing, or none of either. */
static char *cells(const char *plain, const char *fault, bool spoiled, int64_t shift)
{
    GString *text = g_string_new(NULL);
    for (int64_t row = shift; row < ROWS + shift; row++) {
        g_string_append(text, row > shift ? "," : "");
        if (spoiled && row % FAULT_EVERY == 0)
            g_string_append(text, fault);
        else if (spoiled && row % FAULT_EVERY < 5)
            g_string_append_c(text, '~');
        else
            g_string_append_printf(text, plain, (int)(row / 3 % 1000));
    }
    return g_string_free(text, FALSE);
}

typedef struct {
    nw_table table;
    nw_findings findings;
    char *csv;
    int64_t bytes;
} reading;

static reading read_by(int threads, const nw_test_column *columns, nw_test_layout layout)
{
    reading read = {0};
    int64_t room = 0;
    struct ArrowArrayStream stream;
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&read.table, nw_schema(NW_ANSWERS)), NEXTWORK_OK);
    nw_test_stream(&stream, columns, COLUMNS, layout);
    CU_ASSERT_EQUAL_FATAL(nw_arrow_read(&read.table, &stream, threads, &read.findings),
                          NEXTWORK_OK);
    stream.release(&stream);
    CU_ASSERT_EQUAL_FATAL(nw_csv_append(&read.csv, &read.bytes, &room, &read.table), NEXTWORK_OK);
    return read;
}

static void clear(reading *read)
{
    nw_table_clear(&read->table);
    nw_findings_clear(&read->findings);
    nw_free(read->csv);
}

static void expect_same(const reading *read, const reading *expected)
{
    bool same = true;
    CU_ASSERT_EQUAL_FATAL(read->bytes, expected->bytes);
    CU_ASSERT_EQUAL(memcmp(read->csv, expected->csv, (size_t)read->bytes), 0);
    CU_ASSERT_EQUAL_FATAL(read->findings.count, expected->findings.count);
    for (int64_t i = 0; i < read->findings.count; i++) {
        const nw_finding *a = &read->findings.items[i], *b = &expected->findings.items[i];
        same &= strcmp(a->code, b->code) == 0 && a->row == b->row &&
                strcmp(a->column, b->column) == 0 && strcmp(a->message, b->message) == 0;
    }
    CU_ASSERT_TRUE(same);
}

static void read_in_layout(bool spoiled, const char *youth, nw_test_layout layout)
{
    char *posts = cells("P%03d", "P 1", spoiled, 0), *youths = cells(youth, "~", spoiled, 100);
    char *answers = cells("yes", "perhaps", spoiled, 200);
    char *ranks = cells("1%03d", "12345", spoiled, 300);
    nw_test_column columns[COLUMNS] = {
        {"post_id", "vu", posts, NULL},
        {"youth_id", spoiled ? "vu" : "u", youths, NULL},
        {"answer", "vu", answers, NULL},
        {"rank", "i", ranks, NULL},
    };
    reading expected = read_by(1, columns, layout);
    CU_ASSERT_EQUAL(expected.table.rows, ROWS);
    CU_ASSERT_EQUAL(expected.findings.count > 0, spoiled);
    for (size_t i = 1; i < G_N_ELEMENTS(thread_counts); i++) {
        reading read = read_by(thread_counts[i], columns, layout);
        expect_same(&read, &expected);
        clear(&read);
    }
    clear(&expected);
    CU_ASSERT_EQUAL(nw_test_unreleased(), 0);
    g_free(posts);
    g_free(youths);
    g_free(answers);
    g_free(ranks);
}

static void no_thread_changes_a_table(void)
{
    read_in_layout(false, "Y%04d", (nw_test_layout){0});
    read_in_layout(false, "Y%04d", (nw_test_layout){.batch_rows = 20000, .skipped = 3});
}

static void no_thread_changes_what_is_found(void)
{
    read_in_layout(true, "Y%04d", (nw_test_layout){0});
    read_in_layout(true, "Y%04d-too-long-to-be-inlined", (nw_test_layout){.rows_skipped = 5});
    read_in_layout(true, "Y%04d", (nw_test_layout){.batch_rows = 20000, .uncounted = true});
}

int main(void)
{
    static const nw_case cases[] = {
        {"no thread changes a table", no_thread_changes_a_table},
        {"no thread changes what is found", no_thread_changes_what_is_found},
        {NULL, NULL},
    };
    return nw_run_cases("arrow_threads", cases);
}
