/* Synthetic cohorts with real code lists: same knobs, same seed, same bytes. */
#ifndef NW_GENERATE_GENERATE_H
#define NW_GENERATE_GENERATE_H

#include "cohort/options.h"
#include "cohort/table.h"

/* Every knob of a synthetic cohort; each is also an option of that name, which has its range and
 * its meaning. Shares are in basis points, sigmas are those of a logarithm. */
typedef struct {
    int64_t youths, companies;
    int64_t municipalities;    /* how many are in play; the six pilots first */
    int64_t network_companies; /* mean companies of a network */
    int64_t headcount_median;
    int64_t headcount_sigma;   /* hundredths */
    int64_t posts_per_company; /* mean, hundredths */
    int64_t no_wishes;         /* share of youths without a list */
    int64_t wishes_mean;       /* of the others before wishes_max cuts, hundredths */
    int64_t wishes_max;
    int64_t popular_posts,
        popular_wishes;               /* that share of first wishes is on that share of posts */
    int64_t placements_mean;          /* placements a youth has had, hundredths */
    int64_t running;                  /* share of those with any whose latest runs into the round */
    int64_t met_min, met_max;         /* share of their network's youths that a company met */
    int64_t answer_yes, answer_maybe; /* shares of the answers; the rest are no */
    int64_t commute_median;           /* minutes from home to the middle of the network */
    int64_t commute_sigma;            /* hundredths */
    int64_t control;                  /* share of youths in the control arm; 0: no trial */
    int64_t start;                    /* day that the round of the cohort's policy starts on */
    uint64_t seed;
} nw_knobs;

/* The knobs of a scenario (prototype, site, pilots, trial, region, nation) with seed 1; false for
 * another name. */
bool nw_knobs_of(nw_knobs *knobs, const char *scenario);

/* The knobs of the options' scenario, each in the value of its option where that is set. */
void nw_knobs_from_options(nw_knobs *knobs, const nw_options *options);

/* Fails for a knob out of its range, and for two that contradict each other. */
nextwork_status nw_knobs_check(const nw_knobs *knobs);

/* Fills NW_TABLES tables (initialised here, cleared again on failure) and the text of a policy.ini
 * (free with nw_free). O(rows). */
nextwork_status nw_generate(nw_table *tables, char **policy, const nw_knobs *knobs);

#endif
