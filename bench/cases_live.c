/* Cases of the open market: a hundredth of the youths come, or go, one after another. What a run
 * did is undone, untimed, when it has been asked for its answer; the matching is then what it was
 * before, which the next run's hash shows. */
#include "cases.h"
#include "market.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/live.h"

#include <stddef.h>

#define WISHES 20
#define SHARE 100 /* one in so many comes and goes */

typedef struct {
    bench_market market;
    nw_live_choice *lists;
    nw_live *live;
    int32_t youths, movers; /* those who come and go are the last ones */
    bool coming;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    bench_market_clear(&s->market);
    nw_live_free(s->live);
    nw_free(s->lists);
    nw_free(s);
}

static nextwork_status join(state *s, int32_t youth)
{
    const int64_t *start = s->market.start + youth;
    return nw_live_join(s->live, youth, s->lists + start[0], (int32_t)(start[1] - start[0]));
}

static nextwork_status join_all(state *s, int32_t first, int32_t end)
{
    for (int32_t y = first; y < end; y++)
        NW_TRY(join(s, y));
    return NEXTWORK_OK;
}

static void leave_all(state *s, int32_t first, int32_t end)
{
    for (int32_t y = first; y < end; y++)
        nw_live_leave(s->live, y);
}

static nextwork_status fill(state *s, const bench_ask *ask, bench_market_shape shape)
{
    shape.youths = s->youths;
    shape.wishes = WISHES;
    shape.roomy = true;
    shape.seed = ask->seed;
    NW_TRY(bench_market_new(&s->market, &shape));
    s->lists = NW_NEW(nw_live_choice, s->market.start[s->youths]);
    if (s->lists == NULL)
        return nw_fail_memory("a case");
    for (int64_t i = 0; i < s->market.start[s->youths]; i++)
        s->lists[i] =
            (nw_live_choice){s->market.choices[i].key, (int32_t)s->market.choices[i].post};
    NW_TRY(nw_live_new(&s->live, &s->market.seats, s->youths));
    return join_all(s, 0, s->coming ? s->youths - s->movers : s->youths);
}

static nextwork_status prepare(void **prepared, const bench_ask *ask, bool coming,
                               bench_market_shape shape)
{
    if (ask->size < SHARE || ask->size > INT32_MAX / WISHES)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "a size from %d to %d youths", SHARE,
                       INT32_MAX / WISHES);
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    s->youths = (int32_t)ask->size;
    s->movers = s->youths / SHARE;
    s->coming = coming;
    nextwork_status status = fill(s, ask, shape);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status prepare_insert(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, true, (bench_market_shape){0});
}

static nextwork_status prepare_remove(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, false, (bench_market_shape){0});
}

static nextwork_status prepare_insert_capped(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, true, (bench_market_shape){.capped = true});
}

static nextwork_status prepare_remove_capped(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, false, (bench_market_shape){.capped = true});
}

static nextwork_status prepare_insert_one_company(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, true, (bench_market_shape){.one_company = true});
}

static nextwork_status prepare_remove_one_company(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, false, (bench_market_shape){.one_company = true});
}

static nextwork_status run(void *prepared)
{
    state *s = prepared;
    if (s->coming)
        return join_all(s, s->youths - s->movers, s->youths);
    leave_all(s, s->youths - s->movers, s->youths);
    return NEXTWORK_OK;
}

static uint64_t hash_posts(const state *s)
{
    uint64_t hash = 0;
    for (int32_t y = 0; y < s->youths; y++) {
        int32_t post = nw_live_post_of(s->live, y);
        hash = nw_keyed_hash(hash, 0, (const char *)&post, sizeof post);
    }
    return hash;
}

static void answer(bench_answer *answer, const void *prepared)
{
    state s = *(const state *)prepared;
    *answer = (bench_answer){.items = s.movers, .hash = hash_posts(&s)};
    if (s.coming)
        leave_all(&s, s.youths - s.movers, s.youths);
    else if (join_all(&s, s.youths - s.movers, s.youths) != NEXTWORK_OK)
        answer->hash = 0;
}

static const int64_t sizes[] = {10000, 100000, 1000000, 0};

const bench_case bench_case_insert = {
    "market-insert",
    "an open market, 20 wishes a youth, seats 1.1 times the youths: the last hundredth come",
    "youths",
    sizes,
    prepare_insert,
    run,
    answer,
    clean_up,
};

const bench_case bench_case_remove = {
    "market-remove", "the same: they go", "youths", sizes, prepare_remove, run, answer, clean_up,
};

const bench_case bench_case_insert_capped = {
    "market-insert-capped",
    "the same, companies of three posts taking two thirds of their seats: they come",
    "youths",
    sizes,
    prepare_insert_capped,
    run,
    answer,
    clean_up,
};

const bench_case bench_case_remove_capped = {
    "market-remove-capped",
    "the same: they go",
    "youths",
    sizes,
    prepare_remove_capped,
    run,
    answer,
    clean_up,
};

const bench_case bench_case_insert_one_company = {
    "market-insert-one-company",
    "the same, all posts of one company that takes half of their seats: they come",
    "youths",
    sizes,
    prepare_insert_one_company,
    run,
    answer,
    clean_up,
};

const bench_case bench_case_remove_one_company = {
    "market-remove-one-company",
    "the same: they go",
    "youths",
    sizes,
    prepare_remove_one_company,
    run,
    answer,
    clean_up,
};
