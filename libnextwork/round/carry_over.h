/* What youths carry over from earlier rounds: who came off badly comes first among equals, until a
 * round makes up for it. */
#ifndef NW_ROUND_CARRY_OVER_H
#define NW_ROUND_CARRY_OVER_H

#include "fit/round.h"
#include "round/standing.h"

/* A wish of this rank or better makes up for what was before. */
#define NW_CARRY_GOOD_RANK 3

/* A youth's rounds that began before this one, since the latest that met a wish of a good rank. */
typedef struct {
    int32_t left_out; /* without a place */
    int32_t poor;     /* with a place, but none of a good rank */
} nw_carried;

nw_carried nw_carried_of(const nw_round *round, int32_t youth);

/* NW_CARRY_.. of each youth; free with nw_free. */
nextwork_status nw_carries_new(int8_t **carries, const nw_round *round);

#endif
