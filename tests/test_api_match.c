/* Rounds and results through the C API: whose option holds, numbers outside, what was stopped. */
#include "runner.h"
#include "world.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool says(const char *part)
{
    bool does = strstr(nextwork_error_message(), part) != NULL;
    if (!does)
        printf("\n    \"%s\" is not in: %s\n", part, nextwork_error_message());
    return does;
}

static nextwork_cohort *cohort_with(const char *policy)
{
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_new(&builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_world_fill(builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_set_policy(builder, policy), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    nextwork_builder_free(builder);
    return cohort;
}

static nextwork_round *world(void)
{
    nextwork_round *round;
    CU_ASSERT_EQUAL_FATAL(nw_world_round(&round), NEXTWORK_OK);
    return round;
}

/* Options with these values; NULL: not set. */
static nextwork_options *options_of(const char *start, const char *weeks, const char *extend)
{
    nextwork_options *options;
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&options), NEXTWORK_OK);
    if (start != NULL)
        CU_ASSERT_EQUAL(nextwork_options_set_text(options, "start", start), NEXTWORK_OK);
    if (weeks != NULL)
        CU_ASSERT_EQUAL(nextwork_options_set_text(options, "weeks", weeks), NEXTWORK_OK);
    if (extend != NULL)
        CU_ASSERT_EQUAL(nextwork_options_set_text(options, "extend", extend), NEXTWORK_OK);
    return options;
}

