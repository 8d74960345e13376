#include "weight_market.h"

#include "base/memory.h"
#include "runner.h"

static int32_t below(nw_random *random, int32_t bound)
{
    return (int32_t)nw_random_below(random, (uint64_t)bound);
}

static void draw_pairs(nw_weight_market *m, nw_random *random, const nw_weight_shape *s)
{
    nw_pairs *pairs = &m->pairs;
    pairs->youths = s->youths;
    pairs->start = NW_NEW(int64_t, s->youths + 1);
    pairs->post = NW_NEW(int32_t, (int64_t)s->youths * s->row);
    pairs->fit = NW_NEW(int32_t, (int64_t)s->youths * s->row);
    int32_t *posts = NW_NEW(int32_t, s->posts);
    for (int32_t p = 0; p < s->posts; p++)
        posts[p] = p;
    pairs->start[0] = 0;
    for (int32_t y = 0; y < s->youths; y++) {
        int64_t at = pairs->start[y];
        for (int32_t i = below(random, s->row + 1); i > 0; i--) {
            int32_t pick = below(random, i) + s->posts - i, post = posts[pick];
            posts[pick] = posts[s->posts - i];
            posts[s->posts - i] = post;
            pairs->post[at] = post;
            pairs->fit[at++] = 10000 / s->fits * below(random, s->fits + 1);
        }
        pairs->start[y + 1] = at;
    }
    nw_free(posts);
}

void nw_weight_draw(nw_weight_market *m, nw_random *random, const nw_weight_shape *s)
{
    *m = (nw_weight_market){.post_seats = NW_NEW(int32_t, s->posts),
                            .post_company = NW_NEW(int32_t, s->posts),
                            .company_seats = NW_NEW(int32_t, s->companies)};
    draw_pairs(m, random, s);
    for (int32_t p = 0; p < s->posts; p++) {
        m->post_seats[p] = below(random, s->seats) + (s->closed ? below(random, 2) : 1);
        m->post_company[p] = below(random, s->companies);
    }
    for (int32_t c = 0; c < s->companies; c++)
        m->company_seats[c] = below(random, 3) == 0
                                  ? INT32_MAX
                                  : below(random, s->caps) + (s->closed ? below(random, 2) : 1);
    m->seats = (nw_seats){s->posts, s->companies, m->post_seats, m->post_company, m->company_seats};
    m->weighed = (nw_weighed){.post_of = NW_NEW(int32_t, s->youths),
                              .youth_price = NW_NEW(int64_t, s->youths),
                              .post_price = NW_NEW(int64_t, s->posts),
                              .company_price = NW_NEW(int64_t, s->companies)};
}

void nw_weight_clear(nw_weight_market *m)
{
    nw_free(m->pairs.start);
    nw_free(m->pairs.post);
    nw_free(m->pairs.fit);
    nw_free(m->post_seats);
    nw_free(m->post_company);
    nw_free(m->company_seats);
    nw_free(m->weighed.post_of);
    nw_free(m->weighed.youth_price);
    nw_free(m->weighed.post_price);
    nw_free(m->weighed.company_price);
}

int64_t nw_weight_worth(const nw_weight_market *m, int64_t bonus)
{
    int32_t *at_post = NW_NEW_ZERO(int32_t, m->seats.posts);
    int32_t *at_company = NW_NEW_ZERO(int32_t, m->seats.companies);
    int64_t sum = 0;
    for (int32_t y = 0; y < m->pairs.youths && sum >= 0; y++) {
        int32_t p = m->weighed.post_of[y];
        if (p < 0)
            continue;
        int64_t i = m->pairs.start[y];
        while (i < m->pairs.start[y + 1] && m->pairs.post[i] != p)
            i++;
        int32_t c = m->post_company[p];
        bool good = i < m->pairs.start[y + 1] && ++at_post[p] <= m->post_seats[p] &&
                    ++at_company[c] <= m->company_seats[c];
        sum = good ? sum + m->pairs.fit[i] + bonus : -1;
    }
    nw_free(at_post);
    nw_free(at_company);
    return sum;
}

