/* What a certificate claims, read back for checking. */
#ifndef NW_ROUND_CLAIMS_H
#define NW_ROUND_CLAIMS_H

#include "round/certificate.h"

typedef struct {
    char mechanism[65], library[33], policy_id[65], input_sha256[65], result_sha256[65];
    nw_match_options options; /* but for mechanism, seed and threads */
    bool tells_most_placed;   /* whether it is there, true or false */
    int32_t start, weeks;
    int64_t seed, placed, unplaced, objective;
    int64_t blocking_pairs; /* -1: not claimed */
    int64_t bound;          /* -1: not claimed */
    int64_t placed_bound;   /* -1: not claimed */
    int64_t *profile;
    int64_t n_profile;
    char *policy;
} nw_claims;

/* Reads a certificate. NEXTWORK_ERROR_DATA, with a message that names the field, when it is not
 * one: not JSON, a field missing, unknown or of another kind, or a value that cannot be. */
nextwork_status nw_claims_read(nw_claims *claims, const char *json, int64_t bytes);
void nw_claims_clear(nw_claims *claims);

#endif
