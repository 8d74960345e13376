/* The open market of the C API: after each edit what matching a cohort with the edited tables
 * gives; what it tells of itself; and what it refuses. */
#include "random_round.h"
#include "runner.h"
#include "small_cohort.h"
#include "tables.h"

#include "cohort/options.h"
#include "match/live.h"
#include "round/market/open_market.h"
#include "round/matching.h"

#include <nextwork.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YOUTHS 8
#define POSTS 6
#define COMPANIES 3

/* ---- a cohort's text with edits in it -------------------------------------------------------- */

/* What the edits so far amount to; -2: not edited. */
typedef struct {
    char *text; /* before any edit */
    bool here[YOUTHS];
    bool edited[YOUTHS];
    int64_t count[YOUTHS], posts[YOUTHS][POSTS], ranks[YOUTHS][POSTS];
    int64_t seats[POSTS], places[COMPANIES];
    int running[POSTS], post_company[POSTS];
} account;

static void open_account(account *a, nw_random *random)
{
    GString *text = nw_random_round(random, (nw_test_size){YOUTHS, COMPANIES, POSTS});
    *a = (account){.text = g_string_free(text, FALSE)};
    for (int p = 0; p < POSTS; p++)
        a->seats[p] = -2;
    for (int c = 0; c < COMPANIES; c++)
        a->places[c] = -2;
    char **lines = g_strsplit(a->text, "\n", -1);
    for (int i = 0; lines[i] != NULL; i++) {
        int row, youth, post, company;
        if (sscanf(lines[i], "P%d,C%d,", &post, &company) == 2)
            a->post_company[post] = company;
        if (sscanf(lines[i], "L%d,Y%d,P%d,", &row, &youth, &post) == 3)
            a->running[post]++;
    }
    g_strfreev(lines);
}

static bool wishes_for(const account *a, int youth, int post)
{
    for (int64_t i = 0; i < a->count[youth]; i++)
        if (a->posts[youth][i] == post)
            return true;
    return false;
}

/* The headcount at which the rule leaves so many places beside those who run, one of them counted
 * by the company itself. */
static void write_company(GString *to, const account *a, const char *line, int company)
{
    int64_t running = 0;
    for (int p = 0; p < POSTS; p++)
        running += a->post_company[p] == company ? a->running[p] : 0;
    if (a->places[company] == -2)
        g_string_append_printf(to, "%s\n", line);
    else if (a->places[company] == -1)
        g_string_append_printf(to, "C%d,,\n", company);
    else
        g_string_append_printf(to, "C%d,%d,1\n", company,
                               (int)(5 * (a->places[company] + running + 1)));
}

static void write_wishes(GString *to, const account *a)
{
    for (int y = 0; y < YOUTHS; y++)
        for (int64_t i = 0; a->edited[y] && i < a->count[y]; i++)
            g_string_append_printf(to, "Y%d,P%d,%d,\n", y, (int)a->posts[y][i],
                                   (int)a->ranks[y][i]);
}

static void write_line(GString *to, const account *a, const char *section, const char *line)
{
    int youth = 0, post = 0, company = 0, rank = 0;
    if (strcmp(section, "youths") == 0 && sscanf(line, "Y%d,", &youth) == 1 && !a->here[youth])
        g_string_append_printf(to, "Y%d,%s,0\n", youth, strstr(line, "control") ? "control" : "");
    else if (strcmp(section, "companies") == 0 && sscanf(line, "C%d,", &company) == 1)
        write_company(to, a, line, company);
    else if (strcmp(section, "posts") == 0 && sscanf(line, "P%d,C%d,", &post, &company) == 2 &&
             a->seats[post] != -2)
        g_string_append_printf(to, "P%d,C%d,%d\n", post, company,
                               (int)a->seats[post] + a->running[post]);
    else if (strcmp(section, "wishes") == 0 &&
             sscanf(line, "Y%d,P%d,%d", &youth, &post, &rank) >= 2 && a->edited[youth] &&
             (rank > 0 || wishes_for(a, youth, post)))
        return;
    else
        g_string_append_printf(to, "%s\n", line);
}

/* Seats count towards a fit by the term room, which orders wishes of equal rank; a market keeps the
 * fits that it was opened with, so that the term is left out. */
