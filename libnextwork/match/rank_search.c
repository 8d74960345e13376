/* Shortest augmenting paths in levels (Dinic, 1970) over the arcs of reduced cost 0. */
#include "match/rank_network.h"

#include <string.h>

/* A cursor over a node's arcs: of a youth, 0 is the arc back to the source and k + 1 the pair k of
 * its row; of a post, 0 is the arc to the company, y + 2 the youth y who may leave it, and AT_END
 * the end; else it counts. */
#define AT_END 1

static void advance(const nw_rank_network *n, int32_t node, int64_t *cursor)
{
    if (node < n->first_post || node >= n->first_company)
        ++*cursor;
    else if (*cursor == 0)
        *cursor = n->first[node - n->first_post] + 2;
    else
        *cursor = n->after[*cursor - 2] + 2;
}

static int64_t pair_at(const nw_rank_network *n, int32_t youth, int64_t cursor)
{
    return n->pairs->start[youth] + cursor - 1;
}

static int32_t head_from_youth(const nw_rank_network *n, int32_t y, int64_t *cursor)
{
    if (*cursor == 0) {
        if (n->served[y] && !n->fixed[y] && n->potential[y] == n->potential[n->source])
            return n->source;
        ++*cursor;
    }
    for (int64_t i = pair_at(n, y, *cursor); i < n->end[y]; i++, ++*cursor)
        if (!n->settled[i] && n->own[y] != i && nw_rank_reduced(n, y, i) == 0)
            return n->first_post + n->pairs->post[i];
    return -1;
}

static int32_t head_from_post(const nw_rank_network *n, int32_t node, int64_t *cursor)
{
    int32_t post = node - n->first_post, company = nw_rank_company_node(n, node);
    if (*cursor == 0) {
        if (!n->fixed[node] && n->held[node] < n->seats->post_seats[post] &&
            n->potential[node] == n->potential[company])
            return company;
        advance(n, node, cursor);
    }
    for (; *cursor != AT_END; advance(n, node, cursor)) {
        int32_t youth = (int32_t)(*cursor - 2);
        if (nw_rank_reduced(n, youth, n->own[youth]) == 0)
            return youth;
    }
    return -1;
}

static int32_t head_from_company(const nw_rank_network *n, int32_t node, int64_t *cursor)
{
    int32_t company = node - n->first_company;
    if (*cursor == 0) {
        if (!n->fixed[node] && n->held[node] < n->seats->company_seats[company] &&
            n->potential[node] == n->potential[n->sink])
            return n->sink;
        ++*cursor;
    }
    for (; n->company_start[company] + *cursor - 1 < n->company_start[company + 1]; ++*cursor) {
        int32_t post = n->first_post + n->company_posts[n->company_start[company] + *cursor - 1];
        if (!n->fixed[post] && n->held[post] > 0 && n->potential[post] == n->potential[node])
            return post;
    }
    return -1;
}

static int32_t head_from_source(const nw_rank_network *n, int64_t *cursor)
{
    for (; *cursor < n->pairs->youths; ++*cursor) {
        int32_t y = n->turn[*cursor];
        if (!n->served[y] && !n->fixed[y] && n->potential[y] == n->potential[n->source])
            return y;
    }
    return -1;
}

static int32_t head_from_sink(const nw_rank_network *n, int64_t *cursor)
{
    for (; *cursor < n->seats->companies; ++*cursor) {
        int32_t c = n->first_company + (int32_t)*cursor;
        if (!n->fixed[c] && n->held[c] > 0 && n->potential[c] == n->potential[n->sink])
            return c;
    }
    return -1;
}

/* The head of the node's first residual arc of reduced cost 0 at the cursor or behind it, which is
 * set to it; -1: there is none. */
static int32_t next_head(const nw_rank_network *n, int32_t node, int64_t *cursor)
{
    if (node < n->first_post)
        return head_from_youth(n, node, cursor);
    if (node < n->first_company)
        return head_from_post(n, node, cursor);
    if (node < n->source)
        return head_from_company(n, node, cursor);
    return node == n->source ? head_from_source(n, cursor) : head_from_sink(n, cursor);
}

/* Gives every node its distance in arcs from the starts; where all paths end in the sink, as far as
 * there. Whether a node that can end a path is among them. Levels behind the nearest such node make
 * the blocking flow larger, and so the searches fewer. */
