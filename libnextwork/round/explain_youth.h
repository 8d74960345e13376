/* Why a youth got what they got: every wish, best first, and what became of it. */
#ifndef NW_ROUND_EXPLAIN_YOUTH_H
#define NW_ROUND_EXPLAIN_YOUTH_H

#include "round/result.h"

/* post_id, rank, fit, outcome (placed, refused, contest-lost, not-needed, outweighed), reasons,
 * last_admitted, own, text, cost; the youth's wishes best first, then a placement that was not
 * listed. `language` as for nw_explain_reasons. */
nextwork_status nw_explain_youth(nw_table **table, const nw_result *result, int32_t youth,
                                 int language);

#endif
