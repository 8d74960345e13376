/* Freezing tables of several ranges of rows: the same cohort and the same findings, in the same
 * order, for any number of threads. */
#include "base/random.h"
#include "cohort/cohort.h"
#include "cohort/freeze.h"
#include "runner.h"
#include "tables.h"

#include <glib.h>

#define YOUTHS 2500
#define COMPANIES 60
#define POSTS 150
#define EACH 20 /* wishes, answers, … of a youth: 50,000 rows a table, which are four ranges */

static const int thread_counts[] = {1, 2, 7};

/* Twenty rows a youth, about others `step` apart, so that none is there twice. */
static void add_rows(GString *text, const char *table, const char *row, int64_t others)
{
    g_string_append_printf(text, "\n%s\n", table);
    for (int youth = 0; youth < YOUTHS; youth++)
        for (int i = 0; i < EACH; i++)
            g_string_append_printf(text, row, youth, (int)((youth * 7 + i * 3) % others), i);
}

static char *big_cohort(void)
{
    GString *text = g_string_new("youths\nyouth_id\n");
    for (int youth = 0; youth < YOUTHS; youth++)
        g_string_append_printf(text, "Y%04d\n", youth);
    g_string_append(text, "\ncompanies\ncompany_id\n");
    for (int company = 0; company < COMPANIES; company++)
        g_string_append_printf(text, "C%03d\n", company);
    g_string_append(text, "\nposts\npost_id,company_id,seats\n");
    for (int post = 0; post < POSTS; post++)
        g_string_append_printf(text, "P%03d,C%03d,%d\n", post, post % COMPANIES, post % 5);
    add_rows(text, "wishes\nyouth_id,post_id,rank", "Y%04d,P%03d,%d0\n", POSTS);
    add_rows(text, "answers\nyouth_id,post_id,rank", "Y%04d,P%03d,9%d\n", POSTS);
    add_rows(text, "travel\nyouth_id,company_id,minutes", "Y%04d,C%03d,%d\n", COMPANIES);
    add_rows(text, "fits\nyouth_id,post_id,fit", "Y%04d,P%03d,%d\n", POSTS);
    return g_string_free(text, FALSE);
}

/* Ranks come as 00, 10, 20, …, of which the first is none: it becomes a veto. */
static void make_vetoes(nw_table *wishes)
{
    nw_column *ranks = &wishes->columns[NW_W_RANK], *vetoes = &wishes->columns[NW_W_VETO];
    vetoes->present = true;
    CU_ASSERT_EQUAL_FATAL(nw_table_reserve(wishes, wishes->rows), NEXTWORK_OK);
    for (int64_t row = 0; row < wishes->rows; row++) {
        bool veto = ranks->ints[row] == NW_UNKNOWN;
        vetoes->ints[row] = veto ? 1 : NW_UNKNOWN;
    }
}

static const nw_table_name long_tables[] = {NW_WISHES, NW_ANSWERS, NW_TRAVEL, NW_FITS};

static void begin(nw_table *tables)
{
    nw_findings findings = {0};
    char *text = big_cohort();
    nw_test_tables(tables, text, &findings);
    make_vetoes(&tables[NW_WISHES]);
    for (size_t t = 0; t < G_N_ELEMENTS(long_tables); t++)
        CU_ASSERT_FATAL(tables[long_tables[t]].rows > 3 * NW_FREEZE_RANGE);
    nw_findings_clear(&findings);
    g_free(text);
}

static void shuffle(nw_table *tables)
{
    for (size_t t = 0; t < G_N_ELEMENTS(long_tables); t++)
        nw_test_shuffle(&tables[long_tables[t]], nw_test_seed() + t);
}

static nextwork_status freeze(char digest[65], nw_findings *findings, const nw_table *tables,
                              int threads)
{
    nw_cohort *cohort;
    *findings = (nw_findings){0};
    nextwork_status status =
        nw_cohort_freeze_watched(&cohort, tables, NULL, NULL, findings, threads, NULL);
    if (status != NEXTWORK_OK)
        return status;
    CU_ASSERT_EQUAL(nw_cohort_digest(digest, cohort), NEXTWORK_OK);
    CU_ASSERT_EQUAL(cohort->wishes.veto_start[YOUTHS], YOUTHS);
    CU_ASSERT_EQUAL(cohort->wishes.start[YOUTHS], YOUTHS * (EACH - 1));
    nw_cohort_unref(cohort);
    return NEXTWORK_OK;
}

/* Rows by youth stay where they are, others are moved. */
static void no_thread_and_no_order_of_rows_changes_a_cohort(void)
{
    char first[65], digest[65];
    nw_table tables[NW_TABLES];
    nw_findings findings;
    begin(tables);
    CU_ASSERT_EQUAL_FATAL(freeze(first, &findings, tables, 1), NEXTWORK_OK);
    nw_findings_clear(&findings);
    for (int shuffled = 0; shuffled < 2; shuffled++) {
        for (size_t i = 0; i < G_N_ELEMENTS(thread_counts); i++) {
            CU_ASSERT_EQUAL(freeze(digest, &findings, tables, thread_counts[i]), NEXTWORK_OK);
            CU_ASSERT_STRING_EQUAL(digest, first);
            nw_findings_clear(&findings);
        }
        shuffle(tables);
    }
    nw_test_tables_clear(tables);
}

