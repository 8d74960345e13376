/* Reading the fields of a certificate. Each fails with NEXTWORK_ERROR_DATA and a message that names
 * the field when it is missing or of another kind. */
#ifndef NW_ROUND_CLAIM_FIELDS_H
#define NW_ROUND_CLAIM_FIELDS_H

#include "base/status.h"

#include <jansson.h>
#include <stdint.h>

/* A field that `what` is wrong with. */
nextwork_status nw_claim_wrong(const char *field, const char *what);

/* A text of less than `room` bytes, copied. */
nextwork_status nw_claim_text(char *text, size_t room, const json_t *json, const char *field);

/* A text of any length, copied; free it with nw_free. */
nextwork_status nw_claim_copy(char **text, const json_t *json, const char *field);

/* A SHA-256 in 64 hex digits, copied. */
nextwork_status nw_claim_sha256(char text[65], const json_t *json, const char *field);

/* A version, three whole numbers with dots between, of less than `room` bytes, copied. */
nextwork_status nw_claim_version(char *text, size_t room, const json_t *json, const char *field);

/* A whole number from 0 on. */
nextwork_status nw_claim_count(int64_t *number, const json_t *json, const char *field);

/* Whether every field is one of `fields`. */
nextwork_status nw_claim_fields_known(json_t *json, const char *const *fields, int64_t count);

#endif
