/* The stages of the greatest total fit one by one: each does its part whatever the others left. */
#include "base/memory.h"
#include "match/max_weight/caps.h"
#include "match/max_weight/core.h"
#include "match/max_weight/guess.h"
#include "match/max_weight/offer.h"
#include "match/max_weight/state.h"
#include "runner.h"
#include "weight_market.h"

#include <string.h>

static int32_t below(nw_random *random, int32_t bound)
{
    return (int32_t)nw_random_below(random, (uint64_t)bound);
}

/* From an optimum: some youths are worth nothing any more, so that their seats are free and cost
 * something, and some wait anew. */
static void disturb(nw_weighing *w, const nw_weight_market *m, nw_random *random)
{
    const nw_weighed *optimum = &m->weighed;
    for (int32_t p = 0; p < m->seats.posts; p++)
        w->price[p] = optimum->post_price[p] + optimum->company_price[m->post_company[p]];
    for (int32_t c = 0; c < m->seats.companies; c++)
        w->company_price[c] = optimum->company_price[c];
    for (int32_t y = 0; y < m->pairs.youths; y++) {
        int32_t fate = below(random, 8);
        for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++)
            if (fate == 0)
                m->pairs.fit[i] = 0;
            else if (fate > 1 && m->pairs.post[i] == optimum->post_of[y])
                nw_put_in(w, y, m->pairs.post[i], m->pairs.fit[i]);
        if (fate == 1)
            w->waiting[w->n_waiting++] = y;
    }
}

static void mend(nw_weight_market *m, nw_random *random)
{
    int32_t *post_of = NW_NEW(int32_t, m->pairs.youths);
    int64_t *price = NW_NEW(int64_t, m->seats.posts);
    int64_t *company_price = NW_NEW(int64_t, m->seats.companies);
    nw_weighing w = {.pairs = &m->pairs,
                     .seats = &m->seats,
                     .post_of = post_of,
                     .price = price,
                     .company_price = company_price};
    CU_ASSERT_EQUAL_FATAL(nw_weighing_begin(&w), NEXTWORK_OK);
    disturb(&w, m, random);
    CU_ASSERT_EQUAL_FATAL(nw_fit_table_make(&w.table, w.pairs, w.seats->posts), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_weigh_by_paths(&w), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_weigh_by_returns(&w), NEXTWORK_OK);
    memcpy(m->weighed.post_of, post_of, (size_t)m->pairs.youths * sizeof *post_of);
    CU_ASSERT_EQUAL(nw_weight_worth(m, 0), nw_weight_bound_of_stage(m, &w));
    nw_weighing_clear(&w);
    nw_free(post_of);
    nw_free(price);
    nw_free(company_price);
}

static void what_bids_leave_over_is_mended(void)
{
    static const nw_weight_shape shapes[] = {{60, 15, 5, 12, 10000, 5, 1, false},
                                             {60, 40, 12, 8, 10, 2, 1, false},
                                             {60, 24, 1, 20, 10000, 4, 1, false},
                                             {60, 24, 20, 10, 100, 4, 1, false},
                                             {60, 36, 1, 36, 10000, 3, 1, false}};
    nw_random random = nw_random_start(nw_test_seed(), 29);
    for (int n = 0; n < 1000; n++) {
        nw_weight_market m;
        nw_weight_draw(&m, &random, &shapes[n % 5]);
        nw_weight_draw_caps(&m, &random, (nw_weight_cap)(n / 5 % NW_CAP_ANYTHING));
        if (n % 5 == 4)
            m.company_seats[0] = INT32_MAX;
        nw_weight_solve(&m, false);
        mend(&m, &random);
        nw_weight_clear(&m);
    }
}

enum { SCALE = 100, STEP = 37 };

