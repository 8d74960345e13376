/* The greatest total fit: brute force agrees, and the prices prove it. */
#include "match/max_weight.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/max_weight_caps.h"
#include "match/max_weight_core.h"
#include "match/max_weight_guess.h"
#include "match/max_weight_offer.h"
#include "match/max_weight_reach.h"
#include "match/max_weight_shortlist.h"
#include "match/max_weight_state.h"
#include "memory.h"
#include "runner.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    int32_t youths, posts, companies;
    int32_t row;   /* pairs a youth, at most */
    int32_t fits;  /* different fits: few make many ties */
    int32_t seats; /* of a post, at most */
    int32_t caps;  /* of a company, at most */
    bool closed;   /* whether posts and companies may take nobody */
} shape;

typedef struct {
    nw_pairs pairs;
    nw_seats seats;
    int32_t *post_seats, *post_company, *company_seats;
    nw_weighed weighed;
} market;

static int32_t below(nw_random *random, int32_t bound)
{
    return (int32_t)nw_random_below(random, (uint64_t)bound);
}

static void draw_pairs(market *m, nw_random *random, const shape *s)
{
    nw_pairs *pairs = &m->pairs;
    pairs->youths = s->youths;
    pairs->start = NW_NEW(int64_t, s->youths + 1);
    pairs->post = NW_NEW(int32_t, (int64_t)s->youths * s->row);
    pairs->fit = NW_NEW(int32_t, (int64_t)s->youths * s->row);
    int32_t *posts = NW_NEW(int32_t, s->posts);
    for (int32_t p = 0; p < s->posts; p++)
        posts[p] = p;
    pairs->start[0] = 0;
    for (int32_t y = 0; y < s->youths; y++) {
        int64_t at = pairs->start[y];
        for (int32_t i = below(random, s->row + 1); i > 0; i--) {
            int32_t pick = below(random, i) + s->posts - i, post = posts[pick];
            posts[pick] = posts[s->posts - i];
            posts[s->posts - i] = post;
            pairs->post[at] = post;
            pairs->fit[at++] = 10000 / s->fits * below(random, s->fits + 1);
        }
        pairs->start[y + 1] = at;
    }
    nw_free(posts);
}

static void draw(market *m, nw_random *random, const shape *s)
{
    *m = (market){.post_seats = NW_NEW(int32_t, s->posts),
                  .post_company = NW_NEW(int32_t, s->posts),
                  .company_seats = NW_NEW(int32_t, s->companies)};
    draw_pairs(m, random, s);
    for (int32_t p = 0; p < s->posts; p++) {
        m->post_seats[p] = below(random, s->seats) + (s->closed ? below(random, 2) : 1);
        m->post_company[p] = below(random, s->companies);
    }
    for (int32_t c = 0; c < s->companies; c++)
        m->company_seats[c] = below(random, 3) == 0
                                  ? INT32_MAX
                                  : below(random, s->caps) + (s->closed ? below(random, 2) : 1);
    m->seats = (nw_seats){s->posts, s->companies, m->post_seats, m->post_company, m->company_seats};
    m->weighed = (nw_weighed){.post_of = NW_NEW(int32_t, s->youths),
                              .youth_price = NW_NEW(int64_t, s->youths),
                              .post_price = NW_NEW(int64_t, s->posts),
                              .company_price = NW_NEW(int64_t, s->companies)};
}

static void clear(market *m)
{
    nw_free(m->pairs.start);
    nw_free(m->pairs.post);
    nw_free(m->pairs.fit);
    nw_free(m->post_seats);
    nw_free(m->post_company);
    nw_free(m->company_seats);
    nw_free(m->weighed.post_of);
    nw_free(m->weighed.youth_price);
    nw_free(m->weighed.post_price);
    nw_free(m->weighed.company_price);
}

