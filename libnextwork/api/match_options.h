/* The options of a match, out of those that hold. */
#ifndef NW_API_MATCH_OPTIONS_H
#define NW_API_MATCH_OPTIONS_H

#include "cohort/options.h"
#include "round/result.h"

/* What is given outlives the options: texts are the registry's own. */
nw_match_options nw_match_options_of(const nw_options *effective);

#endif
