/* Free seats of a round: seats, headcount rule and running placements, on two levels. */
#include "base/dates.h"
#include "base/random.h"
#include "fit/capacity.h"
#include "runner.h"
#include "small_cohort.h"

#include <glib.h>

static nw_rules lab_rules(void)
{
    nw_rules rules = {.headcount_per = 5,
                      .headcount_up_to = 50,
                      .headcount_then_per = 10,
                      .headcount_at_least = 1};
    rules.enabled[NW_REASON_HEADCOUNT_RULE] = true;
    return rules;
}

static void headcount_allows_by_steps(void)
{
    static const struct {
        int32_t headcount, limit;
    } cases[] = {
        {0, 1},   {1, 1},   {4, 1},   {5, 1},   {9, 1},   {10, 2},   {49, 9},
        {50, 10}, {59, 10}, {60, 11}, {69, 11}, {70, 12}, {100, 15}, {1000, 105},
    };
    nw_rules rules = lab_rules();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CU_ASSERT_EQUAL(nw_headcount_limit(&rules, cases[i].headcount), cases[i].limit);
    rules.headcount_at_least = 0;
    CU_ASSERT_EQUAL(nw_headcount_limit(&rules, 4), 0);
}

/* What post P and company C have free under `tables`. */
static void check(int line, const char *tables, int32_t post_free, int32_t company_limit,
                  int32_t company_free)
{
    nw_round *round = nw_test_round(tables);
    int32_t post = nw_test_post(round->cohort, "P"), company = nw_test_company(round->cohort, "C");
    const nw_capacity *capacity = &round->capacity;
    if (capacity->post_free[post] != post_free ||
        capacity->company_limit[company] != company_limit ||
        capacity->company_free[company] != company_free)
        fprintf(stderr, "line %d: %d, %d, %d\n", line, (int)capacity->post_free[post],
                (int)capacity->company_limit[company], (int)capacity->company_free[company]);
    CU_ASSERT_EQUAL(capacity->post_free[post], post_free);
    CU_ASSERT_EQUAL(capacity->company_limit[company], company_limit);
    CU_ASSERT_EQUAL(capacity->company_free[company], company_free);
    nw_round_unref(round);
}

#define YOUTHS "youths: youth_id\nA\nB\nD\n"
#define SEATS(n) "posts: post_id,company_id,seats\nP,C," #n "\nQ,C,5\n"
#define TWENTY "companies: company_id,headcount,others_placed\nC,20,\n"
#define PLACED "placements: placement_id,youth_id,post_id,company_id,start,end,status\n"

static void nobody_placed_leaves_all(void)
{
    check(__LINE__, SEATS(2) TWENTY, 2, 4, 4);
}

static void others_placed_count(void)
{
    check(__LINE__, SEATS(2) "companies: company_id,headcount,others_placed\nC,20,3\n", 2, 4, 1);
    check(__LINE__, SEATS(2) "companies: company_id,headcount,others_placed\nC,20,9\n", 2, 4, 0);
}

static void unknown_headcount_is_no_limit(void)
{
    check(__LINE__, SEATS(2) "companies: company_id,others_placed\nC,3\n", 2, NW_UNLIMITED,
          NW_UNLIMITED);
    check(__LINE__, YOUTHS SEATS(2) PLACED "1,A,P,,2027-02-01,2027-03-01,running\n", 1,
          NW_UNLIMITED, NW_UNLIMITED);
}

static void rule_out_of_force_is_no_limit(void)
{
    check(__LINE__, SEATS(2) TWENTY "policy:\n[rule headcount-rule]\nenabled=0\n", 2, NW_UNLIMITED,
          NW_UNLIMITED);
    check(__LINE__, SEATS(2) TWENTY "policy:\n[rule headcount-rule]\nvalid_to=2027-01-04\n", 2,
          NW_UNLIMITED, NW_UNLIMITED);
    check(__LINE__, SEATS(2) TWENTY "policy:\n[rule headcount-rule]\nvalid_to=2027-01-05\n", 2, 4,
          4);
}

static void running_placements_take_seats(void)
{
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2027-02-01,2027-03-01,running\n", 1, 4,
          3);
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2027-02-01,2027-03-01,planned\n", 1, 4,
          3);
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2027-02-01,2027-03-01,\n", 1, 4, 3);
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2027-02-01,2027-03-01,done\n", 2, 4, 4);
}

static void another_post_binds_the_company_only(void)
{
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,Q,,2027-02-01,2027-03-01,running\n", 2, 4,
          3);
}

static void a_company_without_post_binds_the_company_only(void)
{
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,,C,2027-02-01,2027-03-01,running\n", 2, 4,
          3);
}

