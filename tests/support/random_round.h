/* Small random cohorts in which everything that a match must cope with occurs: ties on both sides,
 * vetoes, answers of all kinds, empty lists, posts without seats, headcounts that bind, running
 * placements. */
#ifndef NW_TEST_RANDOM_ROUND_H
#define NW_TEST_RANDOM_ROUND_H

#include "base/random.h"

#include <glib.h>

typedef struct {
    int youths, companies, posts; /* at least 1 each; ids Y0.., C0.., P0.. */
} nw_test_size;

/* The text of a cohort for nw_test_round, to be freed with g_string_free. */
GString *nw_random_round(nw_random *random, nw_test_size size);

/* The same, where one youth in so many, not in eight, has a running placement. */
GString *nw_random_round_running(nw_random *random, nw_test_size size, int one_in);

/* Adds what an earlier round gave some of the youths: nothing, or a wish of some rank. */
void nw_random_outcomes(GString *text, nw_random *random, int youths);

#endif