/* An auction whose prices are those of an optimum, but some of its youths are worth nothing now. */
static void set_up(nw_auction *a, nw_weighing *w, nw_fit_table *table, nw_weight_market *m,
                   nw_random *random)
{
    const nw_weighed *optimum = &m->weighed;
    int32_t posts = m->seats.posts;
    const nw_offer_code *code = nw_best_offer_code();
    *a = (nw_auction){.w = w,
                      .find = code->find,
                      .find_wide = code->find_wide,
                      .table = table,
                      .scale = SCALE,
                      .step = STEP,
                      .posts = NW_NEW(nw_auction_post, posts),
                      .held = NW_NEW(uint64_t, w->holder_start[posts])};
    a->price = NW_NEW_ZERO(int32_t, posts + NW_OFFER_LANES);
    for (int32_t y = 0; y < m->pairs.youths; y++) {
        bool gone = below(random, 4) == 0;
        for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++) {
            m->pairs.fit[i] = gone ? 0 : m->pairs.fit[i];
            if (!gone && m->pairs.post[i] == optimum->post_of[y])
                nw_put_in(w, y, m->pairs.post[i], m->pairs.fit[i]);
        }
    }
    for (int32_t p = 0; p < posts; p++) {
        a->price[p] =
            (int32_t)(optimum->post_price[p] + optimum->company_price[m->post_company[p]]) * SCALE;
        a->posts[p] =
            (nw_auction_post){(int32_t)w->holder_start[p], w->post_placed[p], m->post_seats[p], -1};
        for (int32_t k = 0; k < w->post_placed[p]; k++)
            a->held[w->holder_start[p] + k] =
                (uint64_t)(uint32_t)a->price[p] << 32 | (uint32_t)w->holder[w->holder_start[p] + k];
    }
    CU_ASSERT_EQUAL_FATAL(nw_auction_make_caps(a), NEXTWORK_OK);
    for (int32_t c = 0; a->companies != NULL && c < m->seats.companies; c++)
        a->companies[c].price = (int32_t)optimum->company_price[c] * SCALE;
    nw_auction_begin_caps(a);
    CU_ASSERT_EQUAL_FATAL(nw_fit_table_make(table, &m->pairs, posts), NEXTWORK_OK);
}

static void expect_within_a_step(const nw_auction *a, const nw_weight_market *m)
{
    const nw_weighing *w = a->w;
    for (int32_t y = 0; y < m->pairs.youths; y++) {
        int32_t own = w->post_of[y], most = 0;
        int32_t has = own < 0 ? 0 : w->fit_of[y] * SCALE - a->price[own];
        for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++) {
            int32_t net = m->pairs.fit[i] * SCALE - a->price[m->pairs.post[i]];
            most = net > most ? net : most;
        }
        CU_ASSERT(most <= has + STEP);
    }
}

/* A free seat costs nothing, or is one that stays empty: its company has no place for one more. */
static void expect_no_priced_place(const nw_auction *a, const nw_weight_market *m)
{
    const nw_weighing *w = a->w;
    for (int32_t p = 0; p < m->seats.posts; p++) {
        int32_t c = m->post_company[p];
        CU_ASSERT(w->company_placed[c] <= m->company_seats[c]);
        CU_ASSERT(w->post_placed[p] <= m->post_seats[p]);
        if (nw_post_has_room(w, p) && a->price[p] > 0)
            CU_ASSERT(!nw_company_has_room(w, c) && a->companies != NULL &&
                      a->price[p] == a->companies[c].price);
    }
}

static void reverse(nw_weight_market *m, nw_random *random)
{
    nw_auction a;
    nw_fit_table table = {0};
    nw_weighing w = {.pairs = &m->pairs,
                     .seats = &m->seats,
                     .post_of = NW_NEW(int32_t, m->pairs.youths),
                     .price = NW_NEW(int64_t, m->seats.posts),
                     .company_price = NW_NEW(int64_t, m->seats.companies)};
    CU_ASSERT_EQUAL_FATAL(nw_weighing_begin(&w), NEXTWORK_OK);
    set_up(&a, &w, &table, m, random);
    CU_ASSERT_EQUAL(nw_auction_reverse(&a, 0), NEXTWORK_OK);
    expect_within_a_step(&a, m);
    expect_no_priced_place(&a, m);
    nw_weighing_clear(&w);
    nw_free(w.post_of);
    nw_free(w.price);
    nw_free(w.company_price);
    nw_free(a.price);
    nw_free(a.posts);
    nw_free(a.held);
    nw_free(a.companies);
    nw_free(a.rivals);
    nw_fit_table_clear(&table);
}

