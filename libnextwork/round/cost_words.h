/* What it would cost the others to give a youth a post, in a sentence. */
#ifndef NW_ROUND_COST_WORDS_H
#define NW_ROUND_COST_WORDS_H

#include "round/result.h"

#define NW_COST_WORDS 512

/* Of a result that has prices, and of a post where the youth's fit is `fit` and that they would
 * rather have had. Says whether *cost, in basis points, is all that the others would lose, at the
 * least; else somebody would go without a placement, and *cost stays as it is. `language` is
 * NW_ENGLISH or NW_DANISH. */
bool nw_cost_words(char text[NW_COST_WORDS], int64_t *cost, const nw_result *result, int32_t youth,
                   int32_t post, int32_t fit, int language);

#endif
