/* A stable matching under change: youths come, go and change their lists, posts open and close, and
 * after each edit the matching is the one that deferred acceptance from the start would give, at a
 * cost that grows with what changes and not with the market.
 *
 * A youth who comes proposes, and whoever is displaced proposes on (McVitie and Wilson, 1970). A
 * place that falls free goes to who has the first claim on it, whose own place falls free then
 * (vacancy chains: Blum, Roth and Rothblum, 1997). What that leaves to be gained are rotations
 * (Irving and Leather, 1986; Gusfield and Irving, 1989), here of posts under two capacity levels;
 * the folder's README has the argument. */
#ifndef NW_MATCH_LIVE_H
#define NW_MATCH_LIVE_H

#include "match/seats.h"

#include "base/status.h"

#include <stdbool.h>

typedef struct nw_live nw_live;

/* A choice of a youth. The standing is lower for the better, comparable within a company, below
 * 2^63, and a matter of the pair alone, whoever else is there. Equal standings fall by youth. */
typedef struct {
    uint64_t standing;
    int32_t post;
} nw_live_choice;

/* Who may be moved by an edit of somebody else.
 *
 * EXACT: everybody. The matching is the youth-optimal stable one of those who are there.
 * PROTECT: nobody to what they like less. Whoever has a place keeps a seat there while it exists,
 * ahead of everybody's standing, and moves only to what they like better.
 * VACANCY: nobody who has a place. Free places go to those who have none.
 *
 * In each the matching is what deferred acceptance gives after the edit: of everybody; of
 * everybody, where those who have a place come first at it; of those without a place and the seats
 * that nobody has. */
enum { NW_LIVE_EXACT, NW_LIVE_PROTECT, NW_LIVE_VACANCY };

/* What an edit did to a youth; -1: no post. */
typedef struct {
    int32_t youth, from, to;
} nw_live_change;

/* Starts with nobody there, EXACT. `seats` is copied. Youths are numbered below `youths`. */
nextwork_status nw_live_new(nw_live **live, const nw_seats *seats, int32_t youths);
void nw_live_free(nw_live *live); /* NULL allowed */

/* What holds from the next edit on, for the places that youths have by then. From EXACT to another:
 * what was kept has no way back. */
void nw_live_set_mode(nw_live *live, int mode);

/* Each edit fails, if at all, for want of memory and before it changes anything. */

/* A youth who is not there comes with a list, best first, each post once; copied. */
nextwork_status nw_live_join(nw_live *live, int32_t youth, const nw_live_choice *choices,
                             int32_t count);
void nw_live_leave(nw_live *live, int32_t youth); /* who is there */

/* Another list for a youth who is there. But for EXACT, a place that is still on it is kept; who
 * has none such leaves and then comes again, which is two edits. */
nextwork_status nw_live_set_choices(nw_live *live, int32_t youth, const nw_live_choice *choices,
                                    int32_t count);

/* Seats that go take along the last by standing of those who hold them. But for EXACT, the others
 * keep theirs. */
void nw_live_set_seats(nw_live *live, int32_t post, int32_t seats);
void nw_live_set_cap(nw_live *live, int32_t company, int32_t cap);

/* What the last edit changed, in no particular order; stays until the next, or is forgotten. */
const nw_live_change *nw_live_changes(int32_t *count, const nw_live *live);
void nw_live_forget_changes(nw_live *live);

/* How it stands. */
bool nw_live_has(const nw_live *live, int32_t youth);
int32_t nw_live_post_of(const nw_live *live, int32_t youth); /* -1: none, or not there */
int32_t nw_live_length(const nw_live *live, int32_t youth);
nw_live_choice nw_live_choice_at(const nw_live *live, int32_t youth, int32_t rank);
int32_t nw_live_seats(const nw_live *live, int32_t post);
int32_t nw_live_placed(const nw_live *live, int32_t post);
int32_t nw_live_claims(const nw_live *live, int32_t post); /* of youths who may still move there */
int32_t nw_live_cap(const nw_live *live, int32_t company);

/* The last standing that holds a place where a post takes nobody in else: of those at the post if
 * it is full, else at its company. NW_LIVE_FREE when a seat is free, or for want of any. */
#define NW_LIVE_FREE UINT64_MAX
uint64_t nw_live_cutoff(const nw_live *live, int32_t post);

#endif
