#include "round/trade_matching.h"

#include "base/memory.h"
#include "match/top_trading_cycles.h"
#include "round/cutoffs.h"
#include "round/pairs.h"

/* Turns the place of a turn into the lottery number of the youth whose turn it is. */
static nextwork_status name_turns(nw_result *result, const nw_placing *placing,
                                  const int32_t *served)
{
    int32_t youths = placing->cohort->youths.count;
    int64_t *number = NW_NEW(int64_t, youths);
    if (number == NULL)
        return nw_fail_memory("the turns of a match");
    for (int32_t y = 0; y < youths; y++)
        number[placing->priorities.position[y]] = placing->priorities.lottery[y];
    for (int32_t y = 0; y < youths; y++)
        result->served[y] = number[served[y]];
    nw_free(number);
    return NEXTWORK_OK;
}

static nextwork_status trade(nw_result *result, const nw_placing *placing, int32_t *served)
{
    nw_trades trades = {result->post_of, served, result->traders};
    nw_pairs pairs;
    NW_TRY(nw_pairs_new(&pairs, placing));
    nextwork_status status = nw_top_trading_cycles(
        &trades, &pairs, &placing->seats, placing->round->held, placing->priorities.position);
    nw_pairs_clear(&pairs);
    NW_TRY(status);
    NW_TRY(name_turns(result, placing, served));
    nw_check check;
    NW_TRY(nw_count_placements(&check, &placing->seats, result));
    nw_set_cutoffs(result, &check);
    nw_check_clear(&check);
    return NEXTWORK_OK;
}

nextwork_status nw_trade_matching(nw_result *result, const nw_placing *placing)
{
    int32_t youths = placing->cohort->youths.count;
    int32_t *served = NW_NEW(int32_t, youths);
    result->served = NW_NEW(int64_t, youths);
    result->traders = NW_NEW(int32_t, youths);
    nextwork_status status = served == NULL || result->served == NULL || result->traders == NULL
                                 ? nw_fail_memory("the trades of a match")
                                 : trade(result, placing, served);
    nw_free(served);
    return status;
}