int64_t nw_weight_bound(const nw_weight_market *m, int64_t bonus)
{
    const nw_weighed *w = &m->weighed;
    int64_t sum = 0;
    for (int32_t y = 0; y < m->pairs.youths; y++) {
        int64_t most = 0;
        for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++) {
            int32_t p = m->pairs.post[i];
            int64_t net =
                m->pairs.fit[i] + bonus - w->post_price[p] - w->company_price[m->post_company[p]];
            most = net > most ? net : most;
        }
        CU_ASSERT_EQUAL(w->youth_price[y], most);
        sum += most;
    }
    for (int32_t p = 0; p < m->seats.posts; p++) {
        CU_ASSERT(w->post_price[p] >= 0);
        sum += w->post_price[p] * m->post_seats[p];
    }
    for (int32_t c = 0; c < m->seats.companies; c++) {
        CU_ASSERT(w->company_price[c] >= 0);
        CU_ASSERT(w->company_price[c] == 0 || m->company_seats[c] < INT32_MAX);
        sum += w->company_price[c] > 0 ? w->company_price[c] * m->company_seats[c] : 0;
    }
    return sum;
}

void nw_weight_solve(nw_weight_market *m, bool most_placed)
{
    CU_ASSERT_EQUAL_FATAL(nw_max_weight(&m->weighed, &m->pairs, &m->seats, most_placed, NULL),
                          NEXTWORK_OK);
}

void nw_weight_check_proof(const nw_weight_market *m, bool most_placed)
{
    int64_t bonus = nw_placement_bonus(m->pairs.youths, most_placed);
    CU_ASSERT_EQUAL(nw_weight_worth(m, bonus), nw_weight_bound(m, bonus));
    CU_ASSERT_EQUAL(nw_weight_worth(m, 0), m->weighed.objective);
}

static int32_t cap_of(nw_weight_cap kind, int32_t seats, nw_random *random)
{
    switch (kind) {
    case NW_CAP_ONE:
        return 1;
    case NW_CAP_TWO_THIRDS:
        return (2 * seats + 2) / 3;
    case NW_CAP_ALL_BUT_ONE:
        return seats > 1 ? seats - 1 : 1;
    default:
        return below(random, seats + 2);
    }
}

void nw_weight_draw_caps(nw_weight_market *m, nw_random *random, nw_weight_cap kind)
{
    for (int32_t c = 0; c < m->seats.companies; c++) {
        int32_t seats = 0;
        for (int32_t p = 0; p < m->seats.posts; p++)
            seats += m->post_company[p] == c ? m->post_seats[p] : 0;
        m->company_seats[c] = cap_of(kind, seats, random);
    }
}

int64_t nw_weight_bound_of_stage(const nw_weight_market *m, const nw_weighing *w)
{
    int64_t sum = 0;
    for (int32_t y = 0; y < m->pairs.youths; y++) {
        int64_t most = 0;
        for (int64_t i = m->pairs.start[y]; i < m->pairs.start[y + 1]; i++) {
            int64_t net = m->pairs.fit[i] - w->price[m->pairs.post[i]];
            most = net > most ? net : most;
        }
        sum += most;
    }
    for (int32_t p = 0; p < m->seats.posts; p++) {
        int64_t own = w->price[p] - w->company_price[m->post_company[p]];
        CU_ASSERT(own >= 0);
        sum += own * m->post_seats[p];
    }
    for (int32_t c = 0; c < m->seats.companies; c++)
        sum += w->company_price[c] * m->company_seats[c];
    return sum;
}

static int32_t fit_of_kind(nw_weight_fit kind, int32_t youth, int32_t post, nw_random *random)
{
    switch (kind) {
    case NW_ANY_FIT:
        return below(random, 10001);
    case NW_POPULAR:
        return post * 997 % 7000 + below(random, 3001);
    case NW_NEAR:
        return 10000 - 20 * (youth > post ? youth - post : post - youth);
    case NW_ONE_IS_BEST:
        return youth == 0 ? 10000 : fit_of_kind(NW_POPULAR, youth, post, random);
    case NW_PRODUCT:
        return (1 + youth * 37 % 100) * (1 + post * 53 % 100);
    default:
        return 1000 * below(random, 3);
    }
}

void nw_weight_draw_most(nw_weight_market *m, nw_random *random, const nw_weight_shape *s,
                         nw_weight_fit kind)
{
    nw_weight_draw(m, random, s);
    nw_free(m->pairs.post);
    nw_free(m->pairs.fit);
    m->pairs.post = NW_NEW(int32_t, (int64_t)s->youths * s->posts);
    m->pairs.fit = NW_NEW(int32_t, (int64_t)s->youths * s->posts);
    int64_t at = 0;
    for (int32_t y = 0; y < s->youths; y++) {
        m->pairs.start[y] = at;
        for (int32_t k = 0; k < s->posts; k++) {
            int32_t post = (k + y) % s->posts;
            if (below(random, 10) == 0)
                continue;
            m->pairs.post[at] = post;
            m->pairs.fit[at++] = fit_of_kind(kind, y, post, random);
        }
    }
    m->pairs.start[s->youths] = at;
}
