/* Tables of scores: every pair or each youth's best, the same bytes for any number of threads. */
#include "fit/explain.h"
#include "fit/score.h"
#include "fit/top.h"
#include "memory.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <glib.h>
#include <stdlib.h>

enum { YOUTH, POST, FIT, COVERAGE, FIRST_TERM, REASONS = FIRST_TERM + NW_TERMS };

static nw_round *random_round(uint64_t stream, int youths, int companies)
{
    nw_random random = nw_random_start(nw_test_seed(), stream);
    nw_cohort *cohort = nw_test_random_cohort(&random, youths, companies, 2);
    nw_round *round;
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, NW_TEST_WEEKS), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    return round;
}

static nw_table *score(const nw_round *round, int32_t first, int32_t count, int32_t post,
                       int64_t top, int threads)
{
    nw_table *table = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_score_table(&table, round, first, count, post, top, threads, NULL),
                          NEXTWORK_OK);
    return table;
}

static bool is_control(const nw_round *round, int32_t youth)
{
    return round->cohort->youths.trial_arm[youth] == NW_CONTROL;
}

static bool text_is(const nw_table *table, int64_t row, int64_t column, nw_text expected)
{
    return nw_text_equal(nw_cell_text(&table->columns[column], row), expected);
}

/* Whether the row tells what nw_fit_pair says of the pair. */
static bool row_is(const nw_table *table, int64_t row, const nw_round *round, int32_t youth,
                   int32_t post)
{
    const nw_column *columns = table->columns;
    nw_fit fit;
    char reasons[NW_REASONS * 24];
    nw_fit_pair(&fit, round, youth, post);
    int64_t bytes = nw_reasons_text(reasons, sizeof reasons, fit.reasons, '|');
    bool same = text_is(table, row, YOUTH, round->cohort->youths.ids.texts[youth]) &&
                text_is(table, row, POST, round->cohort->posts.ids.texts[post]) &&
                text_is(table, row, REASONS, (nw_text){reasons, bytes}) &&
                columns[FIT].ints[row] == fit.fit && columns[COVERAGE].ints[row] == fit.coverage;
    for (int term = 0; term < NW_TERMS; term++)
        same = same && columns[FIRST_TERM + term].ints[row] == fit.value[term];
    return same;
}

static void columns_are_named_after_terms(void)
{
    nw_round *round = nw_test_round("");
    nw_table *table = score(round, 0, 1, -1, 0, 1);
    const nw_column_schema *columns = table->schema->columns;
    CU_ASSERT_EQUAL_FATAL(table->schema->n_columns, REASONS + 1);
    CU_ASSERT_STRING_EQUAL(columns[YOUTH].name, "youth_id");
    CU_ASSERT_STRING_EQUAL(columns[REASONS].name, "reasons");
    for (int term = 0; term < NW_TERMS; term++)
        CU_ASSERT_STRING_EQUAL(columns[FIRST_TERM + term].name, nw_term_names[term]);
    nw_table_free(table);
    nw_round_unref(round);
}

static void all_pairs_by_youth_and_post(void)
{
    nw_round *round = random_round(4, 40, 12);
    const nw_cohort *cohort = round->cohort;
    nw_table *table = score(round, 0, cohort->youths.count, -1, 0, 2);
    int64_t row = 0;
    for (int32_t y = 0; y < cohort->youths.count; y++)
        for (int32_t p = 0; !is_control(round, y) && p < cohort->posts.count; p++, row++)
            CU_ASSERT_FATAL(row < table->rows && row_is(table, row, round, y, p));
    CU_ASSERT_EQUAL(row, table->rows);
    nw_table_free(table);
    nw_round_unref(round);
}

static void some_youths_at_one_post(void)
{
    nw_round *round = random_round(5, 40, 12);
    nw_table *table = score(round, 10, 20, 7, 0, 2);
    int64_t row = 0;
    for (int32_t y = 10; y < 30; y++)
        if (!is_control(round, y))
            CU_ASSERT_FATAL(row_is(table, row++, round, y, 7));
    CU_ASSERT_EQUAL(row, table->rows);
    nw_table_free(table);
    nw_round_unref(round);
}

/* The post of the row-th best by the definition: that so many allowed posts are better. */
static int32_t best_post(const nw_round *round, int32_t youth, int64_t better)
{
    int32_t posts = round->cohort->posts.count;
    nw_fit fit, other;
    for (int32_t p = 0; p < posts; p++) {
        nw_fit_pair(&fit, round, youth, p);
        int64_t count = 0;
        for (int32_t q = 0; q < posts; q++) {
            nw_fit_pair(&other, round, youth, q);
            count += other.reasons == 0 && (other.fit > fit.fit || (other.fit == fit.fit && q < p));
        }
        if (fit.reasons == 0 && count == better)
            return p;
    }
    return -1;
}

static void top_is_the_best_allowed(void)
{
    static const int64_t tops[] = {1, 3, 1000};
    nw_round *round = random_round(6, 30, 12);
    for (int i = 0; i < 3; i++) {
        nw_table *table = score(round, 0, round->cohort->youths.count, -1, tops[i], 2);
        int64_t row = 0;
        for (int32_t y = 0; y < round->cohort->youths.count; y++)
            for (int64_t rank = 0; rank < tops[i]; rank++) {
                int32_t post = best_post(round, y, rank);
                if (post < 0)
                    break;
                CU_ASSERT_FATAL(row < table->rows && row_is(table, row++, round, y, post));
            }
        CU_ASSERT_EQUAL(row, table->rows);
        CU_ASSERT(row > 0);
        nw_table_free(table);
    }
    nw_round_unref(round);
}

