/* The ten terms, each by a table of cases: what is in the tables, the value, and whether it counts
 * as known. The pair is youth Y and post P of company C; the round is 2027-01-04 to 2027-04-05. */
#include "fit/fit.h"
#include "fit/novelty.h"
#include "fit/pair.h"
#include "runner.h"
#include "small_cohort.h"

#include <math.h>
#include <stdio.h>

typedef struct {
    const char *tables;
    int32_t value;
    bool known;
} term_case;

#define UNKNOWN false
#define KNOWN true

static void check_cases(nw_term term, const term_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        nw_round *round = nw_test_round(cases[i].tables);
        nw_fit fit;
        nw_fit_pair(&fit, round, nw_test_youth(round->cohort, "Y"),
                    nw_test_post(round->cohort, "P"));
        if (fit.value[term] != cases[i].value || fit.known[term] != cases[i].known)
            fprintf(stderr, "%s is %d %s, not %d %s, of\n%s\n", nw_term_names[term],
                    (int)fit.value[term], fit.known[term] ? "known" : "unknown",
                    (int)cases[i].value, cases[i].known ? "known" : "unknown", cases[i].tables);
        CU_ASSERT_EQUAL(fit.value[term], cases[i].value);
        CU_ASSERT_EQUAL(fit.known[term], cases[i].known);
        nw_round_unref(round);
    }
}

#define CHECK(term, cases) check_cases(term, cases, sizeof(cases) / sizeof *(cases))

#define WISH(rank) "wishes: youth_id,post_id,rank,veto\nY,P," #rank ",\n"
#define VETO "wishes: youth_id,post_id,rank,veto\nY,P,,1\n"
#define FUNCTION(code) "posts: post_id,company_id,seats,function\nP,C,1," code "\n"
#define INDUSTRY(scheme, code)                                                                     \
    "companies: company_id,industry_scheme,industry\nC," scheme "," code "\n"
#define INTERESTS "interests: youth_id,scheme,code,value\n"

static void wish_by_rank(void)
{
    static const term_case cases[] = {
        {WISH(1), 10000, KNOWN},
        {WISH(2), 9600, KNOWN},
        {WISH(9), 6800, KNOWN},
        {WISH(10), 6400, KNOWN},
        {WISH(11), 6400, KNOWN},
        {WISH(9999), 6400, KNOWN},
        {WISH(2) "policy:\n[terms]\nwish_depth=3\n", 8667, KNOWN},
        {WISH(4) "policy:\n[terms]\nwish_depth=3\n", 7333, KNOWN},
        {WISH(7) "policy:\n[terms]\nwish_depth=1\n", 10000, KNOWN},
        /* What the youth said of the industry does not matter for a listed post. */
        {WISH(10) INDUSTRY("DB25", "47") INTERESTS "Y,DB25,47,-2\n", 6400, KNOWN},
    };
    CHECK(NW_TERM_WISH, cases);
}

static void wish_by_interest(void)
{
    static const term_case cases[] = {
        {"", 2500, UNKNOWN},
        {FUNCTION("5223") INDUSTRY("DB25", "4711"), 2500, UNKNOWN},
        {INTERESTS "Y,DB25,47,2\n", 2500, UNKNOWN},
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB25,47,2\n", 5000, KNOWN},
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB25,47,0\n", 2500, KNOWN},
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB25,47,-2\n", 0, KNOWN},
        {FUNCTION("5223") INTERESTS "Y,DISCO08,5,1\n", 3750, KNOWN},
        {FUNCTION("5223") INDUSTRY("DB25", "47") INTERESTS "Y,DB25,47,2\nY,DISCO08,52,-1\n", 3125,
         KNOWN},
        {FUNCTION("5223") INDUSTRY("DB25", "47") INTERESTS "Y,DB25,47,2\nY,DISCO08,91,-1\n", 5000,
         KNOWN},
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB25,46,2\n", 2500, UNKNOWN},
        {INTERESTS "policy:\n[terms]\nneutral_wish=1234\n", 1234, UNKNOWN},
    };
    CHECK(NW_TERM_WISH, cases);
}

