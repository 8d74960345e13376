/* Planning anew: what a youth still wants and may have stays, the rest is planned, and what changed
 * is told with its reason. */
#include "plan/replan.h"

#include "forgery.h"
#include "plan/plan_changes.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/status.h>

#include <glib.h>
#include <string.h>

static nw_plan_options options_of(int periods)
{
    return (nw_plan_options){.calendar = nw_calendar_of(NW_TEST_START, NW_TEST_WEEKS, periods),
                             .seed = 1,
                             .effort = 2,
                             .threads = 1};
}

static nw_earlier earlier_of(nw_cohort *cohort, const nw_plan_options *options)
{
    nw_plan *plan;
    nw_plan_files files;
    nw_earlier earlier;
    CU_ASSERT_EQUAL_FATAL(nw_plan_new(&plan, cohort, options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_earlier_read(&earlier, &files), NEXTWORK_OK);
    nw_plan_files_clear(&files);
    nw_plan_unref(plan);
    return earlier;
}

static nw_plan *replan(nw_cohort *cohort, const nw_earlier *earlier, const nw_plan_options *options)
{
    nw_plan *plan = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_replan(&plan, cohort, earlier, options, NULL), NEXTWORK_OK);
    return plan;
}

static bool holds(const nw_plan *plan)
{
    nw_plan_files files;
    char failed[64];
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, plan), NEXTWORK_OK);
    bool all = nw_test_plan_holds(plan->cohort, &files, failed);
    nw_plan_files_clear(&files);
    return all;
}

/* The changes as "YOUTH period before>after why reasons;", to be freed. */
static char *changes_of(const nw_plan *plan)
{
    GString *text = g_string_new(NULL);
    const nw_table *table = plan->changes;
    for (int64_t row = 0; row < table->rows; row++) {
        const nw_column_schema *why = &table->schema->columns[NW_CHANGE_WHY];
        nw_text youth = nw_cell_text(&table->columns[0], row);
        nw_text before = nw_cell_text(&table->columns[NW_CHANGE_BEFORE], row);
        nw_text after = nw_cell_text(&table->columns[NW_CHANGE_AFTER], row);
        nw_text reasons = nw_cell_text(&table->columns[NW_CHANGE_REASONS], row);
        g_string_append_printf(text, "%.*s %d %.*s>%.*s %s %.*s;", (int)youth.bytes, youth.at,
                               (int)nw_cell_int(&table->columns[1], row), (int)before.bytes,
                               before.at, (int)after.bytes, after.at,
                               why->choices[nw_cell_int(&table->columns[NW_CHANGE_WHY], row)],
                               (int)reasons.bytes, reasons.at);
    }
    return g_string_free(text, FALSE);
}

/* Fits leave no doubt: A goes to P, then Q; B to Q, then P; C to R. */
#define COMPANIES "companies: company_id\nK\nL\nM\nN\n"
#define FITS                                                                                       \
    "fits: youth_id,post_id,fit\nA,P,9000\nA,Q,9000\nA,S,1000\nB,Q,8000\nB,P,8000\nB,S,1000\n"     \
    "C,R,5000\nC,S,100\n"
static const char *const before =
    "youths: youth_id\nA\nB\nC\n" COMPANIES
    "posts: post_id,company_id,seats,available_from,available_to\n"
    "P,K,1,,\nQ,L,1,,\nR,M,1,,2027-04-05\nS,N,3,2027-04-05,\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,Q,1\nB,P,2\nC,R,1\n" FITS;

static void nothing_changes_when_nothing_has(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 91);
    for (int n = 0; n < 20; n++) {
        nw_cohort *cohort = nw_test_random_cohort(&random, 8, 5, 2);
        nw_plan_options options = options_of(3);
        options.extend = n % 2;
        nw_earlier earlier = earlier_of(cohort, &options);
        nw_plan *plan = replan(cohort, &earlier, &options);
        nw_table *kept = NULL;
        CU_ASSERT_EQUAL_FATAL(nw_plan_kept_table(&kept, plan), NEXTWORK_OK);
        CU_ASSERT_EQUAL(kept->rows, earlier.placements->rows);
        for (int64_t row = 0; row < plan->changes->rows; row++) /* nobody loses anything */
            CU_ASSERT_EQUAL(nw_cell_text(&plan->changes->columns[NW_CHANGE_BEFORE], row).bytes, 0);
        CU_ASSERT(holds(plan));
        nw_table_free(kept);
        nw_plan_unref(plan);
        nw_earlier_clear(&earlier);
        nw_cohort_unref(cohort);
    }
}

