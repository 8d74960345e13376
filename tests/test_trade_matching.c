/* Rounds by top trading cycles: what each youth gets and is told, and that a forged one is found.
 */
#include "round/matching.h"

#include "base/memory.h"
#include "fit/explain.h"
#include "forgery.h"
#include "memory.h"
#include "random_round.h"
#include "round/choices.h"
#include "round/explain_youth.h"
#include "round/mechanism.h"
#include "round/result_tables.h"
#include "round/verify/verify.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <stdio.h>
#include <string.h>

static nw_match_options options_of(uint64_t seed, bool extend)
{
    return (nw_match_options){
        .mechanism = "top-trading-cycles", .seed = seed, .extend = extend, .threads = 2};
}

static nw_result *match(nw_round *round, uint64_t seed, bool extend)
{
    nw_match_options options = options_of(seed, extend);
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->outcome, NEXTWORK_OUTCOME_FEASIBLE);
    return result;
}

static bool holds(const nw_result *result)
{
    char failed[64];
    return nw_test_result_holds(result, failed);
}

/* ---- random rounds ----------------------------------------------------------------------------
 */

/* Every youth at every other post, or none: whatever the change, the seal is right. */
static void change_each(nw_result *result)
{
    const nw_cohort *cohort = result->round->cohort;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int32_t own = result->post_of[y];
        for (int32_t p = -1; p < cohort->posts.count; p++) {
            result->post_of[y] = p;
            nw_result_set_fits(result);
            CU_ASSERT_EQUAL(holds(result), p == own);
        }
        result->post_of[y] = own;
    }
}

static void random_results_hold_and_no_other_placement_does(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 81);
    for (int n = 0; n < 12; n++) {
        GString *text = nw_random_round_running(&random, (nw_test_size){7, 3, 4}, 2);
        nw_round *round = nw_test_round(text->str);
        nw_result *result = match(round, (uint64_t)n, n % 2 == 1);
        change_each(result);
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

static void who_holds_a_post_keeps_it_or_gets_a_better_wish(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 82);
    int64_t kept = 0, moved = 0, traded = 0;
    for (int n = 0; n < 300; n++) {
        GString *text = nw_random_round_running(&random, (nw_test_size){14, 5, 9}, 2);
        nw_round *round = nw_test_round(text->str);
        nw_result *result = match(round, 1, n % 2 == 1);
        const nw_round *trading = result->round;
        for (int32_t y = 0; y < trading->cohort->youths.count; y++) {
            int32_t held = trading->held[y], post = result->post_of[y];
            if (held < 0)
                continue;
            kept += post == held;
            moved += post != held;
            traded += result->traders[y] > 1;
            int32_t rank = nw_wish_rank(trading->cohort, y, held);
            CU_ASSERT_FATAL(post >= 0);
            CU_ASSERT(post == held || nw_wish_rank(trading->cohort, y, post) != NW_UNKNOWN);
            CU_ASSERT(post == held || rank == NW_UNKNOWN ||
                      nw_wish_rank(trading->cohort, y, post) < rank);
        }
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
    CU_ASSERT(kept > 30 && moved > 30 && traded > 30);
}

/* A random round whose placements begin and end on many days, some of them while it runs. */
static nw_round *round_of_many_days(nw_random *random)
{
    static const char *const starts[] = {"2026-11-02", "2026-12-07", "2027-01-04", "2027-02-01"};
    static const char *const ends[] = {"2027-02-15", "2027-03-01", "2027-04-05", "2027-06-01"};
    GString *text = nw_random_round_running(random, (nw_test_size){16, 4, 7}, INT32_MAX);
    for (int y = 0; y < 16; y++)
        if (nw_random_below(random, 3) > 0)
            g_string_append_printf(
                text, "M%d,Y%d,P%d,%s,%s,running\n", y, y, (int)nw_random_below(random, 7),
                starts[nw_random_below(random, 4)], ends[nw_random_below(random, 4)]);
    nw_round *round = nw_test_round(text->str);
    g_string_free(text, TRUE);
    return round;
}

/* Youths at a post, or at any of its company: by the result, or by a placement that goes on. */
static int32_t there(const nw_result *result, int32_t post, bool company, int32_t day)
{
    const nw_round *round = result->round;
    const nw_cohort *cohort = round->cohort;
    int32_t count = 0, of = cohort->posts.company[post];
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int32_t at = result->post_of[y];
        count += at >= 0 && (company ? cohort->posts.company[at] == of : at == post);
        if (round->held[y] >= 0)
            continue;
        for (int64_t i = cohort->placements.start[y]; i < cohort->placements.start[y + 1]; i++) {
            const nw_placement *placement = &cohort->placements.item[i];
            count += placement->start <= day && day < placement->end &&
                     (company ? placement->company == of : placement->post == post);
        }
    }
    return count;
}

