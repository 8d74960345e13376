/* What looks at whole rows by vectors: the same answers from every processor, and those of the
 * definition. */
#include "base/memory.h"
#include "base/random.h"
#include "match/max_weight/core.h"
#include "match/max_weight/offer.h"
#include "match/max_weight/reach.h"
#include "match/max_weight/shortlist.h"
#include "runner.h"
#include "weight_market.h"

#include <string.h>

static int32_t below(nw_random *random, int32_t bound)
{
    return (int32_t)nw_random_below(random, (uint64_t)bound);
}

/* The definition: the first of the best, and the best of the rest. */
static nw_offer find_offer_slowly(const int32_t *net, int64_t count)
{
    nw_offer offer = {INT32_MIN, INT32_MIN, 0};
    for (int32_t i = 0; i < count; i++)
        if (net[i] > offer.best)
            offer = (nw_offer){net[i], INT32_MIN, i};
    for (int32_t i = 0; i < count; i++)
        if (i != offer.at && net[i] > offer.second)
            offer.second = net[i];
    return offer;
}

static void expect_offer(nw_offer told, nw_offer wanted)
{
    CU_ASSERT_EQUAL(told.best, wanted.best);
    CU_ASSERT_EQUAL(told.second, wanted.second);
    CU_ASSERT_EQUAL(told.at, wanted.at);
}

/* Whoever is picked is better than whoever is not, and of each row there is a choice. */
static void expect_pick(const nw_core_rows *rows, int32_t youth, int32_t count, int32_t bar)
{
    const int16_t *fit = nw_row_of(rows->table, youth);
    int32_t posts = rows->table->posts, picked[64], good = 0, best = INT32_MIN;
    bool *in = NW_NEW_ZERO(bool, posts);
    int32_t looked = nw_core_look(rows, youth);
    int32_t n = nw_core_pick(picked, rows, youth, count, bar), least = INT32_MAX;
    CU_ASSERT(n <= 2 * count);
    for (int32_t i = 0; i < n; i++) {
        int32_t net = fit[picked[i]] - rows->price[picked[i]];
        CU_ASSERT(!in[picked[i]] && fit[picked[i]] != NW_NO_FIT && net > bar);
        in[picked[i]] = true;
        least = net < least ? net : least;
    }
    for (int32_t p = 0; p < posts; p++) {
        int32_t net = fit[p] - rows->price[p];
        best = net > best ? net : best;
        good += fit[p] != NW_NO_FIT && net > bar;
        CU_ASSERT(in[p] || fit[p] == NW_NO_FIT || net <= least);
    }
    CU_ASSERT_EQUAL(looked, best);
    CU_ASSERT(bar < 0 || n >= (good < count ? good : count));
    nw_free(in);
}

static void expect_two(const nw_core_rows *rows, int32_t youth)
{
    int32_t net[400], posts = rows->table->posts;
    const int16_t *fit = nw_row_of(rows->table, youth);
    for (int32_t p = 0; p < posts; p++)
        net[p] = fit[p] - rows->price[p];
    nw_core_two two = nw_core_look_for_two(rows, youth);
    expect_offer((nw_offer){two.best, two.second, two.post}, find_offer_slowly(net, posts));
}

static void the_best_of_a_row_are_picked(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 32);
    for (int n = 0; n < 60; n++) {
        nw_weight_market m;
        int32_t posts = 32 + below(&random, 300);
        nw_weight_draw_most(&m, &random, &(nw_weight_shape){12, posts, 1, 1, 1, 1, 1, false},
                            (nw_weight_fit)(n % NW_FIT_KINDS));
        nw_fit_table table = {0};
        nw_core_rows rows;
        CU_ASSERT_EQUAL(nw_fit_table_make(&table, &m.pairs, posts), NEXTWORK_OK);
        CU_ASSERT_EQUAL_FATAL(nw_core_rows_make(&rows, &table), NEXTWORK_OK);
        for (int32_t y = 0; y < 12; y++)
            expect_pick(&rows, y, 1 + below(&random, 20), INT16_MIN);
        for (int32_t p = 0; p < posts; p++)
            rows.price[p] = (int16_t)below(&random, 5000);
        for (int32_t y = 0; y < 12; y++)
            expect_pick(&rows, y, 1 + below(&random, 20), below(&random, 8000));
        for (int32_t y = 0; y < 12; y++)
            expect_two(&rows, y);
        nw_core_rows_clear(&rows);
        nw_fit_table_clear(&table);
        nw_weight_clear(&m);
    }
}

static void offers_are_the_same_on_every_processor(void)
{
    enum { ROW = 5 * NW_OFFER_LANES };
    nw_random random = nw_random_start(nw_test_seed(), 26);
    for (int n = 0; n < 20000; n++) {
        int32_t post[ROW], fit[ROW], price[ROW], net[ROW], scale = 1 + below(&random, 1000);
        int16_t wide[ROW];
        int32_t count = 1 + below(&random, ROW), fits = 1 + below(&random, 12);
        int32_t width = NW_OFFER_LANES * (1 + below(&random, ROW / NW_OFFER_LANES));
        for (int32_t i = 0; i < ROW; i++) {
            post[i] = below(&random, ROW);
            fit[i] = below(&random, fits) * 800;
            wide[i] = below(&random, 3) == 0 ? NW_NO_FIT : (int16_t)fit[i];
            price[i] = below(&random, 3) == 0 ? 1 << 30 : below(&random, fits) * 800 * scale;
        }
        for (int32_t i = 0; i < count; i++)
            net[i] = fit[i] * scale - price[post[i]];
        nw_offer wanted = find_offer_slowly(net, count);
        for (int path = 0; path < NW_OFFER_PATHS; path++) {
            const nw_offer_code *code = nw_offer_code_of((nw_offer_path)path);
            if (code != NULL)
                expect_offer(code->find(post, fit, count, price, scale), wanted);
        }
        for (int32_t i = 0; i < width; i++)
            net[i] = wide[i] * scale - price[i];
        wanted = find_offer_slowly(net, width);
        for (int path = 0; path < NW_OFFER_PATHS; path++) {
            const nw_offer_code *code = nw_offer_code_of((nw_offer_path)path);
            if (code != NULL)
                expect_offer(code->find_wide(wide, width, price, scale), wanted);
        }
    }
}

