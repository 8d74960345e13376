/* Open markets for the tests of match/live.h: who may come with which standing, random edits, and
 * beside it a plain account of who is there, from which the matching is made anew each time. */
#ifndef NW_TEST_INTAKE_H
#define NW_TEST_INTAKE_H

#include "base/random.h"
#include "match/live.h"

/* The largest numbers; what an intake gets is drawn from 1 up to them, seats, caps and lengths of
 * lists from 0. */
typedef struct {
    int32_t youths, posts, companies;
    int32_t list, seats, cap; /* half of the companies have no cap; -1: none has */
    int32_t tiers;            /* of standings: 1 leaves all to the lottery */
} nw_intake_shape;

typedef struct {
    nw_intake_shape shape; /* youths, posts and companies as drawn */
    uint64_t *standing;    /* youths x posts; two youths may stand alike */
    uint32_t *place;       /* the same as places in one order of all pairs, ties by youth */
    int32_t *post_company, *seats, *caps;
    int32_t *list, *length; /* youths x posts; -1: the youth is not there */
} nw_intake;

void nw_intake_draw(nw_intake *intake, nw_random *random, const nw_intake_shape *shape);
void nw_intake_free(nw_intake *intake);

/* A live market with nobody there, as the intake. */
nw_live *nw_intake_open(const nw_intake *intake);

/* One edit: of a youth (a list, -1 as `length`: leaves), of a post's seats or of a company's cap.
 */
typedef enum { NW_EDIT_YOUTH, NW_EDIT_SEATS, NW_EDIT_CAP } nw_edit_kind;
typedef struct {
    nw_edit_kind kind;
    int32_t which, number; /* seats, cap, or the list's length */
    int32_t list[64];      /* posts */
} nw_edit;

nw_edit nw_edit_draw(const nw_intake *intake, nw_random *random);
void nw_edit_account(nw_intake *intake, const nw_edit *edit);
nextwork_status nw_edit_live(nw_live *live, const nw_intake *intake, const nw_edit *edit);

/* Deferred acceptance from the start, of those who are there. `first` names for each youth a post
 * at which they come before everybody whom it does not name there; NULL: none. */
void nw_intake_match(int32_t *post_of, const nw_intake *intake, const int32_t *first);

/* The same of those whom `kept` gives no post, for the seats that the others leave. */
void nw_intake_match_vacancies(int32_t *post_of, const nw_intake *intake, const int32_t *kept);

#endif