/* What the placing is worth, -1 when it breaks a rule. */
static int64_t worth(const market *m, int64_t bonus)
{
    int32_t *at_post = NW_NEW_ZERO(int32_t, m->seats.posts);
    int32_t *at_company = NW_NEW_ZERO(int32_t, m->seats.companies);
    int64_t sum = 0;
    for (int32_t y = 0; y < m->pairs.youths && sum >= 0; y++) {
        int32_t p = m->weighed.post_of[y];
        if (p < 0)
            continue;
        int64_t i = m->pairs.start[y];
        while (i < m->pairs.start[y + 1] && m->pairs.post[i] != p)
            i++;
        int32_t c = m->post_company[p];
        bool good = i < m->pairs.start[y + 1] && ++at_post[p] <= m->post_seats[p] &&
                    ++at_company[c] <= m->company_seats[c];
        sum = good ? sum + m->pairs.fit[i] + bonus : -1;
    }
    nw_free(at_post);
    nw_free(at_company);
    return sum;
}

/* What the prices say that no placing can be worth more than, from the definition. */
static int64_t bound(const market *m, int64_t bonus)
{
    const nw_weighed *w = &m->weighed;
    int64_t sum = 0;
    for (int32_t y = 0; y < m->pairs.youths; y++) {
        int64_t most = 0;
        for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++) {
            int32_t p = m->pairs.post[i];
            int64_t net =
                m->pairs.fit[i] + bonus - w->post_price[p] - w->company_price[m->post_company[p]];
            most = net > most ? net : most;
        }
        CU_ASSERT_EQUAL(w->youth_price[y], most);
        sum += most;
    }
    for (int32_t p = 0; p < m->seats.posts; p++) {
        CU_ASSERT(w->post_price[p] >= 0);
        sum += w->post_price[p] * m->post_seats[p];
    }
    for (int32_t c = 0; c < m->seats.companies; c++) {
        CU_ASSERT(w->company_price[c] >= 0);
        CU_ASSERT(w->company_price[c] == 0 || m->company_seats[c] < INT32_MAX);
        sum += w->company_price[c] > 0 ? w->company_price[c] * m->company_seats[c] : 0;
    }
    return sum;
}

static void solve(market *m, bool most_placed)
{
    CU_ASSERT_EQUAL_FATAL(nw_max_weight(&m->weighed, &m->pairs, &m->seats, most_placed, NULL),
                          NEXTWORK_OK);
}

static void check_proof(const market *m, bool most_placed)
{
    int64_t bonus = nw_placement_bonus(m->pairs.youths, most_placed);
    CU_ASSERT_EQUAL(worth(m, bonus), bound(m, bonus));
    CU_ASSERT_EQUAL(worth(m, 0), m->weighed.objective);
}

enum { TINY = 6 };

/* The greatest worth of all placings of youth y and those after it. */
static int64_t best_of_all(const market *m, int32_t y, int32_t *post_left, int32_t *company_left,
                           int64_t bonus)
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
        market m;
        static const int32_t fits[] = {1, 2, 5, 10000};
        int32_t posts = 1 + below(&random, 4);
        draw(&m, &random,
             &(shape){1 + below(&random, TINY), posts, 1 + below(&random, 3), posts,
                      fits[below(&random, 4)], 3, n % 2 == 0 ? 4 : 1000, true});
        int32_t post_left[4], company_left[3];
        memcpy(post_left, m.post_seats, (size_t)m.seats.posts * sizeof *post_left);
        memcpy(company_left, m.company_seats, (size_t)m.seats.companies * sizeof *company_left);
        int64_t bonus = nw_placement_bonus(m.pairs.youths, most_placed);
        solve(&m, most_placed);
        CU_ASSERT_EQUAL(worth(&m, bonus), best_of_all(&m, 0, post_left, company_left, bonus));
        check_proof(&m, most_placed);
        clear(&m);
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
    static const shape shapes[] = {
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
            market m;
            draw(&m, &random, &shapes[i]);
            solve(&m, n % 2 == 1);
            check_proof(&m, n % 2 == 1);
            clear(&m);
        }
}

