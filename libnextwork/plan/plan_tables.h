/* The tables of a plan, which are its files. Each but the prices follows from the cohort, the
 * options and the post of every youth in every period. */
#ifndef NW_PLAN_PLAN_TABLES_H
#define NW_PLAN_PLAN_TABLES_H

#include "plan/plan.h"

extern const nw_table_schema nw_plan_schema, nw_plan_prices_schema;

/* Columns that a reader of the files names. */
enum { NW_PLAN_YOUTH, NW_PLAN_PERIOD, NW_PLAN_POST };

/* A table of that schema, filled. */
nextwork_status nw_plan_table_of(nw_table **table, const nw_table_schema *schema,
                                 nextwork_status (*fill)(nw_table *, const nw_plan *),
                                 const nw_plan *plan);

/* youth_id, period, post_id, company_id, start, end, fit: by youth, then period, from 1 on. */
nextwork_status nw_plan_table(nw_table **table, const nw_plan *plan);

/* youth_id, period, reasons: where a youth sits out. `reasons` lists what holds for the youth at
 * any post, or "no-wishes", or for each wish POST=reason+reason or POST=outweighed(price PRICE; fit
 * FIT) in basis points, and with extend unlisted=refused or =outweighed; in a first period by
 * deferred acceptance POST=contest. Separated by |. */
nextwork_status nw_plan_unplaced_table(nw_table **table, const nw_plan *plan);

/* period, kind, id, price: what is above 0; weight * fit. */
nextwork_status nw_plan_prices_table(nw_table **table, const nw_plan *plan);

/* Takes one row of that table into the plan; gives what is wrong with it, or NULL. */
const char *nw_plan_prices_take(nw_plan *plan, const nw_table *table, int64_t row);

#endif
