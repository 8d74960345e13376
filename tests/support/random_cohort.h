/* Random cohorts that use every column that a fit reads, with plenty of unknowns. */
#ifndef NW_TEST_RANDOM_COHORT_H
#define NW_TEST_RANDOM_COHORT_H

#include "base/random.h"
#include "cohort/cohort.h"

/* Draws a cohort; youths, companies and posts a company are at least 1. Free with
 * nw_cohort_unref. */
nw_cohort *nw_test_random_cohort(nw_random *random, int youths, int companies, int posts_each);

#endif
