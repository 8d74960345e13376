/* Fits of every youth at every post in two bytes each, where most pairs are there: read faster than
 * lists of pairs, and in order. */
#ifndef NW_MATCH_MAX_WEIGHT_TABLE_H
#define NW_MATCH_MAX_WEIGHT_TABLE_H

#include "base/status.h"
#include "match/pairs.h"

#define NW_TABLE_LANES 32 /* posts at a time: their fits fill a line of the cache */

typedef struct {
    int32_t youths, posts;
    int64_t width;    /* of a row: posts, up to a multiple of NW_TABLE_LANES */
    int16_t *rows;    /* by youth; NW_NO_FIT where there is no pair. NULL: pairs are few */
    int64_t height;   /* of a column: youths, up to one of NW_OFFER_LANES */
    int16_t *columns; /* by post; NULL until needed */
} nw_fit_table;

static inline const int16_t *nw_row_of(const nw_fit_table *table, int32_t youth)
{
    return table->rows + youth * table->width;
}

static inline const int16_t *nw_column_of(const nw_fit_table *table, int32_t post)
{
    return table->columns + post * table->height;
}

/* Makes the rows, where they are worth it and fits go into their cells. Give it zeros. */
nextwork_status nw_fit_table_make(nw_fit_table *table, const nw_pairs *pairs, int32_t posts);
nextwork_status nw_fit_table_turn(nw_fit_table *table); /* makes the columns */
void nw_fit_table_clear(nw_fit_table *table);           /* also after a failure */

/* What all fits are multiples of, 1 at least, as far as some of the youths tell. */
int32_t nw_fit_table_unit(const nw_fit_table *table);

#endif
