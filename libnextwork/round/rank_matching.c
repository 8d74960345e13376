#include "round/rank_matching.h"

#include "match/fair.h"
#include "match/rank_maximal.h"
#include "round/cutoffs.h"
#include "round/pairs.h"

nextwork_status nw_rank_maximal_matching(nw_result *result, const nw_placing *placing)
{
    nw_pairs pairs;
    NW_TRY(nw_pairs_new(&pairs, placing));
    nextwork_status status = nw_rank_maximal(result->post_of, &pairs, &placing->seats,
                                             placing->priorities.position, placing->monitor);
    nw_pairs_clear(&pairs);
    nw_no_cutoffs(result);
    return status;
}

nextwork_status nw_fair_matching(nw_result *result, const nw_placing *placing)
{
    nw_pairs pairs;
    NW_TRY(nw_pairs_new(&pairs, placing));
    nextwork_status status = nw_fair(result->post_of, &pairs, &placing->seats,
                                     placing->priorities.position, placing->monitor);
    nw_pairs_clear(&pairs);
    nw_no_cutoffs(result);
    return status;
}
