/* The best sequence of a youth at given prices, held against every sequence there is, each fit and
 * each reason taken from a round with the sequence's earlier posts as rows of the placements table.
 */
#include "plan/sequence.h"

#include "base/memory.h"
#include "base/random.h"
#include "fit/fit.h"
#include "memory.h"
#include "plan/history.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <string.h>

enum { PERIODS = 3, MOST_POSTS = 8, MOST_YOUTHS = 3 };

/* A cohort, its rounds, and prices that bite. */
typedef struct {
    nw_cohort *cohort;
    nw_calendar calendar;
    nw_round *rounds[PERIODS];
    int32_t weight[PERIODS], fixed[PERIODS * MOST_YOUTHS];
    int64_t post_price[PERIODS * MOST_POSTS], company_price[PERIODS * MOST_POSTS];
    nw_sequence_choice choice;
} world;

static void draw_prices(world *w, nw_random *random)
{
    for (int i = 0; i < PERIODS * MOST_POSTS; i++) {
        bool scarce = nw_random_below(random, 2) == 0;
        w->post_price[i] = scarce ? (int64_t)nw_random_below(random, 40000000) : 0;
        w->company_price[i] = scarce ? (int64_t)nw_random_below(random, 20000000) : 0;
    }
}

static world *world_new(nw_random *random, int n)
{
    world *w = NW_NEW_ZERO(world, 1);
    w->cohort = nw_test_random_cohort(random, MOST_YOUTHS, 4, 2);
    CU_ASSERT_FATAL(w->cohort->posts.count <= MOST_POSTS);
    w->calendar = nw_calendar_of(NW_TEST_START, n % 2 ? 13 : 3, PERIODS);
    for (int32_t t = 0; t < PERIODS; t++) {
        CU_ASSERT_EQUAL_FATAL(nw_round_new(&w->rounds[t], w->cohort, w->calendar.period[t].start,
                                           w->calendar.period[t].weeks),
                              NEXTWORK_OK);
        w->weight[t] = n % 3 == 0 ? 10000 : 10000 - 900 * t;
    }
    for (int i = 0; i < PERIODS * MOST_YOUTHS; i++)
        w->fixed[i] = NW_FREE;
    draw_prices(w, random);
    w->choice = (nw_sequence_choice){.rounds = w->rounds,
                                     .periods = PERIODS,
                                     .weight = w->weight,
                                     .fixed = w->fixed,
                                     .extend = n % 4 != 0,
                                     .must_place = n % 5 == 0,
                                     .post_price = w->post_price,
                                     .company_price = w->company_price};
    return w;
}

static void world_free(world *w)
{
    for (int32_t t = 0; t < PERIODS; t++)
        nw_round_unref(w->rounds[t]);
    nw_cohort_unref(w->cohort);
    nw_free(w);
}

/* Every sequence of one youth. */
typedef struct {
    const world *w;
    int32_t youth;
    int32_t post_of[PERIODS * MOST_YOUTHS];
    const nw_sequence *other_than;
    int64_t best;
    int found;
} all_of_them;

static bool is_other(const all_of_them *a)
{
    for (int32_t t = 0; a->other_than != NULL && t < PERIODS; t++)
        if (a->post_of[t * MOST_YOUTHS + a->youth] != a->other_than->post[t])
            return true;
    return a->other_than == NULL;
}

static int64_t price_of(const world *w, int32_t t, int32_t post)
{
    if (w->choice.post_price == NULL)
        return 0;
    return w->post_price[t * w->cohort->posts.count + post] +
           w->company_price[t * w->cohort->companies.count + w->cohort->posts.company[post]];
}

/* A plan sends nobody to a company twice, even where the youth listed it. */
static bool was_there(const all_of_them *a, int32_t t, int32_t post)
{
    const int32_t *company = a->w->cohort->posts.company;
    for (int32_t before = 0; before < t; before++) {
        int32_t other = a->post_of[before * MOST_YOUTHS + a->youth];
        if (other >= 0 && company[other] == company[post])
            return true;
    }
    return false;
}

static void try_all(all_of_them *a, int32_t t, int64_t value, int32_t out)
{
    const world *w = a->w;
    if (t == PERIODS) {
        if (out > 1 && w->choice.must_place)
            value -= (out - 1) * NW_SAT_OUT_COST;
        a->found += is_other(a);
        if (is_other(a) && value > a->best)
            a->best = value;
        return;
    }
    int32_t *place = &a->post_of[t * MOST_YOUTHS + a->youth];
    int32_t fixed = w->fixed[t * MOST_YOUTHS + a->youth];
    *place = -1;
    if (fixed < 0)
        try_all(a, t + 1, value, out + 1);
    nw_round *round;
    CU_ASSERT_EQUAL_FATAL(nw_round_in_plan(&round, w->cohort, &w->calendar, a->post_of, t),
                          NEXTWORK_OK);
    for (int32_t p = 0; p < w->cohort->posts.count && fixed != NW_STAYS_OUT; p++) {
        nw_fit fit;
        nw_fit_pair(&fit, round, a->youth, p);
        bool listed = nw_wish_rank(w->cohort, a->youth, p) != NW_UNKNOWN;
        bool chosen = fixed == NW_FREE ? w->choice.extend || listed : fixed == p;
        if (!chosen || fit.reasons != 0 || was_there(a, t, p))
            continue;
        *place = p;
        try_all(a, t + 1, value + (int64_t)w->weight[t] * fit.fit - price_of(w, t, p), out);
    }
    *place = -1;
    nw_round_unref(round);
}

static all_of_them best_of_all(const world *w, int32_t youth, const nw_sequence *other_than)
{
    all_of_them a = {.w = w, .youth = youth, .other_than = other_than, .best = INT64_MIN};
    memset(a.post_of, -1, sizeof a.post_of);
    try_all(&a, 0, 0, 0);
    return a;
}

