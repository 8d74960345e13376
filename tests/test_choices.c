/* A youth's listed choices: held against the definition, every wish put into the order by its
 * preference; and the posts alone, which are found without fits where ranks decide. */
#include "round/choices.h"

#include "fit/trading.h"
#include "random_round.h"
#include "runner.h"
#include "small_cohort.h"

#define SEED 3

/* What is allowed on the list, in no order; the post that is held takes part though it need not be
 * listed. */
static int64_t allowed_posts(int32_t *posts, const nw_round *round, int32_t youth)
{
    const nw_wishes *wishes = &round->cohort->wishes;
    int64_t count = 0;
    bool held_listed = false;
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++)
        if (nw_pair_reasons(round, youth, wishes->post[w]) == 0) {
            posts[count++] = wishes->post[w];
            held_listed = held_listed || nw_holds(round, youth, wishes->post[w]);
        }
    if (round->held != NULL && round->held[youth] >= 0 && !held_listed)
        posts[count++] = round->held[youth];
    return count;
}

/* The best of posts[at ..] comes to posts[at]. */
static void bring_best(int32_t *posts, int64_t at, int64_t count, const nw_round *round,
                       int32_t youth)
{
    for (int64_t i = at + 1; i < count; i++)
        if (nw_prefers(nw_preference_of(round, youth, posts[i], SEED),
                       nw_preference_of(round, youth, posts[at], SEED))) {
            int32_t better = posts[i];
            posts[i] = posts[at];
            posts[at] = better;
        }
}

static void check_youth(nw_choice_room *room, int32_t *expected, const nw_round *round,
                        int32_t youth)
{
    int64_t all = allowed_posts(expected, round, youth), count = 0;
    while (count < all) {
        bring_best(expected, count, all, round, youth);
        if (nw_holds(round, youth, expected[count++]))
            break; /* nothing comes after it */
    }
    CU_ASSERT_EQUAL_FATAL(nw_listed_choices(room, round, youth, SEED), count);
    for (int64_t i = 0; i < count; i++) {
        nw_preference preference = nw_preference_of(round, youth, expected[i], SEED);
        CU_ASSERT_EQUAL_FATAL(room->choices[i].post, expected[i]);
        CU_ASSERT_EQUAL_FATAL(room->choices[i].fit, preference.fit);
        CU_ASSERT_EQUAL_FATAL(room->choices[i].order, preference.order);
    }
    CU_ASSERT_EQUAL_FATAL(nw_listed_posts(room, round, youth, SEED), count);
    for (int64_t i = 0; i < count; i++)
        CU_ASSERT_EQUAL_FATAL(room->posts[i], expected[i]);
}

static void check_round(const nw_round *round)
{
    int64_t most = nw_most_choices(round->cohort, false);
    int32_t *expected = g_new(int32_t, (gsize)most);
    nw_choice_room room;
    CU_ASSERT_EQUAL_FATAL(nw_choice_room_new(&room, most), NEXTWORK_OK);
    for (int32_t y = 0; y < round->cohort->youths.count; y++)
        check_youth(&room, expected, round, y);
    nw_choice_room_clear(&room);
    g_free(expected);
}

static void listed_choices_are_in_order(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 41);
    for (int run = 0; run < 150; run++) {
        GString *tables = nw_random_round(&random, (nw_test_size){8, 4, 7});
        nw_round *round = nw_test_round(tables->str), *trading;
        CU_ASSERT_EQUAL_FATAL(nw_round_trading(&trading, round), NEXTWORK_OK);
        check_round(round);
        check_round(trading);
        nw_round_unref(trading);
        nw_round_unref(round);
        g_string_free(tables, TRUE);
    }
}

/* B would be first of the equals by its id; by fit it is behind. */
static void equal_ranks_go_by_fit(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nY\ncompanies: company_id\nK\n"
                                    "posts: post_id,company_id,seats\nA,K,1\nB,K,1\nC,K,1\n"
                                    "wishes: youth_id,post_id,rank\nY,A,2\nY,B,1\nY,C,1\n"
                                    "fits: youth_id,post_id,fit\nY,A,9000\nY,B,5000\nY,C,6000\n");
    nw_choice_room room;
    CU_ASSERT_EQUAL_FATAL(nw_choice_room_new(&room, nw_most_choices(round->cohort, false)),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_listed_posts(&room, round, 0, SEED), 3);
    CU_ASSERT_EQUAL(room.posts[0], nw_test_post(round->cohort, "C"));
    CU_ASSERT_EQUAL(room.posts[1], nw_test_post(round->cohort, "B"));
    CU_ASSERT_EQUAL(room.posts[2], nw_test_post(round->cohort, "A"));
    nw_choice_room_clear(&room);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"listed choices are in the order of the preferences", listed_choices_are_in_order},
        {"equal ranks go by fit", equal_ranks_go_by_fit},
        {NULL, NULL},
    };
    return nw_run_cases("choices", cases);
}
