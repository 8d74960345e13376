/* The edits of an open market. */
#include "match/live.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/live_state.h"

#include <stddef.h>

/* ---- setting up ------------------------------------------------------------------------------ */

static bool allocate(nw_live *live)
{
    int64_t posts = live->n_posts;
    live->youths = NW_NEW_ZERO(live_youth, live->n_youths);
    live->posts = NW_NEW_ZERO(live_post, posts);
    live->companies = NW_NEW_ZERO(live_company, live->n_companies);
    live->company_posts = NW_NEW(int32_t, posts);
    live->changes = NW_NEW(nw_live_change, live->n_youths);
    live->suspect = NW_NEW_ZERO(bool, posts);
    live->suspects = NW_NEW(int32_t, posts);
    live->step_of = NW_NEW(int32_t, posts);
    live->finished = NW_NEW(int32_t, posts);
    live->steps = NW_NEW(live_step, posts);
    return live->youths != NULL && live->posts != NULL && live->companies != NULL &&
           live->company_posts != NULL && live->changes != NULL && live->suspect != NULL &&
           live->suspects != NULL && live->step_of != NULL && live->finished != NULL &&
           live->steps != NULL;
}

static void set_up(nw_live *live, const nw_seats *seats)
{
    for (int32_t post = 0; post < seats->posts; post++) {
        int32_t company = seats->post_company[post];
        live->posts[post].seats = seats->post_seats[post];
        live->posts[post].company = company;
        live->companies[company].end++; /* how many, for now */
        live->step_of[post] = NONE;
    }
    int32_t first = 0;
    for (int32_t company = 0; company < seats->companies; company++) {
        int32_t count = live->companies[company].end;
        live->companies[company] =
            (live_company){.cap = seats->company_seats[company], .first = first, .end = first};
        first += count;
    }
    for (int32_t post = 0; post < seats->posts; post++)
        live->company_posts[live->companies[seats->post_company[post]].end++] = post;
}

static bool any_has_many_posts(const nw_live *live)
{
    for (int32_t company = 0; company < live->n_companies; company++)
        if (nw_live_has_many_posts(&live->companies[company]))
            return true;
    return false;
}

/* Nobody is held, and nobody claims anything. */
static bool make_tournaments(nw_live *live)
{
    int64_t posts = live->n_posts;
    if (!any_has_many_posts(live))
        return true;
    live->nth = NW_NEW(int32_t, posts);
    live->lasts = NW_NEW(int32_t, 2 * posts);
    live->firsts = NW_NEW(int32_t, 2 * posts);
    live->behind = NW_NEW(int32_t, 2 * posts);
    live->ahead = NW_NEW(int32_t, 2 * posts);
    live->is_ahead = NW_NEW_ZERO(bool, posts);
    live->many_suspect = NW_NEW_ZERO(bool, live->n_companies);
    live->many_suspects = NW_NEW(int32_t, live->n_companies);
    if (live->nth == NULL || live->lasts == NULL || live->firsts == NULL || live->behind == NULL ||
        live->ahead == NULL || live->is_ahead == NULL || live->many_suspect == NULL ||
        live->many_suspects == NULL)
        return false;
    for (int64_t i = 0; i < 2 * posts; i++)
        live->lasts[i] = live->firsts[i] = live->behind[i] = live->ahead[i] = NONE;
    for (int32_t company = 0; company < live->n_companies; company++) {
        const live_company *of = &live->companies[company];
        for (int32_t i = of->first; i < of->end; i++)
            live->nth[live->company_posts[i]] = nw_live_has_many_posts(of) ? i - of->first : NONE;
    }
    return true;
}

nextwork_status nw_live_new(nw_live **live, const nw_seats *seats, int32_t youths)
{
    nw_live *made = NW_NEW_ZERO(nw_live, 1);
    if (made == NULL)
        return nw_fail_memory("an open market");
    made->n_youths = youths;
    made->n_posts = seats->posts;
    made->n_companies = seats->companies;
    bool there = allocate(made);
    if (there)
        set_up(made, seats);
    if (!there || !make_tournaments(made)) {
        nw_live_free(made);
        return nw_fail_memory("an open market");
    }
    *live = made;
    return NEXTWORK_OK;
}

