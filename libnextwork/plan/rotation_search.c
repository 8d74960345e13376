/* Depth first through the periods in their order, since each fit depends on what came before. What
 * a youth can have at most from the periods still to come is bounded twice (branch and bound: Land
 * and Doig, 1960): by the best that they allow among themselves, as if nothing had come before,
 * which is found first, from the last period backwards (Russian doll search: Verfaillie, Lemaitre
 * and Schiex, 1996); and by the best candidate of each with what the sequence so far leaves it. */
#include "plan/rotation_search.h"

#include "base/arith.h"
#include "base/memory.h"

#include <string.h>

/* A candidate in a period. */
typedef struct nw_offer {
    int32_t most; /* its greatest worth, less its price */
    int32_t price;
    int32_t candidate;
    nw_post_trait trait;
} offer;

/* Where it stands after the sequence so far. */
typedef struct nw_standing {
    int32_t left; /* the most it can be worth now, less its price; NW_NEVER */
    uint32_t past;
} standing;

typedef struct {
    const nw_candidates_of *of;
    const nw_rotation_table *table;
    const int32_t *fixed, *price;
    int32_t periods, room;
    bool deepens; /* later fits gain by what comes before, so that they are known only at the end */
    offer *offers[NW_MOST_PERIODS]; /* best first */
    int32_t count[NW_MOST_PERIODS];
    standing *standings;                    /* [level * periods + period] * room + offer */
    int32_t from;                           /* the first period of the part that is searched */
    int64_t most_from[NW_MOST_PERIODS + 1]; /* that the periods from each on allow by themselves */
    int32_t chosen[NW_MOST_PERIODS];        /* candidates */
    int64_t best;
    int32_t best_sequence[NW_MOST_PERIODS];
} search;

nextwork_status nw_search_room_new(nw_search_room *room, const nw_rotation_table *table)
{
    int64_t most = 0, periods = table->periods;
    for (int32_t y = 0; y < table->youths; y++) {
        int64_t count = table->start[y + 1] - table->start[y];
        most = count > most ? count : most;
    }
    *room = (nw_search_room){NW_NEW(offer, most * periods),
                             NW_NEW(standing, most * periods * periods), (int32_t)most};
    return room->offers != NULL && room->standings != NULL ? NEXTWORK_OK
                                                           : nw_fail_memory("the search of a plan");
}

void nw_search_room_clear(nw_search_room *room)
{
    nw_free(room->offers);
    nw_free(room->standings);
    *room = (nw_search_room){0};
}

static int32_t price_of(const search *s, int32_t period, int32_t candidate)
{
    return s->price[(int64_t)period * s->table->posts + s->of->post[candidate]];
}

static standing *standings_of(const search *s, int32_t level, int32_t period)
{
    return s->standings + ((int64_t)level * s->periods + period) * s->room;
}

/* --- What may matter ---------------------------------------------------------------------------
 */

/* The most that any candidate of the period leaves, or staying out. */
static int64_t most_of_period(const search *s, int32_t period)
{
    const int32_t *worth = s->of->worth + (int64_t)period * s->of->count;
    const int32_t *price = s->price + (int64_t)period * s->table->posts;
    int32_t fixed = s->fixed[period], most = 0;
    if (fixed != NW_FREE)
        return fixed < 0 ? 0 : worth[fixed] - price_of(s, period, fixed);
    for (int32_t i = 0; i < s->of->count; i++)
        most = nw_max32(most, worth[i] - price[s->of->post[i]]);
    return most;
}

static void add_offer(search *s, int32_t period, int32_t candidate)
{
    offer *offers = s->offers[period];
    int32_t price = price_of(s, period, candidate), at = s->count[period]++;
    int32_t most = s->of->worth[(int64_t)period * s->of->count + candidate] - price;
    for (; at > 0 && offers[at - 1].most < most; at--)
        offers[at] = offers[at - 1];
    offers[at] = (offer){most, price, candidate, s->table->traits[s->of->post[candidate]]};
}

/* The candidates of the period that a better sequence than the best so far can have, when the other
 * periods leave `others` at most. */
