/* Serial dictatorship: each youth in turn takes the best of what is left. */
#include "match/serial_dictatorship.h"

#include "base/random.h"
#include "runner.h"

#include <stdbool.h>

enum { YOUTHS = 6, POSTS = 4, COMPANIES = 3 };

typedef struct {
    int64_t start[YOUTHS + 1];
    int32_t post[YOUTHS * POSTS];
    int32_t post_seats[POSTS], post_company[POSTS], company_seats[COMPANIES];
    uint32_t turn[YOUTHS];
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
        posts[pick] = posts[i];
        m->post[m->start[y] + i] = post;
    }
    m->start[y + 1] = m->start[y] + length;
}

static void draw(market *m, nw_random *random)
{
    m->start[0] = 0;
    for (int y = 0; y < YOUTHS; y++)
        draw_row(m, random, y);
    for (int p = 0; p < POSTS; p++) {
        m->post_seats[p] = below(random, 3);
        m->post_company[p] = below(random, COMPANIES);
    }
    for (int c = 0; c < COMPANIES; c++)
        m->company_seats[c] = below(random, 4) == 0 ? INT32_MAX : below(random, 4);
    for (uint32_t y = 0; y < YOUTHS; y++) {
        uint32_t other = (uint32_t)nw_random_below(random, y + 1);
        m->turn[y] = m->turn[other];
        m->turn[other] = y;
    }
}

static void run(int32_t *post_of, market *m)
{
    nw_pairs pairs = {.youths = YOUTHS, .start = m->start, .post = m->post};
    nw_seats seats = {POSTS, COMPANIES, m->post_seats, m->post_company, m->company_seats};
    CU_ASSERT_EQUAL_FATAL(nw_serial_dictatorship(post_of, &pairs, &seats, m->turn), NEXTWORK_OK);
}

/* Whether a post had room when only those whose turn came before `youth` had chosen. */
static bool had_room(const market *m, const int32_t *post_of, int youth, int32_t post)
{
    int32_t here = 0, company = 0;
    for (int y = 0; y < YOUTHS; y++) {
        if (m->turn[y] >= m->turn[youth] || post_of[y] < 0)
            continue;
        here += post_of[y] == post;
        company += m->post_company[post_of[y]] == m->post_company[post];
    }
    return here < m->post_seats[post] && company < m->company_seats[m->post_company[post]];
}

static void each_has_the_best_that_was_left(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 11);
    for (int n = 0; n < 5000; n++) {
        market m;
        int32_t post_of[YOUTHS];
        draw(&m, &random);
        run(post_of, &m);
        for (int y = 0; y < YOUTHS; y++) {
            int64_t i = m.start[y];
            while (i < m.start[y + 1] && !had_room(&m, post_of, y, m.post[i]))
                i++;
            CU_ASSERT_EQUAL(post_of[y], i < m.start[y + 1] ? m.post[i] : -1);
        }
    }
}

/* A youth who lists posts in another order, or fewer of them, gets nothing better. */
static void no_other_list_gains_anything(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 12);
    for (int n = 0; n < 5000; n++) {
        market m;
        int32_t honest[YOUTHS], sly[YOUTHS];
        draw(&m, &random);
        run(honest, &m);
        int liar = below(&random, YOUTHS);
        market lie = m;
        int64_t length = m.start[liar + 1] - m.start[liar];
        for (int64_t i = length - 1; i > 0; i--) {
            int64_t j = m.start[liar] + below(&random, (uint64_t)i + 1);
            int32_t moved = lie.post[j];
            lie.post[j] = lie.post[m.start[liar] + i];
            lie.post[m.start[liar] + i] = moved;
        }
        run(sly, &lie);
        int64_t got = m.start[liar + 1], lied = m.start[liar + 1];
        for (int64_t i = m.start[liar]; i < m.start[liar + 1]; i++) {
            got = m.post[i] == honest[liar] ? i : got;
            lied = m.post[i] == sly[liar] ? i : lied;
        }
        CU_ASSERT(got <= lied);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"each has the best that was left", each_has_the_best_that_was_left},
        {"no other list gains anything", no_other_list_gains_anything},
        {NULL, NULL},
    };
    return nw_run_cases("serial_dictatorship", cases);
}