void nw_live_free(nw_live *live)
{
    if (live == NULL)
        return;
    for (int32_t youth = 0; live->youths != NULL && youth < live->n_youths; youth++)
        nw_free(live->youths[youth].choices);
    for (int32_t post = 0; live->posts != NULL && post < live->n_posts; post++)
        nw_free(live->posts[post].entries);
    nw_free(live->youths);
    nw_free(live->posts);
    nw_free(live->companies);
    nw_free(live->company_posts);
    nw_free(live->nth);
    nw_free(live->lasts);
    nw_free(live->firsts);
    nw_free(live->behind);
    nw_free(live->ahead);
    nw_free(live->is_ahead);
    nw_free(live->many_suspect);
    nw_free(live->many_suspects);
    nw_free(live->changes);
    nw_free(live->suspect);
    nw_free(live->suspects);
    nw_free(live->step_of);
    nw_free(live->finished);
    nw_free(live->steps);
    nw_free(live);
}

/* ---- how it stands --------------------------------------------------------------------------- */

bool nw_live_has(const nw_live *live, int32_t youth)
{
    return live->youths[youth].here;
}

int32_t nw_live_post_of(const nw_live *live, int32_t youth)
{
    const live_youth *who = &live->youths[youth];
    return who->at < who->count ? who->choices[who->at].post : NONE;
}

int32_t nw_live_length(const nw_live *live, int32_t youth)
{
    return live->youths[youth].count;
}

nw_live_choice nw_live_choice_at(const nw_live *live, int32_t youth, int32_t rank)
{
    live_choice choice = live->youths[youth].choices[rank];
    return (nw_live_choice){choice.standing, choice.post};
}

int32_t nw_live_seats(const nw_live *live, int32_t post)
{
    return live->posts[post].seats;
}

int32_t nw_live_placed(const nw_live *live, int32_t post)
{
    return live->posts[post].held;
}

int32_t nw_live_claims(const nw_live *live, int32_t post)
{
    return live->posts[post].claims;
}

int32_t nw_live_cap(const nw_live *live, int32_t company)
{
    return live->companies[company].cap;
}

uint64_t nw_live_cutoff(const nw_live *live, int32_t post)
{
    const live_post *at = &live->posts[post];
    const live_company *company = &live->companies[at->company];
    if (at->seats == 0 || company->cap == 0 || (at->held < at->seats && !nw_live_is_full(company)))
        return NW_LIVE_FREE;
    live_entry last = at->held == at->seats ? nw_live_last_at_post(live, post)
                                            : nw_live_last_at_company(live, at->company);
    return last.standing & ~NW_LIVE_NEW;
}

const nw_live_change *nw_live_changes(int32_t *count, const nw_live *live)
{
    *count = live->n_changes;
    return live->changes;
}

/* ---- an edit from its beginning to its end --------------------------------------------------- */

void nw_live_forget_changes(nw_live *live)
{
    live->n_changes = 0;
}

/* Those who have a place by now keep it, as the mode says. */
static void settle(nw_live *live, int32_t youth)
{
    live_youth *who = &live->youths[youth];
    if (live->mode == NW_LIVE_EXACT || who->at == who->count || who->at == who->kept)
        return;
    nw_live_keep_seat(live, youth);
    if (live->mode == NW_LIVE_VACANCY)
        nw_live_withdraw(live, youth, 0, who->at);
}

static void settle_touched(nw_live *live)
{
    for (int32_t i = 0; i < live->n_changes; i++)
        settle(live, live->changes[i].youth);
    nw_live_forget_suspects(live);
}

static void end(nw_live *live)
{
    int32_t count = 0;
    settle_touched(live);
    for (int32_t i = 0; i < live->n_changes; i++) {
        nw_live_change change = live->changes[i];
        live->youths[change.youth].logged = false;
        change.to = nw_live_post_of(live, change.youth);
        if (change.to != change.from)
            live->changes[count++] = change;
    }
    live->n_changes = count;
}

void nw_live_set_mode(nw_live *live, int mode)
{
    live->mode = mode;
    live->fresh = mode == NW_LIVE_EXACT ? 0 : NW_LIVE_NEW;
    for (int32_t youth = 0; youth < live->n_youths; youth++)
        settle(live, youth);
    nw_live_forget_suspects(live);
}