/* Counted day by day, from the cohort. Where nobody is placed there may be too many already. */
static void on_no_day_are_there_more_than_seats_and_headcount_allow(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 84);
    int64_t looks = 0;
    for (int n = 0; n < 60; n++) {
        nw_round *round = round_of_many_days(&random);
        nw_result *result = match(round, 1, n % 2 == 1);
        const nw_cohort *cohort = round->cohort;
        for (int32_t y = 0; y < cohort->youths.count; y++) {
            int32_t post = result->post_of[y],
                    company = post < 0 ? -1 : cohort->posts.company[post];
            for (int32_t day = round->start; post >= 0 && day < round->end; day += 7) {
                int32_t others = cohort->companies.others_placed[company];
                int32_t limit = round->capacity.company_limit[company];
                CU_ASSERT(there(result, post, false, day) <= cohort->posts.seats[post]);
                CU_ASSERT(there(result, post, true, day) <=
                          limit - (others == NW_UNKNOWN || limit == NW_UNLIMITED ? 0 : others));
                looks++;
            }
        }
        nw_result_unref(result);
        nw_round_unref(round);
    }
    CU_ASSERT(looks > 1000);
}

static void middle_sized_results_hold(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 83);
    for (int n = 0; n < 6; n++) {
        GString *text = nw_random_round_running(&random, (nw_test_size){300, 60, 90}, 2);
        nw_round *round = nw_test_round(text->str);
        nw_result *result = match(round, (uint64_t)n, n % 2 == 1);
        CU_ASSERT(holds(result));
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

/* ---- by hand ----------------------------------------------------------------------------------
 */

#define RUNNING "placements: placement_id,youth_id,post_id,start,end,status\n"
#define AT(id, youth, post) id "," youth "," post ",2026-12-01,2027-02-01,running\n"

/* A, B and C each hold what another wants most; D wants a seat that is held and one that is free; E
 * has listed nothing and stays; F, with no seat to give, wants A's. */
static const char *const ring =
    "youths: youth_id\nA\nB\nC\nD\nE\nF\n"
    "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\nR,C,1\nS,C,1\nT,C,1\n"
    "wishes: youth_id,post_id,rank\nA,Q,1\nB,R,1\nB,Q,2\nC,P,1\nD,T,1\nD,S,2\nF,T,1\n" RUNNING AT(
        "1", "A", "P") AT("2", "B", "Q") AT("3", "C", "R") AT("4", "E", "T");

/* "A Q|B R": where the youths are. */
static void outline(char line[128], const nw_result *result)
{
    const nw_cohort *cohort = result->round->cohort;
    line[0] = '\0';
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        nw_text youth = cohort->youths.ids.texts[y], post = {"-", 1};
        if (result->post_of[y] >= 0)
            post = cohort->posts.ids.texts[result->post_of[y]];
        size_t at = strlen(line);
        snprintf(line + at, 128 - at, "%s%.*s %.*s", y > 0 ? "|" : "", (int)youth.bytes, youth.at,
                 (int)post.bytes, post.at);
    }
}

static void a_ring_trades_with_every_lottery(void)
{
    nw_round *round = nw_test_round(ring);
    for (uint64_t seed = 0; seed < 20; seed++) {
        char line[128];
        nw_result *result = match(round, seed, false);
        outline(line, result);
        CU_ASSERT_STRING_EQUAL(line, "A Q|B R|C P|D S|E T|F -");
        nw_result_unref(result);
    }
    nw_round_unref(round);
}

