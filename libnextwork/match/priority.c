#include "match/priority.h"

#include "base/memory.h"
#include "base/sort.h"

#include <stdbool.h>
#include <stddef.h>

nextwork_status nw_lottery_positions(uint32_t *positions, const int64_t *numbers, int32_t youths)
{
    nw_keyed *items = NW_NEW(nw_keyed, 2 * (int64_t)youths);
    if (items == NULL)
        return nw_fail_memory("the lottery");
    for (int32_t youth = 0; youth < youths; youth++) {
        /* The sort is by unsigned numbers: the flipped sign keeps the order of signed ones. */
        uint64_t key = (uint64_t)numbers[youth] ^ (uint64_t)1 << 63;
        items[youth] = (nw_keyed){key, youth};
    }
    nw_sort_keyed(items, items + youths, youths);
    for (int32_t position = 0; position < youths; position++)
        positions[items[position].item] = (uint32_t)position;
    nw_free(items);
    return NEXTWORK_OK;
}

/* Entries grouped by company, and scratch memory to sort the largest group. */
typedef struct {
    int64_t *start;  /* companies + 1 */
    bool *is_list;   /* per company: the tiers of its entries are 1, 2, 3, … */
    uint64_t *taken; /* a bit for each place in such a list */
    int32_t *at;     /* the youth at each lottery position */
    nw_keyed *items;
    nw_keyed *scratch;
} company_groups;

static void free_groups(company_groups *groups)
{
    nw_free(groups->start);
    nw_free(groups->is_list);
    nw_free(groups->taken);
    nw_free(groups->at);
    nw_free(groups->items);
    nw_free(groups->scratch);
}

static int64_t size_of(const company_groups *groups, int32_t company)
{
    return groups->start[company + 1] - groups->start[company];
}

static nextwork_status count_entries(company_groups *groups, const nw_answered *entries)
{
    int64_t count = entries->start[entries->youths];
    groups->start = NW_NEW_ZERO(int64_t, (int64_t)entries->companies + 1);
    groups->is_list = NW_NEW(bool, entries->companies);
    groups->taken = NW_NEW_ZERO(uint64_t, count / 64 + 1);
    if (groups->start == NULL || groups->is_list == NULL || groups->taken == NULL)
        return nw_fail_memory("company priorities");
    for (int64_t i = 0; i < count; i++)
        groups->start[entries->post_company[entries->post[i]] + 1]++;
    for (int32_t company = 0; company < entries->companies; company++) {
        if (groups->start[company + 1] > INT32_MAX)
            return nw_fail(NEXTWORK_ERROR_LIMIT, "a company has more than 2147483647 answers");
        groups->is_list[company] = true;
        groups->start[company + 1] += groups->start[company];
    }
    return NEXTWORK_OK;
}

/* Takes a place in the company's list; false when there is no such place, or it is taken. */
static bool take_place(company_groups *groups, int32_t company, int64_t place)
{
    if (place < 0 || place >= size_of(groups, company))
        return false;
    int64_t at = groups->start[company] + place;
    uint64_t bit = UINT64_C(1) << (at % 64);
    bool is_free = (groups->taken[at / 64] & bit) == 0;
    groups->taken[at / 64] |= bit;
    return is_free;
}

/* Who ranks all youths it answers about, one after another, has given the keys: nothing is to be
 * sorted. Keys of others are made later. */
static void take_lists(uint32_t *keys, company_groups *groups, const nw_answered *entries)
{
    for (int64_t i = 0; i < entries->start[entries->youths]; i++) {
        int32_t company = entries->post_company[entries->post[i]];
        int64_t place = (int64_t)entries->tier[i] - 1;
        keys[i] = (uint32_t)place;
        if (!take_place(groups, company, place))
            groups->is_list[company] = false;
    }
}

