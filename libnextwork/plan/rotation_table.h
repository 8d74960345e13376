/* The candidates of every youth and what their fits are made of, laid out for searching: a fit
 * given any earlier periods is a few steps from here. */
#ifndef NW_PLAN_ROTATION_TABLE_H
#define NW_PLAN_ROTATION_TABLE_H

#include "base/arith.h"
#include "fit/alike.h"
#include "match/seats.h"
#include "plan/rotation.h"

/* The worth of a pair that is not allowed; less any price (at most NW_MOST_PRICE) it is still a
 * number. */
#define NW_NEVER (-(INT32_C(1) << 30))
#define NW_MOST_PRICE 1000000000

/* Of a candidate in a period, beside its worth. */
typedef struct {
    int32_t others; /* weight * value of all terms but novelty, summed */
    uint32_t
        past; /* what novelty has of the placements before the plan: closest << 4 | NW_PAST_.. */
} nw_prospect;

#define NW_PAST_BITS 4
#define NW_PAST_NEW_INDUSTRY 1
#define NW_PAST_NEW_FUNCTION 2
#define NW_PAST_LAST_EMPLOYER 4 /* the firm is where the youth was last before the plan */
#define NW_PAST_NO_MATTER 8     /* no earlier placement changes this fit */

/* What of a post bears on later posts. */
typedef struct {
    uint8_t section, division, major, submajor; /* each counted from 1; 0: unknown */
    int8_t dimensions;                          /* of industry and function, how many are known */
    int32_t company;
    int32_t firm; /* equal numbers are one firm */
    int32_t kind; /* equal numbers are alike in all of the first line, 0 .. kinds - 1 */
} nw_post_trait;

typedef struct {
    const nw_rotation_task *task;
    const nw_cohort *cohort;
    int32_t youths, periods, posts, companies;
    int32_t weight_sum, novelty_weight; /* of the policy */
    nw_seats seats[NW_MOST_PERIODS];
    nw_post_trait *traits; /* per post */
    int32_t kinds;
    int32_t strength[NW_MOST_PERIODS][NW_MOST_PERIODS]; /* [earlier][later]: nw_past_strength */
    bool last_rule[NW_MOST_PERIODS]; /* whether the rule on last employers is in force */
    int32_t *since; /* [period * youths + youth]: earlier periods of the plan from this one on come
                       after the youth's last placement that the cohort knows */
    int64_t *start; /* youths + 1: candidates */
    int32_t *post;  /* per candidate; a youth's ascend */
    /* From periods * start[youth] on, period by period, candidate by candidate: */
    int32_t *worth; /* the most that the fit there can be, * weight; NW_NEVER */
    nw_prospect *prospect;
} nw_rotation_table;

/* One youth's part. Candidates are counted from 0; NW_FREE and NW_STAYS_OUT stand for none. */
typedef struct {
    const nw_rotation_table *table;
    int32_t youth, count;
    int intent;
    const int32_t *post;
    const int32_t *worth;        /* [period * count + candidate] */
    const nw_prospect *prospect; /* likewise */
    int32_t fixed[NW_MOST_PERIODS];
} nw_candidates_of;

nextwork_status nw_rotation_table_new(nw_rotation_table *table, const nw_rotation_task *task,
                                      nextwork_monitor *monitor);
void nw_rotation_table_clear(nw_rotation_table *table);

nw_candidates_of nw_candidates_of_youth(const nw_rotation_table *table, int32_t youth);

/* As nw_industries_alike and nw_functions_alike. */
static inline int nw_codes_alike(uint8_t coarse_a, uint8_t fine_a, uint8_t coarse_b, uint8_t fine_b)
{
    if (coarse_a == 0 || coarse_b == 0)
        return NW_NOT_COMPARABLE;
    return coarse_a != coarse_b              ? NW_UNLIKE
           : fine_a == fine_b && fine_a != 0 ? NW_SAME
                                             : NW_RELATED;
}

/* A prospect's past when the youth is at a post like `before` in an earlier period of the plan,
 * which counts by `strength`. */
static inline uint32_t nw_past_after(uint32_t past, const nw_post_trait *trait,
                                     const nw_post_trait *before, int32_t strength)
{
    int industry =
        nw_codes_alike(before->section, before->division, trait->section, trait->division);
    int function = nw_codes_alike(before->major, before->submajor, trait->major, trait->submajor);
    uint32_t closeness = (uint32_t)(nw_quarters_alike(industry, function) * strength);
    uint32_t closest = past >> NW_PAST_BITS, rest = past & ((1 << NW_PAST_BITS) - 1);
    if (industry > NW_UNLIKE)
        rest &= ~(uint32_t)NW_PAST_NEW_INDUSTRY;
    if (function > NW_UNLIKE)
        rest &= ~(uint32_t)NW_PAST_NEW_FUNCTION;
    return (closeness > closest ? closeness : closest) << NW_PAST_BITS | rest;
}

/* The first period of the plan that comes after the youth's last placement before the plan. */
static inline int32_t nw_plan_since(const nw_candidates_of *of, int32_t period)
{
    return of->table->since[(int64_t)period * of->table->youths + of->youth];
}

/* What is fixed is not held against what else is fixed. */
static inline bool nw_both_fixed(const nw_candidates_of *of, int32_t earlier_period,
                                 int32_t earlier, int32_t period, int32_t candidate)
{
    return of->fixed[period] == candidate && of->fixed[earlier_period] == earlier;
}

/* The worth of a candidate in a period by the past that novelty sees, whatever the reasons are. */
static inline int32_t nw_worth_by_past(const nw_candidates_of *of, int32_t candidate,
                                       int32_t period, uint32_t past)
{
    const nw_rotation_table *table = of->table;
    int32_t new_ones = ((past & NW_PAST_NEW_INDUSTRY) != 0) + ((past & NW_PAST_NEW_FUNCTION) != 0);
    int32_t cover = 2 * new_ones / table->traits[of->post[candidate]].dimensions;
    int32_t novelty = nw_novelty_value((int32_t)(past >> NW_PAST_BITS), cover);
    int64_t sum = of->prospect[(int64_t)period * of->count + candidate].others +
                  (int64_t)table->novelty_weight * nw_novelty_by_intent(novelty, of->intent);
    return (int32_t)nw_div_round(sum, table->weight_sum) * table->task->weight[period];
}

/* The worth of a candidate in a period after `earlier`, a candidate or less than 0 for each period
 * before; NW_NEVER when they forbid it. */
int32_t nw_worth_after(const nw_candidates_of *of, int32_t candidate, int32_t period,
                       const int32_t *earlier);

/* What a sequence that is not allowed is worth. */
#define NW_NO_SEQUENCE (INT64_MIN / 2)

/* The youth's whole sequence: worths, less what sitting out costs; or NW_NO_SEQUENCE. */
int64_t nw_worth_of_sequence(const nw_candidates_of *of, const int32_t *sequence);

/* What so many periods of sitting out cost. */
static inline int64_t nw_sat_out_cost(const nw_rotation_task *task, int32_t periods)
{
    return task->must_place && periods > 1 ? (periods - 1) * NW_SAT_OUT_COST : 0;
}

#endif
