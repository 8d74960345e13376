#include <nextwork/chances.h>

#include "api/effective.h"
#include "api/match_options.h"
#include "round/chances_table.h"

nextwork_status nextwork_round_chances(nextwork_table **table, const nextwork_round *round,
                                       const nextwork_options *options, nextwork_monitor *monitor)
{
    NW_GIVEN(table);
    NW_GIVEN(round);
    nw_options *effective;
    NW_TRY(nw_effective_options(&effective, options, &round->cohort->policy));
    nw_match_options chosen = nw_match_options_of(effective);
    int64_t lotteries = nw_options_int64(effective, "lotteries");
    nw_options_free(effective);
    nw_chances chances;
    NW_TRY(nw_chances_new(&chances, round, &chosen, lotteries, monitor));
    nextwork_status status = nw_chances_table(table, round, &chances, chosen.extend);
    nw_chances_clear(&chances);
    return status;
}
