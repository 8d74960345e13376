/* Scores of many pairs as a table: youth_id, post_id, fit, coverage, a column a term, reasons. */
#ifndef NW_FIT_SCORE_H
#define NW_FIT_SCORE_H

#include "base/monitor.h"
#include "fit/fit.h"

/* Scores youths first .. first + count - 1 at every post (post -1) or one post. With top > 0, each
 * youth's best `top` allowed posts only, best first (ties by post id); else all, posts by id. Same
 * bytes for any number of threads. A youth of the control arm has no rows: no function shows such a
 * youth a post. */
nextwork_status nw_score_table(nw_table **table, const nw_round *round, int32_t first,
                               int32_t count, int32_t post, int64_t top, int threads,
                               nextwork_monitor *monitor);

#endif
