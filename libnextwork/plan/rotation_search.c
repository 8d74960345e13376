/* Depth first through the periods in their order, since each fit depends on what came before. What
 * a youth can have at most from the periods still to come is bounded twice (branch and bound: Land
 * and Doig, 1960): by the best that they allow among themselves, as if nothing had come before,
 * which is found first, from the last period backwards (Russian doll search: Verfaillie, Lemaitre
 * and Schiex, 1996); and by the best candidate of each with what the sequence so far leaves it. */
#include "plan/rotation_search.h"

#include "base/arith.h"
#include "base/memory.h"
#include "plan/rotation_tolls.h"

#include <string.h>

#define FEW 24 /* offers of a period; of more, some are behind others */

/* Choices after which a search goes no deeper. Where many posts are as good as each other and there
 * are many periods, no bound cuts much; elsewhere some hundred are enough. */
#define MOST_STEPS 16384
#define PARTS 16 /* of those, a search with one candidate given has one part */

/* A candidate in a period. */
typedef struct nw_offer {
    int32_t most; /* its greatest worth, less its price */
    int32_t toll; /* of its company */
    int32_t price;
    int32_t candidate;
    nw_post_trait trait;
} offer;

/* A candidate that is ahead of others of its kind in a period. */
typedef struct nw_leader {
    int32_t left; /* before anything of the plan */
    int32_t firm;
} leader;

/* Where an offer stands after the sequence so far. */
typedef struct nw_standing {
    int32_t left; /* the most it can be worth now, less its price */
    uint32_t past;
} standing;

/* What a period's choice leaves. Standings are worked out when they are asked for, from the offer
 * with the greatest hopes on: most are never asked for. */
typedef struct {
    int32_t before;                 /* the level before the choice */
    const offer *chosen;            /* NULL: none */
    int32_t known[NW_MOST_PERIODS]; /* per later period: standings that are worked out */
} level;

typedef struct {
    const nw_candidates_of *of;
    const nw_rotation_table *table;
    nw_search_room *room;
    const int32_t *price;
    int32_t fixed[NW_MOST_PERIODS];
    int32_t periods;
    bool deepens; /* later fits gain by what comes before, so that they are known only at the end */
    offer *offers[NW_MOST_PERIODS]; /* best first */
    int32_t count[NW_MOST_PERIODS];
    nw_tolls tolls;
    standing *standings;           /* [(level * periods + period) * room + offer] */
    level levels[NW_MOST_PERIODS]; /* [p]: after a choice in period p - 1; [from]: before any */
    int32_t from;                  /* the first period of the part that is searched */
    int64_t most_from[NW_MOST_PERIODS + 1]; /* that the periods from each on allow by themselves */
    int32_t chosen[NW_MOST_PERIODS];        /* candidates */
    int64_t best;
    int32_t best_sequence[NW_MOST_PERIODS];
    int32_t most_steps, steps; /* of one search; that are left of it */
    int64_t unseen;            /* what the sequences that it did not get to leave at most */
} search;

nextwork_status nw_search_room_new(nw_search_room *room, const nw_rotation_table *table)
{
    int64_t most = 0, periods = table->periods;
    for (int32_t y = 0; y < table->youths; y++) {
        int64_t count = table->start[y + 1] - table->start[y];
        most = count > most ? count : most;
    }
    *room = (nw_search_room){NW_NEW(offer, most * periods),
                             NW_NEW(standing, most * periods * periods),
                             (int32_t)most,
                             NW_NEW(nw_keyed, most),
                             NW_NEW(nw_keyed, most),
                             NW_NEW(leader, 2 * table->kinds * periods),
                             NW_NEW_ZERO(int32_t, 2 * table->kinds),
                             MOST_STEPS,
                             false};
    return room->offers != NULL && room->standings != NULL && room->keyed != NULL &&
                   room->scratch != NULL && room->leaders != NULL && room->leader_count != NULL
               ? NEXTWORK_OK
               : nw_fail_memory("the search of a plan");
}

