/* What a trade did for a youth, in a sentence; never another youth's id. */
#ifndef NW_ROUND_TRADE_WORDS_H
#define NW_ROUND_TRADE_WORDS_H

#include "round/result.h"

#define NW_TRADE_WORDS 512

/* How a youth who is placed came by the post: kept, traded with others, or free. The result's
 * mechanism must trade; `language` is NW_ENGLISH or NW_DANISH. */
void nw_trade_got_words(char text[NW_TRADE_WORDS], const nw_result *result, int32_t youth,
                        int language);

/* When a post that the youth would rather have had was gone. */
void nw_trade_lost_words(char text[NW_TRADE_WORDS], const nw_result *result, int32_t youth,
                         int32_t post, int language);

/* Whether the post closed in the very turn in which the youth was served, before that. */
bool nw_trade_lost_in_turn(const nw_result *result, int32_t youth, int32_t post);

#endif
