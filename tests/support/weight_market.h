/* Markets for the greatest total fit, and the proof of a placing from the definition. */
#ifndef NW_TEST_WEIGHT_MARKET_H
#define NW_TEST_WEIGHT_MARKET_H

#include "base/random.h"
#include "match/max_weight/state.h"

typedef struct {
    int32_t youths, posts, companies;
    int32_t row;   /* pairs a youth, at most */
    int32_t fits;  /* different fits: few make many ties */
    int32_t seats; /* of a post, at most */
    int32_t caps;  /* of a company, at most */
    bool closed;   /* whether posts and companies may take nobody */
} nw_weight_shape;

typedef struct {
    nw_pairs pairs;
    nw_seats seats;
    int32_t *post_seats, *post_company, *company_seats;
    nw_weighed weighed;
} nw_weight_market;

void nw_weight_draw(nw_weight_market *m, nw_random *random, const nw_weight_shape *s);
void nw_weight_clear(nw_weight_market *m);

/* What a company may take of the seats that its posts have. */
typedef enum {
    NW_CAP_ONE,
    NW_CAP_TWO_THIRDS,
    NW_CAP_ALL_BUT_ONE,
    NW_CAP_ANYTHING,
    NW_CAPS
} nw_weight_cap;

void nw_weight_draw_caps(nw_weight_market *m, nw_random *random, nw_weight_cap kind);

typedef enum {
    NW_ANY_FIT,
    NW_POPULAR,
    NW_NEAR,
    NW_PRODUCT,
    NW_FEW_FITS,
    NW_ONE_IS_BEST,
    NW_FIT_KINDS
} nw_weight_fit;

/* Nearly every pair, in no order. */
void nw_weight_draw_most(nw_weight_market *m, nw_random *random, const nw_weight_shape *s,
                         nw_weight_fit kind);

/* Places, and expects that this succeeds. */
void nw_weight_solve(nw_weight_market *m, bool most_placed);

/* What the placing is worth, -1 when it breaks a rule. */
int64_t nw_weight_worth(const nw_weight_market *m, int64_t bonus);

/* What the prices say that no placing can be worth more than, from the definition. */
int64_t nw_weight_bound(const nw_weight_market *m, int64_t bonus);

/* The same between two stages: of seats in all. */
int64_t nw_weight_bound_of_stage(const nw_weight_market *m, const nw_weighing *w);

/* Expects that the placing is worth as much as the prices prove. */
void nw_weight_check_proof(const nw_weight_market *m, bool most_placed);

#endif
