/* What moves when something has changed: chains of proposals, chains of vacancies, rotations. */
#include "match/live_state.h"

#define FINISHED (-2)

void nw_live_touch(nw_live *live, int32_t youth)
{
    live_youth *who = &live->youths[youth];
    if (who->logged)
        return;
    who->logged = true;
    live->changes[live->n_changes++] = (nw_live_change){youth, nw_live_post_of(live, youth), NONE};
}

/* ---- suspicion ------------------------------------------------------------------------------- */

static void suspect(nw_live *live, int32_t post)
{
    if (live->suspect[post])
        return;
    live->suspect[post] = true;
    live->suspects[live->n_suspects++] = post;
}

void nw_live_suspect_company(nw_live *live, int32_t company)
{
    const live_company *of = &live->companies[company];
    if (!nw_live_has_many_posts(of)) {
        for (int32_t i = of->first; i < of->end; i++)
            suspect(live, live->company_posts[i]);
    } else if (!live->many_suspect[company]) {
        live->many_suspect[company] = true;
        live->many_suspects[live->n_many_suspects++] = company;
    }
}

/* Of many posts most lead where the first claim at one with a free seat does: a rotation through
 * any of these goes on from there. The others have a claim of their own before it; of them a
 * rotation may go through those that had not when rotations were last looked for. */
static void suspect_many(nw_live *live, int32_t company)
{
    const live_company *of = &live->companies[company];
    const int32_t *behind = live->behind + 2 * (int64_t)of->first;
    const int32_t *ahead = live->ahead + 2 * (int64_t)of->first;
    int32_t free = nw_live_is_full(of) ? nw_live_first_free(live, of) : NONE, post;
    live->many_suspect[company] = false;
    if (free != NONE) {
        post = nw_live_post_of(live, nw_live_first_at_post(live, free).youth);
        if (post != NONE)
            suspect(live, post);
    }
    while ((post = nw_winner_of(behind)) != NONE &&
           (free == NONE || nw_live_claimed_first(live, post, free))) {
        nw_live_set_ahead(live, post, true);
        suspect(live, post);
    }
    while (free != NONE && (post = nw_winner_of(ahead)) != NONE &&
           !nw_live_claimed_first(live, post, free))
        nw_live_set_ahead(live, post, false);
}

void nw_live_suspect_post(nw_live *live, int32_t post)
{
    int32_t company = live->posts[post].company;
    suspect(live, post);
    if (nw_live_is_full(&live->companies[company]))
        nw_live_suspect_company(live, company);
}

void nw_live_forget_suspects(nw_live *live)
{
    while (live->n_suspects > 0)
        live->suspect[live->suspects[--live->n_suspects]] = false;
    while (live->n_many_suspects > 0)
        live->many_suspect[live->many_suspects[--live->n_many_suspects]] = false;
}

/* ---- proposals ------------------------------------------------------------------------------- */

/* Whether a post takes a youth who proposes, with a seat then; `loser` is who had it, or nobody. */
static bool takes(live_entry *loser, nw_live *live, int32_t youth, int32_t rank)
{
    live_choice choice = live->youths[youth].choices[rank];
    live_entry own = {nw_live_standing(live, youth, rank), youth, rank};
    const live_post *post = &live->posts[choice.post];
    const live_company *company = &live->companies[post->company];
    *loser = (live_entry){0, NONE, NONE};
    if (post->seats == 0 || company->cap == 0)
        return false;
    if (post->held >= post->seats)
        *loser = nw_live_last_at_post(live, choice.post);
    else if (nw_live_is_full(company))
        *loser = nw_live_last_at_company(live, post->company);
    if (loser->youth != NONE && !nw_live_ahead(own, *loser))
        return false;
    if (loser->youth != NONE) {
        nw_live_touch(live, loser->youth);
        nw_live_unseat(live, loser->youth, loser->rank);
    }
    nw_live_seat(live, youth, rank);
    nw_live_suspect_post(live, choice.post);
    return true;
}

void nw_live_propose(nw_live *live, int32_t youth, int32_t rank)
{
    while (youth != NONE) {
        live_youth *who = &live->youths[youth];
        live_entry loser = {0, NONE, NONE};
        while (rank < who->count && !takes(&loser, live, youth, rank))
            nw_live_claim(live, youth, rank++);
        who->at = rank;
        youth = rank < who->count ? loser.youth : NONE;
        if (youth != NONE) {
            nw_live_claim(live, youth, loser.rank);
            rank = loser.rank + 1;
        }
    }
}

