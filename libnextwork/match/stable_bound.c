/* Two rules leave out pairs that are in no stable matching, and none that would block a matching of
 * what is left.
 *
 * A youth with one best post asks for that one in every stable matching. If those who ask a post
 * for a seat are as many as it can take, it takes nobody of a worse tier than theirs; and so a
 * company, of whose posts each counts no more than it has seats.
 *
 * A youth is sure of a post that can take all who are there and of no worse tier, if its company
 * can take all who are at one of its posts and of no worse tier, or all that its posts can: it has
 * that post or one as good in every stable matching, and nothing worse.
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

/* Tiers of pairs by post, or by company. */
typedef struct {
    int64_t *begin; /* per post or company: of its part of tiers[] */
    int64_t *count; /* of the tiers there */
    int32_t *tiers;
    int32_t lines;
} lines;

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    int64_t *first, *end; /* per youth: of the pairs that may be left */
    int32_t *worst;       /* per post: the worst tier that it takes */
    int32_t *sure;        /* per post: who is of a better tier is sure of it */
    lines at_post, at_company;
    int32_t *limit; /* per company */
    int64_t *room;  /* per company: how many its posts can take */
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

/* ---- lines of tiers -------------------------------------------------------------------------- */

static void forget_tiers(lines *l)
{
    for (int32_t k = 0; k < l->lines; k++)
        l->count[k] = 0;
}

static void note_tier(lines *l, int32_t line, int32_t tier)
{
    l->tiers[l->begin[line] + l->count[line]++] = tier;
}

static int32_t middle_of(int32_t a, int32_t b, int32_t c)
{
    return nw_max32(nw_min32(a, b), nw_min32(nw_max32(a, b), c));
}

/* The tier that `place` of them come before, once they are in order, which is what they are in as
 * far as that goes (Hoare, 1961). */
static int32_t tier_at(lines *l, int32_t line, int64_t place)
{
    int32_t *tiers = &l->tiers[l->begin[line]];
    int64_t low = 0, high = l->count[line] - 1;
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
    for (int32_t p = 0; p < r->seats->posts; p++) {
        int64_t seats = r->seats->post_seats[p], count = r->at_post.count[p];
        r->room[r->seats->post_company[p]] += count < seats ? count : seats;
    }
}

/* Who is of a better tier than this has room for all who are no worse. */
static int32_t tier_with_room(lines *l, int32_t line, int64_t room)
{
    return l->count[line] <= room ? INT32_MAX : tier_at(l, line, room);
}

