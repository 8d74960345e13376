#include "match/check.h"

#include "base/memory.h"

#include <stddef.h>

static nextwork_status allocate(nw_check *check)
{
    int64_t posts = check->seats->posts, companies = check->seats->companies;
    check->post_placed = NW_NEW_ZERO(int32_t, posts);
    check->post_worst = NW_NEW_ZERO(uint64_t, posts);
    check->company_placed = NW_NEW_ZERO(int32_t, companies);
    check->company_worst = NW_NEW_ZERO(uint64_t, companies);
    check->threshold = NW_NEW(uint64_t, posts);
    if (check->post_placed == NULL || check->post_worst == NULL || check->company_placed == NULL ||
        check->company_worst == NULL || check->threshold == NULL)
        return nw_fail_memory("the check of a matching");
    return NEXTWORK_OK;
}

static nextwork_status count_youths(nw_check *check, int32_t youths, const int32_t *post_of,
                                    const uint64_t *key_of)
{
    for (int32_t youth = 0; youth < youths; youth++) {
        int32_t post = post_of[youth];
        if (post == -1)
            continue;
        if (post < 0 || post >= check->seats->posts)
            return nw_fail(NEXTWORK_ERROR_ARGUMENT, "youth %d is at post %d of %d", (int)youth,
                           (int)post, (int)check->seats->posts);
        check->post_placed[post]++;
        if (key_of[youth] > check->post_worst[post])
            check->post_worst[post] = key_of[youth];
    }
    return NEXTWORK_OK;
}

static void sum_companies(nw_check *check)
{
    const nw_seats *seats = check->seats;
    for (int32_t post = 0; post < seats->posts; post++) {
        int32_t company = seats->post_company[post];
        check->company_placed[company] += check->post_placed[post];
        if (check->post_worst[post] > check->company_worst[company])
            check->company_worst[company] = check->post_worst[post];
        check->posts_over += check->post_placed[post] > seats->post_seats[post];
    }
    for (int32_t company = 0; company < seats->companies; company++)
        check->companies_over += check->company_placed[company] > seats->company_seats[company];
}

static uint64_t threshold_of(const nw_check *check, int32_t post)
{
    const nw_seats *seats = check->seats;
    int32_t company = seats->post_company[post];
    if (seats->post_seats[post] == 0 || seats->company_seats[company] == 0)
        return 0;
    if (check->post_placed[post] >= seats->post_seats[post])
        return check->post_worst[post];
    if (check->company_placed[company] >= seats->company_seats[company])
        return check->company_worst[company];
    return UINT64_MAX;
}

nextwork_status nw_check_new(nw_check *check, const nw_seats *seats, int32_t youths,
                             const int32_t *post_of, const uint64_t *key_of)
{
    nw_check made = {.seats = seats};
    nextwork_status status = allocate(&made);
    if (status == NEXTWORK_OK)
        status = count_youths(&made, youths, post_of, key_of);
    if (status != NEXTWORK_OK) {
        nw_check_clear(&made);
        return status;
    }
    sum_companies(&made);
    for (int32_t post = 0; post < seats->posts; post++)
        made.threshold[post] = threshold_of(&made, post);
    *check = made;
    return NEXTWORK_OK;
}

void nw_check_clear(nw_check *check)
{
    nw_free(check->post_placed);
    nw_free(check->post_worst);
    nw_free(check->company_placed);
    nw_free(check->company_worst);
    nw_free(check->threshold);
    *check = (nw_check){0};
}

int nw_check_blocks(const nw_check *check, int32_t own_post, uint64_t own_key, int32_t post,
                    uint64_t key)
{
    const nw_seats *seats = check->seats;
    int32_t company = seats->post_company[post];
    int32_t cap = seats->company_seats[company];
    if (seats->post_seats[post] == 0 || cap == 0)
        return 0;
    if (check->post_placed[post] >= seats->post_seats[post])
        return key < check->post_worst[post];
    if (check->company_placed[company] < cap)
        return 1;
    /* The post has room and the company has not: somebody of the company goes, perhaps the youth
     * itself, from another post of the company to this one. */
    int moves = own_post >= 0 && seats->post_company[own_post] == company && key <= own_key;
    return moves || key < check->company_worst[company];
}

/* The first choice that is the youth's own post, `end` when none is. */
static int64_t find_own(const nw_choice *choices, int64_t begin, int64_t end, int32_t own_post)
{
    int64_t i = begin;
    while (i < end && choices[i].post != (uint32_t)own_post)
        i++;
    return i;
}

int64_t nw_check_blocking_pairs(const nw_check *check, int32_t youths, const int64_t *start,
                                const nw_choice *choices, const int32_t *post_of)
{
    int64_t pairs = 0;
    for (int32_t youth = 0; youth < youths; youth++) {
        int64_t end = start[youth + 1], own = end;
        if (post_of[youth] >= 0) {
            own = find_own(choices, start[youth], end, post_of[youth]);
            if (own == end)
                return -1;
        }
        uint64_t own_key = own < end ? choices[own].key : UINT64_MAX;
        for (int64_t i = start[youth]; i < own; i++) {
            /* Above its post's threshold a key never blocks; most are, and stop here. */
            if (choices[i].key <= check->threshold[choices[i].post])
                pairs += nw_check_blocks(check, post_of[youth], own_key, (int32_t)choices[i].post,
                                         choices[i].key);
        }
    }
    return pairs;
}
