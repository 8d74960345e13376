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

static void add(nw_live *live, live_post *post, side of, live_entry entry)
{
    int32_t end = of == HELD ? post->held++ : post->claims++;
    sift_up(live, post, of, end, entry);
}

static void drop(nw_live *live, live_post *post, side of, int32_t i)
{
    int32_t end = of == HELD ? --post->held : --post->claims;
    if (i == end)
        return;
    live_entry moved = *slot(post, of, end);
    if (i > 0 && above(of, moved, *slot(post, of, (i - 1) / 2)))
        sift_up(live, post, of, i, moved);
    else
        sift_down(live, post, of, i, moved);
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
    add(live, &live->posts[nw_live_post_at(live, youth, rank)], HELD,
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
    live_post *post = &live->posts[choice.post];
    drop(live, post, HELD, choice.place);
    return post;
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
    live_entry last = {0, NONE, NONE};
    for (int32_t i = of->first; i < of->end; i++) {
        int32_t post = live->company_posts[i];
        if (live->posts[post].held == 0)
            continue;
        live_entry here = nw_live_last_at_post(live, post);
        if (last.youth == NONE || nw_live_ahead(last, here))
            last = here;
    }
    return last;
}

/* ---- claims ---------------------------------------------------------------------------------- */

/* Only a first claim leads anywhere, so that others come and go without suspicion. */
void nw_live_claim(nw_live *live, int32_t youth, int32_t rank)
{
    live_choice *choice = &live->youths[youth].choices[rank];
    add(live, &live->posts[choice->post], CLAIMS, (live_entry){choice->standing, youth, rank});
    if (choice->place == 0)
        nw_live_suspect_post(live, choice->post);
}

void nw_live_withdraw(nw_live *live, int32_t youth, int32_t first, int32_t end)
{
    for (int32_t rank = first; rank < end; rank++) {
        live_choice choice = live->youths[youth].choices[rank];
        drop(live, &live->posts[choice.post], CLAIMS, choice.place);
        if (choice.place == 0)
            nw_live_suspect_post(live, choice.post);
    }
}

live_entry nw_live_first_at_post(const nw_live *live, int32_t post)
{
    return *slot(&live->posts[post], CLAIMS, 0);
}

/* Takes over the first claim at a post where it comes before what is there. */
static void take_first(live_entry *first, const live_post *post)
{
    if (post->claims == 0)
        return;
    live_entry here = *slot(post, CLAIMS, 0);
    if (first->youth == NONE || nw_live_ahead(here, *first))
        *first = here;
}

bool nw_live_first_claim(live_entry *first, const nw_live *live, int32_t company, int32_t post)
{
    const live_company *of = &live->companies[company];
    live_entry found = {0, NONE, NONE};
    if (post != NONE)
        take_first(&found, &live->posts[post]);
    if (nw_live_is_full(of)) {
        for (int32_t i = of->first; i < of->end; i++) {
            const live_post *other = &live->posts[live->company_posts[i]];
            if (other->held < other->seats)
                take_first(&found, other);
        }
    }
    *first = found;
    return found.youth != NONE;
}
