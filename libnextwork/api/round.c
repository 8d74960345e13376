#include "fit/round.h"

#include "api/effective.h"
#include "api/pair.h"
#include "base/memory.h"
#include "base/monitor.h"
#include "base/parallel.h"
#include "fit/explain.h"
#include "fit/kernel.h"
#include "fit/score.h"

#include <nextwork/round.h>
#include <string.h>

#define MOST_SCORES INT64_C(100000000) /* rows of one table of scores */

/* --- The round ---------------------------------------------------------------------------------
 */

static nextwork_status make_round(nextwork_round **round, nw_cohort *cohort,
                                  const nw_options *options)
{
    if (!nw_options_is_set(options, "start"))
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "nobody says when the round starts; set option start, or start in the "
                       "section [round] of the policy, as YYYY-MM-DD");
    return nw_round_new(round, cohort, (int32_t)nw_options_int64(options, "start"),
                        (int32_t)nw_options_int64(options, "weeks"));
}

nextwork_status nextwork_round_new(nextwork_round **round, nextwork_cohort *cohort,
                                   const nextwork_options *options)
{
    NW_GIVEN(round);
    NW_GIVEN(cohort);
    nw_options *effective;
    NW_TRY(nw_effective_options(&effective, options, &cohort->policy));
    nextwork_status status = make_round(round, cohort, effective);
    nw_options_free(effective);
    return status;
}

nextwork_round *nextwork_round_ref(nextwork_round *round)
{
    return round == NULL ? NULL : nw_round_ref(round);
}

void nextwork_round_unref(nextwork_round *round)
{
    nw_round_unref(round);
}

/* --- One pair ----------------------------------------------------------------------------------
 */

nextwork_status nextwork_round_fit(int32_t *fit, int32_t *coverage, uint32_t *reasons,
                                   const nextwork_round *round, int64_t youth, int64_t post)
{
    NW_GIVEN(fit);
    NW_GIVEN(round);
    NW_TRY(nw_check_youth(round->cohort, youth));
    NW_TRY(nw_check_post(round->cohort, post));
    nw_fit scored;
    nw_fit_pair(&scored, round, (int32_t)youth, (int32_t)post);
    *fit = scored.fit;
    if (coverage != NULL)
        *coverage = scored.coverage;
    if (reasons != NULL)
        *reasons = scored.reasons;
    return NEXTWORK_OK;
}

nextwork_status nextwork_round_explain(nextwork_table **table, const nextwork_round *round,
                                       int64_t youth, int64_t post, const char *language)
{
    int number;
    NW_GIVEN(table);
    NW_GIVEN(round);
    NW_GIVEN(language);
    NW_TRY(nw_check_youth(round->cohort, youth));
    NW_TRY(nw_check_post(round->cohort, post));
    NW_TRY(nw_language_of(&number, language));
    return nw_explain_parts(table, round, (int32_t)youth, (int32_t)post, number);
}

nextwork_status nextwork_round_reasons(nextwork_table **table, const nextwork_round *round,
                                       int64_t youth, int64_t post, const char *language)
{
    int number;
    NW_GIVEN(table);
    NW_GIVEN(round);
    NW_GIVEN(language);
    NW_TRY(nw_check_youth(round->cohort, youth));
    NW_TRY(nw_check_post(round->cohort, post));
    NW_TRY(nw_language_of(&number, language));
    return nw_explain_reasons(table, round, (int32_t)youth, (int32_t)post, number);
}

/* --- Many pairs --------------------------------------------------------------------------------
 */

static nextwork_status check_youths(int64_t *count, const nw_cohort *cohort, int64_t youth,
                                    int64_t youths)
{
    int64_t all = cohort->youths.count;
    if (youth < 0 || youth > all || youths < -1 || youths > all - youth)
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "youths", youth, "",
                          "%lld youths from number %lld; the cohort has %lld", (long long)youths,
                          (long long)youth, (long long)all);
    *count = youths < 0 ? all - youth : youths;
    return NEXTWORK_OK;
}

static nextwork_status check_rows(const nw_cohort *cohort, int64_t youths, int64_t post,
                                  int64_t top)
{
    int64_t each = post >= 0 ? 1 : cohort->posts.count;
    if (top > 0 && top < each)
        each = top;
    int64_t rows = youths * each;
    if (rows <= MOST_SCORES)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_LIMIT,
                   "%lld pairs to score; ask for at most %lld at a time: for fewer youths, or with "
                   "option top",
                   (long long)rows, (long long)MOST_SCORES);
}

nextwork_status nextwork_round_score(nextwork_table **table, const nextwork_round *round,
                                     int64_t youth, int64_t youths, int64_t post,
                                     const nextwork_options *options, nextwork_monitor *monitor)
{
    NW_GIVEN(table);
    NW_GIVEN(round);
    int64_t count = 0;
    NW_TRY(check_youths(&count, round->cohort, youth, youths));
    if (post != -1)
        NW_TRY(nw_check_post(round->cohort, post));
    nw_options *effective;
    NW_TRY(nw_effective_options(&effective, options, &round->cohort->policy));
    int64_t top = nw_options_int64(effective, "top");
    int threads = nw_threads(nw_options_int64(effective, "threads"));
    nw_options_free(effective);
    NW_TRY(check_rows(round->cohort, count, post, top));
    return nw_score_table(table, round, (int32_t)youth, (int32_t)count, (int32_t)post, top, threads,
                          monitor);
}

/* --- Into the caller's memory ------------------------------------------------------------------
 */

