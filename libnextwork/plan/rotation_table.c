#include "plan/rotation_table.h"

#include "base/arith.h"
#include "base/dates.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/sort.h"
#include "fit/alike.h"
#include "fit/kernel.h"
#include "fit/reasons.h"

#include <string.h>

#define BLOCK 64 /* youths a block of parallel work */

/* The reason that a plan's own periods can lift again. */
#define LAST_EMPLOYER NW_BIT(NW_REASON_LAST_EMPLOYER)

/* The candidates of a block of youths, before all are laid end to end. */
typedef struct {
    int32_t *post;
    int64_t count, room;
    int64_t counts[BLOCK];
} piece;

/* What a thread needs to gather a youth's candidates. */
typedef struct {
    int32_t *posts; /* of the network */
    int32_t *seen;  /* those looked at */
    bool *is_seen;  /* per post; all false between youths */
    nw_keyed *keyed, *scratch;
    int64_t n_seen, n_keyed;
} room;

typedef struct {
    nw_rotation_table *table;
    nextwork_monitor *monitor;
    piece *pieces;
    room *rooms;
    int32_t *top[NW_MOST_PERIODS]; /* with most_candidates: each youth's best posts in the period */
} making;

static nextwork_status stopped(void)
{
    return nw_fail(NEXTWORK_ERROR_CANCELLED, "the plan was stopped before it began");
}

static int32_t block_end(const nw_rotation_table *table, int64_t block)
{
    int64_t end = (block + 1) * BLOCK;
    return end < table->youths ? (int32_t)end : table->youths;
}

/* --- Which posts ------------------------------------------------------------------------------ */

static int32_t fixed_post(const nw_rotation_table *table, int32_t youth, int32_t period)
{
    const int32_t *fixed = table->task->fixed;
    return fixed == NULL ? NW_FREE : fixed[(int64_t)period * table->youths + youth];
}

static bool is_fixed_at(const nw_rotation_table *table, int32_t youth, int32_t post)
{
    for (int32_t t = 0; t < table->periods; t++)
        if (fixed_post(table, youth, t) == post)
            return true;
    return false;
}

/* Whether nothing but the youth's own sequence could forbid the pair in the period. */
static bool is_open(const nw_round *round, int32_t youth, int32_t post)
{
    return (round->youth_reasons[youth] | round->post_reasons[post]) == 0 &&
           (nw_pair_reasons(round, youth, post) & ~LAST_EMPLOYER) == 0;
}

static bool ever_open(const nw_rotation_table *table, int32_t youth, int32_t post)
{
    for (int32_t t = 0; t < table->periods; t++)
        if (is_open(table->task->rounds[t], youth, post))
            return true;
    return false;
}

static void look_at(room *in, const nw_rotation_table *table, int32_t youth, int32_t post)
{
    if (in->is_seen[post])
        return;
    in->is_seen[post] = true;
    in->seen[in->n_seen++] = post;
    if (is_fixed_at(table, youth, post) || ever_open(table, youth, post))
        in->keyed[in->n_keyed++] = (nw_keyed){(uint64_t)post, post};
}

/* Where extend lets a youth look beyond its list. */
static void look_further(room *in, const making *m, int32_t youth)
{
    const nw_rotation_task *task = m->table->task;
    for (int32_t t = 0; t < m->table->periods; t++) {
        const int32_t *posts = in->posts;
        int64_t count = task->most_candidates;
        if (count > 0)
            posts = m->top[t] + youth * count;
        else
            count = nw_posts_of_network(in->posts, task->rounds[t]->kernel, youth);
        for (int64_t i = 0; i < count && posts[i] >= 0; i++)
            look_at(in, m->table, youth, posts[i]);
    }
}

/* The greatest worth that the pair has in a period as things are before the plan. */
static int64_t greatest_worth(const nw_rotation_table *table, int32_t youth, int32_t post)
{
    int64_t most = 0;
    for (int32_t t = 0; t < table->periods; t++) {
        nw_fit fit;
        nw_fit_pair(&fit, table->task->rounds[t], youth, post);
        if (fit.reasons != 0)
            continue;
        int64_t worth = (int64_t)fit.fit * table->task->weight[t];
        most = worth > most ? worth : most;
    }
    return most;
}

