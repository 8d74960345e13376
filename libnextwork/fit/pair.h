/* What is looked up once for a pair; terms, reasons and explanation all work from it. */
#ifndef NW_FIT_PAIR_H
#define NW_FIT_PAIR_H

#include "fit/fit.h"

typedef struct {
    const nw_round *round;
    const nw_cohort *cohort;
    int32_t youth, post, company;
    int32_t rank; /* at which the youth listed the post; NW_UNKNOWN: not listed, or vetoed */
    bool vetoed;
    int64_t answer;  /* place in cohort->answers, or -1 */
    int32_t minutes; /* of travel; NW_UNKNOWN */
} nw_pair;

/* Who and where; nothing is looked up yet. */
void nw_pair_begin(nw_pair *pair, const nw_round *round, int32_t youth, int32_t post);

/* The rest of a pair that was begun, of which the rank is known. */
void nw_pair_look_up_at(nw_pair *pair, int32_t rank);

/* All of it. */
void nw_pair_look_up(nw_pair *pair, const nw_round *round, int32_t youth, int32_t post);

/* Looks up the pair of a wish (its place in cohort->wishes) as far as is needed to tell whether no
 * reason holds: all of it when none does. */
bool nw_wish_allowed(nw_pair *pair, const nw_round *round, int32_t youth, int64_t wish);

/* The fit of a pair that has been looked up, and may have been given another rank since. */
void nw_fit_of(nw_fit *fit, const nw_pair *pair);

/* How new the post is to the youth. */
void nw_pair_novelty(nw_novelty *novelty, const nw_pair *pair);

/* What metres * detour * pace is divided by to give minutes. */
#define NW_TRAVEL_SCALE (INT64_C(1000) * 1000 * 10)

/* How a mode moves: tenths of a minute a kilometre, and minutes added for waiting or parking. */
int32_t nw_travel_pace(const nw_term_parameters *terms, int32_t mode);
int32_t nw_travel_wait(const nw_term_parameters *terms, int32_t mode);

/* Estimated minutes over so many metres of straight line, by mode. */
int32_t nw_travel_estimate(const nw_term_parameters *terms, int32_t mode, int32_t metres);

/* Whether row `row` lists the code. */
bool nw_codes_have(const nw_code_rows *rows, int32_t row, int32_t code);

static inline int64_t nw_codes_count(const nw_code_rows *rows, int32_t row)
{
    return rows->start[row + 1] - rows->start[row];
}

#endif