static nextwork_status threads_of(int *threads, const nw_round *round, const nw_options *options)
{
    nw_options *effective;
    NW_TRY(nw_effective_options(&effective, options, &round->cohort->policy));
    *threads = nw_threads(nw_options_int64(effective, "threads"));
    nw_options_free(effective);
    return NEXTWORK_OK;
}

static nextwork_status check_room(int64_t room, int64_t youths, int64_t each)
{
    int64_t needed;
    if (__builtin_mul_overflow(youths, each, &needed))
        return nw_fail(NEXTWORK_ERROR_LIMIT,
                       "%lld places for each of %lld youths cannot be counted", (long long)each,
                       (long long)youths);
    if (room >= needed)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_BUFFER,
                   "the arrays have room for %lld numbers; %lld youths with %lld each need %lld",
                   (long long)room, (long long)youths, (long long)each, (long long)needed);
}

/* No function shows a youth of the control arm a post. */
static void hide_control_arm(int32_t *fits, const nw_round *round, int64_t youth, int64_t youths)
{
    int64_t posts = round->cohort->posts.count;
    for (int64_t i = 0; i < youths; i++)
        if (round->cohort->youths.trial_arm[youth + i] == NW_CONTROL)
            memset(fits + i * posts, 0xff, (size_t)posts * sizeof *fits);
}

nextwork_status nextwork_round_fits(int32_t *fits, uint32_t *reasons, int64_t room,
                                    const nextwork_round *round, int64_t youth, int64_t youths,
                                    const nextwork_options *options, nextwork_monitor *monitor)
{
    NW_GIVEN(fits);
    NW_GIVEN(round);
    int64_t count = 0;
    int threads;
    NW_TRY(check_youths(&count, round->cohort, youth, youths));
    NW_TRY(check_room(room, count, round->cohort->posts.count));
    NW_TRY(threads_of(&threads, round, options));
    nw_monitor_begin(monitor, count);
    nw_scores scores = {.fits = fits, .reasons = reasons};
    NW_TRY(nw_score_rows(&scores, round->kernel, (int32_t)youth, (int32_t)count, threads, monitor));
    hide_control_arm(fits, round, youth, count);
    return NEXTWORK_OK;
}

/* Numbers of the caller as numbers of the kernel; checked. */
static nextwork_status take_pairs(int32_t *to_youths, int32_t *to_posts, const nw_cohort *cohort,
                                  const int64_t *youths, const int64_t *posts, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        if (youths[i] < 0 || youths[i] >= cohort->youths.count || posts[i] < 0 ||
            posts[i] >= cohort->posts.count)
            return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "", i, "",
                              "pair %lld is youth %lld and post %lld; there are %d youths and %d "
                              "posts, counted from 0",
                              (long long)i, (long long)youths[i], (long long)posts[i],
                              (int)cohort->youths.count, (int)cohort->posts.count);
        to_youths[i] = (int32_t)youths[i];
        to_posts[i] = (int32_t)posts[i];
    }
    return NEXTWORK_OK;
}

static nextwork_status score_pairs(const nw_scores *scores, const nw_round *round,
                                   const int32_t *youths, const int32_t *posts, int64_t count,
                                   int threads, nextwork_monitor *monitor)
{
    nw_monitor_begin(monitor, count);
    NW_TRY(nw_score_pairs(scores, round, youths, posts, count, threads, monitor));
    for (int64_t i = 0; i < count; i++)
        if (round->cohort->youths.trial_arm[youths[i]] == NW_CONTROL)
            scores->fits[i] = -1;
    return NEXTWORK_OK;
}

nextwork_status nextwork_round_pairs(int32_t *fits, uint32_t *reasons, const nextwork_round *round,
                                     const int64_t *youths, const int64_t *posts, int64_t count,
                                     const nextwork_options *options, nextwork_monitor *monitor)
{
    NW_GIVEN(fits);
    NW_GIVEN(round);
    NW_GIVEN(youths);
    NW_GIVEN(posts);
    int threads;
    if (count < 0)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "%lld pairs; give 0 or more", (long long)count);
    NW_TRY(threads_of(&threads, round, options));
    int32_t *y = NW_NEW(int32_t, count), *p = NW_NEW(int32_t, count);
    nextwork_status status = y == NULL || p == NULL
                                 ? nw_fail_memory("a list of pairs")
                                 : take_pairs(y, p, round->cohort, youths, posts, count);
    nw_scores scores = {.fits = fits, .reasons = reasons};
    if (status == NEXTWORK_OK)
        status = score_pairs(&scores, round, y, p, count, threads, monitor);
    nw_free(y);
    nw_free(p);
    return status;
}

nextwork_status nextwork_round_top(int64_t *posts, int32_t *fits, int64_t room, int64_t k,
                                   const nextwork_round *round, int64_t youth, int64_t youths,
                                   const nextwork_options *options, nextwork_monitor *monitor)
{
    NW_GIVEN(posts);
    NW_GIVEN(round);
    int64_t count = 0;
    int threads;
    NW_TRY(check_youths(&count, round->cohort, youth, youths));
    if (k < 1 || k > INT32_MAX)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "the best %lld posts of each youth; give k as 1 or more", (long long)k);
    NW_TRY(check_room(room, count, k));
    NW_TRY(threads_of(&threads, round, options));
    int32_t *best = NW_NEW(int32_t, count * k);
    if (best == NULL)
        return nw_fail_memory("the best posts of youths");
    nw_monitor_begin(monitor, count);
    nextwork_status status = nw_score_top(best, fits, round->kernel, (int32_t)youth, (int32_t)count,
                                          (int32_t)k, threads, monitor);
    for (int64_t i = 0; i < count * k && status == NEXTWORK_OK; i++)
        posts[i] = best[i];
    nw_free(best);
    return status;
}
