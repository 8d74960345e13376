/* Cases of max-weight: families of fits, with fewer seats than youths, as many, and more. */
#include "cases.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/max_weight.h"

#include <stddef.h>

#define PAIRS 20          /* a youth */
#define POSTS_A_COMPANY 3 /* where companies have caps */
#define DENSE 5000        /* up to so many youths every pair is there, and two youths a post */

typedef enum { UNIFORM, CORRELATED, RANKED } family;

typedef struct {
    nw_pairs pairs;
    nw_seats seats;
    int32_t *numbers; /* holds the arrays of seats */
    nw_weighed weighed;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    nw_free(s->pairs.start);
    nw_free(s->pairs.post);
    nw_free(s->pairs.fit);
    nw_free(s->numbers);
    nw_free(s->weighed.post_of);
    nw_free(s->weighed.youth_price);
    nw_free(s->weighed.post_price);
    nw_free(s->weighed.company_price);
    nw_free(s);
}

static nextwork_status allocate(state *s, int64_t youths, int64_t posts, int64_t row)
{
    s->pairs.start = NW_NEW(int64_t, youths + 1);
    s->pairs.post = NW_NEW(int32_t, youths * row);
    s->pairs.fit = NW_NEW(int32_t, youths * row);
    s->numbers = NW_NEW(int32_t, 3 * posts);
    s->weighed.post_of = NW_NEW(int32_t, youths);
    s->weighed.youth_price = NW_NEW(int64_t, youths);
    s->weighed.post_price = NW_NEW(int64_t, posts);
    s->weighed.company_price = NW_NEW(int64_t, posts);
    return s->pairs.start == NULL || s->pairs.post == NULL || s->pairs.fit == NULL ||
                   s->numbers == NULL || s->weighed.post_of == NULL ||
                   s->weighed.youth_price == NULL || s->weighed.post_price == NULL ||
                   s->weighed.company_price == NULL
               ? nw_fail_memory("a case")
               : NEXTWORK_OK;
}

/* `per_mille` seats for a thousand youths, one at least a post; a company for each post. */
static void draw_seats(state *s, int32_t posts, int64_t per_mille, nw_random *random)
{
    int32_t *post_seats = s->numbers, *company = post_seats + posts, *cap = company + posts;
    int64_t left = s->pairs.youths * per_mille / 1000 - posts;
    for (int32_t p = 0; p < posts; p++) {
        post_seats[p] = 1;
        company[p] = p;
        cap[p] = INT32_MAX;
    }
    for (; left > 0; left--)
        post_seats[nw_random_below(random, (uint64_t)posts)]++;
    s->seats = (nw_seats){posts, posts, post_seats, company, cap};
}

/* Popular posts get about three in five of the ranked wishes. */
static int32_t draw_post(nw_random *random, int32_t posts, family of)
{
    uint64_t bound = (uint64_t)posts;
    if (of == RANKED && nw_random_below(random, 2) == 0)
        bound = bound / 5 > PAIRS ? bound / 5 : bound;
    return (int32_t)nw_random_below(random, bound);
}

static int32_t draw_fit(nw_random *random, family of, int32_t post, int64_t rank)
{
    if (of == UNIFORM)
        return (int32_t)nw_random_below(random, 10001);
    if (of == RANKED)
        return rank < 20 ? 10000 - 400 * (int32_t)rank : 2000;
    uint32_t popularity = (uint32_t)post * UINT32_C(2654435769) >> 16; /* 0 .. 65535 */
    return (int32_t)(popularity * 7000 >> 16) + (int32_t)nw_random_below(random, 3001);
}

static bool is_listed(const int32_t *row, int64_t count, int32_t post)
{
    for (int64_t i = 0; i < count; i++)
        if (row[i] == post)
            return true;
    return false;
}

static void draw_pairs(state *s, int32_t posts, int64_t row, family of, nw_random *random)
{
    for (int32_t y = 0; y < s->pairs.youths; y++) {
        int64_t at = y * row;
        s->pairs.start[y] = at;
        for (int64_t i = 0; i < row;) {
            int32_t post = row == posts ? (int32_t)i : draw_post(random, posts, of);
            if (row < posts && is_listed(s->pairs.post + at, i, post))
                continue;
            s->pairs.post[at + i] = post;
            int64_t rank = row == posts ? (int64_t)nw_random_below(random, 20) : i;
            s->pairs.fit[at + i++] = draw_fit(random, of, post, rank);
        }
    }
    s->pairs.start[s->pairs.youths] = s->pairs.youths * row;
}

/* Companies of so many posts that take two thirds of their seats. */
static void draw_caps(state *s, int32_t posts_a_company)
{
    int32_t *company = s->numbers + s->seats.posts, *cap = company + s->seats.posts;
    s->seats.companies = (s->seats.posts + posts_a_company - 1) / posts_a_company;
    for (int32_t c = 0; c < s->seats.companies; c++)
        cap[c] = 0;
    for (int32_t p = 0; p < s->seats.posts; p++) {
        company[p] = p / posts_a_company;
        cap[company[p]] += s->seats.post_seats[p];
    }
    for (int32_t c = 0; c < s->seats.companies; c++)
        cap[c] = (2 * cap[c] + 2) / 3;
}

