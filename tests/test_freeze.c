/* From tables to a cohort: canonical order, and every finding with its place. */
#include "memory.h"
#include "runner.h"
#include "tables.h"

#include "base/dates.h"
#include "base/random.h"
#include "cohort/cohort.h"
#include "cohort/place.h"

#include <nextwork/memory.h>

#include <glib.h>
#include <stdlib.h>

/* Freezes what must hold no error. */
static nw_cohort *frozen(const char *text)
{
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    nw_test_tables(tables, text, &findings);
    nextwork_status status = nw_cohort_freeze(&cohort, tables, NULL, NULL, &findings);
    for (int64_t i = 0; i < findings.count; i++)
        if (findings.items[i].severity == NW_ERROR)
            printf("\n    %s: %s\n", findings.items[i].code, findings.items[i].message);
    CU_ASSERT_EQUAL_FATAL(status, NEXTWORK_OK);
    nw_findings_clear(&findings);
    nw_test_tables_clear(tables);
    return cohort;
}

static bool is(nw_text text, const char *expected)
{
    return nw_text_equal(text, nw_text_of(expected));
}

static int32_t day(const char *date)
{
    int32_t number = 0;
    CU_ASSERT_TRUE(nw_date_parse(&number, date, 10));
    return number;
}

/* --- The frozen cohort ---------------------------------------------------------------------- */

static void rows_are_sorted_by_id(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    CU_ASSERT(cohort->youths.count == 3 && cohort->companies.count == 3);
    CU_ASSERT(cohort->posts.count == 3);
    static const char *const youths[] = {"Y1", "Y2", "Y3"};
    for (int32_t i = 0; i < 3; i++) {
        CU_ASSERT_TRUE(is(cohort->youths.ids.texts[i], youths[i]));
        CU_ASSERT_EQUAL(nw_cohort_youth(cohort, nw_text_of(youths[i])), i);
        CU_ASSERT_EQUAL(cohort->youths.ids.texts[i].at[2], '\0');
    }
    CU_ASSERT_EQUAL(nw_cohort_company(cohort, nw_text_of("C3")), 2);
    CU_ASSERT_EQUAL(nw_cohort_post(cohort, nw_text_of("P2")), 1);
    CU_ASSERT_EQUAL(nw_cohort_post(cohort, nw_text_of("C1")), -1);
    CU_ASSERT_EQUAL(nw_cohort_youth(cohort, nw_text_of("")), -1);
    nw_cohort_unref(cohort);
}

static void youths_keep_what_they_gave(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    const nw_youths *youths = &cohort->youths;
    CU_ASSERT(is(cohort->networks.names[youths->network[0]], "N2") && youths->network[2] == -1);
    CU_ASSERT(youths->municipality[0] == 265 && youths->municipality[2] == NW_UNKNOWN);
    nw_place place = nw_place_of(55641500, 12080300);
    CU_ASSERT_EQUAL(memcmp(&youths->place[0], &place, sizeof place), 0);
    CU_ASSERT_EQUAL(youths->place[2].known, 0);
    CU_ASSERT(youths->birth_year[0] == 2004 && youths->birth_year[2] == NW_UNKNOWN);
    CU_ASSERT(youths->hours_min[0] == 10 && youths->hours_max[0] == 20);
    CU_ASSERT(youths->travel_max[0] == 45 && youths->travel_max[1] == NW_UNKNOWN);
    CU_ASSERT(youths->travel_mode[0] == NW_BIKE && youths->travel_mode[1] == NW_TRANSIT);
    CU_ASSERT(youths->intent[0] == NW_DEEPEN && youths->intent[1] == NW_EXPLORE);
    CU_ASSERT(youths->enrolled[0] == 1 && youths->enrolled[1] == 0 && youths->enrolled[2] == -1);
    CU_ASSERT(youths->trial_arm[0] == NW_TREATMENT && youths->trial_arm[1] == NW_CONTROL);
    CU_ASSERT_EQUAL(youths->trial_arm[2], -1);
    nw_cohort_unref(cohort);
}

static void lists_are_sorted_by_name(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    const nw_code_rows *needs = &cohort->youths.needs;
    CU_ASSERT_EQUAL(cohort->need_codes.count, 2);
    CU_ASSERT(is(cohort->need_codes.names[0], "calm") && is(cohort->need_codes.names[1], "quiet"));
    CU_ASSERT(needs->start[1] == 2 && needs->start[2] == 3 && needs->start[3] == 3);
    CU_ASSERT(needs->code[0] == 0 && needs->level[0] == 3);
    CU_ASSERT(needs->code[1] == 1 && needs->level[1] == 2);
    CU_ASSERT_EQUAL(cohort->skill_codes.count, 3);
    const nw_code_rows *prefers = &cohort->posts.prefers;
    CU_ASSERT(prefers->start[1] == 0 && prefers->start[2] == 2);
    CU_ASSERT(is(cohort->skill_codes.names[prefers->code[0]], "crane"));
    CU_ASSERT(is(cohort->skill_codes.names[prefers->code[1]], "tig"));
    CU_ASSERT_PTR_NULL(prefers->level);
    nw_cohort_unref(cohort);
}

