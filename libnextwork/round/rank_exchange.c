#include "round/rank_exchange.h"

#include "base/memory.h"
#include "match/fair.h"
#include "match/rank_maximal.h"
#include "round/pairs.h"
#include "round/rank_proof.h"

/* A profile: placements in all at [0], at rank r at [r], at unlisted posts at [UNLISTED]. */
#define UNLISTED 10000
#define PLACES (UNLISTED + 1)

static int32_t place_of(const nw_cohort *cohort, int32_t youth, int32_t post)
{
    int32_t rank = nw_wish_rank(cohort, youth, post);
    return rank == NW_UNKNOWN ? UNLISTED : rank;
}

static void count_one(int64_t *profile, const nw_cohort *cohort, int32_t youth, int32_t post)
{
    if (post < 0)
        return;
    profile[0]++;
    profile[place_of(cohort, youth, post)]++;
}

static void count_all(int64_t *profile, const nw_cohort *cohort, const int32_t *post_of)
{
    memset(profile, 0, PLACES * sizeof *profile);
    for (int32_t y = 0; y < cohort->youths.count; y++)
        count_one(profile, cohort, y, post_of[y]);
}

static void drop_row(nw_pairs *pairs, int32_t youth)
{
    int64_t from = pairs->start[youth], to = pairs->start[youth + 1];
    size_t behind = (size_t)(pairs->start[pairs->youths] - to);
    memmove(pairs->post + from, pairs->post + to, behind * sizeof *pairs->post);
    memmove(pairs->rank + from, pairs->rank + to, behind * sizeof *pairs->rank);
    for (int32_t y = youth + 1; y <= pairs->youths; y++)
        pairs->start[y] -= to - from;
}

static nextwork_status prepare(nw_rank_exchange *e)
{
    const nw_cohort *cohort = e->result->round->cohort;
    const nw_seats *seats = &e->placing.seats;
    NW_TRY(nw_pairs_new(&e->pairs, &e->placing));
    drop_row(&e->pairs, e->youth);
    e->post_seats = NW_NEW(int32_t, seats->posts);
    e->company_seats = NW_NEW(int32_t, seats->companies);
    e->post_of = NW_NEW(int32_t, cohort->youths.count);
    e->now = NW_NEW(int64_t, PLACES);
    e->then = NW_NEW(int64_t, PLACES);
    if (e->post_seats == NULL || e->company_seats == NULL || e->post_of == NULL || e->now == NULL ||
        e->then == NULL)
        return nw_fail_memory("an explanation");
    memcpy(e->post_seats, seats->post_seats, (size_t)seats->posts * sizeof(int32_t));
    memcpy(e->company_seats, seats->company_seats, (size_t)seats->companies * sizeof(int32_t));
    count_all(e->now, cohort, e->result->post_of);
    return NEXTWORK_OK;
}

nextwork_status nw_rank_exchange_new(nw_rank_exchange *exchange, const nw_result *result,
                                     int32_t youth)
{
    nw_rank_exchange e = {.result = result, .youth = youth};
    NW_TRY(nw_placing_new(&e.placing, result->round, &result->options, NULL));
    nextwork_status status = prepare(&e);
    if (status == NEXTWORK_OK)
        *exchange = e;
    else
        nw_rank_exchange_clear(&e);
    return status;
}

void nw_rank_exchange_clear(nw_rank_exchange *e)
{
    nw_placing_clear(&e->placing);
    nw_pairs_clear(&e->pairs);
    nw_free(e->post_seats);
    nw_free(e->company_seats);
    nw_free(e->post_of);
    nw_free(e->now);
    nw_free(e->then);
    *e = (nw_rank_exchange){0};
}

static nextwork_status match_others(nw_rank_exchange *e, int32_t post)
{
    nw_seats seats = e->placing.seats;
    int32_t company = seats.post_company[post];
    int32_t taken = e->company_seats[company] != INT32_MAX; /* no cap stays no cap */
    seats.post_seats = e->post_seats;
    seats.company_seats = e->company_seats;
    e->post_seats[post]--;
    e->company_seats[company] -= taken;
    const uint32_t *turn = e->placing.priorities.position;
    nextwork_status status = e->result->mechanism->by_ranks == NW_WORST_RANKS_LAST
                                 ? nw_fair(e->post_of, &e->pairs, &seats, turn, NULL)
                                 : nw_rank_maximal(e->post_of, &e->pairs, &seats, turn, NULL);
    e->post_seats[post]++;
    e->company_seats[company] += taken;
    return status;
}

static int32_t rank_at(int32_t place)
{
    return place == UNLISTED ? NW_RANK_UNLISTED : place;
}

/* Where two profiles differ first, in the order in which the mechanism looks at them. */
static int32_t first_difference(const nw_rank_exchange *e)
{
    bool worst_last = e->result->mechanism->by_ranks == NW_WORST_RANKS_LAST;
    if (worst_last && e->now[0] != e->then[0])
        return 0;
    for (int32_t i = 1; i < PLACES; i++) {
        int32_t place = worst_last ? PLACES - i : i;
        if (e->now[place] != e->then[place])
            return place;
    }
    return -1;
}

nextwork_status nw_rank_exchange_at(nw_rank_loss *loss, nw_rank_exchange *e, int32_t post)
{
    const nw_cohort *cohort = e->result->round->cohort;
    NW_TRY(match_others(e, post));
    count_all(e->then, cohort, e->post_of);
    count_one(e->then, cohort, e->youth, post);
    int32_t place = first_difference(e);
    if (place < 0)
        *loss = (nw_rank_loss){0};
    else
        *loss = (nw_rank_loss){place == 0 ? NW_RANK_PLACED : rank_at(place), e->now[place],
                               e->then[place]};
    return NEXTWORK_OK;
}
