/* Whom posts hold and who claims them. */
#include "match/live_state.h"

#include "base/memory.h"

#include <stddef.h>

#define FIRST_ROOM 4

/* ---- two heaps in one array ------------------------------------------------------------------ */

typedef enum { HELD, CLAIMS } side;

static live_entry *slot(const live_post *post, side of, int32_t i)
{
    return of == HELD ? &post->entries[i] : &post->entries[post->room - 1 - i];
}

/* Whether `a` belongs above `b`: of those held the last is on top, of claims the first. */
static bool above(side of, live_entry a, live_entry b)
{
    return of == HELD ? nw_live_ahead(b, a) : nw_live_ahead(a, b);
}

static void put(nw_live *live, live_post *post, side of, int32_t i, live_entry entry)
{
    *slot(post, of, i) = entry;
    live->youths[entry.youth].choices[entry.rank].place = i;
}

static void sift_up(nw_live *live, live_post *post, side of, int32_t i, live_entry entry)
{
    while (i > 0) {
        live_entry parent = *slot(post, of, (i - 1) / 2);
        if (!above(of, entry, parent))
            break;
        put(live, post, of, i, parent);
        i = (i - 1) / 2;
    }
    put(live, post, of, i, entry);
}

static void sift_down(nw_live *live, live_post *post, side of, int32_t i, live_entry entry)
{
    int32_t count = of == HELD ? post->held : post->claims;
    for (;;) {
        int32_t child = 2 * i + 1;
        if (child >= count)
            break;
        if (child + 1 < count && above(of, *slot(post, of, child + 1), *slot(post, of, child)))
            child++;
        if (!above(of, *slot(post, of, child), entry))
            break;
        put(live, post, of, i, *slot(post, of, child));
        i = child;
    }
    put(live, post, of, i, entry);
}

/* ---- the last and the first of a company ----------------------------------------------------- */

static bool is_later(const void *context, int32_t a, int32_t b)
{
    const nw_live *live = context;
    return nw_live_ahead(nw_live_last_at_post(live, b), nw_live_last_at_post(live, a));
}

bool nw_live_claimed_first(const nw_live *live, int32_t a, int32_t b)
{
    return nw_live_ahead(nw_live_first_at_post(live, a), nw_live_first_at_post(live, b));
}

static bool is_ahead(const void *context, int32_t a, int32_t b)
{
    return nw_live_claimed_first(context, a, b);
}

static bool has_tournaments(const nw_live *live, int32_t at)
{
    return live->nth != NULL && live->nth[at] != NONE;
}

static bool is_behind(const void *context, int32_t a, int32_t b)
{
    return nw_live_claimed_first(context, b, a);
}

/* Enters the post into a tournament of its company, or takes it out. */
static void enter(nw_live *live, int32_t *tournaments, int32_t post, bool enters,
                  nw_comes_before before)
{
    const live_company *of = &live->companies[live->posts[post].company];
    nw_enter(tournaments + 2 * (int64_t)of->first, of->end - of->first, live->nth[post],
             enters ? post : NONE, before, live);
}

static void enter_free(nw_live *live, int32_t at)
{
    const live_post *post = &live->posts[at];
    enter(live, live->firsts, at, post->claims > 0 && post->held < post->seats, is_ahead);
}

static void enter_claimed(nw_live *live, int32_t at)
{
    bool claimed = live->posts[at].claims > 0;
    if (live->is_ahead[at])
        enter(live, live->ahead, at, claimed, is_behind);
    else
        enter(live, live->behind, at, claimed, is_ahead);
}

void nw_live_set_ahead(nw_live *live, int32_t post, bool ahead)
{
    if (ahead)
        enter(live, live->behind, post, false, is_ahead);
    else
        enter(live, live->ahead, post, false, is_behind);
    live->is_ahead[post] = ahead;
    enter_claimed(live, post);
}

void nw_live_count_seats(nw_live *live, int32_t post)
{
    if (has_tournaments(live, post))
        enter_free(live, post);
}

/* After one more, or one less, in one of the two heaps: on top of it, or somewhere below. */
static void tell_company(nw_live *live, int32_t at, side of, bool on_top)
{
    if (!has_tournaments(live, at))
        return;
    if (of == HELD && on_top)
        enter(live, live->lasts, at, live->posts[at].held > 0, is_later);
    if (of == CLAIMS && on_top)
        enter_claimed(live, at);
    if (of == HELD || on_top)
        enter_free(live, at);
}

static void add(nw_live *live, int32_t at, side of, live_entry entry)
{
    live_post *post = &live->posts[at];
    int32_t end = of == HELD ? post->held++ : post->claims++;
    sift_up(live, post, of, end, entry);
    tell_company(live, at, of, slot(post, of, 0)->youth == entry.youth);
}

static void drop(nw_live *live, int32_t at, side of, int32_t i)
{
    live_post *post = &live->posts[at];
    int32_t end = of == HELD ? --post->held : --post->claims;
    live_entry moved = *slot(post, of, end);
    if (i < end && i > 0 && above(of, moved, *slot(post, of, (i - 1) / 2)))
        sift_up(live, post, of, i, moved);
    else if (i < end)
        sift_down(live, post, of, i, moved);
    tell_company(live, at, of, i == 0);
}

/* ---- room ------------------------------------------------------------------------------------ */