static void a_post_held_comes_before_its_equals_and_before_what_is_unlisted(void)
{
    nw_round *round =
        nw_test_round("youths: youth_id\nA\nB\n"
                      "posts: post_id,company_id,seats\nP,C,1\nQ,C,9\nR,C,1\n"
                      "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,1\n" RUNNING AT("1", "A", "P")
                          AT("2", "B", "R"));
    for (uint64_t seed = 0; seed < 20; seed++) {
        char line[128];
        nw_result *result = match(round, seed, true);
        outline(line, result);
        CU_ASSERT_STRING_EQUAL(line, "A P|B R");
        nw_result_unref(result);
    }
    nw_round_unref(round);
}

/* Whoever vetoes the own post wants to leave, and must not lose it by saying so. */
static void a_veto_of_the_own_post_ends_nothing(void)
{
    nw_round *round = nw_test_round(
        "youths: youth_id\nA\nB\n"
        "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
        "wishes: youth_id,post_id,rank,veto\nA,P,,1\nA,Q,1,\n" RUNNING AT("1", "A", "P")
            AT("2", "B", "Q"));
    char line[128];
    nw_result *result = match(round, 1, false);
    outline(line, result);
    CU_ASSERT_STRING_EQUAL(line, "A P|B Q");
    CU_ASSERT(holds(result));
    nw_result_unref(result);
    nw_round_unref(round);
}

/* The sentence about a youth's post; "" when the story has none. */
static void sentence(char text[1024], const nw_result *result, const char *youth, const char *post,
                     int language)
{
    nw_table *table;
    const nw_cohort *cohort = result->round->cohort;
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&table, result, nw_test_youth(cohort, youth), language),
                          NEXTWORK_OK);
    text[0] = '\0';
    for (int64_t row = 0; row < table->rows; row++)
        if (nw_text_equal(nw_cell_text(&table->columns[0], row), nw_text_of(post))) {
            nw_text told = nw_cell_text(&table->columns[7], row);
            snprintf(text, 1024, "%.*s", (int)told.bytes, told.at);
        }
    nw_table_free(table);
}

static void each_is_told_of_the_trade(void)
{
    static const struct {
        const char *youth, *post, *english, *danish;
    } cases[] = {
        {"A", "Q",
         "Gives the seat at P and gets this one, from 2027-01-04 until 2027-04-05, in a trade of 3 "
         "youths.",
         "Giver sin plads ved P og får denne, fra 2027-01-04 til 2027-04-05, i et bytte mellem 3 "
         "unge."},
        {"B", "Q", "A wish that comes before it was met.", "Et højere ønske blev opfyldt."},
        {"D", "S", "Placed here from 2027-01-04 until 2027-04-05.",
         "Får denne plads fra 2027-01-04 til 2027-04-05."},
        {"E", "T", "Keeps this post, from 2027-01-04 until 2027-04-05.",
         "Beholder denne plads, fra 2027-01-04 til 2027-04-05."},
    };
    nw_round *round = nw_test_round(ring);
    nw_result *result = match(round, 1, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        sentence(text, result, cases[i].youth, cases[i].post, NW_ENGLISH);
        CU_ASSERT_STRING_EQUAL(text, cases[i].english);
        sentence(text, result, cases[i].youth, cases[i].post, NW_DANISH);
        CU_ASSERT_STRING_EQUAL(text, cases[i].danish);
    }
    nw_result_unref(result);
    nw_round_unref(round);
}

/* A holds P and moves to the free Q; whoever asks for P gets it. */
static void who_moves_to_a_free_seat_is_told_so(void)
{
    nw_round *alone =
        nw_test_round("youths: youth_id\nA\n"
                      "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
                      "wishes: youth_id,post_id,rank\nA,Q,1\n" RUNNING AT("1", "A", "P"));
    char text[1024];
    nw_result *result = match(alone, 1, false);
    sentence(text, result, "A", "Q", NW_ENGLISH);
    CU_ASSERT_STRING_EQUAL(
        text, "Gives the seat at P for this free one, from 2027-01-04 until 2027-04-05.");
    sentence(text, result, "A", "Q", NW_DANISH);
    CU_ASSERT_STRING_EQUAL(
        text, "Giver sin plads ved P for denne ledige, fra 2027-01-04 til 2027-04-05.");
    nw_result_unref(result);
    nw_round_unref(alone);
}

