/* Mechanisms by name: what each needs, gives and promises. A new one is a pure function in match/,
 * a file here that hands it the round as arrays, and a row in mechanism.c. */
#ifndef NW_ROUND_MECHANISM_H
#define NW_ROUND_MECHANISM_H

#include "base/monitor.h"
#include "match/seats.h"
#include "round/priorities.h"
#include "round/result.h"
#include "round/verify/verify_report.h"

/* What every mechanism is given. */
typedef struct {
    const nw_round *round;
    const nw_cohort *cohort;
    const nw_match_options *options;
    nextwork_monitor *monitor;
    int threads;
    nw_seats seats; /* free seats of the round */
    nw_priorities priorities;
    int8_t *carries; /* per youth, NW_CARRY_..; NULL without carry_over */
} nw_placing;

/* What a mechanism is given in this round, with the lottery and the priorities of options->seed;
 * clear it. The round and the options must outlive it. */
nextwork_status nw_placing_new(nw_placing *placing, const nw_round *round,
                               const nw_match_options *options, nextwork_monitor *monitor);
void nw_placing_clear(nw_placing *placing);

/* How a mechanism orders matchings by the ranks that youths receive. */
#define NW_BEST_RANKS_FIRST 1 /* most at the first rank, then most at the second, .. */
#define NW_WORST_RANKS_LAST 2 /* most placed, then fewest at the worst rank, the next worst, .. */

typedef struct nw_mechanism {
    const char *name;
    int32_t outcome; /* NEXTWORK_OUTCOME_.. of a run that came to its end */
    bool by_answers; /* companies' answers order youths, not the lottery alone */
    bool stable;     /* promises that there is no blocking pair */
    bool deferred;   /* deferred acceptance: knows options ties, side, protect and carry_over */
    bool trades;     /* youths with running placements may give their posts for others */
    bool priced;     /* promises the greatest sum, proven by prices; knows most_placed */
    int by_ranks;    /* NW_BEST_RANKS_FIRST or NW_WORST_RANKS_LAST; 0: not by ranks alone */
    /* Sets result->post_of, which is there, and what else belongs to the mechanism's promise.
     * NEXTWORK_ERROR_CANCELLED when the monitor stopped it. */
    nextwork_status (*run)(nw_result *result, const nw_placing *placing);
    /* Checks the promise from result->post_of and the cohort alone, adding to the report. */
    nextwork_status (*verify)(nw_report *report, nw_result *claim, nextwork_monitor *monitor);
} nw_mechanism;

/* NULL when there is none of that name. */
const nw_mechanism *nw_mechanism_named(const char *name);

/* The mechanism that the options name. NEXTWORK_ERROR_ARGUMENT when there is none, or when an
 * option is of another one. */
nextwork_status nw_mechanism_chosen(const nw_mechanism **mechanism,
                                    const nw_match_options *options);

/* The round as the mechanism takes it: where youths hold the posts of running placements, that
 * round; else the same. The caller's. */
nextwork_status nw_round_to_match(nw_round **taken, nw_round *round, const nw_mechanism *mechanism,
                                  const nw_match_options *options);

/* A youth's claim on a post as one number below NW_CLAIMS: lower is better, and the lottery decides
 * between equals. `carries` may be NULL. */
int32_t nw_claim_on(const nw_round *round, const nw_match_options *options, const int8_t *carries,
                    int32_t youth, int32_t post);

/* What a youth's claim on a post rests on under the result's mechanism; where equals are equals the
 * lottery number is left out, and where youths trade it is that of the turn in which the youth was
 * served. */
nw_standing nw_result_standing(const nw_result *result, int32_t youth, int32_t post);

/* A standing of the result as text: the tier alone where the lottery number is left out. */
void nw_result_standing_text(char text[NW_STANDING_BYTES], const nw_result *result,
                             nw_standing standing);

#endif
