#include "plan/weight_matching.h"

#include "match/max_weight.h"
#include "plan/pairs.h"
#include "plan/prices.h"

static nextwork_status match(nw_result *result, const nw_placing *placing)
{
    nw_weighed weighed = {.post_of = result->post_of,
                          .youth_price = result->youth_price,
                          .post_price = result->post_price,
                          .company_price = result->company_price};
    nw_pairs pairs;
    NW_TRY(nw_pairs_new(&pairs, placing));
    nextwork_status status = nw_max_weight(&weighed, &pairs, &placing->seats,
                                           placing->options->most_placed, placing->monitor);
    nw_pairs_clear(&pairs);
    result->bound = weighed.objective; /* the prices prove it */
    return status;
}

nextwork_status nw_weight_matching(nw_result *result, const nw_placing *placing)
{
    NW_TRY(nw_prices_new(result));
    for (int32_t p = 0; p < placing->cohort->posts.count; p++)
        result->cutoff[p] = NW_NO_STANDING;
    return match(result, placing);
}