/* So many that a phase leaves some waiting while steps are long, among them about as many seats as
 * youths, fewer and more. */
static void many_youths_are_no_different(void)
{
    static const shape shapes[] = {
        {3000, 1000, 1000, 6, 10000, 5, 100000, false}, {3000, 1000, 9, 6, 50, 4, 100000, false},
        {3000, 1000, 300, 6, 10000, 5, 9, true},        {3000, 800, 800, 6, 9, 9, 100000, false},
        {200000, 80000, 80000, 3, 10000, 4, 9, false},
    };
    nw_random random = nw_random_start(nw_test_seed(), 35);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (int n = 0; n < 8 && (n == 0 || shapes[i].youths < 10000); n++) {
            market m;
            draw(&m, &random, &shapes[i]);
            solve(&m, false);
            check_proof(&m, false);
            clear(&m);
        }
}

/* What a company may take of `seats` that its posts have. */
typedef enum { ONE, TWO_THIRDS, ALL_BUT_ONE, ANYTHING, CAPS } cap;

static int32_t cap_of(cap kind, int32_t seats, nw_random *random)
{
    switch (kind) {
    case ONE:
        return 1;
    case TWO_THIRDS:
        return (2 * seats + 2) / 3;
    case ALL_BUT_ONE:
        return seats > 1 ? seats - 1 : 1;
    default:
        return below(random, seats + 2);
    }
}

static void draw_caps(market *m, nw_random *random, cap kind)
{
    for (int32_t c = 0; c < m->seats.companies; c++) {
        int32_t seats = 0;
        for (int32_t p = 0; p < m->seats.posts; p++)
            seats += m->post_company[p] == c ? m->post_seats[p] : 0;
        m->company_seats[c] = cap_of(kind, seats, random);
    }
}

static void caps_of_all_kinds_are_proven(void)
{
    static const shape shapes[] = {
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
        for (int n = 0; n < 6 * CAPS; n++) {
            market m;
            draw(&m, &random, &shapes[i]);
            draw_caps(&m, &random, (cap)(n % CAPS));
            solve(&m, n / CAPS % 2 == 1);
            check_proof(&m, n / CAPS % 2 == 1);
            clear(&m);
        }
}

/* --- What bids leave over ---------------------------------------------------------------------
 */

/* From an optimum: some youths are worth nothing any more, so that their seats are free and cost
 * something, and some wait anew. */
static void disturb(nw_weighing *w, const market *m, nw_random *random)
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

/* Of seats in all, from the definition. */
static int64_t bound_of(const market *m, const nw_weighing *w)
{
    int64_t sum = 0;
    for (int32_t y = 0; y < m->pairs.youths; y++) {
        int64_t most = 0;
        for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++) {
            int64_t net = m->pairs.fit[i] - w->price[m->pairs.post[i]];
            most = net > most ? net : most;
        }
        sum += most;
    }
    for (int32_t p = 0; p < m->seats.posts; p++) {
        int64_t own = w->price[p] - w->company_price[m->post_company[p]];
        CU_ASSERT(own >= 0);
        sum += own * m->post_seats[p];
    }
    for (int32_t c = 0; c < m->seats.companies; c++)
        sum += w->company_price[c] * m->company_seats[c];
    return sum;
}

static void mend(market *m, nw_random *random)
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
    CU_ASSERT_EQUAL(worth(m, 0), bound_of(m, &w));
    nw_weighing_clear(&w);
    nw_free(post_of);
    nw_free(price);
    nw_free(company_price);
}

static void what_bids_leave_over_is_mended(void)
{
    static const shape shapes[] = {{60, 15, 5, 12, 10000, 5, 1, false},
                                   {60, 40, 12, 8, 10, 2, 1, false},
                                   {60, 24, 1, 20, 10000, 4, 1, false},
                                   {60, 24, 20, 10, 100, 4, 1, false},
                                   {60, 36, 1, 36, 10000, 3, 1, false}};
    nw_random random = nw_random_start(nw_test_seed(), 29);
    for (int n = 0; n < 1000; n++) {
        market m;
        draw(&m, &random, &shapes[n % 5]);
        draw_caps(&m, &random, (cap)(n / 5 % ANYTHING));
        if (n % 5 == 4)
            m.company_seats[0] = INT32_MAX;
        solve(&m, false);
        mend(&m, &random);
        clear(&m);
    }
}

