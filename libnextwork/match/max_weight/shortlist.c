#include "match/max_weight/shortlist.h"

/* Worth less than any pair, at whatever price. */
#define NO_WORTH (-(INT32_C(1) << 30))

/* Net worth and place as one number, the greatest first and of equals the first. */
static int64_t key_of(int32_t net, int64_t at)
{
    return (int64_t)net * (INT64_C(1) << 32) + (INT32_MAX - at);
}

static int32_t net_of(int64_t key)
{
    return (int32_t)(key >> 32);
}

static int64_t place_of(int64_t key)
{
    return INT32_MAX - (int64_t)(uint32_t)key;
}

/* Into its place among the greatest, the least of which drops out; without a branch, since which
 * place that is cannot be guessed. */
static void insert(int64_t *greatest, int64_t key)
{
    for (int32_t i = 0; i <= NW_SHORT; i++) {
        int64_t here = greatest[i];
        greatest[i] = key > here ? key : here;
        key = key > here ? here : key;
    }
}

void nw_make_shortlist(nw_shortlist *list, const int32_t *post, const int32_t *fit, int64_t count,
                       const int32_t *price, int32_t scale)
{
    int64_t greatest[NW_SHORT + 1];
    int64_t first = count < 4 * NW_SHORT ? count : 4 * NW_SHORT;
    for (int32_t i = 0; i <= NW_SHORT; i++)
        greatest[i] = INT64_MIN;
    for (int64_t i = 0; i < first; i++)
        insert(greatest, key_of(fit[i] * scale - price[post[i]], i));
    for (int64_t i = first; i < count; i++) {
        int64_t key = key_of(fit[i] * scale - price[post[i]], i);
        if (key > greatest[NW_SHORT])
            insert(greatest, key);
    }
    for (int32_t i = 0; i < NW_SHORT; i++) {
        bool none = greatest[i] == INT64_MIN;
        int64_t at = none ? 0 : place_of(greatest[i]);
        list->post[i] = post[at];
        list->worth[i] = none ? NO_WORTH : fit[at] * scale;
    }
    list->bar = net_of(greatest[NW_SHORT]);
}
