/* The kernel's loop in plain C, one lane at a time: what every other path must equal. */
#include "fit/kernel/lanes.h"

#include <math.h>

#define WIDTH 1
#define NW_LOOP_NAME nw_lane_code_portable

typedef float vf;
typedef uint32_t vu;

static inline vf vf_load(const float *from)
{
    return *from;
}

static inline vf vf_set(float value)
{
    return value;
}

static inline vf vf_mul_add(vf a, vf b, vf c)
{
    return a * b + c;
}

static inline vf vf_sub(vf a, vf b)
{
    return a - b;
}

static inline vf vf_mul(vf a, vf b)
{
    return a * b;
}

static inline vf vf_min(vf a, vf b)
{
    return a < b ? a : b;
}

static inline vf vf_max(vf a, vf b)
{
    return a > b ? a : b;
}

static inline vf vf_sqrt(vf a)
{
    return sqrtf(a);
}

static inline vf vf_floor(vf a)
{
    return (float)(int32_t)a;
}

static inline vu vf_to_vu(vf a)
{
    return (uint32_t)(int32_t)a;
}

static inline uint32_t vf_above_bits(vf a, vf b)
{
    return a > b;
}

static inline vu vf_above(vf a, vf b)
{
    return 0U - (uint32_t)(a > b);
}

static inline vu vu_load(const uint32_t *from)
{
    return *from;
}

static inline void vu_store(uint32_t *to, vu value)
{
    *to = value;
}

static inline vu vu_set(uint32_t value)
{
    return value;
}

static inline vu vu_add(vu a, vu b)
{
    return a + b;
}

static inline vu vu_sub(vu a, vu b)
{
    return a - b;
}

static inline vu vu_mul(vu a, vu b)
{
    return a * b;
}

static inline vu vu_mul_high(vu a, vu b)
{
    return (uint32_t)((uint64_t)a * b >> 32);
}

static inline vu vu_and(vu a, vu b)
{
    return a & b;
}

static inline vu vu_or(vu a, vu b)
{
    return a | b;
}

static inline vu vu_without(vu a, vu b)
{
    return a & ~b;
}

static inline vu vu_equal(vu a, vu b)
{
    return 0U - (uint32_t)(a == b);
}

static inline vu vu_shift(vu a, int bits)
{
    return a >> bits;
}

static inline uint32_t vu_below_bits(vu a, vu b)
{
    return (a ^ NW_BIAS) < (b ^ NW_BIAS);
}

#include "fit/kernel/loop.h"
