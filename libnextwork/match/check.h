/* Checking a matching, apart from any solver and sharing no code with one: capacities, and whether
 * a pair blocks. Keys may be any numbers comparable within a company, lower is better: a solver's
 * 32-bit keys, or wider ones from another source. */
#ifndef NW_MATCH_CHECK_H
#define NW_MATCH_CHECK_H

#include "base/status.h"
#include "match/seats.h"

/* What a matching does to each post and company. */
typedef struct {
    const nw_seats *seats;
    int32_t *post_placed, *company_placed;
    uint64_t *post_worst, *company_worst; /* largest key placed; 0 when nobody */
    uint64_t *threshold;                  /* per post: no larger key can block */
    int64_t posts_over, companies_over;   /* how many exceed their seats */
} nw_check;

/* Counts a matching: post_of[y] (-1: unplaced) and the key the youth has there. */
nextwork_status nw_check_new(nw_check *check, const nw_seats *seats, int32_t youths,
                             const int32_t *post_of, const uint64_t *key_of);
void nw_check_clear(nw_check *check);

/* Whether a youth, now at `own_post` (-1) with `own_key`, and a post that the youth prefers, block
 * the matching: whether the company would take the youth there with `key`, dropping if need be
 * somebody with a larger key. */
int nw_check_blocks(const nw_check *check, int32_t own_post, uint64_t own_key, int32_t post,
                    uint64_t key);

/* Blocking pairs among listed choices: youth y has choices start[y] .. start[y + 1] - 1, best
 * first. -1 when a youth is at a post that is not among the choices. */
int64_t nw_check_blocking_pairs(const nw_check *check, int32_t youths, const int64_t *start,
                                const nw_choice *choices, const int32_t *post_of);

#endif