static void free_seats_find_youths_or_cost_nothing(void)
{
    static const nw_weight_shape shapes[] = {
        {300, 75, 25, 20, 10000, 8, 1, false},
        {300, 90, 1, 20, 10000, 6, 1, false}, /* of many posts */
        {300, 90, 1, 20, 10, 6, 1, false},
        {300, 90, 3, 20, 1000, 6, 1, false},
        {300, 80, 3, 80, 10000, 4, 1, false},
        {200, 80, 1, 80, 100, 5, 1, false}};
    nw_random random = nw_random_start(nw_test_seed(), 30);
    for (int n = 0; n < 300; n++) {
        nw_weight_market m;
        nw_weight_draw(&m, &random, &shapes[n % 6]);
        nw_weight_draw_caps(&m, &random, (nw_weight_cap)(n / 6 % NW_CAP_ANYTHING));
        nw_weight_solve(&m, false);
        reverse(&m, &random);
        nw_weight_clear(&m);
    }
}

/* With as many seats as youths and all of them taken, each lacks the last step at most. */
static void rough_prices_are_near_an_optimum(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 36);
    for (int n = 0; n < 8; n++) {
        nw_weight_market m;
        nw_weight_draw_most(&m, &random, &(nw_weight_shape){120, 120, 1, 1, 1, 1, 1, false},
                            n % 2 == 0 ? NW_ANY_FIT : NW_POPULAR);
        m.company_seats[0] = 1000;
        nw_weighing w = {.pairs = &m.pairs,
                         .seats = &m.seats,
                         .post_of = m.weighed.post_of,
                         .price = m.weighed.post_price,
                         .company_price = m.weighed.company_price};
        nw_core_rows rows;
        CU_ASSERT_EQUAL_FATAL(nw_weighing_begin(&w), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nw_fit_table_make(&w.table, w.pairs, m.seats.posts), NEXTWORK_OK);
        CU_ASSERT_EQUAL_FATAL(nw_core_rows_make(&rows, &w.table), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nw_core_price_roughly(&rows, &w), NEXTWORK_OK);
        for (int32_t p = 0; p < m.seats.posts; p++)
            w.price[p] = rows.price[p];
        int64_t bound = nw_weight_bound_of_stage(&m, &w);
        nw_core_rows_clear(&rows);
        nw_weighing_clear(&w);
        nw_weight_solve(&m, false);
        CU_ASSERT(bound >= m.weighed.objective && bound <= m.weighed.objective + 120 * 4);
        nw_weight_clear(&m);
    }
}

/* Nobody is placed, nothing costs anything and everybody waits: prices are fair. */
static nw_weighing begin_with_nothing(nw_weight_market *m)
{
    int32_t youths = m->pairs.youths, posts = m->seats.posts;
    nw_weighing w = {.pairs = &m->pairs,
                     .seats = &m->seats,
                     .post_of = m->weighed.post_of,
                     .price = m->weighed.post_price,
                     .company_price = m->weighed.company_price,
                     .fit_of = NW_NEW_ZERO(int32_t, youths),
                     .slot = NW_NEW(int32_t, youths),
                     .waiting = NW_NEW(int32_t, youths),
                     .n_waiting = youths,
                     .post_placed = NW_NEW_ZERO(int32_t, posts),
                     .company_placed = NW_NEW_ZERO(int32_t, m->seats.companies),
                     .holder_start = NW_NEW_ZERO(int64_t, (int64_t)posts + 1)};
    for (int32_t y = 0; y < youths; y++) {
        w.waiting[y] = y;
        w.post_of[y] = -1;
    }
    for (int32_t p = 0; p < posts; p++) {
        w.price[p] = 0;
        w.holder_start[p + 1] = w.holder_start[p] + m->post_seats[p];
    }
    for (int32_t c = 0; c < m->seats.companies; c++)
        m->weighed.company_price[c] = 0;
    w.holder = NW_NEW(int32_t, w.holder_start[posts]);
    return w;
}

static void end_of_weighing(nw_weighing *w)
{
    nw_fit_table_clear(&w->table);
    nw_free(w->fit_of);
    nw_free(w->slot);
    nw_free(w->waiting);
    nw_free(w->post_placed);
    nw_free(w->company_placed);
    nw_free(w->holder_start);
    nw_free(w->holder);
}

