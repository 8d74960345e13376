/* Fits of many pairs into the caller's memory, through the C API. */
#include "base/random.h"
#include "fit/fit.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork.h>
#include <string.h>

#define YOUTHS INT64_C(45)
#define POSTS INT64_C(40)
#define PAIRS (YOUTHS * POSTS)
#define UNTOUCHED 77

static int32_t fits[PAIRS + 1];
static int64_t posts[PAIRS + 1];
static uint32_t reasons[PAIRS + 1];

static nextwork_round *random_round(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 41);
    nw_cohort *cohort = nw_test_random_cohort(&random, YOUTHS, POSTS / 2, 2);
    nextwork_round *round;
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, NW_TEST_WEEKS), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    for (int64_t i = 0; i <= PAIRS; i++) {
        fits[i] = UNTOUCHED;
        posts[i] = UNTOUCHED;
        reasons[i] = UNTOUCHED;
    }
    return round;
}

static bool is_control(const nextwork_round *round, int64_t youth)
{
    return round->cohort->youths.trial_arm[youth] == NW_CONTROL;
}

static void every_pair_as_by_itself(void)
{
    nextwork_round *round = random_round();
    CU_ASSERT_EQUAL(nextwork_round_fits(fits, reasons, PAIRS, round, 0, -1, NULL, NULL),
                    NEXTWORK_OK);
    int wrong = 0;
    for (int64_t y = 0; y < YOUTHS; y++)
        for (int64_t p = 0; p < POSTS; p++) {
            int32_t fit;
            uint32_t why;
            CU_ASSERT_EQUAL_FATAL(nextwork_round_fit(&fit, NULL, &why, round, y, p), NEXTWORK_OK);
            wrong += fits[y * POSTS + p] != (is_control(round, y) ? -1 : fit);
            wrong += reasons[y * POSTS + p] != why;
        }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(fits[PAIRS], UNTOUCHED);
    nextwork_round_unref(round);
}

static void a_block_of_rows(void)
{
    nextwork_round *round = random_round();
    static int32_t block[7 * POSTS];
    CU_ASSERT_EQUAL(nextwork_round_fits(fits, NULL, PAIRS, round, 0, YOUTHS, NULL, NULL),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_round_fits(block, NULL, 7 * POSTS, round, 20, 7, NULL, NULL),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL(memcmp(block, fits + 20 * POSTS, sizeof block), 0);
    CU_ASSERT_EQUAL(nextwork_round_fits(block, NULL, 0, round, YOUTHS, 0, NULL, NULL), NEXTWORK_OK);
    nextwork_round_unref(round);
}

static void the_best_are_allowed_and_in_order(void)
{
    nextwork_round *round = random_round();
    int wrong = 0, found = 0;
    CU_ASSERT_EQUAL(nextwork_round_top(posts, fits, YOUTHS * 6, 6, round, 0, -1, NULL, NULL),
                    NEXTWORK_OK);
    for (int64_t i = 0; i < YOUTHS * 6; i++) {
        bool first = i % 6 == 0;
        if (posts[i] < 0) {
            wrong += posts[i] != -1 || fits[i] != -1;
            continue;
        }
        nw_fit fit;
        nw_fit_pair(&fit, round, (int32_t)(i / 6), (int32_t)posts[i]);
        wrong += fit.reasons != 0 || fit.fit != fits[i];
        wrong += !first && (posts[i - 1] < 0 || fits[i - 1] < fits[i] ||
                            (fits[i - 1] == fits[i] && posts[i - 1] > posts[i]));
        found++;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_TRUE(found > YOUTHS);
    CU_ASSERT_EQUAL(posts[YOUTHS * 6], UNTOUCHED);
    nextwork_round_unref(round);
}

static void a_list_of_pairs(void)
{
    enum { COUNT = 500 };
    nextwork_round *round = random_round();
    nw_random random = nw_random_start(nw_test_seed(), 42);
    int64_t y[COUNT], p[COUNT];
    for (int i = 0; i < COUNT; i++) {
        y[i] = (int64_t)nw_random_below(&random, YOUTHS);
        p[i] = (int64_t)nw_random_below(&random, POSTS);
    }
    CU_ASSERT_EQUAL(nextwork_round_pairs(fits, reasons, round, y, p, COUNT, NULL, NULL),
                    NEXTWORK_OK);
    int wrong = 0;
    for (int i = 0; i < COUNT; i++) {
        int32_t fit;
        uint32_t why;
        CU_ASSERT_EQUAL_FATAL(nextwork_round_fit(&fit, NULL, &why, round, y[i], p[i]), NEXTWORK_OK);
        wrong += fits[i] != (is_control(round, y[i]) ? -1 : fit) || reasons[i] != why;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(fits[COUNT], UNTOUCHED);
    nextwork_round_unref(round);
}

static void a_pair_outside_is_named_and_nothing_written(void)
{
    nextwork_round *round = random_round();
    static const struct {
        int64_t youth, post;
    } outside[] = {{-1, 0}, {YOUTHS, 0}, {0, -1}, {0, POSTS}};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        int64_t y[] = {0, outside[i].youth}, p[] = {0, outside[i].post};
        CU_ASSERT_EQUAL(nextwork_round_pairs(fits, NULL, round, y, p, 2, NULL, NULL),
                        NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT_EQUAL(nextwork_error_row(), 1);
        CU_ASSERT_EQUAL(fits[0], UNTOUCHED);
    }
    nextwork_round_unref(round);
}

static void a_small_buffer_is_left_alone(void)
{
    nextwork_round *round = random_round();
    CU_ASSERT_EQUAL(nextwork_round_fits(fits, reasons, PAIRS - 1, round, 0, -1, NULL, NULL),
                    NEXTWORK_ERROR_BUFFER);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "1800"));
    CU_ASSERT_EQUAL(nextwork_round_top(posts, NULL, 224, 5, round, 0, -1, NULL, NULL),
                    NEXTWORK_ERROR_BUFFER);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "225"));
    CU_ASSERT_TRUE(fits[0] == UNTOUCHED && reasons[0] == UNTOUCHED && posts[0] == UNTOUCHED);
    nextwork_round_unref(round);
}

