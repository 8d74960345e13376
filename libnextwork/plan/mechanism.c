#include "plan/mechanism.h"

#include "plan/serial_matching.h"
#include "plan/stable_matching.h"
#include "plan/verify_stable.h"

#include <nextwork/match.h>

static const nw_mechanism mechanisms[] = {
    {"deferred-acceptance", NEXTWORK_OUTCOME_STABLE, true, true, nw_stable_matching,
     nw_verify_stable},
    {"serial-dictatorship", NEXTWORK_OUTCOME_FEASIBLE, false, false, nw_serial_matching,
     nw_verify_stable},
};

const nw_mechanism *nw_mechanism_named(const char *name)
{
    for (size_t i = 0; i < sizeof mechanisms / sizeof *mechanisms; i++)
        if (strcmp(mechanisms[i].name, name) == 0)
            return &mechanisms[i];
    return NULL;
}

nw_standing nw_result_standing(const nw_result *result, int32_t youth, int32_t post)
{
    int32_t tier = result->mechanism->by_answers ? nw_pair_tier(result->round->cohort, youth, post)
                                                 : nw_tier(-1, NW_UNKNOWN);
    return nw_standing_of(tier, result->lottery[youth]);
}
