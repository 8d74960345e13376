/* Fits of many pairs, fast: the same bytes as nw_fit_pair of fit/fit.h, pair by pair, which is the
 * definition. */
#ifndef NW_FIT_KERNEL_H
#define NW_FIT_KERNEL_H

#include "base/monitor.h"
#include "fit/fit.h"

/* The instruction set that the inner loop uses; every path gives the same bytes. */
typedef enum {
    NW_PATH_BEST, /* the best that this processor has */
    NW_PATH_PORTABLE,
    NW_PATH_AVX2,
    NW_PATH_AVX512,
    NW_PATH_NEON,
    NW_PATHS
} nw_kernel_path;

/* Whether this processor and this build have the path. */
bool nw_kernel_has(nw_kernel_path path);

/* A round's posts in columns. Immutable; any thread may read it. It does not hold the round, whose
 * part it is: round->kernel is the one to use, others are for tests. */
typedef struct nw_kernel nw_kernel;

/* O(posts * log(posts)); `path` is one that nw_kernel_has. */
nextwork_status nw_kernel_new(nw_kernel **kernel, const nw_round *round, nw_kernel_path path);
void nw_kernel_free(nw_kernel *kernel); /* NULL allowed */

/* The posts that the rule on networks leaves to a youth, ascending, in posts[] with room for all;
 * returns how many. Other reasons are not asked. O(those posts). */
int64_t nw_posts_of_network(int32_t *posts, const nw_kernel *kernel, int32_t youth);

/* The shapes below poll the monitor (NULL: nobody watches) and step it once a youth, or once a pair
 * of a list; who calls begins it. They give the same bytes for any number of threads. */

/* Where scores go: arrays of the caller, NULL where not wanted. */
typedef struct {
    int32_t *fits;
    int32_t *coverage;
    uint32_t *reasons;
} nw_scores;

/* A block of rows of the matrix: pair (first + i, post p) goes to place i * posts + p. Sets all
 * when it works, else leaves the arrays in any state. O(count * posts). */
nextwork_status nw_score_rows(const nw_scores *scores, const nw_kernel *kernel, int32_t first,
                              int32_t count, int threads, nextwork_monitor *monitor);

/* The k best allowed posts of each youth, best first, ties by post, and their fits: youth first + i
 * has places i * k .. i * k + k - 1. -1 in both where no allowed post is left; so everywhere for a
 * youth whom a reason refuses at every post. fits may be NULL. The matrix is never held. */
nextwork_status nw_score_top(int32_t *posts, int32_t *fits, const nw_kernel *kernel, int32_t first,
                             int32_t count, int32_t k, int threads, nextwork_monitor *monitor);

/* What a pair has to be worth: its fit counts for what it is above youth + post. */
typedef struct {
    const int64_t *youth; /* per youth; may be negative */
    const int64_t *post;  /* per post, 0 or more */
} nw_fit_prices;

/* As nw_score_top for all youths, but by what a fit is above the prices, and only where it is: the
 * k pairs of each youth that most exceed them (by 2^31 or more is all the same). */
nextwork_status nw_score_worth(int32_t *posts, int32_t *fits, const nw_kernel *kernel,
                               const nw_fit_prices *prices, int32_t k, int threads,
                               nextwork_monitor *monitor);

/* A list of pairs. O(count). */
nextwork_status nw_score_pairs(const nw_scores *scores, const nw_round *round,
                               const int32_t *youths, const int32_t *posts, int64_t count,
                               int threads, nextwork_monitor *monitor);

#endif
