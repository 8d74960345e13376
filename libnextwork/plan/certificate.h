/* The certificate of a match: what was asked and what is claimed, in JSON. */
#ifndef NW_PLAN_CERTIFICATE_H
#define NW_PLAN_CERTIFICATE_H

#include "plan/result.h"

/* The result's files in memory: three tables as CSV, and the certificate over them. */
typedef struct {
    char *placements, *unplaced, *posts, *certificate;
    int64_t placements_bytes, unplaced_bytes, posts_bytes, certificate_bytes;
} nw_result_files;

nextwork_status nw_result_files_of(nw_result_files *files, const nw_result *result);
nextwork_status nw_result_files_read(nw_result_files *files, const char *folder);
nextwork_status nw_result_files_write(const nw_result_files *files, const char *folder);
void nw_result_files_clear(nw_result_files *files);

/* The policy text in a certificate (free with nw_free). NEXTWORK_ERROR_DATA when the text is not a
 * certificate. */
nextwork_status nw_certificate_policy(char **policy, const char *json, int64_t bytes);

#endif
