#include <nextwork/match.h>

#include "api/effective.h"
#include "api/match_options.h"
#include "api/pair.h"
#include "api/placed.h"
#include "base/memory.h"
#include "fit/explain.h"
#include "round/certificate.h"
#include "round/explain_youth.h"
#include "round/matching.h"
#include "round/mechanism.h"
#include "round/prices.h"
#include "round/result_tables.h"

/* --- Matching ----------------------------------------------------------------------------------
 */

nextwork_status nextwork_round_match(nextwork_result **result, nextwork_round *round,
                                     const nextwork_options *options, nextwork_monitor *monitor)
{
    NW_GIVEN(result);
    NW_GIVEN(round);
    nw_options *effective;
    NW_TRY(nw_effective_options(&effective, options, &round->cohort->policy));
    nw_match_options chosen = nw_match_options_of(effective);
    nw_options_free(effective);
    return nw_match_round(result, round, &chosen, monitor);
}

nextwork_result *nextwork_result_ref(nextwork_result *result)
{
    return result == NULL ? NULL : nw_result_ref(result);
}

void nextwork_result_unref(nextwork_result *result)
{
    nw_result_unref(result);
}

/* --- The result --------------------------------------------------------------------------------
 */

nextwork_status nw_expect_placements(const nw_result *result)
{
    if (result->outcome != NEXTWORK_OUTCOME_CANCELLED &&
        result->outcome != NEXTWORK_OUTCOME_TIME_LIMIT)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_STATE, "the match was stopped by %s and has no placements",
                   result->outcome == NEXTWORK_OUTCOME_TIME_LIMIT ? "its time limit"
                                                                  : "its monitor");
}

nextwork_status nextwork_result_outcome(int32_t *outcome, const nextwork_result *result)
{
    NW_GIVEN(outcome);
    NW_GIVEN(result);
    *outcome = result->outcome;
    return NEXTWORK_OK;
}

nextwork_status nextwork_result_table(nextwork_table **table, const nextwork_result *result,
                                      const char *name)
{
    NW_GIVEN(table);
    NW_GIVEN(result);
    NW_GIVEN(name);
    NW_TRY(nw_expect_placements(result));
    if (strcmp(name, "placements") == 0)
        return nw_placements_table(table, result);
    if (strcmp(name, "unplaced") == 0)
        return nw_unplaced_table(table, result);
    if (strcmp(name, "posts") == 0)
        return nw_posts_table(table, result);
    if (strcmp(name, "prices") == 0 && result->mechanism->priced)
        return nw_prices_table(table, result);
    return nw_fail(NEXTWORK_ERROR_NOT_FOUND,
                   "a result of %s has no table \"%.64s\"; give placements, unplaced%s",
                   result->mechanism->name, name,
                   result->mechanism->priced ? ", posts or prices" : " or posts");
}

nextwork_status nextwork_result_posts(int64_t *posts, int64_t room, const nextwork_result *result)
{
    NW_GIVEN(posts);
    NW_GIVEN(result);
    NW_TRY(nw_expect_placements(result));
    int64_t youths = result->round->cohort->youths.count;
    if (room < youths)
        return nw_fail(NEXTWORK_ERROR_BUFFER, "room for %lld numbers; there are %lld youths",
                       (long long)room, (long long)youths);
    for (int64_t youth = 0; youth < youths; youth++)
        posts[youth] = result->post_of[youth];
    return NEXTWORK_OK;
}

nextwork_status nextwork_result_certificate(char **json, const nextwork_result *result)
{
    NW_GIVEN(json);
    NW_GIVEN(result);
    NW_TRY(nw_expect_placements(result));
    nw_result_files files;
    NW_TRY(nw_result_files_of(&files, result));
    *json = files.certificate;
    files.certificate = NULL;
    nw_result_files_clear(&files);
    return NEXTWORK_OK;
}

nextwork_status nextwork_result_write(const nextwork_result *result, const char *folder)
{
    NW_GIVEN(result);
    NW_GIVEN(folder);
    NW_TRY(nw_expect_placements(result));
    nw_result_files files;
    NW_TRY(nw_result_files_of(&files, result));
    nextwork_status status = nw_result_files_write(&files, folder);
    nw_result_files_clear(&files);
    return status;
}

nextwork_status nextwork_result_explain(nextwork_table **table, const nextwork_result *result,
                                        int64_t youth, const char *language)
{
    int number;
    NW_GIVEN(table);
    NW_GIVEN(result);
    NW_GIVEN(language);
    NW_TRY(nw_expect_placements(result));
    NW_TRY(nw_check_youth(result->round->cohort, youth));
    NW_TRY(nw_language_of(&number, language));
    return nw_explain_youth(table, result, (int32_t)youth, number);
}

nextwork_status nextwork_result_reasons(nextwork_table **table, const nextwork_result *result,
                                        int64_t youth, int64_t post, const char *language)
{
    int number;
    NW_GIVEN(table);
    NW_GIVEN(result);
    NW_GIVEN(language);
    NW_TRY(nw_expect_placements(result));
    NW_TRY(nw_check_youth(result->round->cohort, youth));
    NW_TRY(nw_check_post(result->round->cohort, post));
    NW_TRY(nw_language_of(&number, language));
    return nw_explain_reasons(table, result->round, (int32_t)youth, (int32_t)post, number);
}
