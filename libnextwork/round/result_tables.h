/* The tables of a result, which are its files. Each follows from the cohort, the round and the post
 * of every youth. */
#ifndef NW_ROUND_RESULT_TABLES_H
#define NW_ROUND_RESULT_TABLES_H

#include "round/result.h"

extern const nw_table_schema nw_placements_schema, nw_unplaced_schema, nw_posts_schema;

/* Columns that a reader of the files names. */
enum { NW_PLACED_YOUTH, NW_PLACED_POST, NW_PLACED_START = 3, NW_PLACED_END, NW_PLACED_RANK = 6 };
enum { NW_UNPLACED_YOUTH, NW_UNPLACED_REASONS };

/* youth_id, post_id, company_id, start, end, fit, rank: the placed, by youth. */
nextwork_status nw_placements_table(nw_table **table, const nw_result *result);

/* youth_id, reasons: the unplaced, by youth. `reasons` lists what held for the youth at any post,
 * or "no-wishes", or for each wish POST=reason+reason or POST=contest(last TIER:LOTTERY; own
 * TIER:LOTTERY), POST=outweighed or POST=traded, separated by |. */
nextwork_status nw_unplaced_table(nw_table **table, const nw_result *result);

/* post_id, seats_free, placed, cutoff: every post. seats_free is what the post could take before
 * the match: its own free seats, or its company's when they are fewer; where youths trade, with the
 * seats that they hold. */
nextwork_status nw_posts_table(nw_table **table, const nw_result *result);

#endif
