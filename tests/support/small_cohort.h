/* Cohorts written out in a test:
 *
 *     nw_cohort *cohort = nw_test_cohort("youths: youth_id,hours_max\n"
 *                                        "Y,37\n"
 *                                        "wishes: youth_id,post_id,rank\n"
 *                                        "Y,P,1\n"
 *                                        "policy:\n"
 *                                        "[rule not-mutual]\n"
 *                                        "enabled=1\n");
 *
 * A table is a line "name: columns" and then its rows, without quotes; the policy comes last. What
 * is left out of youths, companies and posts is one of each: youth Y, company C, post P with one
 * seat. */
#ifndef NW_TEST_SMALL_COHORT_H
#define NW_TEST_SMALL_COHORT_H

#include "fit/round.h"

/* The cohort, to be freed with nw_cohort_unref. Text that does not freeze ends the test program
 * with its findings: the test is wrong. */
nw_cohort *nw_test_cohort(const char *text);

/* 2027-01-04: the Monday on which rounds of the tests start; they last 13 weeks, to 2027-04-05. */
#define NW_TEST_START 20822
#define NW_TEST_WEEKS 13

/* A round of the cohort that the text describes; nw_round_unref frees both. */
nw_round *nw_test_round(const char *text);

/* Rows by id, which must exist. */
int32_t nw_test_youth(const nw_cohort *cohort, const char *id);
int32_t nw_test_post(const nw_cohort *cohort, const char *id);
int32_t nw_test_company(const nw_cohort *cohort, const char *id);

#endif