/* The certificate of a match with that policy and those options. */
static char *certificate(const char *policy, const char *start, const char *weeks,
                         const char *extend)
{
    nextwork_cohort *cohort = cohort_with(policy);
    nextwork_options *options = options_of(start, weeks, extend);
    nextwork_round *round;
    nextwork_result *result;
    char *json;
    CU_ASSERT_EQUAL_FATAL(nextwork_round_new(&round, cohort, options), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_match(&result, round, options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_result_certificate(&json, result), NEXTWORK_OK);
    nextwork_result_unref(result);
    nextwork_round_unref(round);
    nextwork_options_free(options);
    nextwork_cohort_unref(cohort);
    return json;
}

/* --- Whose option holds ------------------------------------------------------------------------
 */

static void callers_option_comes_before_the_policys(void)
{
    static const char all[] = "[round]\nstart=2027-01-04\nweeks=8\n[options]\nextend=1\nseed=5\n";
    static const char start_only[] = "[round]\nstart=2027-01-04\n";
    static const struct {
        const char *policy, *start, *weeks, *extend;
        const char *parts[4]; /* of the certificate */
    } cases[] = {
        {all,
         NULL,
         NULL,
         NULL,
         {"\"2027-01-04\"", "\"weeks\": 8", "\"extend\": true", "\"seed\": 5"}},
        {all,
         "2027-03-01",
         "4",
         "0",
         {"\"2027-03-01\"", "\"weeks\": 4", "\"extend\": false", "\"seed\": 5"}},
        {start_only,
         NULL,
         NULL,
         NULL,
         {"\"2027-01-04\"", "\"weeks\": 13", "\"extend\": false", "\"seed\": 1"}},
        {"",
         "2027-03-01",
         NULL,
         "1",
         {"\"2027-03-01\"", "\"weeks\": 13", "\"extend\": true", "\"seed\": 1"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *json = certificate(cases[i].policy, cases[i].start, cases[i].weeks, cases[i].extend);
        for (int p = 0; p < 4; p++) {
            bool there = strstr(json, cases[i].parts[p]) != NULL;
            if (!there)
                printf("\n    case %zu: no %s in %s\n", i, cases[i].parts[p], json);
            CU_ASSERT(there);
        }
        nextwork_text_free(json);
    }
}

static void nobody_says_when_the_round_starts(void)
{
    nextwork_cohort *cohort = cohort_with("[policy]\nid=none\n");
    nextwork_round *round = NULL;
    CU_ASSERT_EQUAL(nextwork_round_new(&round, cohort, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(says("set option start"));
    CU_ASSERT_PTR_NULL(round);
    nextwork_cohort_unref(cohort);
}

/* --- Pairs -------------------------------------------------------------------------------------
 */

static void numbers_outside_are_refused(void)
{
    static const int64_t pairs[][2] = {
        {-1, 0}, {NW_WORLD_YOUTHS, 0}, {0, -1}, {0, NW_WORLD_POSTS}, {INT64_MAX, INT64_MIN}};
    nextwork_round *round = world();
    nextwork_table *table = NULL;
    int32_t fit = 4711;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int64_t youth = pairs[i][0], post = pairs[i][1];
        CU_ASSERT_EQUAL(nextwork_round_fit(&fit, NULL, NULL, round, youth, post),
                        NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT_EQUAL(nextwork_round_explain(&table, round, youth, post, "en"),
                        NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT_EQUAL(nextwork_round_reasons(&table, round, youth, post, "en"),
                        NEXTWORK_ERROR_ARGUMENT);
    }
    CU_ASSERT_EQUAL(nextwork_round_reasons(&table, round, 0, 0, "sv"), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(says("give en or da"));
    CU_ASSERT_EQUAL(fit, 4711);
    CU_ASSERT_PTR_NULL(table);
    nextwork_round_unref(round);
}

static int64_t number(const nextwork_table *table, int64_t row, const char *column)
{
    int64_t place, value;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_find(&place, table, column), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_int64(&value, table, row, place), NEXTWORK_OK);
    return value;
}

static int64_t rows_of(const nextwork_table *table)
{
    int64_t rows;
    CU_ASSERT_EQUAL_FATAL(nextwork_table_rows(&rows, table), NEXTWORK_OK);
    return rows;
}

static void one_pair_is_told_alike_everywhere(void)
{
    nextwork_round *round = world();
    for (int64_t youth = 0; youth < NW_WORLD_YOUTHS; youth++) {
        for (int64_t post = 0; post < NW_WORLD_POSTS; post++) {
            int32_t fit, coverage;
            uint32_t reasons;
            nextwork_table *score, *parts, *why;
            CU_ASSERT_EQUAL(nextwork_round_fit(&fit, &coverage, &reasons, round, youth, post),
                            NEXTWORK_OK);
            CU_ASSERT_EQUAL_FATAL(nextwork_round_score(&score, round, youth, 1, post, NULL, NULL),
                                  NEXTWORK_OK);
            CU_ASSERT_EQUAL_FATAL(nextwork_round_explain(&parts, round, youth, post, "en"),
                                  NEXTWORK_OK);
            CU_ASSERT_EQUAL_FATAL(nextwork_round_reasons(&why, round, youth, post, "da"),
                                  NEXTWORK_OK);
            CU_ASSERT_EQUAL(rows_of(score), 1);
            CU_ASSERT_EQUAL(number(score, 0, "fit"), fit);
            CU_ASSERT_EQUAL(number(score, 0, "coverage"), coverage);
            int64_t sum = 0;
            for (int64_t row = 0; row < rows_of(parts); row++)
                sum += number(parts, row, "part");
            CU_ASSERT_EQUAL(sum, fit);
            CU_ASSERT_EQUAL(rows_of(why), __builtin_popcountll(reasons));
            nextwork_table_free(score);
            nextwork_table_free(parts);
            nextwork_table_free(why);
        }
    }
    nextwork_round_unref(round);
}

static void scores_of_some_youths(void)
{
    static const struct {
        int64_t youth, youths, post, rows; /* -1: refused */
    } cases[] = {
        {0, -1, -1, NW_WORLD_YOUTHS * NW_WORLD_POSTS},
        {0, NW_WORLD_YOUTHS, 2, NW_WORLD_YOUTHS},
        {3, -1, -1, (NW_WORLD_YOUTHS - 3) * NW_WORLD_POSTS},
        {3, 2, -1, 2 * NW_WORLD_POSTS},
        {3, 0, -1, 0},
        {NW_WORLD_YOUTHS, -1, -1, 0},
        {NW_WORLD_YOUTHS + 1, -1, -1, -1},
        {-1, -1, -1, -1},
        {0, -2, -1, -1},
        {3, NW_WORLD_YOUTHS, -1, -1},
        {1, INT64_MAX, -1, -1},
        {0, -1, NW_WORLD_POSTS, -1},
        {0, -1, -2, -1},
    };
    nextwork_round *round = world();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nextwork_table *table = NULL;
        nextwork_status status = nextwork_round_score(&table, round, cases[i].youth,
                                                      cases[i].youths, cases[i].post, NULL, NULL);
        CU_ASSERT_EQUAL(status, cases[i].rows < 0 ? NEXTWORK_ERROR_ARGUMENT : NEXTWORK_OK);
        if (status == NEXTWORK_OK)
            CU_ASSERT_EQUAL(rows_of(table), cases[i].rows);
        nextwork_table_free(table);
    }
    nextwork_round_unref(round);
}

/* --- Too many scores ---------------------------------------------------------------------------
 */

#define MANY 10001 /* its square is more than 100 million */

static void give_ids(nextwork_builder *builder, const char *table, const char *column)
{
    char(*ids)[8] = malloc(MANY * sizeof *ids);
    const char **texts = malloc(MANY * sizeof *texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(ids);
    CU_ASSERT_PTR_NOT_NULL_FATAL(texts);
    for (int i = 0; i < MANY; i++) {
        snprintf(ids[i], sizeof ids[i], "X%05u", (unsigned)i % 100000);
        texts[i] = ids[i];
    }
    CU_ASSERT_EQUAL(nextwork_builder_set_text(builder, table, column, texts, MANY), NEXTWORK_OK);
    free(texts);
    free(ids);
}

static nextwork_round *large_round(void)
{
    static int64_t seats[MANY];
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    nextwork_round *round;
    nextwork_options *options = options_of("2027-01-04", NULL, NULL);
    for (int i = 0; i < MANY; i++)
        seats[i] = 1;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_new(&builder), NEXTWORK_OK);
    give_ids(builder, "youths", "youth_id");
    give_ids(builder, "companies", "company_id");
    give_ids(builder, "posts", "post_id");
    give_ids(builder, "posts", "company_id");
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "posts", "seats", seats, MANY),
                    NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_new(&round, cohort, options), NEXTWORK_OK);
    nextwork_options_free(options);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
    return round;
}

static void more_than_a_hundred_million_scores_are_refused(void)
{
    nextwork_round *round = large_round();
    nextwork_table *table = NULL;
    CU_ASSERT_EQUAL(nextwork_round_score(&table, round, 0, -1, -1, NULL, NULL),
                    NEXTWORK_ERROR_LIMIT);
    CU_ASSERT(says("at most 100000000 at a time"));
    CU_ASSERT_PTR_NULL(table);
    CU_ASSERT_EQUAL(nextwork_round_score(&table, round, 0, -1, 0, NULL, NULL), NEXTWORK_OK);
    nextwork_table_free(table);
    nextwork_round_unref(round);
}

/* --- Results -----------------------------------------------------------------------------------
 */

static nextwork_result *match(nextwork_round *round, nextwork_monitor *monitor)
{
    nextwork_result *result;
    CU_ASSERT_EQUAL_FATAL(nextwork_round_match(&result, round, NULL, monitor), NEXTWORK_OK);
    return result;
}

static void result_holds_together(void)
{
    static const char *const names[] = {"placements", "unplaced"};
    nextwork_round *round = world();
    nextwork_result *result = match(round, NULL);
    nextwork_round_unref(round); /* the result holds it, and it its cohort */
    int64_t posts[NW_WORLD_YOUTHS], placed = 0;
    int32_t outcome, holds;
    nextwork_table *table;
    CU_ASSERT_EQUAL(nextwork_result_outcome(&outcome, result), NEXTWORK_OK);
    CU_ASSERT_EQUAL(outcome, NEXTWORK_OUTCOME_STABLE);
    CU_ASSERT_EQUAL(nextwork_result_posts(posts, NW_WORLD_YOUTHS - 1, result),
                    NEXTWORK_ERROR_BUFFER);
    CU_ASSERT_EQUAL(nextwork_result_posts(posts, NW_WORLD_YOUTHS, result), NEXTWORK_OK);
    for (int64_t youth = 0; youth < NW_WORLD_YOUTHS; youth++)
        placed += posts[youth] >= 0;
    CU_ASSERT(placed > 0 && placed < NW_WORLD_YOUTHS);
    for (int t = 0; t < 2; t++) {
        CU_ASSERT_EQUAL_FATAL(nextwork_result_table(&table, result, names[t]), NEXTWORK_OK);
        CU_ASSERT_EQUAL(rows_of(table), t == 0 ? placed : NW_WORLD_YOUTHS - placed);
        nextwork_table_free(table);
    }
    CU_ASSERT_EQUAL_FATAL(nextwork_result_verify(&table, &holds, result, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(holds, 1);
    nextwork_table_free(table);
    CU_ASSERT_EQUAL(nextwork_result_table(&table, result, "winners"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("placements, unplaced or posts"));
    nextwork_result_unref(result);
}

static void placement_that_was_no_wish_has_no_rank(void)
{
    nextwork_round *round = world();
    nextwork_options *options = options_of(NULL, NULL, "1");
    nextwork_result *result;
    nextwork_table *table;
    int64_t unlisted = 0;
    CU_ASSERT_EQUAL_FATAL(nextwork_round_match(&result, round, options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_result_table(&table, result, "placements"), NEXTWORK_OK);
    for (int64_t row = 0; row < rows_of(table); row++) {
        int64_t rank = number(table, row, "rank");
        CU_ASSERT(rank == NEXTWORK_UNKNOWN || rank == 1 || rank == 2);
        unlisted += rank == NEXTWORK_UNKNOWN;
    }
    CU_ASSERT(unlisted > 0);
    nextwork_table_free(table);
    nextwork_result_unref(result);
    nextwork_options_free(options);
    nextwork_round_unref(round);
}

static void story_of_a_youth_is_asked_by_number_and_language(void)
{
    nextwork_round *round = world();
    nextwork_result *result = match(round, NULL);
    nextwork_table *table;
    CU_ASSERT_EQUAL_FATAL(nextwork_result_explain(&table, result, 0, "da"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(rows_of(table), 2);
    nextwork_table_free(table);
    CU_ASSERT_EQUAL(nextwork_result_explain(&table, result, -1, "da"), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_result_explain(&table, result, NW_WORLD_YOUTHS, "da"),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_result_explain(&table, result, 0, ""), NEXTWORK_ERROR_ARGUMENT);
    nextwork_result_unref(result);
    nextwork_round_unref(round);
}

static void expect_no_placements(const nextwork_result *result)
{
    int64_t posts[NW_WORLD_YOUTHS];
    int32_t holds;
    nextwork_table *table;
    char *json;
    CU_ASSERT_EQUAL(nextwork_result_table(&table, result, "posts"), NEXTWORK_ERROR_STATE);
    CU_ASSERT_EQUAL(nextwork_result_posts(posts, NW_WORLD_YOUTHS, result), NEXTWORK_ERROR_STATE);
    CU_ASSERT_EQUAL(nextwork_result_certificate(&json, result), NEXTWORK_ERROR_STATE);
    CU_ASSERT_EQUAL(nextwork_result_write(result, "nowhere"), NEXTWORK_ERROR_STATE);
    CU_ASSERT_EQUAL(nextwork_result_explain(&table, result, 0, "en"), NEXTWORK_ERROR_STATE);
    CU_ASSERT_EQUAL(nextwork_result_verify(&table, &holds, result, NULL), NEXTWORK_ERROR_STATE);
}

static void stopped_match_has_an_outcome_and_no_placements(void)
{
    nextwork_round *round = world();
    for (int cancelled = 0; cancelled < 2; cancelled++) {
        nextwork_monitor *monitor;
        int32_t outcome;
        CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
        nextwork_status stopped = cancelled ? nextwork_monitor_cancel(monitor)
                                            : nextwork_monitor_set_deadline(monitor, 0);
        CU_ASSERT_EQUAL(stopped, NEXTWORK_OK);
        nextwork_result *result = match(round, monitor);
        CU_ASSERT_EQUAL(nextwork_result_outcome(&outcome, result), NEXTWORK_OK);
        CU_ASSERT_EQUAL(outcome,
                        cancelled ? NEXTWORK_OUTCOME_CANCELLED : NEXTWORK_OUTCOME_TIME_LIMIT);
        expect_no_placements(result);
        nextwork_result_unref(result);
        nextwork_monitor_free(monitor);
    }
    nextwork_round_unref(round);
}

static void stopped_scoring_and_checking_are_failures(void)
{
    nextwork_round *round = world();
    nextwork_result *result = match(round, NULL);
    nextwork_monitor *monitor;
    nextwork_table *table = NULL;
    int32_t holds = 4711;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_round_score(&table, round, 0, -1, -1, NULL, monitor),
                    NEXTWORK_ERROR_CANCELLED);
    CU_ASSERT_EQUAL(nextwork_result_verify(&table, &holds, result, monitor),
                    NEXTWORK_ERROR_CANCELLED);
    CU_ASSERT_PTR_NULL(table);
    CU_ASSERT_EQUAL(holds, 4711);
    nextwork_monitor_free(monitor);
    nextwork_result_unref(result);
    nextwork_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"the caller's option comes before the policy's", callers_option_comes_before_the_policys},
        {"nobody says when the round starts", nobody_says_when_the_round_starts},
        {"numbers outside are refused", numbers_outside_are_refused},
        {"one pair is told alike everywhere", one_pair_is_told_alike_everywhere},
        {"scores of some youths", scores_of_some_youths},
        {"more than a hundred million scores are refused",
         more_than_a_hundred_million_scores_are_refused},
        {"a result holds together", result_holds_together},
        {"a placement that was no wish has no rank", placement_that_was_no_wish_has_no_rank},
        {"the story of a youth is asked by number and language",
         story_of_a_youth_is_asked_by_number_and_language},
        {"a stopped match has an outcome and no placements",
         stopped_match_has_an_outcome_and_no_placements},
        {"stopped scoring and checking are failures", stopped_scoring_and_checking_are_failures},
        {NULL, NULL},
    };
    return nw_run_cases("api match", cases);
}