/* Leaves the fixed and listed ones, and of the others the best that there is room for. */
static void leave_best(room *in, const nw_rotation_table *table, int32_t youth)
{
    int64_t most = table->task->most_candidates;
    if (most == 0 || in->n_keyed <= most)
        return;
    for (int64_t i = 0; i < in->n_keyed; i++) {
        int32_t post = (int32_t)in->keyed[i].item;
        bool must = is_fixed_at(table, youth, post) ||
                    nw_wish_rank(table->cohort, youth, post) != NW_UNKNOWN;
        in->keyed[i].key = must ? 0 : UINT64_MAX - (uint64_t)greatest_worth(table, youth, post);
    }
    nw_sort_keyed(in->keyed, in->scratch, in->n_keyed);
    int64_t kept = 0;
    while (kept < in->n_keyed && (in->keyed[kept].key == 0 || kept < most))
        kept++;
    in->n_keyed = kept;
    for (int64_t i = 0; i < kept; i++)
        in->keyed[i].key = (uint64_t)in->keyed[i].item;
}

static void gather(room *in, const making *m, int32_t youth)
{
    const nw_rotation_table *table = m->table;
    const nw_wishes *wishes = &table->cohort->wishes;
    in->n_seen = in->n_keyed = 0;
    for (int32_t t = 0; t < table->periods; t++)
        if (fixed_post(table, youth, t) >= 0)
            look_at(in, table, youth, fixed_post(table, youth, t));
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++)
        look_at(in, table, youth, wishes->post[w]);
    if (table->task->extend)
        look_further(in, m, youth);
    for (int64_t i = 0; i < in->n_seen; i++)
        in->is_seen[in->seen[i]] = false;
    nw_sort_keyed(in->keyed, in->scratch, in->n_keyed);
    leave_best(in, table, youth);
    nw_sort_keyed(in->keyed, in->scratch, in->n_keyed);
}

static nextwork_status gather_block(void *context, int64_t block, int worker)
{
    making *m = context;
    piece *to = &m->pieces[block];
    room *in = &m->rooms[worker];
    int32_t end = block_end(m->table, block);
    for (int32_t y = (int32_t)(block * BLOCK); y < end; y++) {
        gather(in, m, y);
        NW_TRY(nw_grow((void **)&to->post, &to->room, to->count + in->n_keyed,
                       (int64_t)sizeof *to->post));
        for (int64_t i = 0; i < in->n_keyed; i++)
            to->post[to->count++] = (int32_t)in->keyed[i].item;
        to->counts[y - block * BLOCK] = in->n_keyed;
    }
    return nw_monitor_step(m->monitor, 0) == NW_RUNNING ? NEXTWORK_OK : stopped();
}

/* --- What their fits are made of ----------------------------------------------------------------
 */

static int32_t fixed_candidate(const nw_candidates_of *of, int32_t period)
{
    int32_t post = fixed_post(of->table, of->youth, period);
    for (int32_t i = 0; post >= 0 && i < of->count; i++)
        if (of->post[i] == post)
            return i;
    return post;
}

nw_candidates_of nw_candidates_of_youth(const nw_rotation_table *table, int32_t youth)
{
    int64_t first = table->start[youth];
    nw_candidates_of of = {
        .table = table,
        .youth = youth,
        .count = (int32_t)(table->start[youth + 1] - first),
        .intent = table->cohort->youths.intent[youth],
        .post = table->post + first,
        .worth = table->worth + first * table->periods,
        .prospect = table->prospect + first * table->periods,
    };
    for (int32_t t = 0; t < table->periods; t++)
        of.fixed[t] = fixed_candidate(&of, t);
    return of;
}

static nw_post_trait trait_of(nw_industry industry, nw_function function)
{
    return (nw_post_trait){
        .section = (uint8_t)(nw_industry_known(industry) ? industry.section + 1 : 0),
        .division = (uint8_t)(industry.division + 1),
        .major = (uint8_t)(function.major + 1),
        .submajor = (uint8_t)(function.submajor + 1),
        .dimensions = (int8_t)(nw_industry_known(industry) + nw_function_known(function)),
    };
}

static uint32_t past_of(const nw_round *round, int32_t youth, const nw_post_trait *trait)
{
    uint32_t past = (trait->section > 0 ? NW_PAST_NEW_INDUSTRY : 0) |
                    (trait->major > 0 ? NW_PAST_NEW_FUNCTION : 0);
    for (int64_t i = round->past_start[youth]; i < round->past_start[youth + 1]; i++) {
        nw_post_trait before = trait_of(round->past[i].industry, round->past[i].function);
        past = nw_past_after(past, trait, &before, round->past[i].strength);
    }
    return past;
}

/* By the term's definition; a youth may have no past before the plan because nobody has one. */
static bool novelty_is_known(const nw_cohort *cohort, int32_t period, const nw_post_trait *trait)
{
    return trait->dimensions > 0 && (period > 0 || cohort->placements.given);
}