void nw_search_room_clear(nw_search_room *room)
{
    nw_free(room->offers);
    nw_free(room->standings);
    nw_free(room->keyed);
    nw_free(room->scratch);
    nw_free(room->leaders);
    nw_free(room->leader_count);
    *room = (nw_search_room){0};
}

static int32_t price_of(const search *s, int32_t period, int32_t candidate)
{
    return s->price[(int64_t)period * s->table->posts + s->of->post[candidate]];
}

static standing *standings_of(const search *s, int32_t at, int32_t period)
{
    return s->room->standings + ((int64_t)at * s->periods + period) * s->room->most;
}

/* --- What may matter ---------------------------------------------------------------------------
 */

/* The most that the period leaves after the tolls. */
static int64_t most_of_period(const search *s, int32_t period)
{
    int32_t fixed = s->fixed[period];
    if (fixed >= 0)
        return s->of->worth[(int64_t)period * s->of->count + fixed] - price_of(s, period, fixed);
    return s->tolls.most[period];
}

static void add_offer(search *s, int32_t period, int32_t candidate)
{
    offer *offers = s->offers[period];
    const nw_post_trait *trait = &s->table->traits[s->of->post[candidate]];
    int32_t price = price_of(s, period, candidate), at = s->count[period]++;
    int32_t most = s->of->worth[(int64_t)period * s->of->count + candidate] - price;
    int32_t toll = nw_toll_at(&s->tolls, trait->company);
    for (; at > 0 && offers[at - 1].most - offers[at - 1].toll < most - toll; at--)
        offers[at] = offers[at - 1];
    offers[at] = (offer){most, toll, price, candidate, *trait};
}

static uint32_t past_before_plan(const search *s, int32_t period, int32_t candidate)
{
    return s->of->prospect[(int64_t)period * s->of->count + candidate].past;
}

/* Which leaders a candidate is compared with. */
static int64_t rank_of(const search *s, int32_t period, int32_t candidate)
{
    bool no_matter = (past_before_plan(s, period, candidate) & NW_PAST_NO_MATTER) != 0;
    return 2 * s->table->traits[s->of->post[candidate]].kind + no_matter;
}

/* What the candidate leaves in the period before anything of the plan. */
static int32_t left_at_first(const search *s, int32_t period, int32_t candidate)
{
    uint32_t past = past_before_plan(s, period, candidate);
    int32_t worth = s->deepens && (past & NW_PAST_NO_MATTER) == 0
                        ? nw_worth_by_past(s->of, candidate, period, past)
                        : s->of->worth[(int64_t)period * s->of->count + candidate];
    return worth - price_of(s, period, candidate);
}

/* Whether there is always another of the kind that leaves as much and can be had instead: each of
 * the other periods stands in the way of one firm at most. Whatever came before counts alike for
 * both, but for the rounding of a fit. */
static bool is_behind(search *s, int32_t period, int32_t candidate, int32_t left)
{
    int64_t rank = rank_of(s, period, candidate);
    leader *leaders = s->room->leaders + rank * s->periods;
    int32_t *count = &s->room->leader_count[rank], firm, ahead = 0;
    bool known = false;
    firm = s->table->traits[s->of->post[candidate]].firm;
    for (int32_t i = 0; i < *count; i++) {
        ahead += leaders[i].left - left >= s->table->task->weight[period];
        known = known || leaders[i].firm == firm;
    }
    bool last_employer = (past_before_plan(s, period, candidate) & NW_PAST_LAST_EMPLOYER) != 0;
    if (*count < s->periods && !known && !last_employer)
        leaders[(*count)++] = (leader){left, firm};
    return ahead == s->periods;
}

/* Adds the candidates, those that leave most first; without those that are behind, unless `all` are
 * asked for. */