static void the_period_is_half_open(void)
{
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2026-12-01,2027-01-04,running\n", 2, 4,
          4);
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2026-12-01,2027-01-05,running\n", 1, 4,
          3);
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2027-04-04,2027-06-01,running\n", 1, 4,
          3);
    check(__LINE__, YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2027-04-05,2027-06-01,running\n", 2, 4,
          4);
}

static void one_after_another_take_one_seat(void)
{
    check(__LINE__,
          YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2027-01-01,2027-02-01,running\n"
                                        "2,B,P,,2027-02-01,2027-03-01,planned\n",
          1, 4, 3);
    check(__LINE__,
          YOUTHS SEATS(2) TWENTY PLACED "1,A,P,,2027-01-01,2027-02-02,running\n"
                                        "2,B,P,,2027-02-01,2027-03-01,planned\n",
          0, 4, 2);
}

static void more_placed_than_seats_is_none_free(void)
{
    check(__LINE__,
          YOUTHS SEATS(1) "companies: company_id,headcount\nC,5\n" PLACED
                          "1,A,P,,2027-01-01,2027-02-01,running\n"
                          "2,B,P,,2027-01-01,2027-02-01,running\n",
          0, 1, 0);
}

/* --- against counting day by day ------------------------------------------------------------ */

#define RANDOM_POSTS 3

static void add_random_placements(GString *text, nw_random *random)
{
    g_string_append(text, "youths: youth_id\n");
    for (int y = 0; y < 12; y++)
        g_string_append_printf(text, "Y%02d\n", y);
    g_string_append(text, "companies: company_id,headcount,others_placed\nC,40,1\nD,15,\n"
                          "posts: post_id,company_id,seats\nP0,C,4\nP1,C,3\nP2,D,6\n"
                          "placements: placement_id,youth_id,post_id,start,end,status\n");
    for (int y = 0; y < 12; y++) {
        static const char *const statuses[] = {"running", "planned", "", "done"};
        int32_t start = NW_TEST_START - 30 + (int32_t)nw_random_below(random, 120);
        char from[11], to[11];
        nw_date_format(from, start);
        nw_date_format(to, start + 1 + (int32_t)nw_random_below(random, 50));
        g_string_append_printf(text, "L%d,Y%02d,P%d,%s,%s,%s\n", y, y,
                               (int)nw_random_below(random, RANDOM_POSTS), from, to,
                               statuses[nw_random_below(random, 4)]);
    }
}

/* The most that run on one day, by the definition. */
static int32_t peak(const nw_round *round, int32_t post, int32_t company)
{
    const nw_placements *placements = &round->cohort->placements;
    int32_t most = 0;
    for (int32_t day = round->start; day < round->end; day++) {
        int32_t count = 0;
        for (int64_t i = 0; i < placements->start[round->cohort->youths.count]; i++) {
            const nw_placement *placement = &placements->item[i];
            bool there = post >= 0 ? placement->post == post : placement->company == company;
            count += there && placement->status != NW_DONE && placement->start <= day &&
                     day < placement->end;
        }
        most = count > most ? count : most;
    }
    return most;
}

static void sweep_agrees_with_counting_days(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 1);
    for (int run = 0; run < 100; run++) {
        GString *text = g_string_new(NULL);
        add_random_placements(text, &random);
        nw_round *round = nw_test_round(text->str);
        const nw_cohort *cohort = round->cohort;
        for (int32_t p = 0; p < cohort->posts.count; p++) {
            int32_t expected = cohort->posts.seats[p] - peak(round, p, -1);
            CU_ASSERT_EQUAL(round->capacity.post_free[p], expected < 0 ? 0 : expected);
        }
        for (int32_t c = 0; c < cohort->companies.count; c++) {
            int32_t others = cohort->companies.others_placed[c];
            int32_t expected = round->capacity.company_limit[c] -
                               (others == NW_UNKNOWN ? 0 : others) - peak(round, -1, c);
            CU_ASSERT_EQUAL(round->capacity.company_free[c], expected < 0 ? 0 : expected);
        }
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"the headcount rule allows by steps", headcount_allows_by_steps},
        {"with nobody placed all is free", nobody_placed_leaves_all},
        {"others placed count against the headcount", others_placed_count},
        {"an unknown headcount is no limit", unknown_headcount_is_no_limit},
        {"a rule out of force is no limit", rule_out_of_force_is_no_limit},
        {"placements take seats unless done", running_placements_take_seats},
        {"another post binds the company only", another_post_binds_the_company_only},
        {"a company without a post binds the company only",
         a_company_without_post_binds_the_company_only},
        {"the period is half-open", the_period_is_half_open},
        {"one after another take one seat", one_after_another_take_one_seat},
        {"more placed than seats: none free", more_placed_than_seats_is_none_free},
        {"the sweep agrees with counting day by day", sweep_agrees_with_counting_days},
        {NULL, NULL},
    };
    return nw_run_cases("capacity", cases);
}
