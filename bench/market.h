/* Large synthetic markets as arrays: youths with lists of posts, posts with seats, and a priority
 * of its own at each post, which makes for more contests than a common lottery. */
#ifndef BENCH_MARKET_H
#define BENCH_MARKET_H

#include "match/seats.h"

#include "base/status.h"

#include <stdbool.h>

typedef struct {
    int32_t youths;
    int32_t wishes; /* a youth */
    bool popular;   /* 60 % of wishes on 20 % of posts, instead of all posts alike */
    bool capped;    /* companies of about three posts take no more than two thirds of them */
    uint64_t seed;
    bool roomy;       /* a tenth more posts */
    bool one_company; /* all posts are of one, which takes no more than half of their seats */
} bench_market_shape;

typedef struct {
    nw_seats seats; /* about as many seats as youths, 1 to 7 a post */
    int32_t youths;
    int64_t *start; /* youths + 1 */
    nw_choice *choices;
    int32_t *numbers; /* holds the arrays of seats */
} bench_market;

nextwork_status bench_market_new(bench_market *market, const bench_market_shape *shape);
void bench_market_clear(bench_market *market);

#endif
