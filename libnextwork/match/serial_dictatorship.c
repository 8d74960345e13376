#include "match/serial_dictatorship.h"

#include "base/memory.h"

#include <string.h>

typedef struct {
    const nw_seats *seats;
    int32_t *post_left, *company_left;
} left;

static int take(left *l, int32_t post)
{
    int32_t company = l->seats->post_company[post];
    if (l->post_left[post] == 0 || l->company_left[company] == 0)
        return 0;
    l->post_left[post]--;
    if (l->company_left[company] != INT32_MAX) /* no cap stays no cap */
        l->company_left[company]--;
    return 1;
}

static int32_t choose(left *l, const nw_pairs *pairs, int32_t youth)
{
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++)
        if (take(l, pairs->post[i]))
            return pairs->post[i];
    return -1;
}

nextwork_status nw_serial_dictatorship(int32_t *post_of, const nw_pairs *pairs,
                                       const nw_seats *seats, const uint32_t *turn)
{
    left l = {seats, NW_NEW(int32_t, seats->posts), NW_NEW(int32_t, seats->companies)};
    int32_t *next = NW_NEW(int32_t, pairs->youths);
    nextwork_status status = NEXTWORK_OK;
    if (l.post_left == NULL || l.company_left == NULL || next == NULL) {
        status = nw_fail_memory("a serial dictatorship");
    } else {
        memcpy(l.post_left, seats->post_seats, (size_t)seats->posts * sizeof(int32_t));
        memcpy(l.company_left, seats->company_seats, (size_t)seats->companies * sizeof(int32_t));
        for (int32_t y = 0; y < pairs->youths; y++)
            next[turn[y]] = y;
        for (int32_t t = 0; t < pairs->youths; t++)
            post_of[next[t]] = choose(&l, pairs, next[t]);
    }
    nw_free(l.post_left);
    nw_free(l.company_left);
    nw_free(next);
    return status;
}