static void list_offers(search *s, int32_t period, int64_t others)
{
    const int32_t *worth = s->of->worth + (int64_t)period * s->of->count;
    const int32_t *price = s->price + (int64_t)period * s->table->posts;
    int32_t fixed = s->fixed[period];
    s->count[period] = 0;
    if (fixed >= 0)
        add_offer(s, period, fixed);
    for (int32_t i = 0; fixed == NW_FREE && i < s->of->count; i++)
        if (worth[i] - price[s->of->post[i]] > s->best - others && worth[i] != NW_NEVER)
            add_offer(s, period, i);
}

/* --- What the sequence so far leaves ------------------------------------------------------------
 */

static uint32_t past_before_plan(const search *s, int32_t period, int32_t candidate)
{
    return s->of->prospect[(int64_t)period * s->of->count + candidate].past;
}

static void begin_standings(search *s, int32_t from)
{
    for (int32_t t = from; t < s->periods; t++) {
        standing *to = standings_of(s, from, t);
        for (int32_t j = 0; j < s->count[t]; j++)
            to[j] =
                (standing){s->offers[t][j].most, past_before_plan(s, t, s->offers[t][j].candidate)};
    }
}

static standing stand_after(const search *s, const offer *o, standing was, const offer *before,
                            int32_t earlier, int32_t period)
{
    if (was.left == NW_NEVER)
        return was;
    if (o->trait.company == before->trait.company &&
        !nw_both_fixed(s->of, earlier, before->candidate, period, o->candidate))
        return (standing){NW_NEVER, 0};
    uint32_t past =
        nw_past_after(was.past, &o->trait, &before->trait, s->table->strength[earlier][period]);
    if (past == was.past)
        return was;
    if (s->deepens || (past & NW_PAST_NO_MATTER) != 0)
        return (standing){was.left, past};
    return (standing){nw_worth_by_past(s->of, o->candidate, period, past) - o->price, past};
}

/* Brings the standings of all later periods to the next level, when the offer is chosen; returns
 * what they leave at most, each by itself, beside `but` alone. */
static void stand_all_after(const search *s, int32_t period, int32_t level, const offer *chosen,
                            int64_t most[NW_MOST_PERIODS])
{
    for (int32_t t = period + 1; t < s->periods; t++) {
        const standing *was = standings_of(s, level, t);
        standing *now = standings_of(s, period + 1, t);
        int32_t greatest = s->fixed[t] >= 0 ? NW_NEVER : 0;
        for (int32_t j = 0; j < s->count[t]; j++) {
            now[j] = stand_after(s, &s->offers[t][j], was[j], chosen, period, t);
            greatest = nw_max32(greatest, now[j].left);
        }
        most[t] = greatest;
    }
}

/* Whether the firm is where the youth was last, given the part's periods so far. */
static bool is_last_employer(const search *s, int32_t period, int32_t candidate)
{
    int32_t since = nw_plan_since(s->of, period);
    for (int32_t t = period - 1; t >= s->from && t >= since; t--) {
        if (s->chosen[t] < 0)
            continue;
        const nw_post_trait *traits = s->table->traits;
        return s->table->last_rule[period] &&
               traits[s->of->post[s->chosen[t]]].firm == traits[s->of->post[candidate]].firm &&
               !nw_both_fixed(s->of, t, s->chosen[t], period, candidate);
    }
    bool known = s->from <= since; /* else it depends on periods that are not decided */
    return known && (past_before_plan(s, period, candidate) & NW_PAST_LAST_EMPLOYER) != 0;
}

/* What the offer leaves now that all before it is chosen. */
static int32_t left_of(const search *s, int32_t period, const offer *o, standing now)
{
    if (now.left == NW_NEVER || is_last_employer(s, period, o->candidate))
        return NW_NEVER;
    if (!s->deepens || s->from > 0 || (now.past & NW_PAST_NO_MATTER) != 0)
        return now.left;
    return nw_worth_by_past(s->of, o->candidate, period, now.past) - o->price;
}

/* --- The search --------------------------------------------------------------------------------
 */

static void keep_if_best(search *s, int64_t value)
{
    if (value <= s->best)
        return;
    s->best = value;
    memcpy(s->best_sequence, s->chosen, sizeof s->chosen);
}

/* Adds what is best from the period on to the chosen ones, which leave `value` and the standings of
 * `level`; most[t] is the most that period t leaves by itself. */
