/* Top trading cycles with seats that youths hold and seats that are free ("you request my house, I
 * get your turn": Shapley and Scarf, 1974; Abdulkadiroglu and Sonmez, 1999) under two levels of
 * capacity, which are an M-convex constraint as Suzuki, Tamura, Yahiro, Yokoo and Zhang (2023)
 * treat it. Strategy-proof and Pareto-efficient for the youths; nobody ends worse than at the post
 * held; no group of youths gains by agreeing on other lists. README.md in this folder says why. */
#ifndef NW_MATCH_TOP_TRADING_CYCLES_H
#define NW_MATCH_TOP_TRADING_CYCLES_H

#include "base/status.h"
#include "match/pairs.h"
#include "match/seats.h"

/* What became of each youth; arrays of the caller's, one entry a youth. */
typedef struct {
    int32_t *post_of; /* -1: nothing was left, and none was held */
    int32_t *served;  /* whose turn it was: the youth's own, or that of somebody who asked for a
                         seat and so had the youth asked first. A place in `turn` */
    int32_t *traders; /* youths who gave and got places among one another, this one included; 1:
                         took what was free, or kept the own place, or got nothing */
} nw_trades;

/* Seats count those that are held: held[y] is the post where youth y has one, or -1. No post and no
 * company may have more youths who hold than seats. A youth who holds a post never gets one that
 * `pairs` does not name before it, and keeps it when the list does not name it and nothing else is
 * left. The youth whose turn comes first has turn 0. O(pairs + youths + posts + companies). */
nextwork_status nw_top_trading_cycles(nw_trades *trades, const nw_pairs *pairs,
                                      const nw_seats *seats, const int32_t *held,
                                      const uint32_t *turn);

#endif
