/* Places on the sphere: integers throughout, checked here against the C library's sine. */
#include "runner.h"

#include "base/random.h"
#include "cohort/place.h"

#include <math.h>
#include <stdlib.h>

#define RADIUS 6371008.0
#define PI 3.14159265358979323846

static void check_axes(int32_t latitude, int32_t longitude)
{
    double phi = latitude / 1e6 * PI / 180, lambda = longitude / 1e6 * PI / 180;
    nw_place place = nw_place_of(latitude, longitude);
    CU_ASSERT_EQUAL(place.known, 1);
    CU_ASSERT(fabs(place.x - RADIUS * cos(phi) * cos(lambda)) < 0.6);
    CU_ASSERT(fabs(place.y - RADIUS * cos(phi) * sin(lambda)) < 0.6);
    CU_ASSERT(fabs(place.z - RADIUS * sin(phi)) < 0.6);
}

static void axes_are_right_everywhere(void)
{
    for (int32_t latitude = -90; latitude <= 90; latitude += 5)
        for (int32_t longitude = -180; longitude <= 180; longitude += 5)
            check_axes(latitude * 1000000, longitude * 1000000);
    nw_random random = nw_random_start(nw_test_seed(), 0);
    for (int i = 0; i < 20000; i++)
        check_axes((int32_t)nw_random_below(&random, 180000001) - 90000000,
                   (int32_t)nw_random_below(&random, 360000001) - 180000000);
}

static void poles_and_equator_are_exact(void)
{
    nw_place pole = nw_place_of(90000000, 12000000);
    CU_ASSERT(pole.x == 0 && pole.y == 0 && pole.z == 6371008);
    nw_place east = nw_place_of(0, 90000000);
    CU_ASSERT(east.x == 0 && east.y == 6371008 && east.z == 0);
    nw_place west = nw_place_of(0, -180000000);
    CU_ASSERT(west.x == -6371008 && west.y == 0 && west.z == 0);
}

static void a_missing_coordinate_is_an_unknown_place(void)
{
    CU_ASSERT_EQUAL(nw_place_of(NW_UNKNOWN, 12000000).known, 0);
    CU_ASSERT_EQUAL(nw_place_of(55000000, NW_UNKNOWN).known, 0);
    CU_ASSERT_EQUAL(nw_place_of(0, 0).known, 1);
}

static void distance_is_the_chord_to_the_nearest_metre(void)
{
    const struct {
        nw_place a, b;
        int32_t metres;
    } cases[] = {
        {{0, 0, 0, 1}, {0, 0, 0, 1}, 0},
        {{0, 0, 0, 1}, {3, 4, 0, 1}, 5},
        {{1, 1, 1, 1}, {2, 2, 1, 1}, 1},  /* 1.41 */
        {{0, 0, 0, 1}, {1, 1, 1, 1}, 2},  /* 1.73 */
        {{0, 0, 0, 1}, {2, 1, 1, 1}, 2},  /* 2.449 */
        {{0, 0, 0, 1}, {-2, 2, 0, 1}, 3}, /* 2.83 */
        {{-6371008, 0, 0, 1}, {6371008, 0, 0, 1}, 12742016},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CU_ASSERT_EQUAL(nw_place_distance(cases[i].a, cases[i].b), cases[i].metres);
        CU_ASSERT_EQUAL(nw_place_distance(cases[i].b, cases[i].a), cases[i].metres);
    }
}

static void roskilde_is_some_31_km_from_copenhagen(void)
{
    nw_place roskilde = nw_place_of(55641500, 12080300);
    nw_place copenhagen = nw_place_of(55676100, 12568300);
    /* Great circle by the haversine formula: 30,852 m. */
    CU_ASSERT(abs(nw_place_distance(roskilde, copenhagen) - 30852) <= 2);
}

int main(void)
{
    static const nw_case cases[] = {
        {"axes are right everywhere", axes_are_right_everywhere},
        {"poles and equator are exact", poles_and_equator_are_exact},
        {"a missing coordinate is an unknown place", a_missing_coordinate_is_an_unknown_place},
        {"distance is the chord to the nearest metre", distance_is_the_chord_to_the_nearest_metre},
        {"Roskilde is some 31 km from Copenhagen", roskilde_is_some_31_km_from_copenhagen},
        {NULL, NULL},
    };
    return nw_run_cases("place", cases);
}