static nw_round *round_of(const account *a)
{
    GString *to = g_string_new(NULL);
    char section[16] = "";
    char **lines = g_strsplit(a->text, "\n", -1);
    for (int i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
        char *colon = strstr(lines[i], ": ");
        if (colon != NULL)
            snprintf(section, sizeof section, "%.*s", (int)(colon - lines[i]), lines[i]);
        write_line(to, a, section, lines[i]);
        if (colon != NULL && strcmp(section, "wishes") == 0)
            write_wishes(to, a);
    }
    g_string_append(to, "policy:\n[weights]\nroom = 0\n");
    nw_round *round = nw_test_round(to->str);
    g_strfreev(lines);
    g_string_free(to, TRUE);
    return round;
}

/* ---- edits against the whole way ------------------------------------------------------------- */

static int below(nw_random *random, int bound)
{
    return (int)nw_random_below(random, (uint64_t)bound);
}

static nextwork_status edit_wishes(account *a, nextwork_market *market, nw_random *random, int y)
{
    int64_t count = below(random, POSTS + 1), shuffled[POSTS] = {0, 1, 2, 3, 4, 5};
    for (int64_t i = 0; i < count; i++) {
        int64_t j = i + below(random, POSTS - (int)i), post = shuffled[j];
        shuffled[j] = shuffled[i];
        a->posts[y][i] = shuffled[i] = post;
        a->ranks[y][i] = 1 + below(random, 4);
    }
    a->count[y] = count;
    a->edited[y] = true;
    return nextwork_market_set_wishes(market, y, a->posts[y], a->ranks[y], count);
}

static nextwork_status edit_once(account *a, nextwork_market *market, nw_random *random)
{
    int which = below(random, 8), y = below(random, YOUTHS);
    if (which == 0) {
        int post = below(random, POSTS);
        a->seats[post] = below(random, 4);
        return nextwork_market_set_seats(market, post, a->seats[post]);
    }
    if (which == 1) {
        int company = below(random, COMPANIES);
        a->places[company] = below(random, 5) - 1;
        return nextwork_market_set_places(market, company, a->places[company]);
    }
    if (which < 5)
        return edit_wishes(a, market, random, y);
    a->here[y] = !a->here[y];
    return a->here[y] ? nextwork_market_join(market, y) : nextwork_market_leave(market, y);
}

static void expect_full_run(const account *a, const nextwork_market *market, bool extend)
{
    int64_t posts[YOUTHS];
    nw_round *round = round_of(a);
    nw_result *result = NULL;
    nw_match_options options = {
        .mechanism = "deferred-acceptance", .seed = 1, .extend = extend, .threads = 1};
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_market_posts(posts, YOUTHS, market), NEXTWORK_OK);
    for (int y = 0; y < YOUTHS; y++)
        CU_ASSERT_EQUAL_FATAL(posts[y], a->here[y] ? result->post_of[y] : -2);
    nw_result_unref(result);
    nw_round_unref(round);
}

static void expect_verified(const nextwork_market *market, int32_t expected)
{
    nextwork_table *table;
    int32_t holds = -1;
    CU_ASSERT_EQUAL_FATAL(nextwork_market_verify(&table, &holds, market, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(holds, expected);
    nextwork_table_free(table);
}

static nextwork_market *open_market(nextwork_round *round, const char *mode, bool extend,
                                    const int64_t *youths, int64_t count)
{
    nextwork_options *options;
    nextwork_market *market = NULL;
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&options), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_options_set_text(options, "mode", mode), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_options_set_int64(options, "extend", extend), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_market_new(&market, round, youths, count, options, NULL),
                          NEXTWORK_OK);
    nextwork_options_free(options);
    return market;
}

static void every_edit_is_a_match_of_the_edited_cohort(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 1);
    for (int history = 0; history < 40; history++) {
        account a;
        open_account(&a, &random);
        bool extend = history % 2 == 1;
        const int64_t first[] = {5, 2};
        for (int y = 0; y < YOUTHS; y++)
            a.here[y] = true;
        nw_round *all = round_of(&a);
        for (int y = 0; y < YOUTHS; y++)
            a.here[y] = y == 2 || y == 5;
        nextwork_market *market = open_market(all, "exact", extend, first, 2);
        expect_full_run(&a, market, extend);
        for (int edit = 0; edit < 25; edit++) {
            CU_ASSERT_EQUAL_FATAL(edit_once(&a, market, &random), NEXTWORK_OK);
            expect_full_run(&a, market, extend);
            expect_verified(market, 1);
        }
        nextwork_market_free(market);
        nw_round_unref(all);
        g_free(a.text);
    }
}

