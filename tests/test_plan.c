/* Plans: what they are made of, what they tell of who sits out, and that their files are checked
 * from the cohort alone: a true plan holds, whatever is changed is found. */
#include "fit/explain.h"
#include "plan/verify_plan.h"

#include "base/memory.h"
#include "forgery.h"
#include "memory.h"
#include "plan/coverage.h"
#include "plan/explain_plan.h"
#include "plan/picture.h"
#include "plan/plan_periods.h"
#include "plan/plan_read.h"
#include "plan/plan_tables.h"
#include "plan/verify_bound.h"
#include "random_cohort.h"
#include "round/matching.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <glib.h>
#include <stdio.h>
#include <string.h>

static nw_plan_options options_of(int periods)
{
    return (nw_plan_options){.calendar = nw_calendar_of(NW_TEST_START, NW_TEST_WEEKS, periods),
                             .seed = 1,
                             .effort = 2,
                             .threads = 1};
}

static nw_plan *plan_of(nw_cohort *cohort, const nw_plan_options *options)
{
    nw_plan *plan = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_plan_new(&plan, cohort, options, NULL), NEXTWORK_OK);
    return plan;
}

/* The text in the first row whose first columns are `first` and `second`; to be freed. */
static char *text_at(const nw_table *table, const char *youth, int period, int64_t column)
{
    for (int64_t row = 0; row < table->rows; row++)
        if (nw_text_equal(nw_cell_text(&table->columns[0], row), nw_text_of(youth)) &&
            nw_cell_int(&table->columns[1], row) == period) {
            nw_text text = nw_cell_text(&table->columns[column], row);
            return g_strndup(text.at, (gsize)text.bytes);
        }
    return NULL;
}

/* --- Making one --------------------------------------------------------------------------------
 */

/* Two companies for two youths: each is to see both. */
static const char *const two_by_two = "youths: youth_id\nA\nB\n"
                                      "companies: company_id\nK\nL\n"
                                      "posts: post_id,company_id,seats\nP,K,1\nQ,L,1\n"
                                      "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,P,1\nB,Q,2\n";

static void everybody_goes_everywhere_once(void)
{
    nw_cohort *cohort = nw_test_cohort(two_by_two);
    nw_plan_options options = options_of(2);
    nw_plan *plan = plan_of(cohort, &options);
    for (int32_t y = 0; y < 2; y++)
        CU_ASSERT_EQUAL(plan->post_of[y] + plan->post_of[2 + y], 1);
    CU_ASSERT_EQUAL(plan->sat_out, 0);
    CU_ASSERT_EQUAL(plan->value, plan->objective);
    CU_ASSERT_EQUAL(plan->outcome, NEXTWORK_OUTCOME_OPTIMAL);
    CU_ASSERT_EQUAL(nw_plan_gap(plan), 0);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

/* A third period has nothing left for them, though they listed the posts. */
static void a_wish_asks_for_one_placement(void)
{
    char *text = g_strconcat("youths: youth_id\nA\ncompanies: company_id\nK\nL\nM\n"
                             "posts: post_id,company_id,seats\nP,K,1\nQ,L,1\n"
                             "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\n",
                             NULL);
    nw_cohort *cohort = nw_test_cohort(text);
    nw_plan_options options = options_of(3);
    nw_plan *plan = plan_of(cohort, &options);
    nw_table *unplaced = NULL;
    CU_ASSERT_EQUAL(nw_plan_placed(plan, 0) + nw_plan_placed(plan, 1) + nw_plan_placed(plan, 2), 2);
    CU_ASSERT_EQUAL_FATAL(nw_plan_unplaced_table(&unplaced, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(unplaced->rows, 1);
    nw_text reasons = nw_cell_text(&unplaced->columns[2], 0);
    char *told = g_strndup(reasons.at, (gsize)reasons.bytes);
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "P=repeat-company"));
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "Q=repeat-company"));
    g_free(told);
    nw_table_free(unplaced);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
    g_free(text);
}

static void fewer_companies_than_periods_are_refused(void)
{
    nw_cohort *cohort = nw_test_cohort(two_by_two);
    nw_plan_options options = options_of(3);
    nw_plan *plan = NULL;
    CU_ASSERT_EQUAL(nw_plan_new(&plan, cohort, &options, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "2 companies are too few for 3"));
    CU_ASSERT_PTR_NULL(plan);
    nw_cohort_unref(cohort);
}

