/* What the kernel knows of a round's posts, made once: columns, what posts share, and lists of
 * posts by network and by firm. */
#ifndef NW_FIT_KERNEL_ROUND_H
#define NW_FIT_KERNEL_ROUND_H

#include "fit/kernel.h"
#include "fit/kernel/cells.h"
#include "fit/kernel/lanes.h"
#include "fit/kernel/sets.h"

struct nw_kernel {
    const nw_round *round;
    const nw_lane_code *code;
    nw_post_columns columns;
    nw_share shares[NW_SUMS];    /* fit, coverage */
    uint32_t *constant[NW_SUMS]; /* a post's own, with NW_BIAS */
    nw_post_rows *rows;
    int32_t n_rows[NW_TABLES_OF_POSTS];
    int32_t *model[NW_TABLES_OF_POSTS]; /* the first post of each row: speaks for all */
    nw_cells cells;
    nw_sets sets;
    int32_t n_runs;
    nw_run *runs;
    int64_t *network_start; /* networks + 1: the runs of each network's companies, ascending */
    int32_t *network_runs;
    int32_t n_open_runs; /* of companies that sit in no network */
    int32_t *open_runs;
    int64_t *owner_start; /* owners + 1: the companies of each owner */
    int32_t *owner_companies;
};

/* Whether the youth may go to companies of one network only, and to those of none. */
static inline bool nw_network_binds(const nw_kernel *kernel, int32_t youth)
{
    return kernel->round->cohort->youths.network[youth] >= 0 &&
           nw_in_force(kernel->round, NW_REASON_OUTSIDE_NETWORK);
}

/* The runs of these companies, ascending, in runs[] with room for all; returns how many. */
int64_t nw_runs_of_network(int32_t *runs, const nw_kernel *kernel, int32_t network);

/* The run after those from `run` on that have about so many posts: at most NW_RUN_POSTS more. */
static inline int32_t nw_runs_on(const nw_kernel *kernel, int32_t run, int32_t posts)
{
    int64_t post = (int64_t)kernel->runs[run].first_post + posts;
    return post < kernel->round->cohort->posts.count ? kernel->rows[post].run + 1 : kernel->n_runs;
}

#endif