/* Whether something is: then a company may come twice. */
static bool fixed_at_all(const nw_candidates_of *of)
{
    for (int32_t t = 0; t < of->table->periods; t++)
        if (of->fixed[t] >= 0)
            return true;
    return false;
}

/* The past of a youth who has been at everything in the earlier periods that is most like the
 * candidate. */
static uint32_t past_of_all(const nw_candidates_of *of, int32_t candidate, int32_t period,
                            uint32_t past)
{
    const nw_rotation_table *table = of->table;
    const nw_post_trait *trait = &table->traits[of->post[candidate]];
    int32_t strength = 0;
    for (int32_t s = 0; s < period; s++)
        strength = nw_max32(strength, table->strength[s][period]);
    for (int32_t i = 0; i < of->count; i++) {
        const nw_post_trait *before = &table->traits[of->post[i]];
        if (before->company != trait->company || fixed_at_all(of))
            past = nw_past_after(past, trait, before, strength);
    }
    return past;
}

/* The greatest worth there can be after any earlier periods: a youth who wants to deepen gains by
 * what is alike, others lose. */
static int32_t greatest_worth_by_past(const nw_candidates_of *of, int32_t candidate, int32_t period,
                                      uint32_t past)
{
    bool gains = of->intent == NW_DEEPEN && period > 0;
    return nw_worth_by_past(of, candidate, period,
                            gains ? past_of_all(of, candidate, period, past) : past);
}

static void fill_pair(nw_candidates_of *of, int32_t candidate, int32_t period)
{
    const nw_rotation_table *table = of->table;
    const nw_rotation_task *task = table->task;
    const nw_round *round = task->rounds[period];
    const nw_post_trait *trait = &table->traits[of->post[candidate]];
    int64_t at = (int64_t)period * of->count + candidate + (of->worth - table->worth);
    nw_fit fit;
    nw_fit_pair(&fit, round, of->youth, of->post[candidate]);
    bool allowed = (fit.reasons & ~LAST_EMPLOYER) == 0 || of->fixed[period] == candidate;
    nw_prospect *prospect = &table->prospect[at];
    *prospect = (nw_prospect){.past = past_of(round, of->youth, trait)};
    for (int term = 0; term < NW_TERMS; term++)
        if (term != NW_TERM_NOVELTY)
            prospect->others += table->cohort->policy.weights[term] * fit.value[term];
    if ((fit.reasons & LAST_EMPLOYER) != 0 && of->fixed[period] != candidate)
        prospect->past |= NW_PAST_LAST_EMPLOYER;
    if (fit.own || !novelty_is_known(table->cohort, period, trait))
        prospect->past |= NW_PAST_NO_MATTER;
    table->worth[at] = NW_NEVER;
    if (allowed && (prospect->past & NW_PAST_NO_MATTER) != 0)
        table->worth[at] = fit.fit * task->weight[period];
    else if (allowed)
        table->worth[at] = greatest_worth_by_past(of, candidate, period, prospect->past);
}

static nextwork_status fill_block(void *context, int64_t block, int worker)
{
    (void)worker;
    making *m = context;
    int32_t end = block_end(m->table, block);
    for (int32_t y = (int32_t)(block * BLOCK); y < end; y++) {
        nw_candidates_of of = nw_candidates_of_youth(m->table, y);
        for (int32_t t = 0; t < m->table->periods; t++)
            for (int32_t i = 0; i < of.count; i++)
                fill_pair(&of, i, t);
    }
    return nw_monitor_step(m->monitor, 0) == NW_RUNNING ? NEXTWORK_OK : stopped();
}

/* --- What holds for all -------------------------------------------------------------------------
 */

static void fill_traits(nw_rotation_table *table)
{
    const nw_cohort *cohort = table->cohort;
    for (int32_t p = 0; p < table->posts; p++) {
        int32_t c = cohort->posts.company[p], owner = cohort->companies.owner[c];
        table->traits[p] = trait_of(cohort->companies.industry[c], cohort->posts.function[p]);
        table->traits[p].company = c;
        table->traits[p].firm = owner >= 0 ? owner : cohort->owners.count + c;
    }
}

static uint64_t codes_of(const nw_post_trait *trait)
{
    return (uint64_t)trait->section << 24 | (uint64_t)trait->division << 16 |
           (uint64_t)trait->major << 8 | trait->submajor;
}

