/* Whole-number arithmetic that every decision goes through. */
#ifndef NW_BASE_ARITH_H
#define NW_BASE_ARITH_H

#include <stdint.h>

/* a / b rounded to the nearest whole number, halves up (towards +infinity); b > 0, |a| < 2^61.
 * The one rounding rule of the library (DESIGN: "all division rounds half up, in one helper"). */
static inline int64_t nw_div_round(int64_t a, int64_t b)
{
    int64_t twice = 2 * a + b;
    int64_t quotient = twice / (2 * b);
    return twice % (2 * b) < 0 ? quotient - 1 : quotient;
}

static inline int32_t nw_min32(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static inline int32_t nw_max32(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* part / whole in millionths, rounded up; part >= 0, whole > 0. Where the product leaves 64 bits,
 * by whole millionths of the whole: never less, and hardly more; INT64_MAX where there are none. */
static inline int64_t nw_millionths_up(int64_t part, int64_t whole)
{
    const int64_t million = 1000000;
    if (part == 0)
        return 0;
    if (part <= INT64_MAX / million)
        return (part * million - 1) / whole + 1;
    return whole < million ? INT64_MAX : (part - 1) / (whole / million) + 1;
}

/* The greatest that divides both, 0 or more; of 0 and a number that number. */
static inline int32_t nw_common_divisor(int32_t a, int32_t b)
{
    while (b != 0) {
        int32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The largest r with r * r <= n. */
static inline int64_t nw_isqrt(int64_t n)
{
    if (n < 2)
        return n < 0 ? 0 : n;
    int64_t r = (int64_t)1 << ((65 - __builtin_clzll((unsigned long long)n)) / 2);
    for (;;) {
        int64_t next = (r + n / r) / 2; /* Newton from above: falls until it is the root */
        if (next >= r)
            return r;
        r = next;
    }
}

#endif
