/* Many youths in a stable matching where companies have ties: stable by tier, at least two thirds
 * of the largest such matching, and no reason to be honest. */
#include "match/most_placed.h"

#include "base/random.h"
#include "memory.h"
#include "runner.h"

#include <stdbool.h>
#include <string.h>

enum { YOUTHS = 5, POSTS = 4, COMPANIES = 3 };

typedef struct {
    int64_t start[YOUTHS + 1];
    int32_t post[YOUTHS * POSTS], tier[YOUTHS * POSTS];
    uint32_t key[YOUTHS * POSTS];
    int32_t post_seats[POSTS], post_company[POSTS], company_seats[COMPANIES];
    int32_t tiers[YOUTHS][POSTS], position[YOUTHS];
} market;

static int32_t below(nw_random *random, uint64_t bound)
{
    return (int32_t)nw_random_below(random, bound);
}

static void draw_row(market *m, nw_random *random, int y)
{
    int32_t posts[POSTS] = {0, 1, 2, 3};
    int64_t length = below(random, POSTS + 1);
    for (int i = 0; i < length; i++) {
        int pick = i + below(random, (uint64_t)(POSTS - i));
        int32_t post = posts[pick];
        int64_t at = m->start[y] + i;
        posts[pick] = posts[i];
        m->post[at] = post;
        m->tier[at] = m->tiers[y][post];
        m->key[at] = (uint32_t)(m->tier[at] * YOUTHS + m->position[y]);
    }
    m->start[y + 1] = m->start[y] + length;
}

static void draw(market *m, nw_random *random)
{
    uint64_t tiers = 1 + (uint64_t)below(random, 3);
    for (int y = 0; y < YOUTHS; y++) {
        int other = below(random, (uint64_t)y + 1);
        m->position[y] = m->position[other];
        m->position[other] = y;
        for (int p = 0; p < POSTS; p++)
            m->tiers[y][p] = below(random, tiers);
    }
    m->start[0] = 0;
    for (int y = 0; y < YOUTHS; y++)
        draw_row(m, random, y);
    for (int p = 0; p < POSTS; p++) {
        m->post_seats[p] = below(random, 3);
        m->post_company[p] = below(random, COMPANIES);
    }
    for (int c = 0; c < COMPANIES; c++)
        m->company_seats[c] = below(random, 2) == 0 ? INT32_MAX : below(random, 4);
}

static nw_pairs pairs_of(market *m)
{
    return (nw_pairs){
        .youths = YOUTHS, .start = m->start, .post = m->post, .tier = m->tier, .key = m->key};
}

static nw_seats seats_of(const market *m)
{
    return (nw_seats){POSTS, COMPANIES, m->post_seats, m->post_company, m->company_seats};
}

static void run(int32_t *post_of, market *m)
{
    nw_pairs pairs = pairs_of(m);
    nw_seats seats = seats_of(m);
    CU_ASSERT_EQUAL_FATAL(nw_most_placed(post_of, &pairs, &seats, NULL), NEXTWORK_OK);
}

/* --- Stability by tier, from the definition ----------------------------------------------------
 */

/* Whether post and company have room for one more when `out` (-1: nobody) is gone. */
static bool fits(const market *m, const int32_t *post_of, int32_t post, int out)
{
    int32_t here = 0, company = 0;
    for (int y = 0; y < YOUTHS; y++)
        if (post_of[y] >= 0 && y != out) {
            here += post_of[y] == post;
            company += m->post_company[post_of[y]] == m->post_company[post];
        }
    return here < m->post_seats[post] && company < m->company_seats[m->post_company[post]];
}

static bool blocks(const market *m, const int32_t *post_of, int youth, int32_t post)
{
    if (fits(m, post_of, post, -1))
        return true;
    for (int z = 0; z < YOUTHS; z++) {
        if (post_of[z] < 0 || m->post_company[post_of[z]] != m->post_company[post])
            continue;
        int32_t claim = m->tiers[youth][post], theirs = m->tiers[z][post_of[z]];
        if ((claim < theirs || (z == youth && claim == theirs)) && fits(m, post_of, post, z))
            return true;
    }
    return false;
}

static bool is_stable(const market *m, const int32_t *post_of)
{
    for (int y = 0; y < YOUTHS; y++)
        for (int64_t i = m->start[y]; i < m->start[y + 1] && m->post[i] != post_of[y]; i++)
            if (blocks(m, post_of, y, m->post[i]))
                return false;
    return true;
}

typedef struct {
    int32_t post_of[YOUTHS];
    int largest, largest_stable; /* -1: none found */
} search;

static int count(const int32_t *post_of)
{
    int placed = 0;
    for (int y = 0; y < YOUTHS; y++)
        placed += post_of[y] >= 0;
    return placed;
}

/* Goes through all placings of this youth and those after it. */
static void look(search *s, const market *m, int youth)
{
    if (youth == YOUTHS) {
        int placed = count(s->post_of);
        s->largest = placed > s->largest ? placed : s->largest;
        if (placed > s->largest_stable && is_stable(m, s->post_of))
            s->largest_stable = placed;
        return;
    }
    look(s, m, youth + 1);
    for (int64_t i = m->start[youth]; i < m->start[youth + 1]; i++) {
        if (!fits(m, s->post_of, m->post[i], -1))
            continue;
        s->post_of[youth] = m->post[i];
        look(s, m, youth + 1);
        s->post_of[youth] = -1;
    }
}

static search look_everywhere(const market *m)
{
    search s = {.largest = 0, .largest_stable = -1};
    memset(s.post_of, -1, sizeof s.post_of);
    look(&s, m, 0);
    return s;
}

/* --- The promises ------------------------------------------------------------------------------
 */

