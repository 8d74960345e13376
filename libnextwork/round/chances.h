/* Chances: how often each youth is placed at each wish when the lottery is drawn many times. */
#ifndef NW_ROUND_CHANCES_H
#define NW_ROUND_CHANCES_H

#include "base/monitor.h"
#include "round/result.h"

typedef struct {
    int64_t lotteries;
    int32_t *wish;     /* per wish of cohort->wishes: how often it was got */
    int32_t *unlisted; /* per youth: how often at a post that was not listed */
    int32_t *unplaced; /* per youth: how often nowhere */
} nw_chances;

/* Counts the matches with the seeds options->seed, options->seed + 1, ..: each is what
 * nw_match_round gives with that seed. Mechanisms that a lottery orders and nothing else does:
 * deferred acceptance and serial dictatorship. */
nextwork_status nw_chances_new(nw_chances *chances, const nw_round *round,
                               const nw_match_options *options, int64_t lotteries,
                               nextwork_monitor *monitor);
void nw_chances_clear(nw_chances *chances);

#endif
