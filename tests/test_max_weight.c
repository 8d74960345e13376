/* The greatest total fit: brute force agrees, and the prices prove it. */
#include "base/memory.h"
#include "memory.h"
#include "runner.h"
#include "weight_market.h"

#include <string.h>

static int32_t below(nw_random *random, int32_t bound)
{
    return (int32_t)nw_random_below(random, (uint64_t)bound);
}

enum { TINY = 6 };

/* The greatest worth of all placings of youth y and those after it. */
static int64_t best_of_all(const nw_weight_market *m, int32_t y, int32_t *post_left,
                           int32_t *company_left, int64_t bonus)
{
    if (y == m->pairs.youths)
        return 0;
    int64_t most = best_of_all(m, y + 1, post_left, company_left, bonus);
    for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++) {
        int32_t p = m->pairs.post[i], c = m->post_company[p];
        if (post_left[p] == 0 || company_left[c] == 0)
            continue;
        post_left[p]--;
        company_left[c]--;
        int64_t with =
            m->pairs.fit[i] + bonus + best_of_all(m, y + 1, post_left, company_left, bonus);
        most = with > most ? with : most;
        post_left[p]++;
        company_left[c]++;
    }
    return most;
}

static void compare_with_all(bool most_placed, uint64_t stream)
{
    nw_random random = nw_random_start(nw_test_seed(), stream);
    for (int n = 0; n < 20000; n++) {
        nw_weight_market m;
        static const int32_t fits[] = {1, 2, 5, 10000};
        int32_t posts = 1 + below(&random, 4);
        nw_weight_draw(&m, &random,
                       &(nw_weight_shape){1 + below(&random, TINY), posts, 1 + below(&random, 3),
                                          posts, fits[below(&random, 4)], 3, n % 2 == 0 ? 4 : 1000,
                                          true});
        int32_t post_left[4], company_left[3];
        memcpy(post_left, m.post_seats, (size_t)m.seats.posts * sizeof *post_left);
        memcpy(company_left, m.company_seats, (size_t)m.seats.companies * sizeof *company_left);
        int64_t bonus = nw_placement_bonus(m.pairs.youths, most_placed);
        nw_weight_solve(&m, most_placed);
        CU_ASSERT_EQUAL(nw_weight_worth(&m, bonus),
                        best_of_all(&m, 0, post_left, company_left, bonus));
        nw_weight_check_proof(&m, most_placed);
        nw_weight_clear(&m);
    }
}

static void no_placing_has_more_fit(void)
{
    compare_with_all(false, 21);
}

static void nor_places_more_when_that_is_asked_for(void)
{
    compare_with_all(true, 22);
}

static void prices_prove_what_is_too_large_to_try(void)
{
    static const nw_weight_shape shapes[] = {
        {300, 60, 25, 20, 10000, 5, 9, false},      {300, 60, 25, 20, 3, 5, 9, false},
        {300, 300, 100, 8, 1, 1, 2, false},         {400, 20, 4, 20, 7, 30, 60, true},
        {300, 90, 30, 12, 100, 5, 6, true},         {200, 12, 1, 12, 10000, 60, 90, false},
        {300, 60, 60, 20, 10000, 9, 100000, false}, {300, 60, 60, 20, 3, 9, 100000, false},
        {300, 50, 50, 50, 40, 9, 100000, true},     {300, 300, 9, 8, 1, 1, 100000, false},
        {400, 12, 4, 12, 10000, 40, 100000, false}, {400, 60, 9, 9, 10000, 6, 100000, false},
        {300, 40, 9, 40, 10000, 9, 100000, true},   {200, 200, 9, 200, 50, 1, 100000, true},
        {400, 400, 9, 20, 25, 2, 100000, true},     {400, 150, 9, 30, 10000, 9, 100000, true},
        {600, 300, 9, 300, 5, 3, 100000, false},    {800, 150, 9, 150, 20, 9, 100000, false},
    };
    nw_random random = nw_random_start(nw_test_seed(), 23);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (int n = 0; n < 12; n++) {
            nw_weight_market m;
            nw_weight_draw(&m, &random, &shapes[i]);
            nw_weight_solve(&m, n % 2 == 1);
            nw_weight_check_proof(&m, n % 2 == 1);
            nw_weight_clear(&m);
        }
}

/* Most of a fit is the post's own. */
static void agree_on_posts(nw_weight_market *m)
{
    for (int64_t i = 0; i < m->pairs.start[m->pairs.youths]; i++)
        m->pairs.fit[i] = m->pairs.fit[i] / 4 + 75 * (m->pairs.post[i] % 100);
}

/* So many that a phase leaves some waiting while steps are long, among them about as many seats as
 * youths, fewer and more. */
static void many_youths_are_no_different(void)
{
    static const nw_weight_shape shapes[] = {
        {3000, 1000, 1000, 6, 10000, 5, 100000, false},
        {3000, 1000, 9, 6, 50, 4, 100000, false},
        {3000, 1000, 300, 6, 10000, 5, 9, true},
        {3000, 800, 800, 6, 9, 9, 100000, false},
        {200000, 80000, 80000, 3, 10000, 4, 100000, false},
    };
    nw_random random = nw_random_start(nw_test_seed(), 35);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (int n = 0; n < 8 && (n < 2 || shapes[i].youths < 10000); n++) {
            nw_weight_market m;
            nw_weight_draw(&m, &random, &shapes[i]);
            if (n % 2 == 0)
                agree_on_posts(&m);
            nw_weight_solve(&m, false);
            nw_weight_check_proof(&m, false);
            nw_weight_clear(&m);
        }
}

