#include "round/claims.h"

#include "base/dates.h"
#include "base/memory.h"
#include "round/claim_fields.h"
#include "round/seal.h"

static nextwork_status read_period(nw_claims *claims, const json_t *json)
{
    char start[16];
    int64_t weeks;
    NW_TRY(nw_claim_text(start, sizeof start, json, "start"));
    if (!nw_date_parse(&claims->start, start, (int64_t)strlen(start)))
        return nw_claim_wrong("start", "is not a date");
    NW_TRY(nw_claim_count(&weeks, json, "weeks"));
    if (weeks < 1 || weeks > 520)
        return nw_claim_wrong("weeks", "is not within 1 .. 520");
    claims->weeks = (int32_t)weeks;
    return NEXTWORK_OK;
}

/* An option that is true or false; absent: false. Counts it when it is there. */
static bool read_switch(bool *on, size_t *known, const json_t *options, const char *name)
{
    const json_t *value = json_object_get(options, name);
    *on = json_is_true(value);
    *known += value != NULL;
    return value == NULL || json_is_boolean(value);
}

/* The same of one that is told only when it is true. */
static bool read_true(bool *on, size_t *known, const json_t *options, const char *name)
{
    return read_switch(on, known, options, name) && (*on || json_object_get(options, name) == NULL);
}

/* An option that is told only when it has this value. */
static bool read_choice(bool *chosen, size_t *known, const json_t *options, const char *name,
                        const char *choice)
{
    const json_t *value = json_object_get(options, name);
    *chosen = value != NULL;
    *known += value != NULL;
    return value == NULL ||
           (json_is_string(value) && strcmp(json_string_value(value), choice) == 0);
}

static nextwork_status read_options(nw_claims *c, const json_t *json)
{
    nw_match_options *read = &c->options;
    const json_t *options = json_object_get(json, "options");
    size_t known = 0;
    if (!read_switch(&read->extend, &known, options, "extend") || known == 0)
        return nw_claim_wrong("options", "has no extend that is true or false");
    if (!read_switch(&read->most_placed, &known, options, "most_placed"))
        return nw_claim_wrong("options", "has a most_placed that is neither true nor false");
    c->tells_most_placed = json_object_get(options, "most_placed") != NULL;
    if (!read_true(&read->protect, &known, options, "protect"))
        return nw_claim_wrong("options", "has a protect that is not true; false is left out");
    if (!read_true(&read->carry_over, &known, options, "carry_over"))
        return nw_claim_wrong("options", "has a carry_over that is not true; false is left out");
    if (!read_choice(&read->equals, &known, options, "ties", "most-placed"))
        return nw_claim_wrong("options", "has ties that are not most-placed; lottery is left out");
    if (!read_choice(&read->post_optimal, &known, options, "side", "posts"))
        return nw_claim_wrong("options", "has a side that is not posts; youths is left out");
    return json_object_size(options) == known
               ? NEXTWORK_OK
               : nw_claim_wrong("options", "has something that is not an option of a match");
}

static nextwork_status read_profile(nw_claims *claims, const json_t *json)
{
    const json_t *profile = json_object_get(json, "profile");
    if (!json_is_array(profile))
        return nw_claim_wrong("profile", "is missing or not a list");
    claims->n_profile = (int64_t)json_array_size(profile);
    claims->profile = NW_NEW(int64_t, claims->n_profile);
    if (claims->profile == NULL)
        return nw_fail_memory("a certificate");
    for (int64_t i = 0; i < claims->n_profile; i++) {
        const json_t *count = json_array_get(profile, (size_t)i);
        if (!json_is_integer(count) || json_integer_value(count) < 0)
            return nw_claim_wrong("profile",
                                  "holds something that is not a whole number from 0 on");
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
    return nw_claim_fields_known(json, fields, sizeof fields / sizeof *fields);
}

static nextwork_status read_fields(nw_claims *c, json_t *json)
{
    NW_TRY(check_fields(json));
    NW_TRY(nw_claim_text(c->mechanism, sizeof c->mechanism, json, "mechanism"));
    NW_TRY(read_options(c, json));
    NW_TRY(read_period(c, json));
    NW_TRY(nw_claim_text(c->policy_id, sizeof c->policy_id, json, "policy_id"));
    NW_TRY(nw_claim_count(&c->seed, json, "seed"));
    NW_TRY(nw_claim_version(c->library, sizeof c->library, json, "library"));
    NW_TRY(nw_claim_sha256(c->input_sha256, json, "input_sha256"));
    NW_TRY(nw_claim_sha256(c->result_sha256, json, "result_sha256"));
    NW_TRY(nw_claim_count(&c->placed, json, "placed"));
    NW_TRY(nw_claim_count(&c->unplaced, json, "unplaced"));
    NW_TRY(nw_claim_count(&c->objective, json, "objective"));
    c->bound = -1;
    if (json_object_get(json, "bound") != NULL)
        NW_TRY(nw_claim_count(&c->bound, json, "bound"));
    c->placed_bound = -1;
    if (json_object_get(json, "placed_bound") != NULL)
        NW_TRY(nw_claim_count(&c->placed_bound, json, "placed_bound"));
    c->blocking_pairs = -1;
    if (json_object_get(json, "blocking_pairs") != NULL)
        NW_TRY(nw_claim_count(&c->blocking_pairs, json, "blocking_pairs"));
    NW_TRY(read_profile(c, json));
    return nw_claim_copy(&c->policy, json, "policy");
}

nextwork_status nw_claims_read(nw_claims *claims, const char *json, int64_t bytes)
{
    json_t *parsed;
    NW_TRY(nw_certificate_parse(&parsed, (nw_text){json, bytes}));
    nw_claims read = {0};
    nextwork_status status = read_fields(&read, parsed);
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
