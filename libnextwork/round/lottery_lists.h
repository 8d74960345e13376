/* What stays the same from one lottery to the next: who may choose what, in which order but for
 * the lots, and how far the companies' answers decide. */
#ifndef NW_ROUND_LOTTERY_LISTS_H
#define NW_ROUND_LOTTERY_LISTS_H

#include "round/pairs.h"

typedef struct {
    nw_pairs pairs;    /* among pairs alike to the youth by post, which is how a lot is drawn */
    int64_t *unlisted; /* per youth: where the pairs begin that the youth did not list */
    bool *alike;       /* per pair: equal to the one before in the youth's rank and in fit */
    uint32_t *ahead;   /* per pair: youths of a better tier, whatever the lottery: the priority is
                          this number plus the youth's position in the lottery */
} nw_lottery_lists;

/* With `by_answers` companies' answers come before the lottery. NEXTWORK_ERROR_LIMIT when youths
 * times the tiers that occur are 2^32 or more. */
nextwork_status nw_lottery_lists_new(nw_lottery_lists *lists, const nw_placing *placing,
                                     bool by_answers);
void nw_lottery_lists_clear(nw_lottery_lists *lists);

/* Where the run of pairs that are alike to the youth ends which begins at `first`. */
static inline int64_t nw_alike_end(const nw_lottery_lists *lists, int64_t first, int64_t end)
{
    int64_t next = first + 1;
    while (next < end && lists->alike[next])
        next++;
    return next;
}

#endif
