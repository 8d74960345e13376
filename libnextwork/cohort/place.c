#include "cohort/place.h"

#include "base/arith.h"

#define RADIUS 6371008 /* mean radius of the Earth in metres (IUGG) */
#define ONE ((int64_t)1 << 30)
#define PI INT64_C(3373259426)  /* in units of 1/ONE */
#define DEGREE INT64_C(1000000) /* coordinates count its parts */

static int64_t times(int64_t a, int64_t b)
{
    return nw_div_round(a * b, ONE);
}

/* Sine and cosine of 0 .. 45 degrees in units of 1/ONE, by the first six terms of their power
 * series: the next one is below 2e-10, a millimetre on the Earth. */
static void sine_cosine(int64_t *sine, int64_t *cosine, int64_t angle)
{
    int64_t x = nw_div_round(angle * PI, 180 * DEGREE);
    int64_t square = times(x, x);
    int64_t s = ONE, c = ONE;
    for (int64_t n = 10; n >= 2; n -= 2) {
        s = ONE - nw_div_round(times(square, s), n * (n + 1));
        c = ONE - nw_div_round(times(square, c), n * (n - 1));
    }
    *sine = times(x, s);
    *cosine = c;
}

/* The same for any angle of -180 .. 180 degrees: folded into the first eighth of the circle. */
static void sine_cosine_any(int64_t *sine, int64_t *cosine, int64_t angle)
{
    int64_t folded = angle < 0 ? -angle : angle;
    bool obtuse = folded > 90 * DEGREE;
    if (obtuse)
        folded = 180 * DEGREE - folded;
    if (folded <= 45 * DEGREE)
        sine_cosine(sine, cosine, folded);
    else
        sine_cosine(cosine, sine, 90 * DEGREE - folded);
    if (angle < 0)
        *sine = -*sine;
    if (obtuse)
        *cosine = -*cosine;
}

static int32_t metres(int64_t share)
{
    return (int32_t)times(RADIUS, share);
}

nw_place nw_place_of(int32_t latitude, int32_t longitude)
{
    if (latitude < -90 * DEGREE || latitude > 90 * DEGREE || longitude < -180 * DEGREE ||
        longitude > 180 * DEGREE)
        return (nw_place){0}; /* NW_UNKNOWN too */
    int64_t sin_lat, cos_lat, sin_lon, cos_lon;
    sine_cosine_any(&sin_lat, &cos_lat, latitude);
    sine_cosine_any(&sin_lon, &cos_lon, longitude);
    return (nw_place){metres(times(cos_lat, cos_lon)), metres(times(cos_lat, sin_lon)),
                      metres(sin_lat), 1};
}

int32_t nw_place_distance(nw_place a, nw_place b)
{
    int64_t x = (int64_t)a.x - b.x, y = (int64_t)a.y - b.y, z = (int64_t)a.z - b.z;
    int64_t twice = nw_isqrt(4 * (x * x + y * y + z * z));
    return (int32_t)((twice + 1) / 2);
}
