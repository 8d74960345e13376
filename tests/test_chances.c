/* Chances: counted over many lotteries, held against that many matches one by one. */
#include "round/chances_table.h"

#include "random_round.h"
#include "round/matching.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/chances.h>
#include <nextwork/monitor.h>
#include <nextwork/options.h>
#include <nextwork/table.h>

#include <stdio.h>
#include <string.h>

#define INSTANCES 400

static nw_chances chances_of(const nw_round *round, const nw_match_options *options,
                             int64_t lotteries)
{
    nw_chances chances = {0};
    CU_ASSERT_EQUAL_FATAL(nw_chances_new(&chances, round, options, lotteries, NULL), NEXTWORK_OK);
    return chances;
}

/* ---- against matches ------------------------------------------------------------------------- */

/* Takes what one match gives off the counts; what they are made of leaves nothing. */
static void take_off(nw_chances *counts, nw_round *round, const nw_match_options *options)
{
    const nw_wishes *wishes = &round->cohort->wishes;
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, options, NULL), NEXTWORK_OK);
    for (int32_t y = 0; y < round->cohort->youths.count; y++) {
        int32_t *count = result->post_of[y] < 0 ? &counts->unplaced[y] : &counts->unlisted[y];
        for (int64_t w = wishes->start[y]; w < wishes->start[y + 1]; w++)
            if (wishes->post[w] == result->post_of[y])
                count = &counts->wish[w];
        (*count)--;
    }
    nw_result_unref(result);
}

static bool all_zero(const int32_t *counts, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        if (counts[i] != 0)
            return false;
    return true;
}

static void check_round(nw_round *round, const char *mechanism, uint64_t seed, bool extend)
{
    enum { LOTTERIES = 20 };
    nw_match_options options = {
        .mechanism = mechanism, .seed = seed, .extend = extend, .threads = 1};
    nw_chances counts = chances_of(round, &options, LOTTERIES);
    CU_ASSERT_EQUAL(counts.lotteries, LOTTERIES);
    for (int i = 0; i < LOTTERIES; i++) {
        options.seed = seed + (uint64_t)i;
        take_off(&counts, round, &options);
    }
    int64_t youths = round->cohort->youths.count;
    CU_ASSERT(all_zero(counts.wish, round->cohort->wishes.start[youths]));
    CU_ASSERT(all_zero(counts.unlisted, youths));
    CU_ASSERT(all_zero(counts.unplaced, youths));
    nw_chances_clear(&counts);
}

static void check_instances(const char *mechanism, bool extend)
{
    nw_random random = nw_random_start(nw_test_seed(), extend ? 2 : 1);
    for (int n = 0; n < INSTANCES; n++) {
        nw_test_size size = {1 + (int)nw_random_below(&random, 12),
                             1 + (int)nw_random_below(&random, 4),
                             1 + (int)nw_random_below(&random, 8)};
        GString *text = nw_random_round(&random, size);
        nw_round *round = nw_test_round(text->str);
        check_round(round, mechanism, nw_random_next(&random) >> 2, extend);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

static void they_count_matches_by_deferred_acceptance(void)
{
    check_instances("deferred-acceptance", false);
    check_instances("deferred-acceptance", true);
}

static void they_count_matches_by_serial_dictatorship(void)
{
    check_instances("serial-dictatorship", false);
    check_instances("serial-dictatorship", true);
}

/* Posts that the youth likes equally fall by lot, anew each time. */
static void equal_wishes_share_the_youth(void)
{
    nw_round *round = nw_test_round("posts: post_id,company_id,seats\nP,C,1\nQ,C,1\nR,C,1\n"
                                    "wishes: youth_id,post_id,rank\nY,P,1\nY,Q,1\nY,R,1\n");
    nw_match_options options = {
        .mechanism = "deferred-acceptance", .seed = 7, .extend = false, .threads = 1};
    nw_chances counts = chances_of(round, &options, 600);
    for (int w = 0; w < 3; w++)
        CU_ASSERT(counts.wish[w] > 120 && counts.wish[w] < 280);
    CU_ASSERT_EQUAL(counts.wish[0] + counts.wish[1] + counts.wish[2], 600);
    nw_chances_clear(&counts);
    check_round(round, "deferred-acceptance", 7, false);
    nw_round_unref(round);
}

static void threads_change_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 9);
    GString *text = nw_random_round(&random, (nw_test_size){200, 30, 60});
    nw_round *round = nw_test_round(text->str);
    int64_t wishes = round->cohort->wishes.start[200];
    nw_match_options options = {
        .mechanism = "deferred-acceptance", .seed = 3, .extend = true, .threads = 1};
    nw_chances one = chances_of(round, &options, 75);
    for (int threads = 2; threads <= 5; threads += 3) {
        options.threads = threads;
        nw_chances many = chances_of(round, &options, 75);
        CU_ASSERT(memcmp(one.wish, many.wish, (size_t)wishes * sizeof(int32_t)) == 0);
        CU_ASSERT(memcmp(one.unlisted, many.unlisted, 200 * sizeof(int32_t)) == 0);
        CU_ASSERT(memcmp(one.unplaced, many.unplaced, 200 * sizeof(int32_t)) == 0);
        nw_chances_clear(&many);
    }
    nw_chances_clear(&one);
    nw_round_unref(round);
    g_string_free(text, TRUE);
}

