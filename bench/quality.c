#include "quality.h"

#include "market.h"

#include "base/memory.h"
#include "generate/generate.h"
#include "match/most_placed.h"
#include "round/matching.h"
#include "round/mechanism.h"

#include <inttypes.h>
#include <stdio.h>

#define RANKS 100 /* that a profile tells apart; lists are shorter */
#define NOT_PROVEN (-1)

/* A way of matching. */
typedef struct {
    const char *name;
    nw_match_options options;
} way;

#define DA .mechanism = "deferred-acceptance"
static const way ways[] = {
    {"deferred-acceptance", {DA}},
    {"deferred-acceptance ties=most-placed", {DA, .equals = true}},
    {"deferred-acceptance side=posts", {DA, .post_optimal = true}},
    {"deferred-acceptance protect", {DA, .protect = true}},
    {"max-weight", {.mechanism = "max-weight"}},
    {"max-weight most_placed", {.mechanism = "max-weight", .most_placed = true}},
    {"rank-maximal", {.mechanism = "rank-maximal"}},
    {"fair", {.mechanism = "fair"}},
    {"top-trading-cycles", {.mechanism = "top-trading-cycles"}},
    {"serial-dictatorship", {.mechanism = "serial-dictatorship"}},
};

/* One line: what was reached, what could be at most where that is proven, and how many got which
 * rank, the unlisted last. */
typedef struct {
    const char *instance, *mechanism;
    int64_t placed, placed_most, placed_bound;
    int64_t objective, bound;
    int64_t profile[RANKS + 1]; /* rank 1 .. at [1 ..], unlisted at [0] */
} line;

static void print_number(int64_t number)
{
    if (number != NOT_PROVEN)
        printf("%" PRId64, number);
    printf(",");
}

static void print_line(const line *l)
{
    int32_t worst = 0;
    printf("%s,%s,", l->instance, l->mechanism);
    print_number(l->placed);
    print_number(l->placed_most);
    print_number(l->placed_bound);
    print_number(l->objective);
    print_number(l->bound);
    for (int32_t rank = 1; rank <= RANKS; rank++)
        worst = l->profile[rank] > 0 ? rank : worst;
    for (int32_t rank = 1; rank <= worst; rank++)
        printf("%" PRId64 "|", l->profile[rank]);
    printf("%" PRId64 "\n", l->profile[0]);
}

/* ---- synthetic cohorts ----------------------------------------------------------------------- */

/* `most_stable`: the most that a stable matching places when equals are equal, lists alone. Proven
 * by an integer program that HiGHS solved (bench/peers/stable.py, `./dev bench --peers stable`):
 * prove it anew where the generator changes a cohort. */
static const struct {
    const char *scenario;
    uint64_t seed;
    bool extend, fast;
    int64_t most_stable;
} cohorts[] = {
    {"prototype", 1, false, true, 16},       {"prototype", 2, false, true, 16},
    {"prototype", 3, false, true, 19},       {"prototype", 1, true, true, NOT_PROVEN},
    {"site", 1, false, true, 117},           {"site", 2, false, true, 112},
    {"site", 3, false, true, 135},           {"site", 1, true, true, NOT_PROVEN},
    {"pilots", 1, false, true, 656},         {"pilots", 1, true, false, NOT_PROVEN},
    {"region", 1, false, false, NOT_PROVEN},
};

static nextwork_status make_round(nw_round **round, const char *scenario, uint64_t seed)
{
    nw_knobs knobs;
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nw_cohort *cohort;
    char *policy;
    if (!nw_knobs_of(&knobs, scenario))
        return nw_fail(NEXTWORK_ERROR_INTERNAL, "no scenario %s", scenario);
    knobs.seed = seed;
    NW_TRY(nw_generate(tables, &policy, &knobs));
    nextwork_status status = nw_cohort_freeze(&cohort, tables, policy, "policy.ini", &findings);
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
    nw_free(policy);
    nw_findings_clear(&findings);
    NW_TRY(status);
    status = nw_round_new(round, cohort, cohort->policy.start, cohort->policy.weeks);
    nw_cohort_unref(cohort);
    return status;
}

static void add_up(line *l, const nw_result *result)
{
    const nw_cohort *cohort = result->round->cohort;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int32_t post = result->post_of[y];
        if (post < 0)
            continue;
        int32_t rank = nw_wish_rank(cohort, y, post);
        l->placed++;
        l->objective += result->fit_of[y];
        l->profile[rank == NW_UNKNOWN ? 0 : rank < RANKS ? rank : RANKS]++;
    }
    l->placed_bound = result->options.equals ? result->placed_bound : NOT_PROVEN;
    l->bound = result->mechanism->priced ? result->bound : NOT_PROVEN;
}

static nextwork_status match_by(const way *by, nw_round *round, const char *instance, bool extend,
                                int64_t most_stable)
{
    nw_match_options options = by->options;
    nw_result *result;
    line l = {.instance = instance,
              .mechanism = by->name,
              .placed_most = options.equals ? most_stable : NOT_PROVEN};
    options.seed = 1;
    options.extend = extend;
    options.threads = 1;
    NW_TRY(nw_match_round(&result, round, &options, NULL));
    add_up(&l, result);
    nw_result_unref(result);
    print_line(&l);
    return NEXTWORK_OK;
}

