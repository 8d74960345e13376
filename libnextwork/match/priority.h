/* Priorities at a company: those it answered about in the order of its answers, then everybody
 * else; the lottery decides among equals. */
#ifndef NW_MATCH_PRIORITY_H
#define NW_MATCH_PRIORITY_H

#include "base/status.h"

/* Positions 0 .. youths - 1 by lottery number, lowest first, ties by youth. */
nextwork_status nw_lottery_positions(uint32_t *positions, const int64_t *numbers, int32_t youths);

/* What companies said, by youth: entries start[y] .. start[y + 1] - 1 are about youth y; below 2^32
 * of them. */
typedef struct {
    int32_t youths, companies;
    const int64_t *start;
    const int32_t *post;
    const int32_t *tier; /* lower is better; comparable within a company */
    const int32_t *post_company;
} nw_answered;

/* Gives keys[i] of each answered entry, its place in its company's order of answered entries (tier,
 * then lottery position, then post), and answered[c], how many entries company c has. The key of a
 * pair without an answer is answered[company] + position[youth]. The positions are those of
 * nw_lottery_positions: each of 0 .. youths - 1 once. */
nextwork_status nw_priority_keys(uint32_t *keys, uint32_t *answered, const nw_answered *entries,
                                 const uint32_t *positions);

#endif
