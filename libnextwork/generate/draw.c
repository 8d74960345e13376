#include "generate/draw.h"

#include "base/arith.h"

#define FRACTION_BITS 16
#define ONE_FRACTION (INT64_C(1) << FRACTION_BITS)
#define ROOT_BITS 30
#define ONE_ROOT (INT64_C(1) << ROOT_BITS)
/* 1 / ln 2 in units of 2^-20: from natural to binary exponents. */
#define BINARY_EXPONENT 1512775
#define BINARY_EXPONENT_ONE (INT64_C(1) << 20)

/* 2^(1/2), 2^(1/4), 2^(1/8), ... in units of 2^-30. */
static const int64_t roots[FRACTION_BITS] = {
    1518500250, 1276901417, 1170923762, 1121280436, 1097253708, 1085434106, 1079572136, 1076653033,
    1075196443, 1074468888, 1074105294, 1073923544, 1073832680, 1073787251, 1073764537, 1073753181,
};

bool nw_draw_chance(nw_random *random, int64_t share)
{
    return (int64_t)nw_random_below(random, NW_SHARE) < share;
}

int64_t nw_draw_between(nw_random *random, int64_t low, int64_t high)
{
    return low + (int64_t)nw_random_below(random, (uint64_t)(high - low + 1));
}

int64_t nw_draw_geometric(nw_random *random, int64_t share, int64_t most)
{
    int64_t times = 0;
    while (times < most && nw_draw_chance(random, share))
        times++;
    return times;
}

int64_t nw_draw_poisson(nw_random *random, int64_t mean)
{
    int64_t exponent =
        nw_div_round(-mean * BINARY_EXPONENT * ONE_FRACTION, 100 * BINARY_EXPONENT_ONE);
    int64_t chance = nw_scaled_exp2(ONE_ROOT, exponent);
    int64_t left = (int64_t)nw_random_below(random, (uint64_t)ONE_ROOT);
    int64_t count = 0;
    while (left >= chance && chance > 0) {
        left -= chance;
        count++;
        chance = nw_div_round(chance * mean, 100 * count);
    }
    return count;
}

int64_t nw_draw_normal(nw_random *random)
{
    int64_t sum = 0;
    for (int word = 0; word < 3; word++)
        for (uint64_t bits = nw_random_next(random), part = 0; part < 4; part++, bits >>= 16)
            sum += (int64_t)(bits & 0xffff);
    return sum - 6 * ONE_FRACTION + 6; /* the mean of a part is half of 65535, not of 65536 */
}

int64_t nw_draw_lognormal(nw_random *random, int64_t median, int64_t sigma)
{
    int64_t logarithm = nw_draw_normal(random) * sigma;
    int64_t exponent = nw_div_round(logarithm * BINARY_EXPONENT, 100 * BINARY_EXPONENT_ONE);
    return nw_scaled_exp2(median, exponent);
}

int32_t nw_draw_percent(nw_random *random, const int8_t *percent)
{
    int64_t left = (int64_t)nw_random_below(random, 100);
    int32_t place = 0;
    while (left >= percent[place])
        left -= percent[place++];
    return place;
}

int64_t nw_scaled_exp2(int64_t scale, int64_t exponent)
{
    int64_t whole = exponent / ONE_FRACTION;
    if (exponent % ONE_FRACTION < 0)
        whole--;
    int64_t fraction = exponent - whole * ONE_FRACTION;
    int64_t factor = ONE_ROOT;
    for (int bit = 0; bit < FRACTION_BITS; bit++)
        if (fraction >> (FRACTION_BITS - 1 - bit) & 1)
            factor = nw_div_round(factor * roots[bit], ONE_ROOT);
    int64_t product = scale * factor;
    if (whole >= ROOT_BITS)
        return product << (whole - ROOT_BITS);
    return nw_div_round(product, INT64_C(1) << (ROOT_BITS - whole));
}
