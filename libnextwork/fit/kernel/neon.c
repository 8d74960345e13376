/* The kernel's loop with NEON: four lanes a vector. */
#if defined(__aarch64__)

#include "fit/kernel/lanes.h"

#include <arm_neon.h>

#define WIDTH 4
#define NW_LOOP_NAME nw_lane_code_neon

typedef float32x4_t vf;
typedef uint32x4_t vu;

static inline vf vf_load(const float *from)
{
    return vld1q_f32(from);
}

static inline vf vf_set(float value)
{
    return vdupq_n_f32(value);
}

static inline vf vf_mul_add(vf a, vf b, vf c)
{
    return vfmaq_f32(c, a, b);
}

static inline vf vf_sub(vf a, vf b)
{
    return vsubq_f32(a, b);
}

static inline vf vf_mul(vf a, vf b)
{
    return vmulq_f32(a, b);
}

static inline vf vf_min(vf a, vf b)
{
    return vminq_f32(a, b);
}

static inline vf vf_max(vf a, vf b)
{
    return vmaxq_f32(a, b);
}

static inline vf vf_sqrt(vf a)
{
    return vsqrtq_f32(a);
}

static inline vf vf_floor(vf a)
{
    return vrndmq_f32(a);
}

static inline vu vf_to_vu(vf a)
{
    return vcvtq_u32_f32(a);
}

static inline vu vf_above(vf a, vf b)
{
    return vcgtq_f32(a, b);
}

/* Bit l for lane l of a mask. */
static inline uint32_t bits_of(vu mask)
{
    static const uint32_t bit[WIDTH] = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(mask, vld1q_u32(bit)));
}

static inline uint32_t vf_above_bits(vf a, vf b)
{
    return bits_of(vcgtq_f32(a, b));
}

static inline vu vu_load(const uint32_t *from)
{
    return vld1q_u32(from);
}

static inline void vu_store(uint32_t *to, vu value)
{
    vst1q_u32(to, value);
}

static inline vu vu_set(uint32_t value)
{
    return vdupq_n_u32(value);
}

static inline vu vu_add(vu a, vu b)
{
    return vaddq_u32(a, b);
}

static inline vu vu_sub(vu a, vu b)
{
    return vsubq_u32(a, b);
}

static inline vu vu_mul(vu a, vu b)
{
    return vmulq_u32(a, b);
}

static inline vu vu_mul_high(vu a, vu b)
{
    uint64x2_t low = vmull_u32(vget_low_u32(a), vget_low_u32(b));
    uint64x2_t high = vmull_high_u32(a, b);
    return vuzp2q_u32(vreinterpretq_u32_u64(low), vreinterpretq_u32_u64(high));
}

static inline vu vu_and(vu a, vu b)
{
    return vandq_u32(a, b);
}

static inline vu vu_or(vu a, vu b)
{
    return vorrq_u32(a, b);
}

static inline vu vu_without(vu a, vu b)
{
    return vbicq_u32(a, b);
}

static inline vu vu_equal(vu a, vu b)
{
    return vceqq_u32(a, b);
}

static inline vu vu_shift(vu a, int bits)
{
    return vshlq_u32(a, vdupq_n_s32(-bits));
}

static inline uint32_t vu_below_bits(vu a, vu b)
{
    return bits_of(vcltq_s32(vreinterpretq_s32_u32(a), vreinterpretq_s32_u32(b)));
}

#include "fit/kernel/loop.h"

#endif
