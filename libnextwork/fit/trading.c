#include "fit/trading.h"

#include "base/memory.h"
#include "fit/fit.h"
#include "fit/reasons.h"

/* The only placement that covers a day of the round, if it covers the first; NULL. */
static const nw_placement *running_alone(const nw_round *round, int32_t youth)
{
    const nw_placements *placements = &round->cohort->placements;
    const nw_placement *running = NULL;
    for (int64_t i = placements->start[youth]; i < placements->start[youth + 1]; i++) {
        if (!nw_placement_covers(&placements->item[i], round->start, round->end))
            continue;
        if (running != NULL)
            return NULL;
        running = &placements->item[i];
    }
    return running != NULL && running->start <= round->start ? running : NULL;
}

static int32_t post_of(const nw_round *round, int32_t youth)
{
    const nw_placement *running = running_alone(round, youth);
    if (running == NULL || running->post < 0)
        return -1;
    uint32_t reasons = nw_pair_reasons(round, youth, running->post);
    return (reasons & ~NW_REASONS_OF_A_START) == 0 ? running->post : -1;
}

/* How many hold a seat at each post, and at each company. */
typedef struct {
    int32_t *post, *company;
} holders;

static void count(holders *n, const nw_cohort *cohort, const int32_t *held)
{
    memset(n->post, 0, (size_t)cohort->posts.count * sizeof *n->post);
    memset(n->company, 0, (size_t)cohort->companies.count * sizeof *n->company);
    for (int32_t y = 0; y < cohort->youths.count; y++)
        if (held[y] >= 0) {
            n->post[held[y]]++;
            n->company[cohort->posts.company[held[y]]]++;
        }
}

/* Leaves out all where more hold a seat than there is room for. Their placements take up again no
 * more than what they held, so that for all others there is room as before. */
static nextwork_status leave_out(int32_t *held, const nw_round *round, holders *n)
{
    const nw_cohort *cohort = round->cohort;
    nw_capacity room;
    NW_TRY(nw_capacity_new(&room, cohort, &round->rules, round->start, round->end, held));
    count(n, cohort, held);
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int32_t post = held[y];
        if (post < 0)
            continue;
        int32_t company = cohort->posts.company[post];
        if (n->post[post] > room.post_free[post] ||
            n->company[company] > room.company_free[company])
            held[y] = -1;
    }
    nw_capacity_clear(&room);
    return NEXTWORK_OK;
}

static nextwork_status find_held(int32_t *held, const nw_round *round, holders *n)
{
    for (int32_t y = 0; y < round->cohort->youths.count; y++)
        held[y] = post_of(round, y);
    return leave_out(held, round, n);
}

nextwork_status nw_round_trading(nw_round **trading, const nw_round *round)
{
    const nw_cohort *cohort = round->cohort;
    int32_t *held = NW_NEW(int32_t, cohort->youths.count);
    holders n = {NW_NEW(int32_t, cohort->posts.count), NW_NEW(int32_t, cohort->companies.count)};
    nextwork_status status = held == NULL || n.post == NULL || n.company == NULL
                                 ? nw_fail_memory("a round of trades")
                                 : find_held(held, round, &n);
    nw_free(n.post);
    nw_free(n.company);
    if (status == NEXTWORK_OK)
        return nw_round_new_held(trading, round, held);
    nw_free(held);
    return status;
}
