#include "round/claim_fields.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

nextwork_status nw_claim_wrong(const char *field, const char *what)
{
    return nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, field,
                      "certificate.json: \"%s\" %s", field, what);
}

nextwork_status nw_claim_text(char *text, size_t room, const json_t *json, const char *field)
{
    const char *value = json_string_value(json_object_get(json, field));
    if (value == NULL)
        return nw_claim_wrong(field, "is missing or not a text");
    if (strlen(value) >= room)
        return nw_claim_wrong(field, "is too long");
    snprintf(text, room, "%s", value);
    return NEXTWORK_OK;
}

nextwork_status nw_claim_copy(char **text, const json_t *json, const char *field)
{
    const char *value = json_string_value(json_object_get(json, field));
    if (value == NULL)
        return nw_claim_wrong(field, "is missing or not a text");
    char *copy = NW_NEW(char, (int64_t)strlen(value) + 1);
    if (copy == NULL)
        return nw_fail_memory("a certificate");
    memcpy(copy, value, strlen(value) + 1);
    *text = copy;
    return NEXTWORK_OK;
}

nextwork_status nw_claim_sha256(char text[65], const json_t *json, const char *field)
{
    const char *value = json_string_value(json_object_get(json, field));
    if (value == NULL)
        return nw_claim_wrong(field, "is missing or not a text");
    if (strlen(value) != 64 || strspn(value, "0123456789abcdef") != 64)
        return nw_claim_wrong(field, "is not 64 hex digits");
    memcpy(text, value, 65);
    return NEXTWORK_OK;
}

static const char *after_digits(const char *at)
{
    return at + strspn(at, "0123456789");
}

nextwork_status nw_claim_version(char *text, size_t room, const json_t *json, const char *field)
{
    NW_TRY(nw_claim_text(text, room, json, field));
    const char *at = text;
    for (int part = 0; part < 3; part++) {
        const char *end = after_digits(at);
        if (end == at || *end != (part < 2 ? '.' : '\0'))
            return nw_claim_wrong(field, "is not a version such as 1.2.3");
        at = end + 1;
    }
    return NEXTWORK_OK;
}

nextwork_status nw_claim_count(int64_t *number, const json_t *json, const char *field)
{
    const json_t *value = json_object_get(json, field);
    if (!json_is_integer(value))
        return nw_claim_wrong(field, "is missing or not a whole number");
    if (json_integer_value(value) < 0)
        return nw_claim_wrong(field, "is below 0");
    *number = json_integer_value(value);
    return NEXTWORK_OK;
}

nextwork_status nw_claim_fields_known(json_t *json, const char *const *fields, int64_t count)
{
    const char *field;
    json_t *value;
    json_object_foreach(json, field, value)
    {
        bool known = false;
        for (int64_t i = 0; i < count; i++)
            known = known || strcmp(field, fields[i]) == 0;
        if (!known)
            return nw_claim_wrong(field, "is not a field of a certificate");
    }
    return NEXTWORK_OK;
}
