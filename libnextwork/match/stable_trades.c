/* Depth first over posts: from a post that is full to every such post where one of those here is
 * among the best who claim it. What is found to lead to no cycle is not looked at again in a pass.
 */
#include "match/stable_trades.h"

#include "base/memory.h"
#include "match/tied_matching.h"

#include <stddef.h>

#define NONE (-1)
#define NOT_SEEN (-1)
#define DONE (-2)
#define STEPS 4096 /* pairs between two looks at the monitor */

/* A post on the way, and who of it would go to the next one. */
typedef struct {
    int64_t pair;
    int32_t post, youth; /* NONE: all have been looked at */
} stop;

typedef struct {
    nw_tied *m;
    int32_t *place; /* per post: on the way, NOT_SEEN or DONE */
    stop *way;
    int32_t length;
    int64_t told; /* steps */
} walk;

static void visit(walk *w, int32_t post)
{
    int32_t youth = w->m->posts[post].first;
    w->place[post] = w->length;
    w->way[w->length++] = (stop){youth == NONE ? 0 : w->m->pairs->start[youth], post, youth};
}

/* Goes on to the next pair by which one of the post could go elsewhere. */
static bool find_exit(walk *w, stop *at)
{
    const nw_tied *m = w->m;
    const nw_pairs *pairs = m->pairs;
    while (at->youth != NONE) {
        int64_t own = m->pair_of[at->youth];
        for (; at->pair < own && nw_tied_likes_less(pairs, own, at->pair); at->pair++) {
            const nw_tied_post *to = &m->posts[pairs->post[at->pair]];
            w->m->steps++;
            if (to->left == 0 && pairs->tier[at->pair] <= to->claim &&
                w->place[pairs->post[at->pair]] != DONE)
                return true;
        }
        at->youth = m->next[at->youth];
        at->pair = at->youth == NONE ? 0 : pairs->start[at->youth];
    }
    return false;
}

/* Whether the one who would go on is still at the post, and no better off: an earlier trade may
 * have let youths of a full company move within it. */
static bool is_as_found(const walk *w, const stop *at)
{
    int64_t own = w->m->pair_of[at->youth];
    return w->m->pairs->post[own] == at->post && at->pair < own &&
           nw_tied_likes_less(w->m->pairs, own, at->pair);
}

/* Those on the way from the place on move, each to the next post and the last to the first. */
static bool trade(walk *w, int32_t place)
{
    for (int32_t k = place; k < w->length; k++)
        if (!is_as_found(w, &w->way[k]))
            return false;
    for (int32_t k = place; k < w->length; k++)
        nw_tied_move(w->m, w->way[k].youth, w->way[k].pair);
    return nw_tied_settle(w->m);
}

static void leave_from(walk *w, int32_t place, int32_t as)
{
    while (w->length > place)
        w->place[w->way[--w->length].post] = as;
}

/* Looks at everything that can be reached from the post. */
static nextwork_status walk_from(bool *any, walk *w, int32_t post, nextwork_monitor *monitor)
{
    visit(w, post);
    while (w->length > 0) {
        stop *at = &w->way[w->length - 1];
        if (w->m->steps - w->told >= STEPS) {
            int64_t steps = w->m->steps - w->told;
            w->told = w->m->steps;
            if (nw_monitor_step(monitor, steps) != NW_RUNNING)
                return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
        }
        if (!find_exit(w, at)) {
            leave_from(w, w->length - 1, DONE);
            continue;
        }
        int32_t to = w->m->pairs->post[at->pair], place = w->place[to];
        if (place == NOT_SEEN) {
            visit(w, to);
        } else if (trade(w, place)) {
            *any = true;
            leave_from(w, place, NOT_SEEN);
            visit(w, to);
        } else { /* which put youths back in another order, so that going on could go round */
            leave_from(w, w->length - 1, DONE);
        }
    }
    return NEXTWORK_OK;
}

static nextwork_status pass(bool *any, walk *w, nextwork_monitor *monitor)
{
    *any = false;
    nw_tied_count_claims(w->m);
    for (int32_t p = 0; p < w->m->seats->posts; p++)
        w->place[p] = NOT_SEEN;
    for (int32_t p = 0; p < w->m->seats->posts; p++)
        if (w->place[p] == NOT_SEEN && w->m->posts[p].left == 0)
            NW_TRY(walk_from(any, w, p, monitor));
    return NEXTWORK_OK;
}

static nextwork_status trade_all(int32_t *post_of, walk *w, nextwork_monitor *monitor)
{
    bool any = true;
    nw_monitor_begin(monitor, 0);
    while (any)
        NW_TRY(pass(&any, w, monitor));
    nw_tied_posts(post_of, w->m);
    return NEXTWORK_OK;
}

nextwork_status nw_stable_trades(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                                 nextwork_monitor *monitor)
{
    nw_tied m;
    NW_TRY(nw_tied_new(&m, pairs, seats, post_of));
    walk w = {.m = &m, .place = NW_NEW(int32_t, seats->posts), .way = NW_NEW(stop, seats->posts)};
    nextwork_status status = w.place == NULL || w.way == NULL ? nw_fail_memory("stable trades")
                                                              : trade_all(post_of, &w, monitor);
    nw_free(w.place);
    nw_free(w.way);
    nw_tied_clear(&m);
    return status;
}
