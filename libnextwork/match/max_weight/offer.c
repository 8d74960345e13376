#include "match/max_weight/offer.h"

#include <stdbool.h>
#include <stddef.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static void take(nw_offer *offer, int32_t net, int64_t at)
{
    int32_t worse = net < offer->best ? net : offer->best;
    offer->second = worse > offer->second ? worse : offer->second;
    offer->at = net > offer->best ? (int32_t)at : offer->at;
    offer->best = net > offer->best ? net : offer->best;
}

static nw_offer find_offer(const int32_t *post, const int32_t *fit, int64_t count,
                           const int32_t *price, int32_t scale)
{
    nw_offer offer = {INT32_MIN, INT32_MIN, 0};
    for (int64_t i = 0; i < count; i++)
        take(&offer, fit[i] * scale - price[post[i]], i);
    return offer;
}

static nw_offer find_wide_offer(const int16_t *fit, int64_t width, const int32_t *price,
                                int32_t scale)
{
    nw_offer offer = {INT32_MIN, INT32_MIN, 0};
    for (int64_t i = 0; i < width; i++)
        take(&offer, fit[i] * scale - price[i], i);
    return offer;
}

static const nw_offer_code portable = {find_offer, find_wide_offer};

#if defined(__x86_64__)

/* --- AVX-512 ----------------------------------------------------------------------------------
 *
 * Each lane keeps the best two of every sixteenth pair; then the best of the lanes, and in the lane
 * it came from the second. */
typedef struct {
    __m512i best, second, at, place;
} lanes;

#define AVX512 __attribute__((target("avx512f")))

AVX512 static inline lanes no_offers(void)
{
    const __m512i least = _mm512_set1_epi32(INT32_MIN);
    return (lanes){least, least, _mm512_setzero_si512(),
                   _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)};
}

AVX512 static inline void take_lanes(lanes *l, __m512i net)
{
    __mmask16 better = _mm512_cmpgt_epi32_mask(net, l->best);
    l->second = _mm512_max_epi32(l->second, _mm512_min_epi32(l->best, net));
    l->best = _mm512_max_epi32(l->best, net);
    l->at = _mm512_mask_mov_epi32(l->at, better, l->place);
    l->place = _mm512_add_epi32(l->place, _mm512_set1_epi32(NW_OFFER_LANES));
}

AVX512 static inline nw_offer best_of_lanes(lanes l)
{
    nw_offer offer = {.best = _mm512_reduce_max_epi32(l.best)};
    __mmask16 equal = _mm512_cmpeq_epi32_mask(l.best, _mm512_set1_epi32(offer.best));
    offer.at = (int32_t)_mm512_mask_reduce_min_epu32(equal, l.at);
    __mmask16 own = _mm512_mask_cmpeq_epi32_mask(equal, l.at, _mm512_set1_epi32(offer.at));
    offer.second = _mm512_reduce_max_epi32(_mm512_mask_mov_epi32(l.best, own, l.second));
    return offer;
}

/* Without optimisation the gather is a macro that gcc warns of. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
AVX512 static nw_offer find_offer_avx512(const int32_t *post, const int32_t *fit, int64_t count,
                                         const int32_t *price, int32_t scale)
{
    const __m512i least = _mm512_set1_epi32(INT32_MIN), scales = _mm512_set1_epi32(scale);
    lanes l = no_offers();
    for (int64_t i = 0; i < count; i += NW_OFFER_LANES) {
        __mmask16 in = (__mmask16)(count - i >= NW_OFFER_LANES ? 0xffff : (1 << (count - i)) - 1);
        __m512i posts = _mm512_maskz_loadu_epi32(in, post + i);
        __m512i fits = _mm512_maskz_loadu_epi32(in, fit + i);
        __m512i prices = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), in, posts, price, 4);
        take_lanes(&l, _mm512_mask_sub_epi32(least, in, _mm512_mullo_epi32(fits, scales), prices));
    }
    return best_of_lanes(l);
}
#pragma GCC diagnostic pop

AVX512 static nw_offer find_wide_offer_avx512(const int16_t *fit, int64_t width,
                                              const int32_t *price, int32_t scale)
{
    const __m512i scales = _mm512_set1_epi32(scale);
    lanes l = no_offers();
    for (int64_t i = 0; i < width; i += NW_OFFER_LANES) {
        __m512i fits = _mm512_cvtepi16_epi32(_mm256_loadu_si256((const __m256i *)(fit + i)));
        __m512i prices = _mm512_loadu_si512(price + i);
        take_lanes(&l, _mm512_sub_epi32(_mm512_mullo_epi32(fits, scales), prices));
    }
    return best_of_lanes(l);
}

static const nw_offer_code avx512 = {find_offer_avx512, find_wide_offer_avx512};

/* --- AVX2 -------------------------------------------------------------------------------------
 *
 * The same with eight lanes, for rows of a table. For lists of pairs, whose prices it would have to
 * gather, the portable loop is faster. */
