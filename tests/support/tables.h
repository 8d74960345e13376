/*
 * Tables written in the test: blocks with the table's name, a header and rows, between empty lines.
 *
 *     youths
 *     youth_id,network_id
 *     Y1,N1
 *
 *     posts
 *     post_id,company_id,seats
 */
#ifndef NW_TEST_TABLES_H
#define NW_TEST_TABLES_H

#include "cohort/finding.h"
#include "cohort/table.h"

/* Fills the NW_TABLES tables; a name that there is not fails the test. No quotes. A cell that its
 * column does not allow is a finding. */
void nw_test_tables(nw_table *tables, const char *text, nw_findings *findings);
void nw_test_tables_clear(nw_table *tables);

/* A small cohort that holds no error, with something in every column of every table and the rows in
 * no order. */
extern const char nw_test_full_cohort[];

/* Turns the order of a table's rows into a random one. */
void nw_test_shuffle(nw_table *table, uint64_t seed);

#endif
