/* What a youth may be shown, in English ("en") and Danish ("da"). */
#ifndef WORDS_H
#define WORDS_H

#include "grid.h"

bool is_danish(const char *language);

/* A heading, or a word of a result table (an outcome, a term, a severity), in that language; one
 * that has no translation stays. A heading's ">" stays in front. */
const char *word_in(const char *language, const char *english);

/* A grid whose headings are in that language. */
grid *grid_in(const char *language, const char *const *headings);

/* Appends one of two formats for the same arguments. */
void say(GString *text, const char *language, const char *english, const char *danish, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

#endif
