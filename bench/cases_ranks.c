/* Cases of rank-maximal and fair matchings: arrays in, arrays out, one thread. */
#include "cases.h"
#include "lists.h"

#include "base/random.h"
#include "match/fair.h"
#include "match/rank_maximal.h"

#include <stddef.h>

static nextwork_status prepare(void **prepared, const bench_ask *ask)
{
    return bench_lists_new(prepared, ask, true, true, BENCH_NO_TIERS);
}

static nextwork_status run_rank_maximal(void *prepared)
{
    bench_lists *s = prepared;
    return nw_rank_maximal(s->post_of, &s->pairs, &s->market.seats, s->turn, NULL);
}

static nextwork_status run_fair(void *prepared)
{
    bench_lists *s = prepared;
    return nw_fair(s->post_of, &s->pairs, &s->market.seats, s->turn, NULL);
}

/* Who is where, and how many at each rank: another matching with the same profile is not the same
 * result, but the profile is what was promised. */
static void answer(bench_answer *answer, const void *prepared)
{
    const bench_lists *s = prepared;
    int64_t profile[BENCH_WISHES + 1] = {0};
    for (int32_t y = 0; y < s->pairs.youths; y++)
        for (int64_t i = s->pairs.start[y]; i < s->pairs.start[y + 1]; i++)
            if (s->pairs.post[i] == s->post_of[y])
                profile[s->pairs.rank[i]]++;
    int64_t bytes = s->pairs.youths * (int64_t)sizeof *s->post_of;
    uint64_t hash = nw_keyed_hash(0, 0, (const char *)s->post_of, bytes);
    *answer = (bench_answer){.items = s->pairs.youths,
                             .hash = nw_keyed_hash(hash, 0, (const char *)profile, sizeof profile)};
}

static const int64_t sizes[] = {10000, 100000, 0};

const bench_case bench_case_rank_maximal = {
    "rank-maximal", "20 wishes a youth on the market of deferred-acceptance-capped",
    "youths",       sizes,
    prepare,        run_rank_maximal,
    answer,         bench_lists_free,
};

const bench_case bench_case_fair = {
    "fair",   "the same by most placements and fewest bad ranks",
    "youths", sizes,
    prepare,  run_fair,
    answer,   bench_lists_free,
};