static const char *const followed =
    "youths: youth_id\nA\nB\n"
    "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
    "wishes: youth_id,post_id,rank\nA,Q,1\nB,P,1\n" RUNNING AT("1", "A", "P");

static void who_follows_others_is_told_so(void)
{
    nw_round *round = nw_test_round(followed);
    int together = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        char text[1024];
        nw_result *result = match(round, seed, false);
        bool first = result->lottery[1] < result->lottery[0];
        sentence(text, result, "B", "P", NW_ENGLISH);
        CU_ASSERT_STRING_EQUAL(
            text, first ? "Placed here from 2027-01-04 until 2027-04-05: with this youth's turn "
                          "others moved on, 2 youths in all."
                        : "Placed here from 2027-01-04 until 2027-04-05.");
        sentence(text, result, "B", "P", NW_DANISH);
        CU_ASSERT(!first || strstr(text, "rykkede andre videre, 2 unge i alt") != NULL);
        CU_ASSERT_EQUAL(result->traders[1], first ? 2 : 1);
        CU_ASSERT_EQUAL(result->served[0], first ? result->lottery[1] : result->lottery[0]);
        together += first;
        nw_result_unref(result);
    }
    CU_ASSERT(together > 0 && together < 20);
    nw_round_unref(round);
}

/* E keeps T in the turn of E, or of the first of D and F, who both asked for it. */
static void who_loses_is_told_whose_turn_it_was(void)
{
    nw_round *round = nw_test_round(ring);
    int in_own_turn = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        char text[1024], expected[1024];
        nw_result *result = match(round, seed, false);
        int32_t e = nw_test_youth(round->cohort, "E"), f = nw_test_youth(round->cohort, "F");
        sentence(text, result, "F", "T", NW_ENGLISH);
        if (result->served[e] == result->lottery[f])
            snprintf(
                expected, sizeof expected,
                "Its last place went in the same turn (lottery number %lld) to youths who held "
                "a seat and kept it or traded it: who holds one is asked first.",
                (long long)result->lottery[f]);
        else
            snprintf(expected, sizeof expected,
                     "Its last place went in the turn of lottery number %lld; this youth was "
                     "served later, in the turn of lottery number %lld.",
                     (long long)result->served[e], (long long)result->lottery[f]);
        CU_ASSERT_STRING_EQUAL(text, expected);
        sentence(text, result, "F", "T", NW_DANISH);
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "lodtrækningsnummer"));
        in_own_turn += result->served[e] == result->lottery[f];
        nw_result_unref(result);
    }
    CU_ASSERT(in_own_turn > 0 && in_own_turn < 20);
    nw_round_unref(round);
}

static void the_unplaced_line_says_the_same(void)
{
    nw_round *round = nw_test_round(ring);
    for (uint64_t seed = 0; seed < 20; seed++) {
        nw_table *table;
        char line[128], last[NW_STANDING_BYTES], own[NW_STANDING_BYTES];
        nw_result *result = match(round, seed, false);
        int32_t e = nw_test_youth(round->cohort, "E"), f = nw_test_youth(round->cohort, "F");
        CU_ASSERT_EQUAL_FATAL(nw_unplaced_table(&table, result), NEXTWORK_OK);
        CU_ASSERT_EQUAL_FATAL(table->rows, 1);
        nw_standing_text(last, nw_standing_of(nw_tier(-1, NW_UNKNOWN), result->served[e]));
        nw_standing_text(own, nw_standing_of(nw_tier(-1, NW_UNKNOWN), result->lottery[f]));
        if (strcmp(last, own) == 0)
            snprintf(line, sizeof line, "T=traded");
        else
            snprintf(line, sizeof line, "T=contest(last %s; own %s)", last, own);
        CU_ASSERT(nw_text_equal(nw_cell_text(&table->columns[1], 0), nw_text_of(line)));
        nw_table_free(table);
        nw_result_unref(result);
    }
    nw_round_unref(round);
}

/* ---- forgers ----------------------------------------------------------------------------------
 */

