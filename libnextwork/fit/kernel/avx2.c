/* The kernel's loop with AVX2 and FMA: eight lanes a vector. */
#if defined(__x86_64__)

#include "fit/kernel/lanes.h"

#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx2,fma")
#endif

#define WIDTH 8
#define NW_LOOP_NAME nw_lane_code_avx2

typedef __m256 vf;
typedef __m256i vu;

static inline vf vf_load(const float *from)
{
    return _mm256_loadu_ps(from);
}

static inline vf vf_set(float value)
{
    return _mm256_set1_ps(value);
}

static inline vf vf_mul_add(vf a, vf b, vf c)
{
    return _mm256_fmadd_ps(a, b, c);
}

static inline vf vf_sub(vf a, vf b)
{
    return _mm256_sub_ps(a, b);
}

static inline vf vf_mul(vf a, vf b)
{
    return _mm256_mul_ps(a, b);
}

static inline vf vf_min(vf a, vf b)
{
    return _mm256_min_ps(a, b);
}

static inline vf vf_max(vf a, vf b)
{
    return _mm256_max_ps(a, b);
}

static inline vf vf_sqrt(vf a)
{
    return _mm256_sqrt_ps(a);
}

static inline vf vf_floor(vf a)
{
    return _mm256_floor_ps(a);
}

static inline vu vf_to_vu(vf a)
{
    return _mm256_cvttps_epi32(a);
}

static inline vu vf_above(vf a, vf b)
{
    return _mm256_castps_si256(_mm256_cmp_ps(a, b, _CMP_GT_OQ));
}

static inline uint32_t vf_above_bits(vf a, vf b)
{
    return (uint32_t)_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_GT_OQ));
}

static inline vu vu_load(const uint32_t *from)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

static inline void vu_store(uint32_t *to, vu value)
{
    _mm256_storeu_si256((__m256i *)(void *)to, value);
}

static inline vu vu_set(uint32_t value)
{
    return _mm256_set1_epi32((int32_t)value);
}

static inline vu vu_add(vu a, vu b)
{
    return _mm256_add_epi32(a, b);
}

static inline vu vu_sub(vu a, vu b)
{
    return _mm256_sub_epi32(a, b);
}

static inline vu vu_mul(vu a, vu b)
{
    return _mm256_mullo_epi32(a, b);
}

static inline vu vu_mul_high(vu a, vu b)
{
    __m256i even = _mm256_srli_epi64(_mm256_mul_epu32(a, b), 32);
    __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), _mm256_srli_epi64(b, 32));
    return _mm256_blend_epi32(even, odd, 0xaa);
}

static inline vu vu_and(vu a, vu b)
{
    return _mm256_and_si256(a, b);
}

static inline vu vu_or(vu a, vu b)
{
    return _mm256_or_si256(a, b);
}

static inline vu vu_without(vu a, vu b)
{
    return _mm256_andnot_si256(b, a);
}

static inline vu vu_equal(vu a, vu b)
{
    return _mm256_cmpeq_epi32(a, b);
}

static inline vu vu_shift(vu a, int bits)
{
    return _mm256_srli_epi32(a, bits);
}

static inline uint32_t vu_below_bits(vu a, vu b)
{
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(b, a)));
}

#include "fit/kernel/loop.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif

#endif
