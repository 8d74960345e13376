#include "plan/certificate.h"

#include "base/arith.h"
#include "base/dates.h"
#include "base/memory.h"
#include "io/csv.h"
#include "io/folder.h"
#include "plan/mechanism.h"
#include "plan/prices.h"
#include "plan/result_tables.h"

#include <nextwork/version.h>

#include <glib.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define DIGEST_FIELD "result_sha256"

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

static char *json_text(const json_t *json)
{
    return json_dumps(json, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
}

/* The digest over the tables and the claims, which are the certificate without the digest. */
static void digest(char hex[65], const nw_result_files *files, const char *claims)
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    const nw_text parts[] = {
        {files->placements, files->placements_bytes},
        {files->unplaced, files->unplaced_bytes},
        {files->posts, files->posts_bytes},
        {files->prices, files->prices_bytes},
        nw_text_of(claims),
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].at == NULL)
            continue;
        /* The length first, so that no byte can move from one file to the next unseen. */
        char length[32];
        snprintf(length, sizeof length, "%lld\n", (long long)parts[i].bytes);
        g_checksum_update(sum, (const guchar *)length, -1);
        g_checksum_update(sum, (const guchar *)parts[i].at, (gssize)parts[i].bytes);
    }
    snprintf(hex, 65, "%s", g_checksum_get_string(sum));
    g_checksum_free(sum);
}

static nextwork_status finish(nw_result_files *files, json_t *json)
{
    char *claims = json_text(json);
    if (claims == NULL)
        return nw_fail_memory("a certificate");
    char hex[65];
    digest(hex, files, claims);
    free(claims);
    json_object_set_new(json, DIGEST_FIELD, json_string(hex));
    char *whole = json_text(json);
    if (whole == NULL)
        return nw_fail_memory("a certificate");
    int64_t bytes = (int64_t)strlen(whole), room = 0;
    nextwork_status status = nw_grow((void **)&files->certificate, &room, bytes + 2, 1);
    if (status == NEXTWORK_OK) {
        memcpy(files->certificate, whole, (size_t)bytes);
        memcpy(files->certificate + bytes, "\n", 2);
        files->certificate_bytes = bytes + 1;
    }
    free(whole);
    return status;
}

static nextwork_status certify(nw_result_files *files, const nw_result *result)
{
    char input[65];
    NW_TRY(nw_cohort_digest(input, result->round->cohort));
    json_t *json = claims_json(result, input);
    if (json == NULL)
        return nw_fail_memory("a certificate");
    nextwork_status status = finish(files, json);
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

static nextwork_status read_one(char **content, int64_t *bytes, const char *folder,
                                const char *name)
{
    char *path = g_build_filename(folder, name, NULL);
    nextwork_status status = nw_file_read(content, bytes, path);
    g_free(path);
    return status;
}

static bool is_there(const char *folder, const char *name)
{
    char *path = g_build_filename(folder, name, NULL);
    bool there = g_file_test(path, G_FILE_TEST_EXISTS);
    g_free(path);
    return there;
}

nextwork_status nw_result_files_read(nw_result_files *files, const char *folder)
{
    nw_result_files f = {0};
    nextwork_status status =
        read_one(&f.certificate, &f.certificate_bytes, folder, "certificate.json");
    if (status == NEXTWORK_OK)
        status = read_one(&f.placements, &f.placements_bytes, folder, "placements.csv");
    if (status == NEXTWORK_OK)
        status = read_one(&f.unplaced, &f.unplaced_bytes, folder, "unplaced.csv");
    if (status == NEXTWORK_OK)
        status = read_one(&f.posts, &f.posts_bytes, folder, "posts.csv");
    if (status == NEXTWORK_OK && is_there(folder, "prices.csv"))
        status = read_one(&f.prices, &f.prices_bytes, folder, "prices.csv");
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
    return nw_folder_write(folder, list, sizeof list / sizeof *list);
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

static nextwork_status parse(json_t **json, const char *text, int64_t bytes)
{
    json_error_t error;
    *json = json_loadb(text, (size_t)bytes, JSON_REJECT_DUPLICATES, &error);
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

nextwork_status nw_certificate_policy(char **policy, const char *json, int64_t bytes)
{
    json_t *certificate;
    NW_TRY(parse(&certificate, json, bytes));
    const char *text = json_string_value(json_object_get(certificate, "policy"));
    int64_t room = 0;
    char *copy = NULL;
    nextwork_status status = text == NULL
                                 ? nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, "policy",
                                              "certificate.json has no text \"policy\"")
                                 : nw_grow((void **)&copy, &room, (int64_t)strlen(text) + 1, 1);
    if (status == NEXTWORK_OK) {
        memcpy(copy, text, strlen(text) + 1);
        *policy = copy;
    }
    json_decref(certificate);
    return status;
}

nextwork_status nw_result_sha256(char hex[65], const nw_result_files *files)
{
    json_t *certificate;
    NW_TRY(parse(&certificate, files->certificate, files->certificate_bytes));
    json_object_del(certificate, DIGEST_FIELD);
    char *claims = json_text(certificate);
    json_decref(certificate);
    if (claims == NULL)
        return nw_fail_memory("the digest of a result");
    digest(hex, files, claims);
    free(claims);
    return NEXTWORK_OK;
}
