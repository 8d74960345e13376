/* Why a youth lost the contest for a post, in a sentence; never another youth's id. */
#ifndef NW_ROUND_CONTEST_WORDS_H
#define NW_ROUND_CONTEST_WORDS_H

#include "round/trade_words.h"

#define NW_CONTEST_WORDS NW_TRADE_WORDS

/* Of a post that the youth would rather have had and that has a last admitted: what that one had
 * and what the youth has. `language` is NW_ENGLISH or NW_DANISH. */
void nw_contest_words(char text[NW_CONTEST_WORDS], const nw_result *result, int32_t youth,
                      int32_t post, int language);

#endif
