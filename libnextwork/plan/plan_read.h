/* A plan as its files tell it. */
#ifndef NW_PLAN_PLAN_READ_H
#define NW_PLAN_PLAN_READ_H

#include "plan/plan_claims.h"

#define NW_PROBLEM_BYTES 512

/* Takes plan.csv, prices.csv, kept.csv or changes.csv (NW_PLAN_CSV, .., in this order) into a blank
 * plan. What is wrong
 * with the file, if anything, comes as `problem`, with its line; "" when nothing is. */
nextwork_status nw_plan_take_file(char problem[NW_PROBLEM_BYTES], nw_plan *plan, int file,
                                  nw_text text);

/* Has what the first period was given stand as fixed. */
void nw_plan_fix_given(nw_plan *plan);

/* The plan whose files these are. NEXTWORK_ERROR_DATA, with what to do, when they are not those of
 * a plan, or of another cohort. What the certificate claims is believed. */
nextwork_status nw_plan_read(nw_plan **plan, nw_cohort *cohort, const nw_plan_files *files);

#endif
