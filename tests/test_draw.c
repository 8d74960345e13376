/* Random quantities have the shapes that their names say: compared with the C library's floating
 * point, which the generator itself never uses. */
#include "generate/draw.h"
#include "runner.h"

#include <math.h>
#include <stdlib.h>

#define DRAWS 100000
#define LARGEST (INT64_C(30) * 65536) /* exponent */

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int64_t *draws_of_normal(void)
{
    static int64_t draws[DRAWS];
    nw_random random = nw_random_start(nw_test_seed(), 1);
    for (int i = 0; i < DRAWS; i++)
        draws[i] = nw_draw_normal(&random);
    qsort(draws, DRAWS, sizeof *draws, by_value);
    return draws;
}

static void normal_is_normal(void)
{
    const int64_t *draws = draws_of_normal();
    for (int i = 0; i < DRAWS; i++) {
        double share = (i + 0.5) / DRAWS;
        double expected = erfc(-(double)draws[i] / 65536 / sqrt(2)) / 2;
        CU_ASSERT_FATAL(fabs(share - expected) < 0.01);
    }
}

static void powers_of_two_are_right(void)
{
    for (int64_t exponent = -LARGEST; exponent <= LARGEST; exponent += 977) {
        double expected = 1000000 * exp2((double)exponent / 65536);
        double got = (double)nw_scaled_exp2(1000000, exponent);
        CU_ASSERT(fabs(got - expected) <= 0.51 + 1e-7 * expected);
    }
    CU_ASSERT_EQUAL(nw_scaled_exp2(1, 0), 1);
    CU_ASSERT_EQUAL(nw_scaled_exp2(INT64_C(1) << 30, LARGEST), INT64_C(1) << 60);
}

static void lognormal_has_median_and_sigma(void)
{
    static int64_t draws[DRAWS];
    nw_random random = nw_random_start(nw_test_seed(), 2);
    for (int i = 0; i < DRAWS; i++)
        draws[i] = nw_draw_lognormal(&random, 100000, 135);
    qsort(draws, DRAWS, sizeof *draws, by_value);
    CU_ASSERT(labs((long)draws[DRAWS / 2] - 100000) < 3000);
    /* One deviation up and down: the quantiles 0.8413 and 0.1587. */
    double up = log((double)draws[84134] / 100000);
    double down = log((double)draws[15866] / 100000);
    CU_ASSERT(fabs(up - 1.35) < 0.03);
    CU_ASSERT(fabs(down + 1.35) < 0.03);
}

static void lognormal_without_sigma_is_its_median(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 3);
    for (int i = 0; i < 100; i++)
        CU_ASSERT_EQUAL(nw_draw_lognormal(&random, 24, 0), 24);
}

static void poisson_counts_as_poisson(void)
{
    static const int64_t means[] = {0, 10, 200, 1000};
    for (size_t m = 0; m < sizeof means / sizeof *means; m++) {
        nw_random random = nw_random_start(nw_test_seed(), 10 + m);
        double counts[64] = {0}, mean = (double)means[m] / 100;
        for (int i = 0; i < DRAWS; i++) {
            int64_t count = nw_draw_poisson(&random, means[m]);
            CU_ASSERT_FATAL(count >= 0 && count < 64);
            counts[count] += 1.0 / DRAWS;
        }
        for (int count = 0; count < 64; count++) {
            double expected =
                mean == 0 ? count == 0 : exp(count * log(mean) - mean - lgamma(count + 1));
            CU_ASSERT(fabs(counts[count] - expected) < 0.01);
        }
    }
}

static void geometric_halves_and_stops(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 20);
    int counts[4] = {0};
    for (int i = 0; i < DRAWS; i++)
        counts[nw_draw_geometric(&random, NW_SHARE / 2, 3)]++;
    static const double expected[] = {0.5, 0.25, 0.125, 0.125};
    for (int times = 0; times < 4; times++)
        CU_ASSERT(fabs((double)counts[times] / DRAWS - expected[times]) < 0.01);
}

static void chances_at_the_ends_are_certain(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 21);
    for (int i = 0; i < 1000; i++) {
        CU_ASSERT_FALSE(nw_draw_chance(&random, 0));
        CU_ASSERT_TRUE(nw_draw_chance(&random, NW_SHARE));
        CU_ASSERT_EQUAL(nw_draw_between(&random, 7, 7), 7);
    }
}

static void percentages_come_true(void)
{
    static const int8_t percent[] = {15, 0, 25, 60};
    nw_random random = nw_random_start(nw_test_seed(), 22);
    int counts[4] = {0};
    for (int i = 0; i < DRAWS; i++)
        counts[nw_draw_percent(&random, percent)]++;
    for (int place = 0; place < 4; place++)
        CU_ASSERT(fabs((double)counts[place] / DRAWS - percent[place] / 100.0) < 0.01);
    CU_ASSERT_EQUAL(counts[1], 0);
}

int main(void)
{
    static const nw_case cases[] = {
        {"normal is normal", normal_is_normal},
        {"powers of two are right", powers_of_two_are_right},
        {"lognormal has its median and sigma", lognormal_has_median_and_sigma},
        {"lognormal without sigma is its median", lognormal_without_sigma_is_its_median},
        {"Poisson counts as Poisson", poisson_counts_as_poisson},
        {"geometric goes on with its chance and stops", geometric_halves_and_stops},
        {"chances at the ends are certain", chances_at_the_ends_are_certain},
        {"percentages come true", percentages_come_true},
        {NULL, NULL},
    };
    return nw_run_cases("draw", cases);
}