void nw_live_displace(nw_live *live, int32_t youth)
{
    live_youth *who = &live->youths[youth];
    int32_t next = who->at + 1;
    nw_live_touch(live, youth);
    nw_live_unseat(live, youth, who->at);
    nw_live_suspect_post(live, nw_live_post_at(live, youth, who->at)); /* a seat may be free */
    if (live->mode == NW_LIVE_VACANCY && who->at == who->kept)
        next = 0; /* what they like better may be free: they were not to move there */
    else
        nw_live_claim(live, youth, who->at);
    if (who->at == who->kept)
        who->kept = NONE;
    nw_live_propose(live, youth, next);
}

/* ---- vacancies ------------------------------------------------------------------------------- */

int32_t nw_live_rise(nw_live *live, live_entry claim)
{
    live_youth *who = &live->youths[claim.youth];
    int32_t left = who->at;
    nw_live_touch(live, claim.youth);
    nw_live_withdraw(live, claim.youth, claim.rank, left);
    who->at = claim.rank;
    return left;
}

/* Who has left a place is counted there until somebody takes it: with them the matching is stable,
 * and the first claim on their place is what the company would choose without them. */
void nw_live_vacate(nw_live *live, int32_t youth, int32_t left)
{
    live_entry claim;
    while (left < live->youths[youth].count) {
        int32_t post = nw_live_post_at(live, youth, left);
        bool claimed = nw_live_first_claim(&claim, live, live->posts[post].company, post);
        int32_t next = claimed ? nw_live_rise(live, claim) : NONE;
        nw_live_unseat(live, youth, left);
        if (!claimed)
            return;
        nw_live_seat(live, claim.youth, claim.rank);
        youth = claim.youth;
        left = next;
    }
}

/* ---- rotations ------------------------------------------------------------------------------- */

static void finish(nw_live *live, int32_t post)
{
    live->step_of[post] = FINISHED;
    live->finished[live->n_finished++] = post;
}

/* All of a cycle move at once: each youth to the place that the one before them leaves. */
static void eliminate(nw_live *live, live_step *cycle, int32_t length)
{
    for (int32_t i = 0; i < length; i++)
        cycle[i].left = nw_live_rise(live, cycle[i].claim);
    for (int32_t i = 0; i < length; i++)
        nw_live_unseat(live, cycle[i].claim.youth, cycle[i].left);
    for (int32_t i = 0; i < length; i++)
        nw_live_seat(live, cycle[i].claim.youth, cycle[i].claim.rank);
}

/* The post after this one: where the youth is who has the first claim on a place here. NONE when
 * there is none. */
static int32_t next_post(live_step *step, const nw_live *live)
{
    int32_t company = live->posts[step->post].company;
    if (!nw_live_first_claim(&step->claim, live, company, step->post))
        return NONE;
    return nw_live_post_of(live, step->claim.youth);
}

/* Follows the path from a post that holds somebody until it ends, eliminating each cycle that it
 * runs into. Posts on a path that ends stay finished: their first claims are of youths who do not
 * move, and whatever falls free elsewhere comes after these. */
static void follow(nw_live *live, int32_t start)
{
    int32_t depth = 0, post = start;
    for (;;) {
        if (post != NONE && live->step_of[post] == NONE) {
            live->step_of[post] = depth;
            live->steps[depth++].post = post;
        } else if (post != NONE && live->step_of[post] >= 0) {
            int32_t first = live->step_of[post];
            for (int32_t i = first; i < depth; i++)
                live->step_of[live->steps[i].post] = NONE;
            eliminate(live, live->steps + first, depth - first);
            depth = first;
        } else {
            break;
        }
        if (depth == 0)
            return; /* all of it was the cycle, and its posts are suspected anew */
        post = next_post(&live->steps[depth - 1], live);
    }
    for (int32_t i = 0; i < depth; i++)
        finish(live, live->steps[i].post);
}

void nw_live_rotate(nw_live *live)
{
    while (live->n_suspects > 0 || live->n_many_suspects > 0) {
        if (live->n_suspects == 0) {
            suspect_many(live, live->many_suspects[--live->n_many_suspects]);
            continue;
        }
        int32_t post = live->suspects[--live->n_suspects];
        live->suspect[post] = false;
        if (live->step_of[post] == NONE && live->posts[post].held > 0)
            follow(live, post);
    }
    while (live->n_finished > 0)
        live->step_of[live->finished[--live->n_finished]] = NONE;
}
