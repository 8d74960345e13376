/* A certificate as text: what is claimed as JSON, and in its last field the seal, a SHA-256 over
 * the claims and over the files beside them. */
#ifndef NW_ROUND_SEAL_H
#define NW_ROUND_SEAL_H

#include "base/status.h"
#include "base/text.h"

#include <jansson.h>

/* Seals `claims`, which is changed, over the files, of which one may be absent (NULL). The text
 * ends in a newline and a NUL; free it with nw_free. */
nextwork_status nw_seal(char **text, int64_t *bytes, json_t *claims, const nw_text *files,
                        int64_t count);

/* What the seal of that certificate over these files has to be, as hex digits: any changed byte of
 * the files, and any changed value of the certificate, changes it. */
nextwork_status nw_seal_of(char hex[65], nw_text certificate, const nw_text *files, int64_t count);

/* Reads a certificate's text as JSON (json_decref it). NEXTWORK_ERROR_DATA when it is no object, or
 * longer than any certificate. */
nextwork_status nw_certificate_parse(json_t **json, nw_text certificate);

#endif
