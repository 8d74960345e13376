/* A round with option protect: running placements are kept unless a higher wish is met. */
#include "base/memory.h"
#include "fit/explain.h"
#include "fit/trading.h"
#include "forgery.h"
#include "random_round.h"
#include "round/chances.h"
#include "round/choices.h"
#include "round/explain_youth.h"
#include "round/matching.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <string.h>

static nw_match_options options_of(bool extend)
{
    return (nw_match_options){.mechanism = "deferred-acceptance",
                              .seed = 1,
                              .extend = extend,
                              .protect = true,
                              .threads = 2};
}

static nw_result *match(nw_round *round, const nw_match_options *options)
{
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->outcome, NEXTWORK_OUTCOME_STABLE);
    CU_ASSERT_EQUAL(result->blocking_pairs, 0);
    return result;
}

static bool is_at(const nw_result *result, const char *youth, const char *post)
{
    const nw_cohort *cohort = result->round->cohort;
    return result->post_of[nw_test_youth(cohort, youth)] ==
           (post == NULL ? -1 : nw_test_post(cohort, post));
}

/* A and B run at P and Q. A wants R, where C has the better answer; B wants P. */
#define RUNNING                                                                                    \
    "youths: youth_id\nA\nB\nC\n"                                                                  \
    "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\nR,C,1\n"
#define PLACEMENTS                                                                                 \
    "placements: placement_id,youth_id,post_id,start,end,status\n"                                 \
    "1,A,P,2026-12-01,2027-02-01,running\n2,B,Q,2026-12-01,2027-02-01,running\n"
static const char *const contested =
    RUNNING "wishes: youth_id,post_id,rank\nA,R,1\nB,P,1\nC,R,1\nC,P,2\n"
            "answers: post_id,youth_id,answer,rank\nR,C,yes,\nP,B,yes,1\nP,C,yes,2\n" PLACEMENTS;
/* The same, and C wants nothing. */
static const char *const open =
    RUNNING "wishes: youth_id,post_id,rank\nA,R,1\nB,P,1\n"
            "answers: post_id,youth_id,answer,rank\nP,B,yes,1\n" PLACEMENTS;

static void a_running_post_is_kept_whoever_else_wants_it(void)
{
    nw_round *round = nw_test_round(contested);
    nw_match_options options = options_of(false);
    nw_result *result = match(round, &options);
    CU_ASSERT(is_at(result, "A", "P"));
    CU_ASSERT(is_at(result, "B", "Q"));
    CU_ASSERT(is_at(result, "C", "R"));
    nw_result_unref(result);
    nw_round_unref(round);
}

static void who_gets_a_higher_wish_leaves_the_seat_to_others(void)
{
    nw_round *round = nw_test_round(open);
    nw_match_options options = options_of(false);
    nw_result *result = match(round, &options);
    CU_ASSERT(is_at(result, "A", "R"));
    CU_ASSERT(is_at(result, "B", "P"));
    CU_ASSERT(is_at(result, "C", NULL));
    nw_result_unref(result);
    nw_round_unref(round);
}

/* Without the option a running placement stays out of the round. */
static void it_takes_the_option(void)
{
    nw_round *round = nw_test_round(open);
    nw_match_options options = options_of(false);
    options.protect = false;
    nw_result *result = match(round, &options);
    CU_ASSERT(is_at(result, "A", NULL));
    CU_ASSERT(is_at(result, "B", NULL));
    nw_result_unref(result);
    nw_round_unref(round);
}

static bool story_has(const nw_result *result, const char *youth, int language, const char *words)
{
    nw_table *table;
    int32_t y = nw_test_youth(result->round->cohort, youth);
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&table, result, y, language), NEXTWORK_OK);
    bool found = false;
    for (int64_t row = 0; row < table->rows; row++) {
        nw_text text = nw_cell_text(&table->columns[7], row);
        char line[1024] = "";
        memcpy(line, text.at, (size_t)text.bytes);
        found = found || strstr(line, words) != NULL;
    }
    nw_table_free(table);
    return found;
}

