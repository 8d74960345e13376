#include "round/lottery_lists.h"

#include "base/memory.h"
#include "base/sort.h"

static nextwork_status allocate(nw_lottery_lists *lists)
{
    int64_t count = lists->pairs.start[lists->pairs.youths];
    lists->unlisted = NW_NEW(int64_t, lists->pairs.youths);
    lists->alike = NW_NEW_ZERO(bool, count);
    lists->ahead = NW_NEW_ZERO(uint32_t, count);
    return lists->unlisted == NULL || lists->alike == NULL || lists->ahead == NULL
               ? nw_fail_memory("the lists of many lotteries")
               : NEXTWORK_OK;
}

static void mark_youth(nw_lottery_lists *lists, int32_t youth)
{
    const nw_pairs *pairs = &lists->pairs;
    int64_t end = pairs->start[youth + 1];
    lists->unlisted[youth] = end;
    for (int64_t i = end; i-- > pairs->start[youth];) {
        if (pairs->rank[i] == NW_RANK_UNLISTED)
            lists->unlisted[youth] = i;
        lists->alike[i] = i > pairs->start[youth] && pairs->rank[i] == pairs->rank[i - 1] &&
                          pairs->fit[i] == pairs->fit[i - 1];
    }
}

/* Room to sort a run of pairs. */
typedef struct {
    nw_keyed *items, *scratch;
} room;

/* Tier and post move together; rank and fit are the same in all of the run. */
static void order_by_post(nw_pairs *pairs, const room *r, int64_t first, int64_t end)
{
    int64_t count = end - first;
    for (int64_t i = 0; i < count; i++)
        r->items[i] = (nw_keyed){(uint64_t)pairs->post[first + i], pairs->tier[first + i]};
    nw_sort_keyed(r->items, r->scratch, count);
    for (int64_t i = 0; i < count; i++) {
        pairs->post[first + i] = (int32_t)r->items[i].key;
        pairs->tier[first + i] = (int32_t)r->items[i].item;
    }
}

static void order_runs(nw_lottery_lists *lists, const room *r)
{
    for (int32_t y = 0; y < lists->pairs.youths; y++) {
        int64_t end = lists->pairs.start[y + 1], next;
        for (int64_t i = lists->pairs.start[y]; i < end; i = next) {
            next = nw_alike_end(lists, i, end);
            if (next - i > 1)
                order_by_post(&lists->pairs, r, i, next);
        }
    }
}

static nextwork_status order_alike(nw_lottery_lists *lists)
{
    int64_t longest = 0;
    for (int32_t y = 0; y < lists->pairs.youths; y++) {
        mark_youth(lists, y);
        int64_t length = lists->pairs.start[y + 1] - lists->pairs.start[y];
        longest = length > longest ? length : longest;
    }
    room r = {NW_NEW(nw_keyed, longest), NW_NEW(nw_keyed, longest)};
    bool there = r.items != NULL && r.scratch != NULL;
    if (there)
        order_runs(lists, &r);
    nw_free(r.items);
    nw_free(r.scratch);
    return there ? NEXTWORK_OK : nw_fail_memory("the lists of many lotteries");
}

/* Tiers that occur are numbered from the best on, and each has room for every youth. */
static nextwork_status put_tiers_ahead(nw_lottery_lists *lists)
{
    const nw_pairs *pairs = &lists->pairs;
    int64_t count = pairs->start[pairs->youths], tiers = NW_CLAIMS, used = 0;
    int64_t *number = NW_NEW_ZERO(int64_t, tiers);
    if (number == NULL)
        return nw_fail_memory("the lists of many lotteries");
    for (int64_t i = 0; i < count; i++)
        number[pairs->tier[i]] = 1;
    for (int64_t t = 0; t < tiers; t++)
        number[t] = number[t] ? used++ : 0;
    bool fits = used * pairs->youths <= UINT32_MAX;
    for (int64_t i = 0; fits && i < count; i++)
        lists->ahead[i] = (uint32_t)(number[pairs->tier[i]] * pairs->youths);
    nw_free(number);
    return fits ? NEXTWORK_OK
                : nw_fail(NEXTWORK_ERROR_LIMIT,
                          "%d youths and %lld different ranks in the answers are too many for a "
                          "chance; match one municipality at a time",
                          (int)pairs->youths, (long long)used);
}

nextwork_status nw_lottery_lists_new(nw_lottery_lists *lists, const nw_placing *placing,
                                     bool by_answers)
{
    nw_lottery_lists made = {0};
    NW_TRY(nw_pairs_new(&made.pairs, placing));
    nextwork_status status = allocate(&made);
    if (status == NEXTWORK_OK)
        status = order_alike(&made);
    if (status == NEXTWORK_OK && by_answers)
        status = put_tiers_ahead(&made);
    if (status == NEXTWORK_OK)
        *lists = made;
    else
        nw_lottery_lists_clear(&made);
    return status;
}

void nw_lottery_lists_clear(nw_lottery_lists *lists)
{
    nw_pairs_clear(&lists->pairs);
    nw_free(lists->unlisted);
    nw_free(lists->alike);
    nw_free(lists->ahead);
    *lists = (nw_lottery_lists){0};
}
