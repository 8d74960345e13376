/* Rounds of trades: who holds a post, what that makes room for, and what stays as it was. */
#include "fit/trading.h"

#include "fit/fit.h"
#include "fit/reasons.h"
#include "memory.h"
#include "runner.h"
#include "small_cohort.h"

#include <stdio.h>
#include <string.h>

#define POSTS                                                                                      \
    "companies: company_id,headcount\nK,10\nL,\n"                                                  \
    "posts: post_id,company_id,seats,available_to\nP,K,1,\nQ,K,2,\nR,L,1,2027-03-01\nS,L,2,\n"
#define RUNNING "placements: placement_id,youth_id,post_id,company_id,start,end,status\n"

/* A trading round of the cohort that the text describes; nw_round_unref frees both. */
static nw_round *trading_round(const char *text)
{
    nw_round *round = nw_test_round(text), *trading = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_round_trading(&trading, round), NEXTWORK_OK);
    nw_round_unref(round);
    return trading;
}

/* "A=P B=-": what each youth holds. */
static void outline(char line[128], const nw_round *round)
{
    const nw_cohort *cohort = round->cohort;
    line[0] = '\0';
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        nw_text youth = cohort->youths.ids.texts[y], post = {"-", 1};
        if (round->held[y] >= 0)
            post = cohort->posts.ids.texts[round->held[y]];
        size_t at = strlen(line);
        snprintf(line + at, 128 - at, "%s%.*s=%.*s", y > 0 ? " " : "", (int)youth.bytes, youth.at,
                 (int)post.bytes, post.at);
    }
}

