#include "fit/round.h"

#include "api/effective.h"
#include "api/pair.h"
#include "base/parallel.h"
#include "fit/explain.h"
#include "fit/score.h"

#include <nextwork/round.h>

#define MOST_SCORES INT64_C(100000000) /* rows of one table of scores */

/* --- The round ---------------------------------------------------------------------------------
 */

static nextwork_status make_round(nextwork_round **round, nw_cohort *cohort,
                                  const nw_options *options)
{
    if (!nw_options_is_set(options, "start"))
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "nobody says when the round starts; set the option start, or start in the "
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

nextwork_status nextwork_round_fit(int32_t *fit, int32_t *coverage, uint64_t *reasons,
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
                                       int64_t youth, int64_t post)
{
    NW_GIVEN(table);
    NW_GIVEN(round);
    NW_TRY(nw_check_youth(round->cohort, youth));
    NW_TRY(nw_check_post(round->cohort, post));
    return nw_explain_parts(table, round, (int32_t)youth, (int32_t)post);
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
    if (youths * each <= MOST_SCORES)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_LIMIT,
                   "%lld pairs to score; ask for at most %lld at a time: for fewer youths, or with "
                   "the option top",
                   (long long)(youths * each), (long long)MOST_SCORES);
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
