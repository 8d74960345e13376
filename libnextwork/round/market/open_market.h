/* An open market: a round whose youths come and go and change their wishes, and whose seats change,
 * kept matched by match/live.h. One thread at a time. */
#ifndef NW_ROUND_MARKET_OPEN_MARKET_H
#define NW_ROUND_MARKET_OPEN_MARKET_H

#include "base/monitor.h"
#include "match/live.h"
#include "round/choices.h"
#include "round/priorities.h"
#include "round/result.h"

/* What a youth wishes for instead of what the cohort says; post NULL: what it says. */
typedef struct {
    int32_t *post, *rank;
    int32_t count;
} nw_own_wishes;

typedef struct nextwork_market {
    nw_round *round; /* a reference held */
    nw_match_options options;
    int mode; /* NW_LIVE_.. */
    nw_live *live;
    nw_priorities priorities;
    nw_own_wishes *own; /* per youth */
    /* Room to make one list in. */
    nw_choice_room room;
    nw_live_choice *choices;
} nw_open_market;

/* Opens the market with the youths youths[0 .. count - 1], each once, placed as a match of the
 * round would place them alone; count -1: with all. NEXTWORK_ERROR_ARGUMENT when the options are
 * not those of the youth-optimal stable match; NEXTWORK_ERROR_STATE when one is named twice;
 * NEXTWORK_ERROR_CANCELLED. */
nextwork_status nw_open_market_new(nw_open_market **market, nw_round *round,
                                   const nw_match_options *options, int mode, const int64_t *youths,
                                   int64_t count, nextwork_monitor *monitor);
void nw_open_market_free(nw_open_market *market); /* NULL allowed */

/* The edits. Each checks whether the youth is there, or is not, and changes nothing when it fails.
 */
nextwork_status nw_open_market_join(nw_open_market *market, int32_t youth);
nextwork_status nw_open_market_leave(nw_open_market *market, int32_t youth);

/* Takes over the arrays of `wishes`, also on failure. */
nextwork_status nw_open_market_set_wishes(nw_open_market *market, int32_t youth,
                                          nw_own_wishes wishes);

/* The youth's wishes as they are now; in no order of their own when the youth gave them. */
nw_own_wishes nw_open_market_wishes(const nw_open_market *market, int32_t youth);

/* A youth's claim on a post as the live matching has it: the tier above the lottery number, for
 * nothing is carried over here, and below 2^63. And a claim as a standing. */
uint64_t nw_open_market_claim(const nw_open_market *market, int32_t youth, int32_t post);
nw_standing nw_standing_of_claim(uint64_t claim);

/* The youth's preference for a post wished for at that rank (NW_UNKNOWN: not at all), and the
 * reasons against the pair but those of room, which changes. */
uint32_t nw_open_market_reasons(nw_preference *preference, const nw_open_market *market,
                                int32_t youth, int32_t post, int32_t rank);

/* Whether the youth is in the market (or not), else NEXTWORK_ERROR_STATE. */
nextwork_status nw_open_market_expect(const nw_open_market *market, int32_t youth, bool there);

/* The rank at which the youth wishes for the post now, or NW_UNKNOWN. */
int32_t nw_open_market_rank(const nw_open_market *market, int32_t youth, int32_t post);

#endif
