/* What a company would choose from all who have not refused it is always out on offer: a post's
 * offers go down its line in order, and of the posts with room the company takes the one whose
 * next is best. An offer that is refused, or given up for a better one, frees a seat, and only a
 * better or equal part of the lines has been passed by then, so that no step is taken back. The
 * order in which companies have their turn does not change the outcome. */
#include "match/post_optimal.h"

#include "base/memory.h"
#include "base/sort.h"
#include "match/tournament.h"

#define NONE (-1)
#define STEPS 4096 /* offers between two looks at the monitor */

/* What a post may offer: a pair and its youth. */
typedef struct {
    int32_t pair, youth;
    uint32_t key;
} offer;

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    offer *offers;    /* in line at each post, by key */
    int64_t *next;    /* per post: the first not yet made */
    int64_t *end;     /* per post: of its line */
    int32_t *out;     /* per post: offers that youths hold */
    int32_t *count;   /* per company: posts */
    int32_t *first;   /* per company: of its posts, among those of all by company */
    int32_t *nth;     /* per post: among those of its company */
    int32_t *nexts;   /* per company: a tournament of posts by the next offer, at 2 * first */
    int32_t *all_out; /* per company: offers that youths hold */
    int32_t *held;    /* per youth: the pair of the offer held, NONE */
    int32_t *waiting; /* companies that may have an offer to make */
    int32_t n_waiting;
    bool *waits;    /* per company */
    int64_t unseen; /* offers that the monitor has not been told of */
} market;

/* ---- setting up ------------------------------------------------------------------------------ */

static int64_t pairs_of(const nw_pairs *pairs)
{
    return pairs->start[pairs->youths];
}

/* Deals the pairs to their posts; next[p] begins the line of post p, end[p] ends it. */
static void deal_pairs(market *m)
{
    int64_t at = 0;
    for (int32_t p = 0; p < m->seats->posts; p++)
        m->end[p] = 0;
    for (int64_t i = 0; i < pairs_of(m->pairs); i++)
        m->end[m->pairs->post[i]]++;
    for (int32_t p = 0; p < m->seats->posts; p++) {
        int64_t length = m->end[p];
        m->next[p] = m->end[p] = at;
        at += length;
    }
    for (int32_t y = 0; y < m->pairs->youths; y++)
        for (int64_t i = m->pairs->start[y]; i < m->pairs->start[y + 1]; i++)
            m->offers[m->end[m->pairs->post[i]]++] = (offer){(int32_t)i, y, m->pairs->key[i]};
}

static void sort_line(offer *line, int64_t count, nw_keyed *items, nw_keyed *scratch)
{
    for (int64_t i = 0; i < count; i++)
        items[i] = (nw_keyed){line[i].key, (int64_t)line[i].pair << 32 | line[i].youth};
    nw_sort_keyed(items, scratch, count);
    for (int64_t i = 0; i < count; i++)
        line[i] = (offer){(int32_t)(items[i].item >> 32), (int32_t)(items[i].item & UINT32_MAX),
                          (uint32_t)items[i].key};
}

static nextwork_status make_lines(market *m)
{
    int64_t longest = 0;
    deal_pairs(m);
    for (int32_t p = 0; p < m->seats->posts; p++)
        longest = m->end[p] - m->next[p] > longest ? m->end[p] - m->next[p] : longest;
    nw_keyed *items = NW_NEW(nw_keyed, longest), *scratch = NW_NEW(nw_keyed, longest);
    bool there = items != NULL && scratch != NULL;
    for (int32_t p = 0; p < m->seats->posts && there; p++)
        sort_line(m->offers + m->next[p], m->end[p] - m->next[p], items, scratch);
    nw_free(items);
    nw_free(scratch);
    return there ? NEXTWORK_OK : nw_fail_memory("the offers of posts");
}

static void number_posts(market *m)
{
    const nw_seats *seats = m->seats;
    int32_t first = 0;
    for (int32_t p = 0; p < seats->posts; p++)
        m->nth[p] = m->count[seats->post_company[p]]++;
    for (int32_t c = 0; c < seats->companies; c++) {
        m->first[c] = first;
        first += m->count[c];
    }
}

static nextwork_status allocate(market *m)
{
    int64_t posts = m->seats->posts, companies = m->seats->companies;
    m->offers = NW_NEW(offer, pairs_of(m->pairs));
    m->next = NW_NEW(int64_t, posts);
    m->end = NW_NEW(int64_t, posts);
    m->out = NW_NEW_ZERO(int32_t, posts);
    m->count = NW_NEW_ZERO(int32_t, companies);
    m->first = NW_NEW(int32_t, companies);
    m->nth = NW_NEW(int32_t, posts);
    m->nexts = NW_NEW(int32_t, 2 * posts);
    m->all_out = NW_NEW_ZERO(int32_t, companies);
    m->held = NW_NEW(int32_t, m->pairs->youths);
    m->waiting = NW_NEW(int32_t, companies);
    m->waits = NW_NEW_ZERO(bool, companies);
    return m->offers == NULL || m->next == NULL || m->end == NULL || m->out == NULL ||
                   m->count == NULL || m->first == NULL || m->nth == NULL || m->nexts == NULL ||
                   m->all_out == NULL || m->held == NULL || m->waiting == NULL || m->waits == NULL
               ? nw_fail_memory("the offers of posts")
               : NEXTWORK_OK;
}