/* ---- standard errors ------------------------------------------------------------------------- */

static void standard_errors_are_rounded_roots(void)
{
    static const struct {
        int64_t times, lotteries, error;
    } cases[] = {
        {0, 1, 0},              /* certain, as far as one lottery tells */
        {1, 1, 0},              /* */
        {1, 2, 353553},         /* sqrt(1/8) = 0.35355339.. */
        {1, 3, 272166},         /* sqrt(2/27) = 0.27216552.. */
        {2, 3, 272166},         /* */
        {1, 4, 216506},         /* sqrt(3/64) = 0.21650635.. */
        {50, 100, 50000},       /* 0.05 exactly */
        {5000, 10000, 5000},    /* */
        {1, 10000, 100},        /* 0.000099995 */
        {500000, 1000000, 500}, /* */
        {1, 1000000, 1},        /* 0.0000009999995 */
        {333333, 1000000, 471}, /* 0.00047140.. */
        {1000000, 1000000, 0},  /* */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CU_ASSERT_EQUAL(nw_standard_error(cases[i].times, cases[i].lotteries), cases[i].error);
}

/* e is the rounded root: no other whole number is as near. In long doubles, of a range where they
 * are exact enough to tell. */
static void no_other_number_is_nearer(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 4);
    for (int n = 0; n < 20000; n++) {
        int64_t lotteries = 1 + (int64_t)nw_random_below(&random, n % 2 == 0 ? 60 : 1000000);
        int64_t times = (int64_t)nw_random_below(&random, (uint64_t)lotteries + 1);
        long double p = (long double)times / (long double)lotteries;
        long double variance = p * (1 - p) / (long double)lotteries * 1e12L;
        long double e = (long double)nw_standard_error(times, lotteries);
        long double slack = 1e-6L * (variance + 1);
        CU_ASSERT((e + 0.5L) * (e + 0.5L) > variance - slack);
        CU_ASSERT(e == 0 || (e - 0.5L) * (e - 0.5L) <= variance + slack);
    }
}

/* ---- the table ------------------------------------------------------------------------------- */

static int64_t number(const nextwork_table *table, int64_t row, const char *column)
{
    int64_t place, value;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_find(&place, table, column), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_int64(&value, table, row, place), NEXTWORK_OK);
    return value;
}

static nw_text text(const nextwork_table *table, int64_t row, const char *column)
{
    int64_t place;
    nw_text cell;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_find(&place, table, column), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_text(&cell.at, &cell.bytes, table, row, place),
                          NEXTWORK_OK);
    return cell;
}