static void a_discount_compounds(void)
{
    nw_cohort *cohort = nw_test_cohort(two_by_two);
    nw_plan_options options = options_of(2);
    nw_plan *plan = NULL;
    options.discount = 333;
    CU_ASSERT_EQUAL_FATAL(nw_plan_blank(&plan, cohort, &options), NEXTWORK_OK);
    CU_ASSERT_EQUAL(plan->weight[0], 10000);
    CU_ASSERT_EQUAL(plan->weight[1], 9667);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

static void the_first_period_may_be_the_youths_mechanism_s(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 81);
    for (int n = 0; n < 20; n++) {
        nw_cohort *cohort = nw_test_random_cohort(&random, 10, 5, 2);
        nw_plan_options options = options_of(3);
        options.extend = n % 2;
        options.first_stable = true;
        options.seed = (uint64_t)n;
        nw_plan *plan = plan_of(cohort, &options);
        nw_match_options match = {.mechanism = "deferred-acceptance",
                                  .seed = options.seed,
                                  .extend = options.extend,
                                  .threads = 1};
        nw_result *result = NULL;
        CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, plan->rounds[0], &match, NULL), NEXTWORK_OK);
        CU_ASSERT_EQUAL(memcmp(result->post_of, plan->post_of, 10 * sizeof *plan->post_of), 0);
        nw_result_unref(result);
        nw_plan_unref(plan);
        nw_cohort_unref(cohort);
    }
}

