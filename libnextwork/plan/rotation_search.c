/* Depth first through the periods in their order, since each fit depends on what came before. What
 * a youth can have at most from the periods still to come is bounded by their best candidates, each
 * with what novelty leaves it after the sequence so far (branch and bound: Land and Doig, 1960). */
#include "plan/rotation_search.h"

#include "base/arith.h"
#include "base/memory.h"

#include <string.h>

typedef struct nw_offer {
    int32_t most; /* its greatest worth, less its price */
    int32_t candidate;
} offer;

typedef struct {
    const nw_candidates_of *of;
    const int32_t *fixed, *price;
    int32_t periods, posts;
    offer *offers[NW_MOST_PERIODS]; /* best first */
    int32_t count[NW_MOST_PERIODS];
    int32_t chosen[NW_MOST_PERIODS];
    int64_t best;
    int32_t best_sequence[NW_MOST_PERIODS];
} search;

nextwork_status nw_search_room_new(nw_search_room *room, const nw_rotation_table *table)
{
    room->most = 0;
    for (int32_t y = 0; y < table->youths; y++) {
        int64_t count = table->start[y + 1] - table->start[y];
        room->most = count > room->most ? (int32_t)count : room->most;
    }
    room->offers = NW_NEW(offer, (int64_t)room->most * table->periods);
    return room->offers != NULL ? NEXTWORK_OK : nw_fail_memory("the search of a plan");
}

void nw_search_room_clear(nw_search_room *room)
{
    nw_free(room->offers);
    room->offers = NULL;
}

static int32_t price_of(const search *s, int32_t period, int32_t candidate)
{
    return s->price[(int64_t)period * s->posts + s->of->post[candidate]];
}

static bool may_be(const search *s, int32_t period, int32_t candidate)
{
    int32_t fixed = s->fixed[period];
    return fixed == NW_FREE || fixed == candidate || (fixed == NW_STAYS_OUT && candidate < 0);
}

static int64_t value_of(const search *s, const int32_t *sequence)
{
    for (int32_t t = 0; t < s->periods; t++)
        if (!may_be(s, t, sequence[t]))
            return NW_NO_SEQUENCE;
    int64_t value = nw_worth_of_sequence(s->of, sequence);
    for (int32_t t = 0; t < s->periods && value != NW_NO_SEQUENCE; t++)
        value -= sequence[t] >= 0 ? price_of(s, t, sequence[t]) : 0;
    return value;
}

static void try_sequence(search *s, const int32_t *sequence)
{
    int64_t value = value_of(s, sequence);
    if (value <= s->best)
        return;
    s->best = value;
    memcpy(s->best_sequence, sequence, (size_t)s->periods * sizeof *sequence);
}

/* --- What may matter ---------------------------------------------------------------------------
 */

/* The most that any candidate of the period leaves, or staying out. */
static int64_t most_of_period(const search *s, int32_t period)
{
    const int32_t *worth = s->of->worth + (int64_t)period * s->of->count;
    const int32_t *price = s->price + (int64_t)period * s->posts;
    int32_t fixed = s->fixed[period], most = 0;
    if (fixed != NW_FREE)
        return fixed < 0 ? 0 : worth[fixed] - price_of(s, period, fixed);
    for (int32_t i = 0; i < s->of->count; i++) {
        most = nw_max32(most, worth[i] - price[s->of->post[i]]);
    }
    return most;
}

static void insert(offer *offers, int32_t count, offer made)
{
    for (; count > 0 && offers[count - 1].most < made.most; count--)
        offers[count] = offers[count - 1];
    offers[count] = made;
}

/* The candidates of the period that a better sequence than the best so far can have, when the other
 * periods leave `others` at most. */
static void list_offers(search *s, int32_t period, int64_t others)
{
    const int32_t *worth = s->of->worth + (int64_t)period * s->of->count;
    const int32_t *price = s->price + (int64_t)period * s->posts;
    int32_t fixed = s->fixed[period];
    s->count[period] = 0;
    for (int32_t i = 0; i < s->of->count; i++) {
        int32_t left = worth[i] - price[s->of->post[i]];
        bool matters =
            worth[i] != NW_NEVER && (fixed == NW_FREE || fixed == i) && left > s->best - others;
        if (matters)
            insert(s->offers[period], s->count[period]++, (offer){left, i});
    }
}

/* --- The search --------------------------------------------------------------------------------
 */

/* What periods `period` .. can have at most after the chosen ones, each by itself. */
static int64_t bound_rest(const search *s, int32_t period)
{
    int64_t sum = 0;
    for (int32_t t = period; t < s->periods; t++) {
        int32_t most = s->fixed[t] >= 0 ? NW_NEVER : 0;
        for (int32_t i = 0; i < s->count[t] && s->offers[t][i].most > most; i++) {
            int32_t candidate = s->offers[t][i].candidate;
            int32_t worth = nw_worth_after(s->of, candidate, t, s->chosen, period);
            if (worth != NW_NEVER)
                most = nw_max32(most, worth - price_of(s, t, candidate));
        }
        sum += most;
    }
    return sum;
}

static void descend(search *s, int32_t period, int32_t out, int64_t value)
{
    const nw_rotation_task *task = s->of->table->task;
    if (period == s->periods) {
        if (value > s->best) {
            s->best = value;
            memcpy(s->best_sequence, s->chosen, (size_t)s->periods * sizeof *s->chosen);
        }
        return;
    }
    for (int32_t t = period; t < s->periods; t++)
        s->chosen[t] = -1;
    int64_t rest = bound_rest(s, period + 1);
    for (int32_t i = 0; i < s->count[period]; i++) {
        offer o = s->offers[period][i];
        if (value + o.most + rest <= s->best)
            break;
        int32_t worth = nw_worth_after(s->of, o.candidate, period, s->chosen, period);
        if (worth == NW_NEVER)
            continue;
        int64_t with = value + worth - price_of(s, period, o.candidate);
        if (with + rest <= s->best)
            continue;
        s->chosen[period] = o.candidate;
        descend(s, period + 1, out, with);
        s->chosen[period] = -1;
    }
    int64_t cost = nw_sat_out_cost(task, out + 1) - nw_sat_out_cost(task, out);
    if (s->fixed[period] < 0 && value - cost + rest > s->best)
        descend(s, period + 1, out + 1, value - cost);
}

int64_t nw_best_sequence(int32_t *sequence, nw_search_room *room, const nw_candidates_of *of,
                         const int32_t *fixed, const int32_t *price)
{
    search s = {.of = of,
                .fixed = fixed,
                .price = price,
                .periods = of->table->periods,
                .posts = of->table->posts,
                .best = NW_NO_SEQUENCE};
    int32_t nowhere[NW_MOST_PERIODS];
    int64_t most[NW_MOST_PERIODS], all = 0;
    for (int32_t t = 0; t < s.periods; t++) {
        s.offers[t] = room->offers + (int64_t)t * room->most;
        nowhere[t] = fixed[t] < 0 ? -1 : fixed[t];
        most[t] = most_of_period(&s, t);
        all += most[t];
    }
    try_sequence(&s, sequence);
    try_sequence(&s, nowhere);
    for (int32_t t = 0; t < s.periods; t++)
        list_offers(&s, t, all - most[t]);
    descend(&s, 0, 0, 0);
    if (s.best != NW_NO_SEQUENCE)
        memcpy(sequence, s.best_sequence, (size_t)s.periods * sizeof *sequence);
    return s.best;
}