static void the_story_tells_who_was_there_already(void)
{
    nw_round *kept = nw_test_round(contested), *moved = nw_test_round(open);
    nw_match_options options = options_of(false);
    nw_result *result = match(kept, &options);
    CU_ASSERT(story_has(result, "A", NW_ENGLISH, "Keeps this post"));
    CU_ASSERT(story_has(result, "A", NW_DANISH, "Beholder denne plads"));
    CU_ASSERT(story_has(result, "B", NW_ENGLISH, "the last admitted had \"already there\""));
    CU_ASSERT(story_has(result, "B", NW_DANISH, "\"er der allerede\""));
    CU_ASSERT(story_has(result, "B", NW_ENGLISH, "this youth has \"yes, ranked 1\""));
    CU_ASSERT(story_has(result, "B", NW_DANISH, "denne unge har \"ja, nr. 1\""));
    nw_result_unref(result);
    result = match(moved, &options);
    CU_ASSERT(story_has(result, "A", NW_ENGLISH, "a higher wish than P"));
    CU_ASSERT(story_has(result, "A", NW_DANISH, "et højere ønske end P"));
    nw_result_unref(result);
    nw_round_unref(kept);
    nw_round_unref(moved);
}

/* Held posts are kept or left for something better, whatever else is asked for; and what is true
 * passes verification. */
static void random_rounds_leave_nobody_worse_off(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 69);
    int holding = 0, moved = 0;
    for (int n = 0; n < 600; n++) {
        GString *text = nw_random_round_running(&random, (nw_test_size){10, 4, 8}, 2);
        nw_round *round = nw_test_round(text->str);
        nw_match_options options = options_of(n % 2 == 0);
        options.equals = n % 3 == 0;
        options.post_optimal = n % 3 == 1;
        nw_result *result = match(round, &options);
        for (int32_t y = 0; y < round->cohort->youths.count; y++) {
            int32_t held = result->round->held[y], post = result->post_of[y];
            if (held < 0)
                continue;
            holding++;
            moved += post != held;
            CU_ASSERT(post == held ||
                      (post >= 0 && nw_prefers(nw_preference_of(result->round, y, post, 1),
                                               nw_preference_of(result->round, y, held, 1))));
        }
        char failed[64];
        CU_ASSERT(nw_test_result_holds(result, failed));
        CU_ASSERT_STRING_EQUAL(failed, "");
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
    CU_ASSERT(holding > 500);
    CU_ASSERT(moved > 50);
}

static void a_forger_is_found(void)
{
    static const nw_test_forgery forgeries[] = {
        {NW_PLACEMENTS_FILE, "A,P,C", "C,P,C", "placements"},
        {NW_PLACEMENTS_FILE, "A,P,C,2027-01-04,2027-04-05", "A,R,C,2027-01-04,2027-04-05", "seats"},
        {NW_POSTS_FILE, "held:", "open:", "posts.csv"},
        {NW_CERTIFICATE_FILE, ",\n    \"protect\": true", "", "seats"},
        {NW_CERTIFICATE_FILE, "\"protect\": true", "\"protect\": 1", "certificate"},
        {NW_CERTIFICATE_FILE, "deferred-acceptance", "top-trading-cycles", "options"},
    };
    nw_round *round = nw_test_round(contested);
    nw_match_options options = options_of(false);
    nw_test_forgeries(round, &options, forgeries, sizeof forgeries / sizeof *forgeries);
    nw_round_unref(round);
}

/* A youth who held a post and is left without one is worse off, and blocks. */
static void a_seat_that_was_taken_away_is_found(void)
{
    nw_round *round = nw_test_round(contested);
    nw_match_options options = options_of(false);
    nw_result *result = match(round, &options);
    char failed[64];
    result->post_of[nw_test_youth(round->cohort, "A")] = -1;
    nw_result_set_fits(result);
    CU_ASSERT(!nw_test_result_holds(result, failed));
    CU_ASSERT_STRING_EQUAL(failed, "stability");
    nw_result_unref(result);
    nw_round_unref(round);
}

static void chances_know_who_is_there_already(void)
{
    nw_round *round = nw_test_round(contested);
    nw_match_options options = options_of(false);
    nw_chances chances;
    CU_ASSERT_EQUAL_FATAL(nw_chances_new(&chances, round, &options, 50, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(chances.unlisted[nw_test_youth(round->cohort, "A")], 50);
    CU_ASSERT_EQUAL(chances.unplaced[nw_test_youth(round->cohort, "C")], 0);
    nw_chances_clear(&chances);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"a running post is kept, whoever else wants it",
         a_running_post_is_kept_whoever_else_wants_it},
        {"who gets a higher wish leaves the seat to others",
         who_gets_a_higher_wish_leaves_the_seat_to_others},
        {"it takes the option", it_takes_the_option},
        {"the story tells who was there already", the_story_tells_who_was_there_already},
        {"random rounds leave nobody worse off", random_rounds_leave_nobody_worse_off},
        {"a forger is found", a_forger_is_found},
        {"a seat that was taken away is found", a_seat_that_was_taken_away_is_found},
        {"chances know who is there already", chances_know_who_is_there_already},
        {NULL, NULL},
    };
    return nw_run_cases("protect", cases);
}
