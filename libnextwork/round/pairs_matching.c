#include "round/pairs_matching.h"

#include "match/most_placed.h"
#include "match/post_optimal.h"
#include "round/cutoffs.h"
#include "round/pairs.h"

/* The end of the pairs that the youth likes better than its own, which may be none. Where equals
 * are equals, equal ranks are as good. */
static int64_t better_end(const nw_result *result, const nw_pairs *pairs, int32_t youth)
{
    int64_t first = pairs->start[youth], end = pairs->start[youth + 1], own = first;
    while (own < end && pairs->post[own] != result->post_of[youth])
        own++;
    if (!result->options.equals || own == end || pairs->rank[own] == NW_RANK_UNLISTED)
        return own;
    while (own > first && pairs->rank[own - 1] == pairs->rank[own])
        own--;
    return own;
}

static int64_t blocking_of(const nw_result *result, const nw_check *check, const nw_pairs *pairs,
                           int32_t youth)
{
    int32_t own = result->post_of[youth];
    nw_standing own_standing = own < 0 ? 0 : nw_result_standing(result, youth, own);
    int64_t blocking = 0, end = better_end(result, pairs, youth);
    for (int64_t i = pairs->start[youth]; i < end; i++)
        blocking += nw_check_blocks(check, own, own_standing, pairs->post[i],
                                    nw_result_standing(result, youth, pairs->post[i]));
    return blocking;
}

/* The solver's word is not taken for it: a separate checker counts. */
static nextwork_status count_blocking(nw_result *result, const nw_check *check,
                                      const nw_pairs *pairs)
{
    result->blocking_pairs = 0;
    for (int32_t y = 0; y < pairs->youths; y++)
        result->blocking_pairs += blocking_of(result, check, pairs, y);
    if (check->posts_over + check->companies_over + result->blocking_pairs > 0)
        return nw_fail(NEXTWORK_ERROR_INTERNAL,
                       "the match is not stable (%lld blocking pairs); please report this",
                       (long long)result->blocking_pairs);
    return NEXTWORK_OK;
}

/* What follows from post_of. */
static nextwork_status settle(nw_result *result, const nw_pairs *pairs, const nw_placing *placing)
{
    nw_check check;
    NW_TRY(nw_count_placements(&check, &placing->seats, result));
    nw_set_cutoffs(result, &check);
    nextwork_status status = count_blocking(result, &check, pairs);
    nw_check_clear(&check);
    return status;
}

nextwork_status nw_most_placed_matching(nw_result *result, const nw_placing *placing)
{
    nw_pairs pairs;
    NW_TRY(nw_pairs_new(&pairs, placing));
    nextwork_status status =
        nw_most_placed(result->post_of, &result->placed_bound, &pairs, &placing->seats,
                       placing->priorities.position, placing->monitor);
    if (status == NEXTWORK_OK && result->options.extend) /* all that verify holds in memory */
        status = nw_placed_bound(&result->placed_bound, &pairs, &placing->seats);
    if (status == NEXTWORK_OK)
        status = settle(result, &pairs, placing);
    nw_pairs_clear(&pairs);
    return status;
}

nextwork_status nw_post_optimal_matching(nw_result *result, const nw_placing *placing)
{
    nw_pairs pairs;
    NW_TRY(nw_pairs_new(&pairs, placing));
    nextwork_status status =
        nw_post_optimal(result->post_of, &pairs, &placing->seats, placing->monitor);
    if (status == NEXTWORK_OK)
        status = settle(result, &pairs, placing);
    nw_pairs_clear(&pairs);
    return status;
}
