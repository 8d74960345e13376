/* Rank-maximal and fair matchings: no matching has a better profile, by brute force. */
#include "match/fair.h"
#include "match/rank_maximal.h"

#include "base/random.h"
#include "runner.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { YOUTHS = 6, POSTS = 4, COMPANIES = 3, RANKS = 4, INSTANCES = 20000 };

typedef nextwork_status mechanism(int32_t *, const nw_pairs *, const nw_seats *, const uint32_t *,
                                  nextwork_monitor *);

typedef struct {
    int32_t youths;
    int64_t start[YOUTHS + 1];
    int32_t post[YOUTHS * POSTS], rank[YOUTHS * POSTS];
    int32_t post_seats[POSTS], post_company[POSTS], company_seats[COMPANIES];
    uint32_t turn[YOUTHS];
} market;

/* Placements at ranks 1 .. RANKS at [1 ..], at unlisted posts at the end; all of them at [0]. */
typedef struct {
    int32_t at[RANKS + 2];
} profile;

static int32_t below(nw_random *random, uint64_t bound)
{
    return (int32_t)nw_random_below(random, bound);
}

/* A row with ties, gaps and unlisted posts behind; every so often nothing. */
static void draw_row(market *m, nw_random *random, int y)
{
    int32_t posts[POSTS] = {0, 1, 2, 3};
    int64_t length = below(random, POSTS + 1);
    int32_t rank = 1 + below(random, 2);
    for (int64_t i = 0; i < length; i++) {
        int64_t pick = i + below(random, (uint64_t)(POSTS - i)), at = m->start[y] + i;
        int32_t post = posts[pick];
        posts[pick] = posts[i];
        m->post[at] = post;
        if (rank != NW_RANK_UNLISTED && below(random, 6) == 0)
            rank = NW_RANK_UNLISTED;
        m->rank[at] = rank;
        if (rank < RANKS)
            rank += below(random, 2);
    }
    m->start[y + 1] = m->start[y] + length;
}

static void draw(market *m, nw_random *random)
{
    m->youths = below(random, YOUTHS + 1);
    m->start[0] = 0;
    for (int y = 0; y < m->youths; y++)
        draw_row(m, random, y);
    for (int p = 0; p < POSTS; p++) {
        m->post_seats[p] = below(random, 4);
        m->post_company[p] = below(random, COMPANIES);
    }
    for (int c = 0; c < COMPANIES; c++)
        m->company_seats[c] = below(random, 3) == 0 ? INT32_MAX : below(random, 4);
    for (uint32_t y = 0; y < (uint32_t)m->youths; y++) {
        uint32_t other = (uint32_t)nw_random_below(random, y + 1);
        m->turn[y] = m->turn[other];
        m->turn[other] = y;
    }
}

static void run(int32_t *post_of, market *m, mechanism *run_it)
{
    nw_pairs pairs = {.youths = m->youths, .start = m->start, .post = m->post, .rank = m->rank};
    nw_seats seats = {POSTS, COMPANIES, m->post_seats, m->post_company, m->company_seats};
    CU_ASSERT_EQUAL_FATAL(run_it(post_of, &pairs, &seats, m->turn, NULL), NEXTWORK_OK);
}

typedef struct {
    const market *m;
    bool (*better)(const profile *, const profile *);
    int32_t post_left[POSTS], company_left[COMPANIES];
    profile now, best;
} search;

static bool has_more_at_better_ranks(const profile *a, const profile *b)
{
    for (int r = 1; r < RANKS + 2; r++)
        if (a->at[r] != b->at[r])
            return a->at[r] > b->at[r];
    return false;
}

static bool has_more_and_fewer_at_worse_ranks(const profile *a, const profile *b)
{
    if (a->at[0] != b->at[0])
        return a->at[0] > b->at[0];
    for (int r = RANKS + 1; r > 0; r--)
        if (a->at[r] != b->at[r])
            return a->at[r] < b->at[r];
    return false;
}

static int place_in_profile(const market *m, int64_t pair)
{
    return m->rank[pair] == NW_RANK_UNLISTED ? RANKS + 1 : m->rank[pair];
}

static void count(profile *p, const market *m, int64_t pair, int32_t by)
{
    p->at[0] += by;
    p->at[place_in_profile(m, pair)] += by;
}

static void try_all(search *s, int youth)
{
    if (youth == s->m->youths) {
        if (s->better(&s->now, &s->best))
            s->best = s->now;
        return;
    }
    try_all(s, youth + 1);
    for (int64_t i = s->m->start[youth]; i < s->m->start[youth + 1]; i++) {
        int32_t *post = &s->post_left[s->m->post[i]];
        int32_t *company = &s->company_left[s->m->post_company[s->m->post[i]]];
        if (*post == 0 || *company == 0)
            continue;
        --*post;
        --*company;
        count(&s->now, s->m, i, 1);
        try_all(s, youth + 1);
        count(&s->now, s->m, i, -1);
        ++*post;
        ++*company;
    }
}

