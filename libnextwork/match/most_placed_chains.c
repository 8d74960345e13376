/* A youth who looks for a place goes down its list. A post that would have to prefer it by tier to
 * the last it holds must take it, and the youth looks no further than the posts it likes as well
 * as that. A post whose last are its equals may take it. In both cases one of the last goes and
 * looks for a place itself. So no company gets a worse tier for a better one, and nobody passes a
 * post that would block: what is rearranged along a chain that ends at a free seat is stable again,
 * but for moves within a company that is full, which are made when a pass is over.
 *
 * In a pass each youth is looked at once, whether it comes into a chain or to nothing. What a pass
 * knows of a post or company, its last and their tier, is as it was when the pass began; it still
 * holds as far as it is used, because youths that are left are where they were, and tiers only get
 * better. A post or company that fills up within a pass is left alone until the next. */
#include "match/most_placed_chains.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

#define NONE (-1)
#define STEPS 4096 /* pairs between two looks at the monitor */

/* Those who would make way, in one stretch of members[]. */
typedef struct {
    int64_t next, end; /* members not yet looked at */
    int32_t worst;     /* tier of the last, NONE of nobody */
    bool full;         /* when the pass began */
} rivals;

/* A youth who looks for a place. */
typedef struct {
    int64_t pair;   /* at which the youth before it takes its seat */
    int32_t before; /* that youth; NONE: it had no seat */
    int32_t first;  /* of the chain */
} seeker;

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    int64_t *pair_of; /* per youth: where it is, NONE */
    int32_t *post_left, *company_left;
    int32_t *members; /* placed youths by company and post */
    rivals *at_post, *at_company;
    seeker *seekers; /* per youth */
    bool *looked_at; /* per youth, in this pass */
    bool *placed;    /* per youth: the chain from it came to a free seat in this pass */
    int32_t *queue;  /* of youths who look for a place */
    int32_t queue_first, queue_end;
    int64_t unseen; /* pairs that the monitor has not been told of */
} search;

/* ---- the matching ---------------------------------------------------------------------------- */

static int32_t company_of(const search *s, int64_t pair)
{
    return s->seats->post_company[s->pairs->post[pair]];
}

static void take_seat(search *s, int64_t pair, int32_t change)
{
    int32_t company = company_of(s, pair);
    s->post_left[s->pairs->post[pair]] -= change;
    if (s->seats->company_seats[company] != INT32_MAX) /* no cap stays no cap */
        s->company_left[company] -= change;
}

static void find_pairs(search *s, const int32_t *post_of)
{
    for (int32_t p = 0; p < s->seats->posts; p++)
        s->post_left[p] = s->seats->post_seats[p];
    for (int32_t c = 0; c < s->seats->companies; c++)
        s->company_left[c] = s->seats->company_seats[c];
    for (int32_t y = 0; y < s->pairs->youths; y++) {
        s->pair_of[y] = NONE;
        for (int64_t i = s->pairs->start[y]; i < s->pairs->start[y + 1]; i++)
            if (s->pairs->post[i] == post_of[y])
                s->pair_of[y] = i;
        if (s->pair_of[y] != NONE)
            take_seat(s, s->pair_of[y], 1);
    }
}

/* ---- what a pass knows ----------------------------------------------------------------------- */

static void note_worst(rivals *r, int32_t tier)
{
    r->worst = tier > r->worst ? tier : r->worst;
}

static void count_members(search *s)
{
    for (int32_t p = 0; p < s->seats->posts; p++)
        s->at_post[p] = (rivals){.worst = NONE, .full = s->post_left[p] == 0};
    for (int32_t c = 0; c < s->seats->companies; c++)
        s->at_company[c] = (rivals){.worst = NONE, .full = s->company_left[c] == 0};
    for (int32_t y = 0; y < s->pairs->youths; y++) {
        int64_t pair = s->pair_of[y];
        if (pair == NONE)
            continue;
        s->at_post[s->pairs->post[pair]].end++;
        s->at_company[company_of(s, pair)].end++;
        note_worst(&s->at_post[s->pairs->post[pair]], s->pairs->tier[pair]);
        note_worst(&s->at_company[company_of(s, pair)], s->pairs->tier[pair]);
    }
}

