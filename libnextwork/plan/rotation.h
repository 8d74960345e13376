/* Several internships ahead: a post for every youth in every period, so that the fits, each given
 * what came before, are together as great as can be; and how far from the greatest they can be at
 * most. */
#ifndef NW_PLAN_ROTATION_H
#define NW_PLAN_ROTATION_H

#include "base/monitor.h"
#include "fit/round.h"
#include "plan/calendar.h"

/* What task.fixed says of a youth in a period, if not a post. */
#define NW_FREE (-1)      /* to be planned */
#define NW_STAYS_OUT (-2) /* nowhere, whatever there is */

/* With must_place, what each period costs that a youth sits out beyond its first: ten whole fits.
 * In the unit of all values and prices here: weight * fit, basis points of basis points. */
#define NW_SAT_OUT_COST (INT64_C(100000) * 10000)

typedef struct {
    nw_round *const *rounds; /* one a period, of one cohort, in the order of time; none overlap */
    int32_t periods;         /* 1 .. NW_MOST_PERIODS */
    const int32_t *weight;   /* per period: what a fit there counts, 0 .. 10000 */
    const int32_t *fixed; /* [period * youths + youth]: a post or NW_..; NULL: all is free. What is
                             fixed breaks no rule and needs no more seats than there are */
    bool extend;          /* allowed posts that a youth did not list are there too */
    int32_t most_candidates; /* a youth: fixed and listed posts, then the unlisted ones with the
                                greatest fit in some period; 0: all */
    bool must_place;         /* NW_SAT_OUT_COST counts */
    int64_t effort;          /* at least 1; more narrows the gap, for time in proportion */
    int threads;
} nw_rotation_task;

/* A plan and what proves how good it is. Arrays are the caller's. */
typedef struct {
    int32_t *post_of;       /* [period * youths + youth]; -1: sits out */
    int64_t *post_price;    /* [period * posts + post], 0 or more: of a seat */
    int64_t *company_price; /* [period * companies + company], likewise; 0 where there is no cap */
    int64_t objective;      /* sum of weight * fit, less what must_place counts */
    int64_t bound;          /* no plan of these candidates has more */
    bool loose;             /* the bound is more than below: some youth has too many sequences */
    int64_t sat_out;        /* periods that youths sit out beyond their first */
    int stop;               /* NW_RUNNING: came to its end; else why the monitor stopped it */
} nw_rotated;

/* Plans. In every period the seats of both levels suffice and every pair is allowed; pair and fit
 * are what nw_fit_pair would say if a youth's earlier periods were rows of the placements table
 * (from the second period on there is such a table). A plan sends nobody to a company twice: a wish
 * asks for one placement. The bound is
 *     the sum of price * free seats, over the posts and companies of all periods
 *   + for each youth the most that any sequence of its candidates has beyond the prices of its
 * seats exactly (Lagrangian duality; Geoffrion, 1974). A stopped monitor ends it with the best plan
 * so far. Same bytes for any number of threads. */
nextwork_status nw_rotate(nw_rotated *rotated, const nw_rotation_task *task,
                          nextwork_monitor *monitor);

#endif
