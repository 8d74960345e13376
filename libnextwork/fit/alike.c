#include "fit/alike.h"

#include <stddef.h>

/* What a value has to be to be a goal: the top of -2 .. 2. */
#define GOAL 2

static const int32_t power_of_ten[] = {1, 10, 100, 1000, 10000, 100000};

static bool begins(int32_t prefix, int digits, int32_t code, int code_digits)
{
    return digits <= code_digits && code / power_of_ten[code_digits - digits] == prefix;
}

/* How closely the interest speaks of the industry; larger is closer, 0 not at all. */
static int closeness_industry(const nw_interest *interest, nw_industry industry)
{
    const nw_industry *stated = &interest->industry;
    if (interest->scheme == NW_DISCO08)
        return 0;
    if (interest->scheme == industry.scheme)
        return begins(stated->code, stated->digits, industry.code, industry.digits)
                   ? 2 * stated->digits
                   : 0;
    return stated->division == industry.division ? 2 * 2 - 1 : 0;
}

static int closeness_function(const nw_interest *interest, nw_function function)
{
    const nw_function *stated = &interest->function;
    bool speaks = interest->scheme == NW_DISCO08 &&
                  begins(stated->code, stated->digits, function.code, function.digits);
    return speaks ? stated->digits : 0;
}

/* The one that speaks most closely of the industry, or of the function: the other is NULL. */
static const nw_interest *closest(const nw_cohort *cohort, int32_t youth,
                                  const nw_industry *industry, const nw_function *function)
{
    const nw_interests *interests = &cohort->interests;
    const nw_interest *best = NULL;
    int most = 0;
    for (int64_t i = interests->start[youth]; i < interests->start[youth + 1]; i++) {
        const nw_interest *interest = &interests->item[i];
        int closeness = industry != NULL ? closeness_industry(interest, *industry)
                                         : closeness_function(interest, *function);
        if (closeness > most) {
            most = closeness;
            best = interest;
        }
    }
    return best;
}

const nw_interest *nw_industry_interest(const nw_cohort *cohort, int32_t youth,
                                        nw_industry industry)
{
    return nw_industry_known(industry) ? closest(cohort, youth, &industry, NULL) : NULL;
}

const nw_interest *nw_function_interest(const nw_cohort *cohort, int32_t youth,
                                        nw_function function)
{
    return nw_function_known(function) ? closest(cohort, youth, NULL, &function) : NULL;
}

int nw_goal_alike(const nw_interest **nearest, const nw_cohort *cohort, int32_t youth,
                  nw_industry industry, nw_function function)
{
    const nw_interests *interests = &cohort->interests;
    const nw_interest *found = NULL;
    int best = NW_NOT_COMPARABLE;
    for (int64_t i = interests->start[youth]; i < interests->start[youth + 1]; i++) {
        const nw_interest *interest = &interests->item[i];
        if (interest->value != GOAL)
            continue;
        int alike = interest->scheme == NW_DISCO08
                        ? nw_functions_alike(interest->function, function)
                        : nw_industries_alike(interest->industry, industry);
        if (alike > best) {
            best = alike;
            found = interest;
        }
    }
    if (nearest != NULL)
        *nearest = found;
    return best;
}
