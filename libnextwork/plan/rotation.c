#include "plan/rotation.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "plan/rotation_plan.h"

#include <string.h>

/* What every youth could have if seats were free: a bound that needs no prices. */
static nextwork_status bound_without_prices(int64_t *bound, nw_rotation_plan *plan)
{
    const nw_rotation_table *table = plan->table;
    int32_t *free_of_charge = NW_NEW_ZERO(int32_t, (int64_t)table->periods * table->posts);
    if (free_of_charge == NULL)
        return nw_fail_memory("the bound of a plan");
    *bound = 0;
    for (int32_t y = 0; y < table->youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(table, y);
        int32_t sequence[NW_MOST_PERIODS];
        memcpy(sequence, plan->sequence + (int64_t)y * table->periods,
               (size_t)table->periods * sizeof *sequence);
        *bound += nw_best_sequence(sequence, &plan->rooms[0], &of, of.fixed, free_of_charge);
    }
    nw_free(free_of_charge);
    return NEXTWORK_OK;
}

static nextwork_status plan_periods(nw_rotation_plan *plan)
{
    bool better = true;
    for (int32_t t = 0; t < plan->table->periods; t++)
        NW_TRY(nw_replace_period(&better, plan, t));
    for (int32_t same = 0, t = 0; same < plan->table->periods;) {
        NW_TRY(nw_replace_period(&better, plan, t));
        same = better ? 0 : same + 1;
        t = (t + 1) % plan->table->periods;
    }
    return NEXTWORK_OK;
}

static void hand_out(nw_rotated *rotated, const nw_rotation_plan *plan)
{
    const nw_rotation_table *table = plan->table;
    rotated->objective = plan->value;
    rotated->sat_out = 0;
    for (int32_t y = 0; y < table->youths; y++) {
        const int32_t *sequence = plan->sequence + (int64_t)y * table->periods;
        int32_t out = 0;
        for (int32_t t = 0; t < table->periods; t++) {
            int64_t candidate = table->start[y] + sequence[t];
            rotated->post_of[(int64_t)t * table->youths + y] =
                sequence[t] < 0 ? -1 : table->post[candidate];
            out += sequence[t] < 0;
        }
        rotated->sat_out += out > 1 ? out - 1 : 0;
    }
}

static nextwork_status rotate(nw_rotated *rotated, const nw_rotation_table *table,
                              nextwork_monitor *monitor)
{
    nw_rotation_plan plan;
    NW_TRY(nw_rotation_plan_new(&plan, table, monitor));
    memset(rotated->post_price, 0,
           (size_t)table->periods * (size_t)table->posts * sizeof *rotated->post_price);
    memset(rotated->company_price, 0,
           (size_t)table->periods * (size_t)table->companies * sizeof *rotated->company_price);
    nextwork_status status = bound_without_prices(&rotated->bound, &plan);
    if (status == NEXTWORK_OK)
        status = plan_periods(&plan);
    rotated->stop = nw_monitor_step(monitor, 0);
    if (status == NEXTWORK_ERROR_CANCELLED)
        status = NEXTWORK_OK; /* what there is, is a plan */
    if (status == NEXTWORK_OK)
        hand_out(rotated, &plan);
    nw_rotation_plan_clear(&plan);
    return status;
}

nextwork_status nw_rotate(nw_rotated *rotated, const nw_rotation_task *task,
                          nextwork_monitor *monitor)
{
    nw_rotation_table table;
    NW_TRY(nw_rotation_table_new(&table, task, monitor));
    nextwork_status status = rotate(rotated, &table, monitor);
    nw_rotation_table_clear(&table);
    return status;
}
