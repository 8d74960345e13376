/* The best sequence of one youth when every seat has a price. */
#ifndef NW_PLAN_ROTATION_SEARCH_H
#define NW_PLAN_ROTATION_SEARCH_H

#include "base/sort.h"
#include "plan/rotation_table.h"

/* Room that a search needs; one a thread. */
typedef struct {
    struct nw_offer *offers; /* periods x most: the candidates of each period that may matter */
    struct nw_standing *standings; /* periods x periods x most */
    int32_t most;                  /* candidates of any youth */
    nw_keyed *keyed, *scratch;     /* candidates of a period */
    struct nw_leader *leaders;     /* 2 x kinds x periods: the first candidates of each kind */
    int32_t *leader_count;         /* 2 x kinds */
    int32_t most_steps;            /* 1 or more choices, after which a search gives up */
    bool gave_up; /* some search for the best sequence did; the caller's to unset */
} nw_search_room;

nextwork_status nw_search_room_new(nw_search_room *room, const nw_rotation_table *table);
void nw_search_room_clear(nw_search_room *room);

/* Gives the sequence with the greatest worth less prices among all that `fixed` leaves (a candidate
 * or NW_FREE, NW_STAYS_OUT for each period); returns what is left. A seat costs `price`, [period *
 * posts + post], 0 .. NW_MOST_PRICE, both levels together. On entry `sequence` is any sequence,
 * good or not: a good one makes the search short, and of equals the first found stays.
 * NW_NO_SEQUENCE, and `sequence` as it was, when there is none that leaves more than `more_than`.
 * Where too many sequences are alike the search gives up, with the best that it has seen. *most is
 * what no sequence exceeds, the same number but then; NULL if it is not asked for. */
int64_t nw_best_sequence(int32_t *sequence, int64_t *most, nw_search_room *room,
                         const nw_candidates_of *of, const int32_t *fixed, const int32_t *price,
                         int64_t more_than);

/* Of how many candidates of a period nw_best_with_each tells at most. */
#define NW_MOST_EACH 256

/* For each candidate that the period may have, the most that a sequence with it leaves, unless that
 * is `slack` or more below the best of all, or more than NW_MOST_EACH others promise more; then
 * NW_NO_SEQUENCE. Less than the most where a search gives up. */
void nw_best_with_each(int64_t *value, nw_search_room *room, const nw_candidates_of *of,
                       const int32_t *fixed, const int32_t *price, const int32_t *sequence,
                       int32_t period, int64_t slack);

#endif
