/* Everything is one run of deferred acceptance: a company sees a youth with a second chance as
 * another youth, before all of the same tier without one. So it is stable by tier, whoever has a
 * second chance (a company never gives up anybody for a worse tier), and the order of proposals
 * does not matter.
 *
 * Where a youth likes several posts equally, each of them stands in the list twice: first behind
 * everybody who asks in earnest, so that the youth is where it is only as long as nobody else wants
 * the seat, and then, when all of them are gone, in earnest. */
#include "match/second_chances.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/deferred_acceptance.h"

#include <stddef.h>

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    const uint32_t *turn;
    int32_t *number;    /* of each tier that occurs, from the best on */
    int32_t tiers;      /* numbers */
    int32_t most_tier;  /* the worst that occurs */
    int64_t *start;     /* of each youth's choices; pairs->start when no youth has ties */
    nw_choice *choices; /* of the youths' next way through their lists */
    bool *again;        /* per youth: has had a second chance */
    nw_da *da;
} chances;

static int64_t pairs_of(const nw_pairs *pairs)
{
    return pairs->start[pairs->youths];
}

/* ---- keys ------------------------------------------------------------------------------------ */

static nextwork_status number_tiers(chances *c)
{
    const int32_t *tier = c->pairs->tier;
    int64_t count = pairs_of(c->pairs);
    for (int64_t i = 0; i < count; i++)
        c->most_tier = nw_max32(c->most_tier, tier[i]);
    c->number = NW_NEW_ZERO(int32_t, (int64_t)c->most_tier + 1);
    if (c->number == NULL)
        return nw_fail_memory("second chances");
    for (int64_t i = 0; i < count; i++)
        c->number[tier[i]] = 1;
    for (int32_t t = 0; t <= c->most_tier; t++)
        c->number[t] = c->number[t] ? c->tiers++ : 0;
    if (3 * (int64_t)c->tiers * c->pairs->youths < NW_NO_CUTOFF)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_LIMIT,
                   "%d youths and %d different ranks in the answers are too many for ties = "
                   "most-placed; match one municipality at a time",
                   (int)c->pairs->youths, (int)c->tiers);
}

/* Second chances and claims in earnest by tier, then those that make way for anybody. */
typedef enum { SECOND_CHANCE, IN_EARNEST, MAKING_WAY } claim;

