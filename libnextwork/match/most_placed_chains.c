/* Who looks for a place goes down its list. A post that would have to prefer it by tier to the last
 * it holds must take it, and the youth looks no further than the posts it likes as well as that. A
 * post whose last are its equals may take it. In both cases one of the last makes way and looks for
 * a place itself. Or any youth there makes way by moving up: to a post that it likes better, from
 * where one makes way in turn. Its seat is free then for the best who claim it.
 *
 * In a pass each youth is looked at once as one who goes anywhere, and at most once before that as
 * one who moves up, breadth first from all who are without a place. A chain that comes to a free
 * seat is carried out at once, if the matching is stable then; it nearly always is. What chains
 * change within a pass may make later ones impossible, which is found out in the same way.
 *
 * When a pass finds no chain, those without a place swap with others: each takes a seat along a
 * chain that ends at a youth, drawn from those whom no post would have to take, who goes without in
 * its stead. As many are placed as before, and from there other chains may come to a free seat.
 * Swaps that came to nothing in the end are forgotten. */
#include "match/most_placed_chains.h"

#include "base/memory.h"
#include "base/random.h"
#include "match/tied_matching.h"

#include <stddef.h>

#define NONE (-1)
#define STEPS 4096        /* pairs between two looks at the monitor */
#define MOST_FRUITLESS 64 /* passes in a row that find nothing */

/* How much is looked at after the first such pass. */
#define STEPS_IN_ALL (1 << 24)
#define STEPS_A_PAIR 2

/* Those who make way at a post, or at all posts of a company, have been asked in this pass. */
typedef struct {
    bool last;   /* to go anywhere, those of the worst tier */
    bool all_up; /* to move up, all */
} asked;

/* A youth who looks for a place: anywhere, or (odd) for a better one. */
typedef int32_t seeking;

static seeking seeking_of(int32_t youth, bool up)
{
    return 2 * youth + up;
}

static int32_t youth_of(seeking who)
{
    return who / 2;
}

static bool is_up(seeking who)
{
    return who % 2 != 0;
}

typedef struct {
    int64_t pair;   /* at which the one before it takes its seat */
    seeking before; /* NONE: it had no seat */
    int32_t first;  /* youth of the chain */
} seeker;

typedef struct {
    nw_tied m;
    const int32_t *order; /* in which youths without a place come */
    seeker *seekers;      /* per seeking */
    bool *looked_at;      /* per seeking, in this pass */
    bool *placed;         /* per youth: the chain from it came to a free seat in this pass */
    int32_t *out;         /* per youth without a place: who might go without in its stead, NONE */
    int32_t *outs;        /* per youth without a place: from how many that was drawn */
    asked *at_post, *at_company;
    seeking *queue;
    int32_t queue_first, queue_end;
    bool held_back; /* somebody was not asked, or did not go on, because of a tier */
    nw_random draw;
    int64_t told; /* steps */
} search;

/* ---- chains ---------------------------------------------------------------------------------- */

static void begin_seeking(search *s, int32_t youth, bool up, seeker how)
{
    seeking who = seeking_of(youth, up);
    s->looked_at[who] = true;
    s->seekers[who] = how;
    s->queue[s->queue_end++] = who;
}

static void ask(search *s, int32_t post, bool up, int32_t last, seeking who, int64_t pair)
{
    const nw_tied *m = &s->m;
    for (int32_t y = m->posts[post].first; y != NONE; y = m->next[y]) {
        bool is_last = m->pairs->tier[m->pair_of[y]] == last;
        s->held_back = s->held_back || !is_last;
        s->m.steps++;
        if ((up || is_last) && !s->looked_at[seeking_of(y, false)] &&
            !(up && s->looked_at[seeking_of(y, true)]))
            begin_seeking(s, y, up, (seeker){pair, who, s->seekers[who].first});
    }
}

/* Of a post that is full, or of the full company of one that has a seat left. */
static void ask_all(search *s, bool up, seeking who, int64_t pair)
{
    const nw_tied *m = &s->m;
    int32_t post = m->pairs->post[pair], company = m->seats->post_company[post];
    int32_t last = nw_tied_last(m, post);
    asked *of = m->posts[post].left == 0 ? &s->at_post[post] : &s->at_company[company];
    if (up ? of->all_up : of->last)
        return;
    if (up)
        of->all_up = true;
    else
        of->last = true;
    if (m->posts[post].left == 0)
        ask(s, post, up, last, who, pair);
    else
        for (int32_t k = m->companies[company].begin; k < m->companies[company].end; k++)
            ask(s, m->company_posts[k], up, last, who, pair);
}

/* Moves the youth to the pair, the one before it to where the youth was, and so on; unless a pair
 * blocks then. */
static bool move_along(search *s, seeking who, int64_t pair)
{
    while (who != NONE) {
        nw_tied_move(&s->m, youth_of(who), pair);
        pair = s->seekers[who].pair;
        who = s->seekers[who].before;
    }
    return nw_tied_settle(&s->m);
}

/* Somebody who may go without in the stead of the first of the chain. */
static void note_out(search *s, seeking who)
{
    int32_t first = s->seekers[who].first;
    if (youth_of(who) != first && nw_random_below(&s->draw, (uint64_t)++s->outs[first]) == 0)
        s->out[first] = youth_of(who);
}

