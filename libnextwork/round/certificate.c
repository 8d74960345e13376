#include "round/certificate.h"

#include "base/arith.h"
#include "base/dates.h"
#include "base/memory.h"
#include "io/csv.h"
#include "round/claim_fields.h"
#include "round/mechanism.h"
#include "round/prices.h"
#include "round/result_folder.h"
#include "round/result_tables.h"
#include "round/seal.h"

#include <nextwork/version.h>

#include <glib.h>

/* What is told of all placements together. */
typedef struct {
    int64_t placed, unplaced, objective;
    int64_t profile[10001]; /* rank 1 .. 9999 at [1 .. 9999], unlisted at [0] */
    int32_t worst;          /* largest rank received */
} totals;

static void add_up(totals *t, const nw_result *result)
{
    const nw_cohort *cohort = result->round->cohort;
    *t = (totals){0};
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        if (result->post_of[y] < 0) {
            t->unplaced++;
            continue;
        }
        t->placed++;
        t->objective += result->fit_of[y];
        int32_t rank = nw_wish_rank(cohort, y, result->post_of[y]);
        t->profile[rank == NW_UNKNOWN ? 0 : rank]++;
        t->worst = nw_max32(t->worst, rank);
    }
}

/* What verification has to know. */
static json_t *options_json(const nw_result *result)
{
    json_t *options = json_pack("{s:b}", "extend", result->options.extend);
    if (result->mechanism->priced)
        json_object_set_new(options, "most_placed", json_boolean(result->options.most_placed));
    if (result->options.equals)
        json_object_set_new(options, "ties", json_string("most-placed"));
    if (result->options.post_optimal)
        json_object_set_new(options, "side", json_string("posts"));
    if (result->options.protect)
        json_object_set_new(options, "protect", json_true());
    if (result->options.carry_over)
        json_object_set_new(options, "carry_over", json_true());
    return options;
}

static json_t *profile_json(const totals *t)
{
    json_t *list = json_array(); /* NULL members make json_pack fail */
    for (int32_t rank = 1; rank <= t->worst; rank++)
        json_array_append_new(list, json_integer(t->profile[rank]));
    json_array_append_new(list, json_integer(t->profile[0]));
    return list;
}

/* NULL when out of memory, wherever in it. */
static json_t *claims_json(const nw_result *result, const char *input_sha256)
{
    const nw_round *round = result->round;
    char start[11];
    nw_date_format(start, round->start);
    totals *t = NW_NEW(totals, 1);
    if (t == NULL)
        return NULL;
    add_up(t, result);
    /* What a mechanism does not promise is absent: "o*" leaves a NULL out. */
    json_t *blocking =
        result->mechanism->stable ? json_integer((json_int_t)result->blocking_pairs) : NULL;
    json_t *bound = result->mechanism->priced ? json_integer((json_int_t)result->bound) : NULL;
    json_t *placed_bound =
        result->options.equals ? json_integer((json_int_t)result->placed_bound) : NULL;
    json_t *json = json_pack(
        "{s:s, s:o, s:s, s:i, s:s, s:I, s:s, s:s, s:I, s:I, s:I, s:o*, s:o*, s:o*, s:o, s:s}",
        "mechanism", result->options.mechanism, "options", options_json(result), "start", start,
        "weeks", round->weeks, "policy_id", round->cohort->policy.id, "seed",
        (json_int_t)result->options.seed, "library", NEXTWORK_VERSION, "input_sha256", input_sha256,
        "placed", (json_int_t)t->placed, "unplaced", (json_int_t)t->unplaced, "objective",
        (json_int_t)t->objective, "bound", bound, "placed_bound", placed_bound, "blocking_pairs",
        blocking, "profile", profile_json(t), "policy", round->cohort->policy.text);
    nw_free(t);
    return json;
}

#define FILES 4

/* What the seal is over, in this order. */
static void list_files(nw_text list[FILES], const nw_result_files *files)
{
    list[0] = (nw_text){files->placements, files->placements_bytes};
    list[1] = (nw_text){files->unplaced, files->unplaced_bytes};
    list[2] = (nw_text){files->posts, files->posts_bytes};
    list[3] = (nw_text){files->prices, files->prices_bytes};
}

