/* The two best of a youth's posts at given prices: what every bid of an auction begins with. */
#ifndef NW_MATCH_MAX_WEIGHT_OFFER_H
#define NW_MATCH_MAX_WEIGHT_OFFER_H

#include <stdint.h>

typedef struct {
    int32_t best, second; /* fit * scale - price; the least number where there is none */
    int32_t at;           /* the place of the best in the row, the first of equals */
} nw_offer;

/* The best two of `count` pairs, 1 at least. fit * scale and prices are below 2^30. */
typedef nw_offer (*nw_offer_finder)(const int32_t *post, const int32_t *fit, int64_t count,
                                    const int32_t *price, int32_t scale);

/* The same of a row that has a place for every post: `at` is the post. `width` fits, a multiple of
 * NW_OFFER_LANES; NW_NO_FIT where there is no pair, which is never worth its price. */
#define NW_OFFER_LANES 16
#define NW_NO_FIT (-1)
typedef nw_offer (*nw_wide_offer_finder)(const int16_t *fit, int64_t width, const int32_t *price,
                                         int32_t scale);

/* One instruction set's code; the answers are the same from each. */
typedef struct {
    nw_offer_finder find;
    nw_wide_offer_finder find_wide;
} nw_offer_code;

typedef enum { NW_OFFER_PORTABLE, NW_OFFER_AVX2, NW_OFFER_AVX512, NW_OFFER_PATHS } nw_offer_path;

/* NULL when this processor or this build has none. */
const nw_offer_code *nw_offer_code_of(nw_offer_path path);

/* The fastest that this processor has. */
const nw_offer_code *nw_best_offer_code(void);

#endif
