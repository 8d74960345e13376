#include "match/max_weight/reach.h"

#include <stddef.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static uint32_t reach(const nw_reached *reached, const int16_t *fit, int32_t base, int32_t id)
{
    uint32_t least = UINT32_MAX;
    for (int64_t i = 0; i < reached->width; i++) {
        int32_t to = base + reached->price[i] - fit[i], before = reached->distance[i];
        reached->from[i] = to < before ? id : reached->from[i];
        reached->distance[i] = to < before ? to : before;
        uint32_t now = (uint32_t)reached->distance[i];
        least = now < least ? now : least;
    }
    return least;
}

static uint32_t settle(int32_t *nodes, int32_t *count, const nw_reached *reached, int32_t distance)
{
    uint32_t least = UINT32_MAX;
    *count = 0;
    for (int64_t i = 0; i < reached->width; i++) {
        if (reached->distance[i] == distance) {
            reached->distance[i] = ~distance;
            nodes[(*count)++] = (int32_t)i;
        }
        uint32_t now = (uint32_t)reached->distance[i];
        least = now < least ? now : least;
    }
    return least;
}

static const nw_reach_code portable = {reach, settle};

#if defined(__x86_64__)

#define AVX512 __attribute__((target("avx512f")))
#define LANES 16

AVX512 static uint32_t reach_avx512(const nw_reached *reached, const int16_t *fit, int32_t base,
                                    int32_t id)
{
    const __m512i bases = _mm512_set1_epi32(base), ids = _mm512_set1_epi32(id);
    __m512i least = _mm512_set1_epi32(-1);
    for (int64_t i = 0; i < reached->width; i += LANES) {
        __m512i fits = _mm512_cvtepi16_epi32(_mm256_loadu_si256((const __m256i *)(fit + i)));
        __m512i prices = _mm512_loadu_si512(reached->price + i);
        __m512i before = _mm512_loadu_si512(reached->distance + i);
        __m512i to = _mm512_sub_epi32(_mm512_add_epi32(bases, prices), fits);
        __mmask16 nearer = _mm512_cmplt_epi32_mask(to, before);
        __m512i now = _mm512_min_epi32(to, before);
        _mm512_storeu_si512(reached->distance + i, now);
        _mm512_mask_storeu_epi32(reached->from + i, nearer, ids);
        least = _mm512_min_epu32(least, now);
    }
    return _mm512_reduce_min_epu32(least);
}

AVX512 static uint32_t settle_avx512(int32_t *nodes, int32_t *count, const nw_reached *reached,
                                     int32_t distance)
{
    const __m512i wanted = _mm512_set1_epi32(distance), settled = _mm512_set1_epi32(~distance);
    __m512i least = _mm512_set1_epi32(-1);
    int32_t found = 0;
    for (int64_t i = 0; i < reached->width; i += LANES) {
        __m512i here = _mm512_loadu_si512(reached->distance + i);
        __mmask16 equal = _mm512_cmpeq_epi32_mask(here, wanted);
        here = _mm512_mask_mov_epi32(here, equal, settled);
        least = _mm512_min_epu32(least, here);
        if (equal != 0)
            _mm512_storeu_si512(reached->distance + i, here);
        for (uint32_t left = equal; left != 0; left &= left - 1)
            nodes[found++] = (int32_t)i + __builtin_ctz(left);
    }
    *count = found;
    return _mm512_reduce_min_epu32(least);
}

static const nw_reach_code avx512 = {reach_avx512, settle_avx512};

#define AVX2 __attribute__((target("avx2")))
#define SHORT_LANES 8

AVX2 static inline __m256i load(const int32_t *from)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

AVX2 static inline void store(int32_t *to, __m256i lanes)
{
    _mm256_storeu_si256((__m256i *)(void *)to, lanes);
}

AVX2 static inline uint32_t bits_of(__m256i equal)
{
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(equal));
}

AVX2 static inline uint32_t least_of_lanes(__m256i lanes)
{
    uint32_t each[SHORT_LANES], least = UINT32_MAX;
    _mm256_storeu_si256((__m256i *)(void *)each, lanes);
    for (int32_t k = 0; k < SHORT_LANES; k++)
        least = each[k] < least ? each[k] : least;
    return least;
}

AVX2 static uint32_t reach_avx2(const nw_reached *reached, const int16_t *fit, int32_t base,
                                int32_t id)
{
    const __m256i bases = _mm256_set1_epi32(base), ids = _mm256_set1_epi32(id);
    __m256i least = _mm256_set1_epi32(-1);
    for (int64_t i = 0; i < reached->width; i += SHORT_LANES) {
        __m128i narrow = _mm_loadu_si128((const __m128i *)(const void *)(fit + i));
        __m256i to = _mm256_sub_epi32(_mm256_add_epi32(bases, load(reached->price + i)),
                                      _mm256_cvtepi16_epi32(narrow));
        __m256i before = load(reached->distance + i);
        __m256i nearer = _mm256_cmpgt_epi32(before, to);
        __m256i now = _mm256_min_epi32(to, before);
        store(reached->distance + i, now);
        store(reached->from + i, _mm256_blendv_epi8(load(reached->from + i), ids, nearer));
        least = _mm256_min_epu32(least, now);
    }
    return least_of_lanes(least);
}

AVX2 static uint32_t settle_avx2(int32_t *nodes, int32_t *count, const nw_reached *reached,
                                 int32_t distance)
{
    const __m256i wanted = _mm256_set1_epi32(distance), settled = _mm256_set1_epi32(~distance);
    __m256i least = _mm256_set1_epi32(-1);
    int32_t found = 0;
    for (int64_t i = 0; i < reached->width; i += SHORT_LANES) {
        __m256i here = load(reached->distance + i);
        __m256i equal = _mm256_cmpeq_epi32(here, wanted);
        here = _mm256_blendv_epi8(here, settled, equal);
        least = _mm256_min_epu32(least, here);
        store(reached->distance + i, here);
        for (uint32_t left = bits_of(equal); left != 0; left &= left - 1)
            nodes[found++] = (int32_t)i + __builtin_ctz(left);
    }
    *count = found;
    return least_of_lanes(least);
}

static const nw_reach_code avx2 = {reach_avx2, settle_avx2};

#endif

const nw_reach_code *nw_reach_code_of(nw_reach_path path)
{
    if (path == NW_REACH_PORTABLE)
        return &portable;
#if defined(__x86_64__)
    if (path == NW_REACH_AVX2 && __builtin_cpu_supports("avx2"))
        return &avx2;
    if (path == NW_REACH_AVX512 && __builtin_cpu_supports("avx512f"))
        return &avx512;
#endif
    return NULL;
}

const nw_reach_code *nw_best_reach_code(void)
{
    for (int path = NW_REACH_PATHS - 1; path > NW_REACH_PORTABLE; path--)
        if (nw_reach_code_of((nw_reach_path)path) != NULL)
            return nw_reach_code_of((nw_reach_path)path);
    return &portable;
}
