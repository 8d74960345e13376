/* A youth's choices: allowed posts, best first. Listed posts by rank, equal ranks by fit, then by
 * lot; with `extend` the other allowed posts behind them, by fit, then by lot. A post that the
 * youth holds (fit/trading.h) is a choice too, first among equal ranks or behind all listed;
 * nothing comes after it. */
#ifndef NW_ROUND_CHOICES_H
#define NW_ROUND_CHOICES_H

#include "base/sort.h"
#include "fit/pair.h"

/* A choice; `order` is the youth's preference, lower is better, ties to the lower post. */
typedef struct {
    uint64_t order;
    int32_t post;
    int32_t fit;
} nw_preference;

/* Room that sorting a youth's choices needs. */
typedef struct {
    nw_preference *choices;
    nw_keyed *keyed, *scratch;
    int32_t *posts;
} nw_choice_room;

/* The most choices that any youth of the cohort can have: all posts with `extend`, else the longest
 * list. */
int64_t nw_most_choices(const nw_cohort *cohort, bool extend);

nextwork_status nw_choice_room_new(nw_choice_room *room, int64_t most);
void nw_choice_room_clear(nw_choice_room *room);

/* What decides between posts that are equal to the youth in rank and fit: lower is better, ties to
 * the lower post. The pair's own, so that one post is not everybody's favourite among equals. */
uint64_t nw_choice_lot(const nw_cohort *cohort, int32_t youth, int32_t post, uint64_t seed);

/* The youth's preference for a post that no reason forbids. */
nw_preference nw_preference_of(const nw_round *round, int32_t youth, int32_t post, uint64_t seed);

/* The same of a pair that has been looked up, and may have been given another rank since. */
nw_preference nw_preference_at(const nw_pair *pair, uint64_t seed);

/* Brings the first `count` of room->choices into their order, best first. */
void nw_sort_choices(nw_choice_room *room, int64_t count);

static inline bool nw_prefers(nw_preference a, nw_preference b)
{
    return a.order != b.order ? a.order < b.order : a.post < b.post;
}

/* The same where equal ranks are equal to the youth. */
bool nw_prefers_by_rank(nw_preference a, nw_preference b);

/* The allowed posts that the youth listed, best first, in room->choices; returns how many. Ends
 * with the post that the youth holds. */
int64_t nw_listed_choices(nw_choice_room *room, const nw_round *round, int32_t youth,
                          uint64_t seed);

/* Their posts alone, in room->posts: where no two ranks are equal, no fit and no lot is worked out.
 */
int64_t nw_listed_posts(nw_choice_room *room, const nw_round *round, int32_t youth, uint64_t seed);

/* The allowed posts that the youth did not list, best first, in room->choices; returns how many: 0
 * of a youth who holds a post. */
int64_t nw_unlisted_choices(nw_choice_room *room, const nw_round *round, int32_t youth,
                            uint64_t seed);

#endif
