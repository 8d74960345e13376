#include "round/rank_proof.h"

#include "base/memory.h"
#include "fit/fit.h"
#include "match/pairs.h"

#include <stdlib.h>

#define NO_RANK 0 /* of arcs that place nobody; ranks start at 1 */
#define HUB 0     /* the node where all that is not used meets: no post, no company */
#define MOST_ARCS (INT64_C(1) << 27)

typedef struct {
    int32_t tail, head, rank;
} arc;

typedef struct {
    const nw_result *claim;
    const nw_cohort *cohort;
    const nw_check *check;
    int32_t first_post, first_company, nodes;
    arc *arcs;
    int64_t count, room;
    int32_t *ranks; /* that arcs have, ascending */
    int64_t n_ranks, ranks_room;
    int32_t *distance, *parent, *seen;
    int64_t looks; /* still allowed */
} proof;

static nextwork_status add(proof *p, int32_t tail, int32_t head, int32_t rank)
{
    NW_TRY(nw_grow((void **)&p->arcs, &p->room, p->count + 1, (int64_t)sizeof *p->arcs));
    p->arcs[p->count++] = (arc){tail, head, rank};
    return NEXTWORK_OK;
}

/* A youth may move to a post or, from its own, away. */
static nextwork_status add_pair(proof *p, int32_t youth, int32_t post)
{
    int32_t rank = nw_wish_rank(p->cohort, youth, post);
    int32_t class = rank == NW_UNKNOWN ? NW_RANK_UNLISTED : rank;
    if (p->claim->post_of[youth] == post)
        return add(p, p->first_post + post, 1 + youth, class);
    if (!nw_pair_allowed(p->claim->round, youth, post))
        return NEXTWORK_OK;
    return add(p, 1 + youth, p->first_post + post, class);
}

static nextwork_status add_youth(proof *p, int32_t youth)
{
    const nw_wishes *wishes = &p->cohort->wishes;
    NW_TRY(p->claim->post_of[youth] < 0 ? add(p, HUB, 1 + youth, NW_RANK_PLACED)
                                        : add(p, 1 + youth, HUB, NW_RANK_PLACED));
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++)
        NW_TRY(add_pair(p, youth, wishes->post[w]));
    if (!p->claim->options.extend || p->claim->round->youth_reasons[youth] != 0)
        return NEXTWORK_OK;
    for (int32_t post = 0; post < p->cohort->posts.count; post++)
        if (nw_wish_rank(p->cohort, youth, post) == NW_UNKNOWN)
            NW_TRY(add_pair(p, youth, post));
    return NEXTWORK_OK;
}

/* What a post holds may grow up to its seats and shrink down to nothing; a company likewise. */
static nextwork_status add_places(proof *p)
{
    const nw_seats *seats = p->check->seats;
    for (int32_t post = 0; post < seats->posts; post++) {
        int32_t node = p->first_post + post, company = p->first_company + seats->post_company[post];
        if (p->check->post_placed[post] < seats->post_seats[post])
            NW_TRY(add(p, node, company, NO_RANK));
        if (p->check->post_placed[post] > 0)
            NW_TRY(add(p, company, node, NO_RANK));
    }
    for (int32_t c = 0; c < seats->companies; c++) {
        if (p->check->company_placed[c] < seats->company_seats[c])
            NW_TRY(add(p, p->first_company + c, HUB, NO_RANK));
        if (p->check->company_placed[c] > 0)
            NW_TRY(add(p, HUB, p->first_company + c, NO_RANK));
    }
    return NEXTWORK_OK;
}