static bool set_levels(nw_rank_network *n, const int32_t *starts, int32_t count)
{
    int32_t done = 0, known = count, last = INT32_MAX;
    bool found = false;
    memset(n->level, -1, (size_t)n->nodes * sizeof *n->level);
    for (int32_t i = 0; i < count; i++) {
        n->queue[i] = starts[i];
        n->level[starts[i]] = 0;
    }
    while (done < known && n->level[n->queue[done]] < last) {
        int32_t node = n->queue[done++], head;
        int64_t cursor = 0;
        for (; (head = next_head(n, node, &cursor)) >= 0; advance(n, node, &cursor)) {
            if (n->level[head] >= 0)
                continue;
            n->level[head] = n->level[node] + 1;
            n->queue[known++] = head;
            if (n->sinks[head] > 0) {
                found = true;
                last = head == n->sink ? n->level[head] : last;
            }
        }
    }
    return found;
}

/* A youth leaves a post on a path; a walk over the post's youths that stands at it goes on. */
static void leave(nw_rank_network *n, int32_t post_node, int32_t youth)
{
    if (n->cursor[post_node] == youth + 2)
        advance(n, post_node, &n->cursor[post_node]);
    nw_rank_release(n, youth);
}

static void send_along(nw_rank_network *n, int32_t tail, int32_t head)
{
    if (tail == n->source)
        n->served[head] = 1;
    else if (tail == n->sink)
        n->held[head]--;
    else if (tail < n->first_post && head == n->source)
        n->served[tail] = 0;
    else if (tail < n->first_post)
        nw_rank_carry(n, tail, pair_at(n, tail, n->cursor[tail]));
    else if (head < n->first_post)
        leave(n, tail, head);
    else if (tail < n->first_company || head == n->sink)
        n->held[tail]++;
    else
        n->held[head]--;
}

static void send(nw_rank_network *n, int32_t arcs)
{
    for (int32_t k = 0; k < arcs; k++)
        send_along(n, n->path[k], n->path[k + 1]);
    int32_t last = n->path[arcs];
    if (last != n->sink)
        n->sinks[last]--;
}

/* Walks from a node down the levels to one that can end the path, and sends one unit. */
static bool augment(nw_rank_network *n, int32_t from)
{
    int32_t arcs = 0;
    n->path[0] = from;
    for (;;) {
        int32_t node = n->path[arcs];
        if (n->sinks[node] > 0) {
            send(n, arcs);
            return true;
        }
        int32_t head;
        int64_t *cursor = &n->cursor[node];
        while ((head = next_head(n, node, cursor)) >= 0 && n->level[head] != n->level[node] + 1)
            advance(n, node, cursor);
        if (head >= 0) {
            n->path[++arcs] = head;
            continue;
        }
        n->level[node] = -2; /* leads nowhere */
        if (arcs == 0)
            return false;
        arcs--;
        advance(n, n->path[arcs], &n->cursor[n->path[arcs]]);
    }
}

static nextwork_status go_on(const nw_rank_network *n)
{
    return nw_monitor_step(n->monitor, 0) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
}

static void rewind_cursors(nw_rank_network *n)
{
    memset(n->cursor, 0, (size_t)n->nodes * sizeof *n->cursor);
}

nextwork_status nw_rank_fill(nw_rank_network *n)
{
    n->sinks[n->sink] = 1;
    while (set_levels(n, &n->source, 1)) {
        NW_TRY(go_on(n));
        rewind_cursors(n);
        while (augment(n, n->source))
            ;
    }
    n->sinks[n->sink] = 0;
    /* The last search found a minimum cut, and a cut is a potential of two values. */
    for (int32_t v = 0; v < n->nodes; v++)
        n->potential[v] = n->level[v] < 0;
    nw_rank_fix(n);
    return NEXTWORK_OK;
}

static void raise_unreached(nw_rank_network *n)
{
    for (int32_t v = 0; v < n->nodes; v++)
        n->potential[v] += n->level[v] < 0;
}

nextwork_status nw_rank_reroute(nw_rank_network *n, int32_t *youths, int32_t count)
{
    while (count > 0) {
        NW_TRY(go_on(n));
        if (!set_levels(n, youths, count)) {
            raise_unreached(n);
            continue;
        }
        rewind_cursors(n);
        int32_t left = 0;
        for (int32_t i = 0; i < count; i++)
            if (!augment(n, youths[i]))
                youths[left++] = youths[i];
        count = left;
    }
    return NEXTWORK_OK;
}
