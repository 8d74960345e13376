/* A pair blocks when the youth would rather be there and the post has room, or who would have to
 * make way is of a worse tier; or, within a full company, is the youth itself and of no better tier
 * where it is. Only three kinds of pairs can come to block by moves: those that a youth who was
 * moved likes better than its new place; claims at posts whose last got worse; and claims on a
 * seat that was left, at a full company, by those it holds elsewhere. */
#include "match/tied_matching.h"

#include "base/arith.h"
#include "base/memory.h"

#include <stddef.h>

#define NOBODY (-1)

/* ---- who is where ---------------------------------------------------------------------------- */

static nw_tied_company *company_at(const nw_tied *m, int32_t post)
{
    return &m->companies[m->seats->post_company[post]];
}

static bool binds(const nw_tied_company *company)
{
    return company->begin < company->end;
}

static void count_last(int32_t *last, int32_t *last_ones, int32_t tier)
{
    if (tier > *last) {
        *last = tier;
        *last_ones = 0;
    }
    *last_ones += tier == *last;
}

static void join(nw_tied *m, int32_t youth, int64_t pair)
{
    int32_t tier = m->pairs->tier[pair];
    nw_tied_post *post = &m->posts[m->pairs->post[pair]];
    nw_tied_company *company = company_at(m, m->pairs->post[pair]);
    m->pair_of[youth] = pair;
    m->previous[youth] = NOBODY;
    m->next[youth] = post->first;
    if (post->first != NOBODY)
        m->previous[post->first] = youth;
    post->first = youth;
    post->left--;
    company->left -= binds(company);
    count_last(&post->last, &post->last_ones, tier);
    count_last(&company->last, &company->last_ones, tier);
    m->placed++;
}

static void leave(nw_tied *m, int32_t youth)
{
    int64_t pair = m->pair_of[youth];
    nw_tied_post *post = &m->posts[m->pairs->post[pair]];
    nw_tied_company *company = company_at(m, m->pairs->post[pair]);
    int32_t next = m->next[youth], previous = m->previous[youth];
    if (next != NOBODY)
        m->previous[next] = previous;
    if (previous != NOBODY)
        m->next[previous] = next;
    else
        post->first = next;
    post->left++;
    company->left += binds(company);
    post->last_ones -= m->pairs->tier[pair] == post->last;
    company->last_ones -= m->pairs->tier[pair] == company->last;
    m->pair_of[youth] = NW_NO_PAIR;
    m->placed--;
}

static void put(nw_tied *m, int32_t youth, int64_t pair)
{
    if (m->pair_of[youth] != NW_NO_PAIR)
        leave(m, youth);
    if (pair != NW_NO_PAIR)
        join(m, youth, pair);
}

/* ---- the last -------------------------------------------------------------------------------- */

static void find_last(nw_tied *m, nw_tied_post *post)
{
    if (post->last_ones > 0)
        return;
    post->last = NW_NO_TIER;
    for (int32_t y = post->first; y != NOBODY; y = m->next[y]) {
        count_last(&post->last, &post->last_ones, m->pairs->tier[m->pair_of[y]]);
        m->steps++;
    }
}

/* When the last of its posts are known. */
static void find_companys_last(nw_tied *m, nw_tied_company *company)
{
    if (company->last_ones > 0)
        return;
    company->last = NW_NO_TIER;
    for (int32_t k = company->begin; k < company->end; k++) {
        const nw_tied_post *post = &m->posts[m->company_posts[k]];
        if (post->last >= company->last)
            company->last_ones =
                post->last_ones + (post->last == company->last ? company->last_ones : 0);
        company->last = nw_max32(company->last, post->last);
    }
    m->steps += company->end - company->begin;
}

/* The posts that moves leave and come to are 0 .. 2 * n_moves - 1; NOBODY where there is none. */
static int32_t touched(const nw_tied *m, int32_t k)
{
    int64_t pair = k % 2 == 0 ? m->moves[k / 2].before : m->moves[k / 2].after;
    return pair == NW_NO_PAIR ? NOBODY : m->pairs->post[pair];
}

static void look_where_moved(nw_tied *m)
{
    for (int32_t k = 0; k < 2 * m->n_moves; k++)
        if (touched(m, k) != NOBODY)
            find_last(m, &m->posts[touched(m, k)]);
    for (int32_t k = 0; k < 2 * m->n_moves; k++)
        if (touched(m, k) != NOBODY)
            find_companys_last(m, company_at(m, touched(m, k)));
}

/* ---- moves ----------------------------------------------------------------------------------- */

void nw_tied_move(nw_tied *m, int32_t youth, int64_t pair)
{
    if (m->n_moves == m->most_moves)
        return; /* which nw_tied_settle takes back */
    m->moves[m->n_moves++] = (nw_tied_step){m->pair_of[youth], pair, youth};
    put(m, youth, pair);
}

static void take_back(nw_tied *m)
{
    for (int32_t k = m->n_moves; k-- > 0;)
        put(m, m->moves[k].youth, m->moves[k].before);
    look_where_moved(m);
}