static void descend(search *s, int32_t period, int32_t level, int32_t out, int64_t value,
                    const int64_t most[NW_MOST_PERIODS])
{
    if (period == s->periods) {
        keep_if_best(s, value);
        return;
    }
    int64_t rest = 0, next[NW_MOST_PERIODS];
    for (int32_t t = period + 1; t < s->periods; t++)
        rest += most[t];
    rest = rest < s->most_from[period + 1] ? rest : s->most_from[period + 1];
    const standing *now = standings_of(s, level, period);
    for (int32_t i = 0; i < s->count[period]; i++) {
        const offer *o = &s->offers[period][i];
        if (value + o->most + rest <= s->best)
            break;
        int32_t left =
            value + now[i].left + rest <= s->best ? NW_NEVER : left_of(s, period, o, now[i]);
        if (left == NW_NEVER || value + left + rest <= s->best)
            continue;
        stand_all_after(s, period, level, o, next);
        s->chosen[period] = o->candidate;
        descend(s, period + 1, period + 1, out, value + left, next);
        s->chosen[period] = -1;
    }
    const nw_rotation_task *task = s->table->task;
    int64_t cost = nw_sat_out_cost(task, out + 1) - nw_sat_out_cost(task, out);
    if (s->fixed[period] < 0 && value - cost + rest > s->best)
        descend(s, period + 1, level, out + 1, value - cost, most);
}

static void search_from(search *s, int32_t from)
{
    int64_t most[NW_MOST_PERIODS];
    s->from = from;
    begin_standings(s, from);
    for (int32_t t = from; t < s->periods; t++) {
        most[t] = s->count[t] == 0 ? 0 : s->offers[t][0].most;
        most[t] = s->fixed[t] < 0 && most[t] < 0 ? 0 : most[t];
    }
    descend(s, from, from, 0, 0, most);
    s->most_from[from] = s->best;
}

/* What the whole sequence leaves. */
static int64_t value_of(const search *s, const int32_t *sequence)
{
    for (int32_t t = 0; t < s->periods; t++) {
        int32_t fixed = s->fixed[t];
        if (fixed != NW_FREE && (fixed >= 0 ? sequence[t] != fixed : sequence[t] >= 0))
            return NW_NO_SEQUENCE;
    }
    int64_t value = nw_worth_of_sequence(s->of, sequence);
    for (int32_t t = 0; t < s->periods && value != NW_NO_SEQUENCE; t++)
        value -= sequence[t] >= 0 ? price_of(s, t, sequence[t]) : 0;
    return value;
}

/* Begins with the better of the sequence and of nothing but what is fixed. */
static void begin(search *s, const int32_t *sequence)
{
    s->best = NW_NO_SEQUENCE;
    memcpy(s->chosen, sequence, (size_t)s->periods * sizeof *sequence);
    keep_if_best(s, value_of(s, s->chosen));
    for (int32_t t = 0; t < s->periods; t++)
        s->chosen[t] = s->fixed[t] < 0 ? -1 : s->fixed[t];
    keep_if_best(s, value_of(s, s->chosen));
    for (int32_t t = 0; t < s->periods; t++)
        s->chosen[t] = -1;
}

int64_t nw_best_sequence(int32_t *sequence, nw_search_room *room, const nw_candidates_of *of,
                         const int32_t *fixed, const int32_t *price)
{
    search s = {.of = of,
                .table = of->table,
                .fixed = fixed,
                .price = price,
                .periods = of->table->periods,
                .room = room->most,
                .deepens = of->intent == NW_DEEPEN,
                .standings = room->standings};
    int64_t most[NW_MOST_PERIODS], all = 0;
    for (int32_t t = 0; t < s.periods; t++) {
        s.offers[t] = room->offers + (int64_t)t * room->most;
        most[t] = most_of_period(&s, t);
        all += most[t];
    }
    begin(&s, sequence);
    for (int32_t t = 0; t < s.periods; t++)
        list_offers(&s, t, all - most[t]);
    int32_t known_sequence[NW_MOST_PERIODS];
    int64_t known = s.best;
    memcpy(known_sequence, s.best_sequence, sizeof known_sequence);
    for (int32_t t = s.periods - 1; t > 0; t--) {
        s.best = NW_NO_SEQUENCE;
        search_from(&s, t);
    }
    s.best = known;
    memcpy(s.best_sequence, known_sequence, sizeof known_sequence);
    search_from(&s, 0);
    if (s.best != NW_NO_SEQUENCE)
        memcpy(sequence, s.best_sequence, (size_t)s.periods * sizeof *sequence);
    return s.best;
}
