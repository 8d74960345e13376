/* Serial dictatorship: each youth in turn takes the best of what is left. */
#include "match/serial_dictatorship.h"

#include "runner.h"
#include "tiny_market.h"

enum { YOUTHS = NW_TINY_YOUTHS };

/* The youths' positions in the market are their turns. */
static void run(int32_t *post_of, nw_tiny *m)
{
    nw_pairs pairs = nw_tiny_pairs(m);
    nw_seats seats = nw_tiny_seats(m);
    uint32_t turn[YOUTHS];
    for (int y = 0; y < YOUTHS; y++)
        turn[y] = (uint32_t)m->position[y];
    CU_ASSERT_EQUAL_FATAL(nw_serial_dictatorship(post_of, &pairs, &seats, turn), NEXTWORK_OK);
}

/* Whether a post had room when only those whose turn came before `youth` had chosen. */
static bool had_room(const nw_tiny *m, const int32_t *post_of, int youth, int32_t post)
{
    int32_t here = 0, company = 0;
    for (int y = 0; y < YOUTHS; y++) {
        if (m->position[y] >= m->position[youth] || post_of[y] < 0)
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
        nw_tiny m;
        int32_t post_of[YOUTHS];
        nw_tiny_draw(&m, &random);
        run(post_of, &m);
        for (int y = 0; y < YOUTHS; y++) {
            int64_t i = m.start[y];
            while (i < m.start[y + 1] && !had_room(&m, post_of, y, m.post[i]))
                i++;
            CU_ASSERT_EQUAL(post_of[y], i < m.start[y + 1] ? m.post[i] : -1);
        }
    }
}

typedef struct {
    const nw_tiny *honest;
    int liar;
    int64_t place; /* of what the liar gets honestly, in its true list */
} lying;

static void expect_no_gain(void *context, nw_tiny *lie)
{
    const lying *l = context;
    int32_t sly[YOUTHS];
    run(sly, lie);
    CU_ASSERT(nw_tiny_place(l->honest, l->liar, sly) >= l->place);
}

static void no_other_list_gains_anything(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 12);
    for (int n = 0; n < 500; n++) {
        nw_tiny m;
        int32_t honest[YOUTHS];
        nw_tiny_draw(&m, &random);
        run(honest, &m);
        for (int y = 0; y < YOUTHS; y++) {
            lying l = {&m, y, nw_tiny_place(&m, y, honest)};
            nw_tiny_each_list(&m, y, expect_no_gain, &l);
        }
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