static void expect_optimum(nw_weight_market *m, const nw_weighing *w)
{
    for (int32_t y = 0; y < m->pairs.youths; y++)
        m->weighed.youth_price[y] = w->post_of[y] < 0 ? 0 : w->fit_of[y] - w->price[w->post_of[y]];
    CU_ASSERT_EQUAL(nw_weight_worth(m, 0), nw_weight_bound(m, 0));
}

static void forests_need_nothing_before_them(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 28);
    for (int n = 0; n < 200; n++) {
        nw_weight_market m;
        int32_t posts = 1 + below(&random, 30);
        nw_weight_draw(&m, &random,
                       &(nw_weight_shape){1 + below(&random, 60), posts, 1, posts,
                                          1 + below(&random, 12), 3, 4, false});
        m.company_seats[0] = INT32_MAX;
        nw_weighing w = begin_with_nothing(&m);
        CU_ASSERT_EQUAL(nw_weigh_by_forests(&w), NEXTWORK_OK);
        expect_optimum(&m, &w);
        end_of_weighing(&w);
        nw_weight_clear(&m);
    }
}

/* Without caps, with a table if by chance there are enough pairs. */
static bool draw_table(nw_weight_market *m, nw_weighing *w, nw_random *random)
{
    static const int32_t fits[] = {1, 2, 12, 10000};
    int32_t posts = 32 + below(random, 30);
    nw_weight_draw(m, random,
                   &(nw_weight_shape){1 + below(random, 90), posts, 1, posts,
                                      fits[below(random, 4)], 3, 4, false});
    m->company_seats[0] = INT32_MAX;
    *w = begin_with_nothing(m);
    CU_ASSERT_EQUAL(nw_fit_table_make(&w->table, &m->pairs, posts), NEXTWORK_OK);
    return w->table.rows != NULL;
}

/* From no prices all who wait find their way. */
static void paths_in_tables_need_nothing_before_them(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 30);
    int32_t tables = 0;
    for (int n = 0; n < 300; n++) {
        nw_weight_market m;
        nw_weighing w;
        bool drawn = draw_table(&m, &w, &random);
        if (drawn) {
            CU_ASSERT_EQUAL(nw_weigh_wide_paths(&w), NEXTWORK_OK);
            expect_optimum(&m, &w);
        }
        tables += drawn;
        end_of_weighing(&w);
        nw_weight_clear(&m);
    }
    CU_ASSERT(tables > 50);
}

/* From prices that nobody pays all seats find theirs. */
static void returns_in_tables_need_nothing_before_them(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 31);
    int32_t tables = 0;
    for (int n = 0; n < 300; n++) {
        nw_weight_market m;
        nw_weighing w;
        bool drawn = draw_table(&m, &w, &random);
        w.n_waiting = 0;
        for (int32_t p = 0; p < m.seats.posts; p++)
            w.price[p] = 10000 + below(&random, 2);
        if (drawn) {
            CU_ASSERT_EQUAL(nw_weigh_wide_returns(&w), NEXTWORK_OK);
            expect_optimum(&m, &w);
        }
        tables += drawn;
        end_of_weighing(&w);
        nw_weight_clear(&m);
    }
    CU_ASSERT(tables > 50);
}

/* Every youth may go everywhere, and thinks of a post as all do. */
static void think_alike(nw_weight_market *m, nw_random *random)
{
    int32_t posts = m->seats.posts;
    for (int32_t y = 0; y <= m->pairs.youths; y++)
        m->pairs.start[y] = (int64_t)y * posts;
    for (int32_t p = 0; p < posts; p++) {
        int32_t fit = below(random, 40) * 250;
        for (int32_t y = 0; y < m->pairs.youths; y++) {
            m->pairs.post[(int64_t)y * posts + p] = p;
            m->pairs.fit[(int64_t)y * posts + p] = fit;
        }
    }
}

/* Gives the bound that the prices prove. */
static int64_t bound_of_prices(const nw_weight_market *m, const int32_t *price)
{
    int64_t sum = 0;
    for (int32_t y = 0; y < m->pairs.youths; y++) {
        int32_t most = 0;
        for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++) {
            int32_t net = m->pairs.fit[i] - price[m->pairs.post[i]];
            most = net > most ? net : most;
        }
        sum += most;
    }
    for (int32_t p = 0; p < m->seats.posts; p++)
        sum += (int64_t)price[p] * m->post_seats[p];
    return sum;
}