static nextwork_status prepare(void **prepared, const bench_ask *ask, family of, int64_t per_mille)
{
    bool dense = ask->size <= DENSE;
    int32_t posts = (int32_t)(dense ? ask->size / 2 : ask->size / 5);
    int64_t row = dense ? posts : PAIRS;
    if (ask->size < 2 || ask->size > INT32_MAX / PAIRS)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "a size from 2 to %d youths", INT32_MAX / PAIRS);
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    nextwork_status status = allocate(s, ask->size, posts, row);
    if (status != NEXTWORK_OK) {
        clean_up(s);
        return status;
    }
    nw_random random = nw_random_start(ask->seed, (uint64_t)of);
    s->pairs.youths = (int32_t)ask->size;
    draw_seats(s, posts, per_mille, &random);
    draw_pairs(s, posts, row, of, &random);
    *prepared = s;
    return NEXTWORK_OK;
}

static nextwork_status prepare_capped(void **prepared, const bench_ask *ask)
{
    nextwork_status status = prepare(prepared, ask, CORRELATED, 1500);
    if (status == NEXTWORK_OK)
        draw_caps(*prepared, POSTS_A_COMPANY);
    return status;
}

static nextwork_status prepare_one_company(void **prepared, const bench_ask *ask)
{
    nextwork_status status = prepare(prepared, ask, RANKED, 1500);
    if (status == NEXTWORK_OK)
        draw_caps(*prepared, ((state *)*prepared)->seats.posts);
    return status;
}

static nextwork_status run(void *prepared)
{
    state *s = prepared;
    return nw_max_weight(&s->weighed, &s->pairs, &s->seats, false, NULL);
}

static nextwork_status run_most_placed(void *prepared)
{
    state *s = prepared;
    return nw_max_weight(&s->weighed, &s->pairs, &s->seats, true, NULL);
}

/* The hash is the sum of fits itself, which every exact solver must give. */
static void answer(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    *answer = (bench_answer){.items = s->pairs.youths, .hash = (uint64_t)s->weighed.objective};
}

static const int64_t sizes[] = {1200, 100000, 1000000, 0};

#define CASE(NAME, name, family, per_mille, what, runs)                                            \
    static nextwork_status prepare_##NAME(void **prepared, const bench_ask *ask)                   \
    {                                                                                              \
        return prepare(prepared, ask, family, per_mille);                                          \
    }                                                                                              \
    const bench_case bench_case_weight_##NAME = {                                                  \
        name, what, "youths", sizes, prepare_##NAME, runs, answer, clean_up,                       \
    };

CASE(uniform, "max-weight-uniform", UNIFORM, 1000,
     "any fit is as likely as another; as many seats as youths (dense at 1200)", run)
CASE(uniform_scarce, "max-weight-uniform-scarce", UNIFORM, 900, "nine seats for ten youths", run)
CASE(uniform_roomy, "max-weight-uniform-roomy", UNIFORM, 1250, "five seats for four youths", run)
CASE(correlated, "max-weight-correlated", CORRELATED, 1000,
     "most of a fit is the post's own; as many seats as youths", run)
CASE(correlated_scarce, "max-weight-correlated-scarce", CORRELATED, 900,
     "nine seats for ten youths", run)
CASE(correlated_roomy, "max-weight-correlated-roomy", CORRELATED, 1250,
     "five seats for four youths", run)
CASE(ranked, "max-weight-ranked", RANKED, 1000,
     "twenty fits by rank, half of the wishes on a fifth of the posts", run)
CASE(ranked_scarce, "max-weight-ranked-scarce", RANKED, 900, "nine seats for ten youths", run)
CASE(ranked_roomy, "max-weight-ranked-roomy", RANKED, 1250, "five seats for four youths", run)
CASE(most_placed, "max-weight-most-placed", UNIFORM, 1000,
     "max-weight-uniform with the most placed first", run_most_placed)

static const int64_t capped_sizes[] = {1200, 10000, 100000, 0};

const bench_case bench_case_weight_capped = {
    "max-weight-capped",
    "companies of three posts take two thirds of their seats, as many as there are youths; else as "
    "max-weight-correlated",
    "youths",
    capped_sizes,
    prepare_capped,
    run,
    answer,
    clean_up,
};

const bench_case bench_case_weight_one_company = {
    "max-weight-one-company",
    "one company has all posts and takes two thirds of their seats, as many as there are youths; "
    "else as max-weight-ranked",
    "youths",
    capped_sizes,
    prepare_one_company,
    run,
    answer,
    clean_up,
};