static void clear(market *m)
{
    nw_free(m->offers);
    nw_free(m->next);
    nw_free(m->end);
    nw_free(m->out);
    nw_free(m->count);
    nw_free(m->first);
    nw_free(m->nth);
    nw_free(m->nexts);
    nw_free(m->all_out);
    nw_free(m->held);
    nw_free(m->waiting);
    nw_free(m->waits);
}

/* ---- offers ---------------------------------------------------------------------------------- */

static void wait(market *m, int32_t company)
{
    if (m->waits[company])
        return;
    m->waits[company] = true;
    m->waiting[m->n_waiting++] = company;
}

/* Whether a company would sooner make the first offer: a youth's pairs of one tier are equal to
 * it, and stand as the youth likes them. */
static bool is_better(const market *m, const offer *a, const offer *b)
{
    const int32_t *tier = m->pairs->tier;
    if (a->youth == b->youth && tier[a->pair] == tier[b->pair])
        return a->pair < b->pair;
    return a->key < b->key;
}

static bool offers_first(const void *context, int32_t a, int32_t b)
{
    const market *m = context;
    return is_better(m, &m->offers[m->next[a]], &m->offers[m->next[b]]);
}

static int32_t *nexts_of(const market *m, int32_t company)
{
    return m->nexts + 2 * (int64_t)m->first[company];
}

/* A post makes another offer next, or none. */
static void enter(const market *m, int32_t post)
{
    int32_t company = m->seats->post_company[post];
    bool offers = m->out[post] < m->seats->post_seats[post] && m->next[post] < m->end[post];
    nw_enter(nexts_of(m, company), m->count[company], m->nth[post], offers ? post : NONE,
             offers_first, m);
}

/* The post that makes the company's next offer; NONE when there is none to make. */
static int32_t find_post(const market *m, int32_t company)
{
    if (m->all_out[company] == m->seats->company_seats[company] || m->count[company] == 0)
        return NONE;
    return nw_winner_of(nexts_of(m, company));
}

static void take_back(market *m, int32_t pair)
{
    int32_t post = m->pairs->post[pair], company = m->seats->post_company[post];
    m->out[post]--;
    m->all_out[company]--;
    enter(m, post);
    wait(m, company);
}

/* A youth is offered a post, and holds on to the better of two. */
static void make_offer(market *m, int32_t post)
{
    const offer *made = &m->offers[m->next[post]++];
    int32_t before = m->held[made->youth];
    m->unseen++;
    bool taken = before == NONE || before > made->pair;
    if (taken) {
        m->held[made->youth] = made->pair;
        m->out[post]++;
        m->all_out[m->seats->post_company[post]]++;
    }
    enter(m, post);
    if (taken && before != NONE)
        take_back(m, before);
}

static nextwork_status tell(market *m, nextwork_monitor *monitor)
{
    int64_t steps = m->unseen;
    m->unseen = 0;
    return nw_monitor_step(monitor, steps) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
}

static nextwork_status run(market *m, nextwork_monitor *monitor)
{
    nw_monitor_begin(monitor, pairs_of(m->pairs));
    for (int64_t i = 0; i < 2 * (int64_t)m->seats->posts; i++)
        m->nexts[i] = NONE;
    for (int32_t p = 0; p < m->seats->posts; p++)
        enter(m, p);
    for (int32_t c = 0; c < m->seats->companies; c++)
        wait(m, c);
    while (m->n_waiting > 0) {
        int32_t company = m->waiting[--m->n_waiting], post;
        m->waits[company] = false;
        while ((post = find_post(m, company)) != NONE) {
            make_offer(m, post);
            if (m->unseen >= STEPS)
                NW_TRY(tell(m, monitor));
        }
    }
    return tell(m, monitor);
}

static nextwork_status place(int32_t *post_of, market *m, nextwork_monitor *monitor)
{
    NW_TRY(allocate(m));
    NW_TRY(make_lines(m));
    number_posts(m);
    for (int32_t y = 0; y < m->pairs->youths; y++)
        m->held[y] = NONE;
    NW_TRY(run(m, monitor));
    for (int32_t y = 0; y < m->pairs->youths; y++)
        post_of[y] = m->held[y] == NONE ? NONE : m->pairs->post[m->held[y]];
    return NEXTWORK_OK;
}

nextwork_status nw_post_optimal(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                                nextwork_monitor *monitor)
{
    market m = {.pairs = pairs, .seats = seats};
    nextwork_status status = place(post_of, &m, monitor);
    clear(&m);
    return status;
}