static nw_choice choice_of(const chances *c, int32_t youth, int64_t pair, claim by)
{
    uint32_t tier = (uint32_t)c->number[c->pairs->tier[pair]], youths = (uint32_t)c->pairs->youths;
    uint32_t class = by == MAKING_WAY ? 2 * (uint32_t)c->tiers + tier : 2 * tier + by;
    return (nw_choice){(uint32_t)c->pairs->post[pair], class * youths + c->turn[youth]};
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* The end of the pairs that the youth likes as well as this one. */
static int64_t equals_end(const nw_pairs *pairs, int64_t pair, int64_t end)
{
    int64_t next = pair + 1;
    if (pairs->rank[pair] == NW_RANK_UNLISTED)
        return next;
    while (next < end && pairs->rank[next] == pairs->rank[pair])
        next++;
    return next;
}

/* Whether any two pairs beside each other have the same rank: without one no youth has ties. */
static bool may_have_ties(const nw_pairs *pairs)
{
    int same = 0;
    for (int64_t i = 1; i < pairs_of(pairs); i++)
        same |= pairs->rank[i] == pairs->rank[i - 1];
    return same;
}

static int64_t count_choices(const nw_pairs *pairs, int32_t youth)
{
    int64_t end = pairs->start[youth + 1], count = end - pairs->start[youth], next;
    for (int64_t i = pairs->start[youth]; i < end; i = next) {
        next = equals_end(pairs, i, end);
        count += next - i > 1 ? next - i : 0;
    }
    return count;
}

static void write_choices(const chances *c, int32_t youth)
{
    nw_choice *to = &c->choices[c->start[youth]];
    int64_t end = c->pairs->start[youth + 1], next;
    for (int64_t i = c->pairs->start[youth]; i < end; i = next) {
        next = equals_end(c->pairs, i, end);
        for (int64_t j = i; next - i > 1 && j < next; j++)
            *to++ = choice_of(c, youth, j, MAKING_WAY);
        for (int64_t j = i; j < next; j++)
            *to++ = choice_of(c, youth, j, IN_EARNEST);
    }
}

/* The list as it is. */
static void copy_choices(const chances *c, int32_t youth)
{
    int64_t first = c->pairs->start[youth], count = c->pairs->start[youth + 1] - first;
    for (int64_t i = 0; i < count; i++)
        c->choices[c->start[youth] + i] = choice_of(c, youth, first + i, IN_EARNEST);
}

static nextwork_status make_lists(chances *c)
{
    int32_t youths = c->pairs->youths;
    bool ties = may_have_ties(c->pairs);
    c->start = NW_NEW(int64_t, (int64_t)youths + 1);
    c->again = NW_NEW_ZERO(bool, youths);
    if (c->start == NULL || c->again == NULL)
        return nw_fail_memory("second chances");
    c->start[0] = 0;
    for (int32_t y = 0; y < youths; y++)
        c->start[y + 1] = c->start[y] + (ties ? count_choices(c->pairs, y)
                                              : c->pairs->start[y + 1] - c->pairs->start[y]);
    c->choices = NW_NEW(nw_choice, c->start[youths]);
    if (c->choices == NULL)
        return nw_fail_memory("second chances");
    for (int32_t y = 0; y < youths; y++)
        if (ties)
            write_choices(c, y);
        else
            copy_choices(c, y);
    return NEXTWORK_OK;
}

/* ---- the run --------------------------------------------------------------------------------- */

/* Whether the youth goes through its list once more. All choices were refused, so that nobody
 * reads them. */
static bool try_again(chances *c, int32_t youth)
{
    int64_t first = c->pairs->start[youth], count = c->pairs->start[youth + 1] - first;
    nw_choice *list = &c->choices[c->start[youth]];
    if (c->again[youth] || count == 0)
        return false;
    c->again[youth] = true;
    for (int64_t i = 0; i < count; i++)
        list[i] = choice_of(c, youth, first + i, SECOND_CHANCE);
    nw_da_offer(c->da, youth, list, count);
    return true;
}

/* Runs until nobody has a choice left. */
static nextwork_status run(int32_t *post_of, chances *c, int64_t waiting, nextwork_monitor *monitor)
{
    nw_monitor_begin(monitor, waiting);
    if (nw_da_run(c->da, monitor) != NW_RUNNING)
        return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    nw_da_posts(post_of, c->da);
    return NEXTWORK_OK;
}

static nextwork_status place(int32_t *post_of, chances *c, bool again, nextwork_monitor *monitor)
{
    int32_t waiting = again ? c->pairs->youths : 0;
    for (int32_t y = 0; y < c->pairs->youths; y++)
        nw_da_offer(c->da, y, &c->choices[c->start[y]], c->start[y + 1] - c->start[y]);
    NW_TRY(run(post_of, c, c->pairs->youths, monitor));
    while (waiting > 0) {
        waiting = 0;
        for (int32_t y = 0; y < c->pairs->youths; y++)
            waiting += post_of[y] < 0 && try_again(c, y);
        NW_TRY(run(post_of, c, waiting, monitor));
    }
    return NEXTWORK_OK;
}

static nextwork_status set_up(chances *c)
{
    NW_TRY(number_tiers(c));
    NW_TRY(make_lists(c));
    return nw_da_new(&c->da, c->seats, c->pairs->youths);
}

nextwork_status nw_second_chances(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                                  const uint32_t *turn, bool again, nextwork_monitor *monitor)
{
    chances c = {.pairs = pairs, .seats = seats, .turn = turn};
    nextwork_status status = set_up(&c);
    if (status == NEXTWORK_OK)
        status = place(post_of, &c, again, monitor);
    nw_free(c.number);
    nw_free(c.start);
    nw_free(c.choices);
    nw_free(c.again);
    nw_da_free(c.da);
    return status;
}
