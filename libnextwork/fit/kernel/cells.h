/* Cells: pairs of an industry and a job function that occur among the posts. What a youth makes of
 * a cell depends on little of the two codes (the interest in each, how near each is to a goal and
 * to each past placement), and most codes are alike in all of that. So codes are first sorted into
 * few classes a youth, then each pair of classes is scored once, and then handed to the cells. */
#ifndef NW_FIT_KERNEL_CELLS_H
#define NW_FIT_KERNEL_CELLS_H

#include "fit/kernel/lanes.h"
#include "fit/kernel/sums.h"

#define NW_CODE_DIGITS 6

/* Distinct industries or job functions in columns. */
typedef struct {
    int32_t count;
    int32_t *model;                      /* the first cell with the code */
    int32_t *scheme;                     /* -1: unknown; functions: NW_DISCO08 */
    int32_t *wide;                       /* section, major group; -1 */
    int32_t *near;                       /* division, sub-major group; -1 */
    int32_t *prefix[NW_CODE_DIGITS + 1]; /* the first so many digits; -1: has fewer */
} nw_codes_of_cells;

typedef enum { NW_INDUSTRIES, NW_FUNCTIONS, NW_SIDES } nw_side;

typedef struct {
    int32_t count;
    const int32_t *model;    /* the first post of each cell */
    int32_t *code[NW_SIDES]; /* of each cell, a place in codes[] */
    nw_codes_of_cells codes[NW_SIDES];
    uint32_t wish[6][6][NW_SUMS]; /* sums by interest + 1 in industry and function */
    uint32_t goal[4][NW_SUMS];    /* by likeness + 1 */
} nw_cells;

nextwork_status nw_cells_new(nw_cells *cells, const nw_round *round, const int32_t *model,
                             int32_t count);
void nw_cells_clear(nw_cells *cells);

/* Scratch for filling tables. */
typedef struct {
    const nw_cells *cells;
    int32_t *closest, *interest, *goal; /* per code of the longer side */
    uint32_t *key;
    uint16_t *place[NW_SIDES]; /* per code and lane: where its class begins in pair[] */
    uint32_t *pair[NW_SUMS];   /* per lane and two classes: the sums */
} nw_cell_room;

nextwork_status nw_cell_room_new(nw_cell_room *room, const nw_cells *cells);
void nw_cell_room_clear(nw_cell_room *room);

/* Fills the table of cells for a youth a lane: losses into tables[0], weights of what is unknown
 * into tables[1] unless that is NULL. */
void nw_cells_fill(uint32_t *const tables[NW_SUMS], nw_cell_room *room, const nw_round *round,
                   const int32_t *youths, int count);

#endif