static void opened_with_all_it_is_a_match(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 2);
    for (int i = 0; i < 100; i++) {
        account a;
        open_account(&a, &random);
        for (int y = 0; y < YOUTHS; y++)
            a.here[y] = true;
        nw_round *round = round_of(&a);
        nextwork_market *market = open_market(round, "vacancy-only", i % 2, NULL, -1);
        expect_full_run(&a, market, i % 2);
        nextwork_market_free(market);
        nw_round_unref(round);
        g_free(a.text);
    }
}

/* ---- one small market ------------------------------------------------------------------------ */

/* Youth C comes first at P, A before B (answers); P and Q have one seat each, R is closed. */
static const char *const small = "youths: youth_id,trial_arm\n"
                                 "A,\nB,\nC,\nD,control\n"
                                 "companies: company_id\n"
                                 "X\nZ\n"
                                 "posts: post_id,company_id,seats\n"
                                 "P,X,1\nQ,X,1\nR,Z,0\n"
                                 "wishes: youth_id,post_id,rank,veto\n"
                                 "A,P,1,\nA,Q,2,\nB,P,1,\nB,Q,2,\nB,R,,1\nC,P,1,\nD,P,1,\n"
                                 "answers: post_id,youth_id,answer,rank\n"
                                 "P,C,yes,1\nP,A,yes,2\nP,B,yes,3\n";
enum { A, B, C, D };
enum { P, Q, R };

static void works(nextwork_status status)
{
    if (status != NEXTWORK_OK)
        printf("\n    %s\n", nextwork_error_message());
    CU_ASSERT_EQUAL_FATAL(status, NEXTWORK_OK);
}

/* The table as text, which is freed. */
static void expect_table(nextwork_table *table, const char *expected)
{
    char *text;
    works(nextwork_table_render(&text, table, NEXTWORK_FORMAT_CSV));
    if (strcmp(text, expected) != 0)
        printf("\n    %s", text);
    CU_ASSERT_STRING_EQUAL(text, expected);
    nextwork_text_free(text);
    nextwork_table_free(table);
}

static void expect_changes(const nextwork_market *market, const char *rows)
{
    char expected[400];
    nextwork_table *table;
    snprintf(expected, sizeof expected, "youth_id,from_post_id,from_rank,to_post_id,to_rank\n%s",
             rows);
    works(nextwork_market_changes(&table, market));
    expect_table(table, expected);
}

static void each_mode_moves_whom_it_may(void)
{
    static const struct {
        const char *mode, *joined, *left, *opened;
    } expected[] = {
        {"exact", "A,P,1,Q,2\nB,Q,2,,\nC,,,P,1\n", "A,Q,2,P,1\nB,,,Q,2\nC,P,1,,\n", "B,Q,2,P,1\n"},
        {"protect-incumbents", "", "", "B,Q,2,P,1\n"},
        {"vacancy-only", "", "", ""},
    };
    for (int i = 0; i < 3; i++) {
        const int64_t first[] = {A, B};
        nw_round *round = nw_test_round(small);
        nextwork_market *market = open_market(round, expected[i].mode, false, first, 2);
        expect_changes(market, "");
        works(nextwork_market_join(market, C));
        expect_changes(market, expected[i].joined);
        works(nextwork_market_leave(market, C));
        expect_changes(market, expected[i].left);
        expect_verified(market, 1);
        works(nextwork_market_set_seats(market, P, 2));
        expect_changes(market, expected[i].opened);
        expect_verified(market, 1);
        nextwork_market_free(market);
        nw_round_unref(round);
    }
}

static void closing_takes_the_last_with_it(void)
{
    const int64_t first[] = {A, B};
    nw_round *round = nw_test_round(small);
    nextwork_market *market = open_market(round, "protect-incumbents", false, first, 2);
    works(nextwork_market_set_places(market, 0, 1));
    expect_changes(market, "B,Q,2,,\n");
    works(nextwork_market_set_places(market, 0, -1));
    expect_changes(market, "B,,,Q,2\n");
    works(nextwork_market_set_seats(market, P, 0));
    expect_changes(market, "A,P,1,,\n");
    nextwork_market_free(market);
    nw_round_unref(round);
}

