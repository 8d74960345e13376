/* The reasons against a pair: each by cases that have it and cases that miss it by a hair. The pair
 * is youth Y and post P of company C; the round is 2027-01-04 to 2027-04-05. Expected are all
 * reasons that hold, in their order. */
#include "fit/explain.h"
#include "fit/fit.h"
#include "runner.h"
#include "small_cohort.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *tables;
    const char *reasons;
} reason_case;

#define NONE ""

static void check_cases(const reason_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        nw_round *round = nw_test_round(cases[i].tables);
        uint32_t reasons = nw_pair_reasons(round, nw_test_youth(round->cohort, "Y"),
                                           nw_test_post(round->cohort, "P"));
        char text[NW_REASONS * 24 + 1];
        text[nw_reasons_text(text, sizeof text - 1, reasons, '|')] = '\0';
        if (strcmp(text, cases[i].reasons) != 0)
            fprintf(stderr, "\"%s\", not \"%s\", of\n%s\n", text, cases[i].reasons,
                    cases[i].tables);
        CU_ASSERT_STRING_EQUAL(text, cases[i].reasons);
        nw_round_unref(round);
    }
}

#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof *(cases))
#define POLICY "policy:\n"

static void what_is_unknown_never_refuses(void)
{
    static const reason_case cases[] = {{"", NONE}};
    CHECK(cases);
}

static void veto(void)
{
    static const reason_case cases[] = {
        {"wishes: youth_id,post_id,veto\nY,P,1\n", "veto"},
        {"wishes: youth_id,post_id,rank,veto\nY,P,1,0\n", NONE},
        {"posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
         "wishes: youth_id,post_id,veto\nY,Q,1\n",
         NONE},
        {"youths: youth_id\nX\nY\nwishes: youth_id,post_id,veto\nX,P,1\n", NONE},
    };
    CHECK(cases);
}

#define ANSWER(answer) "answers: post_id,youth_id,answer,rank\nP,Y," answer "\n"
#define BOTH_SIDES(accept) POLICY "[rule not-mutual]\nenabled=1\naccept=" accept "\n"

static void company_no(void)
{
    static const reason_case cases[] = {
        {ANSWER("no,"), "company-no"},
        {ANSWER("maybe,"), NONE},
        {ANSWER("yes,"), NONE},
        {"youths: youth_id\nX\nY\nanswers: post_id,youth_id,answer\nP,X,no\n", NONE},
    };
    CHECK(cases);
}

static void not_mutual(void)
{
    static const reason_case cases[] = {
        {BOTH_SIDES("maybe"), "not-mutual"},
        {ANSWER("no,") BOTH_SIDES("maybe"), "company-no|not-mutual"},
        {ANSWER("maybe,") BOTH_SIDES("maybe"), NONE},
        {ANSWER("maybe,") BOTH_SIDES("yes"), "not-mutual"},
        {ANSWER("yes,") BOTH_SIDES("yes"), NONE},
        {ANSWER(",3") BOTH_SIDES("yes"), NONE},
    };
    CHECK(cases);
}

#define SHOPS                                                                                      \
    "companies: company_id,owner_id\nC,F1\nD,F1\nE,F2\nG,\n"                                       \
    "posts: post_id,company_id,seats\nP,C,1\nP2,C,1\nQ,D,1\nR,E,1\nS,G,1\n"
#define PAST "placements: placement_id,youth_id,post_id,company_id,start,end,status\n"
#define WISH "wishes: youth_id,post_id,rank\nY,P,4\n"

