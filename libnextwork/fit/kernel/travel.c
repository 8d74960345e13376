/* Travel in the kernel: numbers by which the loop finds the term without dividing, and the exact
 * answer where the loop cannot be sure. */
#include "base/arith.h"
#include "cohort/place.h"
#include "fit/kernel/block.h"
#include "fit/terms.h"

static uint32_t loss_at(int32_t minutes, const nw_round *round, int32_t youth, int32_t post)
{
    uint32_t sums[NW_SUMS] = {0};
    nw_pair pair = nw_bare_pair(round, youth, post);
    pair.minutes = minutes;
    nw_add_term(sums, &pair, NW_TERM_TRAVEL);
    return sums[NW_LOSS];
}

uint32_t nw_exact_travel(const nw_lanes *lanes, int lane, const nw_post_columns *posts,
                         const nw_run *run)
{
    const nw_cohort *cohort = posts->round->cohort;
    int32_t youth = lanes->youth[lane];
    int32_t metres =
        nw_place_distance(cohort->youths.place[youth], cohort->companies.place[run->company]);
    int32_t minutes =
        nw_travel_estimate(&cohort->policy.terms, cohort->youths.travel_mode[youth], metres);
    bool far = minutes > nw_travel_limit(cohort, youth);
    return loss_at(minutes, posts->round, youth, run->first_post) + (far ? lanes->far[lane] : 0);
}

void nw_lane_no_travel(nw_lanes *lanes, int lane)
{
    lanes->reach[lane] = -1; /* always */
    lanes->beyond[lane] = 0;
    lanes->pace[lane] = 0;
    lanes->wait[lane] = lanes->least[lane] = lanes->most[lane] = 0.5F; /* mid-minute: sure */
    lanes->sure[lane] = 1;
    lanes->zero[lane] = lanes->span[lane] = 0;
    lanes->weight[lane] = lanes->full[lane] = 0;
    lanes->limit[lane] = 1;
    lanes->far[lane] = 0;
}

/* How far a guess may be from the middle of a minute and still lie in the same minute as the exact
 * time. The exact time counts metres rounded to whole ones, so half a metre; and the guess has
 * taken nine float operations, each off by 2^-24 of its result at most. */
static float sure_of(double pace, double most)
{
    double margin = pace / 2 + most / (1 << 20);
    return margin < 0.5 ? (float)(0.5 - margin) : -1;
}

/* Minutes and their value: value = left * 10000 / span, half up, with left = minutes before `zero`,
 * from 0 to span. The loop takes it apart as left * (10000 / span) and the share of the remainder,
 * (2 * left * (10000 % span) + span) / (2 * span). Both are whole numbers that floats hold; the
 * last division is by a reciprocal, rounded down after adding a half to the dividend: dividends
 * below 2^22 are then a wider margin from the next whole number than the two roundings, 2^-23. */
static void fall(nw_lanes *lanes, int lane, int32_t limit, int32_t free)
{
    int32_t span = limit - free;
    int32_t zero = limit;
    if (span == 0) { /* all or nothing: the limit itself is still all */
        span = 1;
        zero = limit + 1;
    }
    lanes->zero[lane] = (float)zero;
    lanes->span[lane] = (float)span;
    int32_t whole = NW_FIT_MAX / span;
    lanes->whole[lane] = (float)whole;
    lanes->rest[lane] = (float)(2 * (NW_FIT_MAX % span));
    lanes->half[lane] = (float)span + 0.5F;
    lanes->inverse[lane] = 1.0F / (float)(2 * span);
}

/* The square of a distance that certainly takes more than `limit` minutes: a metre and a share of
 * 10^-5 for what rounding and floats may be off. */
static float reach_of(double pace, double wait, int32_t limit)
{
    double metres = (limit + 1.5 - wait) / pace + 1;
    double least = metres > 0 ? metres : 0;
    return (float)(least * least * (1 + 1e-5));
}

static void estimate(nw_lanes *lanes, int lane, const nw_round *round, int32_t youth)
{
    const nw_cohort *cohort = round->cohort;
    const nw_term_parameters *terms = &cohort->policy.terms;
    int32_t mode = (unsigned char)cohort->youths.travel_mode[youth];
    int32_t limit = nw_travel_limit(cohort, youth);
    int32_t free = nw_min32(terms->travel_free, limit);
    nw_place home = cohort->youths.place[youth];
    double pace = (double)terms->detour * nw_travel_pace(terms, mode) / (double)NW_TRAVEL_SCALE;
    bool bound = cohort->youths.travel_max[youth] != NW_UNKNOWN &&
                 nw_in_force(round, NW_REASON_TRAVEL_TOO_FAR);
    lanes->x[lane] = (float)home.x;
    lanes->y[lane] = (float)home.y;
    lanes->z[lane] = (float)home.z;
    lanes->pace[lane] = (float)pace;
    lanes->wait[lane] = (float)nw_travel_wait(terms, mode) + 0.5F;
    lanes->least[lane] = (float)free + 0.5F;
    lanes->most[lane] = (float)limit + 1.5F;
    lanes->sure[lane] = sure_of(pace, limit + 1.5);
    fall(lanes, lane, limit, free);
    lanes->weight[lane] = (float)cohort->policy.weights[NW_TERM_TRAVEL];
    lanes->full[lane] = (float)(cohort->policy.weights[NW_TERM_TRAVEL] * NW_FIT_MAX);
    lanes->limit[lane] = (float)limit;
    lanes->reach[lane] = reach_of(pace, nw_travel_wait(terms, mode), limit);
    lanes->far[lane] = bound ? NW_FLAG(NW_REASON_TRAVEL_TOO_FAR) : 0;
    lanes->beyond[lane] = (uint32_t)lanes->full[lane] + lanes->far[lane];
}

void nw_lane_travel(nw_block *block, int lane, int32_t youth)
{
    const nw_round *round = block->kernel->round;
    bool known = round->cohort->youths.place[youth].known != 0;
    uint32_t unknown[NW_SUMS] = {0};
    nw_pair pair = nw_bare_pair(round, youth, 0);
    nw_add_term(unknown, &pair, NW_TERM_TRAVEL);
    for (int sum = 0; sum < block->sums; sum++) {
        nw_lanes *lanes = &block->lanes[sum];
        lanes->youth[lane] = youth;
        lanes->no_place = unknown[sum];
        nw_lane_no_travel(lanes, lane);
        lanes->full[lane] = known ? 0 : (float)unknown[sum];
        if (!known)
            lanes->beyond[lane] = unknown[sum];
    }
    if (known)
        estimate(&block->lanes[NW_LOSS], lane, round, youth);
}
