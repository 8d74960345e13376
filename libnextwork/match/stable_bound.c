/* Two rules leave out pairs that are in no stable matching, and none that would block a matching of
 * what is left.
 *
 * A youth with one best post asks for that one in every stable matching. If those who ask a post
 * for a seat are as many as it can take, it takes nobody of a worse tier than theirs.
 *
 * A youth is sure of a post that can take all who are there and of no worse tier: it has that one
 * or one as good in every stable matching, and nothing worse. Unless the company may be full.
 *
 * What a rule has once found stays so when more is left out, so that it does not matter in which
 * order they are used: in the end the same pairs are left. */
#include "match/stable_bound.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/rank_network.h"

#include <stdbool.h>
#include <stddef.h>

#define NO_TIER (-1) /* before every tier */

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    int64_t *first, *end; /* per youth: of the pairs that may be left */
    int32_t *worst;       /* per post: the worst tier that it takes */
    int32_t *sure;        /* per post: who is of a better tier is sure of it */
    int64_t *begin;       /* per post: of its part of tiers[] */
    int32_t *count;       /* per post: of the tiers there */
    int32_t *tiers;
    int64_t *room; /* per company */
} rules;

static bool is_left(const rules *r, int64_t pair)
{
    return r->pairs->tier[pair] <= r->worst[r->pairs->post[pair]];
}

static int32_t most_taken(const rules *r, int32_t post)
{
    return nw_min32(r->seats->post_seats[post],
                    r->seats->company_seats[r->seats->post_company[post]]);
}

/* ---- of a post ------------------------------------------------------------------------------- */

static void forget_tiers(rules *r)
{
    for (int32_t p = 0; p < r->seats->posts; p++)
        r->count[p] = 0;
}

static void note_tier(rules *r, int64_t pair)
{
    int32_t post = r->pairs->post[pair];
    r->tiers[r->begin[post] + r->count[post]++] = r->pairs->tier[pair];
}

static int32_t middle_of(int32_t a, int32_t b, int32_t c)
{
    return nw_max32(nw_min32(a, b), nw_min32(nw_max32(a, b), c));
}

/* The tier that `place` of them come before, once they are in order (Hoare, 1961). */
static int32_t tier_at(int32_t *tiers, int64_t count, int64_t place)
{
    int64_t low = 0, high = count - 1;
    while (low < high) {
        int32_t pivot = middle_of(tiers[low], tiers[low + (high - low) / 2], tiers[high]);
        int64_t i = low, j = high;
        while (i <= j) {
            while (tiers[i] < pivot)
                i++;
            while (tiers[j] > pivot)
                j--;
            if (i <= j) {
                int32_t swapped = tiers[i];
                tiers[i++] = tiers[j];
                tiers[j--] = swapped;
            }
        }
        if (place <= j)
            high = j;
        else if (place >= i)
            low = i;
        else
            break;
    }
    return tiers[place];
}

/* ---- who is sure of a post ------------------------------------------------------------------- */

static void count_room(rules *r)
{
    for (int32_t c = 0; c < r->seats->companies; c++)
        r->room[c] = 0;
    for (int32_t p = 0; p < r->seats->posts; p++)
        r->room[r->seats->post_company[p]] += nw_min32(r->seats->post_seats[p], r->count[p]);
}

static void find_sure(rules *r)
{
    forget_tiers(r);
    for (int32_t y = 0; y < r->pairs->youths; y++)
        for (int64_t i = r->first[y]; i < r->end[y]; i++)
            if (is_left(r, i))
                note_tier(r, i);
    count_room(r);
    for (int32_t p = 0; p < r->seats->posts; p++) {
        int32_t company = r->seats->post_company[p], seats = r->seats->post_seats[p];
        if (r->room[company] > r->seats->company_seats[company])
            r->sure[p] = INT32_MIN;
        else if (r->count[p] <= seats)
            r->sure[p] = INT32_MAX;
        else
            r->sure[p] = tier_at(&r->tiers[r->begin[p]], r->count[p], seats);
    }
}

/* The end of what the youth likes as well as the pair. */
static int64_t equals_end(const rules *r, int64_t pair, int64_t end)
{
    int64_t next = pair + 1;
    while (next < end && r->pairs->rank[next] == r->pairs->rank[pair] &&
           r->pairs->rank[pair] != NW_RANK_UNLISTED)
        next++;
    return next;
}

/* Leaves out what is worse than a post that the youth is sure of. */
static bool leave_out_worse(rules *r)
{
    bool any = false;
    for (int32_t y = 0; y < r->pairs->youths; y++) {
        int64_t i = r->first[y], end = r->end[y];
        while (i < end && !(is_left(r, i) && r->pairs->tier[i] < r->sure[r->pairs->post[i]]))
            i++;
        if (i < end)
            r->end[y] = equals_end(r, i, end);
        any = any || r->end[y] < end;
    }
    return any;
}

/* ---- who asks for a post --------------------------------------------------------------------- */

/* The youth's one best pair; -1: none is left, or several are as good. */
static int64_t best_pair(rules *r, int32_t youth)
{
    while (r->first[youth] < r->end[youth] && !is_left(r, r->first[youth]))
        r->first[youth]++;
    int64_t best = r->first[youth], end = r->end[youth];
    if (best == end)
        return -1;
    for (int64_t i = best + 1, equals = equals_end(r, best, end); i < equals; i++)
        if (is_left(r, i))
            return -1;
    return best;
}

