#include "fit/novelty.h"

#include "fit/alike.h"

#define FULL_WEEKS 4 /* from here on a placement counts in full */
#define DECAY_MONTHS 24

/* round_half_up(10000 * 2^(-m/12)); after two years it stays at a quarter. */
static const int32_t decay[DECAY_MONTHS + 1] = {
    10000, 9439, 8909, 8409, 7937, 7492, 7071, 6674, 6300, 5946, 5612, 5297, 5000,
    4719,  4454, 4204, 3969, 3746, 3536, 3337, 3150, 2973, 2806, 2649, 2500,
};

int32_t nw_novelty_decay(int32_t months)
{
    return decay[nw_min32(months, DECAY_MONTHS)];
}

int32_t nw_past_strength(int32_t weeks, int32_t months)
{
    return nw_min32(weeks, FULL_WEEKS) * nw_novelty_decay(months);
}

void nw_novelty_of(nw_novelty *novelty, const nw_past *past, int64_t count, nw_industry industry,
                   nw_function function)
{
    bool new_industry = nw_industry_known(industry), new_function = nw_function_known(function);
    int32_t dimensions = new_industry + new_function;
    *novelty = (nw_novelty){.known = dimensions > 0, .nearest = -1, .dimensions = dimensions};
    if (dimensions == 0)
        return;
    for (int64_t i = 0; i < count; i++) {
        int by_industry = nw_industries_alike(past[i].industry, industry);
        int by_function = nw_functions_alike(past[i].function, function);
        int32_t closeness = nw_quarters_alike(by_industry, by_function) * past[i].strength;
        if (closeness > novelty->closest) {
            novelty->closest = closeness;
            novelty->nearest = i;
        }
        new_industry = new_industry && by_industry <= NW_UNLIKE;
        new_function = new_function && by_function <= NW_UNLIKE;
    }
    novelty->cover = 2 * (new_industry + new_function) / dimensions;
    novelty->value = nw_novelty_value(novelty->closest, novelty->cover);
}
