/* Explanations: a row a term whose parts add up, a row a reason, and the facts in words. */
#include "fit/explain.h"
#include "memory.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

enum { TERM, WEIGHT, VALUE, KNOWN, PART, TERM_FACT };
enum { REASON, SEVERITY, TEXT, REASON_FACT };

static nw_table *parts_of(const nw_round *round, int language)
{
    nw_table *table = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_explain_parts(&table, round, nw_test_youth(round->cohort, "Y"),
                                           nw_test_post(round->cohort, "P"), language),
                          NEXTWORK_OK);
    return table;
}

static nw_table *reasons_of(const nw_round *round, int language)
{
    nw_table *table = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_explain_reasons(&table, round, nw_test_youth(round->cohort, "Y"),
                                             nw_test_post(round->cohort, "P"), language),
                          NEXTWORK_OK);
    return table;
}

static void expect_text(const nw_table *table, int64_t row, int64_t column, const char *expected)
{
    nw_text text = nw_cell_text(&table->columns[column], row);
    if (!nw_text_equal(text, nw_text_of(expected)))
        fprintf(stderr, "is:  %.*s\nnot: %s\n", (int)text.bytes, text.at, expected);
    CU_ASSERT(nw_text_equal(text, nw_text_of(expected)));
}

/* Words that no Danish fact has. */
static bool is_english(const char *word)
{
    static const char *const words[] = {
        "according", "after",    "again",  "all",      "allow",    "allowed", "an",       "and",
        "answer",    "answered", "are",    "be",       "before",   "both",    "bike",     "by",
        "company",   "ended",    "every",  "foot",     "free",     "from",    "function", "given",
        "has",       "have",     "hours",  "in",       "industry", "intent",  "interest", "is",
        "it",        "known",    "latest", "least",    "limit",    "listed",  "maybe",    "met",
        "minutes",   "months",   "more",   "most",     "must",     "needs",   "new",      "no",
        "not",       "of",       "old",    "on",       "part",     "past",    "place",    "placed",
        "placement", "post",     "rank",   "requests", "round",    "running", "same",     "seats",
        "section",   "skills",   "state",  "such",     "that",     "the",     "there",    "trial",
        "unknown",   "unlike",   "until",  "value",    "vetoed",   "weeks",   "what",     "which",
        "wish",      "with",     "years",  "yes",      "youth",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static void expect_danish(const nw_table *table, int64_t row, int64_t column)
{
    nw_text text = nw_cell_text(&table->columns[column], row);
    char *fact = g_strndup(text.at, (gsize)text.bytes);
    char **words = g_strsplit_set(fact, " ,;:()", -1);
    CU_ASSERT(text.bytes > 0 && g_utf8_validate(fact, -1, NULL));
    for (char **word = words; *word != NULL; word++) {
        if (is_english(*word))
            fprintf(stderr, "is not Danish: %s\n", fact);
        CU_ASSERT_FALSE(is_english(*word));
    }
    g_strfreev(words);
    g_free(fact);
}

static void check_term(nw_term term, const char *tables, const char *fact)
{
    nw_round *round = nw_test_round(tables);
    nw_table *table = parts_of(round, NW_ENGLISH);
    expect_text(table, (int64_t)term, TERM_FACT, fact);
    nw_table_free(table);
    table = parts_of(round, NW_DANISH);
    expect_danish(table, (int64_t)term, TERM_FACT);
    nw_table_free(table);
    nw_round_unref(round);
}

static void check_danish(nw_term term, const char *tables, const char *fact)
{
    nw_round *round = nw_test_round(tables);
    nw_table *table = parts_of(round, NW_DANISH);
    expect_text(table, (int64_t)term, TERM_FACT, fact);
    nw_table_free(table);
    nw_round_unref(round);
}

/* The fact of the first reason, and its name. */
static void check_reason(const char *tables, const char *reason, const char *fact)
{
    nw_round *round = nw_test_round(tables);
    nw_table *table = reasons_of(round, NW_ENGLISH);
    CU_ASSERT_FATAL(table->rows > 0);
    expect_text(table, 0, REASON, reason);
    expect_text(table, 0, REASON_FACT, fact);
    nw_table_free(table);
    table = reasons_of(round, NW_DANISH);
    expect_danish(table, 0, REASON_FACT);
    nw_table_free(table);
    nw_round_unref(round);
}

/* --- the tables ----------------------------------------------------------------------------- */

static void one_row_a_term(void)
{
    nw_round *round = nw_test_round("wishes: youth_id,post_id,rank\nY,P,1\n");
    nw_table *table = parts_of(round, NW_ENGLISH);
    CU_ASSERT_EQUAL_FATAL(table->rows, NW_TERMS);
    for (int term = 0; term < NW_TERMS; term++)
        expect_text(table, term, TERM, nw_term_names[term]);
    CU_ASSERT_EQUAL(table->columns[WEIGHT].ints[NW_TERM_WISH], 30);
    CU_ASSERT_EQUAL(table->columns[VALUE].ints[NW_TERM_WISH], 10000);
    CU_ASSERT_EQUAL(table->columns[KNOWN].ints[NW_TERM_WISH], 1);
    CU_ASSERT_EQUAL(table->columns[PART].ints[NW_TERM_WISH], 3000);
    CU_ASSERT_EQUAL(table->columns[KNOWN].ints[NW_TERM_MUTUAL], 0);
    CU_ASSERT_EQUAL(table->columns[PART].ints[NW_TERM_RELIABILITY], 267);
    nw_table_free(table);
    nw_round_unref(round);
}

static void own_score_is_a_row_of_its_own(void)
{
    nw_round *round = nw_test_round("fits: youth_id,post_id,fit\nY,P,1234\n");
    nw_table *table = parts_of(round, NW_ENGLISH);
    CU_ASSERT_EQUAL_FATAL(table->rows, NW_TERMS + 1);
    for (int term = 0; term < NW_TERMS; term++)
        CU_ASSERT_EQUAL(table->columns[PART].ints[term], 0);
    expect_text(table, NW_TERMS, TERM, "own");
    CU_ASSERT_EQUAL(table->columns[WEIGHT].ints[NW_TERMS], NW_UNKNOWN);
    CU_ASSERT_EQUAL(table->columns[PART].ints[NW_TERMS], 1234);
    nw_table_free(table);
    nw_round_unref(round);
}

static void allowed_pair_has_no_reasons(void)
{
    nw_round *round = nw_test_round("");
    nw_table *table = reasons_of(round, NW_ENGLISH);
    CU_ASSERT_EQUAL(table->rows, 0);
    nw_table_free(table);
    nw_round_unref(round);
}

static void reasons_in_two_languages(void)
{
    nw_round *round = nw_test_round("youths: youth_id,enrolled\nY,0\n"
                                    "wishes: youth_id,post_id,veto\nY,P,1\n");
    for (int language = NW_ENGLISH; language <= NW_DANISH; language++) {
        nw_table *table = reasons_of(round, language);
        const nw_reason_info *veto = &nw_reason_infos[NW_REASON_VETO];
        CU_ASSERT_EQUAL_FATAL(table->rows, 2);
        expect_text(table, 0, REASON, "veto");
        expect_text(table, 0, SEVERITY, veto->severity);
        expect_text(table, 0, TEXT, language == NW_DANISH ? veto->text_da : veto->text_en);
        expect_text(table, 1, REASON, "not-enrolled");
        nw_table_free(table);
    }
    nw_round_unref(round);
}

/* --- facts of terms ------------------------------------------------------------------------- */

#define SHOP                                                                                       \
    "companies: company_id,industry_scheme,industry\nC,DB25,4711\n"                                \
    "posts: post_id,company_id,seats,function\nP,C,1,5223\n"
#define INTERESTS "interests: youth_id,scheme,code,value\n"
#define PAST                                                                                       \
    "placements: "                                                                                 \
    "placement_id,youth_id,company_id,industry_scheme,industry,function,start,end,"                \
    "weeks_attended,status\n"

static void wish_facts(void)
{
    check_term(NW_TERM_WISH,
               "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\nR,C,1\n"
               "wishes: youth_id,post_id,rank\nY,Q,1\nY,P,2\nY,R,5\n",
               "wish 2 of 5");
    check_term(NW_TERM_WISH, SHOP INTERESTS "Y,DB07,47,2\n",
               "not listed; interest 2 in industry 47 (DB07), no interest stated in its function");
    check_term(NW_TERM_WISH, SHOP INTERESTS "Y,DB25,4711,-1\nY,DISCO08,52,1\n",
               "not listed; interest -1 in industry 4711 (DB25), interest 1 in function 52");
    check_term(NW_TERM_WISH, "wishes: youth_id,post_id,veto\nY,P,1\n",
               "vetoed; the post's industry is unknown, the post's function is unknown");
}

static void novelty_facts(void)
{
    check_term(NW_TERM_NOVELTY, SHOP, "no table of placements");
    check_term(NW_TERM_NOVELTY, PAST, "the post's industry and function are unknown");
    check_term(NW_TERM_NOVELTY, SHOP PAST,
               "no past placements; industry and function are new; intent explore");
    check_term(NW_TERM_NOVELTY, SHOP PAST "1,Y,Z,DB07,4778,9110,2026-03-01,2026-06-01,13,done\n",
               "same industry 4778 (DB07) in a placement that ended 7 months before, 13 weeks "
               "attended; one of industry and function is new; intent explore");
    check_term(NW_TERM_NOVELTY,
               SHOP "youths: youth_id,intent\nY,deepen\n" PAST
                    "1,Y,Z,DB25,46,5110,2026-03-01,2026-06-01,2,done\n",
               "same section as industry 46 (DB25) and same major group as function 5110 in a "
               "placement that ended 7 months before, 2 weeks attended; no part of it is new; "
               "intent deepen");
    check_term(NW_TERM_NOVELTY,
               "posts: post_id,company_id,seats,function\nP,C,1,52\n" PAST
               "1,Y,Z,DB25,47,,2026-03-01,2026-06-01,2,done\n",
               "unlike the one past placement; what is known of it is new; intent explore");
}

static void mutual_facts(void)
{
    check_term(NW_TERM_MUTUAL, "", "no answer from the company");
    check_term(NW_TERM_MUTUAL, "answers: post_id,youth_id,answer\nP,Y,maybe\n",
               "the company said maybe");
    check_term(NW_TERM_MUTUAL, "answers: post_id,youth_id,rank\nP,Y,3\n",
               "the company said yes, rank 3");
}

#define CITY "companies: company_id,latitude,longitude\nC,55.676100,12.568300\n"
#define HOME                                                                                       \
    "youths: youth_id,latitude,longitude,travel_mode,travel_max\n"                                 \
    "Y,55.641900,12.087800,bike,45\n"

static void travel_facts(void)
{
    check_term(NW_TERM_TRAVEL, "", "no minutes given, and both places are unknown");
    check_term(NW_TERM_TRAVEL, CITY, "no minutes given, and the youth's place is unknown");
    check_term(NW_TERM_TRAVEL, HOME, "no minutes given, and the company's place is unknown");
    check_term(NW_TERM_TRAVEL, "travel: youth_id,company_id,minutes\nY,C,34\n",
               "34 minutes (given), limit 60 (default)");
    check_term(NW_TERM_TRAVEL, CITY HOME, "158 minutes by bike (estimated from 30.4 km), limit 45");
}

static void goal_facts(void)
{
    check_term(NW_TERM_GOAL, SHOP, "no interest of value 2 that the post can be compared with");
    check_term(NW_TERM_GOAL, SHOP INTERESTS "Y,DB25,4778,2\n",
               "the same two digits as the interest of value 2 in industry 4778 (DB25)");
    check_term(NW_TERM_GOAL, SHOP INTERESTS "Y,DB25,46,2\n",
               "the same section as the interest of value 2 in industry 46 (DB25)");
    check_term(NW_TERM_GOAL, SHOP INTERESTS "Y,DISCO08,53,2\n",
               "the same major group as the interest of value 2 in function 53");
    check_term(NW_TERM_GOAL, SHOP INTERESTS "Y,DISCO08,52,2\nY,DB25,47,2\n", /* in order */
               "the same two digits as the interest of value 2 in industry 47 (DB25)");
    check_term(NW_TERM_GOAL, SHOP INTERESTS "Y,DB25,01,2\n",
               "unlike every interest of value 2, such as industry 01 (DB25)");
}

static void support_facts(void)
{
    check_term(NW_TERM_SUPPORT, "", "no needs");
    check_term(NW_TERM_SUPPORT, "youths: youth_id,needs\nY,mentor:3\n",
               "what the post offers is unknown; needs: mentor (3)");
    check_term(NW_TERM_SUPPORT,
               "youths: youth_id,needs\nY,mentor:3|quiet:2|transport:1\n"
               "posts: post_id,company_id,seats,offers\nP,C,1,mentor|quiet\n",
               "needs met: mentor (3), quiet (2); not met: transport (1)");
    check_term(NW_TERM_SUPPORT,
               "youths: youth_id,needs\nY,a:1|b:1|c:1|d:1|e:1|f:1|g:1|h:1|i:1|j:1|k:1|l:1\n"
               "posts: post_id,company_id,seats,offers\nP,C,1,z\n",
               "not met: a (1), b (1), c (1), d (1), e (1), f (1), g (1), h (1), i (1), j (1) and "
               "2 more");
}

#define HOURS(youth, post)                                                                         \
    "youths: youth_id,hours_min,hours_max\nY," youth "\n"                                          \
    "posts: post_id,company_id,seats,hours_min,hours_max\nP,C,1," post "\n"

static void hours_facts(void)
{
    check_term(NW_TERM_HOURS, HOURS(",37", ",37"), "37 hours of 37");
    check_term(NW_TERM_HOURS, HOURS("20,37", "10,25"), "25 hours of 37");
    check_term(NW_TERM_HOURS, HOURS("30,37", "10,25"),
               "no hours in common: youth 30-37 hours, post 10-25 hours");
    check_term(NW_TERM_HOURS, HOURS(",37", "10,"), "youth up to 37 hours, post from 10 hours");
    check_term(NW_TERM_HOURS, "", "youth unknown hours, post unknown hours");
}

static void other_facts(void)
{
    check_term(NW_TERM_RELIABILITY, "", "earlier requests unknown");
    check_term(NW_TERM_RELIABILITY, "companies: company_id,answered,asked\nC,9,10\n",
               "answered 9 of 10 requests");
    check_term(NW_TERM_SKILL, "", "no skills preferred");
    check_term(NW_TERM_SKILL, "posts: post_id,company_id,seats,prefers\nP,C,1,till\n",
               "the youth's skills are unknown; preferred: till");
    check_term(NW_TERM_SKILL,
               "youths: youth_id,skills\nY,till|french\n"
               "posts: post_id,company_id,seats,prefers\nP,C,1,till|english\n",
               "has: till; has not: english");
    check_term(NW_TERM_ROOM, "", "1 of 1 seats free");
    check_term(NW_TERM_ROOM,
               "companies: company_id,headcount\nC,15\n"
               "posts: post_id,company_id,seats\nP,C,5\n",
               "5 of 5 seats free; the headcount rule leaves the company 3");
}

static void facts_in_danish(void)
{
    check_danish(NW_TERM_WISH, SHOP INTERESTS "Y,DB07,47,2\n",
                 "ikke ønsket; interesse 2 for branche 47 (DB07), ingen interesse angivet for dens "
                 "jobfunktion");
    check_danish(NW_TERM_NOVELTY, SHOP PAST "1,Y,Z,DB07,4778,9110,2026-03-01,2026-06-01,13,done\n",
                 "samme branche 4778 (DB07) i en praktik, der sluttede 7 måneder før; 13 uger "
                 "gennemført; enten branche eller jobfunktion er ny; vil prøve nyt");
    check_danish(NW_TERM_MUTUAL, "answers: post_id,youth_id,rank\nP,Y,3\n",
                 "virksomheden svarede ja, som nummer 3");
    check_danish(NW_TERM_TRAVEL, CITY HOME,
                 "158 minutter på cykel (anslået ud fra 30,4 km), grænse 45");
    check_danish(NW_TERM_SUPPORT,
                 "youths: youth_id,needs\nY,mentor:3|quiet:2|transport:1\n"
                 "posts: post_id,company_id,seats,offers\nP,C,1,mentor|quiet\n",
                 "opfyldte behov: mentor (3), quiet (2); ikke opfyldte: transport (1)");
    check_danish(NW_TERM_HOURS, HOURS("30,37", "10,25"),
                 "ingen fælles timer: den unge 30-37 timer, pladsen 10-25 timer");
}

/* --- facts of reasons ----------------------------------------------------------------------- */

#define PLACED "placements: placement_id,youth_id,post_id,company_id,start,end,status\n"

static void history_reason_facts(void)
{
    check_reason("companies: company_id\nC\nD\n" PLACED
                 "1,Y,,C,2026-03-01,2026-06-01,done\n2,Y,,D,2026-07-01,2026-08-01,done\n",
                 "repeat-company",
                 "a placement there ended 7 months before the round; the youth has not listed the "
                 "post");
    check_reason("wishes: youth_id,post_id,rank\nY,P,1\n" PLACED
                 "1,Y,,C,2026-03-01,2026-06-01,done\n",
                 "last-employer", "the latest placement ended 2026-06-01 at this company");
    check_reason(
        "companies: company_id,owner_id\nC,F\nD,F\n" PLACED "1,Y,,D,2026-03-01,2026-06-01,done\n",
        "last-employer", "the latest placement ended 2026-06-01 at D, which has the same owner");
    check_reason(PLACED "L7,Y,,C,2026-12-01,2027-02-01,running\n", "overlap",
                 "round 2027-01-04 to 2027-04-05, placement L7 2026-12-01 to 2027-02-01");
}

static void capacity_reason_facts(void)
{
    static const char *const running =
        "youths: youth_id\nX\nY\nZ\n" PLACED "1,X,P,,2027-02-01,2027-06-01,running\n"
        "2,Z,P,,2027-02-01,2027-06-01,planned\n";
    char text[1000];
    snprintf(text, sizeof text, "%sposts: post_id,company_id,seats\nP,C,2\n", running);
    check_reason(text, "no-seat", "free seats: 0 of 2; 2 running");
    snprintf(text, sizeof text,
             "%sposts: post_id,company_id,seats\nP,C,9\n"
             "companies: company_id,headcount,others_placed\nC,15,1\n",
             running);
    check_reason(text, "headcount-rule", "15 employees allow 3; 1 others placed, 2 running");
    check_reason("posts: post_id,company_id,seats,available_from,available_to\n"
                 "P,C,1,2026-01-01,2027-03-01\n",
                 "not-available",
                 "round 2027-01-04 to 2027-04-05, available from 2026-01-01 until 2027-03-01");
}

static void pair_reason_facts(void)
{
    check_reason("wishes: youth_id,post_id,veto\nY,P,1\n", "veto", "the youth vetoed the post");
    check_reason("answers: post_id,youth_id,answer\nP,Y,no\n", "company-no", "the company said no");
    check_reason("policy:\n[rule not-mutual]\nenabled=1\n", "not-mutual",
                 "no answer from the company");
    check_reason(CITY HOME, "travel-too-far",
                 "158 minutes by bike (estimated from 30.4 km), limit 45");
    check_reason(HOURS("30,37", "10,25"), "hours-too-few", "youth 30-37 hours, post 10-25 hours");
    check_reason("youths: youth_id,needs\nY,mentor:3|quiet:2\n"
                 "posts: post_id,company_id,seats,offers\nP,C,1,transport\n",
                 "need-unmet",
                 "needs that the post does not offer: mentor (3); needs of level 3 and above must "
                 "be met");
    check_reason("youths: youth_id,skills\nY,till\n"
                 "posts: post_id,company_id,seats,requires\nP,C,1,english|till\n",
                 "skill-missing", "required skills that the youth has not: english");
    check_reason("youths: youth_id,network_id\nY,N1\n"
                 "companies: company_id,network_id\nC,N2|N3\n",
                 "outside-network", "youth in N1; company in: N2, N3");
}

static void youth_reason_facts(void)
{
    check_reason("youths: youth_id,trial_arm\nY,control\n", "control-arm",
                 "the youth is in the trial's control arm");
    check_reason("youths: youth_id,enrolled\nY,0\n", "not-enrolled", "the youth is not enrolled");
    check_reason("youths: youth_id,birth_year\nY,2013\n", "too-young",
                 "at most 14 years old on 2027-01-04; the youngest allowed is 15");
    check_reason("youths: youth_id,birth_year\nY,1996\n", "too-old",
                 "at least 30 years old on 2027-01-04; the oldest allowed is 29");
}

/* --- over random cohorts -------------------------------------------------------------------- */

static bool contains(nw_text text, const char *word)
{
    int64_t bytes = (int64_t)strlen(word);
    for (int64_t i = 0; i + bytes <= text.bytes; i++)
        if (memcmp(text.at + i, word, (size_t)bytes) == 0)
            return true;
    return false;
}

static void check_pair(const nw_round *round, int32_t youth, int32_t post)
{
    nw_table *parts, *reasons;
    nw_fit fit;
    int32_t sum = 0, bits = 0;
    nw_fit_pair(&fit, round, youth, post);
    CU_ASSERT_EQUAL_FATAL(nw_explain_parts(&parts, round, youth, post, NW_DANISH), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_explain_reasons(&reasons, round, youth, post, NW_DANISH), NEXTWORK_OK);
    for (int64_t row = 0; row < parts->rows; row++) {
        nw_text fact = nw_cell_text(&parts->columns[TERM_FACT], row);
        sum += parts->columns[PART].ints[row];
        CU_ASSERT_FATAL(fact.bytes > 0 && !contains(fact, "Y0")); /* never a youth's id */
    }
    for (int64_t row = 0; row < reasons->rows; row++) {
        nw_text fact = nw_cell_text(&reasons->columns[REASON_FACT], row);
        CU_ASSERT_FATAL(fact.bytes > 0 && !contains(fact, "Y0"));
    }
    for (int reason = 0; reason < NW_REASONS; reason++)
        bits += (fit.reasons & 1u << reason) != 0;
    CU_ASSERT_EQUAL_FATAL(sum, fit.fit);
    CU_ASSERT_EQUAL_FATAL(reasons->rows, bits);
    nw_table_free(parts);
    nw_table_free(reasons);
}

static void every_pair_is_explained(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 12);
    nw_cohort *cohort = nw_test_random_cohort(&random, 40, 12, 2);
    nw_round *round;
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, NW_TEST_WEEKS), NEXTWORK_OK);
    for (int32_t y = 0; y < cohort->youths.count; y++)
        for (int32_t p = 0; p < cohort->posts.count; p++)
            check_pair(round, y, p);
    nw_round_unref(round);
    nw_cohort_unref(cohort);
}