static void vetoed_counts_as_not_listed(void)
{
    static const term_case cases[] = {
        {VETO, 2500, UNKNOWN},
        {VETO INDUSTRY("DB25", "47") INTERESTS "Y,DB25,47,1\n", 3750, KNOWN},
    };
    CHECK(NW_TERM_WISH, cases);
}

static void longest_code_speaks(void)
{
    static const term_case cases[] = {
        {INDUSTRY("DB25", "471110") INTERESTS "Y,DB25,47,-2\nY,DB25,4711,2\nY,DB25,471,-1\n", 5000,
         KNOWN},
        {INDUSTRY("DB25", "471110") INTERESTS "Y,DB25,47,-2\nY,DB25,4719,2\n", 0, KNOWN},
        {INDUSTRY("DB25", "47") INTERESTS "Y,DB25,4711,2\n", 2500, UNKNOWN},
        {FUNCTION("5") INTERESTS "Y,DISCO08,51,2\n", 2500, UNKNOWN},
        {FUNCTION("5223") INTERESTS "Y,DISCO08,5,-2\nY,DISCO08,52,0\nY,DISCO08,5223,2\n", 5000,
         KNOWN},
        /* The agriculture of 011 is not the food industry of 11. */
        {INDUSTRY("DB25", "110500") INTERESTS "Y,DB25,011,2\n", 2500, UNKNOWN},
        {INDUSTRY("DB25", "011100") INTERESTS "Y,DB25,011,2\nY,DB25,11,-2\n", 5000, KNOWN},
    };
    CHECK(NW_TERM_WISH, cases);
}

static void other_scheme_speaks_for_divisions(void)
{
    static const term_case cases[] = {
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB07,47,1\n", 3750, KNOWN},
        /* Also with more digits: beyond the division the two lists do not correspond. */
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB07,4778,1\n", 3750, KNOWN},
        /* Repair of cars was in DB07's 45 and is in DB25's 95. */
        {INDUSTRY("DB25", "95") INTERESTS "Y,DB07,452,2\n", 5000, KNOWN},
        {INDUSTRY("DB07", "452000") INTERESTS "Y,DB25,95,2\nY,DB25,47,-2\n", 5000, KNOWN},
        /* Two digits of the same scheme come before the other scheme, whatever its digits. */
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB07,4711,-2\nY,DB25,47,2\n", 5000, KNOWN},
        {INDUSTRY("DB07", "4711") INTERESTS "Y,DB07,47,2\nY,DB25,4711,-2\n", 5000, KNOWN},
        /* Of two from the other scheme, the first in order: the shorter code. */
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB07,4711,-2\nY,DB07,47,2\n", 5000, KNOWN},
    };
    CHECK(NW_TERM_WISH, cases);
}

