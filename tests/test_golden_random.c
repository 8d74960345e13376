/* Random numbers and lottery numbers are the same for ever, with every compiler: the published
 * test vectors of their algorithms, and numbers of ours that must never change. */
#include "base/random.h"
#include "runner.h"

#include <string.h>

static void stream_is_splitmix64(void)
{
    static const uint64_t published[] = {
        UINT64_C(6457827717110365317),  UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423),  UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821),
    };
    nw_random random = {1234567};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        CU_ASSERT_EQUAL(nw_random_next(&random), published[i]);
}

static void hash_is_siphash_2_4(void)
{
    /* Aumasson and Bernstein's vectors: the key is the bytes 0 to 15, the input 0 to count - 1. */
    static const struct {
        int64_t count;
        uint64_t hash;
    } published[] = {
        {0, UINT64_C(0x726fdb47dd0e0e31)},
        {1, UINT64_C(0x74f839c593dc67fd)},
        {8, UINT64_C(0x93f5f5799a932462)},
        {15, UINT64_C(0xa129ca6149be45e5)},
    };
    const uint64_t low = UINT64_C(0x0706050403020100), high = UINT64_C(0x0f0e0d0c0b0a0908);
    char input[16];
    for (int i = 0; i < 16; i++)
        input[i] = (char)i;
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        CU_ASSERT_EQUAL(nw_keyed_hash(low, high, input, published[i].count), published[i].hash);
}

static void bounded_numbers_stay(void)
{
    static const uint64_t expected[] = {191, 224, 576, 250, 746, 869, 367, 830};
    nw_random random = nw_random_start(7, 3);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        CU_ASSERT_EQUAL(nw_random_below(&random, 1000), expected[i]);
}

static void lottery_numbers_stay(void)
{
    static const struct {
        uint64_t seed;
        const char *id;
        int64_t number;
    } expected[] = {
        {0, "Y01", INT64_C(274745484291250)},
        {1, "Y01", INT64_C(134432272149147)},
        {0, "Y02", INT64_C(18256175078926)},
        {UINT64_MAX, "a-rather-longer.id:of_a_youth", INT64_C(31288895779017)},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const char *id = expected[i].id;
        CU_ASSERT_EQUAL(nw_lottery_number(expected[i].seed, id, (int64_t)strlen(id)),
                        expected[i].number);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"the stream is SplitMix64", stream_is_splitmix64},
        {"the hash is SipHash-2-4", hash_is_siphash_2_4},
        {"bounded numbers stay", bounded_numbers_stay},
        {"lottery numbers stay", lottery_numbers_stay},
        {NULL, NULL},
    };
    return nw_run_cases("golden random", cases);
}
