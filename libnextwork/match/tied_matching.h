/* A matching in which equals are equal, with what it takes to change it: youths are moved one after
 * another, in any order and over full posts; then either no pair blocks what has come of it, or
 * everybody is put back. */
#ifndef NW_MATCH_TIED_MATCHING_H
#define NW_MATCH_TIED_MATCHING_H

#include "match/pairs.h"
#include "match/seats.h"

#include "base/status.h"

#include <stdbool.h>

#define NW_NO_PAIR (-1)
#define NW_NO_TIER (-1) /* before every tier */

typedef struct {
    int32_t left;      /* seats; below 0 only between moves */
    int32_t last;      /* the worst tier it holds, NW_NO_TIER of nobody */
    int32_t last_ones; /* youths of that tier; 0: `last` may be too large, but between moves only */
    int32_t claim; /* the best tier of a youth who would rather be here, INT32_MAX of nobody; may be
                      too small, when the youth has a better place since claims were counted */
    int32_t first; /* of the youths here */
} nw_tied_post;

/* Of all its posts; when it has no cap that binds, they are not of interest. */
typedef struct {
    int32_t left, last, last_ones;
    int32_t kept_left, kept_last; /* before the moves */
    int32_t begin, end;           /* of company_posts; none when it has no cap that binds */
} nw_tied_company;

typedef struct {
    int64_t before, after; /* the youth's pair, NW_NO_PAIR */
    int32_t youth;
} nw_tied_step;

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    int64_t *pair_of;         /* per youth: where it is, NW_NO_PAIR */
    int32_t *next, *previous; /* per youth: others at the same post, -1 */
    nw_tied_post *posts;
    nw_tied_company *companies;
    int32_t *company_posts;
    nw_tied_step *moves; /* since the matching was stable */
    int32_t n_moves, most_moves;
    int64_t placed;
    int64_t steps; /* pairs, youths and posts looked at */
} nw_tied;

/* From post_of, a matching without a blocking pair by rank and tier. */
nextwork_status nw_tied_new(nw_tied *m, const nw_pairs *pairs, const nw_seats *seats,
                            const int32_t *post_of);
void nw_tied_clear(nw_tied *m);

/* The post of each youth, -1 without one. */
void nw_tied_posts(int32_t *post_of, const nw_tied *m);

/* Sets the claims of all posts. O(pairs). */
void nw_tied_count_claims(nw_tied *m);

/* Moves a youth to a pair, or off its place (NW_NO_PAIR). */
void nw_tied_move(nw_tied *m, int32_t youth, int64_t pair);

/* Ends the moves: youths who would rather be at another post of their company, which is full, and
 * whom it would rather have there, move as well. False, and all is as it was before the moves, when
 * a pair blocks or posts or companies have too many. */
bool nw_tied_settle(nw_tied *m);

/* Whether the youth likes a pair less than another, which comes before it. */
static inline bool nw_tied_likes_less(const nw_pairs *pairs, int64_t pair, int64_t than)
{
    return pairs->rank[pair] != pairs->rank[than] || pairs->rank[pair] == NW_RANK_UNLISTED;
}

static inline bool nw_tied_has_room(const nw_tied *m, int32_t post)
{
    return m->posts[post].left > 0 && m->companies[m->seats->post_company[post]].left > 0;
}

/* The worst tier of those whom a youth without a place at a post that has no room must make way:
 * of the post, or where it has a free seat, of its company. */
static inline int32_t nw_tied_last(const nw_tied *m, int32_t post)
{
    return m->posts[post].left <= 0 ? m->posts[post].last
                                    : m->companies[m->seats->post_company[post]].last;
}

#endif
