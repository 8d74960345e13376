#include "base/text.h"

#define LONGEST_COMPARED 64

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_between(unsigned char byte, unsigned char least, unsigned char most)
{
    return byte >= least && byte <= most;
}

/* Bytes of the character that the text begins with; 0 where it begins with none (The Unicode
 * Standard, table 3-7). */
static int character_bytes(const unsigned char *text)
{
    unsigned char first = text[0];
    int bytes = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (bytes == 1)
        return 1;
    if (!is_between(first, 0xc2, 0xf4) || !is_between(text[1],
                                                      first == 0xe0   ? 0xa0
                                                      : first == 0xf0 ? 0x90
                                                                      : 0x80,
                                                      first == 0xed   ? 0x9f
                                                      : first == 0xf4 ? 0x8f
                                                                      : 0xbf))
        return 0;
    for (int i = 2; i < bytes; i++)
        if (!is_between(text[i], 0x80, 0xbf)) /* the NUL at the end is not */
            return 0;
    return bytes;
}

void nw_text_make_valid(char *text)
{
    while (*text != '\0') {
        int bytes = character_bytes((const unsigned char *)text);
        if (bytes == 0)
            *text = '?';
        text += bytes == 0 ? 1 : bytes;
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Whether the last two bytes of both beginnings are each other's, swapped. */
static bool swapped(nw_text a, nw_text b, int i, int j)
{
    return i > 1 && j > 1 && lower(a.at[i - 1]) == lower(b.at[j - 2]) &&
           lower(a.at[i - 2]) == lower(b.at[j - 1]);
}

/* Row i holds the distances of the first i bytes of `a` to every beginning of `b`. */
int nw_text_distance(nw_text a, nw_text b)
{
    if (a.bytes > LONGEST_COMPARED || b.bytes > LONGEST_COMPARED)
        return LONGEST_COMPARED;
    int rows[3][LONGEST_COMPARED + 1];
    for (int j = 0; j <= (int)b.bytes; j++)
        rows[0][j] = j;
    for (int i = 1; i <= (int)a.bytes; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= (int)b.bytes; j++) {
            int replaced = above[j - 1] + (lower(a.at[i - 1]) != lower(b.at[j - 1]));
            row[j] = least(replaced, least(row[j - 1], above[j]) + 1);
            if (swapped(a, b, i, j))
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return rows[a.bytes % 3][b.bytes];
}

const char *nw_text_nearest(nw_text text, const char *const *candidates, int64_t count)
{
    const char *nearest = NULL;
    int best = text.bytes <= 4 ? 2 : 4; /* one more than the slips that are forgiven */
    for (int64_t i = 0; i < count; i++) {
        int distance = nw_text_distance(text, nw_text_of(candidates[i]));
        if (distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
