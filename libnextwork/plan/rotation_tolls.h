/* Tolls of companies, for a bound on what the periods of one youth can have together. */
#ifndef NW_PLAN_ROTATION_TOLLS_H
#define NW_PLAN_ROTATION_TOLLS_H

#include "plan/rotation_table.h"

#define NW_MOST_TOLLS 32

/* What it costs a period to have a company that others want as well. */
typedef struct {
    int32_t company, toll;
    int32_t holder; /* a period; -1 */
} nw_toll;

/* No company can be had twice, and so a company that is best in several periods counts for one of
 * them only: each is given a toll, paid when it is used and handed back once, that makes it no
 * better than the next. Any tolls give a bound; an auction (Bertsekas, 1979) finds good ones. */
typedef struct {
    nw_toll list[NW_MOST_TOLLS];
    int32_t count;
    int64_t sum;                   /* of all companies */
    int32_t most[NW_MOST_PERIODS]; /* that a candidate of the period leaves after its toll, or
                                      staying out; 0 of a period that is fixed */
} nw_tolls;

/* The tolls of a youth's search: `fixed` and `price` as in nw_best_sequence(). */
nw_tolls nw_tolls_of(const nw_candidates_of *of, const int32_t *fixed, const int32_t *price);

static inline int32_t nw_toll_at(const nw_tolls *tolls, int32_t company)
{
    for (int32_t i = 0; i < tolls->count; i++)
        if (tolls->list[i].company == company)
            return tolls->list[i].toll;
    return 0;
}

#endif