/* Leaves out whom a post cannot take for those who ask it first. */
static bool leave_out_behind(rules *r)
{
    bool any = false;
    forget_tiers(r);
    for (int32_t y = 0; y < r->pairs->youths; y++) {
        int64_t best = best_pair(r, y);
        if (best >= 0)
            note_tier(r, best);
    }
    for (int32_t p = 0; p < r->seats->posts; p++) {
        int32_t takes = most_taken(r, p);
        if (r->count[p] < takes || takes == 0)
            continue;
        int32_t worst = tier_at(&r->tiers[r->begin[p]], r->count[p], takes - 1);
        any = any || worst < r->worst[p];
        r->worst[p] = nw_min32(r->worst[p], worst);
    }
    return any;
}

/* ---- what is left ---------------------------------------------------------------------------- */

static nextwork_status leave_out(rules *r, nextwork_monitor *monitor)
{
    int64_t pairs = r->pairs->start[r->pairs->youths];
    nw_monitor_begin(monitor, 0);
    for (bool any = true; any;) {
        find_sure(r);
        any = leave_out_worse(r);
        any = leave_out_behind(r) || any;
        if (nw_monitor_step(monitor, pairs) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
    return NEXTWORK_OK;
}

static nextwork_status begin(rules *r)
{
    const nw_pairs *pairs = r->pairs;
    int64_t posts = r->seats->posts;
    r->first = NW_NEW(int64_t, pairs->youths);
    r->end = NW_NEW(int64_t, pairs->youths);
    r->worst = NW_NEW(int32_t, posts);
    r->sure = NW_NEW(int32_t, posts);
    r->begin = NW_NEW_ZERO(int64_t, posts + 1);
    r->count = NW_NEW(int32_t, posts);
    r->tiers = NW_NEW(int32_t, pairs->start[pairs->youths]);
    r->room = NW_NEW(int64_t, r->seats->companies);
    if (r->first == NULL || r->end == NULL || r->worst == NULL || r->sure == NULL ||
        r->begin == NULL || r->count == NULL || r->tiers == NULL || r->room == NULL)
        return nw_fail_memory("the bound of placements");
    for (int32_t y = 0; y < pairs->youths; y++) {
        r->first[y] = pairs->start[y];
        r->end[y] = pairs->start[y + 1];
    }
    for (int64_t i = 0; i < pairs->start[pairs->youths]; i++)
        r->begin[pairs->post[i] + 1]++;
    for (int32_t p = 0; p < r->seats->posts; p++) {
        r->begin[p + 1] += r->begin[p];
        r->worst[p] = most_taken(r, p) > 0 ? INT32_MAX : NO_TIER;
    }
    return NEXTWORK_OK;
}

/* ---- a largest matching ---------------------------------------------------------------------- */

/* A youth takes what it finds free, and then who has nothing looks for more. */
static nextwork_status fill(nw_rank_network *n, const nw_rank_classes *classes)
{
    (void)classes;
    for (int32_t y = 0; y < n->pairs->youths; y++)
        for (; n->end[y] < n->pairs->start[y + 1]; n->end[y]++)
            if (!n->served[y])
                nw_rank_take(n, y, n->end[y]);
    return nw_rank_fill(n);
}

static int64_t copy_left(const nw_pairs *to, const rules *r)
{
    int64_t count = 0;
    for (int32_t y = 0; y < r->pairs->youths; y++) {
        to->start[y] = count;
        for (int64_t i = r->first[y]; i < r->end[y]; i++)
            if (is_left(r, i))
                to->post[count++] = r->pairs->post[i];
    }
    to->start[r->pairs->youths] = count;
    return count;
}

static nextwork_status count_largest(int64_t *largest, const rules *r, const uint32_t *turn,
                                     nextwork_monitor *monitor)
{
    int32_t youths = r->pairs->youths;
    int64_t most = r->pairs->start[youths];
    int32_t *post_of = NW_NEW(int32_t, youths);
    nw_pairs left = {.youths = youths,
                     .start = NW_NEW(int64_t, (int64_t)youths + 1),
                     .post = NW_NEW(int32_t, most),
                     .rank = NW_NEW_ZERO(int32_t, most)};
    nextwork_status status = nw_fail_memory("the bound of placements");
    if (post_of != NULL && left.start != NULL && left.post != NULL && left.rank != NULL) {
        copy_left(&left, r);
        status = nw_rank_match(post_of, &left, r->seats, turn, monitor, fill);
    }
    int64_t placed = 0;
    for (int32_t y = 0; status == NEXTWORK_OK && y < youths; y++)
        placed += post_of[y] >= 0;
    if (status == NEXTWORK_OK)
        *largest = placed;
    nw_free(post_of);
    nw_free(left.start);
    nw_free(left.post);
    nw_free(left.rank);
    return status;
}

nextwork_status nw_stable_bound(int64_t *bound, const nw_pairs *pairs, const nw_seats *seats,
                                const uint32_t *turn, nextwork_monitor *monitor)
{
    rules r = {.pairs = pairs, .seats = seats};
    nextwork_status status = begin(&r);
    if (status == NEXTWORK_OK)
        status = leave_out(&r, monitor);
    if (status == NEXTWORK_OK)
        status = count_largest(bound, &r, turn, monitor);
    nw_free(r.first);
    nw_free(r.end);
    nw_free(r.worst);
    nw_free(r.sure);
    nw_free(r.begin);
    nw_free(r.count);
    nw_free(r.tiers);
    nw_free(r.room);
    return status;
}