/* The second cohort and what it changes of the plan made for `before`. */
static void expect(const char *after, const char *changes)
{
    nw_cohort *old = nw_test_cohort(before), *now = nw_test_cohort(after);
    nw_plan_options options = options_of(2);
    nw_earlier earlier = earlier_of(old, &options);
    nw_plan *plan = replan(now, &earlier, &options);
    char *found = changes_of(plan);
    CU_ASSERT_STRING_EQUAL(found, changes);
    CU_ASSERT(holds(plan));
    g_free(found);
    nw_plan_unref(plan);
    nw_earlier_clear(&earlier);
    nw_cohort_unref(now);
    nw_cohort_unref(old);
}

#define POSTS                                                                                      \
    "posts: post_id,company_id,seats,available_from,available_to\n"                                \
    "P,K,1,,\nQ,L,1,,\nR,M,1,,2027-04-05\nS,N,3,2027-04-05,\n"

static void a_youth_who_has_left_makes_room(void)
{
    expect("youths: youth_id\nA\nB\n" COMPANIES POSTS
           "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,Q,1\nB,P,2\n"
           "fits: youth_id,post_id,fit\nA,P,9000\nA,Q,9000\nB,Q,8000\nB,P,8000\n",
           "C 1 R> youth-gone ;");
}

static void a_wish_that_is_gone_is_not_kept(void)
{
    expect("youths: youth_id\nA\nB\nC\n" COMPANIES POSTS
           "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,Q,1\nB,P,2\nC,S,1\n" FITS,
           "C 1 R> not-wanted ;C 2 >S planned ;");
}

static void what_is_forbidden_now_tells_the_reasons(void)
{
    expect("youths: youth_id,enrolled\nA,1\nB,1\nC,0\n" COMPANIES POSTS
           "wishes: youth_id,post_id,rank,veto\nA,P,1,\nA,Q,2,\nB,Q,1,\nB,P,2,\nC,R,,1\n" FITS,
           "C 1 R> refused veto|not-enrolled;");
}

static void a_post_that_is_gone_is_told(void)
{
    expect("youths: youth_id\nA\nB\nC\n" COMPANIES
           "posts: post_id,company_id,seats,available_from,available_to\n"
           "P,K,1,,\nQ,L,1,,\nS,N,3,2027-04-05,\n"
           "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,Q,1\nB,P,2\nC,S,1\n"
           "fits: youth_id,post_id,fit\nA,P,9000\nA,Q,9000\nB,Q,8000\nB,P,8000\n",
           "C 1 R> post-gone ;C 2 >S planned ;");
}

/* P and Q are one company's now, which may take one at a time and each youth once. */
static void where_seats_are_fewer_the_best_fit_stays(void)
{
    nw_cohort *old = nw_test_cohort("youths: youth_id\nA\nB\ncompanies: company_id\nK\nL\n"
                                    "posts: post_id,company_id,seats,available_to\n"
                                    "P,K,2,2027-04-05\nQ,L,1,\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n");
    nw_cohort *now = nw_test_cohort("youths: youth_id\nA\nB\ncompanies: company_id\nK\nL\n"
                                    "posts: post_id,company_id,seats,available_to\n"
                                    "P,K,1,2027-04-05\nQ,L,1,\n"
                                    "wishes: youth_id,post_id,rank\nA,P,2\nB,P,1\n");
    nw_plan_options options = options_of(2);
    nw_earlier earlier = earlier_of(old, &options);
    nw_plan *plan = replan(now, &earlier, &options);
    char *found = changes_of(plan);
    CU_ASSERT_STRING_EQUAL(found, "A 1 P> seat-lost ;");
    CU_ASSERT_EQUAL(plan->post_of[1], 0);
    CU_ASSERT(holds(plan));
    g_free(found);
    nw_plan_unref(plan);
    nw_earlier_clear(&earlier);
    nw_cohort_unref(now);
    nw_cohort_unref(old);
}

