/* What planning several periods gave: immutable arrays, one entry a youth and period, and the
 * prices that say how far from the best it can be. */
#ifndef NW_PLAN_PLAN_H
#define NW_PLAN_PLAN_H

#include "plan/rotation.h"
#include "plan/sequence.h"

typedef struct {
    nw_calendar calendar;
    uint64_t seed; /* of the lottery of the first period's mechanism */
    bool extend, must_place;
    bool first_stable;  /* the first period is what deferred acceptance gives */
    int32_t discount;   /* what each period counts less than the one before, basis points */
    int32_t candidates; /* posts a youth, at most; 0: all */
    int64_t effort;     /* how long to look for more; never part of what a plan claims */
    int threads;        /* never part of a plan */
} nw_plan_options;

typedef struct nextwork_plan {
    int32_t references; /* atomic */
    nw_cohort *cohort;  /* a reference held */
    nw_plan_options options;
    int32_t outcome;                   /* NEXTWORK_OUTCOME_..; of each there is a plan */
    int32_t weight[NW_MOST_PERIODS];   /* what a fit counts in the period, basis points */
    nw_round *rounds[NW_MOST_PERIODS]; /* over the cohort as it is */
    nw_round *later[NW_MOST_PERIODS];  /* over the cohort with the earlier periods as history */
    int32_t *fixed;         /* [period * youths + youth]: what was not planned but given; NW_.. */
    int32_t *post_of;       /* [period * youths + youth]; -1: sits out */
    int32_t *fit_of;        /* likewise; NW_UNKNOWN */
    int64_t *post_price;    /* [period * posts + post], weight * fit */
    int64_t *company_price; /* [period * companies + company], likewise */
    int64_t value;          /* sum of weight * fit */
    int64_t objective;      /* the same, less what must_place counts */
    int64_t bound;          /* no plan has a greater objective */
    int64_t sat_out;        /* periods that youths sit out beyond their first */
    /* Of a plan that was made from an earlier one: what seals that, and what changed for whom. */
    char earlier_sha256[65]; /* "": from none */
    nw_table *changes;       /* NULL: from none */
} nw_plan;

/* Makes a plan. NEXTWORK_ERROR_ARGUMENT when there are fewer companies than periods. A monitor that
 * stops it is an outcome: the best plan so far. */
nextwork_status nw_plan_new(nw_plan **plan, nw_cohort *cohort, const nw_plan_options *options,
                            nextwork_monitor *monitor);
nw_plan *nw_plan_ref(nw_plan *plan);
void nw_plan_unref(nw_plan *plan); /* NULL allowed */

/* Plans what is free in a blank plan, with the options it has; it may not be used when that fails.
 */
nextwork_status nw_plan_fill(nw_plan *plan, nextwork_monitor *monitor);

/* NEXTWORK_ERROR_ARGUMENT when there are fewer companies than periods. */
nextwork_status nw_plan_check_companies(const nw_cohort *cohort, int32_t periods);

/* What a plan consists of before anybody is placed: rounds, weights, and arrays in which all is
 * free and nobody placed. */
nextwork_status nw_plan_blank(nw_plan **plan, nw_cohort *cohort, const nw_plan_options *options);

/* Sets from post_of what follows from it: later rounds, fits, value, sat_out and objective. */
nextwork_status nw_plan_settle(nw_plan *plan);

/* The reasons against a youth being at a post in a period of the plan: those of the round with the
 * earlier periods as history, and repeat-company where another period of the plan has the company,
 * for a wish asks for one placement. */
uint32_t nw_plan_reasons(const nw_plan *plan, int32_t youth, int32_t period, int32_t post);

/* The choice that youths have at the plan's prices, or at none. */
nw_sequence_choice nw_plan_choice(const nw_plan *plan, bool priced);

/* How far from the best the plan can be at most: millionths of its value, rounded up. */
int64_t nw_plan_gap(const nw_plan *plan);

/* How many youths are somewhere in the period. */
int32_t nw_plan_placed(const nw_plan *plan, int32_t period);

static inline int64_t nw_plan_at(const nw_plan *plan, int32_t period, int32_t youth)
{
    return (int64_t)period * plan->cohort->youths.count + youth;
}

/* What a seat costs the others, the company's part included. */
static inline int64_t nw_plan_price(const nw_plan *plan, int32_t period, int32_t post)
{
    const nw_cohort *cohort = plan->cohort;
    return plan->post_price[(int64_t)period * cohort->posts.count + post] +
           plan->company_price[(int64_t)period * cohort->companies.count +
                               cohort->posts.company[post]];
}

#endif