static void companies_keep_what_they_gave(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    const nw_companies *companies = &cohort->companies;
    CU_ASSERT(companies->network_start[1] == 1 && companies->network_start[2] == 3);
    CU_ASSERT(is(cohort->networks.names[companies->network[1]], "N1"));
    CU_ASSERT(is(cohort->networks.names[companies->network[2]], "N2"));
    CU_ASSERT(companies->owner[0] == companies->owner[1] && companies->owner[2] == -1);
    CU_ASSERT_STRING_EQUAL(nw_division_code(companies->industry[0].division), "47");
    CU_ASSERT_STRING_EQUAL(nw_division_code(companies->industry[1].division), "46");
    CU_ASSERT_EQUAL(companies->industry[2].division, -1);
    CU_ASSERT(companies->headcount[1] == 23 && companies->others_placed[1] == 1);
    CU_ASSERT(companies->answered[1] == 2 && companies->asked[1] == 3);
    CU_ASSERT_EQUAL(companies->others_placed[2], NW_UNKNOWN);
    static const int64_t post_start[] = {0, 1, 3, 3};
    static const int32_t post[] = {0, 1, 2};
    CU_ASSERT_EQUAL(memcmp(companies->post_start, post_start, sizeof post_start), 0);
    CU_ASSERT_EQUAL(memcmp(companies->post, post, sizeof post), 0);
    nw_cohort_unref(cohort);
}

static void posts_keep_what_they_gave(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    const nw_posts *posts = &cohort->posts;
    CU_ASSERT(posts->company[0] == 0 && posts->company[1] == 1 && posts->company[2] == 1);
    CU_ASSERT(posts->function[1].submajor == 72 && posts->function[2].major == 9);
    CU_ASSERT(posts->seats[0] == 1 && posts->seats[1] == 2 && posts->seats[2] == 0);
    CU_ASSERT(posts->hours_min[1] == 15 && posts->hours_max[0] == NW_UNKNOWN);
    CU_ASSERT_EQUAL(posts->available_from[1], day("2026-01-01"));
    CU_ASSERT_EQUAL(posts->available_to[1], day("2027-01-01"));
    nw_cohort_unref(cohort);
}

static void wishes_go_by_rank_then_post_and_vetoes_apart(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    const nw_wishes *wishes = &cohort->wishes;
    static const int64_t start[] = {0, 3, 4, 4}, veto_start[] = {0, 0, 2, 2};
    static const int32_t post[] = {1, 0, 2, 0}, rank[] = {1, 2, 2, 1}, veto[] = {1, 2};
    CU_ASSERT_EQUAL(memcmp(wishes->start, start, sizeof start), 0);
    CU_ASSERT_EQUAL(memcmp(wishes->post, post, sizeof post), 0);
    CU_ASSERT_EQUAL(memcmp(wishes->rank, rank, sizeof rank), 0);
    CU_ASSERT_EQUAL(memcmp(wishes->veto_start, veto_start, sizeof veto_start), 0);
    CU_ASSERT_EQUAL(memcmp(wishes->veto, veto, sizeof veto), 0);
    nw_cohort_unref(cohort);
}

static void answers_go_by_post_and_a_rank_alone_is_a_yes(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    const nw_answers *answers = &cohort->answers;
    static const int64_t start[] = {0, 3, 4, 4};
    static const int32_t post[] = {0, 1, 2, 0}, rank[] = {NW_UNKNOWN, 3, 1, NW_UNKNOWN};
    static const int8_t answer[] = {NW_MAYBE, NW_YES, NW_YES, NW_NO};
    CU_ASSERT_EQUAL(memcmp(answers->start, start, sizeof start), 0);
    CU_ASSERT_EQUAL(memcmp(answers->post, post, sizeof post), 0);
    CU_ASSERT_EQUAL(memcmp(answers->rank, rank, sizeof rank), 0);
    CU_ASSERT_EQUAL(memcmp(answers->answer, answer, sizeof answer), 0);
    nw_cohort_unref(cohort);
}

static void interests_go_by_scheme_then_code(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    const nw_interests *interests = &cohort->interests;
    CU_ASSERT(interests->start[1] == 3 && interests->start[2] == 4 && interests->start[3] == 4);
    const nw_interest *item = interests->item;
    CU_ASSERT(item[0].scheme == NW_DB07 && item[0].industry.digits == 2 && item[0].value == 0);
    CU_ASSERT(item[1].scheme == NW_DB07 && item[1].industry.code == 4520 && item[1].value == 2);
    CU_ASSERT(item[2].scheme == NW_DISCO08 && item[2].function.major == 5 && item[2].value == -1);
    CU_ASSERT(item[2].industry.division == -1 && item[3].scheme == NW_DB25);
    nw_cohort_unref(cohort);
}