static void goal_by_interests_of_two(void)
{
    static const term_case cases[] = {
        {"", 5000, UNKNOWN},
        {INDUSTRY("DB25", "47") FUNCTION("5223"), 5000, UNKNOWN},
        {INDUSTRY("DB25", "47") INTERESTS "Y,DB25,47,1\n", 5000, UNKNOWN},
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB25,47,2\n", 10000, KNOWN},
        {INDUSTRY("DB25", "4711") INTERESTS "Y,DB25,4778,2\n", 10000, KNOWN},
        {INDUSTRY("DB25", "47") INTERESTS "Y,DB25,46,2\n", 5000, KNOWN},
        {INDUSTRY("DB25", "47") INTERESTS "Y,DB25,56,2\n", 0, KNOWN},
        {INDUSTRY("DB25", "47") INTERESTS "Y,DB07,47,2\n", 10000, KNOWN},
        {INDUSTRY("DB25", "46") INTERESTS "Y,DB07,451,2\n", 5000, KNOWN},
        /* Section Q of DB07 is another than section Q of DB25. */
        {INDUSTRY("DB25", "87") INTERESTS "Y,DB07,88,2\n", 5000, KNOWN},
        {INDUSTRY("DB25", "85") INTERESTS "Y,DB07,88,2\n", 0, KNOWN},
        {FUNCTION("5223") INTERESTS "Y,DISCO08,52,2\n", 10000, KNOWN},
        {FUNCTION("5223") INTERESTS "Y,DISCO08,53,2\n", 5000, KNOWN},
        {FUNCTION("5223") INTERESTS "Y,DISCO08,5,2\n", 5000, KNOWN},
        {FUNCTION("5") INTERESTS "Y,DISCO08,52,2\n", 5000, KNOWN},
        {FUNCTION("5") INTERESTS "Y,DISCO08,5,2\n", 5000, KNOWN},
        {FUNCTION("5223") INTERESTS "Y,DISCO08,91,2\n", 0, KNOWN},
        /* An interest in what the post does not tell cannot be compared. */
        {INDUSTRY("DB25", "47") INTERESTS "Y,DISCO08,52,2\n", 5000, UNKNOWN},
        {FUNCTION("5223") INTERESTS "Y,DB25,47,2\n", 5000, UNKNOWN},
        /* The best counts. */
        {INDUSTRY("DB25", "47") FUNCTION("5223") INTERESTS "Y,DB25,56,2\nY,DISCO08,53,2\n", 5000,
         KNOWN},
        {INDUSTRY("DB25", "47") FUNCTION("5223") INTERESTS "Y,DB25,46,2\nY,DISCO08,52,2\n", 10000,
         KNOWN},
    };
    CHECK(NW_TERM_GOAL, cases);
}

#define ANSWER(answer, rank) "answers: post_id,youth_id,answer,rank\nP,Y," answer "," rank "\n"

static void mutual_by_answer(void)
{
    static const term_case cases[] = {
        {"", 5000, UNKNOWN},
        {ANSWER("yes", ""), 10000, KNOWN},
        {ANSWER("maybe", ""), 6000, KNOWN},
        {ANSWER("no", ""), 0, KNOWN},
        {ANSWER("yes", "1"), 10000, KNOWN},
        {ANSWER("", "2"), 9700, KNOWN},
        {ANSWER("yes", "10"), 7300, KNOWN},
        {ANSWER("yes", "500"), 7300, KNOWN},
        {ANSWER("", "3") "policy:\n[terms]\nanswer_depth=7\n", 9143, KNOWN},
        {"policy:\n[terms]\nneutral_mutual=42\n", 42, UNKNOWN},
    };
    CHECK(NW_TERM_MUTUAL, cases);
}

#define MINUTES(minutes) "travel: youth_id,company_id,minutes\nY,C," #minutes "\n"
#define LIMIT(minutes) "youths: youth_id,travel_max\nY," #minutes "\n"
#define CITY "companies: company_id,latitude,longitude\nC,55.676100,12.568300\n"
#define HOME(mode)                                                                                 \
    "youths: youth_id,latitude,longitude,travel_mode\nY,55.641900,12.087800," mode "\n"

static void travel_by_minutes(void)
{
    static const term_case cases[] = {
        {"", 5000, UNKNOWN},
        {MINUTES(0), 10000, KNOWN},
        {MINUTES(20), 10000, KNOWN},
        {MINUTES(21), 9750, KNOWN},
        {MINUTES(40), 5000, KNOWN},
        {MINUTES(59), 250, KNOWN},
        {MINUTES(60), 0, KNOWN},
        {MINUTES(600), 0, KNOWN},
        {LIMIT(45) MINUTES(34), 4400, KNOWN},
        {LIMIT(45) MINUTES(45), 0, KNOWN},
        {LIMIT(120) MINUTES(60), 6000, KNOWN},
        {LIMIT(15) MINUTES(15), 10000, KNOWN},
        {LIMIT(15) MINUTES(16), 0, KNOWN},
        {LIMIT(20) MINUTES(20), 10000, KNOWN},
        {LIMIT(0) MINUTES(0), 10000, KNOWN},
        {MINUTES(45) "policy:\n[terms]\ntravel_default_max=90\ntravel_free=30\n", 7500, KNOWN},
        {CITY, 5000, UNKNOWN},
        {HOME(""), 5000, UNKNOWN},
    };
    CHECK(NW_TERM_TRAVEL, cases);
}

