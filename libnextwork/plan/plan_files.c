#include "plan/plan_files.h"

#include "base/dates.h"
#include "base/memory.h"
#include "io/csv.h"
#include "io/folder.h"
#include "plan/coverage.h"
#include "plan/plan_changes.h"
#include "plan/plan_tables.h"
#include "round/result_folder.h"
#include "round/seal.h"

#include <nextwork/version.h>

#define CERTIFICATE "certificate.json"

const char *const nw_plan_file_names[NW_PLAN_FILES] = {"plan.csv",   "unplaced.csv", "coverage.csv",
                                                       "prices.csv", "kept.csv",     "changes.csv"};

static nextwork_status (*const tables[NW_PLAN_FILES])(nw_table **, const nw_plan *) = {
    nw_plan_table,        nw_plan_unplaced_table, nw_coverage_table,
    nw_plan_prices_table, nw_plan_kept_table,     nw_plan_changes_table};

nextwork_status nw_plan_file_table(nw_table **table, const nw_plan *plan, int file)
{
    return tables[file](table, plan);
}

/* --- The certificate ---------------------------------------------------------------------------
 */

static json_t *periods_json(const nw_calendar *calendar)
{
    json_t *list = json_array();
    for (int32_t t = 0; t < calendar->count; t++) {
        char start[11];
        nw_date_format(start, calendar->period[t].start);
        json_array_append_new(
            list, json_pack("{s:s, s:i}", "start", start, "weeks", (int)calendar->period[t].weeks));
    }
    return list;
}

static json_t *options_json(const nw_plan_options *options)
{
    return json_pack("{s:b, s:b, s:s, s:i, s:i, s:I}", "extend", options->extend, "must_place",
                     options->must_place, "first",
                     options->first_stable ? "deferred-acceptance" : "planned", "discount",
                     (int)options->discount, "candidates", (int)options->candidates, "effort",
                     (json_int_t)options->effort);
}

static json_t *placed_json(const nw_plan *plan)
{
    json_t *list = json_array();
    for (int32_t t = 0; t < plan->options.calendar.count; t++)
        json_array_append_new(list, json_integer((json_int_t)nw_plan_placed(plan, t)));
    return list;
}

/* NULL when out of memory, wherever in it. */
static json_t *claims_json(const nw_plan *plan, const char *input_sha256)
{
    return json_pack("{s:o, s:o, s:s*, s:s, s:I, s:s, s:s, s:o, s:I, s:I, s:I, s:I, s:I, s:s}",
                     "periods", periods_json(&plan->options.calendar), "options",
                     options_json(&plan->options), "earlier_sha256",
                     plan->earlier_sha256[0] == '\0' ? NULL : plan->earlier_sha256, "policy_id",
                     plan->cohort->policy.id, "seed", (json_int_t)plan->options.seed, "library",
                     NEXTWORK_VERSION, "input_sha256", input_sha256, "placed", placed_json(plan),
                     "sat_out", (json_int_t)plan->sat_out, "value", (json_int_t)plan->value,
                     "objective", (json_int_t)plan->objective, "bound", (json_int_t)plan->bound,
                     "gap", (json_int_t)nw_plan_gap(plan), "policy", plan->cohort->policy.text);
}

static nextwork_status certify(nw_plan_files *files, const nw_plan *plan)
{
    char input[65], *text;
    int64_t bytes;
    NW_TRY(nw_cohort_digest(input, plan->cohort));
    json_t *json = claims_json(plan, input);
    if (json == NULL)
        return nw_fail_memory("a certificate");
    nextwork_status status = nw_seal(&text, &bytes, json, files->table, NW_PLAN_FILES);
    json_decref(json);
    if (status == NEXTWORK_OK)
        files->certificate = (nw_text){text, bytes};
    return status;
}

nextwork_status nw_plan_sha256(char hex[65], const nw_plan_files *files)
{
    return nw_seal_of(hex, files->certificate, files->table, NW_PLAN_FILES);
}

/* --- All files ---------------------------------------------------------------------------------
 */

static nextwork_status make_table(nw_text *file, const nw_plan *plan, int which)
{
    nw_table *table;
    char *text = NULL;
    int64_t bytes = 0, room = 0;
    NW_TRY(tables[which](&table, plan));
    nextwork_status status = nw_csv_append(&text, &bytes, &room, table);
    nw_table_free(table);
    *file = (nw_text){text, bytes};
    return status;
}

nextwork_status nw_plan_files_of(nw_plan_files *files, const nw_plan *plan)
{
    nw_plan_files made = {0};
    nextwork_status status = NEXTWORK_OK;
    for (int f = 0; f < NW_PLAN_FILES && status == NEXTWORK_OK; f++)
        if (nw_plan_has_file(plan, f))
            status = make_table(&made.table[f], plan, f);
    if (status == NEXTWORK_OK)
        status = certify(&made, plan);
    if (status == NEXTWORK_OK)
        *files = made;
    else
        nw_plan_files_clear(&made);
    return status;
}

static nextwork_status read_one(nw_text *file, const char *folder, const char *name)
{
    char *content;
    int64_t bytes;
    NW_TRY(nw_folder_read(&content, &bytes, folder, name));
    *file = (nw_text){content, bytes};
    return NEXTWORK_OK;
}

nextwork_status nw_plan_files_read(nw_plan_files *files, const char *folder)
{
    nw_plan_files read = {0};
    nextwork_status status = read_one(&read.certificate, folder, CERTIFICATE);
    for (int f = 0; f < NW_PLAN_FILES && status == NEXTWORK_OK; f++)
        if (f < NW_PLAN_KEPT_CSV || nw_folder_has(folder, nw_plan_file_names[f]))
            status = read_one(&read.table[f], folder, nw_plan_file_names[f]);
    if (status == NEXTWORK_OK)
        *files = read;
    else
        nw_plan_files_clear(&read);
    return status;
}

nextwork_status nw_plan_parse(nw_table **table, const nw_table_schema *schema, int file,
                              nw_text text, nw_findings *findings)
{
    return nw_csv_parse_new(table, schema, text, nw_plan_file_names[file], findings);
}

nextwork_status nw_plan_files_write(const nw_plan_files *files, const char *folder)
{
    nw_file list[NW_PLAN_FILES + 1];
    for (int f = 0; f < NW_PLAN_FILES; f++)
        list[f] = (nw_file){nw_plan_file_names[f], files->table[f]};
    list[NW_PLAN_FILES] = (nw_file){CERTIFICATE, files->certificate};
    return nw_result_folder_write(folder, list, NW_PLAN_FILES + 1);
}

void nw_plan_files_clear(nw_plan_files *files)
{
    for (int f = 0; f < NW_PLAN_FILES; f++)
        nw_free((char *)files->table[f].at);
    nw_free((char *)files->certificate.at);
    *files = (nw_plan_files){0};
}

/* A match has a mechanism, a plan periods; one of the two may be what somebody took out. */
static bool tells_of_plan(const json_t *json, const char *folder)
{
    bool has_file = nw_folder_has(folder, nw_plan_file_names[NW_PLAN_CSV]);
    return json_object_get(json, "periods") != NULL ||
           (has_file && json_object_get(json, "mechanism") == NULL);
}

nextwork_status nw_is_plan(bool *is, const char *folder)
{
    nw_text certificate;
    json_t *json;
    NW_TRY(read_one(&certificate, folder, CERTIFICATE));
    if (nw_certificate_parse(&json, certificate) == NEXTWORK_OK) {
        *is = tells_of_plan(json, folder);
        json_decref(json);
    }
    nw_free((char *)certificate.at);
    return NEXTWORK_OK;
}
