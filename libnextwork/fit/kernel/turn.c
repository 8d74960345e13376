#include "fit/kernel/turn.h"

#define TILE 4

static void turn_one(uint32_t *row, const uint32_t *numbers, int64_t from, int64_t count)
{
    for (int64_t i = from; i < count; i++)
        row[i] = numbers[i * NW_LANES];
}

#if defined(__SSE2__)

#include <emmintrin.h>

static __m128i load(const uint32_t *from)
{
    return _mm_loadu_si128((const __m128i *)(const void *)from);
}

static void store(uint32_t *to, __m128i value)
{
    _mm_storeu_si128((__m128i *)(void *)to, value);
}

/* Four lanes of four posts. */
static void turn_tile(uint32_t *rows, int64_t stride, const uint32_t *numbers)
{
    __m128i a = load(numbers), b = load(numbers + NW_LANES);
    __m128i c = load(numbers + INT64_C(2) * NW_LANES), d = load(numbers + INT64_C(3) * NW_LANES);
    __m128i ab = _mm_unpacklo_epi32(a, b), cd = _mm_unpacklo_epi32(c, d);
    __m128i ab2 = _mm_unpackhi_epi32(a, b), cd2 = _mm_unpackhi_epi32(c, d);
    store(rows, _mm_unpacklo_epi64(ab, cd));
    store(rows + stride, _mm_unpackhi_epi64(ab, cd));
    store(rows + 2 * stride, _mm_unpacklo_epi64(ab2, cd2));
    store(rows + 3 * stride, _mm_unpackhi_epi64(ab2, cd2));
}

#else

static void turn_tile(uint32_t *rows, int64_t stride, const uint32_t *numbers)
{
    for (int lane = 0; lane < TILE; lane++)
        for (int i = 0; i < TILE; i++)
            rows[lane * stride + i] = numbers[i * NW_LANES + lane];
}

#endif

void nw_turn(uint32_t *rows, int64_t stride, const uint32_t *numbers, int64_t count, int lanes)
{
    int64_t whole = count - count % TILE;
    int lane = 0;
    for (; lane + TILE <= lanes; lane += TILE) {
        for (int64_t i = 0; i < whole; i += TILE)
            turn_tile(rows + lane * stride + i, stride, numbers + i * NW_LANES + lane);
        for (int l = lane; l < lane + TILE; l++)
            turn_one(rows + l * stride, numbers + l, whole, count);
    }
    for (; lane < lanes; lane++)
        turn_one(rows + lane * stride, numbers + lane, 0, count);
}