static void who_may_stay_for_the_whole_round_holds_the_post(void)
{
    static const struct {
        const char *what, *cohort, *held;
    } cases[] = {
        {"nobody is anywhere", "youths: youth_id\nA\n" POSTS, "A=-"},
        {"a running placement, and a planned one that begins with the round",
         "youths: youth_id\nA\nB\n" POSTS RUNNING "1,A,P,,2026-12-01,2027-02-01,running\n"
         "2,B,Q,,2027-01-04,2027-05-01,planned\n",
         "A=P B=Q"},
        {"what begins later, or is done",
         "youths: youth_id\nA\nB\n" POSTS RUNNING "1,A,P,,2027-01-05,2027-02-01,planned\n"
         "2,B,Q,,2026-12-01,2027-02-01,done\n",
         "A=- B=-"},
        {"another placement later in the round",
         "youths: youth_id\nA\n" POSTS RUNNING "1,A,P,,2026-12-01,2027-01-10,running\n"
         "2,A,Q,,2027-02-01,2027-02-08,planned\n",
         "A=-"},
        {"no post is named",
         "youths: youth_id\nA\n" POSTS RUNNING "1,A,,K,2026-12-01,2027-02-01,running\n", "A=-"},
        {"reasons that go with the youth, the post or both",
         "youths: youth_id,trial_arm,enrolled\nA,control,\nB,,0\nC,,\nD,,\n" POSTS
         "answers: post_id,youth_id,answer\nS,D,no\n" RUNNING
         "1,A,P,,2026-12-01,2027-02-01,running\n2,B,Q,,2026-12-01,2027-02-01,running\n"
         "3,C,R,,2026-12-01,2027-02-01,running\n4,D,S,,2026-12-01,2027-02-01,running\n",
         "A=- B=- C=- D=-"},
        {"reasons of a start do not count: full, been there before, vetoed, not asked",
         "youths: youth_id\nA\nB\n" POSTS "wishes: youth_id,post_id,rank,veto\nA,P,,1\n" RUNNING
         "1,A,P,,2026-12-01,2027-02-01,running\n2,A,Q,,2026-10-01,2026-11-01,done\n"
         "3,B,Q,,2026-12-01,2027-02-01,running\npolicy:\n[rule not-mutual]\nenabled=1\n",
         "A=P B=Q"},
        {"more than the post has seats",
         "youths: youth_id\nA\nB\nC\n" POSTS RUNNING "1,A,P,,2026-12-01,2027-02-01,running\n"
         "2,B,P,,2026-12-01,2027-02-01,running\n3,C,S,,2026-12-01,2027-02-01,running\n",
         "A=- B=- C=S"},
        {"more than the company may take",
         "youths: youth_id\nA\nB\nC\nD\n" POSTS RUNNING "1,A,P,,2026-12-01,2027-02-01,running\n"
         "2,B,Q,,2026-12-01,2027-02-01,running\n3,C,Q,,2026-12-01,2027-02-01,running\n"
         "4,D,S,,2026-12-01,2027-02-01,running\n",
         "A=- B=- C=- D=S"},
        {"the seat is promised to somebody else for later",
         "youths: youth_id\nA\nB\n" POSTS RUNNING "1,A,P,,2026-12-01,2027-02-01,running\n"
         "2,B,P,,2027-02-01,2027-04-01,planned\n",
         "A=- B=-"},
        {"who is left out of a full post takes the company's last places",
         "youths: youth_id\nA\nB\nC\n" POSTS RUNNING "1,A,P,,2026-12-01,2027-02-01,running\n"
         "2,B,P,,2026-12-01,2027-02-01,running\n3,C,Q,,2026-12-01,2027-02-01,running\n",
         "A=- B=- C=-"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[128];
        nw_round *round = trading_round(cases[i].cohort);
        outline(line, round);
        CU_ASSERT_STRING_EQUAL(line, cases[i].held);
        if (strcmp(line, cases[i].held) != 0)
            fprintf(stderr, "%s: %s\n", cases[i].what, line);
        nw_round_unref(round);
    }
}

/* A and B trade, C stays where C is: P and K are as if A and B were nowhere. */
static const char *const mixed =
    "youths: youth_id\nA\nB\nC\n"
    "companies: company_id,headcount\nK,15\n"
    "posts: post_id,company_id,seats\nP,K,1\nQ,K,3\n" RUNNING
    "1,A,P,,2026-12-01,2027-02-01,running\n2,B,Q,,2026-12-01,2027-02-01,running\n"
    "3,C,Q,,2027-02-01,2027-03-01,planned\n";

static void what_is_held_makes_room_and_what_is_not_does_not(void)
{
    nw_round *plain = nw_test_round(mixed), *round;
    CU_ASSERT_EQUAL_FATAL(nw_round_trading(&round, plain), NEXTWORK_OK);
    const nw_capacity *before = nw_round_places(plain), *now = nw_round_places(round);
    int32_t p = nw_test_post(round->cohort, "P"), q = nw_test_post(round->cohort, "Q");
    CU_ASSERT_EQUAL(before->post_free[p], 0);
    CU_ASSERT_EQUAL(before->post_free[q], 2);
    CU_ASSERT_EQUAL(before->company_free[0], 1);
    CU_ASSERT_EQUAL(now->post_free[p], 1);
    CU_ASSERT_EQUAL(now->post_free[q], 2);
    CU_ASSERT_EQUAL(now->company_free[0], 2);
    for (int32_t y = 0; y < 3; y++) { /* a fit says the same in both */
        nw_fit fit, same;
        nw_fit_pair(&fit, plain, y, p);
        nw_fit_pair(&same, round, y, p);
        CU_ASSERT_EQUAL(fit.fit, same.fit);
    }
    nw_round_unref(round);
    nw_round_unref(plain);
}

static void only_who_holds_a_post_is_free_to_go(void)
{
    nw_round *round = trading_round(mixed);
    int32_t a = nw_test_youth(round->cohort, "A"), c = nw_test_youth(round->cohort, "C");
    int32_t p = nw_test_post(round->cohort, "P"), q = nw_test_post(round->cohort, "Q");
    CU_ASSERT(nw_holds(round, a, p));
    CU_ASSERT_FALSE(nw_holds(round, a, q));
    CU_ASSERT(nw_pair_allowed(round, a, p));
    CU_ASSERT(nw_pair_allowed(round, a, q));
    CU_ASSERT_EQUAL(nw_pair_reasons(round, c, q), NW_BIT(NW_REASON_OVERLAP));
    nw_round_unref(round);
}

static void a_veto_forbids_other_posts_only(void)
{
    nw_round *round = trading_round("youths: youth_id\nA\n" POSTS
                                    "wishes: youth_id,post_id,rank,veto\nA,P,,1\nA,S,,1\n" RUNNING
                                    "1,A,P,,2026-12-01,2027-02-01,running\n");
    CU_ASSERT_EQUAL(nw_pair_reasons(round, 0, nw_test_post(round->cohort, "P")), 0);
    CU_ASSERT_EQUAL(nw_pair_reasons(round, 0, nw_test_post(round->cohort, "S")),
                    NW_BIT(NW_REASON_VETO));
    nw_round_unref(round);
}

static nextwork_status make(void *round)
{
    nw_round *trading;
    NW_TRY(nw_round_trading(&trading, round));
    nw_round_unref(trading);
    return NEXTWORK_OK;
}

static void running_out_of_memory_leaks_nothing(void)
{
    nw_round *round = nw_test_round(mixed);
    CU_ASSERT(nw_test_each_allocation(make, round) > 10);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"who may stay for the whole round holds the post",
         who_may_stay_for_the_whole_round_holds_the_post},
        {"what is held makes room, and what is not does not",
         what_is_held_makes_room_and_what_is_not_does_not},
        {"only who holds a post is free to go", only_who_holds_a_post_is_free_to_go},
        {"a veto forbids other posts only", a_veto_forbids_other_posts_only},
        {"running out of memory leaks nothing", running_out_of_memory_leaks_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("trading", cases);
}
