#include "plan/plan_claims.h"

#include "base/dates.h"
#include "base/memory.h"
#include "round/claim_fields.h"
#include "round/seal.h"

#include <stdio.h>

/* Reads a period as text that a calendar is read from. */
static nextwork_status add_period(char *text, int64_t room, const json_t *period)
{
    char start[16];
    int64_t weeks;
    if (!json_is_object(period) || json_object_size(period) != 2)
        return nw_claim_wrong("periods", "holds something without start and weeks");
    NW_TRY(nw_claim_text(start, sizeof start, period, "start"));
    NW_TRY(nw_claim_count(&weeks, period, "weeks"));
    size_t at = strlen(text);
    snprintf(text + at, (size_t)room - at, "%s%s/%lld", at > 0 ? "," : "", start, (long long)weeks);
    return NEXTWORK_OK;
}

static nextwork_status read_periods(nw_calendar *calendar, const json_t *json)
{
    const json_t *periods = json_object_get(json, "periods");
    char text[NW_MOST_PERIODS * 40] = "";
    if (!json_is_array(periods) || json_array_size(periods) > NW_MOST_PERIODS)
        return nw_claim_wrong("periods", "is missing or not a list of up to eight");
    for (size_t i = 0; i < json_array_size(periods); i++)
        NW_TRY(add_period(text, sizeof text, json_array_get(periods, i)));
    return nw_calendar_read(calendar, text, 1) == NEXTWORK_OK
               ? NEXTWORK_OK
               : nw_claim_wrong("periods", "is no calendar of up to eight periods");
}

static nextwork_status read_switch(bool *on, const json_t *json, const char *name)
{
    const json_t *value = json_object_get(json, name);
    *on = json_is_true(value);
    return json_is_boolean(value) ? NEXTWORK_OK : nw_claim_wrong(name, "is neither true nor false");
}

static nextwork_status read_within(int64_t *number, const json_t *json, const char *name,
                                   int64_t least, int64_t most)
{
    NW_TRY(nw_claim_count(number, json, name));
    return *number >= least && *number <= most ? NEXTWORK_OK
                                               : nw_claim_wrong(name, "is outside its range");
}

static nextwork_status read_options(nw_plan_options *read, const json_t *json)
{
    static const char *const names[] = {"extend",   "must_place", "first",
                                        "discount", "candidates", "effort"};
    json_t *options = json_object_get(json, "options");
    char first[32];
    int64_t discount, candidates;
    if (!json_is_object(options))
        return nw_claim_wrong("options", "is missing or not an object");
    NW_TRY(nw_claim_fields_known(options, names, sizeof names / sizeof *names));
    NW_TRY(read_switch(&read->extend, options, "extend"));
    NW_TRY(read_switch(&read->must_place, options, "must_place"));
    NW_TRY(nw_claim_text(first, sizeof first, options, "first"));
    NW_TRY(read_within(&discount, options, "discount", 0, 10000));
    NW_TRY(read_within(&candidates, options, "candidates", 0, INT32_MAX));
    NW_TRY(read_within(&read->effort, options, "effort", 1, INT32_MAX));
    read->first_stable = strcmp(first, "deferred-acceptance") == 0;
    read->discount = (int32_t)discount;
    read->candidates = (int32_t)candidates;
    return read->first_stable || strcmp(first, "planned") == 0
               ? NEXTWORK_OK
               : nw_claim_wrong("first", "is neither planned nor deferred-acceptance");
}

static nextwork_status read_placed(nw_plan_claims *c, const json_t *json)
{
    const json_t *placed = json_object_get(json, "placed");
    if (!json_is_array(placed) || json_array_size(placed) != (size_t)c->options.calendar.count)
        return nw_claim_wrong("placed", "is missing or not a list with a number a period");
    for (int32_t t = 0; t < c->options.calendar.count; t++) {
        const json_t *count = json_array_get(placed, (size_t)t);
        if (!json_is_integer(count))
            return nw_claim_wrong("placed", "holds something that is not a whole number");
        c->placed[t] = json_integer_value(count);
    }
    return NEXTWORK_OK;
}

static nextwork_status read_integer(int64_t *number, const json_t *json, const char *field)
{
    const json_t *value = json_object_get(json, field);
    *number = json_integer_value(value);
    return json_is_integer(value) ? NEXTWORK_OK
                                  : nw_claim_wrong(field, "is missing or not a whole number");
}

static nextwork_status read_fields(nw_plan_claims *c, json_t *json)
{
    static const char *const fields[] = {"periods", "options", "earlier_sha256", "policy_id",
                                         "seed",    "library", "input_sha256",   "placed",
                                         "sat_out", "value",   "objective",      "bound",
                                         "gap",     "policy",  "result_sha256"};
    int64_t seed;
    NW_TRY(nw_claim_fields_known(json, fields, sizeof fields / sizeof *fields));
    NW_TRY(read_periods(&c->options.calendar, json));
    NW_TRY(read_options(&c->options, json));
    if (json_object_get(json, "earlier_sha256") != NULL)
        NW_TRY(nw_claim_sha256(c->earlier_sha256, json, "earlier_sha256"));
    NW_TRY(nw_claim_text(c->policy_id, sizeof c->policy_id, json, "policy_id"));
    NW_TRY(nw_claim_count(&seed, json, "seed"));
    c->options.seed = (uint64_t)seed;
    NW_TRY(nw_claim_version(c->library, sizeof c->library, json, "library"));
    NW_TRY(nw_claim_sha256(c->input_sha256, json, "input_sha256"));
    NW_TRY(nw_claim_sha256(c->result_sha256, json, "result_sha256"));
    NW_TRY(read_placed(c, json));
    NW_TRY(nw_claim_count(&c->sat_out, json, "sat_out"));
    NW_TRY(nw_claim_count(&c->value, json, "value"));
    NW_TRY(read_integer(&c->objective, json, "objective"));
    NW_TRY(read_integer(&c->bound, json, "bound"));
    NW_TRY(nw_claim_count(&c->gap, json, "gap"));
    return nw_claim_copy(&c->policy, json, "policy");
}

nextwork_status nw_plan_claims_read(nw_plan_claims *claims, nw_text certificate)
{
    json_t *json;
    NW_TRY(nw_certificate_parse(&json, certificate));
    nw_plan_claims read = {0};
    nextwork_status status = read_fields(&read, json);
    json_decref(json);
    if (status == NEXTWORK_OK)
        *claims = read;
    else
        nw_plan_claims_clear(&read);
    return status;
}

void nw_plan_claims_clear(nw_plan_claims *claims)
{
    nw_free(claims->policy);
    *claims = (nw_plan_claims){0};
}
