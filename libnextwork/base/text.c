#include "base/text.h"

#define LONGEST_COMPARED 64

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

int nw_text_distance(nw_text a, nw_text b)
{
    if (a.bytes > LONGEST_COMPARED || b.bytes > LONGEST_COMPARED)
        return LONGEST_COMPARED;
    int row[LONGEST_COMPARED + 1];
    for (int j = 0; j <= (int)b.bytes; j++)
        row[j] = j;
    for (int i = 1; i <= (int)a.bytes; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= (int)b.bytes; j++) {
            int replaced = diagonal + (lower(a.at[i - 1]) != lower(b.at[j - 1]));
            int moved = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = replaced < moved ? replaced : moved;
        }
    }
    return row[b.bytes];
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