static void placements_go_by_start_and_inherit_from_post_and_company(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    const nw_placements *placements = &cohort->placements;
    CU_ASSERT_TRUE(placements->given);
    CU_ASSERT(placements->start[1] == 2 && placements->start[2] == 3 && placements->start[3] == 3);
    const nw_placement *item = placements->item;
    CU_ASSERT(is(placements->id[0], "L1") && is(placements->id[1], "L2"));
    CU_ASSERT(item[0].company == 2 && item[0].post == -1 && item[0].weeks == NW_UNKNOWN);
    CU_ASSERT_STRING_EQUAL(nw_division_code(item[0].industry.division), "56");
    CU_ASSERT(item[0].function.submajor == 51 && item[0].rating == -1);
    CU_ASSERT(item[1].company == 0 && item[1].post == 0 && item[1].weeks == 8);
    CU_ASSERT_STRING_EQUAL(nw_division_code(item[1].industry.division), "47");
    CU_ASSERT(item[1].function.submajor == 52 && item[1].rating == 4);
    CU_ASSERT(item[1].start == day("2026-03-01") && item[1].end == day("2026-05-01"));
    CU_ASSERT(item[2].status == NW_RUNNING_NOW && item[2].company == 1);
    CU_ASSERT_STRING_EQUAL(nw_division_code(item[2].industry.division), "10");
    CU_ASSERT_EQUAL(item[2].function.submajor, 72);
    nw_cohort_unref(cohort);
}

static void values_are_found_by_the_other_side(void)
{
    nw_cohort *cohort = frozen(nw_test_full_cohort);
    CU_ASSERT_EQUAL(nw_values_find(&cohort->travel, 0, 0), 12);
    CU_ASSERT_EQUAL(nw_values_find(&cohort->travel, 0, 1), 30);
    CU_ASSERT_EQUAL(nw_values_find(&cohort->travel, 0, 2), NW_UNKNOWN);
    CU_ASSERT_EQUAL(nw_values_find(&cohort->travel, 1, 0), NW_UNKNOWN);
    CU_ASSERT_EQUAL(nw_values_find(&cohort->fits, 1, 1), 7000);
    CU_ASSERT_EQUAL(nw_values_find(&cohort->fits, 2, 1), NW_UNKNOWN);
    nw_cohort_unref(cohort);
}

static void outcomes_stand_by_round(void)
{
    nw_cohort *cohort = frozen("youths\nyouth_id\nY1\nY2\n\ncompanies\ncompany_id\nC1\n\n"
                               "posts\npost_id,company_id,seats\nP1,C1,1\n\n"
                               "outcomes\nyouth_id,start,placed,rank\nY2,2026-06-01,1,3\n"
                               "Y2,1960-01-01,0,\nY2,2026-01-05,1,\n");
    const nw_outcomes *outcomes = &cohort->outcomes;
    CU_ASSERT(outcomes->start[0] == 0 && outcomes->start[1] == 0 && outcomes->start[2] == 3);
    CU_ASSERT(outcomes->item[0].start == day("1960-01-01") && outcomes->item[0].placed == 0);
    CU_ASSERT(outcomes->item[1].placed == 1 && outcomes->item[1].rank == NW_UNKNOWN);
    CU_ASSERT(outcomes->item[2].start == day("2026-06-01") && outcomes->item[2].rank == 3);
    nw_cohort_unref(cohort);
}

static void the_smallest_cohort_is_three_columns(void)
{
    nw_cohort *cohort = frozen("youths\nyouth_id\nY1\n\ncompanies\ncompany_id\nC1\n\n"
                               "posts\npost_id,company_id,seats\nP1,C1,2\n");
    CU_ASSERT_EQUAL(cohort->youths.count, 1);
    CU_ASSERT_FALSE(cohort->placements.given);
    CU_ASSERT_EQUAL(cohort->wishes.start[1], 0);
    CU_ASSERT_EQUAL(cohort->answers.start[1], 0);
    CU_ASSERT_EQUAL(cohort->travel.start[1], 0);
    CU_ASSERT_STRING_EQUAL(cohort->policy.id, "default");
    nw_cohort *same = nw_cohort_ref(cohort);
    nw_cohort_unref(cohort);
    CU_ASSERT_EQUAL(same->posts.seats[0], 2);
    nw_cohort_unref(same);
    nw_cohort_unref(NULL);
}

static void tables_may_be_empty(void)
{
    nw_cohort *cohort = frozen("youths\nyouth_id\n\ncompanies\ncompany_id\n\n"
                               "posts\npost_id,company_id,seats\n\nplacements\n"
                               "placement_id,youth_id,start,end\n");
    CU_ASSERT(cohort->youths.count == 0 && cohort->posts.count == 0);
    CU_ASSERT_TRUE(cohort->placements.given);
    nw_cohort_unref(cohort);
}

/* --- Findings ------------------------------------------------------------------------------- */

#define Y "youths\nyouth_id\nY1\nY2\n\n"
#define C "companies\ncompany_id,headcount\nC1,9\nC2,9\n\n"
#define P "posts\npost_id,company_id,seats\nP1,C1,1\nP2,C2,1\n\n"
#define L "placements\nplacement_id,youth_id,post_id,company_id,status,start,end\n"