/* A closed post may be wished for, and opened; a wish is newer than a veto. */
static void wishes_hold_until_there_are_others(void)
{
    const int64_t wishes[] = {R, P};
    nw_round *round = nw_test_round(small);
    nextwork_market *market = open_market(round, "exact", false, NULL, 0);
    works(nextwork_market_set_wishes(market, B, wishes, NULL, 2));
    expect_changes(market, "");
    works(nextwork_market_join(market, B));
    expect_changes(market, "B,,,P,2\n");
    works(nextwork_market_set_seats(market, R, 1));
    expect_changes(market, "B,P,2,R,1\n");
    works(nextwork_market_leave(market, B));
    works(nextwork_market_join(market, B));
    expect_changes(market, "B,,,R,1\n");
    works(nextwork_market_set_wishes(market, B, NULL, NULL, 0));
    expect_changes(market, "B,R,,,\n");
    nextwork_market_free(market);
    nw_round_unref(round);
}

static void control_arm_gets_nothing(void)
{
    const int64_t wishes[] = {Q};
    nw_round *round = nw_test_round(small);
    nextwork_market *market = open_market(round, "exact", true, NULL, 0);
    works(nextwork_market_join(market, D));
    works(nextwork_market_set_wishes(market, D, wishes, NULL, 1));
    expect_changes(market, "");
    nextwork_market_free(market);
    nw_round_unref(round);
}

static void tables_tell_how_it_stands(void)
{
    const int64_t first[] = {C, A, B};
    nw_round *round = nw_test_round(small);
    nextwork_market *market = open_market(round, "exact", false, first, 3);
    static const char *const expected[][2] = {
        {"youths", "youth_id,post_id,company_id,rank\nA,Q,X,2\nB,,,\nC,P,X,1\n"},
        {"placements", "youth_id,post_id,company_id,rank\nA,Q,X,2\nC,P,X,1\n"},
        {"posts", "post_id,company_id,seats,places,placed,claims\n"
                  "P,X,1,7,1,2\nQ,X,1,7,1,1\nR,Z,0,,0,0\n"},
    };
    works(nextwork_market_set_places(market, 0, 7));
    for (int i = 0; i < 3; i++) {
        nextwork_table *table;
        works(nextwork_market_table(&table, market, expected[i][0]));
        expect_table(table, expected[i][1]);
    }
    nextwork_market_free(market);
    nw_round_unref(round);
}

static void expect_story(const nextwork_market *market, int64_t youth, const char *rows)
{
    char expected[600];
    nextwork_table *table;
    snprintf(expected, sizeof expected, "post_id,rank,fit,outcome,reasons,last_admitted,own\n%s",
             rows);
    works(nextwork_market_explain(&table, market, youth));
    expect_table(table, expected);
}

static void stories_tell_why(void)
{
    const int64_t first[] = {A, B, D}, wishes[] = {P, R, Q};
    nw_round *round = nw_test_round(small);
    nextwork_market *market = open_market(round, "exact", false, first, 3);
    works(nextwork_market_set_wishes(market, B, wishes, NULL, 3));
    expect_story(market, A, "P,1,7831,placed,,,\nQ,2,7147,not-needed,,,\n");
    expect_story(market, B,
                 "P,1,7795,contest-lost,,yes-2:25054098196842,yes-3:237338892837606\nR,2,6847,"
                 "refused,no-seat,,\nQ,3,7027,placed,,,\n");
    expect_story(market, D, ",,,refused,control-arm,,\n");
    nextwork_market_free(market);
    market = open_market(round, "protect-incumbents", false, first, 2);
    works(nextwork_market_join(market, C));
    expect_story(market, C, "P,1,7867,kept,,yes-2:25054098196842,yes-1:155643217744318\n");
    nextwork_market_free(market);
    market = open_market(round, "vacancy-only", false, first, 2);
    works(nextwork_market_set_seats(market, P, 2));
    expect_story(market, B, "P,1,7795,stays,,,\nQ,2,7147,placed,,,\n");
    nextwork_market_free(market);
    nw_round_unref(round);
}