/* The first period is over and in the placements table; a period is added at the end. */
static void periods_are_matched_by_their_days(void)
{
    nw_cohort *old = nw_test_cohort(before);
    char *text = g_strconcat(before,
                             "placements: placement_id,youth_id,post_id,start,end,status\n"
                             "1,A,P,2027-01-04,2027-04-05,done\n"
                             "2,B,Q,2027-01-04,2027-04-05,done\n",
                             NULL);
    nw_cohort *now = nw_test_cohort(text);
    nw_plan_options options = options_of(2);
    nw_earlier earlier = earlier_of(old, &options);
    options.calendar = nw_calendar_of(NW_TEST_START + 7 * NW_TEST_WEEKS, NW_TEST_WEEKS, 2);
    nw_plan *plan = replan(now, &earlier, &options);
    char *found = changes_of(plan);
    CU_ASSERT_STRING_EQUAL(found, "");
    CU_ASSERT_EQUAL(plan->fixed[0], nw_test_post(now, "Q"));
    CU_ASSERT_EQUAL(plan->fixed[1], nw_test_post(now, "P"));
    CU_ASSERT_EQUAL(plan->fixed[3], NW_FREE);
    CU_ASSERT(holds(plan));
    g_free(found);
    nw_plan_unref(plan);
    nw_earlier_clear(&earlier);
    nw_cohort_unref(now);
    nw_cohort_unref(old);
    g_free(text);
}

static void the_rest_is_what_begins_later(void)
{
    nw_earlier earlier = {.calendar = nw_calendar_of(NW_TEST_START, NW_TEST_WEEKS, 4)};
    int32_t second = earlier.calendar.period[1].start;
    nw_calendar rest = {0};
    CU_ASSERT_EQUAL(nw_earlier_rest(&rest, &earlier, NW_UNKNOWN), NEXTWORK_OK);
    CU_ASSERT_EQUAL(rest.count, 4);
    CU_ASSERT_EQUAL(nw_earlier_rest(&rest, &earlier, second), NEXTWORK_OK);
    CU_ASSERT_EQUAL(rest.count, 3);
    CU_ASSERT_EQUAL(rest.period[0].start, second);
    CU_ASSERT_EQUAL(nw_earlier_rest(&rest, &earlier, earlier.calendar.period[2].start + 1),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(rest.count, 1);
    CU_ASSERT_EQUAL(nw_earlier_rest(&rest, &earlier, earlier.calendar.period[3].end),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "no period of the earlier plan"));
}

static void any_cohort_can_be_planned_anew(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 92);
    for (int n = 0; n < 30; n++) {
        nw_cohort *old = nw_test_random_cohort(&random, 8, 5, 2);
        nw_cohort *now = nw_test_random_cohort(&random, 9, 5, 2);
        nw_plan_options options = options_of(3);
        options.extend = n % 2;
        options.must_place = n % 3 == 0;
        nw_earlier earlier = earlier_of(old, &options);
        nw_plan *plan = replan(now, &earlier, &options);
        CU_ASSERT(holds(plan));
        nw_plan_unref(plan);
        nw_earlier_clear(&earlier);
        nw_cohort_unref(now);
        nw_cohort_unref(old);
    }
}

static void a_first_period_by_contest_is_refused(void)
{
    nw_cohort *cohort = nw_test_cohort(before);
    nw_plan_options options = options_of(2);
    nw_earlier earlier = earlier_of(cohort, &options);
    nw_plan *plan = NULL;
    options.first_stable = true;
    CU_ASSERT_EQUAL(nw_replan(&plan, cohort, &earlier, &options, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(plan);
    nw_earlier_clear(&earlier);
    nw_cohort_unref(cohort);
}

int main(void)
{
    static const nw_case cases[] = {
        {"nothing changes when nothing has", nothing_changes_when_nothing_has},
        {"a youth who has left makes room", a_youth_who_has_left_makes_room},
        {"a wish that is gone is not kept", a_wish_that_is_gone_is_not_kept},
        {"what is forbidden now tells the reasons", what_is_forbidden_now_tells_the_reasons},
        {"a post that is gone is told", a_post_that_is_gone_is_told},
        {"where seats are fewer the best fit stays", where_seats_are_fewer_the_best_fit_stays},
        {"periods are matched by their days", periods_are_matched_by_their_days},
        {"the rest is what begins later", the_rest_is_what_begins_later},
        {"any cohort can be planned anew", any_cohort_can_be_planned_anew},
        {"a first period by contest is refused", a_first_period_by_contest_is_refused},
        {NULL, NULL},
    };
    return nw_run_cases("replan", cases);
}
