/* Who is the first of many, each of whom may change: a knock-out tournament, which after a change
 * is played again only by whoever changed. Its places are 1 .. 2 * count - 1: the winner of all is
 * at 1, entrant k begins at count + k. Entrants are told by numbers of 0 or more; -1 is nobody. */
#ifndef NW_MATCH_TOURNAMENT_H
#define NW_MATCH_TOURNAMENT_H

#include <stdbool.h>
#include <stdint.h>

/* Whether entrant `a` comes before entrant `b`. */
typedef bool (*nw_comes_before)(const void *context, int32_t a, int32_t b);

static inline int32_t nw_winner_of(const int32_t *tournament)
{
    return tournament[1];
}

/* The `nth` place is taken by `entrant` from now on, who may have changed; or by nobody. */
static inline void nw_enter(int32_t *tournament, int32_t count, int32_t nth, int32_t entrant,
                            nw_comes_before before, const void *context)
{
    int32_t node = count + nth;
    tournament[node] = entrant;
    for (node /= 2; node > 0; node /= 2) {
        int32_t a = tournament[2 * node], b = tournament[2 * node + 1];
        int32_t winner = a < 0 || (b >= 0 && before(context, b, a)) ? b : a;
        if (winner == tournament[node] && winner != entrant)
            return; /* the same goes on as before, who has not changed */
        tournament[node] = winner;
    }
}

#endif
