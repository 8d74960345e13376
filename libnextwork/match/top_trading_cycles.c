/* The walk: whoever is first in turn asks for the best post that is not closed. The post belongs to
 * the first in turn among those who stand in the smallest full part of the market around it: the
 * post itself, else its company, else everybody. That youth is asked next, and so on until somebody
 * is asked who is waiting already: those from there on have what each of them asked for. The others
 * in the walk wait on; what they asked for is still right, but for the last, who asks again. */
#include "match/top_trading_cycles.h"

#include "base/memory.h"

#include <string.h>

#define NOBODY (-1)
#define NOTHING (-1)

/* A post or a company. Those who stand in it hold a seat there, or have got one for good. */
typedef struct {
    int32_t seats, standing, settled;
    int32_t next; /* in waiting: from here on are those who hold a seat, the first in turn first */
} part;

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    const int32_t *held;
    nw_trades *trades;
    part *posts, *companies;
    int32_t *at_post, *at_company; /* youths who hold a seat, by post and by company */
    int32_t *in_turn;              /* all youths */
    int32_t first;                 /* in in_turn: the first who may not be done */
    int64_t *choice;               /* per youth: the pair to ask for next */
    uint8_t *done;
    int32_t *walk; /* those who wait for the next one to be served; the first in turn is first */
    int32_t length;
    int32_t *place; /* per youth: in the walk, NOBODY when not in it */
} market;

static void clear(market *m)
{
    nw_free(m->posts);
    nw_free(m->companies);
    nw_free(m->at_post);
    nw_free(m->at_company);
    nw_free(m->in_turn);
    nw_free(m->choice);
    nw_free(m->done);
    nw_free(m->walk);
    nw_free(m->place);
}

static nextwork_status allocate(market *m)
{
    int32_t youths = m->pairs->youths;
    m->posts = NW_NEW_ZERO(part, m->seats->posts);
    m->companies = NW_NEW_ZERO(part, m->seats->companies);
    m->at_post = NW_NEW(int32_t, youths);
    m->at_company = NW_NEW(int32_t, youths);
    m->in_turn = NW_NEW(int32_t, youths);
    m->choice = NW_NEW(int64_t, youths);
    m->done = NW_NEW_ZERO(uint8_t, youths);
    m->walk = NW_NEW(int32_t, youths);
    m->place = NW_NEW(int32_t, youths);
    return m->posts == NULL || m->companies == NULL || m->at_post == NULL ||
                   m->at_company == NULL || m->in_turn == NULL || m->choice == NULL ||
                   m->done == NULL || m->walk == NULL || m->place == NULL
               ? nw_fail_memory("top trading cycles")
               : NEXTWORK_OK;
}

static part *company_of(const market *m, int32_t post)
{
    return &m->companies[m->seats->post_company[post]];
}

/* Where the youths of each part begin, the parts one after another. */
static void lay_out(part *parts, int32_t count)
{
    int32_t at = 0;
    for (int32_t i = 0; i < count; i++) {
        parts[i].next = at;
        at += parts[i].standing;
    }
}

/* Back to where each begins, after every youth was put in. */
static void rewind_all(part *parts, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        parts[i].next -= parts[i].standing;
}

static void line_up(market *m)
{
    int32_t youths = m->pairs->youths;
    lay_out(m->posts, m->seats->posts);
    lay_out(m->companies, m->seats->companies);
    for (int32_t t = 0; t < youths; t++) {
        int32_t y = m->in_turn[t], post = m->held[y];
        if (post == NOTHING)
            continue;
        m->at_post[m->posts[post].next++] = y;
        m->at_company[company_of(m, post)->next++] = y;
    }
    rewind_all(m->posts, m->seats->posts);
    rewind_all(m->companies, m->seats->companies);
}