static nextwork_status certify(nw_result_files *files, const nw_result *result)
{
    char input[65];
    NW_TRY(nw_cohort_digest(input, result->round->cohort));
    json_t *json = claims_json(result, input);
    if (json == NULL)
        return nw_fail_memory("a certificate");
    nw_text list[FILES];
    list_files(list, files);
    nextwork_status status =
        nw_seal(&files->certificate, &files->certificate_bytes, json, list, FILES);
    json_decref(json);
    return status;
}

static nextwork_status table_text(char **text, int64_t *bytes,
                                  nextwork_status (*make)(nw_table **, const nw_result *),
                                  const nw_result *result)
{
    nw_table *table;
    int64_t room = 0;
    NW_TRY(make(&table, result));
    nextwork_status status = nw_csv_append(text, bytes, &room, table);
    nw_table_free(table);
    return status;
}

static nextwork_status make_files(nw_result_files *files, const nw_result *result)
{
    NW_TRY(table_text(&files->placements, &files->placements_bytes, nw_placements_table, result));
    NW_TRY(table_text(&files->unplaced, &files->unplaced_bytes, nw_unplaced_table, result));
    NW_TRY(table_text(&files->posts, &files->posts_bytes, nw_posts_table, result));
    if (result->mechanism->priced)
        NW_TRY(table_text(&files->prices, &files->prices_bytes, nw_prices_table, result));
    return certify(files, result);
}

nextwork_status nw_result_files_of(nw_result_files *files, const nw_result *result)
{
    nw_result_files made = {0};
    nextwork_status status = make_files(&made, result);
    if (status == NEXTWORK_OK)
        *files = made;
    else
        nw_result_files_clear(&made);
    return status;
}

nextwork_status nw_result_files_read(nw_result_files *files, const char *folder)
{
    nw_result_files f = {0};
    nextwork_status status =
        nw_folder_read(&f.certificate, &f.certificate_bytes, folder, "certificate.json");
    if (status == NEXTWORK_OK)
        status = nw_folder_read(&f.placements, &f.placements_bytes, folder, "placements.csv");
    if (status == NEXTWORK_OK)
        status = nw_folder_read(&f.unplaced, &f.unplaced_bytes, folder, "unplaced.csv");
    if (status == NEXTWORK_OK)
        status = nw_folder_read(&f.posts, &f.posts_bytes, folder, "posts.csv");
    if (status == NEXTWORK_OK && nw_folder_has(folder, "prices.csv"))
        status = nw_folder_read(&f.prices, &f.prices_bytes, folder, "prices.csv");
    if (status == NEXTWORK_OK)
        *files = f;
    else
        nw_result_files_clear(&f);
    return status;
}

nextwork_status nw_result_files_write(const nw_result_files *files, const char *folder)
{
    const nw_file list[] = {
        {"placements.csv", {files->placements, files->placements_bytes}},
        {"unplaced.csv", {files->unplaced, files->unplaced_bytes}},
        {"posts.csv", {files->posts, files->posts_bytes}},
        {"prices.csv", {files->prices, files->prices_bytes}},
        {"certificate.json", {files->certificate, files->certificate_bytes}},
    };
    return nw_result_folder_write(folder, list, sizeof list / sizeof *list);
}

void nw_result_files_clear(nw_result_files *files)
{
    nw_free(files->placements);
    nw_free(files->unplaced);
    nw_free(files->posts);
    nw_free(files->prices);
    nw_free(files->certificate);
    *files = (nw_result_files){0};
}

nextwork_status nw_certificate_policy(char **policy, const char *json, int64_t bytes)
{
    json_t *certificate;
    NW_TRY(nw_certificate_parse(&certificate, (nw_text){json, bytes}));
    nextwork_status status = nw_claim_copy(policy, certificate, "policy");
    json_decref(certificate);
    return status;
}

nextwork_status nw_result_sha256(char hex[65], const nw_result_files *files)
{
    nw_text list[FILES];
    list_files(list, files);
    return nw_seal_of(hex, (nw_text){files->certificate, files->certificate_bytes}, list, FILES);
}