/* Makes room for the entries of the other companies alone. */
static nextwork_status leave_out_lists(company_groups *groups, const nw_answered *entries,
                                       const uint32_t *positions)
{
    int64_t first = 0, sum = 0, largest = 0;
    for (int32_t company = 0; company < entries->companies; company++) {
        int64_t size = groups->is_list[company] ? 0 : groups->start[company + 1] - first;
        first = groups->start[company + 1];
        sum += size;
        groups->start[company + 1] = sum;
        largest = size > largest ? size : largest;
    }
    groups->at = NW_NEW(int32_t, entries->youths);
    groups->items = NW_NEW(nw_keyed, sum);
    groups->scratch = NW_NEW(nw_keyed, largest);
    if (groups->at == NULL || groups->items == NULL || groups->scratch == NULL)
        return nw_fail_memory("company priorities");
    for (int32_t youth = 0; youth < entries->youths; youth++)
        groups->at[positions[youth]] = youth;
    return NEXTWORK_OK;
}

/* The sort is by unsigned numbers. */
static uint64_t order_of(int32_t tier)
{
    return (uint32_t)tier ^ (uint32_t)1 << 31;
}

/* An entry, behind it the position of its youth. */
static int64_t item_of(int64_t entry, int32_t position)
{
    return entry | (int64_t)position << 32;
}

static int64_t entry_of(nw_keyed item)
{
    return item.item & UINT32_MAX;
}

/* Deals the entries to their companies, by lottery position: sorting by tier alone, which is
 * stable, leaves it between equals. start[c] moves to the end of company c, which is where company
 * c + 1 starts: shift_back undoes it. */
static void deal_entries(company_groups *groups, const nw_answered *entries)
{
    for (int32_t position = 0; position < entries->youths; position++) {
        int32_t youth = groups->at[position];
        for (int64_t i = entries->start[youth]; i < entries->start[youth + 1]; i++) {
            int32_t company = entries->post_company[entries->post[i]];
            if (groups->is_list[company])
                continue;
            groups->items[groups->start[company]++] =
                (nw_keyed){order_of(entries->tier[i]), item_of(i, position)};
        }
    }
}

static void shift_back(company_groups *groups, int32_t companies)
{
    for (int32_t company = companies; company > 0; company--)
        groups->start[company] = groups->start[company - 1];
    groups->start[0] = 0;
}

/* Whether two entries that differ in the post alone are the wrong way round: one youth at several
 * posts of the company. */
static bool posts_fall(nw_keyed a, nw_keyed b, const int32_t *post)
{
    return a.key == b.key && a.item >> 32 == b.item >> 32 && post[entry_of(a)] > post[entry_of(b)];
}

static void order_equals_by_post(nw_keyed *items, int64_t count, const int32_t *post)
{
    for (int64_t i = 1; i < count; i++) {
        nw_keyed moved = items[i];
        int64_t j = i;
        for (; j > 0 && posts_fall(items[j - 1], moved, post); j--)
            items[j] = items[j - 1];
        items[j] = moved;
    }
}

static void sort_company(uint32_t *keys, const company_groups *groups, const nw_answered *entries,
                         int32_t company)
{
    nw_keyed *items = groups->items + groups->start[company];
    int64_t count = size_of(groups, company);
    nw_sort_keyed(items, groups->scratch, count);
    order_equals_by_post(items, count, entries->post);
    for (int64_t i = 0; i < count; i++)
        keys[entry_of(items[i])] = (uint32_t)i;
}

static nextwork_status make_keys(uint32_t *keys, uint32_t *answered, company_groups *groups,
                                 const nw_answered *entries, const uint32_t *positions)
{
    NW_TRY(count_entries(groups, entries));
    for (int32_t company = 0; company < entries->companies; company++)
        answered[company] = (uint32_t)size_of(groups, company);
    take_lists(keys, groups, entries);
    NW_TRY(leave_out_lists(groups, entries, positions));
    if (groups->start[entries->companies] == 0)
        return NEXTWORK_OK;
    deal_entries(groups, entries);
    shift_back(groups, entries->companies);
    for (int32_t company = 0; company < entries->companies; company++)
        sort_company(keys, groups, entries, company);
    return NEXTWORK_OK;
}

nextwork_status nw_priority_keys(uint32_t *keys, uint32_t *answered, const nw_answered *entries,
                                 const uint32_t *positions)
{
    company_groups groups = {0};
    nextwork_status status = make_keys(keys, answered, &groups, entries, positions);
    free_groups(&groups);
    return status;
}
