/* The pairs by post, for the searches that start from a free seat. */
#include "match/max_weight_state.h"

#include "base/memory.h"

#include <stddef.h>

static void fill_columns(nw_weighing *w)
{
    const nw_pairs *pairs = w->pairs;
    int64_t *start = w->wanted_start;
    for (int64_t i = 0; i < pairs->start[pairs->youths]; i++)
        start[pairs->post[i] + 2]++;
    for (int32_t p = 0; p < w->seats->posts; p++)
        start[p + 2] += start[p + 1];
    for (int32_t y = 0; y < pairs->youths; y++)
        for (int64_t i = pairs->start[y]; i < pairs->start[y + 1]; i++) {
            int64_t to = start[pairs->post[i] + 1]++;
            w->wanted_youth[to] = y;
            w->wanted_fit[to] = pairs->fit[i];
        }
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
    fill_columns(w);
    return NEXTWORK_OK;
}
