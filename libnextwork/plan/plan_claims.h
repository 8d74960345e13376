/* What the certificate of a plan claims, read back for checking. */
#ifndef NW_PLAN_PLAN_CLAIMS_H
#define NW_PLAN_PLAN_CLAIMS_H

#include "plan/plan_files.h"

typedef struct {
    char library[33], policy_id[65], input_sha256[65], result_sha256[65];
    char earlier_sha256[65]; /* "": made from none */
    nw_plan_options options; /* without threads */
    int64_t placed[NW_MOST_PERIODS];
    int64_t sat_out, value, bound, gap;
    int64_t objective; /* may be below 0 */
    char *policy;
} nw_plan_claims;

/* Reads a certificate. NEXTWORK_ERROR_DATA, with a message that names the field, when it is not
 * that of a plan: not JSON, a field missing, unknown or of another kind, or a value that cannot be.
 */
nextwork_status nw_plan_claims_read(nw_plan_claims *claims, nw_text certificate);
void nw_plan_claims_clear(nw_plan_claims *claims);

#endif
