/* The walk: whoever is first in turn asks for the best post that is not closed. The post belongs to
 * the first in turn among those who stand in the smallest full part of the market around it: the
 * post itself, else its company, else everybody. That youth is asked next, and so on until somebody
 * is asked who is waiting already: those from there on have what each of them asked for. The others
 * in the walk wait on; what they asked for is still right, but for the last, who asks again. */
#include "match/top_trading_cycles.h"

#include "base/memory.h"

#include <stddef.h>

#define NOTHING (-1)
#define OUTSIDE (-1) /* of the walk, not yet in it */
#define DONE (-2)

/* A post or a company. Those who stand in it hold a seat there, or have got one for good. */
typedef struct {
    int32_t seats, standing, settled;
    int32_t next; /* in the line of its holders, first in turn first: those before it are done */
} part;

typedef struct {
    part at;
    int32_t company, sibling; /* the next post of the company, NOTHING */
} post_part;

typedef struct {
    part at;
    int32_t first_post;
} company_part;

typedef struct {
    int64_t choice; /* the pair to ask for next */
    int32_t held;
    int32_t place; /* in the walk */
} trader;

typedef struct {
    const nw_pairs *pairs;
    nw_trades *trades;
    int32_t n_posts, n_companies;
    trader *traders; /* youths */
    post_part *posts;
    company_part *companies;
    uint8_t *closed; /* per post: all that it can give is given for good. Dense, for most questions
                        are answered by it */
    int32_t *at_post, *at_company; /* youths who hold a seat, in lines by post and by company */
    int32_t *in_turn;              /* all youths */
    int32_t turn;                  /* whose turn it is, in in_turn */
    int32_t *walk; /* those who wait for the next one to be served; the first in turn is first */
    int32_t length;
} market;

static void clear(market *m)
{
    nw_free(m->traders);
    nw_free(m->posts);
    nw_free(m->companies);
    nw_free(m->closed);
    nw_free(m->at_post);
    nw_free(m->at_company);
    nw_free(m->in_turn);
    nw_free(m->walk);
}

static nextwork_status allocate(market *m)
{
    int32_t youths = m->pairs->youths;
    m->traders = NW_NEW(trader, youths);
    m->posts = NW_NEW_ZERO(post_part, m->n_posts);
    m->companies = NW_NEW_ZERO(company_part, m->n_companies);
    m->closed = NW_NEW_ZERO(uint8_t, m->n_posts);
    m->at_post = NW_NEW(int32_t, youths);
    m->at_company = NW_NEW(int32_t, youths);
    m->in_turn = NW_NEW(int32_t, youths);
    m->walk = NW_NEW(int32_t, youths);
    return m->traders == NULL || m->posts == NULL || m->companies == NULL || m->closed == NULL ||
                   m->at_post == NULL || m->at_company == NULL || m->in_turn == NULL ||
                   m->walk == NULL
               ? nw_fail_memory("top trading cycles")
               : NEXTWORK_OK;
}

static part *company_of(const market *m, int32_t post)
{
    return &m->companies[m->posts[post].company].at;
}

/* Puts the holders into the lines of their posts and companies. A line ends where the next one
 * begins; filled from the last in turn on, each ends up starting with the first. */
static void line_up(market *m)
{
    int32_t at = 0;
    for (int32_t p = 0; p < m->n_posts; p++)
        m->posts[p].at.next = at += m->posts[p].at.standing;
    at = 0;
    for (int32_t c = 0; c < m->n_companies; c++)
        m->companies[c].at.next = at += m->companies[c].at.standing;
    for (int32_t t = m->pairs->youths; t-- > 0;) {
        int32_t y = m->in_turn[t], held = m->traders[y].held;
        if (held == NOTHING)
            continue;
        m->at_post[--m->posts[held].at.next] = y;
        m->at_company[--company_of(m, held)->next] = y;
    }
}

static void set_up_seats(market *m, const nw_seats *seats)
{
    for (int32_t c = 0; c < m->n_companies; c++)
        m->companies[c] = (company_part){{.seats = seats->company_seats[c]}, NOTHING};
    for (int32_t p = 0; p < m->n_posts; p++) {
        company_part *company = &m->companies[seats->post_company[p]];
        m->posts[p].at.seats = seats->post_seats[p];
        m->posts[p].company = seats->post_company[p];
        m->posts[p].sibling = company->first_post;
        company->first_post = p;
        m->closed[p] = seats->post_seats[p] == 0 || company->at.seats == 0;
    }
}