/* At the prices a list was made at it tells the first of the best; at higher ones the best two, or
 * that it cannot. */
static void a_shortlist_tells_the_best_while_prices_rise(void)
{
    enum { ROW = 60, POSTS = 70 };
    nw_random random = nw_random_start(nw_test_seed(), 27);
    int32_t certain = 0, uncertain = 0;
    for (int n = 0; n < 3000; n++) {
        int32_t post[ROW], fit[ROW], price[POSTS], net[ROW], scale = 1 + below(&random, 100);
        int32_t count = 1 + below(&random, ROW), fits = 1 + below(&random, 30);
        for (int32_t p = 0; p < POSTS; p++)
            price[p] = below(&random, 20) == 0 ? 1 << 30 : below(&random, fits) * 300 * scale;
        for (int32_t i = 0; i < count; i++) {
            post[i] = i == 0 ? below(&random, POSTS - ROW) : post[i - 1] + 1;
            fit[i] = below(&random, fits) * 300;
        }
        nw_shortlist list;
        nw_make_shortlist(&list, post, fit, count, price, scale);
        for (int turn = 0; turn < 20; turn++) {
            for (int32_t i = 0; i < count; i++)
                net[i] = fit[i] * scale - price[post[i]];
            nw_offer wanted = find_offer_slowly(net, count);
            nw_look look = nw_look_at(&list, price);
            if (nw_look_is_certain(look, &list)) {
                CU_ASSERT_EQUAL(look.best, wanted.best);
                CU_ASSERT(count == 1 || look.second == wanted.second);
                CU_ASSERT_EQUAL(list.worth[look.at] - price[list.post[look.at]], wanted.best);
                CU_ASSERT(turn > 0 || list.post[look.at] == post[wanted.at]);
                certain++;
            } else {
                CU_ASSERT(turn > 0);
                uncertain++;
            }
            price[post[wanted.at]] += price[post[wanted.at]] < 1 << 29 ? below(&random, 999) : 0;
        }
    }
    CU_ASSERT(certain > 0 && uncertain > 0);
}

typedef struct {
    int32_t distance[6 * NW_OFFER_LANES], from[6 * NW_OFFER_LANES];
    int32_t nodes[6 * NW_OFFER_LANES];
    uint32_t least, left;
    int32_t count;
} path_step;

static void draw_nodes(path_step *step, int32_t *price, int16_t *fit, nw_random *random)
{
    for (int32_t i = 0; i < 6 * NW_OFFER_LANES; i++) {
        int32_t fate = below(random, 6);
        step->distance[i] = fate == 0   ? NW_NOT_REACHED
                            : fate == 1 ? ~below(random, 9)
                                        : 9 + below(random, 9);
        step->from[i] = below(random, 100);
        fit[i] = below(random, 4) == 0 ? NW_NO_FIT : (int16_t)below(random, 9);
        price[i] = below(random, 4) == 0 ? 1 << 30 : below(random, 9);
    }
}

static void steps_of_paths_are_the_same_on_every_processor(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 32);
    for (int n = 0; n < 5000; n++) {
        path_step drawn, wanted = {0};
        int32_t price[6 * NW_OFFER_LANES];
        int16_t fit[6 * NW_OFFER_LANES];
        int64_t width = NW_OFFER_LANES * (1 + below(&random, 6));
        int32_t base = 9 + below(&random, 9);
        draw_nodes(&drawn, price, fit, &random);
        for (int path = 0; path < NW_REACH_PATHS; path++) {
            const nw_reach_code *code = nw_reach_code_of((nw_reach_path)path);
            path_step told = drawn;
            nw_reached reached = {told.distance, told.from, price, width};
            if (code == NULL)
                continue;
            told.least = code->reach(&reached, fit, base, 77);
            told.left = code->settle(told.nodes, &told.count, &reached, 9 + n % 9);
            if (path == NW_REACH_PORTABLE)
                wanted = told;
            CU_ASSERT_EQUAL(told.least, wanted.least);
            CU_ASSERT_EQUAL(told.left, wanted.left);
            CU_ASSERT_EQUAL_FATAL(told.count, wanted.count);
            CU_ASSERT(memcmp(told.nodes, wanted.nodes, (size_t)told.count * sizeof(int32_t)) == 0);
            CU_ASSERT(memcmp(told.distance, wanted.distance, sizeof told.distance) == 0);
            CU_ASSERT(memcmp(told.from, wanted.from, sizeof told.from) == 0);
        }
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"the best of a row are picked", the_best_of_a_row_are_picked},
        {"offers are the same on every processor", offers_are_the_same_on_every_processor},
        {"a shortlist tells the best while prices rise",
         a_shortlist_tells_the_best_while_prices_rise},
        {"steps of paths are the same on every processor",
         steps_of_paths_are_the_same_on_every_processor},
        {NULL, NULL},
    };
    return nw_run_cases("max_weight_rows", cases);
}