static void heap_keeps_the_largest(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 7);
    for (int run = 0; run < 300; run++) {
        uint64_t all[40], kept[10];
        int64_t count = (int64_t)nw_random_below(&random, 40);
        nw_top top = {kept, 0, 1 + (int64_t)nw_random_below(&random, 10)};
        for (int64_t i = 0; i < count; i++) {
            all[i] = nw_random_below(&random, 30);
            nw_top_offer(&top, all[i]);
        }
        nw_top_finish(&top);
        CU_ASSERT_EQUAL_FATAL(top.count, count < top.room ? count : top.room);
        for (int64_t k = 0; k < top.count; k++) {
            int64_t larger = 0, as_large = 0;
            for (int64_t i = 0; i < count; i++) {
                larger += all[i] > kept[k];
                as_large += all[i] >= kept[k];
            }
            CU_ASSERT_FATAL(larger <= k && k < as_large);
        }
    }
}

static bool same_cells(const nw_table *a, const nw_table *b, int64_t column, int64_t row)
{
    if (a->columns[column].slices != NULL)
        return text_is(b, row, column, nw_cell_text(&a->columns[column], row));
    return a->columns[column].ints[row] == b->columns[column].ints[row];
}

static void threads_change_nothing(void)
{
    nw_round *round = random_round(8, 60, 10);
    for (int64_t top = 0; top < 4; top += 3) {
        nw_table *one = score(round, 0, 60, -1, top, 1), *many = score(round, 0, 60, -1, top, 5);
        CU_ASSERT_EQUAL_FATAL(one->rows, many->rows);
        for (int64_t c = 0; c <= REASONS; c++)
            for (int64_t row = 0; row < one->rows; row++)
                CU_ASSERT_FATAL(same_cells(one, many, c, row));
        nw_table_free(one);
        nw_table_free(many);
    }
    nw_round_unref(round);
}

/* More pairs than are held at a time. */
static void many_posts_come_in_batches(void)
{
    GString *text = g_string_new("youths: youth_id\n");
    for (int y = 0; y < 40; y++)
        g_string_append_printf(text, "Y%02d\n", y);
    g_string_append(text, "posts: post_id,company_id,seats\n");
    for (int p = 0; p < 20000; p++)
        g_string_append_printf(text, "P%05d,C,1\n", p);
    nw_round *round = nw_test_round(text->str);
    nw_table *table = score(round, 0, 40, -1, 0, 2);
    CU_ASSERT_EQUAL_FATAL(table->rows, 800000);
    for (int64_t row = 0; row < table->rows; row += 1999)
        CU_ASSERT_FATAL(row_is(table, row, round, (int32_t)(row / 20000), (int32_t)(row % 20000)));
    nw_table_free(table);
    nw_round_unref(round);
    g_string_free(text, TRUE);
}

static void control_arm_is_shown_no_post(void)
{
    nw_round *round = nw_test_round("youths: youth_id,trial_arm\nX,treatment\nY,control\n");
    int32_t y = nw_test_youth(round->cohort, "Y");
    for (int64_t top = 0; top < 2; top++) {
        nw_table *all = score(round, 0, 2, -1, top, 1), *own = score(round, y, 1, 0, top, 1);
        CU_ASSERT_EQUAL(all->rows, 1);
        CU_ASSERT_EQUAL(own->rows, 0);
        nw_table_free(all);
        nw_table_free(own);
    }
    nw_round_unref(round);
}

static void stops_when_cancelled(void)
{
    nw_round *round = random_round(9, 20, 5);
    nextwork_monitor *monitor;
    nw_table *table = NULL;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_score_table(&table, round, 0, 20, -1, 0, 2, monitor),
                    NEXTWORK_ERROR_CANCELLED);
    CU_ASSERT_PTR_NULL(table);
    nextwork_monitor_free(monitor);
    nw_round_unref(round);
}

static void progress_comes_to_the_end(void)
{
    nw_round *round = random_round(10, 20, 5);
    nextwork_monitor *monitor;
    nw_table *table;
    int64_t done, total;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_score_table(&table, round, 0, 20, -1, 3, 2, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&done, &total, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(total, 20);
    CU_ASSERT_EQUAL(done, total);
    nw_table_free(table);
    nextwork_monitor_free(monitor);
    nw_round_unref(round);
}

static nextwork_status score_top(void *context)
{
    nw_table *table;
    NW_TRY(nw_score_table(&table, context, 0, 6, -1, 2, 1, NULL));
    nw_table_free(table);
    return NEXTWORK_OK;
}

static void running_out_of_memory_leaks_nothing(void)
{
    nw_round *round = random_round(11, 6, 3);
    CU_ASSERT(nw_test_each_allocation(score_top, round) > 5);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"columns are named after the terms", columns_are_named_after_terms},
        {"all pairs, by youth and post", all_pairs_by_youth_and_post},
        {"some youths at one post", some_youths_at_one_post},
        {"top: the best allowed, best first", top_is_the_best_allowed},
        {"the heap keeps the largest", heap_keeps_the_largest},
        {"threads change nothing", threads_change_nothing},
        {"many posts come in batches", many_posts_come_in_batches},
        {"the control arm is shown no post", control_arm_is_shown_no_post},
        {"stops when cancelled", stops_when_cancelled},
        {"progress comes to the end", progress_comes_to_the_end},
        {"running out of memory leaks nothing", running_out_of_memory_leaks_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("score", cases);
}