static void a_forger_is_found(void)
{
    static const nw_test_forgery forgeries[] = {
        {NW_PLACEMENTS_FILE, "A,Q,C", "A,P,C", "seats"},
        {NW_PLACEMENTS_FILE, "E,T,C,2027-01-04,2027-04-05,", "F,T,C,2027-01-04,2027-04-05,",
         "nobody-worse"},
        {NW_PLACEMENTS_FILE, "D,S,C,2027-01-04", "F,S,C,2027-01-04", "reasons"},
        {NW_UNPLACED_FILE, "F,", "D,", "unplaced.csv"},
        {NW_POSTS_FILE, "T,1,1,open:", "T,1,1,open:1", "posts.csv"},
        {NW_POSTS_FILE, "T,1,1", "T,0,1", "posts.csv"},
        {NW_CERTIFICATE_FILE, "top-trading-cycles", "serial-dictatorship", "seats"},
        {NW_CERTIFICATE_FILE, "\"extend\": false", "\"extend\": true", "unplaced.csv"},
        {NW_CERTIFICATE_FILE, "\"objective\": ", "\"objective\": 1", "objective"},
        {NW_CERTIFICATE_FILE, "\"profile\"", "\"blocking_pairs\": 0, \"profile\"",
         "blocking-pairs"},
    };
    nw_round *round = nw_test_round(ring);
    nw_test_forgeries(
        round, &(nw_match_options){.mechanism = "top-trading-cycles", .seed = 1, .threads = 1},
        forgeries, sizeof forgeries / sizeof *forgeries);
    nw_round_unref(round);
}

/* Two youths and one free seat: only the lottery says whose it is. */
static void another_lottery_is_found(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n");
    nw_result *result = match(round, 1, false);
    CU_ASSERT(holds(result));
    int32_t first = result->post_of[0];
    result->post_of[0] = result->post_of[1];
    result->post_of[1] = first;
    nw_result_set_fits(result);
    CU_ASSERT(!holds(result));
    nw_result_unref(result);
    nw_round_unref(round);
}

static nextwork_status match_and_verify(void *round)
{
    nw_match_options options = {.mechanism = "top-trading-cycles", .seed = 1, .threads = 1};
    nw_result *result;
    NW_TRY(nw_match_round(&result, round, &options, NULL));
    nw_result_files files;
    nextwork_status status = nw_result_files_of(&files, result);
    nw_cohort *cohort = result->round->cohort;
    if (status == NEXTWORK_OK) {
        nw_table *table;
        bool all;
        status = nw_verify(&table, &all, cohort, &files, NULL);
        if (status == NEXTWORK_OK)
            nw_table_free(table);
        nw_result_files_clear(&files);
    }
    nw_result_unref(result);
    return status;
}

static void running_out_of_memory_leaks_nothing(void)
{
    nw_round *round = nw_test_round(ring);
    CU_ASSERT(nw_test_each_allocation(match_and_verify, round) > 50);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"random results hold and no other placement does",
         random_results_hold_and_no_other_placement_does},
        {"who holds a post keeps it or gets a better wish",
         who_holds_a_post_keeps_it_or_gets_a_better_wish},
        {"on no day are there more than seats and headcount allow",
         on_no_day_are_there_more_than_seats_and_headcount_allow},
        {"middle-sized results hold", middle_sized_results_hold},
        {"a ring trades with every lottery", a_ring_trades_with_every_lottery},
        {"a post held comes before its equals and before what is unlisted",
         a_post_held_comes_before_its_equals_and_before_what_is_unlisted},
        {"a veto of the own post ends nothing", a_veto_of_the_own_post_ends_nothing},
        {"each is told of the trade", each_is_told_of_the_trade},
        {"who moves to a free seat is told so", who_moves_to_a_free_seat_is_told_so},
        {"who follows others is told so", who_follows_others_is_told_so},
        {"who loses is told whose turn it was", who_loses_is_told_whose_turn_it_was},
        {"the unplaced line says the same", the_unplaced_line_says_the_same},
        {"a forger is found", a_forger_is_found},
        {"another lottery is found", another_lottery_is_found},
        {"running out of memory leaks nothing", running_out_of_memory_leaks_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("trade_matching", cases);
}
