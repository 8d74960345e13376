/* Freezing on several threads: every range of rows writes to places of its own. */
#include "base/parallel.h"
#include "cohort/freeze.h"

typedef struct {
    const nw_freeze *freeze;
    int64_t count;
    nw_range_work work;
    void *context;
} ranges;

static int64_t ranges_of(int64_t count)
{
    return (count + NW_FREEZE_RANGE - 1) / NW_FREEZE_RANGE;
}

static nextwork_status do_range(void *context, int64_t block, int worker)
{
    const ranges *all = context;
    int64_t first = block * NW_FREEZE_RANGE, end = first + NW_FREEZE_RANGE;
    all->work(all->context, first, end < all->count ? end : all->count, worker);
    return nw_freeze_step(all->freeze, 0);
}

nextwork_status nw_freeze_ranges(const nw_freeze *freeze, int64_t count, nw_range_work work,
                                 void *context)
{
    ranges all = {freeze, count, work, context};
    return nw_parallel(ranges_of(count), freeze->threads, do_range, &all);
}

int nw_freeze_workers(const nw_freeze *freeze, int64_t count, int64_t each)
{
    int64_t most = ranges_of(count), with_room = each > 0 ? count / each : most;
    most = with_room < most ? with_room : most;
    most = freeze->threads < most ? freeze->threads : most;
    return most > 1 ? (int)most : 1;
}