static void repeat_company_and_last_employer(void)
{
    static const reason_case cases[] = {
        /* The latest is here: both. A wish lifts the first only. */
        {SHOPS PAST "1,Y,P,,2026-01-01,2026-02-01,done\n", "repeat-company|last-employer"},
        {SHOPS PAST "1,Y,P2,,2026-01-01,2026-02-01,done\n", "repeat-company|last-employer"},
        {SHOPS PAST "1,Y,,C,2026-01-01,2026-02-01,done\n", "repeat-company|last-employer"},
        {SHOPS WISH PAST "1,Y,P,,2026-01-01,2026-02-01,done\n", "last-employer"},
        /* The latest is elsewhere. */
        {SHOPS PAST "1,Y,P,,2026-01-01,2026-02-01,done\n2,Y,R,,2026-02-01,2026-03-01,done\n",
         "repeat-company"},
        {SHOPS WISH PAST "1,Y,P,,2026-01-01,2026-02-01,done\n2,Y,R,,2026-02-01,2026-03-01,done\n",
         NONE},
        /* The latest is at another workplace of the same firm, of another, of nobody knows whom. */
        {SHOPS PAST "1,Y,Q,,2026-01-01,2026-02-01,done\n", "last-employer"},
        {SHOPS WISH PAST "1,Y,Q,,2026-01-01,2026-02-01,done\n", "last-employer"},
        {SHOPS PAST "1,Y,R,,2026-01-01,2026-02-01,done\n", NONE},
        {SHOPS PAST "1,Y,S,,2026-01-01,2026-02-01,done\n", NONE},
        {SHOPS PAST "1,Y,,Z,2026-01-01,2026-02-01,done\n", NONE},
        {SHOPS PAST "1,Y,Q,,2026-01-01,2026-02-01,done\n2,Y,,Z,2026-02-01,2026-03-01,done\n", NONE},
        /* Latest is who ended last, also when planned; what runs into the round is not past. */
        {SHOPS PAST "1,Y,Q,,2026-10-01,2027-01-04,planned\n", "last-employer"},
        {SHOPS PAST "1,Y,Q,,2026-10-01,2027-01-05,done\n", NONE},
        {SHOPS "youths: youth_id\nX\nY\n" PAST "1,X,P,,2026-01-01,2026-02-01,done\n", NONE},
        /* A vetoed post is not asked for. */
        {SHOPS "wishes: youth_id,post_id,veto\nY,P,1\n" PAST
               "1,Y,P,,2026-01-01,2026-02-01,done\n2,Y,R,,2026-02-01,2026-03-01,done\n",
         "veto|repeat-company"},
        /* Two companies without an owner are not one firm. */
        {"companies: company_id\nC\nD\nposts: post_id,company_id,seats\nP,C,1\nQ,D,1\n" PAST
         "1,Y,Q,,2026-01-01,2026-02-01,done\n",
         NONE},
    };
    CHECK(cases);
}

#define RUNNING "youths: youth_id\nX\nY\n" PAST

static void no_seat(void)
{
    static const reason_case cases[] = {
        {"posts: post_id,company_id,seats\nP,C,0\n", "no-seat"},
        {RUNNING "1,X,P,,2027-04-04,2027-05-01,planned\n", "no-seat"},
        {RUNNING "1,X,P,,2027-04-05,2027-05-01,planned\n", NONE},
        {RUNNING "1,X,P,,2027-02-01,2027-05-01,done\n", NONE},
        {"posts: post_id,company_id,seats\nP,C,2\n" RUNNING
         "1,X,P,,2027-02-01,2027-05-01,running\n",
         NONE},
    };
    CHECK(cases);
}

#define HEADCOUNT(row) "companies: company_id,headcount,others_placed\nC," row "\n"

static void headcount_rule(void)
{
    static const reason_case cases[] = {
        {HEADCOUNT("9,1"), "headcount-rule"},
        {HEADCOUNT("10,1"), NONE},
        {HEADCOUNT(",100"), NONE},
        {HEADCOUNT("9,1") POLICY "[rule headcount-rule]\nenabled=0\n", NONE},
        {HEADCOUNT("9,") RUNNING "1,X,,C,2027-02-01,2027-05-01,running\n", "headcount-rule"},
        {HEADCOUNT("10,") RUNNING "1,X,,C,2027-02-01,2027-05-01,running\n", NONE},
    };
    CHECK(cases);
}

