/* "Did you mean": the word that a mistyped one is nearest to. */
#ifndef SUGGEST_H
#define SUGGEST_H

/* The nearest of the words (NULL-terminated) by insertions, deletions, substitutions and swaps of
 * neighbours (Damerau, 1964); NULL when none is near enough to be meant. */
const char *nearest_word(const char *word, const char *const *words);

/* "; did you mean X?" with the prefix before X, or ""; to be freed. */
char *did_you_mean(const char *prefix, const char *word, const char *const *words);

#endif
