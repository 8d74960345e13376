/* Cases of match/: arrays in, arrays out, one thread. */
#include "cases.h"
#include "market.h"
#include "textbook.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/check.h"
#include "match/deferred_acceptance.h"

#include <stddef.h>

#define WISHES 20

typedef struct {
    bench_market market;
    int32_t *post_of;
    uint64_t *key_of; /* for the check only */
    int64_t found;    /* by the check */
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    bench_market_clear(&s->market);
    nw_free(s->post_of);
    nw_free(s->key_of);
    nw_free(s);
}

static nextwork_status prepare_market(void **prepared, const bench_ask *ask,
                                      bench_market_shape shape)
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    if (ask->size < 1 || ask->size > INT32_MAX / WISHES)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "a size from 1 to %d youths", INT32_MAX / WISHES);
    shape.youths = (int32_t)ask->size;
    shape.wishes = WISHES;
    shape.seed = ask->seed;
    nextwork_status status = bench_market_new(&s->market, &shape);
    s->post_of = NW_NEW(int32_t, ask->size);
    if (status == NEXTWORK_OK && s->post_of == NULL)
        status = nw_fail_memory("a case");
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status prepare_uniform(void **prepared, const bench_ask *ask)
{
    return prepare_market(prepared, ask, (bench_market_shape){0});
}

static nextwork_status prepare_popular(void **prepared, const bench_ask *ask)
{
    return prepare_market(prepared, ask, (bench_market_shape){.popular = true});
}

static nextwork_status prepare_capped(void **prepared, const bench_ask *ask)
{
    return prepare_market(prepared, ask, (bench_market_shape){.popular = true, .capped = true});
}

static nextwork_status prepare_one_company(void **prepared, const bench_ask *ask)
{
    return prepare_market(prepared, ask,
                          (bench_market_shape){.popular = true, .one_company = true});
}

static nextwork_status run_deferred_acceptance(void *prepared)
{
    state *s = prepared;
    const bench_market *market = &s->market;
    nw_da *da = NULL;
    NW_TRY(nw_da_new(&da, &market->seats, market->youths));
    for (int32_t y = 0; y < market->youths; y++)
        nw_da_offer(da, y, market->choices + market->start[y],
                    market->start[y + 1] - market->start[y]);
    int stop = nw_da_run(da, NULL);
    nw_da_posts(s->post_of, da);
    nw_da_free(da);
    return stop == NW_RUNNING ? NEXTWORK_OK : nw_fail(NEXTWORK_ERROR_INTERNAL, "stopped early");
}

static nextwork_status run_textbook(void *prepared)
{
    state *s = prepared;
    return bench_textbook(s->post_of, &s->market);
}

static void answer_posts(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    int64_t bytes = s->market.youths * (int64_t)sizeof *s->post_of;
    *answer = (bench_answer){.items = s->market.youths,
                             .hash = nw_keyed_hash(0, 0, (const char *)s->post_of, bytes)};
}

/* A stable matching to check, with the key of each youth at its post. */
static nextwork_status prepare_check(void **prepared, const bench_ask *ask)
{
    NW_TRY(prepare_popular(prepared, ask));
    state *s = *prepared;
    s->key_of = NW_NEW_ZERO(uint64_t, s->market.youths);
    nextwork_status status =
        s->key_of == NULL ? nw_fail_memory("a case") : run_deferred_acceptance(s);
    if (status != NEXTWORK_OK) {
        clean_up(s);
        return status;
    }
    for (int32_t y = 0; y < s->market.youths; y++) {
        for (int64_t i = s->market.start[y]; i < s->market.start[y + 1]; i++) {
            if ((int32_t)s->market.choices[i].post == s->post_of[y])
                s->key_of[y] = s->market.choices[i].key;
        }
    }
    return NEXTWORK_OK;
}

static nextwork_status run_check(void *prepared)
{
    state *s = prepared;
    const bench_market *market = &s->market;
    nw_check check;
    NW_TRY(nw_check_new(&check, &market->seats, market->youths, s->post_of, s->key_of));
    s->found =
        check.posts_over + check.companies_over +
        nw_check_blocking_pairs(&check, market->youths, market->start, market->choices, s->post_of);
    nw_check_clear(&check);
    return s->found == 0 ? NEXTWORK_OK
                         : nw_fail(NEXTWORK_ERROR_INTERNAL, "%lld blocking pairs or seats exceeded",
                                   (long long)s->found);
}

static void answer_check(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    *answer = (bench_answer){.items = s->market.youths, .hash = (uint64_t)s->found};
}

static const int64_t sizes[] = {10000, 100000, 1000000, 0};

const bench_case bench_case_uniform = {
    "deferred-acceptance",
    "20 wishes a youth, all posts alike, about as many seats as youths",
    "youths",
    sizes,
    prepare_uniform,
    run_deferred_acceptance,
    answer_posts,
    clean_up,
};

const bench_case bench_case_popular = {
    "deferred-acceptance-popular",
    "the same with 60 % of the wishes on 20 % of the posts",
    "youths",
    sizes,
    prepare_popular,
    run_deferred_acceptance,
    answer_posts,
    clean_up,
};

const bench_case bench_case_capped = {
    "deferred-acceptance-capped",
    "popular posts, and companies of three posts that take two thirds of their seats",
    "youths",
    sizes,
    prepare_capped,
    run_deferred_acceptance,
    answer_posts,
    clean_up,
};

const bench_case bench_case_one_company = {
    "deferred-acceptance-one-company",
    "popular posts, all of one company that takes half of their seats",
    "youths",
    sizes,
    prepare_one_company,
    run_deferred_acceptance,
    answer_posts,
    clean_up,
};

const bench_case bench_case_textbook = {
    "textbook",      "for comparison: the textbook's chains on the market of deferred-acceptance",
    "youths",        sizes,
    prepare_uniform, run_textbook,
    answer_posts,    clean_up,
};

const bench_case bench_case_textbook_popular = {
    "textbook-popular",
    "for comparison: the textbook's chains on the market of deferred-acceptance-popular",
    "youths",
    sizes,
    prepare_popular,
    run_textbook,
    answer_posts,
    clean_up,
};

const bench_case bench_case_check = {
    "check-stable", "seats and blocking pairs of the result of deferred-acceptance-popular",
    "youths",       sizes,
    prepare_check,  run_check,
    answer_check,   clean_up,
};