static void compare(const world *w, int32_t youth)
{
    nw_sequence_search *search;
    CU_ASSERT_EQUAL_FATAL(nw_sequence_search_new(&search, &w->choice), NEXTWORK_OK);
    nw_sequence best = nw_sequence_best(search, youth, NULL);
    CU_ASSERT_EQUAL(best.value, best_of_all(w, youth, NULL).best);
    all_of_them others = best_of_all(w, youth, &best);
    nw_sequence second = nw_sequence_best(search, youth, &best);
    if (others.found > 0)
        CU_ASSERT_EQUAL(second.value, others.best);
    nw_sequence_search_free(search);
}

static void no_sequence_is_better(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 72);
    for (int n = 0; n < 60; n++) {
        world *w = world_new(&random, n);
        for (int32_t y = 0; y < MOST_YOUTHS; y++)
            compare(w, y);
        world_free(w);
    }
}

static void without_prices_seats_cost_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 73);
    for (int n = 0; n < 20; n++) {
        world *w = world_new(&random, n);
        w->choice.post_price = w->choice.company_price = NULL;
        compare(w, 0);
        world_free(w);
    }
}

/* A period that is fixed is left alone; what would clash with it before it gives way. */
static void what_is_fixed_stays(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 74);
    for (int n = 0; n < 60; n++) {
        world *w = world_new(&random, n);
        int32_t t = (int32_t)nw_random_below(&random, PERIODS),
                post = n % 3 == 0 ? NW_STAYS_OUT : 0;
        for (int32_t p = 0; post == 0 && p < w->cohort->posts.count; p++)
            if (nw_pair_allowed(w->rounds[t], 1, p))
                post = p;
        if (post == 0 && !nw_pair_allowed(w->rounds[t], 1, 0))
            post = NW_FREE;
        w->fixed[t * MOST_YOUTHS + 1] = post;
        nw_sequence_search *search;
        CU_ASSERT_EQUAL_FATAL(nw_sequence_search_new(&search, &w->choice), NEXTWORK_OK);
        nw_sequence best = nw_sequence_best(search, 1, NULL);
        if (post != NW_FREE)
            CU_ASSERT_EQUAL(best.post[t], post == NW_STAYS_OUT ? -1 : post);
        CU_ASSERT_EQUAL(best.value, best_of_all(w, 1, NULL).best);
        nw_sequence_search_free(search);
        world_free(w);
    }
}

/* Of the posts that were not listed only the best in some period count. */
static void candidates_are_the_best_few(void)
{
    nw_round *round =
        nw_test_round("youths: youth_id,travel_max\nY,60\n"
                      "companies: company_id\nA\nB\nC\nD\n"
                      "posts: post_id,company_id,seats\nA,A,1\nB,B,1\nC,C,1\nD,D,1\n"
                      "wishes: youth_id,post_id,rank\nY,D,1\n"
                      "fits: youth_id,post_id,fit\nY,A,5000\nY,B,7000\nY,C,7000\nY,D,100\n");
    nw_round *rounds[2] = {round, NULL};
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&rounds[1], round->cohort, round->end, 13), NEXTWORK_OK);
    const int32_t weight[2] = {10000, 10000};
    const int64_t values[] = {14000, 7100, 14000, 14000}; /* with 0, 2, 3 and 4 candidates */
    const int32_t most[] = {0, 2, 3, 4};
    for (int i = 0; i < 4; i++) {
        nw_sequence_choice choice = {.rounds = rounds,
                                     .periods = 2,
                                     .weight = weight,
                                     .extend = true,
                                     .most_candidates = most[i]};
        nw_sequence_search *search;
        CU_ASSERT_EQUAL_FATAL(nw_sequence_search_new(&search, &choice), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nw_sequence_best(search, 0, NULL).value, values[i] * 10000);
        nw_sequence_search_free(search);
    }
    nw_round_unref(rounds[1]);
    nw_round_unref(round);
}

/* With as few steps as it takes it is the best; with fewer it says that it need not be. */
static void who_gives_up_says_so(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 76);
    for (int n = 0; n < 20; n++) {
        world *w = world_new(&random, n);
        nw_sequence_search *search;
        CU_ASSERT_EQUAL_FATAL(nw_sequence_search_new(&search, &w->choice), NEXTWORK_OK);
        nw_sequence best = nw_sequence_best(search, 0, NULL), found = {.given_up = true};
        CU_ASSERT(!best.given_up);
        for (w->choice.most_steps = 1; found.given_up; w->choice.most_steps++) {
            found = nw_sequence_best(search, 0, NULL);
            CU_ASSERT(found.value <= best.value);
        }
        CU_ASSERT_EQUAL(found.value, best.value);
        nw_sequence_search_free(search);
        world_free(w);
    }
}

static nextwork_status search_once(void *context)
{
    const world *w = context;
    nw_sequence_search *search;
    NW_TRY(nw_sequence_search_new(&search, &w->choice));
    nw_sequence_search_free(search);
    return NEXTWORK_OK;
}

static void out_of_memory_is_a_status(void)
{
    nw_random random = nw_random_start(1, 75);
    world *w = world_new(&random, 1);
    CU_ASSERT(nw_test_each_allocation(search_once, w) > 5);
    world_free(w);
}

int main(void)
{
    static const nw_case cases[] = {
        {"no sequence is better", no_sequence_is_better},
        {"without prices seats cost nothing", without_prices_seats_cost_nothing},
        {"what is fixed stays", what_is_fixed_stays},
        {"candidates are the best few", candidates_are_the_best_few},
        {"who gives up says so", who_gives_up_says_so},
        {"out of memory is a status", out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("sequence", cases);
}