static nextwork_status print_cohort(const char *scenario, uint64_t seed, bool extend,
                                    int64_t most_stable)
{
    char instance[64];
    nw_round *round;
    NW_TRY(make_round(&round, scenario, seed));
    snprintf(instance, sizeof instance, "%s seed %" PRIu64 "%s", scenario, seed,
             extend ? " extend" : "");
    nextwork_status status = NEXTWORK_OK;
    for (size_t i = 0; i < sizeof ways / sizeof *ways && status == NEXTWORK_OK; i++)
        status = match_by(&ways[i], round, instance, extend, most_stable);
    nw_round_unref(round);
    return status;
}

/* ---- markets of equals ----------------------------------------------------------------------- */

#define WISHES 20

static const struct {
    int32_t youths;
    bool popular, capped, fast;
} markets[] = {
    {10000, false, false, true},   {10000, true, false, true},   {10000, true, true, true},
    {100000, false, false, false}, {100000, true, false, false}, {100000, true, true, false},
};
static const int32_t classes[] = {1, 3, 10};

/* Rank is the place in the list; claims on a post fall into classes of equals. */
static void fill(nw_pairs *pairs, uint32_t *turn, const bench_market *market, int32_t tiers)
{
    for (int32_t y = 0; y < market->youths; y++) {
        turn[y] = (uint32_t)y;
        for (int64_t i = market->start[y]; i < market->start[y + 1]; i++) {
            pairs->post[i] = (int32_t)market->choices[i].post;
            pairs->rank[i] = (int32_t)(i - market->start[y]) + 1;
            pairs->tier[i] = (int32_t)(market->choices[i].key >> 7) % tiers;
        }
    }
}

static nextwork_status place(line *l, int32_t *post_of, const nw_pairs *pairs,
                             const nw_seats *seats, const uint32_t *turn)
{
    NW_TRY(nw_most_placed(post_of, &l->placed_bound, pairs, seats, turn, NULL));
    for (int32_t y = 0; y < pairs->youths; y++)
        for (int64_t i = pairs->start[y]; i < pairs->start[y + 1]; i++)
            if (pairs->post[i] == post_of[y]) {
                l->placed++;
                l->profile[pairs->rank[i]]++;
            }
    return NEXTWORK_OK;
}

static nextwork_status print_market(const char *instance, const bench_market *market, int32_t tiers)
{
    int64_t count = market->start[market->youths];
    line l = {.instance = instance,
              .mechanism = "deferred-acceptance ties=most-placed",
              .placed_most = NOT_PROVEN,
              .objective = NOT_PROVEN,
              .bound = NOT_PROVEN};
    nw_pairs pairs = {.youths = market->youths,
                      .start = market->start,
                      .post = NW_NEW(int32_t, count),
                      .rank = NW_NEW(int32_t, count),
                      .tier = NW_NEW(int32_t, count)};
    uint32_t *turn = NW_NEW(uint32_t, market->youths);
    int32_t *post_of = NW_NEW(int32_t, market->youths);
    nextwork_status status = nw_fail_memory("a market");
    if (pairs.post != NULL && pairs.rank != NULL && pairs.tier != NULL && turn != NULL &&
        post_of != NULL) {
        fill(&pairs, turn, market, tiers);
        status = place(&l, post_of, &pairs, &market->seats, turn);
    }
    nw_free(pairs.post);
    nw_free(pairs.rank);
    nw_free(pairs.tier);
    nw_free(turn);
    nw_free(post_of);
    NW_TRY(status);
    print_line(&l);
    return NEXTWORK_OK;
}

static nextwork_status print_markets(int32_t youths, bool popular, bool capped)
{
    bench_market market;
    bench_market_shape shape = {
        .youths = youths, .wishes = WISHES, .popular = popular, .capped = capped, .seed = 1};
    nextwork_status status = NEXTWORK_OK;
    NW_TRY(bench_market_new(&market, &shape));
    for (size_t i = 0; i < sizeof classes / sizeof *classes && status == NEXTWORK_OK; i++) {
        char instance[64];
        snprintf(instance, sizeof instance, "market %d%s%s classes %d", (int)youths,
                 popular ? " popular" : "", capped ? " capped" : "", (int)classes[i]);
        status = print_market(instance, &market, classes[i]);
    }
    bench_market_clear(&market);
    return status;
}

nextwork_status bench_print_quality(bool fast)
{
    printf("instance,mechanism,placed,placed_most,placed_bound,objective,bound,profile\n");
    for (size_t i = 0; i < sizeof cohorts / sizeof *cohorts; i++)
        if (cohorts[i].fast || !fast)
            NW_TRY(print_cohort(cohorts[i].scenario, cohorts[i].seed, cohorts[i].extend,
                                cohorts[i].most_stable));
    for (size_t i = 0; i < sizeof markets / sizeof *markets; i++)
        if (markets[i].fast || !fast)
            NW_TRY(print_markets(markets[i].youths, markets[i].popular, markets[i].capped));
    return NEXTWORK_OK;
}
