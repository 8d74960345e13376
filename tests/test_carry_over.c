/* A round with option carry_over: who came off badly in earlier rounds comes first among equals. */
#include "base/memory.h"
#include "fit/explain.h"
#include "forgery.h"
#include "random_round.h"
#include "round/carry_over.h"
#include "round/chances.h"
#include "round/explain_youth.h"
#include "round/matching.h"
#include "round/mechanism.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <string.h>

static nw_match_options options_of(uint64_t seed)
{
    return (nw_match_options){
        .mechanism = "deferred-acceptance", .seed = seed, .carry_over = true, .threads = 2};
}

static nw_result *match(nw_round *round, const nw_match_options *options)
{
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->blocking_pairs, 0);
    return result;
}

static bool is_placed(const nw_result *result, const char *youth)
{
    return result->post_of[nw_test_youth(result->round->cohort, youth)] >= 0;
}

#define THREE                                                                                      \
    "youths: youth_id\nA\nB\nC\n"                                                                  \
    "posts: post_id,company_id,seats\nP,C,1\n"                                                     \
    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\nC,P,1\n"
#define OUTCOMES "outcomes: youth_id,start,placed,rank\n"

/* Whoever carries most over has the one seat, whatever the lottery says. */
static void who_was_left_out_comes_first_then_who_got_little(void)
{
    static const struct {
        const char *outcomes, *first;
    } cases[] = {
        {OUTCOMES "A,2026-01-05,0,\n", "A"},
        {OUTCOMES "B,2026-01-05,1,4\n", "B"},
        {OUTCOMES "B,2026-01-05,1,\n", "B"},
        {OUTCOMES "A,2026-01-05,1,4\nC,2026-01-05,0,\n", "C"},
        {OUTCOMES "A,2025-01-06,0,\nA,2026-01-05,1,9\nB,2026-01-05,1,9\n", "A"},
        /* a good wish makes up for what was before, and what is to come does not count */
        {OUTCOMES "A,2025-01-06,0,\nA,2026-01-05,1,3\nB,2026-01-05,1,4\n", "B"},
        {OUTCOMES "A,2027-01-04,0,\nB,2026-01-05,1,4\n", "B"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = g_strconcat(THREE, cases[i].outcomes, NULL);
        nw_round *round = nw_test_round(text);
        for (uint64_t seed = 0; seed < 10; seed++) {
            nw_match_options options = options_of(seed);
            nw_result *result = match(round, &options);
            CU_ASSERT(is_placed(result, cases[i].first));
            nw_result_unref(result);
        }
        nw_round_unref(round);
        g_free(text);
    }
}

static const char *const left_out = THREE OUTCOMES "A,2026-01-05,0,\n";

static void without_the_option_the_lottery_alone_decides(void)
{
    nw_round *round = nw_test_round(left_out);
    int first = 0;
    for (uint64_t seed = 0; seed < 30; seed++) {
        nw_match_options options = options_of(seed);
        options.carry_over = false;
        nw_result *result = match(round, &options);
        first += is_placed(result, "A");
        nw_result_unref(result);
    }
    CU_ASSERT(first > 0 && first < 30);
    nw_round_unref(round);
}

static void a_better_answer_comes_before_what_is_carried_over(void)
{
    nw_round *round = nw_test_round(THREE "answers: post_id,youth_id,answer\nP,B,maybe\n" OUTCOMES
                                          "A,2026-01-05,0,\n");
    nw_match_options options = options_of(1);
    nw_result *result = match(round, &options);
    CU_ASSERT(is_placed(result, "B"));
    nw_result_unref(result);
    nw_round_unref(round);
}

static bool story_has(const nw_result *result, const char *youth, int language, const char *words)
{
    nw_table *table;
    int32_t y = nw_test_youth(result->round->cohort, youth);
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&table, result, y, language), NEXTWORK_OK);
    char line[1200] = "";
    nw_text text = nw_cell_text(&table->columns[7], 0);
    memcpy(line, text.at, (size_t)text.bytes);
    nw_table_free(table);
    return strstr(line, words) != NULL;
}

