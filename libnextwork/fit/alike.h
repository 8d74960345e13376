/* How alike two industries or two job functions are, in halves; and what a youth's interests say of
 * them. */
#ifndef NW_FIT_ALIKE_H
#define NW_FIT_ALIKE_H

#include "cohort/cohort.h"

#define NW_NOT_COMPARABLE (-1)
#define NW_UNLIKE 0
#define NW_RELATED 1 /* same section, same major group */
#define NW_SAME 2    /* same division, same sub-major group (two digits) */

static inline bool nw_industry_known(nw_industry industry)
{
    return industry.division >= 0;
}

static inline bool nw_function_known(nw_function function)
{
    return function.major >= 0;
}

/* By the common list of divisions, so across DB07 and DB25. */
static inline int nw_industries_alike(nw_industry a, nw_industry b)
{
    if (!nw_industry_known(a) || !nw_industry_known(b))
        return NW_NOT_COMPARABLE;
    return a.division == b.division ? NW_SAME : a.section == b.section ? NW_RELATED : NW_UNLIKE;
}

/* A code of one digit can be related, never the same. */
static inline int nw_functions_alike(nw_function a, nw_function b)
{
    if (!nw_function_known(a) || !nw_function_known(b))
        return NW_NOT_COMPARABLE;
    if (a.major != b.major)
        return NW_UNLIKE;
    return a.submajor >= 0 && a.submajor == b.submajor ? NW_SAME : NW_RELATED;
}

/* The youth's interest with the longest code that begins the code; NULL when none does. An interest
 * of the other industry scheme speaks for its whole division, as if stated in two digits, and gives
 * way to one of the same scheme; among equals the first in the cohort's order. */
const nw_interest *nw_industry_interest(const nw_cohort *cohort, int32_t youth,
                                        nw_industry industry);
const nw_interest *nw_function_interest(const nw_cohort *cohort, int32_t youth,
                                        nw_function function);

/* How near the industry and function come to what the youth hopes for most (interests of value 2):
 * the best of all that can be compared; NW_NOT_COMPARABLE when none can. *nearest (may be NULL) is
 * the first interest that is as near. */
int nw_goal_alike(const nw_interest **nearest, const nw_cohort *cohort, int32_t youth,
                  nw_industry industry, nw_function function);

#endif
