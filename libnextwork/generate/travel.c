#include "generate/travel.h"

#include "base/arith.h"

#define SHORTEST 100

/* By mode: tenths of a minute a kilometre, and minutes added. */
static const int64_t pace[] = {120, 40, 22, 11};
static const int64_t wait[] = {0, 0, 12, 4};

/* A way is 1.3 times as long as the straight line: 13 / 10, in tenths of a minute a thousand
 * metres. */
#define DETOUR 13
#define PER 100000

int64_t nw_reach(int32_t mode, int64_t minutes)
{
    int64_t metres = nw_div_round((minutes - wait[mode]) * PER, DETOUR * pace[mode]);
    return metres < SHORTEST ? SHORTEST : metres;
}

int64_t nw_minutes_between(int32_t mode, nw_spot from, nw_spot to)
{
    int64_t east = (int64_t)from.east - to.east, north = (int64_t)from.north - to.north;
    int64_t metres = nw_isqrt(east * east + north * north);
    return wait[mode] + nw_div_round(metres * DETOUR * pace[mode], PER);
}