/* An unknown cell is "". */
static bool is(nw_text cell, const char *wanted)
{
    return cell.bytes == 0 ? *wanted == '\0' : nw_text_equal(cell, nw_text_of(wanted));
}

static nextwork_options *options_of(int64_t lotteries, const char *extend)
{
    nextwork_options *options;
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&options), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "lotteries", lotteries), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_text(options, "extend", extend), NEXTWORK_OK);
    return options;
}

static nextwork_table *table_of(const nw_round *round, int64_t lotteries, const char *extend)
{
    nextwork_table *table;
    nextwork_options *options = options_of(lotteries, extend);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_chances(&table, round, options, NULL), NEXTWORK_OK);
    nextwork_options_free(options);
    return table;
}

static void rows_are_wishes_then_unlisted_then_unplaced(void)
{
    nw_round *round = nw_test_round("posts: post_id,company_id,seats\nP,C,1\nQ,C,0\nR,C,1\n"
                                    "wishes: youth_id,post_id,rank\nY,P,2\nY,Q,1\n");
    nextwork_table *table = table_of(round, 3, "1");
    static const struct {
        const char *outcome, *post;
        int64_t rank, times;
    } wanted[] = {{"wish", "Q", 1, 0},
                  {"wish", "P", 2, 3},
                  {"unlisted", "", NEXTWORK_UNKNOWN, 0},
                  {"unplaced", "", NEXTWORK_UNKNOWN, 0}};
    CU_ASSERT_EQUAL_FATAL(table->rows, 4);
    for (int64_t row = 0; row < 4; row++) {
        CU_ASSERT(is(text(table, row, "youth_id"), "Y"));
        CU_ASSERT(is(text(table, row, "outcome"), wanted[row].outcome));
        CU_ASSERT(is(text(table, row, "post_id"), wanted[row].post));
        CU_ASSERT_EQUAL(number(table, row, "rank"), wanted[row].rank);
        CU_ASSERT_EQUAL(number(table, row, "times"), wanted[row].times);
        CU_ASSERT_EQUAL(number(table, row, "probability"), wanted[row].times == 0 ? 0 : 1000000);
    }
    nextwork_table_free(table);
    table = table_of(round, 3, "0");
    CU_ASSERT_EQUAL(table->rows, 3);
    nextwork_table_free(table);
    nw_round_unref(round);
}

static void a_control_arm_youth_is_shown_no_post(void)
{
    nw_round *round = nw_test_round("youths: youth_id,trial_arm\nA,control\nB,treatment\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n");
    nextwork_table *table = table_of(round, 5, "1");
    CU_ASSERT_EQUAL_FATAL(table->rows, 4);
    CU_ASSERT(is(text(table, 0, "youth_id"), "A"));
    CU_ASSERT(is(text(table, 0, "outcome"), "unplaced"));
    CU_ASSERT_EQUAL(number(table, 0, "times"), 5);
    CU_ASSERT(is(text(table, 1, "youth_id"), "B"));
    CU_ASSERT_EQUAL(number(table, 1, "times"), 5);
    nextwork_table_free(table);
    nw_round_unref(round);
}

static void probabilities_of_a_youth_add_up_to_one(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 5);
    for (int64_t lotteries = 3; lotteries <= 120; lotteries += 3) {
        GString *cohort = nw_random_round(&random, (nw_test_size){12, 3, 6});
        nw_round *round = nw_test_round(cohort->str);
        nextwork_table *table = table_of(round, lotteries, lotteries % 2 == 0 ? "1" : "0");
        int64_t sum = 0, times = 0;
        for (int64_t row = 0; row < table->rows; row++) {
            sum += number(table, row, "probability");
            times += number(table, row, "times");
            if (!is(text(table, row, "outcome"), "unplaced"))
                continue;
            CU_ASSERT_EQUAL(sum, 1000000);
            CU_ASSERT_EQUAL(times, lotteries);
            sum = times = 0;
        }
        nextwork_table_free(table);
        nw_round_unref(round);
        g_string_free(cohort, TRUE);
    }
}

