/* A youth's story: every wish, and what became of it. */
#include "round/explain_youth.h"

#include "base/random.h"

#include "fit/explain.h"
#include "round/matching.h"
#include "round/result_tables.h"
#include "runner.h"
#include "small_cohort.h"

#include <stdio.h>
#include <string.h>

static nw_result *match(nw_round *round, bool extend)
{
    nw_match_options options = {
        .mechanism = "deferred-acceptance", .seed = 1, .extend = extend, .threads = 1};
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    return result;
}

/* "P placed|Q not-needed": the posts and outcomes of a story. */
static void outline(char line[256], const nw_result *result, const char *youth)
{
    nw_table *table;
    int32_t row_of = nw_test_youth(result->round->cohort, youth);
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&table, result, row_of, NW_ENGLISH), NEXTWORK_OK);
    line[0] = '\0';
    for (int64_t row = 0; row < table->rows; row++) {
        nw_text post =
            table->columns[0].present ? nw_cell_text(&table->columns[0], row) : (nw_text){"", 0};
        int32_t outcome = nw_cell_int(&table->columns[3], row);
        size_t at = strlen(line);
        snprintf(line + at, 256 - at, "%s%.*s %s", row == 0 ? "" : "|", (int)post.bytes, post.at,
                 table->schema->columns[3].choices[outcome]);
    }
    nw_table_free(table);
}

static void each_wish_has_its_outcome(void)
{
    static const struct {
        const char *youth, *story;
    } cases[] = {
        {"A", "P placed|Q not-needed"},
        {"B", "P contest-lost|Q placed"},
        {"C", "Q refused|P contest-lost"},
        {"D", " refused"},
        {"E", ""},
    };
    nw_round *round = nw_test_round(
        "youths: youth_id,trial_arm\nA,\nB,\nC,\nD,control\nE,\n"
        "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
        "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,P,1\nB,Q,2\nC,Q,1\nC,P,2\nD,P,1\n"
        "answers: post_id,youth_id,answer,rank\nP,A,yes,1\nQ,C,no,\nQ,B,yes,\n");
    nw_result *result = match(round, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[256];
        outline(line, result, cases[i].youth);
        CU_ASSERT_STRING_EQUAL(line, cases[i].story);
    }
    nw_result_unref(result);
    nw_round_unref(round);
}

static void an_unlisted_placement_closes_the_story(void)
{
    nw_round *round = nw_test_round("posts: post_id,company_id,seats\nP,C,0\nQ,C,1\n"
                                    "wishes: youth_id,post_id,rank\nY,P,1\n");
    nw_result *result = match(round, true);
    char line[256];
    outline(line, result, "Y");
    CU_ASSERT_STRING_EQUAL(line, "P refused|Q placed");
    nw_result_unref(result);
    nw_round_unref(round);
}

static void unplaced_line(char line[256], const char *cohort, bool extend)
{
    nw_round *round = nw_test_round(cohort);
    nw_result *result = match(round, extend);
    nw_table *table;
    CU_ASSERT_EQUAL_FATAL(nw_unplaced_table(&table, result), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(table->rows, 1);
    nw_text text = nw_cell_text(&table->columns[1], 0);
    snprintf(line, 256, "%.*s", (int)text.bytes, text.at);
    nw_table_free(table);
    nw_result_unref(result);
    nw_round_unref(round);
}

static void the_unplaced_learn_why(void)
{
    static const struct {
        const char *cohort, *reasons;
        bool extend;
    } cases[] = {
        {"", "no-wishes", false},
        {"youths: youth_id,trial_arm,enrolled\nY,control,0\n", "control-arm|not-enrolled", false},
        {"posts: post_id,company_id,seats\nP,C,0\n", "no-wishes|unlisted=refused", true},
        {"wishes: youth_id,post_id,rank,veto\nY,P,,1\n", "no-wishes", false},
        {"posts: post_id,company_id,seats\nP,C,0\nQ,C,1\n"
         "wishes: youth_id,post_id,rank\nY,P,1\nY,Q,2\n"
         "answers: post_id,youth_id,answer\nP,Y,no\nQ,Y,no\n",
         "P=company-no+no-seat|Q=company-no", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[256];
        unplaced_line(line, cases[i].cohort, cases[i].extend);
        CU_ASSERT_STRING_EQUAL(line, cases[i].reasons);
    }
}

static void a_lost_contest_names_both_standings_and_nobody(void)
{
    char line[256], expected[256];
    unplaced_line(line,
                  "youths: youth_id\nA\nB\n"
                  "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n"
                  "answers: post_id,youth_id,answer,rank\nP,A,yes,2\nP,B,maybe,\n",
                  false);
    snprintf(expected, sizeof expected, "P=contest(last yes-2:%lld; own maybe:%lld)",
             (long long)nw_lottery_number(1, "A", 1), (long long)nw_lottery_number(1, "B", 1));
    CU_ASSERT_STRING_EQUAL(line, expected);
}

static void expect_story(const nw_result *result, const char *youth, const char *expected[2])
{
    int32_t row_of = nw_test_youth(result->round->cohort, youth);
    for (int language = NW_ENGLISH; language <= NW_DANISH; language++) {
        nw_table *table;
        CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&table, result, row_of, language), NEXTWORK_OK);
        nw_text text = nw_cell_text(&table->columns[7], 0);
        CU_ASSERT(nw_text_equal(text, nw_text_of(expected[language])));
        if (!nw_text_equal(text, nw_text_of(expected[language])))
            printf("%.*s\n", (int)text.bytes, text.at);
        nw_table_free(table);
    }
}

