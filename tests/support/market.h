/* Random markets for the tests of match/: youths with lists, posts with seats, companies with caps
 * and answers. */
#ifndef NW_TEST_MARKET_H
#define NW_TEST_MARKET_H

#include "base/random.h"
#include "match/seats.h"

/* The largest numbers; what a market gets is drawn from 0 (posts, companies: 1) up to them. */
typedef struct {
    int32_t youths, posts, companies;
    int32_t list;  /* choices a youth */
    int32_t seats; /* a post */
    int32_t cap;   /* a company; half of the companies have no cap; -1: none has */
} nw_market_shape;

typedef struct {
    nw_seats seats;
    int32_t youths;
    int64_t *start; /* youths + 1 */
    nw_choice *choices;
    uint32_t *keys;   /* youths x posts: priorities, listed or not */
    int32_t *numbers; /* storage of the arrays in seats */
} nw_market;

/* Draws a market. Keys come from answers with ties and a lottery, as in a real round. */
void nw_market_draw(nw_market *market, nw_random *random, const nw_market_shape *shape);
void nw_market_free(nw_market *market);

static inline uint32_t nw_market_key(const nw_market *market, int32_t youth, int32_t post)
{
    return market->keys[(int64_t)youth * market->seats.posts + post];
}

/* The place of a post in a youth's list from 0; the list's length when it is not there, or -1. */
int64_t nw_market_rank(const nw_market *market, int32_t youth, int32_t post);

/* Runs deferred acceptance over all lists, youths offered in order; post_of and cutoff may be NULL.
 */
void nw_market_place(int32_t *post_of, uint32_t *cutoff, const nw_market *market);

/* The definition of a blocking pair, slowly: the company chooses greedily by key, within its seats
 * and its posts', from all it holds and the new contract, and keeps the new one. */
int nw_market_blocks(const nw_market *market, const int32_t *post_of, int32_t youth, int32_t post);

/* Deferred acceptance by the book: one youth at a time, and the company chooses from all it holds
 * and the new contract. */
void nw_market_place_slowly(int32_t *post_of, const nw_market *market);

#endif
