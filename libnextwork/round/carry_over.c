#include "round/carry_over.h"

#include "base/memory.h"

static bool is_good(const nw_outcome *outcome)
{
    return outcome->rank != NW_UNKNOWN && outcome->rank <= NW_CARRY_GOOD_RANK;
}

nw_carried nw_carried_of(const nw_round *round, int32_t youth)
{
    const nw_outcomes *outcomes = &round->cohort->outcomes;
    nw_carried carried = {0, 0};
    for (int64_t i = outcomes->start[youth + 1]; i > outcomes->start[youth]; i--) {
        const nw_outcome *outcome = &outcomes->item[i - 1];
        if (outcome->start >= round->start)
            continue;
        if (is_good(outcome))
            break;
        carried.left_out += !outcome->placed;
        carried.poor += outcome->placed;
    }
    return carried;
}

nextwork_status nw_carries_new(int8_t **carries, const nw_round *round)
{
    int32_t youths = round->cohort->youths.count;
    int8_t *made = NW_NEW(int8_t, youths);
    if (made == NULL)
        return nw_fail_memory("what youths carry over");
    for (int32_t y = 0; y < youths; y++) {
        nw_carried carried = nw_carried_of(round, y);
        made[y] = carried.left_out > 0 ? NW_CARRY_LEFT_OUT
                  : carried.poor > 0   ? NW_CARRY_POOR
                                       : NW_CARRY_NOTHING;
    }
    *carries = made;
    return NEXTWORK_OK;
}
