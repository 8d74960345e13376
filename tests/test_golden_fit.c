/* Fits, terms, parts and reasons of a random cohort, as one number that must be the same with every
 * compiler and at every level. */
#include "fit/fit.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <inttypes.h>
#include <stdio.h>

#define GOLDEN UINT64_C(0x6c9e2b6250adb317)

/* The hash so far and the next numbers, hashed. */
static uint64_t chain(uint64_t hash, const int32_t *numbers, int count)
{
    char bytes[4 * (NW_TERMS + NW_TERMS + 8)];
    for (int i = 0; i < count; i++)
        for (int b = 0; b < 4; b++)
            bytes[4 * i + b] = (char)((uint32_t)numbers[i] >> 8 * b & 0xff);
    return nw_keyed_hash(hash, 0, bytes, INT64_C(4) * count);
}

static uint64_t chain_fit(uint64_t hash, const nw_round *round, int32_t youth, int32_t post)
{
    int32_t numbers[NW_TERMS + NW_TERMS + 8], parts[NW_TERMS];
    int count = 0;
    nw_fit fit;
    nw_fit_pair(&fit, round, youth, post);
    nw_fit_parts(parts, round, &fit);
    numbers[count++] = fit.fit;
    numbers[count++] = fit.coverage;
    numbers[count++] = (int32_t)fit.reasons;
    numbers[count++] = fit.own;
    for (int term = 0; term < NW_TERMS; term++) {
        numbers[count++] = fit.known[term] ? fit.value[term] : -1;
        numbers[count++] = parts[term];
    }
    return chain(hash, numbers, count);
}

static nw_round *golden_round(void)
{
    nw_random random = nw_random_start(1015, 0); /* fixed: not nw_test_seed() */
    nw_cohort *cohort = nw_test_random_cohort(&random, 60, 20, 2);
    nw_round *round;
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, NW_TEST_WEEKS), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    return round;
}

static void fits_stay(void)
{
    nw_round *round = golden_round();
    uint64_t hash = 0;
    for (int32_t y = 0; y < round->cohort->youths.count; y++)
        for (int32_t p = 0; p < round->cohort->posts.count; p++)
            hash = chain_fit(hash, round, y, p);
    if (hash != GOLDEN)
        fprintf(stderr, "0x%016" PRIx64 "\n", hash);
    CU_ASSERT_EQUAL(hash, GOLDEN);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"fits, terms, parts and reasons stay", fits_stay},
        {NULL, NULL},
    };
    return nw_run_cases("golden fit", cases);
}