static nextwork_status explain(void *context)
{
    nw_table *table;
    NW_TRY(nw_explain_parts(&table, context, 0, 0, NW_DANISH));
    nw_table_free(table);
    NW_TRY(nw_explain_reasons(&table, context, 0, 0, NW_DANISH));
    nw_table_free(table);
    return NEXTWORK_OK;
}

static void running_out_of_memory_leaks_nothing(void)
{
    nw_round *round = nw_test_round("youths: youth_id,enrolled\nY,0\n"
                                    "fits: youth_id,post_id,fit\nY,P,1234\n");
    CU_ASSERT(nw_test_each_allocation(explain, round) > 10);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"one row a term", one_row_a_term},
        {"an own score is a row of its own", own_score_is_a_row_of_its_own},
        {"an allowed pair has no reasons", allowed_pair_has_no_reasons},
        {"reasons in two languages", reasons_in_two_languages},
        {"facts: wish", wish_facts},
        {"facts: novelty", novelty_facts},
        {"facts: mutual", mutual_facts},
        {"facts: travel", travel_facts},
        {"facts: goal", goal_facts},
        {"facts: support", support_facts},
        {"facts: hours", hours_facts},
        {"facts: reliability, skill, room", other_facts},
        {"facts in Danish", facts_in_danish},
        {"facts: reasons of history", history_reason_facts},
        {"facts: reasons of capacity", capacity_reason_facts},
        {"facts: reasons of the pair", pair_reason_facts},
        {"facts: reasons of the youth", youth_reason_facts},
        {"every pair is explained", every_pair_is_explained},
        {"running out of memory leaks nothing", running_out_of_memory_leaks_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("explain", cases);
}