static const struct {
    const char *text, *code;
    nw_severity severity;
    const char *file;
    int64_t line;
    const char *column, *value, *part;
} faults[] = {
    /* ids and references */
    {"youths\nyouth_id\nY1\nY2\nY1\n\n" C P, "duplicate-id", NW_ERROR, "youths.csv", 4, "youth_id",
     "Y1", "line 2"},
    {Y C "posts\npost_id,company_id,seats\nP1,C1,1\nP1,C2,1\n", "duplicate-id", NW_ERROR,
     "posts.csv", 3, "post_id", "P1", "line 2"},
    {Y C "posts\npost_id,company_id,seats\nP1,C9,1\n", "unknown-id", NW_ERROR, "posts.csv", 2,
     "company_id", "C9", "did you mean C1?"},
    {Y C P "wishes\nyouth_id,post_id,rank\nY1,Q77,1\n", "unknown-id", NW_ERROR, "wishes.csv", 2,
     "post_id", "Q77", "posts has no such id"},
    {Y C P "wishes\nyouth_id,post_id,rank\nP1,P2,1\n", "unknown-id", NW_ERROR, "wishes.csv", 2,
     "youth_id", "P1", "is in posts, not in youths"},
    {Y C P "travel\nyouth_id,company_id,minutes\nY1,C1,5\nY1,XX,5\n", "unknown-id", NW_ERROR,
     "travel.csv", 3, "company_id", "XX", "companies has no such id"},
    {"youths\nyouth_id\n\n" C P "wishes\nyouth_id,post_id,rank\nY1,P1,1\nY2,P1,1\n", "empty-table",
     NW_ERROR, "youths.csv", 1, "", "", "2 rows of other tables name some"},
    {Y "companies\ncompany_id\n\n"
       "posts\npost_id,company_id,seats\n\n" L "L1,Y1,,GONE,done,2026-01-01,2026-02-01\n",
     "empty-table", NW_WARNING, "companies.csv", 1, "", "", "1 row of other tables"},
    /* CPR numbers */
    {"youths\nyouth_id\n0102031234\n\n" C P, "cpr", NW_ERROR, "youths.csv", 2, "youth_id", "",
     "CPR"},
    {"youths\nyouth_id,needs\nY1,010203-1234:2\n\n" C P, "cpr", NW_ERROR, "youths.csv", 2, "needs",
     "", "CPR"},
    {Y C P "wishes\nyouth_id,post_id,rank\n010203-1234,P2,1\n", "cpr", NW_ERROR, "wishes.csv", 2,
     "youth_id", "", "CPR"},
    {Y "companies\ncompany_id,headcount\nC1,9\nC2,9\n010203-1234,9\n\n" P, "cpr", NW_ERROR,
     "companies.csv", 4, "company_id", "", "CPR"},
    /* ranges and halves */
    {"youths\nyouth_id,hours_min,hours_max\nY1,20,10\n\n" C P, "reversed-range", NW_ERROR,
     "youths.csv", 2, "hours_max", "10", "hours_min"},
    {Y C "posts\npost_id,company_id,seats,hours_min,hours_max\nP1,C1,1,20,10\n", "reversed-range",
     NW_ERROR, "posts.csv", 2, "hours_max", "10", "hours_min"},
    {Y C "posts\npost_id,company_id,seats,available_from,available_to\n"
         "P1,C1,1,2026-01-01,2026-01-01\n",
     "reversed-range", NW_ERROR, "posts.csv", 2, "available_to", "2026-01-01", "after"},
    {Y C P L "L1,Y1,P1,,done,2026-02-01,2026-01-01\n", "reversed-range", NW_ERROR, "placements.csv",
     2, "end", "2026-01-01", "after start"},
    {"youths\nyouth_id,latitude,longitude\nY1,55.1,\n\n" C P, "half-a-place", NW_ERROR,
     "youths.csv", 2, "latitude", "55.1", "longitude is not"},
    {Y "companies\ncompany_id,headcount,longitude\nC1,9,12\nC2,9,\n\n" P, "half-a-place", NW_ERROR,
     "companies.csv", 2, "longitude", "12", "latitude is not"},
    {Y "companies\ncompany_id,headcount,answered,asked\nC1,9,3,2\nC2,9,,\n\n" P,
     "answered-above-asked", NW_WARNING, "companies.csv", 2, "answered", "3", "asked"},
    /* codes */
    {"youths\nyouth_id,municipality\nY1,0266\n\n" C P, "unknown-code", NW_ERROR, "youths.csv", 2,
     "municipality", "0266", "municipality"},
    {Y "companies\ncompany_id,headcount,industry\nC1,9,47\nC2,9,\n\n" P, "industry-without-scheme",
     NW_ERROR, "companies.csv", 2, "industry", "47", "industry_scheme"},
    {Y "companies\ncompany_id,headcount,industry_scheme,industry\nC1,9,DB25,4520\nC2,9,,\n\n" P,
     "unknown-code", NW_ERROR, "companies.csv", 2, "industry", "4520",
     "division 45 exists in DB07 and not in DB25; use 46, 47 or 95, or set the scheme to DB07"},
    {Y "companies\ncompany_id,headcount,industry_scheme,industry\nC1,9,DB07,0400\nC2,9,,\n\n" P,
     "unknown-code", NW_ERROR, "companies.csv", 2, "industry", "0400", "DB07 has no division 04"},
    {Y C "posts\npost_id,company_id,seats,function\nP1,C1,1,5500\n", "unknown-code", NW_ERROR,
     "posts.csv", 2, "function", "5500", "DISCO-08 has no group 55"},
    {Y C P "interests\nyouth_id,scheme,code,value\nY1,DB07,4,1\n", "unknown-code", NW_ERROR,
     "interests.csv", 2, "code", "4", "two digits"},
    {Y C P "interests\nyouth_id,scheme,code,value\nY1,DISCO08,15,1\n", "unknown-code", NW_ERROR,
     "interests.csv", 2, "code", "15", "no group 15"},
    /* lists */
    {"youths\nyouth_id,skills\nY1,a|b|a\n\n" C P, "duplicate-item", NW_WARNING, "youths.csv", 2,
     "skills", "a|b|a", "counts once"},
    {"youths\nyouth_id,needs\nY1,a:1|a:2\n\n" C P, "duplicate-item", NW_ERROR, "youths.csv", 2,
     "needs", "a:1|a:2", "two levels"},
    /* wishes, answers, interests, values */
    {Y C P "wishes\nyouth_id,post_id,rank,veto\nY1,P1,1,1\n", "wish-and-veto", NW_ERROR,
     "wishes.csv", 2, "veto", "1", "remove rank or veto"},
    {Y C P "wishes\nyouth_id,post_id,rank,veto\nY1,P1,,0\n", "wish-without-rank", NW_ERROR,
     "wishes.csv", 2, "rank", "", "needs a rank"},
    {Y C P "wishes\nyouth_id,post_id\nY1,P1\n", "wish-without-rank", NW_ERROR, "wishes.csv", 2, "",
     "", "needs a rank"},
    {Y C P "wishes\nyouth_id,post_id,rank,veto\nY1,P1,1,\nY2,P1,1,\nY1,P1,,1\n", "duplicate-row",
     NW_ERROR, "wishes.csv", 4, "post_id", "P1", "line 2"},
    {Y C P "answers\nyouth_id,post_id,answer\nY1,P1,yes\nY1,P1,yes\n", "duplicate-row", NW_ERROR,
     "answers.csv", 3, "post_id", "P1", "line 2"},
    {Y C P "answers\nyouth_id,post_id,answer,rank\nY1,P1,no,2\n", "rank-of-no", NW_WARNING,
     "answers.csv", 2, "rank", "2", "the answer is no"},
    {Y C P "answers\nyouth_id,post_id,answer,rank\nY1,P1,,\n", "empty-answer", NW_WARNING,
     "answers.csv", 2, "", "", "says nothing"},
    {Y C P "travel\nyouth_id,company_id,minutes\nY1,C1,5\nY1,C1,6\n", "duplicate-row", NW_ERROR,
     "travel.csv", 3, "company_id", "C1", "line 2"},
    {Y C P "fits\nyouth_id,post_id,fit\nY1,P1,5\nY1,P1,6\n", "duplicate-row", NW_ERROR, "fits.csv",
     3, "post_id", "P1", "line 2"},
    {Y C P "outcomes\nyouth_id,start,placed\nY1,2026-01-05,1\nY1,2026-01-05,0\n", "duplicate-row",
     NW_ERROR, "outcomes.csv", 3, "start", "2026-01-05", "line 2"},
    {Y C P "outcomes\nyouth_id,start,placed,rank\nY1,2026-01-05,0,2\n", "rank-of-nothing", NW_ERROR,
     "outcomes.csv", 2, "rank", "2", "was not placed"},
    {Y C P "interests\nyouth_id,scheme,code,value\nY1,DB25,47,1\nY1,DB25,47,2\n", "duplicate-row",
     NW_ERROR, "interests.csv", 3, "code", "47", "line 2"},
    /* placements */
    {Y C P L "L1,Y1,,,done,2026-01-01,2026-02-01\n", "placement-without-place", NW_ERROR,
     "placements.csv", 2, "", "", "post_id"},
    {Y C P L "L1,Y1,P1,C2,done,2026-01-01,2026-02-01\n", "placement-contradicts", NW_ERROR,
     "placements.csv", 2, "company_id", "C2", "another company"},
    {Y C P L "L1,Y1,,GONE,done,2026-01-01,2026-02-01\n", "unknown-id", NW_WARNING, "placements.csv",
     2, "company_id", "GONE", "rotation only"},
    {Y C P L "L1,Y1,,GONE,running,2026-01-01,2026-02-01\n", "unknown-id", NW_ERROR,
     "placements.csv", 2, "company_id", "GONE", "set status to done"},
    {Y C P L "L1,Y1,P1,,done,2026-01-01,2026-02-01\nL2,Y1,P2,,done,2026-01-31,2026-03-01\n",
     "overlapping-placements", NW_ERROR, "placements.csv", 3, "start", "2026-01-31", "line 2"},
    {Y C P L "L1,Y1,P1,,done,2026-01-01,2026-02-01\nL1,Y2,P1,,done,2026-03-01,2026-04-01\n",
     "duplicate-id", NW_ERROR, "placements.csv", 3, "placement_id", "L1", "line 2"},
    {Y C P L "L1,Y1,P1,,done,2026-01-01,2026-02-01\nL1,Y1,P1,,done,2026-03-01,2026-04-01\n"
             "L2,Y2,P1,,done,2026-03-01,2026-04-01\n",
     "duplicate-id", NW_ERROR, "placements.csv", 3, "placement_id", "L1", "line 2"},
    /* gaps */
    {"youths\nyouth_id,birth_year\nY1,2005\nY2,2005\n\ncompanies\ncompany_id\nC1\nC2\nC3\n\n" P,
     "unknown-headcount", NW_WARNING, "companies.csv", 0, "headcount", "", "2 of 3"},
    {Y C P, "unknown-birth-year", NW_WARNING, "youths.csv", 0, "birth_year", "", "2 of 2"},
    {"youths\nyouth_id,network_id\nY1,N1\nY2,M1\nY3,M1\n\n"
     "companies\ncompany_id,headcount,network_id\nC1,9,N1\nC2,9,\n\n" P,
     "network-without-company", NW_WARNING, "youths.csv", 3, "network_id", "M1", "no company"},
    /* what a cell may hold */
    {Y C "posts\npost_id,company_id,seats\nP1,,1\n", "empty-cell", NW_ERROR, "posts.csv", 2,
     "company_id", "", "company_id"},
    {Y C "posts\npost_id,seats\nP1,1\n", "missing-column", NW_ERROR, "posts.csv", 0, "company_id",
     "", "company_id"},
    {Y C, "missing-table", NW_ERROR, "posts", 0, "", "", "posts"},
};

