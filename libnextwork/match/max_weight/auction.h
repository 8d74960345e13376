/* What the two directions of the auction share. */
#ifndef NW_MATCH_MAX_WEIGHT_AUCTION_H
#define NW_MATCH_MAX_WEIGHT_AUCTION_H

#include "match/max_weight/offer.h"
#include "match/max_weight/shortlist.h"
#include "match/max_weight/state.h"

/* The price of a post that takes nobody: beyond every bid. */
#define NW_CLOSED_BID (INT32_C(1) << 30)

typedef struct {
    int32_t first; /* of its seats among `held` */
    int32_t placed, seats;
    int32_t nth; /* among the posts of its company, whose cap may bind; else -1 */
} nw_auction_post;

/* Where a cap may bind. */
typedef struct {
    int32_t price; /* of a place: what a post with a free seat costs at least */
    int32_t room;  /* seats at that price which may be taken */
} nw_auction_company;

/* Prices here are in parts of a basis point: scale of them. */
typedef struct {
    nw_weighing *w;
    nw_offer_finder find;
    nw_wide_offer_finder find_wide;
    nw_fit_table *table; /* w's */
    bool by_lists;       /* bids are found by shortlists: */
    nw_shortlist *lists; /* per youth, each within a line of the cache, */
    void *list_memory;   /* in here */
    int32_t epoch;       /* of the lists: grows whenever a price falls */
    int32_t scale;
    int32_t step;        /* what a youth may have less than the best for it, at most */
    int32_t *price;      /* per post, of a seat; with a table, a row of them */
    int32_t *free_price; /* the same, but for full posts beyond every bid; else NULL: no table, or
                            caps may bind */
    nw_auction_post *posts;
    uint64_t *held; /* seats: bid << 32 | youth, the lowest of a full post in front */
    nw_auction_company *companies; /* NULL: no cap may bind */
    uint64_t *rivals;              /* beside companies: what would next stay empty at each */
    int64_t bids;                  /* made in this run of the forward auction */
    int64_t budget;                /* and to be made at most where posts are full */
} nw_auction;

/* Where free seats have a price, at more than `few` posts. Takes and gives w's lists of holders,
 * with slots. */
nextwork_status nw_auction_reverse(nw_auction *a, int32_t few);

#endif
