/* The kernel's loop with AVX-512: sixteen lanes a vector. */
#if defined(__x86_64__)

#include "fit/kernel/lanes.h"

#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#else
#pragma GCC target("avx512f")
#endif

#define WIDTH 16
#define NW_LOOP_NAME nw_lane_code_avx512

typedef __m512 vf;
typedef __m512i vu;

static inline vf vf_load(const float *from)
{
    return _mm512_loadu_ps(from);
}

static inline vf vf_set(float value)
{
    return _mm512_set1_ps(value);
}

static inline vf vf_mul_add(vf a, vf b, vf c)
{
    return _mm512_fmadd_ps(a, b, c);
}

static inline vf vf_sub(vf a, vf b)
{
    return _mm512_sub_ps(a, b);
}

static inline vf vf_mul(vf a, vf b)
{
    return _mm512_mul_ps(a, b);
}

static inline vf vf_min(vf a, vf b)
{
    return _mm512_min_ps(a, b);
}

static inline vf vf_max(vf a, vf b)
{
    return _mm512_max_ps(a, b);
}

static inline vf vf_sqrt(vf a)
{
    return _mm512_sqrt_ps(a);
}

/* Without optimisation this intrinsic is a macro that gcc warns of. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
static inline vf vf_floor(vf a)
{
    return _mm512_roundscale_ps(a, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
}
#pragma GCC diagnostic pop

static inline vu vf_to_vu(vf a)
{
    return _mm512_cvttps_epi32(a);
}

static inline uint32_t vf_above_bits(vf a, vf b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_GT_OQ);
}

static inline vu vf_above(vf a, vf b)
{
    return _mm512_maskz_set1_epi32(_mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), -1);
}

static inline vu vu_load(const uint32_t *from)
{
    return _mm512_loadu_si512(from);
}

static inline void vu_store(uint32_t *to, vu value)
{
    _mm512_storeu_si512(to, value);
}

static inline vu vu_set(uint32_t value)
{
    return _mm512_set1_epi32((int32_t)value);
}

static inline vu vu_add(vu a, vu b)
{
    return _mm512_add_epi32(a, b);
}

static inline vu vu_sub(vu a, vu b)
{
    return _mm512_sub_epi32(a, b);
}

static inline vu vu_mul(vu a, vu b)
{
    return _mm512_mullo_epi32(a, b);
}

static inline vu vu_mul_high(vu a, vu b)
{
    __m512i even = _mm512_srli_epi64(_mm512_mul_epu32(a, b), 32);
    __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64(a, 32), _mm512_srli_epi64(b, 32));
    return _mm512_mask_blend_epi32(0xaaaa, even, odd);
}

static inline vu vu_and(vu a, vu b)
{
    return _mm512_and_si512(a, b);
}

static inline vu vu_or(vu a, vu b)
{
    return _mm512_or_si512(a, b);
}

static inline vu vu_without(vu a, vu b)
{
    return _mm512_andnot_si512(b, a);
}

static inline vu vu_equal(vu a, vu b)
{
    return _mm512_maskz_set1_epi32(_mm512_cmpeq_epi32_mask(a, b), -1);
}

static inline vu vu_shift(vu a, int bits)
{
    return _mm512_srl_epi32(a, _mm_cvtsi32_si128(bits));
}

static inline uint32_t vu_below_bits(vu a, vu b)
{
    return _mm512_cmplt_epi32_mask(a, b);
}

#include "fit/kernel/loop.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif

#endif