static void answers_are_told_where_they_decide(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n"
                                    "answers: post_id,youth_id,answer,rank\nP,A,yes,2\n");
    nw_result *result = match(round, false);
    expect_story(result, "B",
                 (const char *[]){"Every seat went to somebody with a better claim: the last "
                                  "admitted had \"yes, ranked 2\"; this youth has \"not asked\".",
                                  "Alle pladser gik til unge med fortrinsret: den sidste, der kom "
                                  "ind, havde \"ja, nr. 2\"; denne unge har \"ikke spurgt\"."});
    nw_result_unref(result);
    nw_round_unref(round);
}

static void among_equals_the_lottery_is_told_and_which_way_it_goes(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n"
                                    "answers: post_id,youth_id,answer\nP,A,maybe\nP,B,maybe\n");
    nw_result *result = match(round, false);
    int32_t winner = result->post_of[0] >= 0 ? 0 : 1;
    long long lower = result->lottery[winner], higher = result->lottery[1 - winner];
    CU_ASSERT(lower < higher);
    char english[512], danish[512];
    snprintf(english, sizeof english,
             "Every seat went to somebody with a better claim: the last admitted had \"maybe\" as "
             "this youth has, and among equals the lower lottery number comes first: %lld there, "
             "%lld here.",
             lower, higher);
    snprintf(danish, sizeof danish,
             "Alle pladser gik til unge med fortrinsret: den sidste, der kom ind, havde \"måske\" "
             "ligesom denne unge, og blandt lige stillede kommer det laveste lodtrækningsnummer "
             "først: %lld der, %lld her.",
             lower, higher);
    expect_story(result, winner == 0 ? "B" : "A", (const char *[]){english, danish});
    nw_result_unref(result);
    nw_round_unref(round);
}

static void where_the_lottery_alone_decides_its_numbers_are_told(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n"
                                    "answers: post_id,youth_id,answer\nP,A,yes\n");
    nw_match_options options = {.mechanism = "serial-dictatorship", .seed = 3, .threads = 1};
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    static const char *const sentences[2] = {
        "Youths chose in the order of the lottery, the lowest number first: the last who got in "
        "had number %lld; this youth has number %lld.",
        "De unge valgte i lodtrækningens rækkefølge, det laveste nummer først: den sidste, der kom "
        "ind, havde nummer %lld; denne unge har nummer %lld."};
    char expected[2][256];
    for (int language = NW_ENGLISH; language <= NW_DANISH; language++)
        snprintf(expected[language], sizeof expected[language], sentences[language],
                 (long long)result->lottery[1], (long long)result->lottery[0]);
    expect_story(result, "A", (const char *[]){expected[0], expected[1]});
    nw_result_unref(result);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"each wish has its outcome", each_wish_has_its_outcome},
        {"an unlisted placement closes the story", an_unlisted_placement_closes_the_story},
        {"the unplaced learn why", the_unplaced_learn_why},
        {"a lost contest names both standings and nobody",
         a_lost_contest_names_both_standings_and_nobody},
        {"answers are told where they decide", answers_are_told_where_they_decide},
        {"among equals the lottery is told, and which way it goes",
         among_equals_the_lottery_is_told_and_which_way_it_goes},
        {"where the lottery alone decides its numbers are told",
         where_the_lottery_alone_decides_its_numbers_are_told},
        {NULL, NULL},
    };
    return nw_run_cases("explain_youth", cases);
}