static bool is_expected(const nw_finding *finding, size_t f)
{
    return strcmp(finding->code, faults[f].code) == 0 && finding->severity == faults[f].severity &&
           strcmp(finding->file, faults[f].file) == 0 && finding->line == faults[f].line &&
           strcmp(finding->column, faults[f].column) == 0 &&
           strcmp(finding->value, faults[f].value) == 0 &&
           strstr(finding->message, faults[f].part) != NULL;
}

/* Besides the one expected there are only the warnings on unknown birth years. */
static void each_fault_is_found_in_its_place(void)
{
    for (size_t f = 0; f < G_N_ELEMENTS(faults); f++) {
        nw_table tables[NW_TABLES];
        nw_findings findings = {0};
        nw_cohort *cohort = NULL;
        nw_test_tables(tables, faults[f].text, &findings);
        nextwork_status status = nw_cohort_freeze(&cohort, tables, NULL, NULL, &findings);
        bool fails = faults[f].severity == NW_ERROR;
        CU_ASSERT_EQUAL(status, fails ? NEXTWORK_ERROR_DATA : NEXTWORK_OK);
        CU_ASSERT_EQUAL(cohort == NULL, fails);
        int64_t expected = 0, others = 0;
        for (int64_t i = 0; i < findings.count; i++) {
            const nw_finding *finding = &findings.items[i];
            bool match = is_expected(finding, f);
            expected += match;
            others += !match && strcmp(finding->code, "unknown-birth-year") != 0;
            if (!match && strcmp(finding->code, "unknown-birth-year") != 0)
                printf("\n    %d %s: %s:%d %s '%s' %s\n", (int)f, finding->code, finding->file,
                       (int)finding->line, finding->column, finding->value, finding->message);
        }
        CU_ASSERT_EQUAL(expected, 1);
        CU_ASSERT_EQUAL(others, 0);
        if (expected != 1)
            printf("\n    not found: %s in case %d\n", faults[f].code, (int)f);
        nw_cohort_unref(cohort);
        nw_findings_clear(&findings);
        nw_test_tables_clear(tables);
    }
}