static void a_gap_is_rounded_up(void)
{
    static const struct {
        int64_t value, bound, gap;
    } cases[] = {
        {1000000, 1000000, 0},
        {1000000, 1000001, 1},
        {3000000, 3000001, 1},
        {3000000, 3000004, 2},
        {0, 0, 0},
        {80000000000000, 80000000000001, 1},
        {80000000000000, 88000000000000, 100000},
        {10, INT64_MAX, INT64_MAX}, /* as forgers may have it */
        {-10, INT64_MAX, INT64_MAX},
        {10, INT64_MIN, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        nw_plan plan = {
            .value = cases[i].value, .objective = cases[i].value, .bound = cases[i].bound};
        CU_ASSERT_EQUAL(nw_plan_gap(&plan), cases[i].gap);
    }
}

/* --- Who sits out ------------------------------------------------------------------------------
 */

static void who_is_nowhere_allowed_has_reasons_in_each_period(void)
{
    nw_cohort *cohort =
        nw_test_cohort("youths: youth_id,trial_arm,enrolled\nA,control,\nB,,0\nC,,\nD,,\n"
                       "companies: company_id\nK\nL\n"
                       "posts: post_id,company_id,seats,available_from\nP,K,1,2028-01-01\nQ,L,0,\n"
                       "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\nD,P,1\nD,Q,2\n");
    static const char *const reasons[][2] = {{"A", "control-arm"},
                                             {"B", "not-enrolled"},
                                             {"C", "no-wishes"},
                                             {"D", "P=not-available|Q=no-seat"}};
    nw_plan_options options = options_of(2);
    nw_plan *plan = plan_of(cohort, &options);
    nw_table *unplaced = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_plan_unplaced_table(&unplaced, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL(unplaced->rows, 8);
    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++)
        for (int period = 1; period <= 2; period++) {
            char *found = text_at(unplaced, reasons[i][0], period, 2);
            CU_ASSERT_STRING_EQUAL(found, reasons[i][1]);
            g_free(found);
        }
    nw_table_free(unplaced);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

/* The placement that runs ends within the first period; the second is free. */
static void a_running_placement_takes_its_period(void)
{
    nw_cohort *cohort =
        nw_test_cohort("youths: youth_id\nA\ncompanies: company_id\nK\nL\n"
                       "posts: post_id,company_id,seats\nP,K,1\nQ,L,1\n"
                       "wishes: youth_id,post_id,rank\nA,P,1\n"
                       "placements: placement_id,youth_id,post_id,start,end,status\n"
                       "1,A,Q,2026-12-01,2027-02-01,running\n");
    nw_plan_options options = options_of(2);
    nw_plan *plan = plan_of(cohort, &options);
    nw_table *unplaced = NULL;
    CU_ASSERT_EQUAL(plan->post_of[0], -1);
    CU_ASSERT_EQUAL(plan->post_of[1], 0);
    CU_ASSERT_EQUAL_FATAL(nw_plan_unplaced_table(&unplaced, plan), NEXTWORK_OK);
    char *found = text_at(unplaced, "A", 1, 2);
    CU_ASSERT_STRING_EQUAL(found, "overlap");
    g_free(found);
    nw_table_free(unplaced);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

/* --- What is told ------------------------------------------------------------------------------
 */

static const char *const three_worlds =
    "youths: youth_id\nA\nB\n"
    "companies: company_id,industry_scheme,industry\nK,DB25,47\nL,DB25,62\nM,DB25,88\n"
    "posts: post_id,company_id,function,seats\nP,K,5223,1\nQ,L,2512,1\nR,M,5311,1\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nA,R,3\nB,P,1\nB,R,1\n"
    "placements: placement_id,youth_id,company_id,function,start,end,status\n"
    "1,A,K,5223,2026-01-05,2026-03-02,done\n";

static void coverage_counts_before_and_after(void)
{
    nw_cohort *cohort = nw_test_cohort(three_worlds);
    nw_plan_options options = options_of(2);
    nw_plan *plan = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_plan_blank(&plan, cohort, &options), NEXTWORK_OK);
    const int32_t post_of[] = {1, 0, 2, -1}; /* A: Q, R; B: P, nothing */
    memcpy(plan->post_of, post_of, sizeof post_of);
    CU_ASSERT_EQUAL_FATAL(nw_plan_settle(plan), NEXTWORK_OK);
    nw_coverage a = nw_coverage_of(plan, 0), b = nw_coverage_of(plan, 1);
    CU_ASSERT_EQUAL(a.industries_before, 1);
    CU_ASSERT_EQUAL(a.industries_after, 3);
    CU_ASSERT_EQUAL(a.functions_before, 1); /* retail and care work are both major group 5 */
    CU_ASSERT_EQUAL(a.functions_after, 2);
    CU_ASSERT_EQUAL(a.pairs_after, 3);
    CU_ASSERT_EQUAL(b.industries_before, 0);
    CU_ASSERT_EQUAL(b.pairs_after, 1);
    nw_table *tried = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_tried_table(&tried, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(tried->rows, 3);
    int64_t before = 0, after = 0;
    for (int64_t row = 0; row < tried->rows; row++) {
        before += tried->columns[2].ints[row];
        after += tried->columns[3].ints[row];
    }
    CU_ASSERT_EQUAL(before, 1);
    CU_ASSERT_EQUAL(after, 4);
    nw_table_free(tried);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

static void periods_are_added_up(void)
{
    nw_cohort *cohort = nw_test_cohort(three_worlds);
    nw_plan_options options = options_of(2);
    nw_plan *plan = plan_of(cohort, &options);
    nw_table *periods = NULL;
    int64_t fits = 0, placed = 0;
    CU_ASSERT_EQUAL_FATAL(nw_plan_periods_table(&periods, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(periods->rows, 2);
    for (int64_t t = 0; t < 2; t++) {
        placed += periods->columns[3].ints[t];
        CU_ASSERT_EQUAL(periods->columns[3].ints[t] + periods->columns[4].ints[t], 2);
        fits += periods->columns[8].bigints[t];
    }
    CU_ASSERT_EQUAL(placed, nw_plan_placed(plan, 0) + nw_plan_placed(plan, 1));
    CU_ASSERT_EQUAL(fits * 10000, plan->value);
    nw_table_free(periods);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

/* Each sequence's fits are those of a plan in which the youth had it. */
static void check_story(const nw_plan *plan, int32_t youth, const nw_table *story)
{
    nw_plan *other = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_plan_blank(&other, plan->cohort, &plan->options), NEXTWORK_OK);
    int32_t periods = plan->options.calendar.count;
    CU_ASSERT_EQUAL(story->rows % periods, 0);
    for (int64_t row = 0; row < story->rows; row++) {
        int32_t t = (int32_t)(row % periods);
        nw_text post = nw_cell_text(&story->columns[4], row);
        other->post_of[nw_plan_at(other, t, youth)] =
            post.bytes == 0 ? -1 : nw_cohort_post(plan->cohort, post);
        if (t + 1 < periods)
            continue;
        CU_ASSERT_EQUAL_FATAL(nw_plan_settle(other), NEXTWORK_OK);
        for (int32_t s = 0; s < periods; s++) {
            int32_t told = nw_cell_int(&story->columns[6], row - periods + 1 + s);
            CU_ASSERT_EQUAL(told, other->fit_of[nw_plan_at(other, s, youth)]);
        }
        if (row < periods) /* the plan's own */
            for (int32_t s = 0; s < periods; s++)
                CU_ASSERT_EQUAL(other->post_of[nw_plan_at(other, s, youth)],
                                plan->post_of[nw_plan_at(plan, s, youth)]);
    }
    nw_plan_unref(other);
}

static void a_story_tells_fits_as_they_would_be(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 82);
    for (int n = 0; n < 15; n++) {
        nw_cohort *cohort = nw_test_random_cohort(&random, 6, 5, 2);
        nw_plan_options options = options_of(3);
        options.extend = n % 3 > 0;
        nw_plan *plan = plan_of(cohort, &options);
        for (int32_t y = 0; y < 6; y++) {
            nw_table *story = NULL;
            CU_ASSERT_EQUAL_FATAL(nw_explain_plan(&story, plan, y, n % 2), NEXTWORK_OK);
            check_story(plan, y, story);
            nw_table_free(story);
        }
        nw_plan_unref(plan);
        nw_cohort_unref(cohort);
    }
}

/* B and C want A's seat as well; B is worth less there, and C is not enrolled. */
static const char *const contested =
    "youths: youth_id,enrolled\nA,1\nB,1\nC,0\n"
    "companies: company_id\nK\nL\nM\n"
    "posts: post_id,company_id,seats,available_to\nP,K,1,2027-04-05\nQ,L,2,\nR,M,1,\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nA,R,2\nB,P,1\nB,Q,1\nC,P,1\n"
    "fits: youth_id,post_id,fit\nA,P,9000\nA,R,500\nB,P,8000\nB,Q,1000\n";

/* Its plan for two periods, with the price of a seat that proves it to be the best. */
static nw_plan *priced_plan(nw_cohort *cohort)
{
    nw_plan_options options = options_of(2);
    options.seed = 3; /* by lot B would come before A */
    nw_plan *plan = plan_of(cohort, &options);
    nw_price_bound bound;
    memset(plan->post_price, 0, 6 * sizeof *plan->post_price);
    memset(plan->company_price, 0, 6 * sizeof *plan->company_price);
    plan->post_price[nw_test_post(cohort, "P")] = 80000000;
    CU_ASSERT_EQUAL_FATAL(nw_bound_of_prices(&bound, plan, NW_BOUND_STEPS, 1, NULL), NEXTWORK_OK);
    CU_ASSERT(bound.adds_up);
    CU_ASSERT_EQUAL(bound.open, 0);
    CU_ASSERT_EQUAL(bound.least, bound.most);
    plan->bound = bound.most;
    CU_ASSERT_EQUAL(plan->bound, plan->objective);
    return plan;
}

static void a_scarce_seat_is_named(void)
{
    nw_cohort *cohort = nw_test_cohort(contested);
    nw_plan *plan = priced_plan(cohort);
    nw_table *story = NULL;
    CU_ASSERT_EQUAL(plan->post_of[0], 0);
    CU_ASSERT_EQUAL_FATAL(nw_explain_plan(&story, plan, 1, 0), NEXTWORK_OK);
    int32_t scarce = 0;
    for (int64_t row = 0; row < story->rows; row++) {
        nw_text text = nw_cell_text(&story->columns[8], row);
        scarce += g_strstr_len(text.at, (gssize)text.bytes, "scarce seat") != NULL;
    }
    CU_ASSERT_EQUAL(scarce, 1);
    nw_table_free(story);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

static void a_control_youth_is_shown_no_post(void)
{
    nw_cohort *cohort =
        nw_test_cohort("youths: youth_id,trial_arm\nA,control\n"
                       "companies: company_id\nK\nL\nposts: post_id,company_id,seats\nP,K,1\n"
                       "wishes: youth_id,post_id,rank\nA,P,1\n");
    nw_plan_options options = options_of(2);
    options.extend = true;
    nw_plan *plan = plan_of(cohort, &options);
    nw_table *story = NULL;
    char *picture = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_explain_plan(&story, plan, 0, 0), NEXTWORK_OK);
    CU_ASSERT_EQUAL(story->rows, 2);
    for (int64_t row = 0; row < story->rows; row++)
        CU_ASSERT_EQUAL(nw_cell_text(&story->columns[4], row).bytes, 0);
    CU_ASSERT_EQUAL_FATAL(nw_plan_picture(&picture, plan, 0, NW_ENGLISH), NEXTWORK_OK);
    CU_ASSERT_PTR_NULL(strchr(picture, 'P'));
    CU_ASSERT_PTR_NOT_NULL(strstr(picture, "sits out: control-arm"));
    nw_free(picture);
    nw_table_free(story);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

static void a_picture_has_a_line_a_period(void)
{
    nw_cohort *cohort = nw_test_cohort(three_worlds);
    nw_plan_options options = options_of(2);
    CU_ASSERT_EQUAL_FATAL(
        nw_calendar_read(&options.calendar, "2027-01-04/8,2027-05-03/2", NW_LEAST_PERIODS),
        NEXTWORK_OK);
    nw_plan *plan = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_plan_blank(&plan, cohort, &options), NEXTWORK_OK);
    plan->post_of[0] = 1; /* A: Q, nothing */
    CU_ASSERT_EQUAL_FATAL(nw_plan_settle(plan), NEXTWORK_OK);
    plan->fit_of[0] = 7500;
    char *picture = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_plan_picture(&picture, plan, 0, NW_ENGLISH), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(picture,
                           "A\n"
                           "  1  2027-01-04 – 2027-03-01  ██████░░  Q at L  fit 7500  wish 2\n"
                           "                              new: industry K, function 2\n"
                           "  2  2027-05-03 – 2027-05-17  ··        sits out\n"
                           "  tried: industries 1 → 2, functions 1 → 2\n");
    nw_free(picture);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

/* --- Checking ----------------------------------------------------------------------------------
 */

static nw_plan_files files_of(nw_cohort *cohort, const nw_plan_options *options)
{
    nw_plan_files files;
    nw_plan *plan = plan_of(cohort, options);
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, plan), NEXTWORK_OK);
    nw_plan_unref(plan);
    return files;
}

static void a_true_plan_holds(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 83);
    char failed[64];
    for (int n = 0; n < 60; n++) {
        nw_cohort *cohort = nw_test_random_cohort(&random, 1 + n % 12, 5, 1 + n % 3);
        nw_plan_options options = options_of(2 + n % 4);
        options.extend = n % 2;
        options.must_place = n % 3 == 0;
        options.first_stable = n % 4 == 0;
        options.discount = n % 5 == 0 ? 700 : 0;
        options.candidates = n % 7 == 0 ? 4 : 0;
        nw_plan_files files = files_of(cohort, &options);
        CU_ASSERT(nw_test_plan_holds(cohort, &files, failed));
        CU_ASSERT_STRING_EQUAL(failed, "");
        nw_plan_files_clear(&files);
        nw_cohort_unref(cohort);
    }
}

static void any_changed_byte_is_found(void)
{
    nw_cohort *cohort = nw_test_cohort(three_worlds);
    nw_plan_options options = options_of(2);
    nw_plan_files files = files_of(cohort, &options);
    nw_text parts[NW_PLAN_FILES + 1];
    char failed[64];
    memcpy(parts, files.table, sizeof files.table);
    parts[NW_PLAN_FILES] = files.certificate;
    CU_ASSERT(nw_test_plan_holds(cohort, &files, failed));
    for (int f = 0; f <= NW_PLAN_FILES; f++)
        for (int64_t i = 0; i < parts[f].bytes; i++) {
            char *at = (char *)parts[f].at + i, was = *at;
            if (f == NW_PLAN_FILES && (was == ' ' || was == '\n'))
                continue; /* between the values of JSON: says nothing */
            *at = was == '1' ? '2' : '1';
            CU_ASSERT(!nw_test_plan_holds(cohort, &files, failed));
            *at = was;
        }
    nw_plan_files_clear(&files);
    nw_cohort_unref(cohort);
}

static void forge(nw_text *file, const char *from, const char *to)
{
    char *text = (char *)file->at;
    nw_test_forge(&text, &file->bytes, from, to);
    file->at = text;
}

/* Mends the seal, so that only the checks of substance are left. */
static void seal_again(nw_plan_files *files)
{
    char seal[65], old[65];
    nw_plan_claims claims;
    if (nw_plan_claims_read(&claims, files->certificate) != NEXTWORK_OK)
        return;
    snprintf(old, sizeof old, "%s", claims.result_sha256);
    nw_plan_claims_clear(&claims);
    CU_ASSERT_EQUAL_FATAL(nw_plan_sha256(seal, files), NEXTWORK_OK);
    forge(&files->certificate, old, seal);
}

static void a_forger_who_mends_the_seal_is_found(void)
{
    enum { CERTIFICATE = NW_PLAN_FILES };
    static const struct {
        int file;
        const char *from, *to, *check;
    } forgeries[] = {
        {NW_PLAN_CSV, "A,1,P,K", "A,1,Q,L", "reasons"}, /* not listed */
        {NW_PLAN_CSV, "B,1,Q,L", "B,2,P,K", "reasons"}, /* not available any more */
        {NW_PLAN_CSV, "A,1,P,K", "X,1,P,K", "placements"},
        {NW_PLAN_CSV, "A,1,P,K", "A,1,X,K", "placements"},
        {NW_PLAN_CSV, "A,1,P,K", "A,3,P,K", "placements"},
        {NW_PLAN_CSV, "A,1,P,K", "C,1,P,K", "reasons"},
        {NW_PLAN_CSV, "A,1,P,K", "A,1,P,L", "plan.csv"},
        {NW_PLAN_CSV, "9000", "9001", "plan.csv"},
        {NW_PLAN_CSV, "2027-01-04", "2027-01-05", "plan.csv"},
        {NW_PLAN_CSV, "\nB,", "\nB,1,P,K,2027-01-04,2027-04-05,8000\nB,", "placements"},
        {NW_PLAN_UNPLACED_CSV, "not-enrolled", "control-arm", "unplaced.csv"},
        {NW_PLAN_COVERAGE_CSV, "A,0", "A,1", "coverage.csv"},
        {NW_PLAN_PRICES_CSV, "1,post,P,", "1,post,P,1", "bound"},
        {NW_PLAN_PRICES_CSV, "1,post,P,", "1,post,R,", "bound"},
        {NW_PLAN_PRICES_CSV, "1,post,P,", "3,post,P,", "prices"},
        {NW_PLAN_PRICES_CSV, "1,post,P,", "1,post,P,-", "prices"},
        {NW_PLAN_PRICES_CSV, "1,post,P,", "1,company,P,", "prices"},
        {CERTIFICATE, "\"start\": \"2027-01-04\"", "\"start\": \"2026-12-28\"", "plan.csv"},
        {CERTIFICATE, "\"start\": \"2027-01-04\"", "\"start\": \"2027-01-11\"", "certificate"},
        {CERTIFICATE, "\"weeks\": 13", "\"weeks\": 12", "plan.csv"},
        {CERTIFICATE, "\"extend\": false", "\"extend\": true", "unplaced.csv"},
        {CERTIFICATE, "\"must_place\": false", "\"must_place\": true", "objective"},
        {CERTIFICATE, "\"first\": \"planned\"", "\"first\": \"deferred-acceptance\"", "stability"},
        {CERTIFICATE, "\"first\": \"planned\"", "\"first\": \"any\"", "certificate"},
        {CERTIFICATE, "\"discount\": 0", "\"discount\": 100", "value"},
        {CERTIFICATE, "\"candidates\": 0", "\"candidates\": -1", "certificate"},
        {CERTIFICATE, "\"effort\"", "\"strain\"", "certificate"},
        {CERTIFICATE, "\"policy_id\": \"", "\"policy_id\": \"x", "policy"},
        {CERTIFICATE, "\"input_sha256\": \"", "\"input_sha256\": \"0", "certificate"},
        {CERTIFICATE, "\"sat_out\": ", "\"sat_out\": 1", "sat-out"},
        {CERTIFICATE, "\"value\": ", "\"value\": 1", "value"},
        {CERTIFICATE, "\"objective\": ", "\"objective\": 1", "objective"},
        {CERTIFICATE, "\"bound\": ", "\"bound\": 1", "gap"},
        {CERTIFICATE, "\"gap\": ", "\"gap\": 1", "gap"},
        {CERTIFICATE, "\"seed\": ", "\"sow\": ", "certificate"},
    };
    nw_cohort *cohort = nw_test_cohort(contested);
    nw_plan *plan = priced_plan(cohort);
    for (size_t i = 0; i < G_N_ELEMENTS(forgeries); i++) {
        nw_plan_files files;
        char failed[64];
        CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, plan), NEXTWORK_OK);
        nw_text *file =
            forgeries[i].file == CERTIFICATE ? &files.certificate : &files.table[forgeries[i].file];
        forge(file, forgeries[i].from, forgeries[i].to);
        seal_again(&files);
        CU_ASSERT(!nw_test_plan_holds(cohort, &files, failed));
        if (strcmp(failed, forgeries[i].check) != 0)
            printf("\n    \"%s\" for \"%s\": %s\n", forgeries[i].to, forgeries[i].from, failed);
        CU_ASSERT_STRING_EQUAL(failed, forgeries[i].check);
        nw_plan_files_clear(&files);
    }
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

static void a_bound_that_is_too_good_is_found(void)
{
    nw_cohort *cohort = nw_test_cohort(contested);
    nw_plan *plan = priced_plan(cohort);
    nw_plan_files files;
    char failed[64];
    plan->bound--;
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, plan), NEXTWORK_OK);
    CU_ASSERT(!nw_test_plan_holds(cohort, &files, failed));
    CU_ASSERT_STRING_EQUAL(failed, "bound");
    nw_plan_files_clear(&files);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

/* Youths for whom every order of so many posts of one kind is a sequence of much the same worth. */
static nw_cohort *youths_before_alike_posts(int youths)
{
    enum { POSTS = 10 };
    GString *text = g_string_new("youths: youth_id,intent\n"), *wishes = g_string_new(NULL);
    for (int y = 0; y < youths; y++) {
        g_string_append_printf(text, "Y%d,explore\n", y);
        for (int i = 0; i < POSTS; i++)
            g_string_append_printf(wishes, "Y%d,P%d,1\n", y, i);
    }
    g_string_append(text, "companies: company_id,industry_scheme,industry\n");
    for (int i = 0; i < POSTS; i++)
        g_string_append_printf(text, "C%d,DB07,561\n", i);
    g_string_append(text, "posts: post_id,company_id,function,seats\n");
    for (int i = 0; i < POSTS; i++)
        g_string_append_printf(text, "P%d,C%d,5120,9\n", i, i);
    g_string_append_printf(text, "wishes: youth_id,post_id,rank\n%s", wishes->str);
    nw_cohort *cohort = nw_test_cohort(text->str);
    g_string_free(text, TRUE);
    g_string_free(wishes, TRUE);
    return cohort;
}

/* A forger may make the search for the best sequence as long as they like: together the youths give
 * up in time. What is found then lies on both sides of what more steps find. */
static void searches_without_end_give_up_together(void)
{
    nw_cohort *cohort = youths_before_alike_posts(5);
    nw_plan_options options = options_of(6);
    options.effort = 1;
    nw_plan *plan = plan_of(cohort, &options);
    nw_price_bound whole, part, same;
    CU_ASSERT_EQUAL_FATAL(nw_bound_of_prices(&whole, plan, NW_BOUND_STEPS, 2, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(whole.open, 0);
    CU_ASSERT_EQUAL(whole.least, whole.most);
    for (int64_t steps = 1; steps < 100000; steps *= 8) {
        CU_ASSERT_EQUAL_FATAL(nw_bound_of_prices(&part, plan, steps, 1, NULL), NEXTWORK_OK);
        CU_ASSERT_EQUAL_FATAL(nw_bound_of_prices(&same, plan, steps, 3, NULL), NEXTWORK_OK);
        CU_ASSERT_EQUAL(part.open, same.open);
        CU_ASSERT_EQUAL(part.least, same.least);
        CU_ASSERT_EQUAL(part.most, same.most);
        CU_ASSERT(part.least <= whole.least && whole.most <= part.most);
        CU_ASSERT(steps > 1 || (part.open == 5 && part.least < part.most));
    }
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

/* Not refused, and not held either: the row says neither. */
static void what_would_take_too_long_is_open(void)
{
    nw_cohort *cohort = youths_before_alike_posts(5);
    nw_plan_options options = options_of(6);
    options.effort = 1;
    nw_plan *plan = plan_of(cohort, &options);
    nw_price_bound bound;
    CU_ASSERT_EQUAL_FATAL(nw_bound_of_prices(&bound, plan, 1, 1, NULL), NEXTWORK_OK);
    const struct {
        int64_t claimed;
        int32_t holds;
    } cases[] = {{bound.least - 1, 0},
                 {bound.least, NW_UNKNOWN},
                 {bound.most - 1, NW_UNKNOWN},
                 {bound.most, 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        nw_plan_files files;
        nw_table *table;
        bool all;
        plan->bound = cases[i].claimed;
        CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, plan), NEXTWORK_OK);
        CU_ASSERT_EQUAL_FATAL(nw_verify_plan(&table, &all, cohort, &files, 1, NULL), NEXTWORK_OK);
        CU_ASSERT_EQUAL(all, cases[i].holds == 1);
        for (int64_t row = 0; row < table->rows; row++) {
            bool is_bound =
                nw_text_equal(nw_cell_text(&table->columns[0], row), nw_text_of("bound"));
            int32_t expected = is_bound ? cases[i].holds : 1;
            CU_ASSERT_EQUAL(nw_cell_int(&table->columns[1], row), expected);
            char *detail = text_at(table, "bound", cases[i].holds, 2);
            if (is_bound && expected == NW_UNKNOWN)
                CU_ASSERT_PTR_NOT_NULL(strstr(detail, "not proven: 5 youths (Y0 Y1 Y2 ..) have"));
            g_free(detail);
        }
        nw_table_free(table);
        nw_plan_files_clear(&files);
    }
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

static void a_youth_with_too_many_sequences_is_planned_all_the_same(void)
{
    nw_cohort *cohort = youths_before_alike_posts(1);
    nw_plan_options options = options_of(7);
    options.effort = 1;
    nw_plan *plan = plan_of(cohort, &options);
    nw_plan_files files;
    char failed[64];
    CU_ASSERT_EQUAL(plan->sat_out, 0);
    CU_ASSERT(plan->bound >= plan->objective);
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, plan), NEXTWORK_OK);
    CU_ASSERT(nw_test_plan_holds(cohort, &files, failed));
    CU_ASSERT_STRING_EQUAL(failed, "");
    nw_plan_files_clear(&files);
    nw_plan_unref(plan);
    nw_cohort_unref(cohort);
}

static void a_plan_is_read_back_as_it_was(void)
{
    nw_cohort *cohort = nw_test_cohort(contested), *other = nw_test_cohort(two_by_two);
    nw_plan_options options = options_of(2);
    options.first_stable = true;
    nw_plan *plan = plan_of(cohort, &options), *read = NULL;
    nw_plan_files files, again;
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_plan_read(&read, cohort, &files), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&again, read), NEXTWORK_OK);
    for (int f = 0; f < NW_PLAN_FILES; f++)
        CU_ASSERT(nw_text_equal(files.table[f], again.table[f]));
    CU_ASSERT(nw_text_equal(files.certificate, again.certificate));
    nw_plan_files_clear(&again);
    nw_plan_unref(read);
    read = NULL;
    CU_ASSERT_EQUAL(nw_plan_read(&read, other, &files), NEXTWORK_ERROR_DATA);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "another cohort"));
    CU_ASSERT_PTR_NULL(read);
    nw_plan_files_clear(&files);
    nw_plan_unref(plan);
    nw_cohort_unref(other);
    nw_cohort_unref(cohort);
}

