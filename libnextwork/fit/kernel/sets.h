/* What posts offer, require and prefer: sets of codes that many posts share. A youth's few codes
 * are counted through lists from a code to the sets that have it. */
#ifndef NW_FIT_KERNEL_SETS_H
#define NW_FIT_KERNEL_SETS_H

#include "fit/kernel/lanes.h"
#include "fit/kernel/sums.h"

/* From a code to the rows that have it. */
typedef struct {
    int64_t *start; /* codes + 1 */
    int32_t *row;
} nw_holders;

typedef struct {
    int32_t n_offers;     /* rows of the table of offers */
    bool *unknown_offers; /* of each row: nothing is known of what is offered */
    nw_holders offering;  /* by need */
    int32_t most_levels;  /* the most that the levels of a youth's needs sum up to */

    int32_t n_skills; /* rows of the table of skills */
    nw_holders requiring, preferring;
    int32_t *required;         /* per row: how many skills */
    int64_t *fall;             /* per row, and 1: where its sums begin in loss[] */
    uint32_t *loss;            /* by how many of the preferred skills the youth has */
    uint32_t *silent[NW_SUMS]; /* per row: sums for a youth whose skills are unknown */
} nw_sets;

/* From the first post of each row. */
nextwork_status nw_sets_new(nw_sets *sets, const nw_round *round, const int32_t *offers,
                            int32_t n_offers, const int32_t *skills, int32_t n_skills);
void nw_sets_clear(nw_sets *sets);

/* Scratch for filling tables. */
typedef struct {
    int32_t *met, *vital; /* per row */
    uint32_t *by_level;   /* losses by the sum of levels met */
} nw_set_room;

nextwork_status nw_set_room_new(nw_set_room *room, const nw_sets *sets);
void nw_set_room_clear(nw_set_room *room);

/* Fill a lane of a table: losses and flags into tables[0], weights of what is unknown into
 * tables[1] unless that is NULL. */
void nw_offers_fill(uint32_t *const tables[NW_SUMS], nw_set_room *room, const nw_sets *sets,
                    const nw_round *round, int32_t youth, int lane);
void nw_skills_fill(uint32_t *const tables[NW_SUMS], nw_set_room *room, const nw_sets *sets,
                    const nw_round *round, int32_t youth, int lane);

#endif