/* --- Free seats that have a price --------------------------------------------------------------
 */

enum { SCALE = 100, STEP = 37 };

/* An auction whose prices are those of an optimum, but some of its youths are worth nothing now. */
static void set_up(nw_auction *a, nw_weighing *w, nw_fit_table *table, market *m, nw_random *random)
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

static void expect_within_a_step(const nw_auction *a, const market *m)
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
static void expect_no_priced_place(const nw_auction *a, const market *m)
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

static void reverse(market *m, nw_random *random)
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
    CU_ASSERT_EQUAL(nw_auction_reverse(&a), NEXTWORK_OK);
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
    static const shape shapes[] = {{300, 75, 25, 20, 10000, 8, 1, false},
                                   {300, 90, 1, 20, 10000, 6, 1, false}, /* of many posts */
                                   {300, 90, 1, 20, 10, 6, 1, false},
                                   {300, 90, 3, 20, 1000, 6, 1, false},
                                   {300, 80, 3, 80, 10000, 4, 1, false},
                                   {200, 80, 1, 80, 100, 5, 1, false}};
    nw_random random = nw_random_start(nw_test_seed(), 30);
    for (int n = 0; n < 300; n++) {
        market m;
        draw(&m, &random, &shapes[n % 6]);
        draw_caps(&m, &random, (cap)(n / 6 % ANYTHING));
        solve(&m, false);
        reverse(&m, &random);
        clear(&m);
    }
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

/* --- The core of many pairs ------------------------------------------------------------------- */

typedef enum { ANY_FIT, POPULAR, NEAR, PRODUCT, FEW_FITS, ONE_IS_BEST, FIT_KINDS } fit_kind;

static int32_t fit_of_kind(fit_kind kind, int32_t youth, int32_t post, nw_random *random)
{
    switch (kind) {
    case ANY_FIT:
        return below(random, 10001);
    case POPULAR:
        return post * 997 % 7000 + below(random, 3001);
    case NEAR:
        return 10000 - 20 * (youth > post ? youth - post : post - youth);
    case ONE_IS_BEST:
        return youth == 0 ? 10000 : fit_of_kind(POPULAR, youth, post, random);
    case PRODUCT:
        return (1 + youth * 37 % 100) * (1 + post * 53 % 100);
    default:
        return 1000 * below(random, 3);
    }
}

/* Nearly every pair, in no order. */
static void draw_most(market *m, nw_random *random, const shape *s, fit_kind kind)
{
    draw(m, random, s);
    nw_free(m->pairs.post);
    nw_free(m->pairs.fit);
    m->pairs.post = NW_NEW(int32_t, (int64_t)s->youths * s->posts);
    m->pairs.fit = NW_NEW(int32_t, (int64_t)s->youths * s->posts);
    int64_t at = 0;
    for (int32_t y = 0; y < s->youths; y++) {
        m->pairs.start[y] = at;
        for (int32_t k = 0; k < s->posts; k++) {
            int32_t post = (k + y) % s->posts;
            if (below(random, 10) == 0)
                continue;
            m->pairs.post[at] = post;
            m->pairs.fit[at++] = fit_of_kind(kind, y, post, random);
        }
    }
    m->pairs.start[s->youths] = at;
}

/* Whether a core came to an end; then its prices prove it. */
static bool solve_by_core(market *m)
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
        CU_ASSERT_EQUAL(worth(m, 0), bound_of(m, &w));
    nw_weighing_clear(&w);
    nw_free(w.price);
    nw_free(w.company_price);
    return done;
}

