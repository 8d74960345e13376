#include "match/rank_network.h"

#include "base/memory.h"

#include <string.h>

static void number_nodes(nw_rank_network *n)
{
    n->first_post = n->pairs->youths;
    n->first_company = n->first_post + n->seats->posts;
    n->source = n->first_company + n->seats->companies;
    n->sink = n->source + 1;
    n->nodes = n->sink + 1;
}

static nextwork_status allocate(nw_rank_network *n)
{
    int64_t youths = n->pairs->youths, nodes = n->nodes;
    n->turn = NW_NEW(int32_t, youths);
    n->company_start = NW_NEW_ZERO(int64_t, (int64_t)n->seats->companies + 2);
    n->company_posts = NW_NEW(int32_t, n->seats->posts);
    n->end = NW_NEW(int64_t, youths);
    n->fixed = NW_NEW_ZERO(uint8_t, nodes);
    n->settled = NW_NEW_ZERO(uint8_t, n->pairs->start[youths]);
    n->own = NW_NEW(int64_t, youths);
    n->served = NW_NEW_ZERO(uint8_t, youths);
    n->held = NW_NEW_ZERO(int32_t, nodes);
    n->first = NW_NEW(int32_t, n->seats->posts);
    n->after = NW_NEW(int32_t, youths);
    n->before = NW_NEW(int32_t, youths);
    n->potential = NW_NEW_ZERO(int32_t, nodes);
    n->sinks = NW_NEW_ZERO(int32_t, nodes);
    n->level = NW_NEW(int32_t, nodes);
    n->cursor = NW_NEW_ZERO(int64_t, nodes);
    n->queue = NW_NEW(int32_t, nodes);
    n->path = NW_NEW(int32_t, nodes);
    bool made = n->turn && n->company_start && n->company_posts && n->end && n->fixed &&
                n->settled && n->own && n->served && n->held && n->first && n->after && n->before &&
                n->potential && n->sinks && n->level && n->cursor && n->queue && n->path;
    return made ? NEXTWORK_OK : nw_fail_memory("a match by ranks");
}

static void list_posts_of_companies(nw_rank_network *n)
{
    const nw_seats *seats = n->seats;
    /* Counted two places on, summed one place on: filling then ends with each start in place. */
    for (int32_t p = 0; p < seats->posts; p++)
        n->company_start[seats->post_company[p] + 2]++;
    for (int32_t c = 0; c < seats->companies; c++)
        n->company_start[c + 2] += n->company_start[c + 1];
    for (int32_t p = 0; p < seats->posts; p++)
        n->company_posts[n->company_start[seats->post_company[p] + 1]++] = p;
}

nextwork_status nw_rank_network_new(nw_rank_network *network, const nw_pairs *pairs,
                                    const nw_seats *seats, const uint32_t *turn,
                                    nextwork_monitor *monitor)
{
    nw_rank_network n = {.pairs = pairs, .seats = seats, .monitor = monitor, .costly = NW_NO_RANK};
    int64_t nodes = (int64_t)pairs->youths + seats->posts + seats->companies + 2;
    if (nodes > INT32_MAX)
        return nw_fail(NEXTWORK_ERROR_LIMIT, "%lld youths, posts and companies are too many",
                       (long long)nodes);
    number_nodes(&n);
    nextwork_status status = allocate(&n);
    if (status != NEXTWORK_OK) {
        nw_rank_network_clear(&n);
        return status;
    }
    list_posts_of_companies(&n);
    memset(n.first, -1, (size_t)seats->posts * sizeof *n.first);
    for (int32_t y = 0; y < pairs->youths; y++) {
        n.turn[turn[y]] = y;
        n.end[y] = pairs->start[y];
        n.own[y] = -1;
    }
    *network = n;
    return NEXTWORK_OK;
}

void nw_rank_network_clear(nw_rank_network *n)
{
    nw_free(n->turn);
    nw_free(n->company_start);
    nw_free(n->company_posts);
    nw_free(n->end);
    nw_free(n->fixed);
    nw_free(n->settled);
    nw_free(n->own);
    nw_free(n->served);
    nw_free(n->held);
    nw_free(n->first);
    nw_free(n->after);
    nw_free(n->before);
    nw_free(n->potential);
    nw_free(n->sinks);
    nw_free(n->level);
    nw_free(n->cursor);
    nw_free(n->queue);
    nw_free(n->path);
    *n = (nw_rank_network){0};
}

void nw_rank_carry(nw_rank_network *n, int32_t youth, int64_t pair)
{
    int32_t post = n->pairs->post[pair], next = n->first[post];
    n->own[youth] = pair;
    n->before[youth] = -1;
    n->after[youth] = next;
    if (next >= 0)
        n->before[next] = youth;
    n->first[post] = youth;
}

/* Takes a youth out of the list of those who may leave their post. */
static void unlist(nw_rank_network *n, int32_t youth)
{
    int32_t before = n->before[youth], after = n->after[youth];
    if (before >= 0)
        n->after[before] = after;
    else
        n->first[n->pairs->post[n->own[youth]]] = after;
    if (after >= 0)
        n->before[after] = before;
}

void nw_rank_release(nw_rank_network *n, int32_t youth)
{
    unlist(n, youth);
    n->own[youth] = -1;
}

void nw_rank_take(nw_rank_network *n, int32_t youth, int64_t pair)
{
    int32_t post = n->pairs->post[pair], company = n->seats->post_company[post];
    int32_t *at_post = &n->held[n->first_post + post];
    int32_t *at_company = &n->held[n->first_company + company];
    if (*at_post == n->seats->post_seats[post] || *at_company == n->seats->company_seats[company])
        return;
    ++*at_post;
    ++*at_company;
    n->served[youth] = 1;
    nw_rank_carry(n, youth, pair);
}

void nw_rank_fix_pairs(nw_rank_network *n, int32_t youth)
{
    for (int64_t i = n->pairs->start[youth]; i < n->end[youth]; i++) {
        if (n->settled[i] || nw_rank_reduced(n, youth, i) == 0)
            continue;
        n->settled[i] = 1;
        if (n->own[youth] == i)
            unlist(n, youth);
    }
}

void nw_rank_fix(nw_rank_network *n)
{
    const int32_t *potential = n->potential;
    for (int32_t y = 0; y < n->pairs->youths; y++) {
        n->fixed[y] |= potential[n->source] != potential[y];
        nw_rank_fix_pairs(n, y);
    }
    for (int32_t p = n->first_post; p < n->first_company; p++)
        n->fixed[p] |= potential[p] != potential[nw_rank_company_node(n, p)];
    for (int32_t c = n->first_company; c < n->source; c++)
        n->fixed[c] |= potential[c] != potential[n->sink];
    memset(n->potential, 0, (size_t)n->nodes * sizeof *n->potential);
}

void nw_rank_posts(int32_t *post_of, const nw_rank_network *n)
{
    for (int32_t y = 0; y < n->pairs->youths; y++)
        post_of[y] = n->own[y] < 0 ? -1 : n->pairs->post[n->own[y]];
}