/* Goes down the list, to a free seat or to where it must stop. */
static void seek(search *s, seeking who)
{
    const nw_pairs *pairs = s->m.pairs;
    int32_t youth = youth_of(who);
    int64_t own = s->m.pair_of[youth];
    bool must_stop = false;
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++) {
        if ((must_stop && nw_tied_likes_less(pairs, i, i - 1)) ||
            (is_up(who) && i > own && nw_tied_likes_less(pairs, i, own))) {
            s->held_back = true;
            return;
        }
        s->m.steps++;
        if (i == own)
            continue;
        int32_t post = pairs->post[i];
        if (nw_tied_has_room(&s->m, post)) {
            s->placed[s->seekers[who].first] = move_along(s, who, i);
            s->held_back = true; /* if that failed */
            return;
        }
        int32_t last = nw_tied_last(&s->m, post);
        must_stop = must_stop || pairs->tier[i] < last;
        if (pairs->tier[i] <= last)
            ask_all(s, false, who, i);
        else
            s->held_back = s->held_back || last != NW_NO_TIER;
        if (pairs->tier[i] <= s->m.posts[post].claim)
            ask_all(s, true, who, i);
    }
    if (!is_up(who) && !must_stop)
        note_out(s, who);
}

/* ---- passes ---------------------------------------------------------------------------------- */

static nextwork_status tell(search *s, nextwork_monitor *monitor)
{
    int64_t steps = s->m.steps - s->told;
    s->told = s->m.steps;
    return nw_monitor_step(monitor, steps) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
}

static void begin_pass(search *s)
{
    nw_tied_count_claims(&s->m);
    s->queue_first = s->queue_end = 0;
    s->held_back = false;
    for (int32_t p = 0; p < s->m.seats->posts; p++)
        s->at_post[p] = (asked){false, false};
    for (int32_t c = 0; c < s->m.seats->companies; c++)
        s->at_company[c] = (asked){false, false};
    for (int32_t y = 0; y < s->m.pairs->youths; y++) {
        s->looked_at[seeking_of(y, false)] = s->looked_at[seeking_of(y, true)] = false;
        s->placed[y] = false;
        s->out[y] = NONE;
        s->outs[y] = 0;
    }
    for (int32_t k = 0; k < s->m.pairs->youths; k++)
        if (s->m.pair_of[s->order[k]] == NW_NO_PAIR)
            begin_seeking(s, s->order[k], false, (seeker){NW_NO_PAIR, NONE, s->order[k]});
}

static nextwork_status pass(search *s, nextwork_monitor *monitor)
{
    begin_pass(s);
    nw_monitor_begin(monitor, 0);
    while (s->queue_first < s->queue_end) {
        seeking who = s->queue[s->queue_first++];
        if (!s->placed[s->seekers[who].first])
            seek(s, who);
        if (s->m.steps - s->told >= STEPS)
            NW_TRY(tell(s, monitor));
    }
    return tell(s, monitor);
}

/* Whether anybody did. */
static bool swap(search *s)
{
    bool any = false;
    for (int32_t k = 0; k < s->m.pairs->youths; k++) {
        int32_t out = s->out[s->order[k]];
        any = (out != NONE && move_along(s, seeking_of(out, false), NW_NO_PAIR)) || any;
    }
    return any;
}

/* Where the search ends that began to swap. */
static int64_t last_step(const search *s)
{
    return s->m.steps + STEPS_IN_ALL + STEPS_A_PAIR * s->m.pairs->start[s->m.pairs->youths];
}

static nextwork_status lengthen(int32_t *post_of, int64_t *bound, search *s, bool swaps,
                                nextwork_monitor *monitor)
{
    int64_t best = s->m.placed, last = INT64_MAX;
    int fruitless = 0;
    while (best < *bound && fruitless < MOST_FRUITLESS && s->m.steps < last) {
        NW_TRY(pass(s, monitor));
        if (s->m.placed > best) {
            best = s->m.placed;
            fruitless = 0;
            nw_tied_posts(post_of, &s->m);
        } else if (!s->held_back) {
            *bound = best;
        } else if (swaps && swap(s)) {
            fruitless++;
            last = last == INT64_MAX ? last_step(s) : last;
        } else {
            break;
        }
    }
    return NEXTWORK_OK;
}

static nextwork_status allocate(search *s, const nw_pairs *pairs, const nw_seats *seats)
{
    int64_t youths = pairs->youths;
    s->seekers = NW_NEW(seeker, 2 * youths);
    s->looked_at = NW_NEW(bool, 2 * youths);
    s->placed = NW_NEW(bool, youths);
    s->out = NW_NEW(int32_t, youths);
    s->outs = NW_NEW(int32_t, youths);
    s->at_post = NW_NEW(asked, seats->posts);
    s->at_company = NW_NEW(asked, seats->companies);
    s->queue = NW_NEW(seeking, 2 * youths);
    return s->seekers == NULL || s->looked_at == NULL || s->placed == NULL || s->out == NULL ||
                   s->outs == NULL || s->at_post == NULL || s->at_company == NULL ||
                   s->queue == NULL
               ? nw_fail_memory("chains of exchanges")
               : NEXTWORK_OK;
}

nextwork_status nw_most_placed_chains(int32_t *post_of, int64_t *bound, const nw_pairs *pairs,
                                      const nw_seats *seats, const int32_t *order, bool swaps,
                                      nextwork_monitor *monitor)
{
    search s = {.order = order, .draw = nw_random_start(0, 0)};
    nextwork_status status = nw_tied_new(&s.m, pairs, seats, post_of);
    if (status == NEXTWORK_OK)
        status = allocate(&s, pairs, seats);
    if (status == NEXTWORK_OK)
        status = lengthen(post_of, bound, &s, swaps, monitor);
    nw_tied_clear(&s.m);
    nw_free(s.seekers);
    nw_free(s.looked_at);
    nw_free(s.placed);
    nw_free(s.out);
    nw_free(s.outs);
    nw_free(s.at_post);
    nw_free(s.at_company);
    nw_free(s.queue);
    return status;
}
