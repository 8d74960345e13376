#include "match/max_weight_offer.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

nw_offer nw_find_offer_portable(const int32_t *post, const int32_t *fit, int64_t count,
                                const int32_t *price, int32_t scale)
{
    nw_offer offer = {INT32_MIN, INT32_MIN, 0};
    for (int64_t i = 0; i < count; i++) {
        int32_t net = fit[i] * scale - price[post[i]];
        int32_t worse = net < offer.best ? net : offer.best;
        offer.second = worse > offer.second ? worse : offer.second;
        offer.at = net > offer.best ? (int32_t)i : offer.at;
        offer.best = net > offer.best ? net : offer.best;
    }
    return offer;
}

#if defined(__x86_64__)

#define LANES 16

/* Each lane keeps the best two of every sixteenth pair; then the best of the lanes, and in the lane
 * it came from the second. */
__attribute__((target("avx512f"))) static nw_offer
find_offer_avx512(const int32_t *post, const int32_t *fit, int64_t count, const int32_t *price,
                  int32_t scale)
{
    const __m512i least = _mm512_set1_epi32(INT32_MIN), scales = _mm512_set1_epi32(scale);
    __m512i best = least, second = least, at = _mm512_setzero_si512();
    __m512i place = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    for (int64_t i = 0; i < count; i += LANES) {
        __mmask16 in = (__mmask16)(count - i >= LANES ? 0xffff : (1 << (count - i)) - 1);
        __m512i posts = _mm512_maskz_loadu_epi32(in, post + i);
        __m512i fits = _mm512_maskz_loadu_epi32(in, fit + i);
        __m512i prices = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), in, posts, price, 4);
        __m512i net = _mm512_mask_sub_epi32(least, in, _mm512_mullo_epi32(fits, scales), prices);
        __mmask16 better = _mm512_cmpgt_epi32_mask(net, best);
        second = _mm512_max_epi32(second, _mm512_min_epi32(best, net));
        best = _mm512_max_epi32(best, net);
        at = _mm512_mask_mov_epi32(at, better, place);
        place = _mm512_add_epi32(place, _mm512_set1_epi32(LANES));
    }
    nw_offer offer = {.best = _mm512_reduce_max_epi32(best)};
    __mmask16 equal = _mm512_cmpeq_epi32_mask(best, _mm512_set1_epi32(offer.best));
    offer.at = (int32_t)_mm512_mask_reduce_min_epu32(equal, at);
    __mmask16 own = _mm512_mask_cmpeq_epi32_mask(equal, at, _mm512_set1_epi32(offer.at));
    offer.second = _mm512_reduce_max_epi32(_mm512_mask_mov_epi32(best, own, second));
    return offer;
}

nw_offer_finder nw_best_offer_finder(void)
{
    return __builtin_cpu_supports("avx512f") ? find_offer_avx512 : nw_find_offer_portable;
}

#else

nw_offer_finder nw_best_offer_finder(void)
{
    return nw_find_offer_portable;
}

#endif
