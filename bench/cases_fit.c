/* Cases of fit/. */
#include "cases.h"

#include "base/memory.h"
#include "base/random.h"
#include "cohort/cohort.h"
#include "fit/fit.h"
#include "fit/kernel.h"
#include "generate/generate.h"

#include <stddef.h>

#define WEEKS 8

typedef struct {
    nw_round *round;
    int threads;
    int64_t pairs;
    int32_t *fits;     /* per pair, a youth's posts together */
    uint32_t *reasons; /* likewise */
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    nw_round_unref(s->round);
    nw_free(s->fits);
    nw_free(s->reasons);
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

static nextwork_status make_pilots(nw_round **round, const bench_ask *ask)
{
    nw_knobs knobs;
    nw_table tables[NW_TABLES];
    char *policy;
    nw_knobs_of(&knobs, "pilots");
    knobs.youths = ask->size;
    knobs.seed = ask->seed;
    NW_TRY(nw_generate(tables, &policy, &knobs));
    nextwork_status status = make_round(round, tables, policy, (int32_t)knobs.start);
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
    nw_free(policy);
    return status;
}

static nextwork_status make_matrix(state *s)
{
    const nw_cohort *cohort = s->round->cohort;
    s->pairs = (int64_t)cohort->youths.count * cohort->posts.count;
    s->fits = NW_NEW_ZERO(int32_t, s->pairs);
    s->reasons = NW_NEW_ZERO(uint32_t, s->pairs);
    return s->fits != NULL && s->reasons != NULL ? NEXTWORK_OK : nw_fail_memory("a matrix of fits");
}

static nextwork_status prepare(void **prepared, const bench_ask *ask)
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    s->threads = ask->threads;
    nextwork_status status = make_pilots(&s->round, ask);
    if (status == NEXTWORK_OK)
        status = make_matrix(s);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status run_pairs(void *prepared)
{
    state *s = prepared;
    int32_t posts = s->round->cohort->posts.count;
    for (int64_t i = 0; i < s->pairs; i++) {
        nw_fit fit;
        nw_fit_pair(&fit, s->round, (int32_t)(i / posts), (int32_t)(i % posts));
        s->fits[i] = fit.fit;
        s->reasons[i] = fit.reasons;
    }
    return NEXTWORK_OK;
}

static nextwork_status run_rows(void *prepared)
{
    state *s = prepared;
    nw_scores scores = {.fits = s->fits, .reasons = s->reasons};
    return nw_score_rows(&scores, s->round->kernel, 0, s->round->cohort->youths.count, s->threads,
                         NULL);
}

static void answer(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    uint64_t fits = nw_keyed_hash(0, 0, (const char *)s->fits, 4 * s->pairs);
    *answer = (bench_answer){
        .items = s->pairs, .hash = nw_keyed_hash(fits, 0, (const char *)s->reasons, 4 * s->pairs)};
}

static const int64_t sizes[] = {900, 0};

const bench_case bench_case_score_pairs = {
    "score-pairs",
    "fits and reasons of the scenario pilots by the definition, pair by pair, one thread",
    "pairs",
    sizes,
    prepare,
    run_pairs,
    answer,
    clean_up,
};

const bench_case bench_case_score_rows = {
    "score", "the same by the kernel, all posts of a youth together",
    "pairs", sizes,
    prepare, run_rows,
    answer,  clean_up,
};
