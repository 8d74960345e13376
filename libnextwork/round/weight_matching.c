#include "round/weight_matching.h"

#include "round/pairs.h"
#include "round/prices.h"
#include "round/weight_pairs.h"

#define FEW_POSTS 48 /* of a youth, to begin with */

static nextwork_status weigh_listed_posts(nw_weighed *weighed, const nw_placing *placing)
{
    nw_pairs pairs;
    NW_TRY(nw_pairs_new(&pairs, placing));
    nextwork_status status = nw_max_weight(weighed, &pairs, &placing->seats,
                                           placing->options->most_placed, placing->monitor);
    nw_pairs_clear(&pairs);
    return status;
}

static nextwork_status match_until_none_is_left_out(nw_weighed *weighed, nw_weight_pairs *set)
{
    const nw_placing *placing = set->placing;
    for (int64_t added = 1; added > 0;) {
        NW_TRY(nw_max_weight(weighed, &set->pairs, &placing->seats, placing->options->most_placed,
                             placing->monitor));
        NW_TRY(nw_weight_pairs_add(&added, set, weighed));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_weigh_all_posts(nw_weighed *weighed, const nw_placing *placing, int32_t few)
{
    nw_weight_pairs set;
    nextwork_status status = nw_weight_pairs_new(&set, placing, few);
    if (status == NEXTWORK_OK)
        status = match_until_none_is_left_out(weighed, &set);
    nw_weight_pairs_clear(&set);
    return status;
}

nextwork_status nw_weight_matching(nw_result *result, const nw_placing *placing)
{
    NW_TRY(nw_prices_new(result));
    for (int32_t p = 0; p < placing->cohort->posts.count; p++)
        result->cutoff[p] = NW_NO_STANDING;
    nw_weighed weighed = {.post_of = result->post_of,
                          .youth_price = result->youth_price,
                          .post_price = result->post_price,
                          .company_price = result->company_price};
    NW_TRY(placing->options->extend ? nw_weigh_all_posts(&weighed, placing, FEW_POSTS)
                                    : weigh_listed_posts(&weighed, placing));
    result->bound = weighed.objective; /* the prices prove it */
    return NEXTWORK_OK;
}
