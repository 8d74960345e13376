#include "round/seal.h"

#include "base/memory.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

#define SEAL_FIELD "result_sha256"

/* More than a policy of the greatest length, a placement at each of 10,000 ranks and the rest take
 * together; what is longer is no certificate, and is not read for seconds to tell why. */
#define MOST_BYTES (1 << 20)

static char *json_text(const json_t *json)
{
    return json_dumps(json, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
}

static void add_part(GChecksum *sum, nw_text part)
{
    if (part.at == NULL)
        return;
    /* The length first, so that no byte can move from one file to the next unseen. */
    char length[32];
    snprintf(length, sizeof length, "%lld\n", (long long)part.bytes);
    g_checksum_update(sum, (const guchar *)length, -1);
    g_checksum_update(sum, (const guchar *)part.at, (gssize)part.bytes);
}

static void digest(char hex[65], const nw_text *files, int64_t count, const char *claims)
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (int64_t i = 0; i < count; i++)
        add_part(sum, files[i]);
    add_part(sum, nw_text_of(claims));
    snprintf(hex, 65, "%s", g_checksum_get_string(sum));
    g_checksum_free(sum);
}

nextwork_status nw_seal(char **text, int64_t *bytes, json_t *claims, const nw_text *files,
                        int64_t count)
{
    char *unsealed = json_text(claims);
    if (unsealed == NULL)
        return nw_fail_memory("a certificate");
    char hex[65];
    digest(hex, files, count, unsealed);
    free(unsealed);
    if (json_object_set_new(claims, SEAL_FIELD, json_string(hex)) != 0)
        return nw_fail_memory("a certificate");
    char *whole = json_text(claims), *copy = NULL;
    if (whole == NULL)
        return nw_fail_memory("a certificate");
    int64_t length = (int64_t)strlen(whole), room = 0;
    nextwork_status status = nw_grow((void **)&copy, &room, length + 2, 1);
    if (status == NEXTWORK_OK) {
        memcpy(copy, whole, (size_t)length);
        memcpy(copy + length, "\n", 2);
        *text = copy;
        *bytes = length + 1;
    }
    free(whole);
    return status;
}

nextwork_status nw_seal_of(char hex[65], nw_text certificate, const nw_text *files, int64_t count)
{
    json_t *json;
    NW_TRY(nw_certificate_parse(&json, certificate));
    json_object_del(json, SEAL_FIELD);
    char *claims = json_text(json);
    json_decref(json);
    if (claims == NULL)
        return nw_fail_memory("the digest of a result");
    digest(hex, files, count, claims);
    free(claims);
    return NEXTWORK_OK;
}

nextwork_status nw_certificate_parse(json_t **json, nw_text certificate)
{
    json_error_t error;
    if (certificate.bytes > MOST_BYTES)
        return nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, "",
                          "certificate.json has %lld bytes; a certificate has at most %d",
                          (long long)certificate.bytes, MOST_BYTES);
    *json = json_loadb(certificate.at, (size_t)certificate.bytes, JSON_REJECT_DUPLICATES, &error);
    if (json_is_object(*json))
        return NEXTWORK_OK;
    if (*json == NULL)
        return nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, "",
                          "certificate.json is not a certificate (line %d: %s)", error.line,
                          error.text);
    json_decref(*json);
    return nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, "",
                      "certificate.json is not a certificate, for it is not an object");
}
