/* Markets so small that every matching of one can be looked at: what mechanisms are held against.
 */
#ifndef NW_TEST_TINY_MARKET_H
#define NW_TEST_TINY_MARKET_H

#include "base/random.h"
#include "match/pairs.h"
#include "match/seats.h"

#include <stdbool.h>

enum { NW_TINY_YOUTHS = 5, NW_TINY_POSTS = 4, NW_TINY_COMPANIES = 3 };

typedef struct {
    int64_t start[NW_TINY_YOUTHS + 1];
    int32_t post[NW_TINY_YOUTHS * NW_TINY_POSTS], rank[NW_TINY_YOUTHS * NW_TINY_POSTS];
    int32_t tier[NW_TINY_YOUTHS * NW_TINY_POSTS];
    uint32_t key[NW_TINY_YOUTHS * NW_TINY_POSTS];
    int32_t post_seats[NW_TINY_POSTS], post_company[NW_TINY_POSTS];
    int32_t company_seats[NW_TINY_COMPANIES];
    int32_t tiers[NW_TINY_YOUTHS][NW_TINY_POSTS], position[NW_TINY_YOUTHS];
} nw_tiny;

/* Draws lists of any length without ties (rank is the place in the list), 0 to 2 seats a post,
 * companies with and without a cap, and 1 to 3 tiers. */
void nw_tiny_draw(nw_tiny *market, nw_random *random);

/* Sets the keys of a market whose tiers or positions were changed, and tiers from market->tiers. */
void nw_tiny_set_keys(nw_tiny *market);

/* The market as mechanisms take it. */
nw_pairs nw_tiny_pairs(nw_tiny *market);
nw_seats nw_tiny_seats(const nw_tiny *market);

int nw_tiny_count(const int32_t *post_of);

/* From the definitions: whether no post and no company has more than its seats; and whether no
 * youth and post would both rather have each other. Youths prefer by rank. Claims are compared by
 * tier and then, if `strict`, by the lottery; a youth's claims of one tier are equal to the
 * company, and go by its list. */
bool nw_tiny_feasible(const nw_tiny *market, const int32_t *post_of);
bool nw_tiny_stable(const nw_tiny *market, const int32_t *post_of, bool strict);

/* The place of the youth's post in its list, from 0; the list's length without one. */
int64_t nw_tiny_place(const nw_tiny *market, int youth, const int32_t *post_of);

/* Calls `look` with the market as it is when the youth lists something else, for every list that
 * there is: any posts in any order. */
void nw_tiny_each_list(const nw_tiny *market, int youth, void (*look)(void *context, nw_tiny *lie),
                       void *context);

/* Calls `look` with every feasible matching. */
void nw_tiny_each(const nw_tiny *market,
                  void (*look)(void *context, const nw_tiny *market, const int32_t *post_of),
                  void *context);

#endif
