/* Verification where youths hold the posts of running placements: nobody ends worse than they
 * stand. */
#ifndef NW_ROUND_VERIFY_VERIFY_HELD_H
#define NW_ROUND_VERIFY_VERIFY_HELD_H

#include "round/result.h"
#include "round/verify/verify_report.h"

/* The post's id; "no post" of a negative one. */
nw_text nw_post_name(const nw_cohort *cohort, int32_t post);

/* Adds the check "nobody-worse" to the report: every youth who held a post has it still, or one
 * that it listed higher. */
nextwork_status nw_verify_nobody_worse(nw_report *report, const nw_result *claim);

#endif