static void caps_of_all_kinds_are_proven(void)
{
    static const nw_weight_shape shapes[] = {
        {300, 75, 25, 20, 10000, 8, 1, false}, /* as many places as youths or fewer */
        {300, 75, 25, 20, 10, 8, 1, false},    /* and many ties */
        {300, 120, 40, 12, 10000, 8, 1, true}, /* more places */
        {300, 20, 5, 12, 500, 60, 1, true},    /* posts of many seats */
        {300, 90, 1, 20, 10000, 6, 1, false},  /* one company has all posts */
        {300, 90, 2, 20, 25, 5, 1, true},      /* two have */
        {200, 80, 1, 80, 20, 6, 1, false},     /* and most pairs are there */
        {300, 60, 60, 20, 10000, 12, 1, true}, /* about a company a post */
        {200, 80, 20, 80, 10000, 6, 1, false}, /* most pairs are there */
        {60, 300, 40, 60, 1, 1, 1, false},     /* everybody is worth as much everywhere */
    };
    nw_random random = nw_random_start(nw_test_seed(), 27);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (int n = 0; n < 6 * NW_CAPS; n++) {
            nw_weight_market m;
            nw_weight_draw(&m, &random, &shapes[i]);
            nw_weight_draw_caps(&m, &random, (nw_weight_cap)(n % NW_CAPS));
            nw_weight_solve(&m, n / NW_CAPS % 2 == 1);
            nw_weight_check_proof(&m, n / NW_CAPS % 2 == 1);
            nw_weight_clear(&m);
        }
}

/* What a plan of several periods asks for: fits of many periods in one. */
static void fits_may_be_far_above_a_fit(void)
{
    static const nw_weight_shape shapes[] = {{300, 40, 9, 40, 10000, 9, 100000, true},
                                             {200, 200, 9, 200, 50, 1, 100000, true},
                                             {300, 60, 60, 20, 10000, 9, 100000, false},
                                             {300, 60, 25, 20, 10000, 5, 9, false}};
    nw_random random = nw_random_start(nw_test_seed(), 24);
    for (int n = 0; n < 24; n++) {
        nw_weight_market m;
        nw_weight_draw(&m, &random, &shapes[n % 4]);
        for (int64_t i = 0; i < m.pairs.start[m.pairs.youths]; i++)
            m.pairs.fit[i] = m.pairs.fit[i] * (NW_MOST_WORTH / 10000 - 1) + below(&random, 7);
        nw_weight_solve(&m, false);
        nw_weight_check_proof(&m, false);
        nw_weight_clear(&m);
    }
}

static void nobody_and_nothing_is_fine(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 24);
    nw_weight_market m;
    nw_weight_draw(&m, &random, &(nw_weight_shape){0, 3, 2, 3, 5, 3, 4, true});
    nw_weight_solve(&m, true);
    CU_ASSERT_EQUAL(m.weighed.objective, 0);
    nw_weight_clear(&m);
    nw_weight_draw(&m, &random, &(nw_weight_shape){5, 0, 0, 0, 5, 3, 4, true});
    nw_weight_solve(&m, false);
    CU_ASSERT_EQUAL(m.weighed.objective, 0);
    nw_weight_clear(&m);
}

static void a_stopped_match_says_so(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 25);
    nw_weight_market m;
    nw_weight_draw(&m, &random, &(nw_weight_shape){300, 60, 25, 20, 3, 5, 9, false});
    nextwork_monitor *monitor;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    nextwork_monitor_cancel(monitor);
    CU_ASSERT_EQUAL(nw_max_weight(&m.weighed, &m.pairs, &m.seats, true, monitor),
                    NEXTWORK_ERROR_CANCELLED);
    nextwork_monitor_free(monitor);
    nw_weight_clear(&m);
}

static nextwork_status solve_once(void *context)
{
    nw_weight_market *m = context;
    return nw_max_weight(&m->weighed, &m->pairs, &m->seats, true, NULL);
}

static void survives_without_memory(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 28);
    nw_weight_market m;
    nw_weight_draw(&m, &random, &(nw_weight_shape){200, 80, 20, 80, 10000, 6, 1, false});
    nw_weight_draw_caps(&m, &random, NW_CAP_TWO_THIRDS);
    CU_ASSERT(nw_test_each_allocation(solve_once, &m) > 20);
    nw_weight_check_proof(&m, true);
    nw_weight_clear(&m);
}

int main(void)
{
    static const nw_case cases[] = {
        {"no placing has more fit", no_placing_has_more_fit},
        {"nor places more when that is asked for", nor_places_more_when_that_is_asked_for},
        {"prices prove what is too large to try", prices_prove_what_is_too_large_to_try},
        {"many youths are no different", many_youths_are_no_different},
        {"caps of all kinds are proven", caps_of_all_kinds_are_proven},
        {"fits may be far above a fit", fits_may_be_far_above_a_fit},
        {"nobody and nothing is fine", nobody_and_nothing_is_fine},
        {"a stopped match says so", a_stopped_match_says_so},
        {"running out of memory is a status", survives_without_memory},
        {NULL, NULL},
    };
    return nw_run_cases("max_weight", cases);
}