/* ---- youths ---------------------------------------------------------------------------------- */

/* A copy of a list, with room at its posts; NULL when out of memory. */
static live_choice *copy_list(nw_live *live, const nw_live_choice *choices, int32_t count)
{
    live_choice *copy = NW_NEW(live_choice, count);
    if (copy == NULL)
        return NULL;
    for (int32_t i = 0; i < count; i++)
        copy[i] = (live_choice){choices[i].standing, choices[i].post, NONE};
    if (nw_live_reserve(live, copy, count))
        return copy;
    nw_free(copy);
    return NULL;
}

static void drop_list(nw_live *live, int32_t youth)
{
    live_youth *who = &live->youths[youth];
    nw_live_release(live, who->choices, who->count);
    nw_free(who->choices);
    who->choices = NULL;
}

static void take_list(nw_live *live, int32_t youth, live_choice *choices, int32_t count)
{
    live_youth *who = &live->youths[youth];
    who->choices = choices;
    who->count = count;
    who->at = count;
    who->kept = NONE;
    who->here = true;
}

/* The claims of a youth are those before this choice. */
static int32_t claims_end(const nw_live *live, int32_t youth)
{
    const live_youth *who = &live->youths[youth];
    return live->mode == NW_LIVE_VACANCY && who->at == who->kept ? 0 : who->at;
}

/* Takes a youth out; what that lets others gain by rotations is still to come. */
static void take_out(nw_live *live, int32_t youth)
{
    live_youth *who = &live->youths[youth];
    nw_live_touch(live, youth);
    nw_live_withdraw(live, youth, 0, claims_end(live, youth));
    nw_live_vacate(live, youth, who->at);
    drop_list(live, youth);
    who->count = 0;
    who->at = 0;
    who->here = false;
}

nextwork_status nw_live_join(nw_live *live, int32_t youth, const nw_live_choice *choices,
                             int32_t count)
{
    live_choice *list = copy_list(live, choices, count);
    if (list == NULL)
        return nw_fail_memory("an open market");
    nw_live_forget_changes(live);
    nw_live_touch(live, youth);
    take_list(live, youth, list, count);
    nw_live_propose(live, youth, 0);
    end(live); /* without a search for rotations: more competition leaves none */
    return NEXTWORK_OK;
}

void nw_live_leave(nw_live *live, int32_t youth)
{
    nw_live_forget_changes(live);
    take_out(live, youth);
    nw_live_rotate(live);
    end(live);
}

/* The first choice before `end` at which a seat is free; `end` when there is none. The youth claims
 * what comes before it. */
static int32_t find_free(nw_live *live, int32_t youth, int32_t end)
{
    int32_t rank = 0;
    for (; rank < end; rank++) {
        const live_post *post = &live->posts[nw_live_post_at(live, youth, rank)];
        if (post->held < post->seats && !nw_live_is_full(&live->companies[post->company]))
            break;
        nw_live_claim(live, youth, rank);
    }
    return rank;
}

/* A youth who keeps the place they have, choice `at` of the new list, unless they rise. */
static void change_list(nw_live *live, int32_t youth, live_choice *list, int32_t count, int32_t at)
{
    live_youth *who = &live->youths[youth];
    nw_live_withdraw(live, youth, 0, claims_end(live, youth));
    nw_live_move_seat(live, youth, list, at);
    drop_list(live, youth);
    who->choices = list;
    who->count = count;
    who->at = at;
    who->kept = at;
    if (live->mode == NW_LIVE_VACANCY)
        return;
    int32_t rank = find_free(live, youth, at);
    if (rank < at) {
        nw_live_touch(live, youth);
        who->at = rank;
        nw_live_seat(live, youth, rank);
        nw_live_vacate(live, youth, at);
    }
    nw_live_rotate(live);
}

/* A youth who leaves, and comes again with another list. */
static void come_again(nw_live *live, int32_t youth, live_choice *list, int32_t count)
{
    take_out(live, youth);
    if (live->mode != NW_LIVE_EXACT) {
        nw_live_rotate(live);
        settle_touched(live);
    }
    take_list(live, youth, list, count);
    nw_live_propose(live, youth, 0);
    nw_live_rotate(live);
}

