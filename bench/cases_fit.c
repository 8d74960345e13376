/* Cases of fit/. */
#include "cases.h"

#include "base/memory.h"
#include "cohort/cohort.h"
#include "fit/fit.h"
#include "generate/generate.h"

#include <stddef.h>

#define WEEKS 8

typedef struct {
    nw_round *round;
    uint64_t sum; /* of all fits, times a number for each pair */
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    nw_round_unref(s->round);
    nw_free(s);
}

static nextwork_status make_round(nw_round **round, const nw_table *tables, const char *policy,
                                  int32_t start)
{
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    nextwork_status status = nw_cohort_freeze(&cohort, tables, policy, "policy.ini", &findings);
    nw_findings_clear(&findings);
    if (status == NEXTWORK_OK)
        status = nw_round_new(round, cohort, start, WEEKS);
    nw_cohort_unref(cohort);
    return status;
}

static nextwork_status prepare(void **prepared, const bench_ask *ask)
{
    nw_knobs knobs;
    nw_table tables[NW_TABLES];
    char *policy;
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    nw_knobs_of(&knobs, "pilots");
    knobs.youths = ask->size;
    knobs.seed = ask->seed;
    nextwork_status status = nw_generate(tables, &policy, &knobs);
    if (status == NEXTWORK_OK) {
        status = make_round(&s->round, tables, policy, (int32_t)knobs.start);
        for (int t = 0; t < NW_TABLES; t++)
            nw_table_clear(&tables[t]);
        nw_free(policy);
    }
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status run(void *prepared)
{
    state *s = prepared;
    s->sum = 0;
    for (int32_t y = 0; y < s->round->cohort->youths.count; y++) {
        for (int32_t p = 0; p < s->round->cohort->posts.count; p++) {
            nw_fit fit;
            nw_fit_pair(&fit, s->round, y, p);
            s->sum = s->sum * 31 + (uint64_t)fit.fit * 64 + fit.reasons;
        }
    }
    return NEXTWORK_OK;
}

static void answer(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    const nw_cohort *cohort = s->round->cohort;
    *answer = (bench_answer){.items = (int64_t)cohort->youths.count * cohort->posts.count,
                             .hash = s->sum};
}

static const int64_t sizes[] = {900, 0};

const bench_case bench_case_score = {
    "score", "fit and reasons of every youth with every post in the scenario pilots, one thread",
    "pairs", sizes,
    prepare, run,
    answer,  clean_up,
};
