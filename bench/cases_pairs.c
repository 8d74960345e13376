/* Cases of the stable matchings that need all pairs at once: arrays in, arrays out, one thread. */
#include "cases.h"
#include "lists.h"

#include "base/random.h"
#include "match/most_placed.h"
#include "match/post_optimal.h"
#include "match/second_chances.h"

#include <stddef.h>

static nextwork_status prepare_uniform(void **prepared, const bench_ask *ask)
{
    return bench_lists_new(prepared, ask, false, false, 0);
}

static nextwork_status prepare_capped(void **prepared, const bench_ask *ask)
{
    return bench_lists_new(prepared, ask, true, true, 0);
}

static nextwork_status prepare_ties_1(void **prepared, const bench_ask *ask)
{
    return bench_lists_new(prepared, ask, true, false, 1);
}

static nextwork_status prepare_ties_3(void **prepared, const bench_ask *ask)
{
    return bench_lists_new(prepared, ask, true, false, 3);
}

static nextwork_status prepare_ties_10(void **prepared, const bench_ask *ask)
{
    return bench_lists_new(prepared, ask, true, false, 10);
}

static nextwork_status run_one_chance(void *prepared)
{
    bench_lists *s = prepared;
    return nw_second_chances(s->post_of, &s->pairs, &s->market.seats, s->turn, false, NULL);
}

static nextwork_status run_most_placed(void *prepared)
{
    bench_lists *s = prepared;
    int64_t bound;
    return nw_most_placed(s->post_of, &bound, &s->pairs, &s->market.seats, s->turn, NULL);
}

static nextwork_status run_post_optimal(void *prepared)
{
    bench_lists *s = prepared;
    return nw_post_optimal(s->post_of, &s->pairs, &s->market.seats, NULL);
}

static void answer(bench_answer *answer, const void *prepared)
{
    const bench_lists *s = prepared;
    int64_t bytes = s->pairs.youths * (int64_t)sizeof *s->post_of;
    *answer = (bench_answer){.items = s->pairs.youths,
                             .hash = nw_keyed_hash(0, 0, (const char *)s->post_of, bytes)};
}

static const int64_t sizes[] = {10000, 100000, 1000000, 0};

const bench_case bench_case_post_optimal = {
    "post-optimal",  "side = posts on the market of deferred-acceptance",
    "youths",        sizes,
    prepare_uniform, run_post_optimal,
    answer,          bench_lists_free,
};

const bench_case bench_case_post_optimal_capped = {
    "post-optimal-capped",
    "side = posts on the market of deferred-acceptance-capped",
    "youths",
    sizes,
    prepare_capped,
    run_post_optimal,
    answer,
    bench_lists_free,
};

const bench_case bench_case_one_chance = {
    "one-chance",   "what most-placed begins with, 3 classes of equals at each post",
    "youths",       sizes,
    prepare_ties_3, run_one_chance,
    answer,         bench_lists_free,
};

const bench_case bench_case_most_placed_1 = {
    "most-placed-1", "ties = most-placed on deferred-acceptance-popular, all youths equals",
    "youths",        sizes,
    prepare_ties_1,  run_most_placed,
    answer,          bench_lists_free,
};

const bench_case bench_case_most_placed_3 = {
    "most-placed-3", "the same with 3 classes of equals at each post",
    "youths",        sizes,
    prepare_ties_3,  run_most_placed,
    answer,          bench_lists_free,
};

const bench_case bench_case_most_placed_10 = {
    "most-placed-10", "the same with 10 classes", "youths", sizes, prepare_ties_10, run_most_placed,
    answer,           bench_lists_free,
};