static void a_core_has_what_is_best_of_all_pairs(void)
{
    static const shape shapes[] = {{150, 150, 150, 1, 1, 1, 1, false},
                                   {120, 160, 40, 1, 1, 1, 1, false},
                                   {180, 90, 30, 1, 1, 3, 1, false},
                                   {150, 60, 1, 1, 1, 4, 1, false}};
    nw_random random = nw_random_start(nw_test_seed(), 31);
    int32_t done = 0, count = 12 * FIT_KINDS;
    for (int n = 0; n < count; n++) {
        market m;
        draw_most(&m, &random, &shapes[n % 4], (fit_kind)(n % FIT_KINDS));
        if (n % 3 == 0)
            draw_caps(&m, &random, (cap)(n / 3 % ANYTHING));
        else
            for (int32_t c = 0; c < m.seats.companies; c++)
                m.company_seats[c] = 1000;
        done += solve_by_core(&m);
        clear(&m);
    }
    CU_ASSERT(done > count / 2 && done < count);
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
        market m;
        int32_t posts = 32 + below(&random, 300);
        draw_most(&m, &random, &(shape){12, posts, 1, 1, 1, 1, 1, false},
                  (fit_kind)(n % FIT_KINDS));
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
        clear(&m);
    }
}

/* Where everybody likes every post as much, everybody is to have other ones. */
static void equals_are_spread(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 33);
    market m;
    draw_most(&m, &random, &(shape){200, 200, 1, 1, 1, 1, 1, false}, ANY_FIT);
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
    clear(&m);
}

/* One youth who would pay most for every post says nothing of what the others would. */
static void a_core_does_not_go_by_one_youth(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 35);
    for (int n = 0; n < 8; n++) {
        market m;
        draw_most(&m, &random, &(shape){150, 150, 150, 1, 1, 1, 1, false}, ONE_IS_BEST);
        CU_ASSERT(solve_by_core(&m));
        clear(&m);
    }
}

/* With as many seats as youths and all of them taken, each lacks the last step at most. */
static void rough_prices_are_near_an_optimum(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 36);
    for (int n = 0; n < 8; n++) {
        market m;
        draw_most(&m, &random, &(shape){120, 120, 1, 1, 1, 1, 1, false},
                  n % 2 == 0 ? ANY_FIT : POPULAR);
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
        int64_t bound = bound_of(&m, &w);
        nw_core_rows_clear(&rows);
        nw_weighing_clear(&w);
        solve(&m, false);
        CU_ASSERT(bound >= m.weighed.objective && bound <= m.weighed.objective + 120 * 4);
        clear(&m);
    }
}

/* As large as it takes for a core to be worth while. */
static void where_there_are_most_pairs_all_are_proven(void)
{
    static const fit_kind kinds[] = {ANY_FIT, POPULAR, ONE_IS_BEST};
    nw_random random = nw_random_start(nw_test_seed(), 34);
    for (int n = 0; n < 3; n++) {
        market m;
        draw_most(&m, &random, &(shape){1600, 1600, 1600, 1, 1, 1, 1, false}, kinds[n]);
        solve(&m, n == 0);
        check_proof(&m, n == 0);
        clear(&m);
    }
}

