#include "fit/score.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "fit/explain.h"
#include "fit/kernel.h"
#include "fit/reasons.h"

/* Pairs held at a time: enough to keep every thread busy, little beside the table itself. */
#define PAIRS_AT_ONCE (1 << 18)

enum { YOUTH, POST, FIT, COVERAGE, FIRST_TERM, REASONS = FIRST_TERM + NW_TERMS, COLUMNS };

#define BASIS_POINTS "basis points; the policy's neutral value where unknown"

/* The order of the terms is nw_term's. */
static const nw_column_schema columns[COLUMNS] = {
    [YOUTH] = {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    [POST] = {"post_id", NW_ID, true, 0, 0, NULL, "the post"},
    [FIT] = {"fit", NW_INT, true, 0, NW_FIT_MAX, NULL, "the score, basis points"},
    [COVERAGE] = {"coverage", NW_INT, true, 0, NW_FIT_MAX, NULL,
                  "weight of the terms whose inputs are known, basis points of all weight"},
    {"wish", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"novelty", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"mutual", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"travel", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"goal", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"support", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"hours", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"reliability", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"skill", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    {"room", NW_INT, true, 0, NW_FIT_MAX, NULL, BASIS_POINTS},
    [REASONS] = {"reasons", NW_STRING, false, 0, 0, NULL,
                 "why the pair is not allowed, separated by |; empty: allowed"},
};

static const nw_table_schema schema = {"scores", false, COLUMNS, columns,
                                       "fits of youths and posts, with their terms"};

typedef struct {
    int32_t post;
    nw_fit fit;
} scored;

/* One batch of youths; block b of the parallel work is youth first_youth + b. */
typedef struct {
    const nw_round *round;
    nextwork_monitor *monitor;
    int32_t first_youth;
    int32_t first_post, posts; /* the posts to score at */
    int32_t per_youth;         /* rows a youth has at most */
    int64_t steps;             /* that finding the rows of a youth adds to the progress */
    int32_t *best;             /* posts, per_youth a youth, -1 after the last; NULL: all posts */
    scored *found;             /* per_youth a youth */
    int32_t *count;            /* rows found a youth */
} batch;

static int32_t find_best(scored *found, const int32_t *best, const batch *of, int32_t youth)
{
    int32_t count = 0;
    for (; count < of->per_youth && best[count] >= 0; count++) {
        found[count].post = best[count];
        nw_fit_pair(&found[count].fit, of->round, youth, best[count]);
    }
    return count;
}

static int32_t find_all(scored *found, const batch *of, int32_t youth)
{
    for (int32_t i = 0; i < of->posts; i++) {
        found[i].post = of->first_post + i;
        nw_fit_pair(&found[i].fit, of->round, youth, found[i].post);
    }
    return of->posts;
}

static nextwork_status score_youth(void *context, int64_t block, int worker)
{
    (void)worker;
    const batch *of = context;
    int32_t youth = of->first_youth + (int32_t)block;
    int64_t at = block * of->per_youth;
    bool control = (of->round->youth_reasons[youth] & NW_BIT(NW_REASON_CONTROL_ARM)) != 0;
    if (control)
        of->count[block] = 0;
    else if (of->best != NULL)
        of->count[block] = find_best(of->found + at, of->best + at, of, youth);
    else
        of->count[block] = find_all(of->found + at, of, youth);
    if (nw_monitor_step(of->monitor, of->steps) != NW_RUNNING)
        return nw_fail(NEXTWORK_ERROR_CANCELLED, "the scoring was stopped before its end");
    return NEXTWORK_OK;
}

static nextwork_status write_row(nw_table *table, const nw_cohort *cohort, int32_t youth,
                                 const scored *row)
{
    char reasons[NW_REASONS * 24];
    int64_t bytes = nw_reasons_text(reasons, sizeof reasons, row->fit.reasons, '|');
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, YOUTH, cohort->youths.ids.texts[youth]));
    NW_TRY(nw_table_set_text(table, POST, cohort->posts.ids.texts[row->post]));
    nw_table_set_int(table, FIT, row->fit.fit);
    nw_table_set_int(table, COVERAGE, row->fit.coverage);
    for (int term = 0; term < NW_TERMS; term++)
        nw_table_set_int(table, FIRST_TERM + term, row->fit.value[term]);
    return nw_table_set_text(table, REASONS, (nw_text){reasons, bytes});
}

static nextwork_status write_batch(nw_table *table, const batch *of, int32_t youths)
{
    for (int32_t y = 0; y < youths; y++)
        for (int32_t i = 0; i < of->count[y]; i++)
            NW_TRY(write_row(table, of->round->cohort, of->first_youth + y,
                             &of->found[(int64_t)y * of->per_youth + i]));
    return NEXTWORK_OK;
}

/* The best posts of the batch's youths, where that is what is wanted. */
static nextwork_status choose(const batch *of, int32_t youths, int threads)
{
    if (of->best == NULL)
        return NEXTWORK_OK;
    if (of->steps == 0)
        return nw_score_top(of->best, NULL, of->round->kernel, of->first_youth, youths,
                            of->per_youth, threads, of->monitor);
    for (int32_t y = 0; y < youths; y++) {
        bool allowed = nw_pair_allowed(of->round, of->first_youth + y, of->first_post);
        of->best[y] = allowed ? of->first_post : -1;
    }
    return NEXTWORK_OK;
}

static nextwork_status score(nw_table *table, batch *of, int32_t first, int32_t count,
                             int32_t at_once, int threads)
{
    for (int32_t done = 0; done < count; done += at_once) {
        int32_t youths = count - done < at_once ? count - done : at_once;
        of->first_youth = first + done;
        NW_TRY(choose(of, youths, threads));
        NW_TRY(nw_parallel(youths, threads, score_youth, of));
        NW_TRY(write_batch(table, of, youths));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_score_table(nw_table **table, const nw_round *round, int32_t first,
                               int32_t count, int32_t post, int64_t top, int threads,
                               nextwork_monitor *monitor)
{
    batch of = {
        .round = round,
        .monitor = monitor,
        .first_post = post < 0 ? 0 : post,
        .posts = post < 0 ? round->cohort->posts.count : 1,
        .steps = top > 0 && post < 0 ? 0 : 1, /* choosing among all posts steps by itself */
    };
    of.per_youth = top > 0 && top < of.posts ? (int32_t)top : of.posts;
    int32_t at_once = nw_min32(count, nw_max32(1, PAIRS_AT_ONCE / nw_max32(1, of.per_youth)));
    nw_monitor_begin(monitor, count);
    nw_table *made;
    NW_TRY(nw_table_new(&made, &schema));
    of.found = NW_NEW(scored, (int64_t)at_once * of.per_youth);
    of.best = top > 0 ? NW_NEW(int32_t, (int64_t)at_once * of.per_youth) : NULL;
    of.count = NW_NEW(int32_t, at_once);
    nextwork_status status = of.found == NULL || of.count == NULL || (top > 0 && of.best == NULL)
                                 ? nw_fail_memory("scores")
                                 : score(made, &of, first, count, at_once, threads);
    nw_free(of.found);
    nw_free(of.best);
    nw_free(of.count);
    return nw_table_finish(table, made, status);
}