static void minutes_from_places(void)
{
    /* Roskilde to Copenhagen: 30.38 km, on the road 39.49 km. */
    static const struct {
        const char *tables;
        int32_t minutes;
    } cases[] = {
        {CITY HOME("walk"), 474}, {CITY HOME("bike"), 158},  {CITY HOME("transit"), 99},
        {CITY HOME("car"), 47},   {CITY HOME(""), 99},       {CITY HOME("car") MINUTES(7), 7},
        {CITY, NW_UNKNOWN},       {HOME("car"), NW_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nw_cohort *cohort = nw_test_cohort(cases[i].tables);
        CU_ASSERT_EQUAL(nw_travel_minutes(cohort, 0, 0), cases[i].minutes);
        nw_cohort_unref(cohort);
    }
}

static void estimates_round_once(void)
{
    static const struct {
        int32_t mode, metres, minutes;
    } cases[] = {
        {NW_WALK, 0, 0},           {NW_TRANSIT, 0, 12}, {NW_CAR, 0, 4},
        {NW_WALK, 32, 0},          {NW_WALK, 33, 1}, /* 0.4992 and 0.5148 minutes */
        {NW_BIKE, 1000, 5},                          /* 5.2 */
        {NW_TRANSIT, 9800, 40},                      /* 12 + 28.028 */
        {NW_CAR, 9800, 18},                          /* 4 + 14.014 */
        {NW_CAR, 12742000, 18225},
    };
    nw_cohort *cohort = nw_test_cohort("");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CU_ASSERT_EQUAL(nw_travel_estimate(&cohort->policy.terms, cases[i].mode, cases[i].metres),
                        cases[i].minutes);
    nw_cohort_unref(cohort);
}

#define NEEDS(needs) "youths: youth_id,needs\nY," needs "\n"
#define OFFERS(offers) "posts: post_id,company_id,seats,offers\nP,C,1," offers "\n"

static void support_by_level(void)
{
    static const term_case cases[] = {
        {"", 10000, KNOWN},
        {OFFERS("mentor"), 10000, KNOWN},
        {NEEDS("mentor:3"), 5000, UNKNOWN},
        {NEEDS("mentor:3") OFFERS("mentor"), 10000, KNOWN},
        {NEEDS("mentor:3") OFFERS("quiet|transport"), 0, KNOWN},
        {NEEDS("mentor:3|transport:1") OFFERS("mentor"), 7500, KNOWN},
        {NEEDS("mentor:3|transport:1") OFFERS("transport|quiet"), 2500, KNOWN},
        {NEEDS("mentor:2|quiet:2|transport:2") OFFERS("mentor|transport"), 6667, KNOWN},
    };
    CHECK(NW_TERM_SUPPORT, cases);
}

#define HOURS(youth, post)                                                                         \
    "youths: youth_id,hours_min,hours_max\nY," youth "\n"                                          \
    "posts: post_id,company_id,seats,hours_min,hours_max\nP,C,1," post "\n"

static void hours_in_common(void)
{
    static const term_case cases[] = {
        {"", 5000, UNKNOWN},
        {HOURS(",37", ","), 5000, UNKNOWN},
        {HOURS(",37", "20,"), 5000, UNKNOWN},
        {HOURS("20,", ",37"), 5000, UNKNOWN},
        {HOURS(",37", ",37"), 10000, KNOWN},
        {HOURS(",37", ",40"), 10000, KNOWN},
        {HOURS(",37", ",30"), 8108, KNOWN},
        {HOURS("20,30", "30,37"), 10000, KNOWN},
        {HOURS("20,29", "30,37"), 0, KNOWN},
        {HOURS("30,37", "10,30"), 8108, KNOWN},
        {HOURS("30,37", "10,29"), 0, KNOWN},
        {HOURS("0,0", "0,37"), 10000, KNOWN},
        {HOURS(",0", "1,37"), 0, KNOWN},
        {HOURS(",37", ",0"), 0, KNOWN},
    };
    CHECK(NW_TERM_HOURS, cases);
}

#define ASKED(answered, asked) "companies: company_id,answered,asked\nC," #answered "," #asked "\n"

static void reliability_by_answers(void)
{
    static const term_case cases[] = {
        {"", 6667, UNKNOWN},          {ASKED(0, 0), 6667, UNKNOWN}, {ASKED(, 4), 6667, UNKNOWN},
        {ASKED(0, 1), 5000, KNOWN},   {ASKED(1, 1), 7500, KNOWN},   {ASKED(9, 10), 8462, KNOWN},
        {ASKED(10, 10), 9231, KNOWN}, {ASKED(0, 1000), 20, KNOWN},
    };
    CHECK(NW_TERM_RELIABILITY, cases);
}

#define SKILLS(skills) "youths: youth_id,skills\nY," skills "\n"
#define PREFERS(skills) "posts: post_id,company_id,seats,prefers\nP,C,1," skills "\n"

static void skill_by_share(void)
{
    static const term_case cases[] = {
        {"", 10000, KNOWN},
        {SKILLS("till"), 10000, KNOWN},
        {PREFERS("till"), 5000, UNKNOWN},
        {SKILLS("till") PREFERS("till"), 10000, KNOWN},
        {SKILLS("forklift") PREFERS("till"), 0, KNOWN},
        {SKILLS("till|forklift") PREFERS("till|english|forklift"), 6667, KNOWN},
        {SKILLS("till") PREFERS("till|english|forklift"), 3333, KNOWN},
    };
    CHECK(NW_TERM_SKILL, cases);
}

#define SEATS(seats) "posts: post_id,company_id,seats\nP,C," #seats "\n"
#define HEADCOUNT(n) "companies: company_id,headcount\nC," #n "\n"
#define TWO "youths: youth_id\nX\nY\n"
#define RUNNING                                                                                    \
    "placements: placement_id,youth_id,post_id,start,end,status\n"                                 \
    "1,X,P,2027-02-01,2027-05-01,running\n"

static void room_by_free_seats(void)
{
    static const term_case cases[] = {
        {SEATS(3), 10000, KNOWN},
        {SEATS(0), 0, KNOWN},
        {SEATS(3) TWO RUNNING, 6667, KNOWN},
        {SEATS(1) TWO RUNNING, 0, KNOWN},
        {SEATS(3) HEADCOUNT(10), 6667, KNOWN},
        {SEATS(3) HEADCOUNT(10) TWO RUNNING, 3333, KNOWN},
        {SEATS(3) HEADCOUNT(1000), 10000, KNOWN},
    };
    CHECK(NW_TERM_ROOM, cases);
}

/* --- novelty -------------------------------------------------------------------------------- */

/* Placements at Z were at a company that is not in the cohort: what the row says is all there is.
 */
#define SHOP INDUSTRY("DB25", "4711") FUNCTION("5223")
#define INTENT(intent) "youths: youth_id,intent\nY," intent "\n"
#define PAST                                                                                       \
    "placements: "                                                                                 \
    "placement_id,youth_id,company_id,industry_scheme,industry,function,start,end,"                \
    "weeks_attended,status\n"

static void novelty_without_history(void)
{
    static const term_case cases[] = {
        {SHOP, 5000, UNKNOWN},
        {SHOP PAST, 10000, KNOWN},
        {PAST, 5000, UNKNOWN},
        {PAST "1,Y,Z,DB25,47,5223,2026-01-01,2026-04-01,13,done\n", 5000, UNKNOWN},
        {SHOP PAST INTENT("explore"), 10000, KNOWN},
        {SHOP PAST INTENT("neutral"), 7500, KNOWN},
        {SHOP PAST INTENT("deepen"), 0, KNOWN},
        /* Someone else's history is not the youth's, nor is what has not ended. */
        {SHOP TWO PAST "1,X,Z,DB25,47,5223,2026-01-01,2026-04-01,13,done\n", 10000, KNOWN},
        {SHOP PAST "1,Y,C,DB25,47,5223,2026-10-01,2027-01-05,13,running\n", 10000, KNOWN},
        /* A placement that says nothing of itself is no history. */
        {SHOP PAST "1,Y,Z,,,,2026-10-01,2027-01-04,13,done\n", 10000, KNOWN},
    };
    CHECK(NW_TERM_NOVELTY, cases);
}

static void novelty_by_likeness(void)
{
    /* Ended on the day the round starts: no decay. 6000 (1 - closest) + 4000 cover. */
    static const term_case cases[] = {
        {SHOP PAST "1,Y,Z,DB25,4778,5230,2026-10-01,2027-01-04,13,done\n", 0, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,4778,5110,2026-10-01,2027-01-04,13,done\n", 1500, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,46,5110,2026-10-01,2027-01-04,13,done\n", 3000, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,47,9110,2026-10-01,2027-01-04,13,done\n", 5000, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,46,9110,2026-10-01,2027-01-04,13,done\n", 6500, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,56,5223,2026-10-01,2027-01-04,13,done\n", 5000, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,56,9110,2026-10-01,2027-01-04,13,done\n", 10000, KNOWN},
        {SHOP PAST "1,Y,Z,DB07,47,5223,2026-10-01,2027-01-04,13,done\n", 0, KNOWN},
        /* Known on one side only: the other dimension alone decides, and counts as new. */
        {SHOP PAST "1,Y,Z,DB25,47,,2026-10-01,2027-01-04,13,done\n", 2000, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,46,,2026-10-01,2027-01-04,13,done\n", 5000, KNOWN},
        {SHOP PAST "1,Y,Z,,,5,2026-10-01,2027-01-04,13,done\n", 5000, KNOWN},
        {INDUSTRY("DB25", "47") PAST "1,Y,Z,DB25,47,5223,2026-10-01,2027-01-04,13,done\n", 0,
         KNOWN},
        {INDUSTRY("DB25", "47") PAST "1,Y,Z,,,5223,2026-10-01,2027-01-04,13,done\n", 10000, KNOWN},
        {FUNCTION("5223") PAST "1,Y,Z,DB25,47,5110,2026-10-01,2027-01-04,13,done\n", 3000, KNOWN},
        /* One past placement for each dimension: the closest counts, nothing is new. */
        {SHOP PAST "1,Y,Z,DB25,47,9110,2026-05-01,2026-08-01,13,done\n"
                   "2,Y,Z,DB25,56,5223,2026-10-01,2027-01-04,13,done\n",
         3000, KNOWN},
        {SHOP INTENT("deepen") PAST "1,Y,Z,DB25,46,5110,2026-10-01,2027-01-04,13,done\n", 7000,
         KNOWN},
        {SHOP INTENT("neutral") PAST "1,Y,Z,DB25,46,5110,2026-10-01,2027-01-04,13,done\n", 5750,
         KNOWN},
    };
    CHECK(NW_TERM_NOVELTY, cases);
}

static void novelty_by_weeks_and_age(void)
{
    static const term_case cases[] = {
        {SHOP PAST "1,Y,Z,DB25,47,5223,2026-10-01,2027-01-04,4,done\n", 0, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,47,5223,2026-10-01,2027-01-04,3,done\n", 1500, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,47,5223,2026-10-01,2027-01-04,0,done\n", 6000, KNOWN},
        /* Without weeks: whole weeks between the dates. 27 days are three. */
        {SHOP PAST "1,Y,Z,DB25,47,5223,2026-12-07,2027-01-04,,done\n", 0, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,47,5223,2026-12-08,2027-01-04,,done\n", 1500, KNOWN},
        /* One month is full on 2026-12-04. */
        {SHOP PAST "1,Y,Z,DB25,47,5223,2026-10-01,2026-12-05,13,done\n", 0, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,47,5223,2026-10-01,2026-12-04,13,done\n", 337, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,47,5223,2025-10-01,2026-01-04,13,done\n", 3000, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,47,5223,2024-10-01,2025-01-04,13,done\n", 4500, KNOWN},
        {SHOP PAST "1,Y,Z,DB25,47,5223,2014-10-01,2015-01-04,13,done\n", 4500, KNOWN},
        /* Planned, but over before the round: it counts as past. */
        {SHOP PAST "1,Y,C,DB25,47,5223,2026-10-01,2027-01-04,13,planned\n", 0, KNOWN},
        /* 2 of 4 weeks, 3 months ago, half alike: closest = 1/2 * 1/2 * 0.8409. */
        {SHOP PAST "1,Y,Z,DB25,47,9110,2026-08-01,2026-10-01,2,done\n", 6739, KNOWN},
    };
    CHECK(NW_TERM_NOVELTY, cases);
}

static void history_is_read_from_post_and_company(void)
{
    static const term_case cases[] = {
        {"companies: company_id,industry_scheme,industry\nC,DB25,47\nD,DB25,47\n"
         "posts: post_id,company_id,seats,function\nP,C,1,5223\nQ,D,1,5223\n"
         "placements: placement_id,youth_id,post_id,start,end\n1,Y,Q,2026-10-01,2027-01-04\n",
         0, KNOWN},
        {"companies: company_id,industry_scheme,industry\nC,DB25,47\nD,DB25,47\n"
         "posts: post_id,company_id,seats,function\nP,C,1,5223\n"
         "placements: placement_id,youth_id,company_id,start,end\n1,Y,D,2026-10-01,2027-01-04\n",
         2000, KNOWN},
    };
    CHECK(NW_TERM_NOVELTY, cases);
}

/* Only this test computes in floating point; the library has the numbers in a table. */
static void decay_halves_in_a_year(void)
{
    for (int months = 0; months <= 24; months++)
        CU_ASSERT_EQUAL(nw_novelty_decay(months),
                        (int32_t)floor(10000 * pow(2, -months / 12.0) + 0.5));
    CU_ASSERT_EQUAL(nw_novelty_decay(25), 2500);
    CU_ASSERT_EQUAL(nw_novelty_decay(1200), 2500);
    CU_ASSERT_EQUAL(nw_past_strength(4, 0), NW_STRENGTH_ONE);
}

/* The last wish against the best interests. */
static void anything_listed_beats_anything_not(void)
{
    static const char *const listed = WISH(9999), *const best =
                                                      INDUSTRY("DB25", "47") FUNCTION("5223")
                                                          INTERESTS "Y,DB25,47,2\nY,DISCO08,52,2\n";
    const char *const tables[] = {listed, best};
    int32_t values[2];
    for (int i = 0; i < 2; i++) {
        nw_round *round = nw_test_round(tables[i]);
        nw_fit fit;
        nw_fit_pair(&fit, round, 0, 0);
        values[i] = fit.value[NW_TERM_WISH];
        nw_round_unref(round);
    }
    CU_ASSERT(values[0] > values[1]);
}

int main(void)
{
    static const nw_case cases[] = {
        {"wish: by rank", wish_by_rank},
        {"wish: not listed, by interest", wish_by_interest},
        {"wish: a veto counts as not listed", vetoed_counts_as_not_listed},
        {"wish: anything listed beats anything not", anything_listed_beats_anything_not},
        {"interest: the longest code speaks", longest_code_speaks},
        {"interest: the other scheme speaks for divisions", other_scheme_speaks_for_divisions},
        {"novelty: without history", novelty_without_history},
        {"novelty: by likeness", novelty_by_likeness},
        {"novelty: by weeks and age", novelty_by_weeks_and_age},
        {"novelty: read from post and company", history_is_read_from_post_and_company},
        {"novelty: decay halves in a year", decay_halves_in_a_year},
        {"mutual: by answer", mutual_by_answer},
        {"travel: by minutes", travel_by_minutes},
        {"travel: minutes from places", minutes_from_places},
        {"travel: estimates round once", estimates_round_once},
        {"goal: by interests of value 2", goal_by_interests_of_two},
        {"support: by level of needs", support_by_level},
        {"hours: in common", hours_in_common},
        {"reliability: by answers", reliability_by_answers},
        {"skill: by share", skill_by_share},
        {"room: by free seats", room_by_free_seats},
        {NULL, NULL},
    };
    return nw_run_cases("terms", cases);
}