#define AVAILABLE(from, to)                                                                        \
    "posts: post_id,company_id,seats,available_from,available_to\nP,C,1," from "," to "\n"

static void not_available(void)
{
    static const reason_case cases[] = {
        {AVAILABLE("2027-01-04", "2027-04-05"), NONE},
        {AVAILABLE("2027-01-05", "2027-04-05"), "not-available"},
        {AVAILABLE("2027-01-04", "2027-04-04"), "not-available"},
        {AVAILABLE("2027-01-05", ""), "not-available"},
        {AVAILABLE("", "2027-04-04"), "not-available"},
        {AVAILABLE("2020-01-01", ""), NONE},
        {AVAILABLE("", "2030-01-01"), NONE},
        {AVAILABLE("2028-01-01", "") POLICY "[rule not-available]\nenabled=0\n", NONE},
    };
    CHECK(cases);
}

#define TWO_POSTS "companies: company_id\nC\nD\nposts: post_id,company_id,seats\nP,C,9\nQ,D,9\n"

static void overlap(void)
{
    static const reason_case cases[] = {
        {TWO_POSTS PAST "1,Y,Q,,2026-10-01,2027-01-05,running\n", "overlap"},
        {TWO_POSTS PAST "1,Y,Q,,2026-10-01,2027-01-04,running\n", NONE},
        {TWO_POSTS PAST "1,Y,Q,,2027-04-04,2027-05-01,planned\n", "overlap"},
        {TWO_POSTS PAST "1,Y,Q,,2027-04-05,2027-05-01,planned\n", NONE},
        {TWO_POSTS PAST "1,Y,,D,2027-02-01,2027-02-02,\n", "overlap"},
        {TWO_POSTS PAST "1,Y,Q,,2027-02-01,2027-05-01,done\n", NONE},
        {TWO_POSTS RUNNING "1,X,Q,,2027-02-01,2027-05-01,running\n", NONE},
    };
    CHECK(cases);
}

#define LIMIT(minutes) "youths: youth_id,travel_max\nY," minutes "\n"
#define MINUTES(minutes) "travel: youth_id,company_id,minutes\nY,C," minutes "\n"

static void travel_too_far(void)
{
    static const reason_case cases[] = {
        {LIMIT("45") MINUTES("46"), "travel-too-far"},
        {LIMIT("45") MINUTES("45"), NONE},
        {LIMIT("0") MINUTES("1"), "travel-too-far"},
        {MINUTES("1440"), NONE},
        {LIMIT("0"), NONE},
        {LIMIT("45") MINUTES("46") POLICY "[rule travel-too-far]\nenabled=0\n", NONE},
        {"youths: youth_id,latitude,longitude,travel_mode,travel_max\n"
         "Y,55.641900,12.087800,car,46\n"
         "companies: company_id,latitude,longitude\nC,55.676100,12.568300\n",
         "travel-too-far"},
    };
    CHECK(cases);
}

#define HOURS(youth, post)                                                                         \
    "youths: youth_id,hours_min,hours_max\nY," youth "\n"                                          \
    "posts: post_id,company_id,seats,hours_min,hours_max\nP,C,1," post "\n"

static void hours_too_few(void)
{
    static const reason_case cases[] = {
        {HOURS("20,37", "10,19"), "hours-too-few"},
        {HOURS("20,37", "10,20"), NONE},
        {HOURS("20,", ",19"), "hours-too-few"},
        {HOURS("20,", ",20"), NONE},
        {HOURS(",20", "21,"), "hours-too-few"},
        {HOURS(",20", "20,"), NONE},
        {HOURS("37,", "20,"), NONE},
        {HOURS(",10", ",37"), NONE},
        {HOURS("20,37", "10,19") POLICY "[rule hours-too-few]\nenabled=0\n", NONE},
    };
    CHECK(cases);
}

