/* Whom full companies hold whose caps are large, such that the last of a post and the last of a
 * company take a logarithm to find again, where looking through all places would take as long as
 * there are: those of a post are a heap with the last on top (a skew heap: Sleator and Tarjan,
 * 1986), and of a company's posts a tournament has the one whose last is the last of all. Places
 * are as many as youths, whoever has them. */
#ifndef NW_MATCH_COMPANY_PLACES_H
#define NW_MATCH_COMPANY_PLACES_H

#include "match/tournament.h"

/* Compares as the youths do in the company's order: the least is the first. */
typedef uint64_t nw_place_key;

typedef struct {
    nw_place_key key;
    int32_t left, right; /* places below it in the heap of its post, -1 */
} nw_place;

typedef struct {
    nw_place *places;
    int32_t used;
    int32_t *top;         /* per post: of its heap, -1 */
    int32_t *nth;         /* per post: among those of its company */
    int32_t *tournaments; /* of companies, twice as many as posts each */
} nw_company_places;

/* The posts of a company: their tournament begins at twice `first`. */
typedef struct {
    int32_t first, count;
} nw_company_posts;

/* False when out of memory. */
bool nw_company_places_make(nw_company_places *c, int32_t youths, int32_t posts);
void nw_company_places_clear(nw_company_places *c); /* also after a failure */

/* Nobody is held. */
void nw_company_places_empty(nw_company_places *c, int32_t posts);

/* Holds one more youth at a post. */
void nw_company_place_add(nw_company_places *c, nw_company_posts posts, int32_t post,
                          nw_place_key key);

/* The last at a post that holds somebody, and the post that has the last of all. */
static inline nw_place_key nw_company_last_at(const nw_company_places *c, int32_t post)
{
    return c->places[c->top[post]].key;
}

static inline int32_t nw_company_post_of_last(const nw_company_places *c, nw_company_posts posts)
{
    return nw_winner_of(c->tournaments + 2 * (int64_t)posts.first);
}

/* The last of post `from` makes way for somebody at post `to`. */
void nw_company_place_pass(nw_company_places *c, nw_company_posts posts, int32_t from, int32_t to,
                           nw_place_key key);

#endif
