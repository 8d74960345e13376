/* The inside of the scoring kernel: what the loop over posts reads, and the loop's three shapes.
 *
 * The kernel scores NW_LANES youths at a time, a youth a lane, at one post after the other. What a
 * post shares with many others (its industry and function, what it offers, ...) is a row of a
 * table, made for these youths beforehand: sixteen numbers beside each other, one a lane. So a
 * pair costs a few additions, and no look-up is scattered over memory.
 *
 * Numbers are losses: what a pair falls short of a full fit, times the weights, in the low bits;
 * and above them a flag for each reason that depends on both sides. Less is better, and a number
 * with a flag is larger than any without. */
#ifndef NW_FIT_KERNEL_LANES_H
#define NW_FIT_KERNEL_LANES_H

#include "fit/kernel.h"

#define NW_LANES 16

/* Weights are at most 1000 a term, so losses are at most 10 * 1000 * 10000 < 2^27. */
#define NW_LOSS_BITS 27
#define NW_LOSS_MASK ((UINT32_C(1) << NW_LOSS_BITS) - 1)

/* The flags above the loss stand for these reasons, which are neighbours in nw_reason. */
#define NW_FIRST_FLAG NW_REASON_TRAVEL_TOO_FAR
#define NW_FLAG(reason) (UINT32_C(1) << (NW_LOSS_BITS + (reason)-NW_FIRST_FLAG))
_Static_assert(NW_REASON_OUTSIDE_NETWORK - NW_FIRST_FLAG == 31 - NW_LOSS_BITS,
               "five flags fill the word");

/* Added to each sum, so that comparing as signed numbers gives the order of the unsigned ones. */
#define NW_BIAS (UINT32_C(1) << 31)

/* What a post shares with others; each kind has a table of rows. */
typedef enum {
    NW_CELL,   /* industry and function: wish (of a post not listed), novelty, goal */
    NW_OFFERS, /* support, need-unmet */
    NW_SKILLS, /* requires and prefers: skill, skill-missing */
    NW_HOURS,  /* hours, hours-too-few */
    NW_TABLES_OF_POSTS
} nw_post_table;

/* Where a post's rows begin in the tables: row * NW_LANES. And the run that it is in. */
typedef struct {
    uint32_t at[NW_TABLES_OF_POSTS];
    int32_t run;
} nw_post_rows;

/* Posts beside each other at one company: travel and network are the same for them. */
typedef struct {
    float x, y, z; /* the company's place: whole metres below 2^24, exact as floats */
    int32_t known;
    int32_t company;
    int32_t first_post, end_post;
    int64_t first_network, end_network; /* in the companies' networks; none: any network */
} nw_run;

#define NW_RUN_POSTS 64 /* at most, so that chunks of runs are of bounded size */

/* The round's posts, as all youths see them. */
typedef struct {
    const nw_round *round;
    const nw_post_rows *rows;
    const nw_run *runs;
    const int32_t *networks; /* of the cohort's companies */
} nw_post_columns;

/* NW_LANES youths. The estimate of travel is a guess by float that is used only where it is
 * certain, by a margin, which whole minute it means; other lanes take nw_exact_travel(). */
typedef struct {
    float x[NW_LANES], y[NW_LANES], z[NW_LANES]; /* the youth's place */
    float reach[NW_LANES];     /* square of the metres from which on the loss is `beyond` */
    uint32_t beyond[NW_LANES]; /* loss and flag there */
    float pace[NW_LANES], wait[NW_LANES];    /* minutes a metre; minutes, and a half */
    float least[NW_LANES], most[NW_LANES];   /* where more or fewer minutes change nothing */
    float sure[NW_LANES];                    /* farthest from the middle of a minute that is */
    float zero[NW_LANES];                    /* minutes at which the term is 0 */
    float span[NW_LANES];                    /* minutes before that it begins to fall */
    float whole[NW_LANES], rest[NW_LANES];   /* 10000 / span; twice the remainder */
    float half[NW_LANES], inverse[NW_LANES]; /* span + 1/2; 1 / (2 span) */
    float weight[NW_LANES], full[NW_LANES];  /* loss = full - weight * value */
    float limit[NW_LANES];                   /* minutes above which `far` is set */
    uint32_t far[NW_LANES];
    uint32_t network[NW_LANES];
    uint32_t outside[NW_LANES]; /* the flag outside-network, for who has a network; else 0 */
    bool networks;              /* whether any lane has that flag */
    uint32_t no_place;          /* loss at a company whose place is unknown */
    int32_t youth[NW_LANES];
    uint32_t *table[NW_TABLES_OF_POSTS];
    const uint32_t *constant; /* a post's own loss, with NW_BIAS */
} nw_lanes;

/* The loss and flag of travel of one lane, by the plain definition. */
uint32_t nw_exact_travel(const nw_lanes *lanes, int lane, const nw_post_columns *posts,
                         const nw_run *run);

/* A loss to a whole share of 10000: (offset - factor * loss) / divisor, rounded down, by
 * multiplication: Granlund and Montgomery, 1994. */
typedef struct {
    uint32_t offset, factor;
    uint32_t multiplier;
    int32_t shift;
} nw_share;

static inline int32_t nw_share_of(const nw_share *share, uint32_t loss)
{
    uint32_t dividend = share->offset - share->factor * (loss & NW_LOSS_MASK);
    return (int32_t)((uint32_t)((uint64_t)dividend * share->multiplier >> 32) >> share->shift);
}

/* Candidates among posts, in their order. */
typedef struct {
    int64_t count;
    int32_t *post;
    uint32_t *lanes;  /* a bit a lane */
    uint32_t *losses; /* NW_LANES each */
} nw_candidates;

/* One instruction set's loop, over the posts of runs first .. end - 1. */
typedef struct {
    /* Writes NW_LANES losses a post, one post after the other. */
    void (*losses)(uint32_t *losses, const nw_post_columns *posts, const nw_lanes *lanes,
                   int32_t first, int32_t end);

    /* Adds the posts at which some lane's loss is below that lane's limit, as signed numbers. The
     * arrays of `kept` need one place more than there are posts. */
    void (*filter)(nw_candidates *kept, const nw_post_columns *posts, const nw_lanes *lanes,
                   const int32_t *limits, int32_t first, int32_t end);

    /* What the losses of so many posts come to. */
    void (*shares)(uint32_t *shares, const uint32_t *losses, int64_t posts, const nw_share *share);

    /* What the flags of so many posts say, beside the reasons of lanes and of posts. */
    void (*reasons)(uint32_t *reasons, const uint32_t *losses, int64_t posts,
                    const uint32_t *of_lanes, const uint32_t *of_posts);
} nw_lane_code;

extern const nw_lane_code nw_lane_code_portable;
#if defined(__x86_64__)
extern const nw_lane_code nw_lane_code_avx2;
extern const nw_lane_code nw_lane_code_avx512;
#elif defined(__aarch64__)
extern const nw_lane_code nw_lane_code_neon;
#endif

/* The path's loop; NULL when this processor or this build has none. */
const nw_lane_code *nw_lane_code_of(nw_kernel_path path);

#endif
