/* Top trading cycles with held and free seats: its promises, each held against all that could be
 * otherwise on tiny markets. */
#include "match/top_trading_cycles.h"

#include "base/random.h"
#include "match/serial_dictatorship.h"
#include "runner.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { YOUTHS = 5, POSTS = 3, COMPANIES = 2, LISTS = 16, NOTHING = -1 };

/* Every list of some of the posts, in every order. */
static const struct {
    int length, post[POSTS];
} lists[LISTS] = {
    {0, {0}},       {1, {0}},       {1, {1}},       {1, {2}},       {2, {0, 1}},    {2, {0, 2}},
    {2, {1, 0}},    {2, {1, 2}},    {2, {2, 0}},    {2, {2, 1}},    {3, {0, 1, 2}}, {3, {0, 2, 1}},
    {3, {1, 0, 2}}, {3, {1, 2, 0}}, {3, {2, 0, 1}}, {3, {2, 1, 0}},
};

typedef struct {
    int list[YOUTHS]; /* which of `lists` */
    int32_t held[YOUTHS];
    uint32_t turn[YOUTHS];
    int32_t post_seats[POSTS], post_company[POSTS], company_seats[COMPANIES];
} market;

typedef struct {
    int32_t post_of[YOUTHS], served[YOUTHS], traders[YOUTHS];
} outcome;

static int32_t below(nw_random *random, uint64_t bound)
{
    return (int32_t)nw_random_below(random, bound);
}

static bool fits(const market *m, const int32_t *post_of)
{
    int32_t here[POSTS] = {0}, company[COMPANIES] = {0};
    bool within = true;
    for (int y = 0; y < YOUTHS; y++)
        if (post_of[y] != NOTHING) {
            here[post_of[y]]++;
            company[m->post_company[post_of[y]]]++;
        }
    for (int p = 0; p < POSTS; p++)
        within = within && here[p] <= m->post_seats[p];
    for (int c = 0; c < COMPANIES; c++)
        within = within && company[c] <= m->company_seats[c];
    return within;
}

/* About half of the youths hold a seat; seats at both levels are scarce. */
static void draw(market *m, nw_random *random)
{
    for (int p = 0; p < POSTS; p++) {
        m->post_seats[p] = below(random, 3);
        m->post_company[p] = below(random, COMPANIES);
    }
    for (int c = 0; c < COMPANIES; c++)
        m->company_seats[c] = below(random, 3) == 0 ? INT32_MAX : below(random, 4);
    for (uint32_t y = 0; y < YOUTHS; y++) {
        uint32_t other = (uint32_t)nw_random_below(random, y + 1);
        m->turn[y] = m->turn[other];
        m->turn[other] = y;
        m->list[y] = below(random, 4) == 0 ? below(random, LISTS) : 10 + below(random, 6);
        m->held[y] = NOTHING;
    }
    for (int y = 0; y < YOUTHS; y++) {
        m->held[y] = below(random, 3) == 0 ? NOTHING : below(random, POSTS);
        if (!fits(m, m->held))
            m->held[y] = NOTHING;
    }
}

static nw_seats seats_of(const market *m)
{
    return (nw_seats){POSTS, COMPANIES, m->post_seats, m->post_company, m->company_seats};
}

static nw_pairs pairs_of(int64_t start[YOUTHS + 1], int32_t post[YOUTHS * POSTS], const market *m)
{
    start[0] = 0;
    for (int y = 0; y < YOUTHS; y++) {
        for (int i = 0; i < lists[m->list[y]].length; i++)
            post[start[y] + i] = lists[m->list[y]].post[i];
        start[y + 1] = start[y] + lists[m->list[y]].length;
    }
    return (nw_pairs){.youths = YOUTHS, .start = start, .post = post};
}

static outcome run(const market *m)
{
    int64_t start[YOUTHS + 1];
    int32_t post[YOUTHS * POSTS];
    outcome o;
    nw_pairs pairs = pairs_of(start, post, m);
    nw_seats seats = seats_of(m);
    nw_trades trades = {o.post_of, o.served, o.traders};
    CU_ASSERT_EQUAL_FATAL(nw_top_trading_cycles(&trades, &pairs, &seats, m->held, m->turn),
                          NEXTWORK_OK);
    return o;
}

/* How a youth likes a post, lower is better: as listed, then what is held, or nothing. A post that
 * is not listed, and not held, is worse than that. */
static int place(const market *m, int youth, int32_t post)
{
    int length = lists[m->list[youth]].length;
    for (int i = 0; i < length; i++)
        if (lists[m->list[youth]].post[i] == post)
            return i;
    return length + (post == m->held[youth] ? 0 : 1);
}

/* ---- by the definition ------------------------------------------------------------------------
 */