typedef struct {
    __m256i best, second, at, place;
} short_lanes;

#define AVX2 __attribute__((target("avx2")))
#define SHORT_LANES 8

AVX2 static inline short_lanes no_short_offers(void)
{
    const __m256i least = _mm256_set1_epi32(INT32_MIN);
    return (short_lanes){least, least, _mm256_setzero_si256(),
                         _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)};
}

AVX2 static inline void take_short_lanes(short_lanes *l, __m256i net)
{
    __m256i better = _mm256_cmpgt_epi32(net, l->best);
    l->second = _mm256_max_epi32(l->second, _mm256_min_epi32(l->best, net));
    l->best = _mm256_max_epi32(l->best, net);
    l->at = _mm256_blendv_epi8(l->at, l->place, better);
    l->place = _mm256_add_epi32(l->place, _mm256_set1_epi32(SHORT_LANES));
}

AVX2 static inline __m256i load_short_lanes(const int32_t *from)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

/* Of equals in different lanes, the one that comes first in the row. */
AVX2 static inline nw_offer best_of_short_lanes(short_lanes l)
{
    int32_t best[SHORT_LANES], second[SHORT_LANES], at[SHORT_LANES];
    _mm256_storeu_si256((__m256i *)(void *)best, l.best);
    _mm256_storeu_si256((__m256i *)(void *)second, l.second);
    _mm256_storeu_si256((__m256i *)(void *)at, l.at);
    nw_offer offer = {best[0], second[0], at[0]};
    for (int32_t i = 1; i < SHORT_LANES; i++) {
        bool better = best[i] > offer.best || (best[i] == offer.best && at[i] < offer.at);
        int32_t worse = better ? offer.best : best[i];
        worse = worse > second[i] ? worse : second[i];
        offer.second = worse > offer.second ? worse : offer.second;
        offer.best = better ? best[i] : offer.best;
        offer.at = better ? at[i] : offer.at;
    }
    return offer;
}

AVX2 static nw_offer find_wide_offer_avx2(const int16_t *fit, int64_t width, const int32_t *price,
                                          int32_t scale)
{
    const __m256i scales = _mm256_set1_epi32(scale);
    short_lanes l = no_short_offers();
    for (int64_t i = 0; i < width; i += SHORT_LANES) {
        __m128i narrow = _mm_loadu_si128((const __m128i *)(const void *)(fit + i));
        __m256i worth = _mm256_mullo_epi32(_mm256_cvtepi16_epi32(narrow), scales);
        take_short_lanes(&l, _mm256_sub_epi32(worth, load_short_lanes(price + i)));
    }
    return best_of_short_lanes(l);
}

static const nw_offer_code avx2 = {find_offer, find_wide_offer_avx2};

#endif

const nw_offer_code *nw_offer_code_of(nw_offer_path path)
{
    if (path == NW_OFFER_PORTABLE)
        return &portable;
#if defined(__x86_64__)
    if (path == NW_OFFER_AVX2 && __builtin_cpu_supports("avx2"))
        return &avx2;
    if (path == NW_OFFER_AVX512 && __builtin_cpu_supports("avx512f"))
        return &avx512;
#endif
    return NULL;
}

const nw_offer_code *nw_best_offer_code(void)
{
    for (int path = NW_OFFER_PATHS - 1; path > NW_OFFER_PORTABLE; path--)
        if (nw_offer_code_of((nw_offer_path)path) != NULL)
            return nw_offer_code_of((nw_offer_path)path);
    return &portable;
}
