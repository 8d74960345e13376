#include "plan/rotation_recent.h"

#include "base/memory.h"

#include <string.h>

nextwork_status nw_recent_new(nw_recent *recent, const nw_rotation_table *table)
{
    int64_t youths = table->youths, all = youths * NW_RECENT;
    *recent = (nw_recent){.table = table,
                          .sequence = NW_NEW(int32_t, all * table->periods),
                          .worth = NW_NEW(int64_t, all),
                          .count = NW_NEW_ZERO(uint8_t, youths),
                          .oldest = NW_NEW_ZERO(uint8_t, youths)};
    return recent->sequence != NULL && recent->worth != NULL && recent->count != NULL &&
                   recent->oldest != NULL
               ? NEXTWORK_OK
               : nw_fail_memory("the prices of a plan");
}

void nw_recent_clear(nw_recent *recent)
{
    nw_free(recent->sequence);
    nw_free(recent->worth);
    nw_free(recent->count);
    nw_free(recent->oldest);
    *recent = (nw_recent){0};
}

void nw_recent_forget(nw_recent *recent)
{
    memset(recent->count, 0, (size_t)recent->table->youths);
    memset(recent->oldest, 0, (size_t)recent->table->youths);
}

void nw_recent_add(nw_recent *recent, const nw_candidates_of *of, const int32_t *sequence)
{
    int64_t periods = recent->table->periods, first = (int64_t)of->youth * NW_RECENT;
    size_t bytes = (size_t)periods * sizeof *sequence;
    for (int i = 0; i < recent->count[of->youth]; i++)
        if (memcmp(recent->sequence + (first + i) * periods, sequence, bytes) == 0)
            return;
    int at = recent->count[of->youth];
    if (at < NW_RECENT) {
        recent->count[of->youth]++;
    } else {
        at = recent->oldest[of->youth];
        recent->oldest[of->youth] = (uint8_t)((at + 1) % NW_RECENT);
    }
    memcpy(recent->sequence + (first + at) * periods, sequence, bytes);
    recent->worth[first + at] = nw_worth_of_sequence(of, sequence);
}

int64_t nw_recent_best(int32_t *sequence, const nw_recent *recent, int32_t youth,
                       const int32_t *price)
{
    const nw_rotation_table *table = recent->table;
    const int32_t *post = table->post + table->start[youth];
    int64_t best = NW_NO_SEQUENCE, first = (int64_t)youth * NW_RECENT;
    const int32_t *best_sequence = NULL;
    for (int i = 0; i < recent->count[youth]; i++) {
        const int32_t *of = recent->sequence + (first + i) * table->periods;
        int64_t left = recent->worth[first + i];
        for (int32_t t = 0; t < table->periods; t++)
            left -= of[t] < 0 ? 0 : price[(int64_t)t * table->posts + post[of[t]]];
        if (left > best) {
            best = left;
            best_sequence = of;
        }
    }
    if (best_sequence != NULL)
        memcpy(sequence, best_sequence, (size_t)table->periods * sizeof *sequence);
    return best;
}