typedef struct {
    const market *m;
    int32_t stands[YOUTHS]; /* held, or got for good */
    bool done[YOUTHS];
} state;

static int32_t count(const state *s, int32_t post, bool company, bool settled)
{
    int32_t n = 0;
    for (int y = 0; y < YOUTHS; y++) {
        int32_t at = s->stands[y];
        if (at == NOTHING || (settled && !s->done[y]))
            continue;
        n += company ? s->m->post_company[at] == s->m->post_company[post] : at == post;
    }
    return n;
}

static bool is_full(const state *s, int32_t post, bool company, bool settled)
{
    int32_t seats =
        company ? s->m->company_seats[s->m->post_company[post]] : s->m->post_seats[post];
    return count(s, post, company, settled) >= seats;
}

static int32_t wanted(const state *s, int youth)
{
    for (int i = 0; i < lists[s->m->list[youth]].length; i++) {
        int32_t post = lists[s->m->list[youth]].post[i];
        if (!is_full(s, post, false, true) && !is_full(s, post, true, true))
            return post;
    }
    return s->m->held[youth];
}

/* The first in turn of those who are not done and stand in the smallest full part around. */
static int points_at(const state *s, int youth, int32_t post)
{
    int first = -1;
    if (post == s->m->held[youth])
        return youth;
    bool here = is_full(s, post, false, false), company = !here && is_full(s, post, true, false);
    for (int y = 0; y < YOUTHS; y++) {
        int32_t at = s->stands[y];
        if (s->done[y] || (here && at != post) ||
            (company && (at == NOTHING || s->m->post_company[at] != s->m->post_company[post])))
            continue;
        if (first < 0 || s->m->turn[y] < s->m->turn[first])
            first = y;
    }
    return first;
}

/* Executes the cycle that a walk from a youth ends in. */
static void trade(state *s, int youth)
{
    int32_t gets[YOUTHS];
    bool seen[YOUTHS] = {false};
    for (int y = 0; y < YOUTHS; y++)
        gets[y] = s->done[y] ? NOTHING : wanted(s, y);
    while (!seen[youth]) {
        seen[youth] = true;
        youth = points_at(s, youth, gets[youth]);
    }
    int last = youth, next[YOUTHS];
    for (int y = 0; y < YOUTHS; y++)
        next[y] = s->done[y] ? -1 : points_at(s, y, gets[y]);
    do {
        s->stands[youth] = gets[youth];
        s->done[youth] = true;
        youth = next[youth];
    } while (youth != last);
}

/* By the definition, cycles in any order. */
static void trade_slowly(int32_t *post_of, const market *m, nw_random *random)
{
    state s = {.m = m};
    memcpy(s.stands, m->held, sizeof s.stands);
    for (int left = YOUTHS; left > 0;) {
        int youth = below(random, YOUTHS);
        if (!s.done[youth])
            trade(&s, youth);
        left = 0;
        for (int y = 0; y < YOUTHS; y++)
            left += !s.done[y];
    }
    memcpy(post_of, s.stands, sizeof s.stands);
}

static void it_is_as_defined_in_whatever_order_cycles_are_taken(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 21);
    for (int n = 0; n < 20000; n++) {
        market m;
        int32_t slowly[YOUTHS];
        draw(&m, &random);
        outcome o = run(&m);
        trade_slowly(slowly, &m, &random);
        CU_ASSERT(memcmp(o.post_of, slowly, sizeof slowly) == 0);
    }
}

/* ---- promises ---------------------------------------------------------------------------------
 */

static void nobody_ends_worse_and_both_levels_bind(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 22);
    for (int n = 0; n < 20000; n++) {
        market m;
        draw(&m, &random);
        outcome o = run(&m);
        CU_ASSERT(fits(&m, o.post_of));
        for (int y = 0; y < YOUTHS; y++)
            CU_ASSERT(place(&m, y, o.post_of[y]) <= place(&m, y, m.held[y]));
    }
}

/* Whether each of the group has it at least as good with `other`, and somebody, or everybody,
 * better. */
static bool gain(const market *m, unsigned group, const int32_t *other, const int32_t *now,
                 bool all)
{
    int better = 0, members = 0;
    for (int y = 0; y < YOUTHS; y++) {
        if ((group >> y & 1) == 0)
            continue;
        int then = place(m, y, other[y]), here = place(m, y, now[y]);
        if (then > here)
            return false;
        members++;
        better += then < here;
    }
    return better > 0 && (!all || better == members);
}

/* The next way to put youths at posts or nowhere; false after the last. */
static bool next_way(int32_t *post_of)
{
    for (int y = 0; y < YOUTHS; y++) {
        if (++post_of[y] < POSTS)
            return true;
        post_of[y] = NOTHING;
    }
    return false;
}