/* What a plan of several periods asks for: fits of many periods in one. */
static void fits_may_be_far_above_a_fit(void)
{
    static const shape shapes[] = {{300, 40, 9, 40, 10000, 9, 100000, true},
                                   {200, 200, 9, 200, 50, 1, 100000, true},
                                   {300, 60, 60, 20, 10000, 9, 100000, false},
                                   {300, 60, 25, 20, 10000, 5, 9, false}};
    nw_random random = nw_random_start(nw_test_seed(), 24);
    for (int n = 0; n < 24; n++) {
        market m;
        draw(&m, &random, &shapes[n % 4]);
        for (int64_t i = 0; i < m.pairs.start[m.pairs.youths]; i++)
            m.pairs.fit[i] = m.pairs.fit[i] * (NW_MOST_WORTH / 10000 - 1) + below(&random, 7);
        solve(&m, false);
        check_proof(&m, false);
        clear(&m);
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

/* Nobody is placed, nothing costs anything and everybody waits: prices are fair. */
static nw_weighing begin_with_nothing(market *m)
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

static void expect_optimum(market *m, const nw_weighing *w)
{
    for (int32_t y = 0; y < m->pairs.youths; y++)
        m->weighed.youth_price[y] = w->post_of[y] < 0 ? 0 : w->fit_of[y] - w->price[w->post_of[y]];
    CU_ASSERT_EQUAL(worth(m, 0), bound(m, 0));
}

static void forests_need_nothing_before_them(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 28);
    for (int n = 0; n < 200; n++) {
        market m;
        int32_t posts = 1 + below(&random, 30);
        draw(
            &m, &random,
            &(shape){1 + below(&random, 60), posts, 1, posts, 1 + below(&random, 12), 3, 4, false});
        m.company_seats[0] = INT32_MAX;
        nw_weighing w = begin_with_nothing(&m);
        CU_ASSERT_EQUAL(nw_weigh_by_forests(&w), NEXTWORK_OK);
        expect_optimum(&m, &w);
        end_of_weighing(&w);
        clear(&m);
    }
}

/* Without caps, with a table if by chance there are enough pairs. */
static bool draw_table(market *m, nw_weighing *w, nw_random *random)
{
    static const int32_t fits[] = {1, 2, 12, 10000};
    int32_t posts = 32 + below(random, 30);
    draw(m, random,
         &(shape){1 + below(random, 90), posts, 1, posts, fits[below(random, 4)], 3, 4, false});
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
        market m;
        nw_weighing w;
        bool drawn = draw_table(&m, &w, &random);
        if (drawn) {
            CU_ASSERT_EQUAL(nw_weigh_wide_paths(&w), NEXTWORK_OK);
            expect_optimum(&m, &w);
        }
        tables += drawn;
        end_of_weighing(&w);
        clear(&m);
    }
    CU_ASSERT(tables > 50);
}

/* From prices that nobody pays all seats find theirs. */
static void returns_in_tables_need_nothing_before_them(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 31);
    int32_t tables = 0;
    for (int n = 0; n < 300; n++) {
        market m;
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
        clear(&m);
    }
    CU_ASSERT(tables > 50);
}

/* Every youth may go everywhere, and thinks of a post as all do. */
static void think_alike(market *m, nw_random *random)
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
static int64_t bound_of_prices(const market *m, const int32_t *price)
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
        market m;
        int32_t posts = 32 + below(&random, POSTS - 32), price[POSTS] = {0}, spread;
        draw(&m, &random, &(shape){1 + below(&random, 300), posts, 1, posts, 1, 5, 4, false});
        m.company_seats[0] = INT32_MAX;
        think_alike(&m, &random);
        nw_weighing w = begin_with_nothing(&m);
        CU_ASSERT_EQUAL_FATAL(nw_fit_table_make(&w.table, &m.pairs, posts), NEXTWORK_OK);
        nw_auction a = {.w = &w,
                        .table = &w.table,
                        .find_wide = nw_best_offer_code()->find_wide,
                        .price = price};
        int64_t before = bound_of_prices(&m, price);
        CU_ASSERT_EQUAL_FATAL(nw_auction_guess(&a, &spread), NEXTWORK_OK);
        int64_t after = bound_of_prices(&m, price);
        CU_ASSERT_EQUAL(spread >= 0, after < before);
        CU_ASSERT_EQUAL_FATAL(nw_auction_guess(&a, &spread), NEXTWORK_OK);
        CU_ASSERT_EQUAL(spread, -1); /* it is no better than itself */
        solve(&m, false);
        CU_ASSERT_EQUAL(m.weighed.objective, after);
        end_of_weighing(&w);
        clear(&m);
    }
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

