/* Random numbers that are the same on every machine for ever: a stream for making things up, and a
 * keyed hash for lotteries. */
#ifndef NW_BASE_RANDOM_H
#define NW_BASE_RANDOM_H

#include <stdint.h>

/* A stream of random numbers (SplitMix64: Steele, Lea and Flood, 2014). */
typedef struct {
    uint64_t state;
} nw_random;

/* A stream for (seed, stream): streams of one seed are independent of each other. */
nw_random nw_random_start(uint64_t seed, uint64_t stream);

uint64_t nw_random_next(nw_random *random);

/* Uniform in 0 .. bound - 1; bound >= 1 (Lemire, 2019: multiplication, unbiased by rejection). */
uint64_t nw_random_below(nw_random *random, uint64_t bound);

/* SipHash-2-4 (Aumasson and Bernstein, 2012) with key (seed, key). Fixed for ever: lottery numbers
 * come from it. */
uint64_t nw_keyed_hash(uint64_t seed, uint64_t key, const char *bytes, int64_t count);

/* A youth's lottery number, 0 .. 2^48 - 1, lower is better: from the seed and the id alone, so that
 * other rows never change it. At most fifteen digits, which spreadsheets and JSON readers keep. */
int64_t nw_lottery_number(uint64_t seed, const char *id, int64_t bytes);

#endif