static void nothing_else_is_better_for_one_and_as_good_for_all(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 23);
    for (int n = 0; n < 1500; n++) {
        market m;
        draw(&m, &random);
        outcome o = run(&m);
        int32_t other[YOUTHS] = {NOTHING, NOTHING, NOTHING, NOTHING, NOTHING};
        int better = 0;
        do
            better += gain(&m, ~0U, other, o.post_of, false) && fits(&m, other);
        while (next_way(other));
        CU_ASSERT_EQUAL(better, 0);
    }
}

static void no_other_list_gains_anything(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 24);
    for (int n = 0; n < 2000; n++) {
        market m;
        draw(&m, &random);
        outcome honest = run(&m);
        for (int liar = 0; liar < YOUTHS; liar++)
            for (int list = 0; list < LISTS; list++) {
                market lie = m;
                lie.list[liar] = list;
                outcome sly = run(&lie);
                CU_ASSERT(!gain(&m, 1U << liar, sly.post_of, honest.post_of, false));
            }
    }
}

static void no_two_youths_gain_by_other_lists(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 25);
    for (int n = 0; n < 400; n++) {
        market m;
        draw(&m, &random);
        outcome honest = run(&m);
        int one = below(&random, YOUTHS), two = (one + 1 + below(&random, YOUTHS - 1)) % YOUTHS;
        int gained = 0;
        for (int lie = 0; lie < LISTS * LISTS; lie++) {
            market lied = m;
            lied.list[one] = lie % LISTS;
            lied.list[two] = lie / LISTS;
            outcome sly = run(&lied);
            gained += gain(&m, 1U << one | 1U << two, sly.post_of, honest.post_of, false);
        }
        CU_ASSERT_EQUAL(gained, 0);
    }
}

/* Whether the group could have `post_of` with nothing but the seats that its members hold. */
static bool is_trade_of(const market *m, unsigned group, const int32_t *post_of)
{
    int32_t left[POSTS] = {0};
    for (int y = 0; y < YOUTHS; y++)
        if ((group >> y & 1) != 0 && m->held[y] != NOTHING)
            left[m->held[y]]++;
    for (int y = 0; y < YOUTHS; y++)
        if ((group >> y & 1) != 0 && post_of[y] != NOTHING && left[post_of[y]]-- == 0)
            return false;
    return true;
}

/* Whether some group could all gain, or, not `all`, gain without a loss to any of its members, by
 * trading the seats that they hold. */
static bool can_leave(const market *m, const outcome *o, bool all)
{
    int32_t other[YOUTHS] = {NOTHING, NOTHING, NOTHING, NOTHING, NOTHING};
    do
        for (unsigned group = 1; group < 1U << YOUTHS; group++)
            if (gain(m, group, other, o->post_of, all) && is_trade_of(m, group, other))
                return true;
    while (next_way(other));
    return false;
}

static void no_group_does_better_with_the_seats_it_holds(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 26);
    for (int n = 0; n < 250; n++) {
        market m;
        draw(&m, &random);
        outcome o = run(&m);
        CU_ASSERT(!can_leave(&m, &o, true));
    }
}

/* Two youths hold alike seats, and one of them may be passed over: seats are not persons. */
static void a_group_may_gain_where_not_all_of_it_do(void)
{
    nw_random random = nw_random_start(1, 27);
    int found = 0;
    for (int n = 0; n < 2000 && found == 0; n++) {
        market m;
        draw(&m, &random);
        outcome o = run(&m);
        found += can_leave(&m, &o, false);
    }
    CU_ASSERT_EQUAL(found, 1);
}

static void it_is_a_serial_dictatorship_where_nobody_holds_a_seat(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 28);
    for (int n = 0; n < 5000; n++) {
        market m;
        int64_t start[YOUTHS + 1];
        int32_t post[YOUTHS * POSTS], serial[YOUTHS];
        draw(&m, &random);
        for (int y = 0; y < YOUTHS; y++)
            m.held[y] = NOTHING;
        outcome o = run(&m);
        nw_pairs pairs = pairs_of(start, post, &m);
        nw_seats seats = seats_of(&m);
        CU_ASSERT_EQUAL(nw_serial_dictatorship(serial, &pairs, &seats, m.turn), NEXTWORK_OK);
        CU_ASSERT(memcmp(o.post_of, serial, sizeof serial) == 0);
        for (int y = 0; y < YOUTHS; y++) {
            CU_ASSERT_EQUAL((uint32_t)o.served[y], m.turn[y]);
            CU_ASSERT_EQUAL(o.traders[y], 1);
        }
    }
}

/* ---- by hand ----------------------------------------------------------------------------------
 */

#define OPEN INT32_MAX