/* ---- within a company ------------------------------------------------------------------------ */

/* Whether the youth would rather be at another post of its company, which is full, and moved. */
static bool moves_within(nw_tied *m, int32_t youth)
{
    const nw_pairs *pairs = m->pairs;
    int64_t own = m->pair_of[youth];
    if (own == NW_NO_PAIR || company_at(m, pairs->post[own])->left > 0)
        return false;
    for (int64_t i = pairs->start[youth]; i < own && nw_tied_likes_less(pairs, own, i); i++) {
        m->steps++;
        if (company_at(m, pairs->post[i]) == company_at(m, pairs->post[own]) &&
            m->posts[pairs->post[i]].left > 0 && pairs->tier[i] <= pairs->tier[own]) {
            nw_tied_move(m, youth, i);
            return m->n_moves < m->most_moves;
        }
    }
    return false;
}

static bool any_moves_within(nw_tied *m, const nw_tied_company *company)
{
    bool any = false;
    for (int32_t k = company->begin; k < company->end; k++)
        for (int32_t y = m->posts[m->company_posts[k]].first, next; y != NOBODY; y = next) {
            next = m->next[y];
            any = moves_within(m, y) || any;
        }
    return any;
}

/* Those at a company where a move left a seat, and those moved. */
static void settle_companies(nw_tied *m)
{
    for (int32_t k = 0; k < m->n_moves; k++) {
        int64_t before = m->moves[k].before;
        if (before != NW_NO_PAIR) {
            const nw_tied_post *post = &m->posts[m->pairs->post[before]];
            const nw_tied_company *company = company_at(m, m->pairs->post[before]);
            while (company->left == 0 && post->left > 0 && post->claim <= company->last &&
                   any_moves_within(m, company)) {
            }
        }
        moves_within(m, m->moves[k].youth);
    }
}

/* ---- whether it is stable -------------------------------------------------------------------- */

/* Whether a post takes no youth of a tier who is elsewhere. */
static bool keeps_out(const nw_tied *m, int32_t post, int32_t tier)
{
    return !nw_tied_has_room(m, post) && tier >= nw_tied_last(m, post);
}

static bool keeps_claims_out(const nw_tied *m, int32_t post)
{
    int32_t claim = m->posts[post].claim;
    return claim == INT32_MAX || keeps_out(m, post, claim);
}

/* Other posts of the company are as they were unless it has more room or a worse last. */
static bool is_sound(nw_tied *m, int32_t post)
{
    const nw_tied_company *company = company_at(m, post);
    if (m->posts[post].left < 0 || company->left < 0 || !keeps_claims_out(m, post))
        return false;
    if (company->left <= company->kept_left && company->last <= company->kept_last)
        return true;
    m->steps += company->end - company->begin;
    for (int32_t k = company->begin; k < company->end; k++)
        if (!keeps_claims_out(m, m->company_posts[k]))
            return false;
    return true;
}

static int64_t better_end(const nw_tied *m, int32_t youth)
{
    int64_t own = m->pair_of[youth];
    return own == NW_NO_PAIR ? m->pairs->start[youth + 1] : own;
}

/* Whether the youth claims nothing that it would get. */
static bool is_content(nw_tied *m, int32_t youth)
{
    const nw_pairs *pairs = m->pairs;
    int64_t own = m->pair_of[youth], end = better_end(m, youth);
    for (int64_t i = pairs->start[youth]; i < end; i++) {
        m->steps++;
        if (own != NW_NO_PAIR && !nw_tied_likes_less(pairs, own, i))
            break;
        if (!keeps_out(m, pairs->post[i], pairs->tier[i]))
            return false;
        if (own != NW_NO_PAIR && m->posts[pairs->post[i]].left > 0 &&
            company_at(m, pairs->post[i]) == company_at(m, pairs->post[own]) &&
            pairs->tier[i] <= pairs->tier[own])
            return false;
    }
    return true;
}

static bool is_stable(nw_tied *m)
{
    for (int32_t k = 0; k < 2 * m->n_moves; k++)
        if (touched(m, k) != NOBODY && !is_sound(m, touched(m, k)))
            return false;
    for (int32_t k = 0; k < m->n_moves; k++)
        if (!is_content(m, m->moves[k].youth))
            return false;
    return true;
}

/* ---- claims ---------------------------------------------------------------------------------- */

static void claim(nw_tied *m, int32_t youth)
{
    const nw_pairs *pairs = m->pairs;
    int64_t own = m->pair_of[youth], end = better_end(m, youth);
    for (int64_t i = pairs->start[youth]; i < end; i++) {
        m->steps++;
        if (own != NW_NO_PAIR && !nw_tied_likes_less(pairs, own, i))
            break;
        nw_tied_post *post = &m->posts[pairs->post[i]];
        post->claim = nw_min32(post->claim, pairs->tier[i]);
    }
}

void nw_tied_count_claims(nw_tied *m)
{
    for (int32_t p = 0; p < m->seats->posts; p++)
        m->posts[p].claim = INT32_MAX;
    for (int32_t y = 0; y < m->pairs->youths; y++)
        claim(m, y);
}

