/*
 * One small cohort for tests of the C API: seven youths, four companies, five posts, given as
 * arrays; with ties, a veto, a full company, past placements and unknown cells.
 */
#ifndef NW_TEST_WORLD_H
#define NW_TEST_WORLD_H

#include <nextwork.h>

#define NW_WORLD_YOUTHS 7
#define NW_WORLD_COMPANIES 4
#define NW_WORLD_POSTS 5

/* Its policy: the round starts on 2027-01-04 for eight weeks. */
#define NW_WORLD_POLICY "[policy]\nid = world\n[round]\nstart = 2027-01-04\nweeks = 8\n"

/* Fills an empty builder. */
nextwork_status nw_world_fill(nextwork_builder *builder);

/* The cohort and its round; the caller's. */
nextwork_status nw_world_cohort(nextwork_cohort **cohort);
nextwork_status nw_world_round(nextwork_round **round);

#endif
