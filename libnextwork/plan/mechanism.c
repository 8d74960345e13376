#include "plan/mechanism.h"

#include "plan/stable_matching.h"
#include "plan/verify_stable.h"

#include <nextwork/match.h>

static const nw_mechanism mechanisms[] = {
    {"deferred-acceptance", NEXTWORK_OUTCOME_STABLE, nw_stable_matching, nw_verify_stable},
};

const nw_mechanism *nw_mechanism_named(const char *name)
{
    for (size_t i = 0; i < sizeof mechanisms / sizeof *mechanisms; i++)
        if (strcmp(mechanisms[i].name, name) == 0)
            return &mechanisms[i];
    return NULL;
}