/* Companies one behind the other, each with its posts one behind the other. */
static void lay_out(search *s)
{
    int64_t at = 0;
    for (int32_t c = 0; c < s->seats->companies; c++) {
        int64_t length = s->at_company[c].end;
        s->at_company[c].next = s->at_company[c].end = at;
        at += length;
    }
    for (int32_t p = 0; p < s->seats->posts; p++) {
        rivals *company = &s->at_company[s->seats->post_company[p]];
        int64_t length = s->at_post[p].end;
        s->at_post[p].next = s->at_post[p].end = company->end;
        company->end += length;
    }
    for (int32_t y = 0; y < s->pairs->youths; y++)
        if (s->pair_of[y] != NONE)
            s->members[s->at_post[s->pairs->post[s->pair_of[y]]].end++] = y;
}

static void begin_pass(search *s)
{
    count_members(s);
    lay_out(s);
    s->queue_first = s->queue_end = 0;
    for (int32_t y = 0; y < s->pairs->youths; y++)
        s->looked_at[y] = s->placed[y] = false;
}

/* ---- chains ---------------------------------------------------------------------------------- */

static void begin_seeking(search *s, int32_t youth, seeker how)
{
    s->looked_at[youth] = true;
    s->seekers[youth] = how;
    s->queue[s->queue_end++] = youth;
}

/* The last at a post or company look for a place, so that `youth` has their seat at the pair. */
static void send_rivals(search *s, rivals *r, int32_t youth, int64_t pair)
{
    for (; r->next < r->end; r->next++) {
        int32_t rival = s->members[r->next];
        if (!s->looked_at[rival] && s->pairs->tier[s->pair_of[rival]] == r->worst)
            begin_seeking(s, rival, (seeker){pair, youth, s->seekers[youth].first});
    }
}

/* Moves the youth to the pair, the one before it to where the youth was, and so on. */
static void move_along(search *s, int32_t youth, int64_t pair)
{
    s->placed[s->seekers[youth].first] = true;
    while (youth != NONE) {
        if (s->pair_of[youth] != NONE)
            take_seat(s, s->pair_of[youth], -1);
        s->pair_of[youth] = pair;
        take_seat(s, pair, 1);
        pair = s->seekers[youth].pair;
        youth = s->seekers[youth].before;
    }
}

static bool is_liked_less(const nw_pairs *pairs, int64_t pair, int64_t than)
{
    return pairs->rank[pair] != pairs->rank[than] || pairs->rank[pair] == NW_RANK_UNLISTED;
}

/* Goes down the youth's list, to a free seat or to where it must stop. */
static void seek(search *s, int32_t youth)
{
    int64_t first = s->pairs->start[youth], end = s->pairs->start[youth + 1];
    bool must_stop = false;
    for (int64_t i = first; i < end; i++) {
        int32_t post = s->pairs->post[i], company = s->seats->post_company[post];
        if (must_stop && is_liked_less(s->pairs, i, i - 1))
            return;
        s->unseen++;
        if (i == s->pair_of[youth])
            continue;
        if (s->post_left[post] > 0 && s->company_left[company] > 0) {
            move_along(s, youth, i);
            return;
        }
        rivals *r = s->post_left[post] == 0 ? &s->at_post[post] : &s->at_company[company];
        if (!r->full)
            return;
        if (s->pairs->tier[i] > r->worst)
            continue;
        must_stop = must_stop || s->pairs->tier[i] < r->worst;
        send_rivals(s, r, youth, i);
    }
}

/* ---- within a company ------------------------------------------------------------------------ */

/* A seat that fell free at a full company, where somebody came to another of its posts, may be what
 * a youth there would rather have; to the company it is the same. Nobody else can claim either
 * seat: before the chain its post, and the youth's, held as bad a tier. */