static bool same_finding(const nw_finding *a, const nw_finding *b)
{
    return a->severity == b->severity && strcmp(a->code, b->code) == 0 && a->row == b->row &&
           strcmp(a->file, b->file) == 0 && strcmp(a->column, b->column) == 0 &&
           strcmp(a->value, b->value) == 0 && strcmp(a->message, b->message) == 0;
}

static void expect_same(const nw_findings *found, const nw_findings *expected)
{
    CU_ASSERT_EQUAL(found->errors, expected->errors);
    CU_ASSERT_EQUAL(found->warnings, expected->warnings);
    CU_ASSERT_EQUAL_FATAL(found->count, expected->count);
    bool same = true;
    for (int64_t i = 0; i < found->count; i++)
        same &= same_finding(&found->items[i], &expected->items[i]);
    CU_ASSERT_TRUE(same);
}

static bool has(const nw_findings *findings, const char *code)
{
    for (int64_t i = 0; i < findings->count; i++)
        if (strcmp(findings->items[i].code, code) == 0)
            return true;
    return false;
}

/* What one fault makes of a row; the one before has come from elsewhere in the table. */
static void name_nobody(nw_table *table, int64_t row)
{
    nw_slice *youth = &table->columns[0].slices[row];
    youth->bytes--;
}

static void name_nothing(nw_table *table, int64_t row)
{
    nw_slice *other = &table->columns[1].slices[row];
    other->bytes--;
}

static void say_again(nw_table *table, int64_t row)
{
    for (int64_t c = 0; c < 2; c++)
        table->columns[c].slices[row] = table->columns[c].slices[row - 1];
}

static void rank_and_veto(nw_table *table, int64_t row)
{
    table->columns[NW_W_RANK].ints[row] = 1;
    table->columns[NW_W_VETO].ints[row] = 1;
}

static void say_nothing(nw_table *table, int64_t row)
{
    table->columns[NW_A_RANK].ints[row] = NW_UNKNOWN;
}

static const struct {
    nw_table_name table;
    void (*make)(nw_table *table, int64_t row);
    const char *code;
} faults[] = {
    {NW_WISHES, name_nobody, "unknown-id"},    {NW_WISHES, name_nothing, "unknown-id"},
    {NW_WISHES, say_again, "duplicate-row"},   {NW_WISHES, rank_and_veto, "wish-and-veto"},
    {NW_ANSWERS, name_nobody, "unknown-id"},   {NW_ANSWERS, say_again, "duplicate-row"},
    {NW_ANSWERS, say_nothing, "empty-answer"}, {NW_TRAVEL, name_nothing, "unknown-id"},
    {NW_TRAVEL, say_again, "duplicate-row"},   {NW_FITS, say_again, "duplicate-row"},
};

static void no_thread_changes_what_is_found(void)
{
    char digest[65];
    nw_table tables[NW_TABLES];
    nw_findings expected, findings;
    nw_random random = nw_random_start(nw_test_seed(), 1);
    begin(tables);
    shuffle(tables);
    for (size_t f = 0; f < G_N_ELEMENTS(faults); f++) {
        nw_table *table = &tables[faults[f].table];
        for (int i = 0; i < 30; i++)
            faults[f].make(table, 1 + (int64_t)nw_random_below(&random, (uint64_t)table->rows - 1));
    }
    CU_ASSERT_EQUAL(freeze(digest, &expected, tables, 1), NEXTWORK_ERROR_DATA);
    for (size_t f = 0; f < G_N_ELEMENTS(faults); f++)
        CU_ASSERT_TRUE(has(&expected, faults[f].code));
    for (size_t i = 1; i < G_N_ELEMENTS(thread_counts); i++) {
        CU_ASSERT_EQUAL(freeze(digest, &findings, tables, thread_counts[i]), NEXTWORK_ERROR_DATA);
        expect_same(&findings, &expected);
        nw_findings_clear(&findings);
    }
    nw_findings_clear(&expected);
    nw_test_tables_clear(tables);
}

static void cancelling_stops_every_thread(void)
{
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nextwork_monitor *monitor;
    nw_cohort *cohort = NULL;
    begin(tables);
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_cohort_freeze_watched(&cohort, tables, NULL, NULL, &findings, 7, monitor),
                    NEXTWORK_ERROR_CANCELLED);
    CU_ASSERT_PTR_NULL(cohort);
    nextwork_monitor_free(monitor);
    nw_findings_clear(&findings);
    nw_test_tables_clear(tables);
}

int main(void)
{
    static const nw_case cases[] = {
        {"no thread and no order of rows changes a cohort",
         no_thread_and_no_order_of_rows_changes_a_cohort},
        {"no thread changes what is found", no_thread_changes_what_is_found},
        {"cancelling stops every thread", cancelling_stops_every_thread},
        {NULL, NULL},
    };
    return nw_run_cases("freeze_threads", cases);
}