#define SUPPORT(needs, offers)                                                                     \
    "youths: youth_id,needs\nY," needs "\nposts: post_id,company_id,seats,offers\nP,C,1," offers   \
    "\n"

static void need_unmet(void)
{
    static const reason_case cases[] = {
        {SUPPORT("mentor:3", "quiet"), "need-unmet"},
        {SUPPORT("mentor:2", "quiet"), NONE},
        {SUPPORT("mentor:3", "mentor"), NONE},
        {SUPPORT("mentor:3", ""), NONE},
        {SUPPORT("mentor:3|quiet:3", "quiet|transport"), "need-unmet"},
        {SUPPORT("mentor:2", "quiet") POLICY "[rule need-unmet]\nlevel=2\n", "need-unmet"},
        {SUPPORT("mentor:3", "quiet") POLICY "[rule need-unmet]\nenabled=0\n", NONE},
    };
    CHECK(cases);
}

#define SKILLS(has, requires)                                                                      \
    "youths: youth_id,skills\nY," has                                                              \
    "\nposts: post_id,company_id,seats,requires\nP,C,1," requires "\n"

static void skill_missing(void)
{
    static const reason_case cases[] = {
        {SKILLS("till", "forklift"), "skill-missing"},
        {SKILLS("till|forklift", "forklift"), NONE},
        {SKILLS("till|forklift", "forklift|english"), "skill-missing"},
        {SKILLS("", "forklift"), NONE},
        {SKILLS("till", ""), NONE},
        {SKILLS("till", "forklift") POLICY "[rule skill-missing]\nenabled=0\n", NONE},
    };
    CHECK(cases);
}

#define NETWORKS(youth, company)                                                                   \
    "youths: youth_id,network_id\nY," youth "\ncompanies: company_id,network_id\nC," company "\n"

static void outside_network(void)
{
    static const reason_case cases[] = {
        {NETWORKS("N1", "N2"), "outside-network"},
        {NETWORKS("N1", "N1"), NONE},
        {NETWORKS("N1", "N2|N1|N3"), NONE},
        {NETWORKS("N1", "N2|N3"), "outside-network"},
        {NETWORKS("", "N2"), NONE},
        {NETWORKS("N1", ""), NONE},
        {NETWORKS("N1", "N2") POLICY "[rule outside-network]\nenabled=0\n", NONE},
    };
    CHECK(cases);
}

static void control_arm(void)
{
    static const reason_case cases[] = {
        {"youths: youth_id,trial_arm\nY,control\n", "control-arm"},
        {"youths: youth_id,trial_arm\nY,treatment\n", NONE},
        {"youths: youth_id,trial_arm\nX,control\nY,\n", NONE},
    };
    CHECK(cases);
}

static void not_enrolled(void)
{
    static const reason_case cases[] = {
        {"youths: youth_id,enrolled\nY,0\n", "not-enrolled"},
        {"youths: youth_id,enrolled\nY,1\n", NONE},
        {"youths: youth_id,enrolled\nX,0\nY,\n", NONE},
        {"youths: youth_id,enrolled\nY,0\n" POLICY "[rule not-enrolled]\nenabled=0\n", NONE},
    };
    CHECK(cases);
}

#define BORN(year) "youths: youth_id,birth_year\nY," year "\n"

static void too_young_and_too_old(void)
{
    /* From 15 to 29 whole years in January 2027; born in 2012 may or may not have turned 15. */
    static const reason_case cases[] = {
        {BORN("2012"), NONE},
        {BORN("2013"), "too-young"},
        {BORN("1997"), NONE},
        {BORN("1996"), "too-old"},
        {BORN("2013") POLICY "[rule too-young]\nage=14\n", NONE},
        {BORN("1996") POLICY "[rule too-old]\nage=30\n", NONE},
        {BORN("1996") POLICY "[rule too-old]\nenabled=0\n", NONE},
    };
    CHECK(cases);
}

