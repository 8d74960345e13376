#include "base/random.h"

#define GOLDEN_GAMMA UINT64_C(0x9e3779b97f4a7c15)
#define LOTTERY_KEY UINT64_C(0x6e657874776f726b) /* "nextwork" */
#define LOTTERY_BITS 48

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

nw_random nw_random_start(uint64_t seed, uint64_t stream)
{
    return (nw_random){mix(mix(seed + GOLDEN_GAMMA) ^ (stream * GOLDEN_GAMMA))};
}

uint64_t nw_random_next(nw_random *random)
{
    random->state += GOLDEN_GAMMA;
    return mix(random->state);
}

uint64_t nw_random_below(nw_random *random, uint64_t bound)
{
    unsigned __int128 product = (unsigned __int128)nw_random_next(random) * bound;
    if ((uint64_t)product < bound) {
        uint64_t threshold = (0 - bound) % bound;
        while ((uint64_t)product < threshold)
            product = (unsigned __int128)nw_random_next(random) * bound;
    }
    return (uint64_t)(product >> 64);
}

static uint64_t rotate(uint64_t x, int bits)
{
    return (x << bits) | (x >> (64 - bits));
}

static void sip_rounds(uint64_t v[4], int rounds)
{
    for (int i = 0; i < rounds; i++) {
        v[0] += v[1];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[0] = rotate(v[0], 32);
        v[2] += v[3];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] += v[3];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] += v[1];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[2] = rotate(v[2], 32);
    }
}

/* Bytes in little-endian order whatever the machine's own order is. */
static uint64_t little_endian(const char *bytes, int64_t count)
{
    uint64_t word = 0;
    for (int64_t i = 0; i < count; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    return word;
}

uint64_t nw_keyed_hash(uint64_t seed, uint64_t key, const char *bytes, int64_t count)
{
    uint64_t v[4] = {
        seed ^ UINT64_C(0x736f6d6570736575),
        key ^ UINT64_C(0x646f72616e646f6d),
        seed ^ UINT64_C(0x6c7967656e657261),
        key ^ UINT64_C(0x7465646279746573),
    };
    int64_t whole = count - count % 8;
    for (int64_t i = 0; i < whole; i += 8) {
        uint64_t word = little_endian(bytes + i, 8);
        v[3] ^= word;
        sip_rounds(v, 2);
        v[0] ^= word;
    }
    uint64_t last = little_endian(bytes + whole, count - whole) | ((uint64_t)count << 56);
    v[3] ^= last;
    sip_rounds(v, 2);
    v[0] ^= last;
    v[2] ^= 0xff;
    sip_rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

int64_t nw_lottery_number(uint64_t seed, const char *id, int64_t bytes)
{
    return (int64_t)(nw_keyed_hash(seed, LOTTERY_KEY, id, bytes) >> (64 - LOTTERY_BITS));
}