static nextwork_status number_kinds(nw_rotation_table *table)
{
    nw_keyed *keyed = NW_NEW(nw_keyed, table->posts), *scratch = NW_NEW(nw_keyed, table->posts);
    bool enough = keyed != NULL && scratch != NULL;
    for (int32_t p = 0; p < table->posts && enough; p++)
        keyed[p] = (nw_keyed){codes_of(&table->traits[p]), p};
    if (enough)
        nw_sort_keyed(keyed, scratch, table->posts);
    for (int32_t i = 0; i < table->posts && enough; i++) {
        table->kinds += i == 0 || keyed[i].key != keyed[i - 1].key;
        table->traits[keyed[i].item].kind = table->kinds - 1;
    }
    nw_free(keyed);
    nw_free(scratch);
    return enough ? NEXTWORK_OK : nw_fail_memory("the candidates of a plan");
}

static void fill_periods(nw_rotation_table *table)
{
    const nw_rotation_task *task = table->task;
    for (int32_t t = 0; t < table->periods; t++) {
        const nw_capacity *capacity = &task->rounds[t]->capacity;
        table->seats[t] = (nw_seats){table->posts, table->companies, capacity->post_free,
                                     table->cohort->posts.company, capacity->company_free};
        table->last_rule[t] = task->rounds[t]->rules.enabled[NW_REASON_LAST_EMPLOYER];
        for (int32_t s = 0; s < t; s++) {
            const nw_round *earlier = task->rounds[s];
            int32_t months = nw_date_months(earlier->end, task->rounds[t]->start);
            table->strength[s][t] = nw_past_strength(earlier->weeks, months);
        }
        for (int32_t y = 0; y < table->youths; y++) {
            const nw_placement *latest = nw_latest_past(task->rounds[t], y);
            int32_t since = 0;
            while (latest != NULL && since < t && task->rounds[since]->start < latest->start)
                since++;
            table->since[(int64_t)t * table->youths + y] = since;
        }
    }
}

/* --- Making one ---------------------------------------------------------------------------------
 */

static nextwork_status find_top(making *m)
{
    const nw_rotation_task *task = m->table->task;
    if (!task->extend || task->most_candidates == 0)
        return NEXTWORK_OK;
    for (int32_t t = 0; t < m->table->periods; t++) {
        m->top[t] = NW_NEW(int32_t, (int64_t)m->table->youths * task->most_candidates);
        if (m->top[t] == NULL)
            return nw_fail_memory("the candidates of a plan");
        NW_TRY(nw_score_top(m->top[t], NULL, task->rounds[t]->kernel, 0, m->table->youths,
                            task->most_candidates, task->threads, m->monitor));
    }
    return NEXTWORK_OK;
}

static nextwork_status make_rooms(making *m)
{
    int32_t posts = m->table->posts;
    m->rooms = NW_NEW_ZERO(room, m->table->task->threads);
    if (m->rooms == NULL)
        return nw_fail_memory("the candidates of a plan");
    for (int i = 0; i < m->table->task->threads; i++) {
        room *in = &m->rooms[i];
        *in = (room){.posts = NW_NEW(int32_t, posts),
                     .seen = NW_NEW(int32_t, posts),
                     .is_seen = NW_NEW_ZERO(bool, posts),
                     .keyed = NW_NEW(nw_keyed, posts),
                     .scratch = NW_NEW(nw_keyed, posts)};
        if (in->posts == NULL || in->seen == NULL || in->is_seen == NULL || in->keyed == NULL ||
            in->scratch == NULL)
            return nw_fail_memory("the candidates of a plan");
    }
    return NEXTWORK_OK;
}

static void clear(making *m, int64_t blocks)
{
    for (int t = 0; t < NW_MOST_PERIODS; t++)
        nw_free(m->top[t]);
    for (int64_t b = 0; m->pieces != NULL && b < blocks; b++)
        nw_free(m->pieces[b].post);
    nw_free(m->pieces);
    for (int i = 0; m->rooms != NULL && i < m->table->task->threads; i++) {
        room *in = &m->rooms[i];
        nw_free(in->posts);
        nw_free(in->seen);
        nw_free(in->is_seen);
        nw_free(in->keyed);
        nw_free(in->scratch);
    }
    nw_free(m->rooms);
}

static nextwork_status lay(nw_rotation_table *table, const piece *pieces, int64_t blocks)
{
    int64_t count = 0;
    for (int64_t b = 0; b < blocks; b++)
        count += pieces[b].count;
    table->post = NW_NEW(int32_t, count);
    table->worth = NW_NEW(int32_t, count * table->periods);
    table->prospect = NW_NEW(nw_prospect, count * table->periods);
    if (table->post == NULL || table->worth == NULL || table->prospect == NULL)
        return nw_fail_memory("the candidates of a plan");
    table->start[0] = 0;
    for (int64_t b = 0; b < blocks; b++) {
        int32_t first = (int32_t)(b * BLOCK), end = block_end(table, b);
        if (pieces[b].count > 0) /* else there may be no array, and memcpy takes no NULL */
            memcpy(table->post + table->start[first], pieces[b].post,
                   (size_t)pieces[b].count * sizeof *table->post);
        for (int32_t y = first; y < end; y++)
            table->start[y + 1] = table->start[y] + pieces[b].counts[y - first];
    }
    return NEXTWORK_OK;
}