static void bad_calls(void)
{
    nextwork_round *round = random_round();
    const struct {
        int32_t *fits;
        const nextwork_round *round;
        int64_t k, youth, youths;
        nextwork_status status;
    } cases[] = {
        {NULL, round, 1, 0, 1, NEXTWORK_ERROR_HANDLE},
        {fits, NULL, 1, 0, 1, NEXTWORK_ERROR_HANDLE},
        {fits, round, 1, -1, 1, NEXTWORK_ERROR_ARGUMENT},
        {fits, round, 1, 0, YOUTHS + 1, NEXTWORK_ERROR_ARGUMENT},
        {fits, round, 0, 0, 1, NEXTWORK_ERROR_ARGUMENT},
        {fits, round, -3, 0, 1, NEXTWORK_ERROR_ARGUMENT},
        {fits, round, INT64_MAX, 0, 2, NEXTWORK_ERROR_ARGUMENT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_EQUAL(nextwork_round_top(cases[i].fits == NULL ? NULL : posts, NULL, PAIRS,
                                           cases[i].k, cases[i].round, cases[i].youth,
                                           cases[i].youths, NULL, NULL),
                        cases[i].status);
        if (cases[i].k == 1)
            CU_ASSERT_EQUAL(nextwork_round_fits(cases[i].fits, NULL, PAIRS, cases[i].round,
                                                cases[i].youth, cases[i].youths, NULL, NULL),
                            cases[i].status);
    }
    nextwork_round_unref(round);
}

static void more_posts_than_there_are(void)
{
    nextwork_round *round = nw_test_round("posts: post_id,company_id,seats\nP1,C,1\nP2,C,1\n");
    CU_ASSERT_EQUAL(nextwork_round_top(posts, fits, 4, 4, round, 0, -1, NULL, NULL), NEXTWORK_OK);
    CU_ASSERT_TRUE(posts[0] == 0 && posts[1] == 1 && posts[2] == -1 && posts[3] == -1);
    CU_ASSERT_TRUE(fits[0] == fits[1] && fits[2] == -1);
    nextwork_round_unref(round);
}

static void who_is_refused_everywhere_has_reasons_for_all(void)
{
    nextwork_round *round = nw_test_round("youths: youth_id,enrolled\nY,0\n"
                                          "posts: post_id,company_id,seats\nP1,C,1\nP2,C,0\n");
    CU_ASSERT_EQUAL(nextwork_round_top(posts, fits, 2, 2, round, 0, -1, NULL, NULL), NEXTWORK_OK);
    CU_ASSERT_TRUE(posts[0] == -1 && posts[1] == -1 && fits[0] == -1 && fits[1] == -1);
    CU_ASSERT_EQUAL(nextwork_round_fits(fits, reasons, 2, round, 0, -1, NULL, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(reasons[0], 1U << NW_REASON_NOT_ENROLLED);
    CU_ASSERT_EQUAL(reasons[1], 1U << NW_REASON_NOT_ENROLLED | 1U << NW_REASON_NO_SEAT);
    nextwork_round_unref(round);
}

static void an_empty_side(void)
{
    nextwork_round *round = nw_test_round("posts: post_id,company_id,seats\n");
    CU_ASSERT_EQUAL(nextwork_round_fits(fits, reasons, 0, round, 0, -1, NULL, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_round_top(posts, fits, 3, 3, round, 0, -1, NULL, NULL), NEXTWORK_OK);
    CU_ASSERT_TRUE(posts[0] == -1 && posts[2] == -1);
    nextwork_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"every pair as by itself", every_pair_as_by_itself},
        {"a block of rows", a_block_of_rows},
        {"the best are allowed and in order", the_best_are_allowed_and_in_order},
        {"a list of pairs", a_list_of_pairs},
        {"a pair outside is named and nothing written",
         a_pair_outside_is_named_and_nothing_written},
        {"a buffer that is too small is left alone", a_small_buffer_is_left_alone},
        {"bad calls", bad_calls},
        {"more posts wanted than there are", more_posts_than_there_are},
        {"who is refused everywhere has reasons for all",
         who_is_refused_everywhere_has_reasons_for_all},
        {"an empty side", an_empty_side},
        {NULL, NULL},
    };
    return nw_run_cases("many fits", cases);
}