/* --- Out of memory -----------------------------------------------------------------------------
 */

static nextwork_status use(const nw_plan *plan)
{
    nw_table *table;
    nw_plan_files files;
    char *picture;
    NW_TRY(nw_explain_plan(&table, plan, 1, 0));
    nw_table_free(table);
    NW_TRY(nw_tried_table(&table, plan));
    nw_table_free(table);
    NW_TRY(nw_plan_picture(&picture, plan, 1, NW_ENGLISH));
    nw_free(picture);
    NW_TRY(nw_plan_files_of(&files, plan));
    nw_plan *read = NULL;
    nextwork_status status = nw_plan_read(&read, plan->cohort, &files);
    nw_plan_unref(read);
    nw_plan_files_clear(&files);
    return status;
}

static nextwork_status make_and_use(void *context)
{
    nw_plan *plan;
    nw_plan_options options = options_of(2);
    options.first_stable = true;
    NW_TRY(nw_plan_new(&plan, context, &options, NULL));
    nextwork_status status = use(plan);
    nw_plan_unref(plan);
    return status;
}

static void out_of_memory_is_a_status(void)
{
    nw_cohort *cohort = nw_test_cohort(contested);
    CU_ASSERT(nw_test_each_allocation(make_and_use, cohort) > 50);
    nw_cohort_unref(cohort);
}