static void *allocate_junk(void *context, int64_t bytes)
{
    void *memory = malloc((size_t)bytes);
    (void)context;
    return memory == NULL ? NULL : memset(memory, 0x7f, (size_t)bytes);
}

static void *reallocate(void *context, void *memory, int64_t bytes)
{
    (void)context;
    return realloc(memory, (size_t)bytes);
}

static void release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

/* What a fault leaves out of a table is not read all the same. */
static void what_stood_in_memory_before_is_no_row(void)
{
    CU_ASSERT_EQUAL_FATAL(nextwork_set_allocator(allocate_junk, reallocate, release, NULL),
                          NEXTWORK_OK);
    each_fault_is_found_in_its_place();
    CU_ASSERT_EQUAL_FATAL(nextwork_set_allocator(NULL, NULL, NULL, NULL), NEXTWORK_OK);
}

static void all_faults_are_found_at_once(void)
{
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    nw_test_tables(tables,
                   "youths\nyouth_id,municipality\nY1,9999\nY1,\n\n"
                   "companies\ncompany_id,industry\nC1,47\n\n"
                   "posts\npost_id,company_id,seats\nP1,C7,1\n\n"
                   "wishes\nyouth_id,post_id,rank\nY9,P1,1\nY1,P9,1\n",
                   &findings);
    CU_ASSERT_EQUAL(nw_cohort_freeze(&cohort, tables, "[weights]\nwish=0\n", NULL, &findings),
                    NEXTWORK_ERROR_DATA);
    CU_ASSERT_EQUAL(findings.errors, 7);
    CU_ASSERT_PTR_NULL(cohort);
    CU_ASSERT(strlen(nextwork_error_message()) > 0);
    nw_findings_clear(&findings);
    nw_test_tables_clear(tables);
}

/* Each suggestion is a search through all ids, so that not every one of a million gets its own. */
static void suggestions_are_few(void)
{
    GString *text = g_string_new(Y C P "wishes\nyouth_id,post_id,rank\n");
    for (int i = 0; i < 30; i++)
        g_string_append_printf(text, "Y1,P%d,1\n", 3 + i % 7);
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    nw_test_tables(tables, text->str, &findings);
    CU_ASSERT_EQUAL(nw_cohort_freeze(&cohort, tables, NULL, NULL, &findings), NEXTWORK_ERROR_DATA);
    CU_ASSERT_EQUAL(findings.errors, 30);
    int suggested = 0;
    for (int64_t i = 0; i < findings.count; i++)
        suggested += strstr(findings.items[i].message, "did you mean") != NULL;
    CU_ASSERT_EQUAL(suggested, 20);
    nw_findings_clear(&findings);
    nw_test_tables_clear(tables);
    g_string_free(text, TRUE);
}

