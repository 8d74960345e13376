#include "tiny_market.h"

#include <string.h>

enum { YOUTHS = NW_TINY_YOUTHS, POSTS = NW_TINY_POSTS, COMPANIES = NW_TINY_COMPANIES };

static int32_t below(nw_random *random, uint64_t bound)
{
    return (int32_t)nw_random_below(random, bound);
}

static void draw_row(nw_tiny *m, nw_random *random, int y)
{
    int32_t posts[POSTS] = {0, 1, 2, 3};
    int64_t length = below(random, POSTS + 1);
    for (int i = 0; i < length; i++) {
        int pick = i + below(random, (uint64_t)(POSTS - i));
        int32_t post = posts[pick];
        posts[pick] = posts[i];
        m->post[m->start[y] + i] = post;
        m->rank[m->start[y] + i] = i + 1;
    }
    m->start[y + 1] = m->start[y] + length;
}

void nw_tiny_set_keys(nw_tiny *m)
{
    for (int y = 0; y < YOUTHS; y++)
        for (int64_t i = m->start[y]; i < m->start[y + 1]; i++) {
            m->tier[i] = m->tiers[y][m->post[i]];
            m->key[i] = (uint32_t)(m->tier[i] * YOUTHS + m->position[y]);
        }
}

void nw_tiny_draw(nw_tiny *m, nw_random *random)
{
    uint64_t tiers = 1 + (uint64_t)below(random, 3);
    for (int y = 0; y < YOUTHS; y++) {
        int other = below(random, (uint64_t)y + 1);
        m->position[y] = m->position[other];
        m->position[other] = y;
        for (int p = 0; p < POSTS; p++)
            m->tiers[y][p] = below(random, tiers);
    }
    m->start[0] = 0;
    for (int y = 0; y < YOUTHS; y++)
        draw_row(m, random, y);
    for (int p = 0; p < POSTS; p++) {
        m->post_seats[p] = below(random, 3);
        m->post_company[p] = below(random, COMPANIES);
    }
    for (int c = 0; c < COMPANIES; c++)
        m->company_seats[c] = below(random, 2) == 0 ? INT32_MAX : below(random, 4);
    nw_tiny_set_keys(m);
}

/* The market with another list of the youth; the others' lists move up or down behind it. */
static nw_tiny with_list(const nw_tiny *m, int youth, const int32_t *list, int64_t length)
{
    nw_tiny lie = *m;
    int64_t at = m->start[youth];
    for (int64_t i = 0; i < length; i++, at++) {
        lie.post[at] = list[i];
        lie.rank[at] = (int32_t)i + 1;
    }
    for (int y = youth + 1; y < YOUTHS; y++) {
        lie.start[y] = at;
        for (int64_t i = m->start[y]; i < m->start[y + 1]; i++, at++) {
            lie.post[at] = m->post[i];
            lie.rank[at] = m->rank[i];
        }
    }
    lie.start[YOUTHS] = at;
    nw_tiny_set_keys(&lie);
    return lie;
}

static void each_longer_list(const nw_tiny *m, int youth, int32_t *list, int64_t length,
                             void (*look)(void *context, nw_tiny *lie), void *context)
{
    nw_tiny lie = with_list(m, youth, list, length);
    look(context, &lie);
    for (int32_t p = 0; p < POSTS; p++) {
        bool listed = false;
        for (int64_t i = 0; i < length; i++)
            listed = listed || list[i] == p;
        if (listed)
            continue;
        list[length] = p;
        each_longer_list(m, youth, list, length + 1, look, context);
    }
}

void nw_tiny_each_list(const nw_tiny *m, int youth, void (*look)(void *context, nw_tiny *lie),
                       void *context)
{
    int32_t list[POSTS];
    each_longer_list(m, youth, list, 0, look, context);
}

nw_pairs nw_tiny_pairs(nw_tiny *m)
{
    return (nw_pairs){.youths = YOUTHS,
                      .start = m->start,
                      .post = m->post,
                      .rank = m->rank,
                      .tier = m->tier,
                      .key = m->key};
}

