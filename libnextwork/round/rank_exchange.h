/* Why a youth is not at a post when ranks alone decide: what it would do to the ranks of all. */
#ifndef NW_ROUND_RANK_EXCHANGE_H
#define NW_ROUND_RANK_EXCHANGE_H

#include "match/pairs.h"
#include "round/mechanism.h"

/* The rest of a round, without one youth. */
typedef struct {
    const nw_result *result;
    int32_t youth;
    nw_placing placing;
    nw_pairs pairs; /* none of the youth's */
    int32_t *post_seats, *company_seats, *post_of;
    int64_t *now, *then; /* placements at each rank: see rank_exchange.c */
} nw_rank_exchange;

/* What becomes worse when the youth is at a post, and all others are placed as well as can be. */
typedef struct {
    int32_t rank; /* where first: NW_RANK_PLACED (round/rank_proof.h), a rank, NW_RANK_UNLISTED; 0:
                     none */
    int64_t now, then; /* placements there */
} nw_rank_loss;

/* The result's mechanism must be by ranks. As costly as nw_pairs_new. */
nextwork_status nw_rank_exchange_new(nw_rank_exchange *exchange, const nw_result *result,
                                     int32_t youth);
void nw_rank_exchange_clear(nw_rank_exchange *exchange);

/* Matches the others once more, exactly, the post's seat being the youth's. The post must be
 * allowed and have a seat. */
nextwork_status nw_rank_exchange_at(nw_rank_loss *loss, nw_rank_exchange *exchange, int32_t post);

#define NW_RANK_LOSS_WORDS 512

/* The loss in a sentence. `by_ranks` as in nw_mechanism; `language` is NW_ENGLISH or NW_DANISH. */
void nw_rank_loss_words(char text[NW_RANK_LOSS_WORDS], nw_rank_loss loss, int by_ranks,
                        int language);

#endif