/* Many youths with long lists in any order, against a search through the rows. */
static void long_lists_hold_what_the_rows_say(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 1);
    GString *text = g_string_new("posts\npost_id,company_id,seats\n");
    for (int post = 0; post < 90; post++)
        g_string_append_printf(text, "P%d,C1,1\n", post);
    g_string_append(text, "\ncompanies\ncompany_id,headcount\nC1,9\n\nyouths\nyouth_id\n");
    for (int youth = 0; youth < 40; youth++)
        g_string_append_printf(text, "Y%d\n", youth);
    int rank[40][90] = {{0}};
    g_string_append(text, "\nwishes\nyouth_id,post_id,rank,veto\n");
    for (int i = 0; i < 2000; i++) {
        int youth = (int)nw_random_below(&random, 40), post = (int)nw_random_below(&random, 90);
        if (rank[youth][post] != 0)
            continue;
        rank[youth][post] = (int)nw_random_below(&random, 6) - 1;
        if (rank[youth][post] > 0)
            g_string_append_printf(text, "Y%d,P%d,%d,\n", youth, post, rank[youth][post]);
        else if (rank[youth][post] < 0)
            g_string_append_printf(text, "Y%d,P%d,,1\n", youth, post);
    }
    nw_cohort *cohort = frozen(text->str);
    const nw_wishes *wishes = &cohort->wishes;
    for (int32_t y = 0; y < 40; y++) {
        const char *id = cohort->youths.ids.texts[y].at;
        int *ranks = rank[atoi(id + 1)], left = 0;
        for (int post = 0; post < 90; post++)
            left += ranks[post] != 0;
        for (int64_t i = wishes->start[y]; i < wishes->start[y + 1]; i++, left--) {
            CU_ASSERT_EQUAL(ranks[atoi(cohort->posts.ids.texts[wishes->post[i]].at + 1)],
                            wishes->rank[i]);
            bool first = i == wishes->start[y];
            CU_ASSERT(
                first || wishes->rank[i - 1] < wishes->rank[i] ||
                (wishes->rank[i - 1] == wishes->rank[i] && wishes->post[i - 1] < wishes->post[i]));
        }
        for (int64_t i = wishes->veto_start[y]; i < wishes->veto_start[y + 1]; i++, left--) {
            CU_ASSERT_EQUAL(ranks[atoi(cohort->posts.ids.texts[wishes->veto[i]].at + 1)], -1);
            CU_ASSERT(i == wishes->veto_start[y] || wishes->veto[i - 1] < wishes->veto[i]);
        }
        CU_ASSERT_EQUAL(left, 0);
    }
    nw_cohort_unref(cohort);
    g_string_free(text, TRUE);
}

static void interests_are_sorted_as_text(void)
{
    /* 4519 comes before 452 as text, not as a number, and a prefix before what it begins. */
    nw_cohort *cohort = frozen(Y C P "interests\nyouth_id,scheme,code,value\n"
                                     "Y1,DB07,99,1\nY1,DB07,452,1\nY1,DB07,4519,1\nY1,DB07,01,1\n"
                                     "Y1,DB07,45,1\nY1,DB07,451,1\nY1,DB07,451900,1\n");
    static const int32_t codes[] = {1, 45, 451, 4519, 451900, 452, 99};
    CU_ASSERT_EQUAL_FATAL(cohort->interests.start[1], 7);
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        CU_ASSERT_EQUAL(cohort->interests.item[i].industry.code, codes[i]);
    nw_cohort_unref(cohort);
}

static void the_rank_of_a_no_does_not_count(void)
{
    nw_cohort *cohort = frozen(Y C P "answers\nyouth_id,post_id,answer,rank\nY1,P1,no,2\n");
    CU_ASSERT_EQUAL(cohort->answers.answer[0], NW_NO);
    CU_ASSERT_EQUAL(cohort->answers.rank[0], NW_UNKNOWN);
    nw_cohort_unref(cohort);
}

/* Equal dates: the order of the ids decides, not that of the rows. */
static void placements_on_the_same_dates_go_by_id(void)
{
    static const char *const rows[] = {"L1,Y1,P1,,done,2026-02-01,2026-03-01\n",
                                       "L2,Y1,P2,,done,2026-02-01,2026-03-01\n"};
    for (int first = 0; first < 2; first++) {
        char *text = g_strconcat(Y C P L, rows[first], rows[1 - first], NULL);
        nw_table tables[NW_TABLES];
        nw_findings findings = {0};
        nw_cohort *cohort = NULL;
        nw_test_tables(tables, text, &findings);
        CU_ASSERT_EQUAL(nw_cohort_freeze(&cohort, tables, NULL, NULL, &findings),
                        NEXTWORK_ERROR_DATA);
        bool found = false;
        for (int64_t i = 0; i < findings.count; i++)
            if (strcmp(findings.items[i].code, "overlapping-placements") == 0)
                found = findings.items[i].line == (first == 0 ? 3 : 2);
        CU_ASSERT_TRUE(found);
        nw_findings_clear(&findings);
        nw_test_tables_clear(tables);
        g_free(text);
    }
}

