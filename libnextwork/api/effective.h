/* Which value of an option holds: the caller's, else the policy's, else the registry's default. */
#ifndef NW_API_EFFECTIVE_H
#define NW_API_EFFECTIVE_H

#include "cohort/options.h"
#include "cohort/policy.h"

/* Gives options with all values that hold; free them. `given` may be NULL. nw_options_is_set() of
 * them says whether the caller or the policy set one. */
nextwork_status nw_effective_options(nw_options **effective, const nw_options *given,
                                     const nw_policy *policy);

#endif
