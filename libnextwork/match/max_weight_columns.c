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
        for (int64_t i = pairs->start[y]; i < pairs->start[y + 1]; i++)
            w->wanted[start[pairs->post[i] + 1]++] = (nw_wanted){y, pairs->fit[i]};
}

nextwork_status nw_weigh_columns(nw_weighing *w)
{
    if (w->wanted != NULL)
        return NEXTWORK_OK;
    nw_free(w->wanted_start);
    w->wanted_start = NW_NEW_ZERO(int64_t, (int64_t)w->seats->posts + 2);
    w->wanted = NW_NEW(nw_wanted, w->pairs->start[w->pairs->youths]);
    if (w->wanted_start == NULL || w->wanted == NULL)
        return nw_fail_memory("a matching of greatest fit");
    fill_columns(w);
    return NEXTWORK_OK;
}