/* Posts 0 and 1 are of company 0, post 2 of company 1; turns are the youths' own order. */
static void trades_by_hand(void)
{
    enum { NONE = 0, A = 1, B = 2, C = 3, AB = 4, AC = 5, BA = 6, BC = 7, CA = 8, CB = 9 };
    static const struct {
        const char *what;
        int list[YOUTHS];
        int32_t held[YOUTHS], post_seats[POSTS], company_seats[COMPANIES];
        int32_t post_of[YOUTHS], served[YOUTHS], traders[YOUTHS];
    } cases[] = {
        {"three trade in a ring",
         {B, C, A, CB, CB},
         {0, 1, 2, -1, -1},
         {1, 1, 1},
         {OPEN, OPEN},
         {1, 2, 0, -1, -1},
         {0, 0, 0, 3, 4},
         {3, 3, 3, 1, 1}},
        {"who is asked moves on to a free seat, and the seat is free for who asked",
         {A, C, NONE, NONE, A},
         {-1, 0, -1, -1, -1},
         {1, 0, 1},
         {OPEN, OPEN},
         {0, 2, -1, -1, -1},
         {0, 0, 2, 3, 4},
         {2, 2, 1, 1, 1}},
        {"who is asked and wants nothing better stays",
         {AC, NONE, NONE, NONE, A},
         {-1, 0, -1, -1, -1},
         {1, 0, 1},
         {OPEN, OPEN},
         {2, 0, -1, -1, -1},
         {0, 0, 2, 3, 4},
         {1, 1, 1, 1, 1}},
        {"a full company has no place for a free seat of its post, unless somebody leaves it",
         {B, NONE, NONE, NONE, NONE},
         {-1, 0, -1, -1, -1},
         {1, 1, 1},
         {1, OPEN},
         {-1, 0, -1, -1, -1},
         {0, 0, 2, 3, 4},
         {1, 1, 1, 1, 1}},
        {"a place at the company is traded for another company's",
         {B, C, NONE, NONE, NONE},
         {2, 0, -1, -1, -1},
         {1, 1, 1},
         {1, OPEN},
         {1, 2, -1, -1, -1},
         {0, 0, 2, 3, 4},
         {2, 2, 1, 1, 1}},
        {"within a full company who is first in turn takes the free seat of the other post",
         {NONE, B, B, NONE, NONE},
         {-1, 0, 0, -1, -1},
         {2, 1, 0},
         {2, OPEN},
         {-1, 1, 0, -1, -1},
         {0, 1, 2, 3, 4},
         {1, 1, 1, 1, 1}},
        {"who is asked for a place and stays in the company leaves the next one to be asked",
         {B, BA, CA, NONE, NONE},
         {-1, 0, 0, -1, -1},
         {2, 2, 1},
         {2, OPEN},
         {1, 1, 2, -1, -1},
         {0, 0, 0, 3, 4},
         {2, 1, 2, 1, 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        market m = {.turn = {0, 1, 2, 3, 4}, .post_company = {0, 0, 1}};
        memcpy(m.list, cases[i].list, sizeof m.list);
        memcpy(m.held, cases[i].held, sizeof m.held);
        memcpy(m.post_seats, cases[i].post_seats, sizeof m.post_seats);
        memcpy(m.company_seats, cases[i].company_seats, sizeof m.company_seats);
        outcome o = run(&m);
        bool as_expected = memcmp(o.post_of, cases[i].post_of, sizeof o.post_of) == 0 &&
                           memcmp(o.served, cases[i].served, sizeof o.served) == 0 &&
                           memcmp(o.traders, cases[i].traders, sizeof o.traders) == 0;
        CU_ASSERT(as_expected);
        if (!as_expected)
            fprintf(stderr, "not as expected: %s\n", cases[i].what);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"trades by hand", trades_by_hand},
        {"it is as defined in whatever order cycles are taken",
         it_is_as_defined_in_whatever_order_cycles_are_taken},
        {"nobody ends worse and both levels bind", nobody_ends_worse_and_both_levels_bind},
        {"nothing else is better for one and as good for all",
         nothing_else_is_better_for_one_and_as_good_for_all},
        {"no other list gains anything", no_other_list_gains_anything},
        {"no two youths gain by other lists", no_two_youths_gain_by_other_lists},
        {"no group does better with the seats it holds",
         no_group_does_better_with_the_seats_it_holds},
        {"a group may gain where not all of it do", a_group_may_gain_where_not_all_of_it_do},
        {"it is a serial dictatorship where nobody holds a seat",
         it_is_a_serial_dictatorship_where_nobody_holds_a_seat},
        {NULL, NULL},
    };
    return nw_run_cases("top_trading_cycles", cases);
}