/* More posts than groups of them, and fewer: each post's pairs, in the order of youths. */
static void pairs_by_post_are_those_by_youth(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 34);
    for (int n = 0; n < 60; n++) {
        market m;
        int32_t posts = 1 + below(&random, n % 2 == 0 ? 900 : 9);
        int32_t row = posts < 12 ? posts : 12;
        draw(&m, &random, &(shape){below(&random, 300), posts, 1, row, 10000, 3, 4, false});
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
        clear(&m);
    }
}

static void nobody_and_nothing_is_fine(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 24);
    market m;
    draw(&m, &random, &(shape){0, 3, 2, 3, 5, 3, 4, true});
    solve(&m, true);
    CU_ASSERT_EQUAL(m.weighed.objective, 0);
    clear(&m);
    draw(&m, &random, &(shape){5, 0, 0, 0, 5, 3, 4, true});
    solve(&m, false);
    CU_ASSERT_EQUAL(m.weighed.objective, 0);
    clear(&m);
}

static void a_stopped_match_says_so(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 25);
    market m;
    draw(&m, &random, &(shape){300, 60, 25, 20, 3, 5, 9, false});
    nextwork_monitor *monitor;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    nextwork_monitor_cancel(monitor);
    CU_ASSERT_EQUAL(nw_max_weight(&m.weighed, &m.pairs, &m.seats, true, monitor),
                    NEXTWORK_ERROR_CANCELLED);
    nextwork_monitor_free(monitor);
    clear(&m);
}

static nextwork_status solve_once(void *context)
{
    market *m = context;
    return nw_max_weight(&m->weighed, &m->pairs, &m->seats, true, NULL);
}

static void survives_without_memory(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 28);
    market m;
    draw(&m, &random, &(shape){200, 80, 20, 80, 10000, 6, 1, false});
    draw_caps(&m, &random, TWO_THIRDS);
    CU_ASSERT(nw_test_each_allocation(solve_once, &m) > 20);
    check_proof(&m, true);
    clear(&m);
}

int main(void)
{
    static const nw_case cases[] = {
        {"no placing has more fit", no_placing_has_more_fit},
        {"nor places more when that is asked for", nor_places_more_when_that_is_asked_for},
        {"prices prove what is too large to try", prices_prove_what_is_too_large_to_try},
        {"many youths are no different", many_youths_are_no_different},
        {"caps of all kinds are proven", caps_of_all_kinds_are_proven},
        {"what bids leave over is mended", what_bids_leave_over_is_mended},
        {"free seats find youths or cost nothing", free_seats_find_youths_or_cost_nothing},
        {"a core has what is best of all pairs", a_core_has_what_is_best_of_all_pairs},
        {"the best of a row are picked", the_best_of_a_row_are_picked},
        {"equals are spread", equals_are_spread},
        {"a core does not go by one youth", a_core_does_not_go_by_one_youth},
        {"rough prices are near an optimum", rough_prices_are_near_an_optimum},
        {"where there are most pairs all are proven", where_there_are_most_pairs_all_are_proven},
        {"fits may be far above a fit", fits_may_be_far_above_a_fit},
        {"offers are the same on every processor", offers_are_the_same_on_every_processor},
        {"a shortlist tells the best while prices rise",
         a_shortlist_tells_the_best_while_prices_rise},
        {"forests need nothing before them", forests_need_nothing_before_them},
        {"paths in tables need nothing before them", paths_in_tables_need_nothing_before_them},
        {"returns in tables need nothing before them", returns_in_tables_need_nothing_before_them},
        {"a guess is right where all think alike", a_guess_is_right_where_all_think_alike},
        {"steps of paths are the same on every processor",
         steps_of_paths_are_the_same_on_every_processor},
        {"pairs by post are those by youth", pairs_by_post_are_those_by_youth},
        {"nobody and nothing is fine", nobody_and_nothing_is_fine},
        {"a stopped match says so", a_stopped_match_says_so},
        {"running out of memory is a status", survives_without_memory},
        {NULL, NULL},
    };
    return nw_run_cases("max_weight", cases);
}
