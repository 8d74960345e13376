/* The pairs by post, for the searches that start from a free seat. They are brought into groups of
 * posts first, and each group into order then, so that no more places are written to at a time than
 * the processor keeps at hand. */
#include "match/max_weight/state.h"

#include "base/memory.h"

#include <stddef.h>

#define GROUPS 128    /* of posts, at most, unless those are too large: */
#define MOST_SHIFT 16 /* a group has 1 << shift posts, which are told apart by 16 bits */

typedef struct {
    int32_t youth, fit;
} want;

typedef struct {
    nw_weighing *w;
    int32_t shift, groups;
    int64_t *next;  /* per group: where its next pair goes */
    uint16_t *post; /* per pair, in the order of groups: its post, counted within the group */
    want *wants;    /* room for the pairs of a group */
} grouping;

static void clear(grouping *g)
{
    nw_free(g->next);
    nw_free(g->post);
    nw_free(g->wants);
}

/* start[p + 1] becomes where the pairs of post p begin; placing them moves it on to their end. */
static void count_pairs(nw_weighing *w)
{
    const nw_pairs *pairs = w->pairs;
    int64_t *start = w->wanted_start;
    for (int64_t i = 0; i < pairs->start[pairs->youths]; i++)
        start[pairs->post[i] + 2]++;
    for (int32_t p = 0; p < w->seats->posts; p++)
        start[p + 2] += start[p + 1];
}

static nextwork_status allocate(grouping *g)
{
    const nw_weighing *w = g->w;
    int32_t posts = w->seats->posts;
    while (g->shift < MOST_SHIFT && posts >> g->shift >= GROUPS)
        g->shift++;
    g->groups = (posts >> g->shift) + 1;
    g->next = NW_NEW(int64_t, (int64_t)g->groups + 1);
    g->post = NW_NEW(uint16_t, w->pairs->start[w->pairs->youths]);
    if (g->next == NULL || g->post == NULL)
        return nw_fail_memory("a matching of greatest fit");
    int64_t most = 0;
    for (int32_t k = 0; k <= g->groups; k++) {
        int64_t first = (int64_t)k << g->shift;
        g->next[k] = w->wanted_start[(first < posts ? first : posts) + 1];
        if (k > 0 && g->next[k] - g->next[k - 1] > most)
            most = g->next[k] - g->next[k - 1];
    }
    g->wants = NW_NEW(want, most);
    return g->wants == NULL ? nw_fail_memory("a matching of greatest fit") : NEXTWORK_OK;
}

static void fill_groups(const grouping *g)
{
    nw_weighing *w = g->w;
    const nw_pairs *pairs = w->pairs;
    for (int32_t y = 0; y < pairs->youths; y++)
        for (int64_t i = pairs->start[y]; i < pairs->start[y + 1]; i++) {
            int32_t post = pairs->post[i], group = post >> g->shift;
            int64_t to = g->next[group]++;
            g->post[to] = (uint16_t)(post - (group << g->shift));
            w->wanted_youth[to] = y;
            w->wanted_fit[to] = pairs->fit[i];
        }
}

static void order_group(const grouping *g, int32_t group)
{
    nw_weighing *w = g->w;
    int64_t *next = w->wanted_start + ((int64_t)group << g->shift) + 1;
    int64_t from = group > 0 ? g->next[group - 1] : 0, end = g->next[group];
    for (int64_t i = from; i < end; i++)
        g->wants[i - from] = (want){w->wanted_youth[i], w->wanted_fit[i]};
    for (int64_t i = from; i < end; i++) {
        int64_t to = next[g->post[i]]++;
        w->wanted_youth[to] = g->wants[i - from].youth;
        w->wanted_fit[to] = g->wants[i - from].fit;
    }
}

static nextwork_status fill_columns(nw_weighing *w)
{
    grouping g = {.w = w};
    count_pairs(w);
    nextwork_status status = allocate(&g);
    if (status == NEXTWORK_OK) {
        fill_groups(&g);
        for (int32_t k = 0; k < g.groups; k++)
            order_group(&g, k);
    }
    clear(&g);
    return status;
}

nextwork_status nw_weigh_columns(nw_weighing *w)
{
    if (w->wanted_fit != NULL)
        return NEXTWORK_OK;
    nw_free(w->wanted_start);
    w->wanted_start = NW_NEW_ZERO(int64_t, (int64_t)w->seats->posts + 2);
    nw_free(w->wanted_youth);
    w->wanted_youth = NW_NEW(int32_t, w->pairs->start[w->pairs->youths]);
    w->wanted_fit = NW_NEW(int32_t, w->pairs->start[w->pairs->youths]);
    if (w->wanted_start == NULL || w->wanted_youth == NULL || w->wanted_fit == NULL)
        return nw_fail_memory("a matching of greatest fit");
    return fill_columns(w);
}
