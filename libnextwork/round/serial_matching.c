#include "round/serial_matching.h"

#include "match/serial_dictatorship.h"
#include "round/cutoffs.h"
#include "round/pairs.h"

nextwork_status nw_serial_matching(nw_result *result, const nw_placing *placing)
{
    nw_pairs pairs;
    NW_TRY(nw_pairs_new(&pairs, placing));
    nextwork_status status = nw_serial_dictatorship(result->post_of, &pairs, &placing->seats,
                                                    placing->priorities.position);
    nw_pairs_clear(&pairs);
    NW_TRY(status);
    nw_check check;
    NW_TRY(nw_count_placements(&check, &placing->seats, result));
    nw_set_cutoffs(result, &check);
    nw_check_clear(&check);
    return NEXTWORK_OK;
}