static void a_guess_is_right_where_all_think_alike(void)
{
    enum { POSTS = 64 };
    nw_random random = nw_random_start(nw_test_seed(), 34);
    for (int n = 0; n < 200; n++) {
        nw_weight_market m;
        int32_t posts = 32 + below(&random, POSTS - 32), price[POSTS] = {0}, spread;
        nw_weight_draw(
            &m, &random,
            &(nw_weight_shape){1 + below(&random, 300), posts, 1, posts, 1, 5, 4, false});
        m.company_seats[0] = INT32_MAX;
        think_alike(&m, &random);
        nw_weighing w = begin_with_nothing(&m);
        if (n % 2 == 0)
            CU_ASSERT_EQUAL_FATAL(nw_fit_table_make(&w.table, &m.pairs, posts), NEXTWORK_OK);
        nw_auction a = {.w = &w,
                        .table = &w.table,
                        .find = nw_best_offer_code()->find,
                        .find_wide = nw_best_offer_code()->find_wide,
                        .price = price};
        int64_t before = bound_of_prices(&m, price);
        CU_ASSERT_EQUAL_FATAL(nw_auction_guess(&a, &spread), NEXTWORK_OK);
        int64_t after = bound_of_prices(&m, price);
        CU_ASSERT_EQUAL(spread >= 0, after < before);
        CU_ASSERT_EQUAL_FATAL(nw_auction_guess(&a, &spread), NEXTWORK_OK);
        CU_ASSERT_EQUAL(spread, -1); /* it is no better than itself */
        nw_weight_solve(&m, false);
        CU_ASSERT_EQUAL(m.weighed.objective, after);
        end_of_weighing(&w);
        nw_weight_clear(&m);
    }
}

/* More posts than groups of them, and fewer: each post's pairs, in the order of youths. */
static void pairs_by_post_are_those_by_youth(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 34);
    for (int n = 0; n < 60; n++) {
        nw_weight_market m;
        int32_t posts = 1 + below(&random, n % 2 == 0 ? 900 : 9);
        int32_t row = posts < 12 ? posts : 12;
        nw_weight_draw(&m, &random,
                       &(nw_weight_shape){below(&random, 300), posts, 1, row, 10000, 3, 4, false});
        nw_weighing w = {.pairs = &m.pairs, .seats = &m.seats};
        CU_ASSERT_EQUAL_FATAL(nw_weigh_columns(&w), NEXTWORK_OK);
        int64_t *next = NW_NEW(int64_t, posts);
        memcpy(next, w.wanted_start, (size_t)posts * sizeof *next);
        for (int32_t y = 0; y < m.pairs.youths; y++)
            for (int64_t i = m.pairs.start[y]; i < m.pairs.start[y + 1]; i++) {
                int64_t at = next[m.pairs.post[i]]++;
                CU_ASSERT(w.wanted_youth[at] == y && w.wanted_fit[at] == m.pairs.fit[i]);
            }
        CU_ASSERT_EQUAL(w.wanted_start[0], 0);
        for (int32_t p = 0; p < posts; p++)
            CU_ASSERT_EQUAL(next[p], w.wanted_start[p + 1]);
        nw_free(next);
        nw_weighing_clear(&w);
        nw_weight_clear(&m);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"what bids leave over is mended", what_bids_leave_over_is_mended},
        {"free seats find youths or cost nothing", free_seats_find_youths_or_cost_nothing},
        {"rough prices are near an optimum", rough_prices_are_near_an_optimum},
        {"forests need nothing before them", forests_need_nothing_before_them},
        {"paths in tables need nothing before them", paths_in_tables_need_nothing_before_them},
        {"returns in tables need nothing before them", returns_in_tables_need_nothing_before_them},
        {"a guess is right where all think alike", a_guess_is_right_where_all_think_alike},
        {"pairs by post are those by youth", pairs_by_post_are_those_by_youth},
        {NULL, NULL},
    };
    return nw_run_cases("max_weight_stages", cases);
}