static void find_sure(rules *r)
{
    const nw_seats *seats = r->seats;
    forget_tiers(&r->at_post);
    forget_tiers(&r->at_company);
    for (int32_t y = 0; y < r->pairs->youths; y++)
        for (int64_t i = r->first[y]; i < r->end[y]; i++)
            if (is_left(r, i)) {
                int32_t post = r->pairs->post[i];
                note_tier(&r->at_post, post, r->pairs->tier[i]);
                note_tier(&r->at_company, seats->post_company[post], r->pairs->tier[i]);
            }
    count_room(r);
    for (int32_t c = 0; c < seats->companies; c++)
        r->limit[c] = r->room[c] <= seats->company_seats[c]
                          ? INT32_MAX
                          : tier_with_room(&r->at_company, c, seats->company_seats[c]);
    for (int32_t p = 0; p < seats->posts; p++)
        r->sure[p] = nw_min32(r->limit[seats->post_company[p]],
                              tier_with_room(&r->at_post, p, seats->post_seats[p]));
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

static bool lower(int32_t *worst, int32_t to)
{
    bool is_lower = to < *worst;
    *worst = nw_min32(*worst, to);
    return is_lower;
}

/* Of a post, and notes for its company those who come into question. */
static bool leave_out_behind_post(rules *r, int32_t post)
{
    int64_t takes = most_taken(r, post), count = r->at_post.count[post];
    int64_t asking = count < takes ? count : takes;
    if (asking == 0)
        return false;
    int32_t worst = tier_at(&r->at_post, post, asking - 1);
    for (int64_t k = 0; k < asking; k++)
        note_tier(&r->at_company, r->seats->post_company[post],
                  r->at_post.tiers[r->at_post.begin[post] + k]);
    return asking == takes && lower(&r->worst[post], worst);
}

/* Leaves out whom a post or company cannot take for those who ask it first. */
static bool leave_out_behind(rules *r)
{
    const nw_seats *seats = r->seats;
    bool any = false;
    forget_tiers(&r->at_post);
    forget_tiers(&r->at_company);
    for (int32_t y = 0; y < r->pairs->youths; y++) {
        int64_t best = best_pair(r, y);
        if (best >= 0)
            note_tier(&r->at_post, r->pairs->post[best], r->pairs->tier[best]);
    }
    for (int32_t p = 0; p < seats->posts; p++)
        any = leave_out_behind_post(r, p) || any;
    for (int32_t c = 0; c < seats->companies; c++) {
        int64_t takes = seats->company_seats[c];
        r->limit[c] = takes > 0 && r->at_company.count[c] >= takes
                          ? tier_at(&r->at_company, c, takes - 1)
                          : INT32_MAX;
    }
    for (int32_t p = 0; p < seats->posts; p++)
        any = lower(&r->worst[p], r->limit[seats->post_company[p]]) || any;
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

/* With room for as many tiers as there are pairs of each post or company. */
static nextwork_status begin_lines(lines *l, const rules *r, int32_t count, bool by_company)
{
    int64_t pairs = r->pairs->start[r->pairs->youths];
    *l = (lines){.begin = NW_NEW_ZERO(int64_t, (int64_t)count + 1),
                 .count = NW_NEW(int64_t, count),
                 .tiers = NW_NEW(int32_t, pairs),
                 .lines = count};
    if (l->begin == NULL || l->count == NULL || l->tiers == NULL)
        return nw_fail_memory("the bound of placements");
    for (int64_t i = 0; i < pairs; i++) {
        int32_t post = r->pairs->post[i];
        l->begin[(by_company ? r->seats->post_company[post] : post) + 1]++;
    }
    for (int32_t k = 0; k < count; k++)
        l->begin[k + 1] += l->begin[k];
    return NEXTWORK_OK;
}

static void clear_lines(lines *l)
{
    nw_free(l->begin);
    nw_free(l->count);
    nw_free(l->tiers);
}

static nextwork_status begin(rules *r)
{
    const nw_pairs *pairs = r->pairs;
    r->first = NW_NEW(int64_t, pairs->youths);
    r->end = NW_NEW(int64_t, pairs->youths);
    r->worst = NW_NEW(int32_t, r->seats->posts);
    r->sure = NW_NEW(int32_t, r->seats->posts);
    r->limit = NW_NEW(int32_t, r->seats->companies);
    r->room = NW_NEW(int64_t, r->seats->companies);
    if (r->first == NULL || r->end == NULL || r->worst == NULL || r->sure == NULL ||
        r->limit == NULL || r->room == NULL)
        return nw_fail_memory("the bound of placements");
    NW_TRY(begin_lines(&r->at_post, r, r->seats->posts, false));
    NW_TRY(begin_lines(&r->at_company, r, r->seats->companies, true));
    for (int32_t y = 0; y < pairs->youths; y++) {
        r->first[y] = pairs->start[y];
        r->end[y] = pairs->start[y + 1];
    }
    for (int32_t p = 0; p < r->seats->posts; p++)
        r->worst[p] = most_taken(r, p) > 0 ? INT32_MAX : NO_TIER;
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
    nw_free(r.limit);
    nw_free(r.room);
    clear_lines(&r.at_post);
    clear_lines(&r.at_company);
    return status;
}
