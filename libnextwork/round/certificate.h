/* The certificate of a match, and with the tables the files of a result. */
#ifndef NW_ROUND_CERTIFICATE_H
#define NW_ROUND_CERTIFICATE_H

#include "round/result.h"

/* The result's files in memory, free each with nw_free: three tables as CSV and the certificate;
 * of a mechanism that is priced also the prices, else NULL. */
typedef struct {
    char *placements, *unplaced, *posts, *prices, *certificate;
    int64_t placements_bytes, unplaced_bytes, posts_bytes, prices_bytes, certificate_bytes;
} nw_result_files;

nextwork_status nw_result_files_of(nw_result_files *files, const nw_result *result);
nextwork_status nw_result_files_read(nw_result_files *files, const char *folder);
nextwork_status nw_result_files_write(const nw_result_files *files, const char *folder);
void nw_result_files_clear(nw_result_files *files);

/* The policy text in a certificate (free with nw_free). NEXTWORK_ERROR_DATA when the text is not a
 * certificate. */
nextwork_status nw_certificate_policy(char **policy, const char *json, int64_t bytes);

/* SHA-256 over the tables and the certificate without its own result_sha256, as hex digits:
 * any changed byte of the tables, and any changed value of the certificate, changes it. */
nextwork_status nw_result_sha256(char hex[65], const nw_result_files *files);

#endif