static void a_rule_binds_by_the_start_of_the_round(void)
{
    static const reason_case cases[] = {
        {BORN("2013") POLICY "[rule too-young]\nvalid_from=2027-01-04\n", "too-young"},
        {BORN("2013") POLICY "[rule too-young]\nvalid_from=2027-01-05\n", NONE},
        {BORN("2013") POLICY "[rule too-young]\nvalid_to=2027-01-05\n", "too-young"},
        {BORN("2013") POLICY "[rule too-young]\nvalid_to=2027-01-04\n", NONE},
    };
    CHECK(cases);
}

static void all_that_hold_are_told(void)
{
    static const reason_case cases[] = {
        {"youths: youth_id,network_id,birth_year,hours_min,hours_max,travel_max,needs,skills,"
         "enrolled,trial_arm\n"
         "Y,N1,2013,30,37,10,mentor:3,till,0,control\n"
         "companies: company_id,network_id,headcount,others_placed\nC,N2,3,1\n"
         "posts: post_id,company_id,seats,hours_min,hours_max,available_to,requires,offers\n"
         "P,C,0,10,20,2027-02-01,forklift,quiet\n"
         "wishes: youth_id,post_id,veto\nY,P,1\n"
         "answers: post_id,youth_id,answer\nP,Y,no\n"
         "travel: youth_id,company_id,minutes\nY,C,11\n"
         "placements: placement_id,youth_id,company_id,start,end,status\n"
         "1,Y,C,2026-10-01,2026-12-01,done\n2,Y,C,2026-12-01,2027-02-01,running\n"
         "policy:\n[rule not-mutual]\nenabled=1\n",
         "veto|company-no|not-mutual|repeat-company|last-employer|no-seat|headcount-rule|"
         "not-available|overlap|travel-too-far|hours-too-few|need-unmet|skill-missing|"
         "outside-network|control-arm|not-enrolled|too-young"},
    };
    CHECK(cases);
}

static void text_fits_the_room_it_is_given(void)
{
    char text[8] = "-------";
    CU_ASSERT_EQUAL(nw_reasons_text(text, 7, 1u << NW_REASON_VETO | 1u << NW_REASON_OVERLAP, '+'),
                    7);
    CU_ASSERT_STRING_EQUAL(text, "veto+ov");
    CU_ASSERT_EQUAL(nw_reasons_text(text, 7, 0, '+'), 0);

    char all[NW_REASONS * 24];
    int64_t bytes = nw_reasons_text(all, sizeof all, (1u << NW_REASONS) - 1, '|');
    CU_ASSERT(bytes < (int64_t)sizeof all);
    CU_ASSERT_NSTRING_EQUAL(all + bytes - 8, "|too-old", 8);
}

int main(void)
{
    static const nw_case cases[] = {
        {"what is unknown never refuses", what_is_unknown_never_refuses},
        {"veto", veto},
        {"company-no", company_no},
        {"not-mutual", not_mutual},
        {"repeat-company, last-employer", repeat_company_and_last_employer},
        {"no-seat", no_seat},
        {"headcount-rule", headcount_rule},
        {"not-available", not_available},
        {"overlap", overlap},
        {"travel-too-far", travel_too_far},
        {"hours-too-few", hours_too_few},
        {"need-unmet", need_unmet},
        {"skill-missing", skill_missing},
        {"outside-network", outside_network},
        {"control-arm", control_arm},
        {"not-enrolled", not_enrolled},
        {"too-young, too-old", too_young_and_too_old},
        {"a rule binds by the start of the round", a_rule_binds_by_the_start_of_the_round},
        {"all reasons that hold are told", all_that_hold_are_told},
        {"text fits the room it is given", text_fits_the_room_it_is_given},
        {NULL, NULL},
    };
    return nw_run_cases("reasons", cases);
}
