/* Rotation: how new a post is to a youth, given where the youth has been. */
#ifndef NW_FIT_NOVELTY_H
#define NW_FIT_NOVELTY_H

#include "base/arith.h"
#include "cohort/cohort.h"

/* A past placement as novelty sees it. */
typedef struct {
    nw_industry industry;
    nw_function function;
    int32_t weeks;    /* attended, or as long as it lasted */
    int32_t strength; /* nw_past_strength() */
    int32_t company;  /* -1: outside the cohort */
    int32_t months;   /* whole months between its end and the round's start */
} nw_past;

/* Fractions as whole numbers: what stands for 1. Likeness comes in quarters. */
#define NW_STRENGTH_ONE 40000
#define NW_CLOSEST_ONE 160000 /* four quarters of NW_STRENGTH_ONE */

/* How much is left, in basis points, of a placement that ended so many months ago: half each year,
 * never below a quarter. */
int32_t nw_novelty_decay(int32_t months);

/* min(weeks, 4) / 4 * decay, in parts of NW_STRENGTH_ONE. */
int32_t nw_past_strength(int32_t weeks, int32_t months);

typedef struct {
    bool known;         /* the post has an industry or a function */
    int32_t closest;    /* of the most alike past placement, in parts of NW_CLOSEST_ONE */
    int64_t nearest;    /* which one that is (the first); -1 when none is alike */
    int32_t cover;      /* 2: all that is known of the post is new to the youth; 1: half; 0 */
    int32_t dimensions; /* of industry and function, how many the post has */
    int32_t value;      /* N, 0 .. 10000, before the youth's intent */
} nw_novelty;

/* Mean of two likenesses in quarters; of the one that can be compared; or 0. */
static inline int32_t nw_quarters_alike(int industry, int function)
{
    if (industry < 0)
        return function < 0 ? 0 : 2 * function;
    return function < 0 ? 2 * industry : industry + function;
}

/* N by what a post has most alike and how much of it is new. */
static inline int32_t nw_novelty_value(int32_t closest, int32_t cover)
{
    int64_t one = NW_CLOSEST_ONE;
    int64_t unlike = 6000 * (one - closest);
    int64_t covered = 2000 * one * cover; /* 4000 for both halves */
    return (int32_t)nw_div_round(unlike + covered, one);
}

/* Compares a post with the `count` past placements. */
void nw_novelty_of(nw_novelty *novelty, const nw_past *past, int64_t count, nw_industry industry,
                   nw_function function);

/* The term's value by NW_EXPLORE, NW_NEUTRAL or NW_DEEPEN. */
static inline int32_t nw_novelty_by_intent(int32_t value, int intent)
{
    if (intent == NW_EXPLORE)
        return value;
    return intent == NW_DEEPEN ? 10000 - value : (int32_t)(5000 + nw_div_round(value, 4));
}

#endif