static bool grow(live_post *post)
{
    int32_t room = post->room == 0              ? FIRST_ROOM
                   : post->room > INT32_MAX / 2 ? INT32_MAX
                                                : 2 * post->room;
    live_entry *entries = NW_NEW(live_entry, room);
    if (entries == NULL)
        return false;
    live_post grown = *post;
    grown.entries = entries;
    grown.room = room;
    for (int32_t i = 0; i < post->held; i++)
        *slot(&grown, HELD, i) = *slot(post, HELD, i);
    for (int32_t i = 0; i < post->claims; i++)
        *slot(&grown, CLAIMS, i) = *slot(post, CLAIMS, i);
    nw_free(post->entries);
    *post = grown;
    return true;
}

void nw_live_release(nw_live *live, const live_choice *choices, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        live->posts[choices[i].post].listed--;
}

bool nw_live_reserve(nw_live *live, const live_choice *choices, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        live_post *post = &live->posts[choices[i].post];
        if (post->listed == post->room && !grow(post)) {
            nw_live_release(live, choices, i);
            return false;
        }
        post->listed++;
    }
    return true;
}

/* ---- seats ----------------------------------------------------------------------------------- */

static void add_held(nw_live *live, int32_t youth, int32_t rank)
{
    add(live, nw_live_post_at(live, youth, rank), HELD,
        (live_entry){nw_live_standing(live, youth, rank), youth, rank});
}

void nw_live_seat(nw_live *live, int32_t youth, int32_t rank)
{
    add_held(live, youth, rank);
    live->companies[live->posts[nw_live_post_at(live, youth, rank)].company].held++;
}

static live_post *drop_held(nw_live *live, int32_t youth, int32_t rank)
{
    live_choice choice = live->youths[youth].choices[rank];
    drop(live, choice.post, HELD, choice.place);
    return &live->posts[choice.post];
}

void nw_live_unseat(nw_live *live, int32_t youth, int32_t rank)
{
    live->companies[drop_held(live, youth, rank)->company].held--;
}

void nw_live_keep_seat(nw_live *live, int32_t youth)
{
    live_youth *who = &live->youths[youth];
    (void)drop_held(live, youth, who->at);
    who->kept = who->at;
    add_held(live, youth, who->at);
}

void nw_live_move_seat(nw_live *live, int32_t youth, live_choice *choices, int32_t at)
{
    live_youth *who = &live->youths[youth];
    live_choice old = who->choices[who->at];
    slot(&live->posts[old.post], HELD, old.place)->rank = at;
    choices[at].place = old.place;
}

live_entry nw_live_last_at_post(const nw_live *live, int32_t post)
{
    return *slot(&live->posts[post], HELD, 0);
}

live_entry nw_live_last_at_company(const nw_live *live, int32_t company)
{
    const live_company *of = &live->companies[company];
    int32_t last = NONE;
    if (nw_live_has_many_posts(of))
        return nw_live_last_at_post(live, nw_winner_of(live->lasts + 2 * (int64_t)of->first));
    for (int32_t i = of->first; i < of->end; i++) {
        int32_t post = live->company_posts[i];
        if (live->posts[post].held > 0 && (last == NONE || is_later(live, post, last)))
            last = post;
    }
    return nw_live_last_at_post(live, last);
}

/* ---- claims ---------------------------------------------------------------------------------- */

/* Only a first claim leads anywhere, so that others come and go without suspicion. */
void nw_live_claim(nw_live *live, int32_t youth, int32_t rank)
{
    live_choice *choice = &live->youths[youth].choices[rank];
    add(live, choice->post, CLAIMS, (live_entry){choice->standing, youth, rank});
    if (choice->place == 0)
        nw_live_suspect_post(live, choice->post);
}

void nw_live_withdraw(nw_live *live, int32_t youth, int32_t first, int32_t end)
{
    for (int32_t rank = first; rank < end; rank++) {
        live_choice choice = live->youths[youth].choices[rank];
        drop(live, choice.post, CLAIMS, choice.place);
        if (choice.place == 0)
            nw_live_suspect_post(live, choice.post);
    }
}

live_entry nw_live_first_at_post(const nw_live *live, int32_t post)
{
    return *slot(&live->posts[post], CLAIMS, 0);
}

int32_t nw_live_first_free(const nw_live *live, const live_company *of)
{
    int32_t first = NONE;
    if (nw_live_has_many_posts(of))
        return nw_winner_of(live->firsts + 2 * (int64_t)of->first);
    for (int32_t i = of->first; i < of->end; i++) {
        int32_t at = live->company_posts[i];
        const live_post *post = &live->posts[at];
        if (post->claims > 0 && post->held < post->seats &&
            (first == NONE || nw_live_claimed_first(live, at, first)))
            first = at;
    }
    return first;
}

bool nw_live_first_claim(live_entry *first, const nw_live *live, int32_t company, int32_t post)
{
    const live_company *of = &live->companies[company];
    int32_t other = nw_live_is_full(of) ? nw_live_first_free(live, of) : NONE;
    int32_t at = post != NONE && live->posts[post].claims > 0 ? post : NONE;
    if (at == NONE || (other != NONE && nw_live_claimed_first(live, other, at)))
        at = other;
    if (at != NONE)
        *first = nw_live_first_at_post(live, at);
    return at != NONE;
}