static int by_number(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Lists the ranks there are. A new one is put behind the others; what is known is looked up in the
 * sorted part, so that few are ever looked at one by one. */
static nextwork_status list_ranks(proof *p)
{
    for (int64_t i = 0; i < p->count; i++) {
        int32_t rank = p->arcs[i].rank;
        if (rank <= NO_RANK || (p->n_ranks > 0 && bsearch(&rank, p->ranks, (size_t)p->n_ranks,
                                                          sizeof rank, by_number)))
            continue;
        NW_TRY(
            nw_grow((void **)&p->ranks, &p->ranks_room, p->n_ranks + 1, (int64_t)sizeof *p->ranks));
        int64_t at = p->n_ranks++;
        for (; at > 0 && p->ranks[at - 1] > rank; at--)
            p->ranks[at] = p->ranks[at - 1];
        p->ranks[at] = rank;
    }
    return NEXTWORK_OK;
}

/* What following an arc does to the number at a rank: 1 more, 1 fewer, or nothing. */
static int32_t change(const proof *p, const arc *a, int32_t rank)
{
    if (a->rank != rank)
        return 0;
    if (rank == NW_RANK_PLACED)
        return a->tail == HUB ? 1 : -1;
    return a->tail < p->first_post ? 1 : -1;
}

/* Shortens the distance over every arc that is a shorter way. Whether there was any. */
static bool shorten(proof *p, int32_t rank, int32_t sign)
{
    bool any = false;
    for (int64_t i = 0; i < p->count; i++) {
        const arc *a = &p->arcs[i];
        int32_t length = p->distance[a->tail] + sign * change(p, a, rank);
        if (length >= p->distance[a->head])
            continue;
        p->distance[a->head] = length;
        p->parent[a->head] = a->tail;
        any = true;
    }
    return any;
}

/* Whether the ways by which distances became what they are go in a circle somewhere: exactly when
 * a cycle of negative length is among the arcs does this happen sooner or later. */
static bool has_cycle(proof *p)
{
    for (int32_t v = 0; v < p->nodes; v++)
        p->seen[v] = -1;
    for (int32_t v = 0; v < p->nodes; v++) {
        int32_t at = v;
        while (at >= 0 && p->seen[at] < 0) {
            p->seen[at] = v;
            at = p->parent[at];
        }
        if (at >= 0 && p->seen[at] == v)
            return true;
    }
    return false;
}

/* Keeps the arcs that agree with the distances. */
static void keep_tight(proof *p, int32_t rank, int32_t sign)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < p->count; i++) {
        arc a = p->arcs[i];
        if (p->distance[a.tail] + sign * change(p, &a, rank) == p->distance[a.head])
            p->arcs[kept++] = a;
    }
    p->count = kept;
}

static nextwork_status judge_rank(nw_rank_proof *verdict, proof *p, int32_t rank, int32_t sign,
                                  nextwork_monitor *monitor)
{
    for (int32_t v = 0; v < p->nodes; v++) {
        p->distance[v] = 0;
        p->parent[v] = -1;
    }
    do {
        p->looks -= p->count;
        if (p->looks < 0) {
            *verdict = (nw_rank_proof){NW_RANK_TOO_LARGE, rank};
            return NEXTWORK_OK;
        }
        if (nw_monitor_step(monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
        if (has_cycle(p)) {
            *verdict = (nw_rank_proof){NW_RANK_BETTERED, rank};
            return NEXTWORK_OK;
        }
    } while (shorten(p, rank, sign));
    keep_tight(p, rank, sign);
    return NEXTWORK_OK;
}

static nextwork_status judge(nw_rank_proof *verdict, proof *p, bool fair, nextwork_monitor *monitor)
{
    nw_rank_proof found = {NW_RANK_PROVEN, NO_RANK};
    if (fair)
        NW_TRY(judge_rank(&found, p, NW_RANK_PLACED, -1, monitor));
    for (int64_t i = 0; i < p->n_ranks && found.verdict == NW_RANK_PROVEN; i++) {
        int32_t rank = p->ranks[fair ? p->n_ranks - 1 - i : i];
        NW_TRY(judge_rank(&found, p, rank, fair ? 1 : -1, monitor));
    }
    *verdict = found;
    return NEXTWORK_OK;
}

static nextwork_status prepare(proof *p)
{
    for (int32_t y = 0; y < p->cohort->youths.count && p->count < MOST_ARCS; y++)
        NW_TRY(add_youth(p, y));
    NW_TRY(add_places(p));
    NW_TRY(list_ranks(p));
    p->distance = NW_NEW(int32_t, p->nodes);
    p->parent = NW_NEW(int32_t, p->nodes);
    p->seen = NW_NEW(int32_t, p->nodes);
    return p->distance == NULL || p->parent == NULL || p->seen == NULL
               ? nw_fail_memory("a verification")
               : NEXTWORK_OK;
}

nextwork_status nw_rank_proof_of(nw_rank_proof *verdict, const nw_result *claim,
                                 const nw_check *check, bool fair, int64_t most_looks,
                                 nextwork_monitor *monitor)
{
    const nw_cohort *cohort = claim->round->cohort;
    proof p = {.claim = claim, .cohort = cohort, .check = check, .looks = most_looks};
    p.first_post = 1 + cohort->youths.count;
    p.first_company = p.first_post + cohort->posts.count;
    p.nodes = p.first_company + cohort->companies.count;
    nextwork_status status = prepare(&p);
    if (status == NEXTWORK_OK && p.count >= MOST_ARCS)
        *verdict = (nw_rank_proof){NW_RANK_TOO_LARGE, NO_RANK};
    else if (status == NEXTWORK_OK)
        status = judge(verdict, &p, fair, monitor);
    nw_free(p.arcs);
    nw_free(p.ranks);
    nw_free(p.distance);
    nw_free(p.parent);
    nw_free(p.seen);
    return status;
}