static void add_sorted(search *s, int32_t period, int64_t count, bool all)
{
    nw_search_room *room = s->room;
    for (int64_t i = 0; i < count; i++) {
        int32_t candidate = (int32_t)room->keyed[i].item;
        int32_t left = left_at_first(s, period, candidate);
        room->keyed[i].key = (uint64_t)((int64_t)INT32_MAX - left);
        room->leader_count[rank_of(s, period, candidate)] = 0;
    }
    nw_sort_keyed(room->keyed, room->scratch, count);
    for (int64_t i = 0; i < count; i++) {
        int32_t candidate = (int32_t)room->keyed[i].item;
        int32_t left = (int32_t)((int64_t)INT32_MAX - (int64_t)room->keyed[i].key);
        if (all || !is_behind(s, period, candidate, left))
            add_offer(s, period, candidate);
    }
}

/* The candidates of the period that leave more than `needed` after their tolls; `all` of them, or
 * only those that are behind no others. */
static void list_offers(search *s, int32_t period, int64_t needed, bool all)
{
    const int32_t *worth = s->of->worth + (int64_t)period * s->of->count;
    const int32_t *price = s->price + (int64_t)period * s->table->posts;
    int32_t fixed = s->fixed[period];
    int64_t count = 0;
    s->count[period] = 0;
    if (fixed >= 0)
        add_offer(s, period, fixed);
    for (int32_t i = 0; fixed == NW_FREE && i < s->of->count; i++) {
        int32_t post = s->of->post[i], left = worth[i] - price[post];
        if (left > needed && worth[i] != NW_NEVER &&
            left - nw_toll_at(&s->tolls, s->table->traits[post].company) > needed)
            s->room->keyed[count++].item = i;
    }
    if (count > FEW)
        add_sorted(s, period, count, all);
    else
        for (int64_t i = 0; i < count; i++)
            add_offer(s, period, (int32_t)s->room->keyed[i].item);
}

/* --- What the sequence so far leaves ------------------------------------------------------------
 */

/* Brings a standing to what it is when `before` is chosen in the earlier period. */
static void stand_after(standing *now, const search *s, const offer *before, int32_t earlier,
                        int32_t period, const offer *o)
{
    if (now->left == NW_NEVER)
        return;
    if (o->trait.company == before->trait.company &&
        !nw_both_fixed(s->of, earlier, before->candidate, period, o->candidate)) {
        now->left = NW_NEVER;
        return;
    }
    uint32_t past =
        nw_past_after(now->past, &o->trait, &before->trait, s->table->strength[earlier][period]);
    if (past == now->past)
        return;
    now->past = past;
    if (!s->deepens && (past & NW_PAST_NO_MATTER) == 0)
        now->left = nw_worth_by_past(s->of, o->candidate, period, past) - o->price;
}

/* Begins the level anew: after `chosen` in the period before, or before any choice. */
static void enter(search *s, int32_t at, int32_t before, const offer *chosen)
{
    s->levels[at].before = before;
    s->levels[at].chosen = chosen;
    for (int32_t t = at; t < s->periods; t++)
        s->levels[at].known[t] = 0;
}

static standing stand(search *s, int32_t at, int32_t period, int32_t number);

/* Works out where the period's offers stand at the level, up to that number. */
static void work_out(search *s, int32_t at, int32_t period, int32_t number)
{
    level *l = &s->levels[at];
    standing *all = standings_of(s, at, period);
    for (int32_t j = l->known[period]; j <= number; j++) {
        const offer *o = &s->offers[period][j];
        if (l->chosen == NULL) {
            all[j] = (standing){o->most, past_before_plan(s, period, o->candidate)};
        } else {
            all[j] = stand(s, l->before, period, j);
            stand_after(&all[j], s, l->chosen, at - 1, period, o);
        }
    }
    l->known[period] = number + 1;
}

static standing stand(search *s, int32_t at, int32_t period, int32_t number)
{
    if (s->levels[at].known[period] <= number)
        work_out(s, at, period, number);
    return standings_of(s, at, period)[number];
}