static void set_up_youths(market *m, const int32_t *held, const uint32_t *turn)
{
    for (int32_t y = 0; y < m->pairs->youths; y++) {
        m->in_turn[turn[y]] = y;
        m->traders[y] = (trader){m->pairs->start[y], held[y], OUTSIDE};
        if (held[y] == NOTHING)
            continue;
        m->posts[held[y]].at.standing++;
        company_of(m, held[y])->standing++;
    }
}

/* The best post that is not closed; closed posts stay closed. */
static int32_t ask(market *m, int32_t youth)
{
    trader *of = &m->traders[youth];
    int64_t end = m->pairs->start[youth + 1];
    while (of->choice < end && m->closed[m->pairs->post[of->choice]])
        of->choice++;
    return of->choice < end ? m->pairs->post[of->choice] : of->held;
}

/* The first in turn who still holds a seat here. There is one, for not all is given for good. */
static int32_t first_here(const market *m, part *here, const int32_t *line)
{
    while (m->traders[line[here->next]].place == DONE)
        here->next++;
    return line[here->next];
}

/* Who is to be served before, or together with, a youth who asks for the post. */
static int32_t owner(market *m, int32_t youth, int32_t post)
{
    if (post == m->traders[youth].held) /* nothing, or the own seat: nobody need move for it */
        return youth;
    part *here = &m->posts[post].at, *company = company_of(m, post);
    if (here->standing == here->seats)
        return first_here(m, here, m->at_post);
    if (company->standing == company->seats)
        return first_here(m, company, m->at_company);
    return m->walk[0]; /* the first in turn of all */
}

static void leave(market *m, int32_t post)
{
    m->posts[post].at.standing--;
    company_of(m, post)->standing--;
}

static void settle(market *m, int32_t post)
{
    part *here = &m->posts[post].at, *company = company_of(m, post);
    here->standing++;
    here->settled++;
    company->standing++;
    company->settled++;
    m->closed[post] |= here->settled == here->seats;
    if (company->settled < company->seats)
        return;
    int32_t p = m->companies[m->posts[post].company].first_post;
    for (; p != NOTHING; p = m->posts[p].sibling)
        m->closed[p] = 1;
}

/* Serves the walk from a place on: each of them gets what was asked for. All ask before anybody
 * settles. */
static void serve(market *m, int32_t from)
{
    for (int32_t i = from; i < m->length; i++)
        m->trades->post_of[m->walk[i]] = ask(m, m->walk[i]);
    for (int32_t i = from; i < m->length; i++) {
        int32_t y = m->walk[i], post = m->trades->post_of[y];
        if (m->traders[y].held != NOTHING)
            leave(m, m->traders[y].held);
        if (post != NOTHING)
            settle(m, post);
        m->traders[y].place = DONE;
        m->trades->served[y] = m->turn;
        m->trades->traders[y] = m->length - from;
    }
    m->length = from;
}

static void join(market *m, int32_t youth)
{
    m->traders[youth].place = m->length;
    m->walk[m->length++] = youth;
}

/* The turn of the first who is not done: over when that youth is served. */
static void take_turn(market *m)
{
    join(m, m->in_turn[m->turn]);
    while (m->length > 0) {
        int32_t youth = m->walk[m->length - 1];
        int32_t asked = owner(m, youth, ask(m, youth));
        if (m->traders[asked].place == OUTSIDE)
            join(m, asked);
        else
            serve(m, m->traders[asked].place);
    }
}

nextwork_status nw_top_trading_cycles(nw_trades *trades, const nw_pairs *pairs,
                                      const nw_seats *seats, const int32_t *held,
                                      const uint32_t *turn)
{
    market m = {
        .pairs = pairs, .trades = trades, .n_posts = seats->posts, .n_companies = seats->companies};
    nextwork_status status = allocate(&m);
    if (status == NEXTWORK_OK) {
        set_up_seats(&m, seats);
        set_up_youths(&m, held, turn);
        line_up(&m);
        for (m.turn = 0; m.turn < pairs->youths; m.turn++)
            if (m.traders[m.in_turn[m.turn]].place != DONE)
                take_turn(&m);
    }
    clear(&m);
    return status;
}