static nextwork_status make(making *m, int64_t blocks)
{
    nw_rotation_table *table = m->table;
    int threads = table->task->threads;
    table->start = NW_NEW(int64_t, (int64_t)table->youths + 1);
    table->traits = NW_NEW(nw_post_trait, table->posts);
    table->since = NW_NEW(int32_t, (int64_t)table->periods * table->youths);
    m->pieces = NW_NEW_ZERO(piece, blocks);
    if (table->start == NULL || table->traits == NULL || table->since == NULL || m->pieces == NULL)
        return nw_fail_memory("the candidates of a plan");
    fill_traits(table);
    NW_TRY(number_kinds(table));
    fill_periods(table);
    NW_TRY(find_top(m));
    NW_TRY(make_rooms(m));
    NW_TRY(nw_parallel(blocks, threads, gather_block, m));
    NW_TRY(lay(table, m->pieces, blocks));
    return nw_parallel(blocks, threads, fill_block, m);
}

nextwork_status nw_rotation_table_new(nw_rotation_table *table, const nw_rotation_task *task,
                                      nextwork_monitor *monitor)
{
    const nw_cohort *cohort = task->rounds[0]->cohort;
    nw_rotation_table made = {
        .task = task,
        .cohort = cohort,
        .youths = cohort->youths.count,
        .periods = task->periods,
        .posts = cohort->posts.count,
        .companies = cohort->companies.count,
        .weight_sum = task->rounds[0]->weight_sum,
        .novelty_weight = cohort->policy.weights[NW_TERM_NOVELTY],
    };
    int64_t blocks = ((int64_t)made.youths + BLOCK - 1) / BLOCK;
    making m = {.table = &made, .monitor = monitor};
    nextwork_status status = make(&m, blocks);
    clear(&m, blocks);
    if (status == NEXTWORK_OK)
        *table = made;
    else
        nw_rotation_table_clear(&made);
    return status;
}

void nw_rotation_table_clear(nw_rotation_table *table)
{
    nw_free(table->traits);
    nw_free(table->since);
    nw_free(table->start);
    nw_free(table->post);
    nw_free(table->worth);
    nw_free(table->prospect);
    *table = (nw_rotation_table){0};
}

/* --- A fit after earlier periods ----------------------------------------------------------------
 */

int32_t nw_worth_after(const nw_candidates_of *of, int32_t candidate, int32_t period,
                       const int32_t *earlier)
{
    const nw_rotation_table *table = of->table;
    const nw_post_trait *trait = &table->traits[of->post[candidate]];
    int64_t at = (int64_t)period * of->count + candidate;
    uint32_t past = of->prospect[at].past;
    bool last = (past & NW_PAST_LAST_EMPLOYER) != 0;
    if (of->worth[at] == NW_NEVER)
        return NW_NEVER;
    for (int32_t s = 0; s < period; s++) {
        if (earlier[s] < 0)
            continue;
        const nw_post_trait *before = &table->traits[of->post[earlier[s]]];
        bool held = !nw_both_fixed(of, s, earlier[s], period, candidate);
        if (held && before->company == trait->company)
            return NW_NEVER;
        if (s >= nw_plan_since(of, period))
            last = held && table->last_rule[period] && before->firm == trait->firm;
        past = nw_past_after(past, trait, before, table->strength[s][period]);
    }
    if (last)
        return NW_NEVER;
    return (past & NW_PAST_NO_MATTER) != 0 ? of->worth[at]
                                           : nw_worth_by_past(of, candidate, period, past);
}

int64_t nw_worth_of_sequence(const nw_candidates_of *of, const int32_t *sequence)
{
    int64_t sum = 0;
    int32_t out = 0;
    for (int32_t t = 0; t < of->table->periods; t++) {
        if (sequence[t] < 0) {
            out++;
            continue;
        }
        int32_t worth = nw_worth_after(of, sequence[t], t, sequence);
        if (worth == NW_NEVER)
            return NW_NO_SEQUENCE;
        sum += worth;
    }
    return sum - nw_sat_out_cost(of->table->task, out);
}