/* The check is not the market's word: kept by another mode than it promises, it is found out. */
static void check_finds_what_does_not_hold(void)
{
    static const int64_t first[] = {A, B};
    nw_round *round = nw_test_round(small);
    nextwork_market *market = open_market(round, "exact", false, first, 2);
    nw_live_set_mode(market->live, NW_LIVE_VACANCY);
    works(nextwork_market_join(market, C));
    expect_verified(market, 0);
    nextwork_market_free(market);
    market = open_market(round, "vacancy-only", false, first, 2);
    works(nextwork_market_set_seats(market, P, 2));
    expect_verified(market, 1);
    market->mode = NW_LIVE_PROTECT;
    expect_verified(market, 0);
    nextwork_market_free(market);
    nw_round_unref(round);
}

/* Each has what the other likes best, which both companies like: stable, and not best for youths.
 */
static void check_finds_what_is_stable_only(void)
{
    static const int64_t pq[] = {P, Q}, qp[] = {Q, P};
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "companies: company_id\nX\nZ\n"
                                    "posts: post_id,company_id,seats\nP,X,1\nQ,Z,1\n"
                                    "answers: post_id,youth_id,answer\nP,A,yes\nQ,B,yes\n");
    nextwork_market *market = open_market(round, "exact", false, NULL, -1);
    nw_live_set_mode(market->live, NW_LIVE_VACANCY);
    works(nextwork_market_set_wishes(market, A, pq, NULL, 1));
    works(nextwork_market_set_wishes(market, B, qp, NULL, 1));
    expect_verified(market, 1);
    works(nextwork_market_set_wishes(market, A, qp, NULL, 2));
    works(nextwork_market_set_wishes(market, B, pq, NULL, 2));
    expect_verified(market, 0);
    nextwork_market_free(market);
    nw_round_unref(round);
}

/* ---- what is refused ------------------------------------------------------------------------- */

static void refuses(nextwork_status got, nextwork_status expected, const char *part)
{
    bool says = strstr(nextwork_error_message(), part) != NULL;
    if (got != expected || !says)
        printf("\n    %d, not %d with \"%s\": %s\n", (int)got, (int)expected, part,
               nextwork_error_message());
    CU_ASSERT_EQUAL(got, expected);
    CU_ASSERT(says);
}

static void edits_that_cannot_be(void)
{
    static const int64_t none[] = {0}, twice[] = {P, Q, P}, beyond[] = {P, 3}, ranks[] = {1, 10000};
    const int wrong = NEXTWORK_ERROR_ARGUMENT;
    nw_round *round = nw_test_round(small);
    nextwork_market *market = open_market(round, "exact", false, NULL, 0);
    works(nextwork_market_join(market, A));
    refuses(nextwork_market_join(market, A), NEXTWORK_ERROR_STATE, "A is in the market already");
    refuses(nextwork_market_leave(market, B), NEXTWORK_ERROR_STATE, "B is not in the market");
    refuses(nextwork_market_join(market, 4), wrong, "the cohort has 4 youths");
    refuses(nextwork_market_leave(market, -1), wrong, "number -1");
    refuses(nextwork_market_set_wishes(market, 9, none, NULL, 1), wrong, "4 youths");
    refuses(nextwork_market_set_wishes(market, A, none, NULL, -1), wrong, "-1 wishes");
    refuses(nextwork_market_set_wishes(market, A, twice, NULL, 3), wrong, "named before");
    refuses(nextwork_market_set_wishes(market, A, beyond, NULL, 2), wrong, "wish 1 is for post");
    refuses(nextwork_market_set_wishes(market, A, twice, ranks, 2), wrong, "rank 10000");
    CU_ASSERT_EQUAL(nextwork_error_row(), 1);
    refuses(nextwork_market_set_seats(market, 3, 1), wrong, "3 posts");
    refuses(nextwork_market_set_seats(market, P, -1), wrong, "-1 seats");
    refuses(nextwork_market_set_seats(market, P, INT64_C(1) << 31), wrong, "give 0 to 2147483647");
    refuses(nextwork_market_set_places(market, 2, 1), wrong, "2 companies");
    refuses(nextwork_market_set_places(market, 0, -2), wrong, "-2 places");
    nextwork_table *table;
    refuses(nextwork_market_explain(&table, market, B), NEXTWORK_ERROR_STATE, "not in the market");
    refuses(nextwork_market_explain(&table, market, 4), wrong, "4 youths");
    int64_t posts[4] = {9, 9, 9, 9};
    refuses(nextwork_market_posts(posts, 3, market), NEXTWORK_ERROR_BUFFER, "4 youths");
    CU_ASSERT_EQUAL(posts[0], 9);
    works(nextwork_market_posts(posts, 4, market));
    CU_ASSERT_EQUAL(posts[A], P);
    CU_ASSERT_EQUAL(posts[B], -2);
    refuses(nextwork_market_table(&table, market, "post"), NEXTWORK_ERROR_NOT_FOUND,
            "give youths, placements or posts");
    nextwork_market_free(market);
    nw_round_unref(round);
}