int main(void)
{
    static const nw_case cases[] = {
        {"everybody goes everywhere once", everybody_goes_everywhere_once},
        {"a wish asks for one placement", a_wish_asks_for_one_placement},
        {"fewer companies than periods are refused", fewer_companies_than_periods_are_refused},
        {"a discount compounds", a_discount_compounds},
        {"the first period may be the youths' mechanism's",
         the_first_period_may_be_the_youths_mechanism_s},
        {"a gap is rounded up", a_gap_is_rounded_up},
        {"who is nowhere allowed has reasons in each period",
         who_is_nowhere_allowed_has_reasons_in_each_period},
        {"a running placement takes its period", a_running_placement_takes_its_period},
        {"coverage counts before and after", coverage_counts_before_and_after},
        {"periods are added up", periods_are_added_up},
        {"a story tells fits as they would be", a_story_tells_fits_as_they_would_be},
        {"a scarce seat is named", a_scarce_seat_is_named},
        {"a control youth is shown no post", a_control_youth_is_shown_no_post},
        {"a picture has a line a period", a_picture_has_a_line_a_period},
        {"a true plan holds", a_true_plan_holds},
        {"any changed byte is found", any_changed_byte_is_found},
        {"a forger who mends the seal is found", a_forger_who_mends_the_seal_is_found},
        {"a bound that is too good is found", a_bound_that_is_too_good_is_found},
        {"searches without end give up together", searches_without_end_give_up_together},
        {"what would take too long is open", what_would_take_too_long_is_open},
        {"a youth with too many sequences is planned all the same",
         a_youth_with_too_many_sequences_is_planned_all_the_same},
        {"a plan is read back as it was", a_plan_is_read_back_as_it_was},
        {"out of memory is a status", out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("plan", cases);
}
