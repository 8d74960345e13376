/* Cases of plans over several periods: four periods of thirteen weeks, posts beyond the lists too.
 */
#include "cases.h"

#include "base/memory.h"
#include "base/random.h"
#include "generate/generate.h"
#include "plan/rotation.h"

#include <stddef.h>

#define PERIODS 4
#define WEEKS 13

/* What a case plans, and how hard. */
typedef struct {
    const char *scenario;
    int64_t effort;
    int32_t candidates; /* a youth; 0: all */
    void (*change)(nw_knobs *);
} shape;

typedef struct {
    nw_cohort *cohort;
    nw_round *rounds[PERIODS];
    int32_t weight[PERIODS];
    nw_rotation_task task;
    nw_rotated rotated;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    for (int32_t t = 0; t < PERIODS; t++)
        nw_round_unref(s->rounds[t]);
    nw_cohort_unref(s->cohort);
    nw_free(s->rotated.post_of);
    nw_free(s->rotated.post_price);
    nw_free(s->rotated.company_price);
    nw_free(s);
}

static nextwork_status make_cohort(nw_cohort **cohort, const nw_knobs *knobs)
{
    nw_table tables[NW_TABLES];
    char *policy;
    nw_findings findings = {0};
    NW_TRY(nw_generate(tables, &policy, knobs));
    nextwork_status status = nw_cohort_freeze(cohort, tables, policy, "policy.ini", &findings);
    nw_findings_clear(&findings);
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
    nw_free(policy);
    return status;
}

static nextwork_status fill(state *s, const nw_knobs *knobs, const shape *of, int threads)
{
    NW_TRY(make_cohort(&s->cohort, knobs));
    int64_t youths = s->cohort->youths.count, posts = s->cohort->posts.count;
    for (int32_t t = 0; t < PERIODS; t++) {
        NW_TRY(
            nw_round_new(&s->rounds[t], s->cohort, (int32_t)knobs->start + 7 * WEEKS * t, WEEKS));
        s->weight[t] = 10000;
    }
    s->task = (nw_rotation_task){.rounds = s->rounds,
                                 .periods = PERIODS,
                                 .weight = s->weight,
                                 .extend = true,
                                 .most_candidates = of->candidates,
                                 .effort = of->effort,
                                 .threads = threads};
    s->rotated = (nw_rotated){.post_of = NW_NEW(int32_t, PERIODS * youths),
                              .post_price = NW_NEW(int64_t, PERIODS * posts),
                              .company_price =
                                  NW_NEW(int64_t, PERIODS * (int64_t)s->cohort->companies.count)};
    return s->rotated.post_of == NULL || s->rotated.post_price == NULL ||
                   s->rotated.company_price == NULL
               ? nw_fail_memory("a case")
               : NEXTWORK_OK;
}

static nextwork_status prepare(void **prepared, const bench_ask *ask, const shape *of)
{
    nw_knobs knobs;
    nw_knobs_of(&knobs, of->scenario);
    if (of->change != NULL)
        of->change(&knobs);
    knobs.companies = knobs.companies * ask->size / knobs.youths;
    knobs.companies =
        knobs.companies < knobs.network_companies ? knobs.network_companies : knobs.companies;
    knobs.youths = ask->size;
    knobs.seed = ask->seed;
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    nextwork_status status = fill(s, &knobs, of, ask->threads);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status run(void *prepared)
{
    state *s = prepared;
    return nw_rotate(&s->rotated, &s->task, NULL);
}

static void answer(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    const nw_rotated *r = &s->rotated;
    int64_t count = PERIODS * (int64_t)s->cohort->youths.count;
    *answer = (bench_answer){
        .items = s->cohort->youths.count,
        .value = r->objective / 10000,
        .bound = r->bound / 10000,
        .hash = nw_keyed_hash((uint64_t)r->bound, 0, (const char *)r->post_of, 4 * count)};
}

/* Companies as large as it takes to have places for all, in networks of some forty posts. */
static void make_country(nw_knobs *knobs)
{
    knobs->youths = 100000;
    knobs->companies = 20000;
    knobs->headcount_median = 50;
    knobs->posts_per_company = 300;
    knobs->network_companies = 13;
}

#define CASE(NAME, name, what, ...)                                                                \
    static nextwork_status prepare_##NAME(void **prepared, const bench_ask *ask)                   \
    {                                                                                              \
        static const shape of = {__VA_ARGS__};                                                     \
        return prepare(prepared, ask, &of);                                                        \
    }                                                                                              \
    const bench_case bench_case_plan_##NAME = {                                                    \
        name, what, "youths", sizes_##NAME, prepare_##NAME, run, answer, clean_up,                 \
    };

static const int64_t sizes_pilots[] = {900, 0}, sizes_trial[] = {2400, 0};
static const int64_t sizes_region[] = {12000, 0}, sizes_nation[] = {100000, 0};

CASE(pilots, "plan-pilots", "a plan of four periods for the scenario pilots, effort 10", "pilots",
     10, 0, NULL)
CASE(trial, "plan-trial", "the same for the scenario trial, of which half are controls", "trial",
     10, 0, NULL)
CASE(region, "plan-region", "a plan of four periods for the scenario region, effort 4", "region", 4,
     0, NULL)
CASE(nation, "plan-nation",
     "a plan of four periods for a country of 20 large companies for 100 youths, 40 candidates a "
     "youth, effort 2",
     "nation", 2, 40, make_country)