static bool moves_within(search *s, int32_t youth)
{
    int64_t own = s->pair_of[youth];
    if (own == NONE || s->company_left[company_of(s, own)] > 0)
        return false;
    for (int64_t i = s->pairs->start[youth]; i < own && is_liked_less(s->pairs, own, i); i++)
        if (company_of(s, i) == company_of(s, own) && s->post_left[s->pairs->post[i]] > 0 &&
            s->pairs->tier[i] <= s->pairs->tier[own]) {
            take_seat(s, own, -1);
            s->pair_of[youth] = i;
            take_seat(s, i, 1);
            return true;
        }
    return false;
}

static void settle_companies(search *s)
{
    for (bool any = true; any;) {
        any = false;
        for (int32_t y = 0; y < s->pairs->youths; y++)
            any = moves_within(s, y) || any;
    }
}

/* ---- passes ---------------------------------------------------------------------------------- */

static nextwork_status tell(search *s, nextwork_monitor *monitor)
{
    int64_t steps = s->unseen;
    s->unseen = 0;
    return nw_monitor_step(monitor, steps) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
}

static nextwork_status pass(bool *any, search *s, nextwork_monitor *monitor)
{
    *any = false;
    begin_pass(s);
    nw_monitor_begin(monitor, 0);
    for (int32_t y = 0; y < s->pairs->youths; y++)
        if (s->pair_of[y] == NONE)
            begin_seeking(s, y, (seeker){NONE, NONE, y});
    while (s->queue_first < s->queue_end) {
        int32_t youth = s->queue[s->queue_first++];
        if (!s->placed[s->seekers[youth].first])
            seek(s, youth);
        *any = *any || s->placed[s->seekers[youth].first];
        if (s->unseen >= STEPS)
            NW_TRY(tell(s, monitor));
    }
    return tell(s, monitor);
}

static nextwork_status allocate(search *s)
{
    int64_t youths = s->pairs->youths, posts = s->seats->posts, companies = s->seats->companies;
    s->pair_of = NW_NEW(int64_t, youths);
    s->post_left = NW_NEW(int32_t, posts);
    s->company_left = NW_NEW(int32_t, companies);
    s->members = NW_NEW(int32_t, youths);
    s->at_post = NW_NEW(rivals, posts);
    s->at_company = NW_NEW(rivals, companies);
    s->seekers = NW_NEW(seeker, youths);
    s->looked_at = NW_NEW(bool, youths);
    s->placed = NW_NEW(bool, youths);
    s->queue = NW_NEW(int32_t, youths);
    return s->pair_of == NULL || s->post_left == NULL || s->company_left == NULL ||
                   s->members == NULL || s->at_post == NULL || s->at_company == NULL ||
                   s->seekers == NULL || s->looked_at == NULL || s->placed == NULL ||
                   s->queue == NULL
               ? nw_fail_memory("chains of exchanges")
               : NEXTWORK_OK;
}

static nextwork_status lengthen(int32_t *post_of, search *s, nextwork_monitor *monitor)
{
    bool any = true;
    NW_TRY(allocate(s));
    find_pairs(s, post_of);
    while (any) {
        NW_TRY(pass(&any, s, monitor));
        settle_companies(s);
    }
    for (int32_t y = 0; y < s->pairs->youths; y++)
        post_of[y] = s->pair_of[y] == NONE ? NONE : s->pairs->post[s->pair_of[y]];
    return NEXTWORK_OK;
}

nextwork_status nw_most_placed_chains(int32_t *post_of, const nw_pairs *pairs,
                                      const nw_seats *seats, nextwork_monitor *monitor)
{
    search s = {.pairs = pairs, .seats = seats};
    nextwork_status status = lengthen(post_of, &s, monitor);
    nw_free(s.pair_of);
    nw_free(s.post_left);
    nw_free(s.company_left);
    nw_free(s.members);
    nw_free(s.at_post);
    nw_free(s.at_company);
    nw_free(s.seekers);
    nw_free(s.looked_at);
    nw_free(s.placed);
    nw_free(s.queue);
    return status;
}
