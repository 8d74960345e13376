/* Synthetic cohorts with real code lists: same knobs, same seed, same bytes. */
#ifndef NW_GENERATE_GENERATE_H
#define NW_GENERATE_GENERATE_H

#include "cohort/table.h"

/* Every knob of a synthetic cohort. Shares are in basis points. */
typedef struct {
    int64_t youths, companies;
    int64_t municipalities; /* how many are in play; the six pilots first */
    int64_t headcount_median;
    int64_t headcount_sigma;   /* of the logarithm, hundredths: 135 */
    int64_t posts_per_company; /* mean, hundredths */
    int64_t no_wishes;         /* share of youths without a list */
    int64_t wishes_mean, wishes_max;
    int64_t popular_posts,
        popular_wishes;               /* that share of first wishes is on that share of posts */
    int64_t placements_mean;          /* past placements a youth, hundredths */
    int64_t met_min, met_max;         /* share of their network's youths that a company met */
    int64_t answer_yes, answer_maybe; /* shares of the answers; the rest are no */
    int64_t commute_median;           /* minutes */
    int64_t start;                    /* day that the round of the cohort's policy starts on */
    uint64_t seed;
} nw_knobs;

/* The knobs of a scenario (prototype, site, pilots, trial, region, nation); false for another
 * name. */
bool nw_knobs_of(nw_knobs *knobs, const char *scenario);

/* Fills NW_TABLES tables (initialised here) and the text of a policy.ini (free with nw_free). */
nextwork_status nw_generate(nw_table *tables, char **policy, const nw_knobs *knobs);

#endif