/* The most that the period leaves by itself at the level, after the toll. */
static int32_t most_at(search *s, int32_t at, int32_t period)
{
    int32_t most = s->fixed[period] >= 0 ? NW_NEVER : 0;
    for (int32_t j = 0; j < s->count[period]; j++) {
        const offer *o = &s->offers[period][j];
        if (o->most - o->toll <= most)
            break;
        standing now = stand(s, at, period, j);
        if (now.left != NW_NEVER)
            most = nw_max32(most, now.left - o->toll);
    }
    return most;
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

/* Notes that nobody looked at what follows: by the bounds of the periods and of the part. */
static void leave_unseen(search *s, int32_t period, int64_t by_periods, int64_t value)
{
    int64_t by_part = value + s->most_from[period];
    int64_t least = by_periods < by_part ? by_periods : by_part;
    s->unseen = least > s->unseen ? least : s->unseen;
    s->steps = 0;
}

static void descend(search *s, int32_t period, int32_t at, int32_t out, int64_t value,
                    int64_t tolls, const int64_t most[NW_MOST_PERIODS]);

/* Goes on after a choice, unless too little is left. `rest` is what the later periods leave at most
 * without regard to it, most[] for each and tolls. */
static void go_on(search *s, int32_t period, int32_t at, const offer *chosen, int32_t out,
                  int64_t value, int64_t tolls, int64_t rest, const int64_t most[NW_MOST_PERIODS])
{
    int64_t next[NW_MOST_PERIODS];
    if (period + 1 < s->periods)
        enter(s, period + 1, at, chosen);
    for (int32_t t = period + 1; t < s->periods; t++) {
        next[t] = most_at(s, period + 1, t);
        rest += next[t] - most[t];
        if (value + rest <= s->best)
            return;
    }
    descend(s, period + 1, period + 1, out, value, tolls, next);
}

/* Adds what is best from the period on to the chosen ones, which leave `value` and the level `at`;
 * most[t] is the most that period t leaves by itself, `tolls` what can still be handed back. */
static void descend(search *s, int32_t period, int32_t at, int32_t out, int64_t value,
                    int64_t tolls, const int64_t most[NW_MOST_PERIODS])
{
    if (period >= s->periods) {
        keep_if_best(s, value);
        return;
    }
    int64_t rest = tolls, by_themselves = s->most_from[period + 1];
    for (int32_t t = period + 1; t < s->periods; t++)
        rest += most[t];
    if (s->steps-- <= 0) {
        leave_unseen(s, period, value + rest + most[period], value);
        return;
    }
    for (int32_t j = 0; j < s->count[period]; j++) {
        const offer *o = &s->offers[period][j];
        if (value + o->most - o->toll + rest <= s->best)
            break;
        int64_t after = rest - o->toll < by_themselves ? rest - o->toll : by_themselves;
        if (value + o->most + after <= s->best)
            continue;
        standing now = stand(s, at, period, j);
        if (value + now.left + after <= s->best)
            continue;
        int32_t left = left_of(s, period, o, now);
        if (left == NW_NEVER || value + left + after <= s->best)
            continue;
        s->chosen[period] = o->candidate;
        go_on(s, period, at, o, out, value + left, tolls - o->toll, rest - o->toll, most);
        s->chosen[period] = -1;
    }
    const nw_rotation_task *task = s->table->task;
    int64_t cost = nw_sat_out_cost(task, out + 1) - nw_sat_out_cost(task, out);
    rest = rest < by_themselves ? rest : by_themselves;
    if (s->fixed[period] < 0 && value - cost + rest > s->best)
        descend(s, period + 1, at, out + 1, value - cost, tolls, most);
}

static void search_from(search *s, int32_t from)
{
    int64_t most[NW_MOST_PERIODS];
    s->from = from;
    s->steps = s->most_steps;
    s->unseen = NW_NO_SEQUENCE;
    enter(s, from, from, NULL);
    for (int32_t t = from; t < s->periods; t++) {
        const offer *first = s->offers[t];
        most[t] = s->count[t] == 0 ? 0 : first->most - first->toll;
        most[t] = s->fixed[t] < 0 && most[t] < 0 ? 0 : most[t];
    }
    descend(s, from, from, 0, 0, s->tolls.sum, most);
    s->most_from[from] = s->best > s->unseen ? s->best : s->unseen;
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
static void begin(search *s, const int32_t *sequence, int64_t more_than)
{
    s->best = more_than;
    memcpy(s->chosen, sequence, (size_t)s->periods * sizeof *sequence);
    keep_if_best(s, value_of(s, s->chosen));
    for (int32_t t = 0; t < s->periods; t++)
        s->chosen[t] = s->fixed[t] < 0 ? -1 : s->fixed[t];
    keep_if_best(s, value_of(s, s->chosen));
    for (int32_t t = 0; t < s->periods; t++)
        s->chosen[t] = -1;
}

/* Begins a search: tolls, a first sequence, and the candidates that a sequence has which leaves
 * more than that one less `slack`; in period `each` all of them. */
static void set_up(search *s, nw_search_room *room, const nw_candidates_of *of,
                   const int32_t *fixed, const int32_t *price, const int32_t *sequence,
                   int64_t more_than, int64_t slack, int32_t each)
{
    int64_t most[NW_MOST_PERIODS];
    *s = (search){.of = of,
                  .table = of->table,
                  .price = price,
                  .periods = of->table->periods,
                  .room = room,
                  .tolls = nw_tolls_of(of, fixed, price),
                  .most_steps = room->most_steps,
                  .deepens = of->intent == NW_DEEPEN};
    for (int32_t t = 0; t < s->periods; t++) {
        s->fixed[t] = fixed[t];
        s->offers[t] = room->offers + (int64_t)t * room->most;
    }
    int64_t all = s->tolls.sum;
    for (int32_t t = 0; t < s->periods; t++) {
        most[t] = most_of_period(s, t);
        all += most[t];
    }
    begin(s, sequence, more_than);
    for (int32_t t = 0; t < s->periods; t++)
        list_offers(s, t, s->best - slack - (all - most[t]), t == each);
}

/* The best that later periods allow among themselves, from the last one backwards. */
static void search_parts(search *s)
{
    int32_t known_sequence[NW_MOST_PERIODS];
    int64_t known = s->best;
    memcpy(known_sequence, s->best_sequence, sizeof known_sequence);
    for (int32_t t = s->periods - 1; t > 0; t--) {
        s->best = NW_NO_SEQUENCE;
        search_from(s, t);
    }
    s->best = known;
    memcpy(s->best_sequence, known_sequence, sizeof known_sequence);
}

int64_t nw_best_sequence(int32_t *sequence, int64_t *most, nw_search_room *room,
                         const nw_candidates_of *of, const int32_t *fixed, const int32_t *price,
                         int64_t more_than)
{
    search s;
    set_up(&s, room, of, fixed, price, sequence, more_than, 0, -1);
    search_parts(&s);
    search_from(&s, 0);
    room->gave_up = room->gave_up || s.unseen > s.best;
    if (most != NULL)
        *most = s.most_from[0];
    if (s.best == more_than)
        return NW_NO_SEQUENCE;
    memcpy(sequence, s.best_sequence, (size_t)s.periods * sizeof *sequence);
    return s.best;
}

void nw_best_with_each(int64_t *value, nw_search_room *room, const nw_candidates_of *of,
                       const int32_t *fixed, const int32_t *price, const int32_t *sequence,
                       int32_t period, int64_t slack)
{
    search s;
    set_up(&s, room, of, fixed, price, sequence, NW_NO_SEQUENCE, slack, period);
    search_parts(&s);
    search_from(&s, 0);
    int64_t least = s.best - slack;
    for (int32_t i = 0; i < of->count; i++)
        value[i] = NW_NO_SEQUENCE;
    int32_t count = s.count[period];
    s.count[period] = 1; /* one at a time */
    s.most_steps = s.most_steps / PARTS + 1;
    for (int32_t j = 0; j < count && j < NW_MOST_EACH; j++, s.offers[period]++) {
        s.best = least;
        s.fixed[period] = s.offers[period]->candidate;
        search_from(&s, 0);
        if (s.best > least)
            value[s.fixed[period]] = s.best;
    }
}