static void set_up(market *m, const uint32_t *turn)
{
    for (int32_t p = 0; p < m->seats->posts; p++)
        m->posts[p].seats = m->seats->post_seats[p];
    for (int32_t c = 0; c < m->seats->companies; c++)
        m->companies[c].seats = m->seats->company_seats[c];
    for (int32_t y = 0; y < m->pairs->youths; y++) {
        m->in_turn[turn[y]] = y;
        m->choice[y] = m->pairs->start[y];
        m->place[y] = NOBODY;
        if (m->held[y] == NOTHING)
            continue;
        m->posts[m->held[y]].standing++;
        company_of(m, m->held[y])->standing++;
    }
    line_up(m);
}

/* Whether not all that the post can give is given for good. */
static int is_open(const market *m, int32_t post)
{
    const part *company = company_of(m, post);
    return m->posts[post].settled < m->posts[post].seats && company->settled < company->seats;
}

/* The best post that is not closed; closed posts stay closed. */
static int32_t ask(market *m, int32_t youth)
{
    int64_t end = m->pairs->start[youth + 1];
    while (m->choice[youth] < end && !is_open(m, m->pairs->post[m->choice[youth]]))
        m->choice[youth]++;
    return m->choice[youth] < end ? m->pairs->post[m->choice[youth]] : m->held[youth];
}

/* The first in turn who still holds a seat here. There is one, for not all is given for good. */
static int32_t first_here(const market *m, part *here, const int32_t *waiting)
{
    while (m->done[waiting[here->next]])
        here->next++;
    return waiting[here->next];
}

/* Who is to be served before, or together with, a youth who asks for the post. */
static int32_t owner(const market *m, int32_t youth, int32_t post)
{
    if (post == m->held[youth]) /* nothing, or the own seat: nobody need move for it */
        return youth;
    part *here = &m->posts[post], *company = company_of(m, post);
    if (here->standing == here->seats)
        return first_here(m, here, m->at_post);
    if (company->standing == company->seats)
        return first_here(m, company, m->at_company);
    return m->walk[0]; /* the first in turn of all */
}

static void leave(market *m, int32_t post)
{
    m->posts[post].standing--;
    company_of(m, post)->standing--;
}

static void settle(market *m, int32_t post)
{
    part *here = &m->posts[post], *company = company_of(m, post);
    here->standing++;
    here->settled++;
    company->standing++;
    company->settled++;
}

/* Serves the walk from a place on: each of them gets what was asked for. */
static void serve(market *m, int32_t from)
{
    int32_t traders = m->length - from;
    for (int32_t i = from; i < m->length; i++) {
        int32_t y = m->walk[i], post = ask(m, y);
        m->trades->post_of[y] = post;
        m->trades->served[y] = m->first;
        m->trades->traders[y] = traders;
    }
    for (int32_t i = from; i < m->length; i++) {
        int32_t y = m->walk[i];
        if (m->held[y] != NOTHING)
            leave(m, m->held[y]);
        if (m->trades->post_of[y] != NOTHING)
            settle(m, m->trades->post_of[y]);
        m->done[y] = 1;
    }
    m->length = from;
}

static void join(market *m, int32_t youth)
{
    m->place[youth] = m->length;
    m->walk[m->length++] = youth;
}

/* The turn of the first who is not done: over when that youth is served. */
static void take_turn(market *m)
{
    join(m, m->in_turn[m->first]);
    while (m->length > 0) {
        int32_t youth = m->walk[m->length - 1];
        int32_t asked = owner(m, youth, ask(m, youth));
        if (m->place[asked] != NOBODY)
            serve(m, m->place[asked]);
        else
            join(m, asked);
    }
}

nextwork_status nw_top_trading_cycles(nw_trades *trades, const nw_pairs *pairs,
                                      const nw_seats *seats, const int32_t *held,
                                      const uint32_t *turn)
{
    market m = {.pairs = pairs, .seats = seats, .held = held, .trades = trades};
    nextwork_status status = allocate(&m);
    if (status == NEXTWORK_OK) {
        set_up(&m, turn);
        for (m.first = 0; m.first < pairs->youths; m.first++)
            if (!m.done[m.in_turn[m.first]])
                take_turn(&m);
    }
    clear(&m);
    return status;
}