nw_seats nw_tiny_seats(const nw_tiny *m)
{
    return (nw_seats){POSTS, COMPANIES, m->post_seats, m->post_company, m->company_seats};
}

int nw_tiny_count(const int32_t *post_of)
{
    int placed = 0;
    for (int y = 0; y < YOUTHS; y++)
        placed += post_of[y] >= 0;
    return placed;
}

/* Whether post and company have room for one more when `out` (-1: nobody) is gone. */
static bool fits(const nw_tiny *m, const int32_t *post_of, int32_t post, int out)
{
    int32_t here = 0, company = 0;
    for (int y = 0; y < YOUTHS; y++)
        if (post_of[y] >= 0 && y != out) {
            here += post_of[y] == post;
            company += m->post_company[post_of[y]] == m->post_company[post];
        }
    return here < m->post_seats[post] && company < m->company_seats[m->post_company[post]];
}

bool nw_tiny_feasible(const nw_tiny *m, const int32_t *post_of)
{
    int32_t posts[POSTS] = {0}, companies[COMPANIES] = {0};
    for (int y = 0; y < YOUTHS; y++)
        if (post_of[y] >= 0 && (++posts[post_of[y]] > m->post_seats[post_of[y]] ||
                                ++companies[m->post_company[post_of[y]]] >
                                    m->company_seats[m->post_company[post_of[y]]]))
            return false;
    return true;
}

static int32_t claim(const nw_tiny *m, int youth, int32_t post, bool strict)
{
    return m->tiers[youth][post] * YOUTHS + (strict ? m->position[youth] : 0);
}

static bool blocks(const nw_tiny *m, const int32_t *post_of, int youth, int32_t post, bool strict)
{
    if (fits(m, post_of, post, -1))
        return true;
    for (int z = 0; z < YOUTHS; z++) {
        if (post_of[z] < 0 || m->post_company[post_of[z]] != m->post_company[post])
            continue;
        int32_t ours = claim(m, youth, post, strict), theirs = claim(m, z, post_of[z], strict);
        if ((ours < theirs || (z == youth && ours == theirs)) && fits(m, post_of, post, z))
            return true;
    }
    return false;
}

int64_t nw_tiny_place(const nw_tiny *m, int youth, const int32_t *post_of)
{
    int64_t i = m->start[youth];
    while (i < m->start[youth + 1] && m->post[i] != post_of[youth])
        i++;
    return i - m->start[youth];
}

bool nw_tiny_stable(const nw_tiny *m, const int32_t *post_of, bool strict)
{
    for (int y = 0; y < YOUTHS; y++) {
        int64_t own = m->start[y] + nw_tiny_place(m, y, post_of);
        int32_t rank = own < m->start[y + 1] ? m->rank[own] : INT32_MAX;
        for (int64_t i = m->start[y]; i < m->start[y + 1] && m->rank[i] < rank; i++)
            if (blocks(m, post_of, y, m->post[i], strict))
                return false;
    }
    return true;
}

typedef struct {
    const nw_tiny *market;
    void (*look)(void *context, const nw_tiny *market, const int32_t *post_of);
    void *context;
    int32_t post_of[YOUTHS];
} tour;

/* Goes through all placings of this youth and those after it. */
static void go_on(tour *t, int youth)
{
    const nw_tiny *m = t->market;
    if (youth == YOUTHS) {
        t->look(t->context, m, t->post_of);
        return;
    }
    go_on(t, youth + 1);
    for (int64_t i = m->start[youth]; i < m->start[youth + 1]; i++) {
        if (!fits(m, t->post_of, m->post[i], -1))
            continue;
        t->post_of[youth] = m->post[i];
        go_on(t, youth + 1);
        t->post_of[youth] = -1;
    }
}

void nw_tiny_each(const nw_tiny *m,
                  void (*look)(void *context, const nw_tiny *market, const int32_t *post_of),
                  void *context)
{
    tour t = {.market = m, .look = look, .context = context};
    memset(t.post_of, -1, sizeof t.post_of);
    go_on(&t, 0);
}