static void refuses_option(nw_round *round, const char *name, const char *value)
{
    nextwork_options *options;
    nextwork_market *market = NULL;
    works(nextwork_options_new(&options));
    works(nextwork_options_set_text(options, name, value));
    refuses(nextwork_market_new(&market, round, NULL, -1, options, NULL), NEXTWORK_ERROR_ARGUMENT,
            name);
    CU_ASSERT_PTR_NULL(market);
    nextwork_options_free(options);
}

/* A market is one kind of match, and keeps silent about no option that asks for another. */
static void options_of_another_match(void)
{
    static const char known[] = " seed extend ";
    nw_round *round = nw_test_round(small);
    int64_t refused = 0;
    for (int64_t i = 0; i < nw_option_count; i++) {
        const nw_option_info *info = &nw_option_infos[i];
        if ((info->groups & NW_GROUP_MATCH) == 0 || strstr(known, info->name) != NULL)
            continue;
        for (int64_t c = 0; info->choices != NULL && info->choices[c] != NULL; c++)
            if (strcmp(info->choices[c], info->text) != 0)
                refuses_option(round, info->name, info->choices[c]);
        if (info->type == NW_OPTION_BOOL)
            refuses_option(round, info->name, info->value == 0 ? "1" : "0");
        CU_ASSERT(info->choices != NULL || info->type == NW_OPTION_BOOL);
        refused++;
    }
    CU_ASSERT(refused >= 4);
    nw_round_unref(round);
}

static void openings_that_cannot_be(void)
{
    static const int64_t twice[] = {A, B, A}, beyond[] = {4};
    nw_round *round = nw_test_round(small);
    nextwork_market *market = NULL;
    refuses(nextwork_market_new(&market, round, twice, 3, NULL, NULL), NEXTWORK_ERROR_STATE,
            "A is in the market already");
    refuses(nextwork_market_new(&market, round, beyond, 1, NULL, NULL), NEXTWORK_ERROR_ARGUMENT,
            "number 4");
    refuses(nextwork_market_new(&market, round, beyond, -2, NULL, NULL), NEXTWORK_ERROR_ARGUMENT,
            "-2 youths");
    refuses(nextwork_market_new(&market, round, NULL, 1, NULL, NULL), NEXTWORK_ERROR_HANDLE,
            "youths is NULL");
    nextwork_monitor *monitor;
    works(nextwork_monitor_new(&monitor));
    works(nextwork_monitor_cancel(monitor));
    refuses(nextwork_market_new(&market, round, NULL, -1, NULL, monitor), NEXTWORK_ERROR_CANCELLED,
            "stopped");
    CU_ASSERT_PTR_NULL(market);
    nextwork_monitor_free(monitor);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"every edit is a match of the edited cohort", every_edit_is_a_match_of_the_edited_cohort},
        {"opened with all, it is a match", opened_with_all_it_is_a_match},
        {"each mode moves whom it may", each_mode_moves_whom_it_may},
        {"closing takes the last with it", closing_takes_the_last_with_it},
        {"wishes hold until there are others", wishes_hold_until_there_are_others},
        {"the control arm gets nothing", control_arm_gets_nothing},
        {"tables tell how it stands", tables_tell_how_it_stands},
        {"stories tell why", stories_tell_why},
        {"the check finds what does not hold", check_finds_what_does_not_hold},
        {"the check finds what is stable only", check_finds_what_is_stable_only},
        {"edits that cannot be", edits_that_cannot_be},
        {"options of another match", options_of_another_match},
        {"openings that cannot be", openings_that_cannot_be},
        {NULL, NULL},
    };
    return nw_run_cases("market", cases);
}
