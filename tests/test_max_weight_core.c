/* The core of a market where most pairs are allowed: what is best in it is best of all. */
#include "base/memory.h"
#include "match/max_weight/core.h"
#include "runner.h"
#include "weight_market.h"

/* Whether a core came to an end; then its prices prove it. */
static bool solve_by_core(nw_weight_market *m)
{
    nw_weighing w = {.pairs = &m->pairs,
                     .seats = &m->seats,
                     .post_of = m->weighed.post_of,
                     .price = NW_NEW(int64_t, m->seats.posts),
                     .company_price = NW_NEW(int64_t, m->seats.companies)};
    bool done = false;
    CU_ASSERT_EQUAL_FATAL(nw_weighing_begin(&w), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_fit_table_make(&w.table, w.pairs, m->seats.posts), NEXTWORK_OK);
    CU_ASSERT_FATAL(w.table.rows != NULL);
    CU_ASSERT_EQUAL(nw_weigh_by_core(&done, &w), NEXTWORK_OK);
    CU_ASSERT(w.table.rows != NULL && w.pairs == &m->pairs);
    if (done)
        CU_ASSERT_EQUAL(nw_weight_worth(m, 0), nw_weight_bound_of_stage(m, &w));
    nw_weighing_clear(&w);
    nw_free(w.price);
    nw_free(w.company_price);
    return done;
}

static void a_core_has_what_is_best_of_all_pairs(void)
{
    static const nw_weight_shape shapes[] = {{150, 150, 150, 1, 1, 1, 1, false},
                                             {120, 160, 40, 1, 1, 1, 1, false},
                                             {180, 90, 30, 1, 1, 3, 1, false},
                                             {150, 60, 1, 1, 1, 4, 1, false}};
    nw_random random = nw_random_start(nw_test_seed(), 31);
    int32_t done = 0, count = 12 * NW_FIT_KINDS;
    for (int n = 0; n < count; n++) {
        nw_weight_market m;
        nw_weight_draw_most(&m, &random, &shapes[n % 4], (nw_weight_fit)(n % NW_FIT_KINDS));
        if (n % 3 == 0)
            nw_weight_draw_caps(&m, &random, (nw_weight_cap)(n / 3 % NW_CAP_ANYTHING));
        else
            for (int32_t c = 0; c < m.seats.companies; c++)
                m.company_seats[c] = 1000;
        done += solve_by_core(&m);
        nw_weight_clear(&m);
    }
    CU_ASSERT(done > count / 2 && done < count);
}

/* Where everybody likes every post as much, everybody is to have other ones. */
static void equals_are_spread(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 33);
    nw_weight_market m;
    nw_weight_draw_most(&m, &random, &(nw_weight_shape){200, 200, 1, 1, 1, 1, 1, false},
                        NW_ANY_FIT);
    for (int64_t i = 0; i < m.pairs.start[200]; i++)
        m.pairs.fit[i] = 5000;
    nw_fit_table table = {0};
    nw_core_rows rows;
    CU_ASSERT_EQUAL(nw_fit_table_make(&table, &m.pairs, 200), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_core_rows_make(&rows, &table), NEXTWORK_OK);
    int32_t times[200] = {0}, picked[16];
    for (int32_t y = 0; y < 200; y++) {
        (void)nw_core_look(&rows, y);
        int32_t n = nw_core_pick(picked, &rows, y, 8, -1);
        CU_ASSERT_EQUAL(n, 16);
        for (int32_t i = 0; i < n; i++)
            times[picked[i]]++;
    }
    for (int32_t p = 0; p < 200; p++)
        CU_ASSERT(times[p] > 0 && times[p] < 4 * 16);
    nw_core_rows_clear(&rows);
    nw_fit_table_clear(&table);
    nw_weight_clear(&m);
}

/* One youth who would pay most for every post says nothing of what the others would. */
static void a_core_does_not_go_by_one_youth(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 35);
    for (int n = 0; n < 8; n++) {
        nw_weight_market m;
        nw_weight_draw_most(&m, &random, &(nw_weight_shape){150, 150, 150, 1, 1, 1, 1, false},
                            NW_ONE_IS_BEST);
        CU_ASSERT(solve_by_core(&m));
        nw_weight_clear(&m);
    }
}

/* As large as it takes for a core to be worth while. */
static void where_there_are_most_pairs_all_are_proven(void)
{
    static const nw_weight_fit kinds[] = {NW_ANY_FIT, NW_POPULAR, NW_ONE_IS_BEST};
    nw_random random = nw_random_start(nw_test_seed(), 34);
    for (int n = 0; n < 3; n++) {
        nw_weight_market m;
        nw_weight_draw_most(&m, &random, &(nw_weight_shape){1600, 1600, 1600, 1, 1, 1, 1, false},
                            kinds[n]);
        nw_weight_solve(&m, n == 0);
        nw_weight_check_proof(&m, n == 0);
        nw_weight_clear(&m);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"a core has what is best of all pairs", a_core_has_what_is_best_of_all_pairs},
        {"equals are spread", equals_are_spread},
        {"a core does not go by one youth", a_core_does_not_go_by_one_youth},
        {"where there are most pairs all are proven", where_there_are_most_pairs_all_are_proven},
        {NULL, NULL},
    };
    return nw_run_cases("max_weight_core", cases);
}
