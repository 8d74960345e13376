/* The greatest total fit of the whole country: every post that no reason forbids a youth, far more
 * pairs than are ever held. */
#include "cases.h"
#include "nation.h"

#include "base/memory.h"
#include "fit/reasons.h"
#include "round/matching.h"

#define WEEKS 13

typedef struct {
    nw_round *round;
    nw_match_options options;
    int64_t objective;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    nw_round_unref(s->round);
    nw_free(s);
}

/* Without the rule that keeps youths to their network, which would leave a handful of posts each.
 */
static nextwork_status prepare(void **prepared, const bench_ask *ask)
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    nextwork_status status = bench_nation_round(&s->round, ask, WEEKS);
    if (status != NEXTWORK_OK) {
        clean_up(s);
        return status;
    }
    s->round->enabled &= ~NW_BIT(NW_REASON_OUTSIDE_NETWORK);
    s->options = (nw_match_options){
        .mechanism = "max-weight", .seed = ask->seed, .extend = true, .threads = ask->threads};
    *prepared = s;
    return NEXTWORK_OK;
}

static nextwork_status run(void *prepared)
{
    state *s = prepared;
    nw_result *result;
    NW_TRY(nw_match_round(&result, s->round, &s->options, NULL));
    s->objective = result->bound;
    nw_result_unref(result);
    return NEXTWORK_OK;
}

/* The hash is the sum of fits, which is proven to be the greatest. */
static void answer(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    *answer =
        (bench_answer){.items = s->round->cohort->youths.count, .hash = (uint64_t)s->objective};
}

static const int64_t sizes[] = {4000, 43000, 0};

const bench_case bench_case_weight_nation = {
    "max-weight-nation",
    "the greatest total fit over every post of the country, proven; files not counted",
    "youths",
    sizes,
    prepare,
    run,
    answer,
    clean_up,
};
