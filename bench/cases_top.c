/* Cases of the scenario nation: each youth's best posts, and what streaming the posts' columns
 * costs by itself. */
#include "cases.h"
#include "nation.h"

#include "base/memory.h"
#include "base/random.h"
#include "fit/kernel.h"
#include "fit/reasons.h"

#include <stddef.h>

#define WEEKS 8
#define BEST 50
/* Place, industry and function, offers, skills, hours, what is the post's own. */
#define COLUMNS 8

typedef struct {
    nw_round *round;
    int threads;
    int32_t *posts, *fits;      /* the best of each youth */
    uint32_t *columns[COLUMNS]; /* of the posts */
    uint64_t sum;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    nw_round_unref(s->round);
    nw_free(s->posts);
    nw_free(s->fits);
    for (int c = 0; c < COLUMNS; c++)
        nw_free(s->columns[c]);
    nw_free(s);
}

static nextwork_status make_room(state *s)
{
    const nw_cohort *cohort = s->round->cohort;
    s->posts = NW_NEW_ZERO(int32_t, (int64_t)cohort->youths.count * BEST);
    s->fits = NW_NEW_ZERO(int32_t, (int64_t)cohort->youths.count * BEST);
    bool made = s->posts != NULL && s->fits != NULL;
    for (int c = 0; c < COLUMNS && made; c++) {
        s->columns[c] = NW_NEW(uint32_t, cohort->posts.count);
        made = s->columns[c] != NULL;
        for (int32_t p = 0; p < cohort->posts.count && made; p++)
            s->columns[c][p] = (uint32_t)(c + 1) * (uint32_t)p;
    }
    return made ? NEXTWORK_OK : nw_fail_memory("a case");
}

static nextwork_status prepare(void **prepared, const bench_ask *ask)
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    s->threads = ask->threads;
    nextwork_status status = bench_nation_round(&s->round, ask, WEEKS);
    if (status == NEXTWORK_OK)
        status = make_room(s);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

/* Without the rule that keeps youths to their network, which would leave a handful of posts each:
 * all pairs are scored. */
static nextwork_status prepare_open(void **prepared, const bench_ask *ask)
{
    NW_TRY(prepare(prepared, ask));
    state *s = *prepared;
    s->round->enabled &= ~NW_BIT(NW_REASON_OUTSIDE_NETWORK);
    return NEXTWORK_OK;
}

/* The same by AVX2, whatever more this processor has; by the plain code if it has less. */
static nextwork_status prepare_avx2(void **prepared, const bench_ask *ask)
{
    NW_TRY(prepare_open(prepared, ask));
    state *s = *prepared;
    nw_kernel_free(s->round->kernel);
    s->round->kernel = NULL;
    nextwork_status status = nw_kernel_new(
        &s->round->kernel, s->round, nw_kernel_has(NW_PATH_AVX2) ? NW_PATH_AVX2 : NW_PATH_PORTABLE);
    if (status != NEXTWORK_OK)
        clean_up(s);
    return status;
}

static nextwork_status run_top(void *prepared)
{
    state *s = prepared;
    return nw_score_top(s->posts, s->fits, s->round->kernel, 0, s->round->cohort->youths.count,
                        BEST, s->threads, NULL);
}

static nextwork_status run_columns(void *prepared)
{
    state *s = prepared;
    int32_t posts = s->round->cohort->posts.count;
    s->sum = 0;
    for (int32_t y = 0; y < s->round->cohort->youths.count; y++)
        for (int c = 0; c < COLUMNS; c++) {
            uint32_t sum = (uint32_t)y;
            for (int32_t p = 0; p < posts; p++)
                sum += s->columns[c][p];
            s->sum += sum;
        }
    return NEXTWORK_OK;
}

static int64_t pairs(const state *s)
{
    return (int64_t)s->round->cohort->youths.count * s->round->cohort->posts.count;
}

static void answer_top(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    int64_t bytes = 4 * (int64_t)s->round->cohort->youths.count * BEST;
    uint64_t posts = nw_keyed_hash(0, 0, (const char *)s->posts, bytes);
    *answer = (bench_answer){.items = pairs(s),
                             .hash = nw_keyed_hash(posts, 0, (const char *)s->fits, bytes)};
}

static void answer_columns(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    *answer = (bench_answer){.items = pairs(s), .hash = s->sum};
}

static const int64_t sizes[] = {1000, 4000, 16000, 43000, 0};

const bench_case bench_case_top = {
    "top",        "the 50 best posts of each youth of the scenario nation, anywhere in the country",
    "pairs",      sizes,
    prepare_open, run_top,
    answer_top,   clean_up,
};

const bench_case bench_case_top_avx2 = {
    "top-avx2",   "the same by no more than AVX2, whatever the processor has",
    "pairs",      sizes,
    prepare_avx2, run_top,
    answer_top,   clean_up,
};

const bench_case bench_case_top_networks = {
    "top-networks", "the same within each youth's network, as the scenario has it",
    "pairs",        sizes,
    prepare,        run_top,
    answer_top,     clean_up,
};

const bench_case bench_case_columns = {
    "columns",
    "for comparison: eight columns of the same posts summed for each youth, one thread",
    "pairs",
    sizes,
    prepare,
    run_columns,
    answer_columns,
    clean_up,
};