static void a_p_number_is_no_cpr_number(void)
{
    nw_cohort *cohort = frozen("youths\nyouth_id\nY1\n\ncompanies\ncompany_id\n1012345678\n\n"
                               "posts\npost_id,company_id,seats\n1012345678,1012345678,2\n\n"
                               "wishes\nyouth_id,post_id,rank\nY1,1012345678,1\n");
    CU_ASSERT_EQUAL(cohort->wishes.post[0], 0);
    nw_cohort_unref(cohort);
}

static void placements_may_touch(void)
{
    nw_cohort *cohort = frozen(
        Y C P L "L1,Y1,P1,,done,2026-02-01,2026-03-01\nL2,Y1,P2,,done,2026-01-01,2026-02-01\n"
                "L3,Y2,P2,,done,2026-01-15,2026-02-01\n");
    CU_ASSERT_TRUE(is(cohort->placements.id[0], "L2"));
    nw_cohort_unref(cohort);
}

static void an_overlap_is_found_past_a_short_placement(void)
{
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    nw_test_tables(tables,
                   Y C P L "L1,Y1,P1,,done,2026-01-01,2026-12-01\n"
                           "L2,Y1,P1,,done,2026-02-01,2026-03-01\n"
                           "L3,Y1,P1,,done,2026-04-01,2026-05-01\n",
                   &findings);
    CU_ASSERT_EQUAL(nw_cohort_freeze(&cohort, tables, NULL, NULL, &findings), NEXTWORK_ERROR_DATA);
    CU_ASSERT_EQUAL(findings.errors, 2);
    nw_findings_clear(&findings);
    nw_test_tables_clear(tables);
}

static void more_rows_than_can_be_numbered_are_a_limit(void)
{
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    nw_test_tables(tables, Y C P, &findings);
    int64_t rows = tables[NW_WISHES].rows;
    tables[NW_WISHES].rows = (int64_t)INT32_MAX;
    CU_ASSERT_EQUAL(nw_cohort_freeze(&cohort, tables, NULL, NULL, &findings), NEXTWORK_ERROR_LIMIT);
    tables[NW_WISHES].rows = rows;
    nw_findings_clear(&findings);
    nw_test_tables_clear(tables);
}

/* --- Memory --------------------------------------------------------------------------------- */

static nextwork_status freeze_once(void *context)
{
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    nextwork_status status = nw_cohort_freeze(&cohort, context, NULL, NULL, &findings);
    nw_cohort_unref(cohort);
    nw_findings_clear(&findings);
    return status == NEXTWORK_ERROR_DATA ? NEXTWORK_OK : status;
}

static void running_out_of_memory_is_a_status(void)
{
    static const char *const texts[] = {nw_test_full_cohort,
                                        "youths\nyouth_id,needs\nY1,a:1|a:1\nY1,\n\n" C P
                                        "wishes\nyouth_id,post_id\nY9,P1\nY1,P1\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        nw_table tables[NW_TABLES];
        nw_findings findings = {0};
        nw_test_tables(tables, texts[i], &findings);
        CU_ASSERT(nw_test_each_allocation(freeze_once, tables) > 50);
        nw_findings_clear(&findings);
        nw_test_tables_clear(tables);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"rows are sorted by id", rows_are_sorted_by_id},
        {"youths keep what they gave", youths_keep_what_they_gave},
        {"lists are sorted by name", lists_are_sorted_by_name},
        {"companies keep what they gave", companies_keep_what_they_gave},
        {"posts keep what they gave", posts_keep_what_they_gave},
        {"wishes go by rank, then post, and vetoes apart",
         wishes_go_by_rank_then_post_and_vetoes_apart},
        {"answers go by post, and a rank alone is a yes",
         answers_go_by_post_and_a_rank_alone_is_a_yes},
        {"interests go by scheme, then code", interests_go_by_scheme_then_code},
        {"placements go by start and inherit from post and company",
         placements_go_by_start_and_inherit_from_post_and_company},
        {"values are found by the other side", values_are_found_by_the_other_side},
        {"outcomes stand by round", outcomes_stand_by_round},
        {"the smallest cohort is three columns", the_smallest_cohort_is_three_columns},
        {"tables may be empty", tables_may_be_empty},
        {"each fault is found in its place", each_fault_is_found_in_its_place},
        {"what stood in memory before is no row", what_stood_in_memory_before_is_no_row},
        {"all faults are found at once", all_faults_are_found_at_once},
        {"suggestions are few", suggestions_are_few},
        {"long lists hold what the rows say", long_lists_hold_what_the_rows_say},
        {"interests are sorted as text", interests_are_sorted_as_text},
        {"the rank of a no does not count", the_rank_of_a_no_does_not_count},
        {"placements on the same dates go by id", placements_on_the_same_dates_go_by_id},
        {"a P-number is no CPR number", a_p_number_is_no_cpr_number},
        {"placements may touch", placements_may_touch},
        {"an overlap is found past a short placement", an_overlap_is_found_past_a_short_placement},
        {"more rows than can be numbered are a limit", more_rows_than_can_be_numbered_are_a_limit},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("freeze", cases);
}
