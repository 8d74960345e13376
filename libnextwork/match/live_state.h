/* What the parts of nw_live share. */
#ifndef NW_MATCH_LIVE_STATE_H
#define NW_MATCH_LIVE_STATE_H

#include "match/live.h"
#include "match/tournament.h"

#define NONE (-1)

/* Above every standing: what a seat bears that is not kept. */
#define NW_LIVE_NEW (UINT64_C(1) << 63)

/* A youth at a post: the choice `rank` of their list. */
typedef struct {
    uint64_t standing;
    int32_t youth, rank;
} live_entry;

typedef struct {
    uint64_t standing;
    int32_t post;
    int32_t place; /* in the post's heap of those it holds or of claims; else of no meaning */
} live_choice;

/* A youth claims every post they like better than what they have: the choices before `at`. But
 * under VACANCY a youth who is where they keep a seat claims nothing. */
typedef struct {
    live_choice *choices;
    int32_t count;
    int32_t at;   /* the choice they have; count: none */
    int32_t kept; /* but for EXACT: the choice at which they come before those who keep no seat
                     there, which is what they had when the edit began; NONE */
    bool here;
    bool logged;
} live_youth;

/* One array for two heaps: whom the post holds, the last on top, from the front; claims, the first
 * on top, from the end. There is room for every youth who lists the post, so that no move of a
 * youth needs memory. */
typedef struct {
    live_entry *entries;
    int32_t room, listed; /* entries; youths there who list it */
    int32_t held, claims;
    int32_t seats;
    int32_t company;
} live_post;

typedef struct {
    int32_t cap, held;
    int32_t first, end; /* of company_posts */
} live_company;

/* A step of the search for rotations: who has the first claim on a place at the post. */
typedef struct {
    int32_t post;
    int32_t left; /* the choice that the youth has */
    live_entry claim;
} live_step;

struct nw_live {
    int mode;
    uint64_t fresh; /* NW_LIVE_NEW, but 0 under EXACT, where no seat is kept */
    int32_t n_youths, n_posts, n_companies;
    live_youth *youths;
    live_post *posts;
    live_company *companies;
    int32_t *company_posts;
    int32_t *nth;    /* per post: among those of its company if that has many, else NONE. NULL, with
                        all up to the next blank line, where none has */
    int32_t *lasts;  /* per company of many posts tournaments of its posts, each at twice `first`:
                        whose last is the last of all; */
    int32_t *firsts; /* of those with free seats, whose first claim is the first; */
    int32_t *behind; /* of those not in `ahead`, the same; */
    int32_t *ahead;  /* and of those, whose first claim is the last */
    bool *is_ahead;  /* per post: when rotations were last looked for, its first claim came before
                        those at posts with free seats */
    bool *many_suspect; /* per company: a rotation may go through any of its many posts */
    int32_t *many_suspects;
    int32_t n_many_suspects;

    nw_live_change *changes; /* those touched by an edit, each once; at its end those changed */
    int32_t n_changes;
    bool *suspect;     /* per post: a rotation may go through it */
    int32_t *suspects; /* the same as a list */
    int32_t n_suspects;
    int32_t *step_of;  /* per post: its place in `steps`, NONE, or FINISHED */
    int32_t *finished; /* posts whose path is known to come to an end */
    int32_t n_finished;
    live_step *steps;
};

/* ---- live_posts.c ---------------------------------------------------------------------------- */

/* Room at each post of a list for one more youth; false, and none, when out of memory. */
bool nw_live_reserve(nw_live *live, const live_choice *choices, int32_t count);
void nw_live_release(nw_live *live, const live_choice *choices, int32_t count);

/* Whether `a` comes before `b` at a company. */
static inline bool nw_live_ahead(live_entry a, live_entry b)
{
    if (a.standing != b.standing)
        return a.standing < b.standing;
    return a.youth != b.youth ? a.youth < b.youth : a.rank < b.rank;
}

/* The number of seats has changed. */
void nw_live_count_seats(nw_live *live, int32_t post);

/* Puts a youth on a seat at a choice, and off it. Only these two count who is held. */
void nw_live_seat(nw_live *live, int32_t youth, int32_t rank);
void nw_live_unseat(nw_live *live, int32_t youth, int32_t rank);

/* The standing of a youth at a choice, as others' seats are compared with it. */
static inline uint64_t nw_live_standing(const nw_live *live, int32_t youth, int32_t rank)
{
    const live_youth *who = &live->youths[youth];
    return who->choices[rank].standing | (rank == who->kept ? 0 : live->fresh);
}

/* A youth who has a seat keeps it from now on. */
void nw_live_keep_seat(nw_live *live, int32_t youth);

/* Another list takes the place of a youth's, with the held seat at choice `at` of it. */
void nw_live_move_seat(nw_live *live, int32_t youth, live_choice *choices, int32_t at);

void nw_live_claim(nw_live *live, int32_t youth, int32_t rank);
/* Takes back the claims of the choices first .. end - 1. */
void nw_live_withdraw(nw_live *live, int32_t youth, int32_t first, int32_t end);

/* The last of those whom a post, or all posts of a company, hold: there is one. */
live_entry nw_live_last_at_post(const nw_live *live, int32_t post);
live_entry nw_live_last_at_company(const nw_live *live, int32_t company);

/* The post with a free seat, of a full company, whose first claim is the first; NONE. */
int32_t nw_live_first_free(const nw_live *live, const live_company *company);

/* Whether the first claim at post `a` comes before that at post `b`; they have one. */
bool nw_live_claimed_first(const nw_live *live, int32_t a, int32_t b);

void nw_live_set_ahead(nw_live *live, int32_t post, bool ahead);

/* The first claim at a post that has one. */
live_entry nw_live_first_at_post(const nw_live *live, int32_t post);

/* The first claim on a place that somebody leaves at a post: of those at the post, and where the
 * company is full of those at its posts with free seats too. With `post` NONE of the latter alone.
 * False when there is none. */
bool nw_live_first_claim(live_entry *first, const nw_live *live, int32_t company, int32_t post);

static inline int32_t nw_live_post_at(const nw_live *live, int32_t youth, int32_t rank)
{
    return live->youths[youth].choices[rank].post;
}

/* Posts of which a tournament finds the first or the last sooner than a look at all. */
static inline bool nw_live_has_many_posts(const live_company *company)
{
    return company->end - company->first > 16;
}

static inline bool nw_live_is_full(const live_company *company)
{
    return company->held >= company->cap;
}

/* ---- live_chains.c --------------------------------------------------------------------------- */

void nw_live_touch(nw_live *live, int32_t youth);

/* A rotation may have come up that goes through a post or, of a full company, any of its posts. */
void nw_live_suspect_post(nw_live *live, int32_t post);
void nw_live_suspect_company(nw_live *live, int32_t company);
void nw_live_forget_suspects(nw_live *live);

/* A youth without a place proposes from a choice on, and whoever is displaced after them. */
void nw_live_propose(nw_live *live, int32_t youth, int32_t rank);

/* A youth loses the place they have. */
void nw_live_displace(nw_live *live, int32_t youth);

/* A youth who is to have a claimed place no longer claims it, nor what lies behind; gives the
 * choice they leave. */
int32_t nw_live_rise(nw_live *live, live_entry claim);

/* A youth who has risen and has their new seat leaves the one they had: a vacancy chain. */
void nw_live_vacate(nw_live *live, int32_t youth, int32_t left);

/* Eliminates rotations until none goes through a suspected post. */
void nw_live_rotate(nw_live *live);

#endif