/* ---- refusals -------------------------------------------------------------------------------- */

static void numbers_of_lotteries_have_limits(void)
{
    static const struct {
        int64_t lotteries;
        nextwork_status status;
    } cases[] = {{0, NEXTWORK_ERROR_ARGUMENT},
                 {-1, NEXTWORK_ERROR_ARGUMENT},
                 {1, NEXTWORK_OK},
                 {1000000, NEXTWORK_OK},
                 {1000001, NEXTWORK_ERROR_ARGUMENT}};
    nextwork_options *options;
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&options), NEXTWORK_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "lotteries", cases[i].lotteries),
                        cases[i].status);
    nextwork_options_free(options);
}

static void mechanisms_without_a_lottery_have_no_chances(void)
{
    nw_round *round = nw_test_round("");
    nw_match_options options = {.mechanism = "max-weight", .seed = 1, .threads = 1};
    nw_chances chances;
    CU_ASSERT_EQUAL(nw_chances_new(&chances, round, &options, 1, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(strstr(nextwork_error_message(), "not for max-weight") != NULL);
    options.mechanism = "deferred-acceptance";
    options.most_placed = true;
    CU_ASSERT_EQUAL(nw_chances_new(&chances, round, &options, 1, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(strstr(nextwork_error_message(), "belongs to max-weight") != NULL);
    nw_round_unref(round);
}

static void no_seed_goes_beyond_the_greatest(void)
{
    nw_round *round = nw_test_round("");
    nextwork_options *options = options_of(2, "0");
    nextwork_table *table = NULL;
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "seed", INT64_MAX), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_round_chances(&table, round, options, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(table);
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "seed", INT64_MAX - 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_round_chances(&table, round, options, NULL), NEXTWORK_OK);
    nextwork_table_free(table);
    nextwork_options_free(options);
    nw_round_unref(round);
}

static void a_stop_is_an_error(void)
{
    nw_round *round = nw_test_round("");
    nextwork_monitor *monitor;
    nextwork_table *table = NULL;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    nextwork_monitor_cancel(monitor);
    CU_ASSERT_EQUAL(nextwork_round_chances(&table, round, NULL, monitor), NEXTWORK_ERROR_CANCELLED);
    CU_ASSERT_PTR_NULL(table);
    nextwork_monitor_free(monitor);
    nw_round_unref(round);
}

static void nobody_and_nothing_is_a_table_without_rows(void)
{
    nw_round *round = nw_test_round("youths: youth_id\n");
    nextwork_table *table = table_of(round, 10, "1");
    CU_ASSERT_EQUAL(table->rows, 0);
    nextwork_table_free(table);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"they count matches by deferred acceptance", they_count_matches_by_deferred_acceptance},
        {"they count matches by serial dictatorship", they_count_matches_by_serial_dictatorship},
        {"equal wishes share the youth", equal_wishes_share_the_youth},
        {"threads change nothing", threads_change_nothing},
        {"standard errors are rounded roots", standard_errors_are_rounded_roots},
        {"no other number is nearer", no_other_number_is_nearer},
        {"rows are wishes, then unlisted, then unplaced",
         rows_are_wishes_then_unlisted_then_unplaced},
        {"a control-arm youth is shown no post", a_control_arm_youth_is_shown_no_post},
        {"probabilities of a youth add up to one", probabilities_of_a_youth_add_up_to_one},
        {"numbers of lotteries have limits", numbers_of_lotteries_have_limits},
        {"mechanisms without a lottery have no chances",
         mechanisms_without_a_lottery_have_no_chances},
        {"no seed goes beyond the greatest", no_seed_goes_beyond_the_greatest},
        {"a stop is an error", a_stop_is_an_error},
        {"nobody and nothing is a table without rows", nobody_and_nothing_is_a_table_without_rows},
        {NULL, NULL},
    };
    return nw_run_cases("chances", cases);
}
