/* The sequences that each youth chose lately: most of what it will choose when prices move a little
 * is among them, and they are looked through in no time. */
#ifndef NW_PLAN_ROTATION_RECENT_H
#define NW_PLAN_ROTATION_RECENT_H

#include "plan/rotation_table.h"

#define NW_RECENT 12 /* sequences a youth */

typedef struct {
    const nw_rotation_table *table;
    int32_t *sequence;       /* [(youth * NW_RECENT + i) * periods + period]: candidates */
    int64_t *worth;          /* [youth * NW_RECENT + i], without prices */
    uint8_t *count, *oldest; /* per youth */
} nw_recent;

nextwork_status nw_recent_new(nw_recent *recent, const nw_rotation_table *table);
void nw_recent_clear(nw_recent *recent);

/* Nobody has chosen anything. */
void nw_recent_forget(nw_recent *recent);

/* Takes in what the youth chose, if it is not there; the one that came first goes. */
void nw_recent_add(nw_recent *recent, const nw_candidates_of *of, const int32_t *sequence);

/* The youth's best recent sequence at these prices ([period * posts + post]), as long as it has
 * any; returns what it leaves. */
int64_t nw_recent_best(int32_t *sequence, const nw_recent *recent, int32_t youth,
                       const int32_t *price);

#endif
