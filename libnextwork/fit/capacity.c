#include "fit/capacity.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/sort.h"

/* A placement's first or last day within the period, as one sortable number: whose it is, the day
 * counted from the period's start, and then ends before starts, for periods are half-open. */
static uint64_t event_key(int32_t owner, int32_t day, bool starts)
{
    return (uint64_t)(uint32_t)owner << 32 | (uint32_t)day << 1 | starts;
}

typedef struct {
    nw_keyed *items, *scratch;
    int64_t count;
} events;

static void add(events *to, int32_t owner, const nw_placement *placement, int32_t start,
                int32_t end)
{
    if (owner < 0)
        return;
    int32_t from = nw_max32(placement->start, start) - start;
    int32_t until = nw_min32(placement->end, end) - start;
    to->items[to->count++] = (nw_keyed){event_key(owner, from, true), 1};
    to->items[to->count++] = (nw_keyed){event_key(owner, until, false), -1};
}

/* Lowers free[owner] by the most that run at once there. */
static void take_peaks(int32_t *left, events *of)
{
    nw_sort_keyed(of->items, of->scratch, of->count);
    for (int64_t i = 0; i < of->count;) {
        uint64_t owner = of->items[i].key >> 32;
        int32_t running = 0, peak = 0;
        for (; i < of->count && of->items[i].key >> 32 == owner; i++) {
            running += (int32_t)of->items[i].item;
            peak = nw_max32(peak, running);
        }
        if (left[owner] != NW_UNLIMITED)
            left[owner] = nw_max32(0, left[owner] - peak);
    }
}

static void add_of_youth(events *to, const nw_placements *placements, int32_t youth,
                         bool by_company, int32_t start, int32_t end)
{
    for (int64_t i = placements->start[youth]; i < placements->start[youth + 1]; i++) {
        const nw_placement *placement = &placements->item[i];
        if (nw_placement_covers(placement, start, end))
            add(to, by_company ? placement->company : placement->post, placement, start, end);
    }
}

static void take_running(nw_capacity *capacity, const nw_cohort *cohort, events *of, int32_t start,
                         int32_t end, const int32_t *held)
{
    for (int by_company = 0; by_company < 2; by_company++) {
        of->count = 0;
        for (int32_t y = 0; y < cohort->youths.count; y++)
            if (held == NULL || held[y] < 0)
                add_of_youth(of, &cohort->placements, y, by_company, start, end);
        take_peaks(by_company ? capacity->company_free : capacity->post_free, of);
    }
}

int32_t nw_headcount_limit(const nw_rules *rules, int32_t headcount)
{
    int32_t below = nw_min32(headcount, rules->headcount_up_to);
    int32_t limit = below / rules->headcount_per + (headcount - below) / rules->headcount_then_per;
    return nw_max32(limit, rules->headcount_at_least);
}

/* What there is before the cohort's own placements are taken off. */
static void fill(nw_capacity *capacity, const nw_cohort *cohort, const nw_rules *rules)
{
    for (int32_t p = 0; p < cohort->posts.count; p++)
        capacity->post_free[p] = cohort->posts.seats[p];
    const nw_companies *companies = &cohort->companies;
    for (int32_t c = 0; c < companies->count; c++) {
        bool bound =
            rules->enabled[NW_REASON_HEADCOUNT_RULE] && companies->headcount[c] != NW_UNKNOWN;
        int32_t limit = bound ? nw_headcount_limit(rules, companies->headcount[c]) : NW_UNLIMITED;
        int32_t others = companies->others_placed[c];
        capacity->company_limit[c] = limit;
        capacity->company_free[c] =
            bound && others != NW_UNKNOWN ? nw_max32(0, limit - others) : limit;
    }
}

nextwork_status nw_capacity_new(nw_capacity *capacity, const nw_cohort *cohort,
                                const nw_rules *rules, int32_t start, int32_t end,
                                const int32_t *held)
{
    int64_t placements = cohort->placements.start[cohort->youths.count];
    nw_capacity made = {
        .post_free = NW_NEW(int32_t, cohort->posts.count),
        .company_limit = NW_NEW(int32_t, cohort->companies.count),
        .company_free = NW_NEW(int32_t, cohort->companies.count),
    };
    events of = {NW_NEW(nw_keyed, 2 * placements), NW_NEW(nw_keyed, 2 * placements), 0};
    bool worked = made.post_free != NULL && made.company_limit != NULL &&
                  made.company_free != NULL && of.items != NULL && of.scratch != NULL;
    if (worked) {
        fill(&made, cohort, rules);
        take_running(&made, cohort, &of, start, end, held);
        *capacity = made;
    }
    nw_free(of.items);
    nw_free(of.scratch);
    if (worked)
        return NEXTWORK_OK;
    nw_capacity_clear(&made);
    return nw_fail_memory("the free seats of a round");
}

void nw_capacity_clear(nw_capacity *capacity)
{
    nw_free(capacity->post_free);
    nw_free(capacity->company_limit);
    nw_free(capacity->company_free);
    *capacity = (nw_capacity){0};
}
