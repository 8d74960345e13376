#include "plan/claims.h"

#include "base/dates.h"
#include "base/memory.h"

#include <jansson.h>
#include <stdio.h>

static nextwork_status wrong(const char *field, const char *what)
{
    return nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, field,
                      "certificate.json: \"%s\" %s", field, what);
}

static nextwork_status read_text(char *text, size_t room, const json_t *json, const char *field)
{
    const char *value = json_string_value(json_object_get(json, field));
    if (value == NULL)
        return wrong(field, "is missing or not a text");
    if (strlen(value) >= room)
        return wrong(field, "is too long");
    snprintf(text, room, "%s", value);
    return NEXTWORK_OK;
}

static nextwork_status read_count(int64_t *number, const json_t *json, const char *field)
{
    const json_t *value = json_object_get(json, field);
    if (!json_is_integer(value))
        return wrong(field, "is missing or not a whole number");
    if (json_integer_value(value) < 0)
        return wrong(field, "is below 0");
    *number = json_integer_value(value);
    return NEXTWORK_OK;
}

static nextwork_status read_period(nw_claims *claims, const json_t *json)
{
    char start[16];
    int64_t weeks;
    NW_TRY(read_text(start, sizeof start, json, "start"));
    if (!nw_date_parse(&claims->start, start, (int64_t)strlen(start)))
        return wrong("start", "is not a date");
    NW_TRY(read_count(&weeks, json, "weeks"));
    if (weeks < 1 || weeks > 520)
        return wrong("weeks", "is not within 1 .. 520");
    claims->weeks = (int32_t)weeks;
    return NEXTWORK_OK;
}

static nextwork_status read_options(nw_claims *claims, const json_t *json)
{
    const json_t *options = json_object_get(json, "options");
    const json_t *extend = json_object_get(options, "extend");
    const json_t *most_placed = json_object_get(options, "most_placed");
    const json_t *ties = json_object_get(options, "ties");
    size_t known = (size_t)(1 + (most_placed != NULL) + (ties != NULL));
    if (!json_is_boolean(extend) || (most_placed != NULL && !json_is_boolean(most_placed)) ||
        json_object_size(options) != known)
        return wrong("options", "is not extend, and most_placed where it applies, true or false");
    if (ties != NULL &&
        (!json_is_string(ties) || strcmp(json_string_value(ties), "most-placed") != 0))
        return wrong("options", "has ties that are not most-placed; lottery is left out");
    claims->equals = ties != NULL;
    claims->extend = json_is_true(extend);
    claims->most_placed = json_is_true(most_placed);
    return NEXTWORK_OK;
}

static nextwork_status read_profile(nw_claims *claims, const json_t *json)
{
    const json_t *profile = json_object_get(json, "profile");
    if (!json_is_array(profile))
        return wrong("profile", "is missing or not a list");
    claims->n_profile = (int64_t)json_array_size(profile);
    claims->profile = NW_NEW(int64_t, claims->n_profile);
    if (claims->profile == NULL)
        return nw_fail_memory("a certificate");
    for (int64_t i = 0; i < claims->n_profile; i++) {
        const json_t *count = json_array_get(profile, (size_t)i);
        if (!json_is_integer(count) || json_integer_value(count) < 0)
            return wrong("profile", "holds something that is not a whole number from 0 on");
        claims->profile[i] = json_integer_value(count);
    }
    return NEXTWORK_OK;
}

/* Every field there is, in the order in which it is written. */
static nextwork_status check_fields(json_t *json)
{
    static const char *const fields[] = {
        "mechanism",    "options",        "start",   "weeks",    "policy_id",    "seed",
        "library",      "input_sha256",   "placed",  "unplaced", "objective",    "bound",
        "placed_bound", "blocking_pairs", "profile", "policy",   "result_sha256"};
    const char *field;
    json_t *value;
    json_object_foreach(json, field, value)
    {
        bool known = false;
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            known = known || strcmp(field, fields[i]) == 0;
        if (!known)
            return wrong(field, "is not a field of a certificate");
    }
    return NEXTWORK_OK;
}

static nextwork_status read_fields(nw_claims *c, json_t *json, const char *text, int64_t bytes)
{
    NW_TRY(check_fields(json));
    NW_TRY(read_text(c->mechanism, sizeof c->mechanism, json, "mechanism"));
    NW_TRY(read_options(c, json));
    NW_TRY(read_period(c, json));
    NW_TRY(read_text(c->policy_id, sizeof c->policy_id, json, "policy_id"));
    NW_TRY(read_count(&c->seed, json, "seed"));
    NW_TRY(read_text(c->library, sizeof c->library, json, "library"));
    NW_TRY(read_text(c->input_sha256, sizeof c->input_sha256, json, "input_sha256"));
    NW_TRY(read_text(c->result_sha256, sizeof c->result_sha256, json, "result_sha256"));
    NW_TRY(read_count(&c->placed, json, "placed"));
    NW_TRY(read_count(&c->unplaced, json, "unplaced"));
    NW_TRY(read_count(&c->objective, json, "objective"));
    c->bound = -1;
    if (json_object_get(json, "bound") != NULL)
        NW_TRY(read_count(&c->bound, json, "bound"));
    c->placed_bound = -1;
    if (json_object_get(json, "placed_bound") != NULL)
        NW_TRY(read_count(&c->placed_bound, json, "placed_bound"));
    c->blocking_pairs = -1;
    if (json_object_get(json, "blocking_pairs") != NULL)
        NW_TRY(read_count(&c->blocking_pairs, json, "blocking_pairs"));
    NW_TRY(read_profile(c, json));
    return nw_certificate_policy(&c->policy, text, bytes);
}

nextwork_status nw_claims_read(nw_claims *claims, const char *json, int64_t bytes)
{
    json_error_t error;
    json_t *parsed = json_loadb(json, (size_t)bytes, JSON_REJECT_DUPLICATES, &error);
    if (parsed == NULL)
        return nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, "",
                          "certificate.json, line %d: %s", error.line, error.text);
    nw_claims read = {0};
    nextwork_status status = read_fields(&read, parsed, json, bytes);
    json_decref(parsed);
    if (status == NEXTWORK_OK)
        *claims = read;
    else
        nw_claims_clear(&read);
    return status;
}

void nw_claims_clear(nw_claims *claims)
{
    nw_free(claims->profile);
    nw_free(claims->policy);
    *claims = (nw_claims){0};
}