nextwork_status nw_live_set_choices(nw_live *live, int32_t youth, const nw_live_choice *choices,
                                    int32_t count)
{
    live_choice *list = copy_list(live, choices, count);
    if (list == NULL)
        return nw_fail_memory("an open market");
    int32_t own = nw_live_post_of(live, youth), at = 0;
    while (at < count && list[at].post != own)
        at++;
    nw_live_forget_changes(live);
    if (live->mode != NW_LIVE_EXACT && at < count)
        change_list(live, youth, list, count, at);
    else
        come_again(live, youth, list, count);
    end(live);
    return NEXTWORK_OK;
}

/* ---- seats ----------------------------------------------------------------------------------- */

/* Takes seats off a post. Those that nobody has go first; where the company is full they count all
 * the same, since claims on them are claims on any place there. With one that is held goes, for the
 * time being, a place at a full company: then only who has it is worse off. */
static void close_seats(nw_live *live, int32_t at, int32_t seats)
{
    live_post *post = &live->posts[at];
    live_company *company = &live->companies[post->company];
    bool full = nw_live_is_full(company);
    while (post->seats > seats) {
        if (post->held == post->seats) {
            post->seats--;
            company->cap -= full;
            nw_live_count_seats(live, at);
            nw_live_displace(live, nw_live_last_at_post(live, at).youth);
            continue;
        }
        post->seats = nw_max32(post->held, seats);
        nw_live_count_seats(live, at);
        if (full)
            nw_live_suspect_company(live, post->company);
    }
}

/* Lets a full company take in up to `cap`, those with the first claims. */
static void raise_cap(nw_live *live, int32_t at, int32_t cap)
{
    live_company *company = &live->companies[at];
    live_entry claim;
    while (company->cap < cap && nw_live_is_full(company) &&
           nw_live_first_claim(&claim, live, at, NONE)) {
        int32_t left = nw_live_rise(live, claim);
        company->cap++;
        nw_live_seat(live, claim.youth, claim.rank);
        nw_live_vacate(live, claim.youth, left);
    }
    company->cap = nw_max32(company->cap, cap);
}

static void lower_cap(nw_live *live, int32_t at, int32_t cap)
{
    live_company *company = &live->companies[at];
    while (company->held > cap) {
        company->cap = company->held - 1;
        nw_live_displace(live, nw_live_last_at_company(live, at).youth);
    }
    company->cap = cap;
}

/* One seat more at a full post; in a full company for somebody ahead of its last, who makes way
 * once all have gained who can. False when nobody takes the seat. */
static bool open_seat(nw_live *live, int32_t at)
{
    live_post *post = &live->posts[at];
    live_company *company = &live->companies[post->company];
    bool full = nw_live_is_full(company);
    if (post->claims == 0 || company->cap == 0)
        return false;
    live_entry claim = nw_live_first_at_post(live, at);
    claim.standing |= live->fresh;
    if (full && !nw_live_ahead(claim, nw_live_last_at_company(live, post->company)))
        return false;
    int32_t left = nw_live_rise(live, claim);
    post->seats++;
    nw_live_count_seats(live, at);
    nw_live_seat(live, claim.youth, claim.rank);
    nw_live_vacate(live, claim.youth, left);
    lower_cap(live, post->company, company->cap);
    return true;
}

void nw_live_set_seats(nw_live *live, int32_t at, int32_t seats)
{
    live_post *post = &live->posts[at];
    int32_t company = post->company, cap = live->companies[company].cap;
    nw_live_forget_changes(live);
    close_seats(live, at, seats);
    raise_cap(live, company, cap);
    while (post->seats < seats && post->held == post->seats && open_seat(live, at))
        continue;
    if (post->seats < seats) {
        post->seats = seats;
        nw_live_count_seats(live, at);
        if (nw_live_is_full(&live->companies[company]))
            nw_live_suspect_company(live, company);
    }
    nw_live_rotate(live);
    end(live);
}

void nw_live_set_cap(nw_live *live, int32_t at, int32_t cap)
{
    nw_live_forget_changes(live);
    lower_cap(live, at, nw_min32(cap, live->companies[at].cap));
    raise_cap(live, at, cap);
    nw_live_rotate(live);
    end(live);
}