/* ---- the end of moves ------------------------------------------------------------------------ */

static void keep(nw_tied *m)
{
    for (int32_t k = 0; k < m->n_moves; k++)
        claim(m, m->moves[k].youth);
    for (int32_t k = 0; k < 2 * m->n_moves; k++)
        if (touched(m, k) != NOBODY) {
            nw_tied_company *company = company_at(m, touched(m, k));
            company->kept_left = company->left;
            company->kept_last = company->last;
        }
}

bool nw_tied_settle(nw_tied *m)
{
    look_where_moved(m);
    settle_companies(m);
    look_where_moved(m);
    bool stable = m->n_moves < m->most_moves && is_stable(m);
    if (stable)
        keep(m);
    else
        take_back(m);
    m->n_moves = 0;
    return stable;
}

/* ---- the start and the end ------------------------------------------------------------------- */

/* Companies whose cap may bind, with their posts. */
static nextwork_status list_companies(nw_tied *m)
{
    const nw_seats *seats = m->seats;
    int64_t *room = NW_NEW_ZERO(int64_t, seats->companies);
    if (room == NULL)
        return nw_fail_memory("chains of exchanges");
    for (int32_t p = 0; p < seats->posts; p++)
        room[seats->post_company[p]] += seats->post_seats[p];
    for (int32_t p = 0; p < seats->posts; p++)
        if (room[seats->post_company[p]] > seats->company_seats[seats->post_company[p]])
            company_at(m, p)->end++;
    int32_t at = 0;
    for (int32_t c = 0; c < seats->companies; c++) {
        int32_t posts = m->companies[c].end;
        m->companies[c] = (nw_tied_company){.left = posts > 0 ? seats->company_seats[c] : INT32_MAX,
                                            .last = NW_NO_TIER,
                                            .begin = at,
                                            .end = at};
        at += posts;
    }
    for (int32_t p = 0; p < seats->posts; p++)
        if (room[seats->post_company[p]] > seats->company_seats[seats->post_company[p]])
            m->company_posts[company_at(m, p)->end++] = p;
    nw_free(room);
    return NEXTWORK_OK;
}

static nextwork_status allocate(nw_tied *m)
{
    int64_t youths = m->pairs->youths;
    m->most_moves = (int32_t)(2 * youths + 1);
    m->pair_of = NW_NEW(int64_t, youths);
    m->next = NW_NEW(int32_t, youths);
    m->previous = NW_NEW(int32_t, youths);
    m->posts = NW_NEW(nw_tied_post, m->seats->posts);
    m->companies = NW_NEW_ZERO(nw_tied_company, m->seats->companies);
    m->company_posts = NW_NEW(int32_t, m->seats->posts);
    m->moves = NW_NEW(nw_tied_step, m->most_moves);
    return m->pair_of == NULL || m->next == NULL || m->previous == NULL || m->posts == NULL ||
                   m->companies == NULL || m->company_posts == NULL || m->moves == NULL
               ? nw_fail_memory("chains of exchanges")
               : NEXTWORK_OK;
}

static void place(nw_tied *m, const int32_t *post_of)
{
    for (int32_t p = 0; p < m->seats->posts; p++)
        m->posts[p] = (nw_tied_post){.left = m->seats->post_seats[p],
                                     .last = NW_NO_TIER,
                                     .claim = INT32_MAX,
                                     .first = NOBODY};
    for (int32_t y = 0; y < m->pairs->youths; y++) {
        int64_t own = NW_NO_PAIR;
        for (int64_t i = m->pairs->start[y]; i < m->pairs->start[y + 1]; i++)
            if (m->pairs->post[i] == post_of[y])
                own = i;
        m->pair_of[y] = NW_NO_PAIR;
        put(m, y, own);
    }
    for (int32_t c = 0; c < m->seats->companies; c++) {
        m->companies[c].kept_left = m->companies[c].left;
        m->companies[c].kept_last = m->companies[c].last;
    }
}

nextwork_status nw_tied_new(nw_tied *m, const nw_pairs *pairs, const nw_seats *seats,
                            const int32_t *post_of)
{
    nw_tied made = {.pairs = pairs, .seats = seats};
    nextwork_status status = allocate(&made);
    if (status == NEXTWORK_OK)
        status = list_companies(&made);
    if (status != NEXTWORK_OK) {
        nw_tied_clear(&made);
        return status;
    }
    place(&made, post_of);
    *m = made;
    return NEXTWORK_OK;
}

void nw_tied_clear(nw_tied *m)
{
    nw_free(m->pair_of);
    nw_free(m->next);
    nw_free(m->previous);
    nw_free(m->posts);
    nw_free(m->companies);
    nw_free(m->company_posts);
    nw_free(m->moves);
    *m = (nw_tied){0};
}

void nw_tied_posts(int32_t *post_of, const nw_tied *m)
{
    for (int32_t y = 0; y < m->pairs->youths; y++)
        post_of[y] = m->pair_of[y] == NW_NO_PAIR ? NOBODY : m->pairs->post[m->pair_of[y]];
}