/* The profile of a matching, which must keep to the lists and the seats. */
static profile profile_of(const market *m, const int32_t *post_of)
{
    profile p = {{0}};
    int32_t at_post[POSTS] = {0}, at_company[COMPANIES] = {0};
    for (int y = 0; y < m->youths; y++) {
        if (post_of[y] < 0)
            continue;
        int64_t i = m->start[y];
        while (i < m->start[y + 1] && m->post[i] != post_of[y])
            i++;
        CU_ASSERT_FATAL(i < m->start[y + 1]);
        CU_ASSERT(++at_post[post_of[y]] <= m->post_seats[post_of[y]]);
        int32_t company = m->post_company[post_of[y]];
        CU_ASSERT(++at_company[company] <= m->company_seats[company]);
        count(&p, m, i, 1);
    }
    return p;
}

static void check_against_all(uint64_t stream, mechanism *run_it,
                              bool (*better)(const profile *, const profile *))
{
    nw_random random = nw_random_start(nw_test_seed(), stream);
    for (int n = 0; n < INSTANCES; n++) {
        market m;
        int32_t post_of[YOUTHS];
        draw(&m, &random);
        run(post_of, &m, run_it);
        profile got = profile_of(&m, post_of);
        search s = {.m = &m, .better = better};
        memcpy(s.post_left, m.post_seats, sizeof s.post_left);
        memcpy(s.company_left, m.company_seats, sizeof s.company_left);
        try_all(&s, 0);
        CU_ASSERT(memcmp(&got, &s.best, sizeof got) == 0);
        if (memcmp(&got, &s.best, sizeof got) != 0)
            printf("instance %d\n", n);
    }
}

static void no_matching_has_more_at_the_first_rank_that_differs(void)
{
    check_against_all(1, nw_rank_maximal, has_more_at_better_ranks);
}

static void no_matching_of_that_size_has_fewer_at_the_worst_rank_that_differs(void)
{
    check_against_all(2, nw_fair, has_more_and_fewer_at_worse_ranks);
}

/* One first choice and one unplaced, or nobody at a first choice and both placed. */
static void they_differ_where_a_first_choice_costs_a_placement(void)
{
    market m = {.youths = 2,
                .start = {0, 2, 3},
                .post = {0, 1, 0},
                .rank = {1, 2, 2},
                .post_seats = {1, 1},
                .company_seats = {9, 9, 9},
                .turn = {0, 1}};
    int32_t post_of[2];
    run(post_of, &m, nw_rank_maximal);
    CU_ASSERT_EQUAL(post_of[0], 0);
    CU_ASSERT_EQUAL(post_of[1], -1);
    run(post_of, &m, nw_fair);
    CU_ASSERT_EQUAL(post_of[0], 1);
    CU_ASSERT_EQUAL(post_of[1], 0);
}

/* Lists so long that no weight could tell their ranks apart. */
static void lists_may_have_any_length(void)
{
    enum { LONG = 3000 };
    static int32_t post[2 * LONG], rank[2 * LONG], post_seats[LONG], post_company[LONG];
    int64_t start[] = {0, LONG, INT64_C(2) * LONG};
    uint32_t turn[] = {1, 0};
    int32_t company_seats[] = {2}, post_of[2];
    for (int i = 0; i < 2 * LONG; i++) {
        post[i] = i % LONG;
        rank[i] = 1 + i % LONG;
    }
    post_seats[LONG - 2] = post_seats[LONG - 1] = 1; /* nothing is left but the two worst */
    nw_pairs pairs = {.youths = 2, .start = start, .post = post, .rank = rank};
    nw_seats seats = {LONG, 1, post_seats, post_company, company_seats};
    CU_ASSERT_EQUAL(nw_rank_maximal(post_of, &pairs, &seats, turn, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(post_of[0] + post_of[1], LONG - 2 + LONG - 1);
    CU_ASSERT_EQUAL(nw_fair(post_of, &pairs, &seats, turn, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(post_of[0] + post_of[1], LONG - 2 + LONG - 1);
}

int main(void)
{
    static const nw_case cases[] = {
        {"no matching has more at the first rank that differs",
         no_matching_has_more_at_the_first_rank_that_differs},
        {"no matching of that size has fewer at the worst rank that differs",
         no_matching_of_that_size_has_fewer_at_the_worst_rank_that_differs},
        {"they differ where a first choice costs a placement",
         they_differ_where_a_first_choice_costs_a_placement},
        {"lists may have any length", lists_may_have_any_length},
        {NULL, NULL},
    };
    return nw_run_cases("ranks", cases);
}
