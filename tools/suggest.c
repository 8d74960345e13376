#include "suggest.h"

#include <glib.h>
#include <string.h>

/* Longer words are not compared: no flag, verb or list has such a name. */
#define LONGEST 63

static int least(int a, int b, int c)
{
    return MIN(MIN(a, b), c);
}

/* Restricted Damerau-Levenshtein distance, without regard to case, with three rows kept. */
static int distance(const char *a, const char *b)
{
    int rows[3][LONGEST + 1];
    int *before = rows[0], *above = rows[1], *row = rows[2];
    int width = (int)strlen(b);
    for (int j = 0; j <= width; j++)
        above[j] = j;
    for (int i = 1; a[i - 1] != '\0'; i++) {
        row[0] = i;
        for (int j = 1; j <= width; j++) {
            char x = g_ascii_tolower(a[i - 1]), y = g_ascii_tolower(b[j - 1]);
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) && y == g_ascii_tolower(a[i - 2]))
                row[j] = MIN(row[j], before[j - 2] + 1);
        }
        int *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[width];
}

const char *nearest_word(const char *word, const char *const *words)
{
    size_t length = strlen(word);
    if (length == 0 || length > LONGEST)
        return NULL;
    const char *nearest = NULL;
    int closest = MAX(1, (int)length / 3) + 1;
    for (; *words != NULL; words++) {
        if (strlen(*words) > LONGEST)
            continue;
        int away = g_ascii_strncasecmp(word, *words, length) == 0 && length > 2
                       ? 1
                       : distance(word, *words);
        if (away < closest) {
            closest = away;
            nearest = *words;
        }
    }
    return nearest;
}

char *did_you_mean(const char *prefix, const char *word, const char *const *words)
{
    const char *nearest = nearest_word(word, words);
    return nearest == NULL ? g_strdup("")
                           : g_strdup_printf("; did you mean %s%s?", prefix, nearest);
}