static void check_feasible(const market *m, const int32_t *post_of)
{
    int32_t posts[POSTS] = {0}, companies[COMPANIES] = {0};
    for (int y = 0; y < YOUTHS; y++)
        if (post_of[y] >= 0) {
            CU_ASSERT(++posts[post_of[y]] <= m->post_seats[post_of[y]]);
            int32_t company = m->post_company[post_of[y]];
            CU_ASSERT(++companies[company] <= m->company_seats[company]);
        }
}

static void it_is_stable_and_two_thirds_of_the_largest(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 61);
    int64_t ours = 0, best = 0;
    for (int n = 0; n < 6000; n++) {
        market m;
        int32_t post_of[YOUTHS];
        draw(&m, &random);
        run(post_of, &m);
        search s = look_everywhere(&m);
        check_feasible(&m, post_of);
        CU_ASSERT(is_stable(&m, post_of));
        CU_ASSERT(3 * count(post_of) >= 2 * s.largest_stable);
        CU_ASSERT(count(post_of) <= s.largest_stable);
        ours += count(post_of);
        best += s.largest_stable;
    }
    CU_ASSERT(1000 * ours >= 995 * best); /* in practice nearly all */
}

/* One tier at every company: then every maximal matching is stable but for moves, and levels
 * without end would find the largest; sixteen are enough for five youths. */
static void without_any_answer_nobody_is_left_out_in_vain(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 62);
    for (int n = 0; n < 3000; n++) {
        market m;
        int32_t post_of[YOUTHS];
        draw(&m, &random);
        memset(m.tier, 0, sizeof m.tier);
        memset(m.tiers, 0, sizeof m.tiers);
        for (int y = 0; y < YOUTHS; y++)
            for (int64_t i = m.start[y]; i < m.start[y + 1]; i++)
                m.key[i] = (uint32_t)m.position[y];
        run(post_of, &m);
        CU_ASSERT_EQUAL(count(post_of), look_everywhere(&m).largest);
    }
}

static void no_matching_exceeds_the_bound(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 63);
    int64_t tight = 0;
    for (int n = 0; n < 3000; n++) {
        market m;
        int64_t bound;
        draw(&m, &random);
        nw_pairs pairs = pairs_of(&m);
        nw_seats seats = seats_of(&m);
        CU_ASSERT_EQUAL_FATAL(nw_placed_bound(&bound, &pairs, &seats), NEXTWORK_OK);
        int64_t largest = look_everywhere(&m).largest;
        CU_ASSERT(largest <= bound);
        tight += largest == bound;
    }
    CU_ASSERT(tight > 1500);
}

/* Two youths, two posts, no answers; the first has the better lottery number. The second wants
 * only P, so that the first makes way for the second chance of the second and goes to Q. By hiding
 * Q the first comes to second chances as well, and keeps P. */
static void who_hides_a_post_may_gain(void)
{
    market m = {.start = {0, 2, 3, 3, 3, 3},
                .post = {0, 1, 0},
                .key = {0, 0, 1},
                .post_seats = {1, 1, 0, 0},
                .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    int32_t post_of[YOUTHS];
    run(post_of, &m);
    CU_ASSERT_EQUAL(post_of[0], 1);
    CU_ASSERT_EQUAL(post_of[1], 0);
    market lie = {.start = {0, 1, 2, 2, 2, 2},
                  .post = {0, 0},
                  .key = {0, 1},
                  .post_seats = {1, 1, 0, 0},
                  .company_seats = {INT32_MAX, INT32_MAX, INT32_MAX}};
    run(post_of, &lie);
    CU_ASSERT_EQUAL(post_of[0], 0);
    CU_ASSERT_EQUAL(post_of[1], -1);
}

static void keys_that_leave_no_room_for_levels_are_refused(void)
{
    market m = {.start = {0, 1, 2, 2, 2, 2},
                .key = {0, UINT32_MAX - 1},
                .post_seats = {1, 1, 1, 1},
                .company_seats = {1, 1, 1}};
    int32_t post_of[YOUTHS];
    nw_pairs pairs = pairs_of(&m);
    nw_seats seats = seats_of(&m);
    CU_ASSERT_EQUAL(nw_most_placed(post_of, &pairs, &seats, NULL), NEXTWORK_ERROR_LIMIT);
    m.key[1] = UINT32_MAX / 2 - 1; /* room for two */
    run(post_of, &m);
    CU_ASSERT_EQUAL(count(post_of), 1);
}

static nextwork_status place_and_bound(void *context)
{
    int32_t post_of[YOUTHS];
    int64_t bound;
    nw_pairs pairs = pairs_of(context);
    nw_seats seats = seats_of(context);
    nextwork_status status = nw_most_placed(post_of, &pairs, &seats, NULL);
    return status == NEXTWORK_OK ? nw_placed_bound(&bound, &pairs, &seats) : status;
}

static void without_memory_it_says_so_and_keeps_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 64);
    market m;
    draw(&m, &random);
    CU_ASSERT(nw_test_each_allocation(place_and_bound, &m) > 10);
}

int main(void)
{
    static const nw_case cases[] = {
        {"it is stable and two thirds of the largest", it_is_stable_and_two_thirds_of_the_largest},
        {"without any answer nobody is left out in vain",
         without_any_answer_nobody_is_left_out_in_vain},
        {"no matching exceeds the bound", no_matching_exceeds_the_bound},
        {"who hides a post may gain", who_hides_a_post_may_gain},
        {"keys that leave no room for levels are refused",
         keys_that_leave_no_room_for_levels_are_refused},
        {"without memory it says so and keeps nothing",
         without_memory_it_says_so_and_keeps_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("most_placed", cases);
}
