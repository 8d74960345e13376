#include "forgery.h"

#include "base/memory.h"
#include "plan/verify_plan.h"
#include "round/matching.h"
#include "round/verify/verify.h"
#include "runner.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

/* Whether no check of the table fails or is open. */
static bool none_failed(char failed[64], const nw_table *table)
{
    failed[0] = '\0';
    for (int64_t row = 0; row < table->rows && failed[0] == '\0'; row++)
        if (nw_cell_int(&table->columns[1], row) != 1) {
            nw_text check = nw_cell_text(&table->columns[0], row);
            snprintf(failed, 64, "%.*s", (int)check.bytes, check.at);
        }
    return failed[0] == '\0';
}

bool nw_test_holds(nw_cohort *cohort, const nw_result_files *files, char failed[64])
{
    nw_table *table;
    bool all;
    CU_ASSERT_EQUAL_FATAL(nw_verify(&table, &all, cohort, files, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(all, none_failed(failed, table));
    nw_table_free(table);
    return all;
}

bool nw_test_result_holds(const nw_result *result, char failed[64])
{
    nw_result_files files;
    CU_ASSERT_EQUAL_FATAL(nw_result_files_of(&files, result), NEXTWORK_OK);
    bool all = nw_test_holds(result->round->cohort, &files, failed);
    nw_result_files_clear(&files);
    return all;
}

bool nw_test_plan_holds(nw_cohort *cohort, const nw_plan_files *files, char failed[64])
{
    nw_table *table;
    bool all;
    CU_ASSERT_EQUAL_FATAL(nw_verify_plan(&table, &all, cohort, files, NW_BOUND_STEPS, NULL),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL(all, none_failed(failed, table));
    nw_table_free(table);
    return all;
}

nw_result_files nw_test_files(nw_round *round, const nw_match_options *options)
{
    nw_result *result;
    nw_result_files files;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_result_files_of(&files, result), NEXTWORK_OK);
    nw_result_unref(result);
    return files;
}

void nw_test_forge(char **text, int64_t *bytes, const char *from, const char *to)
{
    GString *made = g_string_new_len(*text, (gssize)*bytes);
    CU_ASSERT_FATAL(g_string_replace(made, from, to, 1) == 1);
    nw_free(*text);
    *text = NW_NEW(char, (int64_t)made->len + 1);
    memcpy(*text, made->str, made->len + 1);
    *bytes = (int64_t)made->len;
    g_string_free(made, TRUE);
}

void nw_test_seal_again(nw_result_files *files)
{
    char digest[65], old[65];
    const char *at = strstr(files->certificate, "result_sha256\": \"");
    CU_ASSERT_FATAL(at != NULL);
    snprintf(old, sizeof old, "%s", at + strlen("result_sha256\": \""));
    CU_ASSERT_EQUAL_FATAL(nw_result_sha256(digest, files), NEXTWORK_OK);
    nw_test_forge(&files->certificate, &files->certificate_bytes, old, digest);
}

static void try_forgery(nw_cohort *cohort, nw_result_files *files, nw_test_forgery forgery)
{
    char **const texts[] = {
        [NW_PLACEMENTS_FILE] = &files->placements,
        [NW_UNPLACED_FILE] = &files->unplaced,
        [NW_POSTS_FILE] = &files->posts,
        [NW_PRICES_FILE] = &files->prices,
        [NW_CERTIFICATE_FILE] = &files->certificate,
    };
    int64_t *const bytes[] = {
        [NW_PLACEMENTS_FILE] = &files->placements_bytes,
        [NW_UNPLACED_FILE] = &files->unplaced_bytes,
        [NW_POSTS_FILE] = &files->posts_bytes,
        [NW_PRICES_FILE] = &files->prices_bytes,
        [NW_CERTIFICATE_FILE] = &files->certificate_bytes,
    };
    char failed[64];
    nw_test_forge(texts[forgery.file], bytes[forgery.file], forgery.from, forgery.to);
    if (strcmp(forgery.check, "certificate") != 0)
        nw_test_seal_again(files);
    CU_ASSERT(!nw_test_holds(cohort, files, failed));
    CU_ASSERT_STRING_EQUAL(failed, forgery.check);
    if (strcmp(failed, forgery.check) != 0)
        fprintf(stderr, "%s to %s: %s, not %s\n", forgery.from, forgery.to, failed, forgery.check);
}

void nw_test_forgeries(nw_round *round, const nw_match_options *options,
                       const nw_test_forgery *forgeries, size_t count)
{
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, options, NULL), NEXTWORK_OK);
    for (size_t i = 0; i < count; i++) {
        nw_result_files files;
        CU_ASSERT_EQUAL_FATAL(nw_result_files_of(&files, result), NEXTWORK_OK);
        try_forgery(round->cohort, &files, forgeries[i]);
        nw_result_files_clear(&files);
    }
    nw_result_unref(result);
}