static void the_story_counts_the_rounds(void)
{
    nw_round *round = nw_test_round(THREE OUTCOMES "A,2026-01-05,0,\nA,2026-06-01,0,\n"
                                                   "B,2026-01-05,1,7\n");
    nw_match_options options = options_of(1);
    nw_result *result = match(round, &options);
    CU_ASSERT(story_has(result, "A", NW_ENGLISH, "Placed here"));
    CU_ASSERT(story_has(result, "A", NW_ENGLISH, "left without a place in 2 earlier rounds"));
    CU_ASSERT(story_has(result, "A", NW_DANISH, "uden plads i 2 tidligere runder"));
    CU_ASSERT(story_has(result, "B", NW_ENGLISH, "\"not asked, was left without a place before\""));
    CU_ASSERT(story_has(result, "B", NW_ENGLISH, "none of the first wishes in 1 earlier round,"));
    CU_ASSERT(
        story_has(result, "B", NW_DANISH, "ingen af sine første ønsker i 1 tidligere runde "));
    CU_ASSERT(!story_has(result, "C", NW_ENGLISH, "earlier round"));
    nw_result_unref(result);
    nw_round_unref(round);
}

/* Outcomes for about half of the youths. */
/* With any of the other options; and without the option the claims do not hold any more. */
static void true_results_hold_and_need_the_option(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 70);
    int refused = 0;
    for (int n = 0; n < 400; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){10, 4, 8});
        nw_random_outcomes(text, &random, 10);
        nw_round *round = nw_test_round(text->str);
        nw_match_options options = options_of(1);
        options.extend = n % 2 == 0;
        options.equals = n % 4 == 1;
        options.post_optimal = n % 4 == 2;
        options.protect = n % 3 == 0;
        nw_result *result = match(round, &options);
        nw_result_files files;
        char failed[64];
        CU_ASSERT_EQUAL_FATAL(nw_result_files_of(&files, result), NEXTWORK_OK);
        CU_ASSERT(nw_test_holds(round->cohort, &files, failed));
        CU_ASSERT_STRING_EQUAL(failed, "");
        nw_test_forge(&files.certificate, &files.certificate_bytes, ",\n    \"carry_over\": true",
                      "");
        nw_test_seal_again(&files);
        refused += !nw_test_holds(round->cohort, &files, failed);
        nw_result_files_clear(&files);
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
    CU_ASSERT(refused > 200);
}

static void chances_count_what_is_carried_over(void)
{
    nw_round *round = nw_test_round(left_out);
    nw_match_options options = options_of(1);
    nw_chances chances;
    CU_ASSERT_EQUAL_FATAL(nw_chances_new(&chances, round, &options, 40, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(chances.unplaced[nw_test_youth(round->cohort, "A")], 0);
    CU_ASSERT_EQUAL(chances.unplaced[nw_test_youth(round->cohort, "B")], 40);
    nw_chances_clear(&chances);
    nw_round_unref(round);
}

/* The numbers of a round by lottery 1, one lottery of chances: the same youths. */
static void one_lottery_of_chances_is_the_match(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 71);
    for (int n = 0; n < 100; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){10, 4, 8});
        nw_random_outcomes(text, &random, 10);
        nw_round *round = nw_test_round(text->str);
        nw_match_options options = options_of((uint64_t)n);
        nw_result *result = match(round, &options);
        nw_chances chances;
        CU_ASSERT_EQUAL_FATAL(nw_chances_new(&chances, round, &options, 1, NULL), NEXTWORK_OK);
        for (int32_t y = 0; y < round->cohort->youths.count; y++)
            CU_ASSERT_EQUAL(chances.unplaced[y], result->post_of[y] < 0);
        nw_chances_clear(&chances);
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

static void the_option_belongs_to_deferred_acceptance(void)
{
    nw_round *round = nw_test_round(left_out);
    nw_match_options options = options_of(1);
    nw_result *result = NULL;
    options.mechanism = "serial-dictatorship";
    CU_ASSERT_EQUAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(result);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"who was left out comes first, then who got little",
         who_was_left_out_comes_first_then_who_got_little},
        {"without the option the lottery alone decides",
         without_the_option_the_lottery_alone_decides},
        {"a better answer comes before what is carried over",
         a_better_answer_comes_before_what_is_carried_over},
        {"the story counts the rounds", the_story_counts_the_rounds},
        {"true results hold, and need the option", true_results_hold_and_need_the_option},
        {"chances count what is carried over", chances_count_what_is_carried_over},
        {"one lottery of chances is the match", one_lottery_of_chances_is_the_match},
        {"the option belongs to deferred-acceptance", the_option_belongs_to_deferred_acceptance},
        {NULL, NULL},
    };
    return nw_run_cases("carry_over", cases);
}
