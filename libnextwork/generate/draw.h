/* Random quantities of named shapes, in whole numbers only: the same on every machine. */
#ifndef NW_GENERATE_DRAW_H
#define NW_GENERATE_DRAW_H

#include "base/random.h"

#include <stdbool.h>

/* One, in basis points: the unit of chances and shares. */
#define NW_SHARE 10000

/* True with a chance of `share` basis points. */
bool nw_draw_chance(nw_random *random, int64_t share);

/* Uniform in low .. high. */
int64_t nw_draw_between(nw_random *random, int64_t low, int64_t high);

/* How often a chance of `share` basis points comes true in a row, at most `most`. */
int64_t nw_draw_geometric(nw_random *random, int64_t share, int64_t most);

/* Poisson with that mean in hundredths, at most 1000: by going up the distribution. */
int64_t nw_draw_poisson(nw_random *random, int64_t mean);

/* Normal with mean 0 and deviation 1, in 65536ths: the sum of twelve uniform numbers. */
int64_t nw_draw_normal(nw_random *random);

/* Lognormal around `median`, with the deviation of the logarithm in hundredths (at most 250),
 * rounded; median at most 2^30. */
int64_t nw_draw_lognormal(nw_random *random, int64_t median, int64_t sigma);

/* A place in `percent`, whose entries are percentages that add up to 100. */
int32_t nw_draw_percent(nw_random *random, const int8_t *percent);

/* 2 to the power of exponent / 65536, times `scale`, rounded; scale at most 2^30, |exponent| at
 * most 30 * 65536. */
int64_t nw_scaled_exp2(int64_t scale, int64_t exponent);

#endif
