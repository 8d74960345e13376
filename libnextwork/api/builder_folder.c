/* A builder filled from files or a scenario, and written as files. */
#include "api/builder.h"
#include "base/memory.h"
#include "generate/generate.h"
#include "io/csv.h"
#include "io/folder.h"
#include "round/certificate.h"

#include <glib.h>

#define POLICY_FILE "policy.ini"

/* --- Reading -----------------------------------------------------------------------------------
 */

static void clear_tables(nw_table *tables)
{
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
}

static nextwork_status read_policy(nextwork_builder *builder, const char *path, const char *file)
{
    char *content;
    int64_t bytes;
    NW_TRY(nw_file_read(&content, &bytes, path));
    nextwork_status status = nw_builder_take_policy(builder, content, bytes, file);
    nw_free(content);
    return status;
}

nextwork_status nextwork_builder_read_policy(nextwork_builder *builder, const char *path)
{
    NW_GIVEN(builder);
    NW_GIVEN(path);
    return read_policy(builder, path, path);
}

/* A policy that was set before is not replaced. */
static nextwork_status read_folder_policy(nextwork_builder *builder, const char *folder)
{
    char *path = g_build_filename(folder, POLICY_FILE, NULL);
    nextwork_status status = NEXTWORK_OK;
    if (builder->policy == NULL && g_file_test(path, G_FILE_TEST_EXISTS))
        status = read_policy(builder, path, POLICY_FILE);
    g_free(path);
    return status;
}

nextwork_status nextwork_builder_read_folder(nextwork_builder *builder, const char *folder,
                                             nextwork_monitor *monitor)
{
    NW_GIVEN(builder);
    NW_GIVEN(folder);
    NW_TRY(nw_builder_expect_empty(builder));
    nw_table tables[NW_TABLES] = {0};
    nextwork_status status = nw_csv_read_folder(tables, folder, &builder->found, monitor);
    if (status == NEXTWORK_OK)
        status = read_folder_policy(builder, folder);
    if (status != NEXTWORK_OK) {
        clear_tables(tables);
        nw_findings_clear(&builder->found);
        return status;
    }
    nw_builder_touch(builder);
    nw_builder_take_tables(builder, tables);
    return NEXTWORK_OK;
}

nextwork_status nextwork_builder_use_policy_of(nextwork_builder *builder, const char *result_folder)
{
    NW_GIVEN(builder);
    NW_GIVEN(result_folder);
    char *json, *policy;
    int64_t bytes;
    NW_TRY(nw_folder_read(&json, &bytes, result_folder, "certificate.json"));
    nextwork_status status = nw_certificate_policy(&policy, json, bytes);
    nw_free(json);
    if (status != NEXTWORK_OK)
        return status;
    status = nw_builder_take_policy(builder, policy, (int64_t)strlen(policy), "certificate.json");
    nw_free(policy);
    return status;
}

/* --- Generating --------------------------------------------------------------------------------
 */

static nextwork_status generate(nextwork_builder *builder, const nw_options *options)
{
    nw_knobs knobs;
    char *policy;
    nw_table tables[NW_TABLES];
    nw_knobs_from_options(&knobs, options);
    NW_TRY(nw_generate(tables, &policy, &knobs));
    nextwork_status status =
        nw_builder_take_policy(builder, policy, (int64_t)strlen(policy), POLICY_FILE);
    nw_free(policy);
    if (status == NEXTWORK_OK)
        nw_builder_take_tables(builder, tables);
    else
        clear_tables(tables);
    return status;
}

nextwork_status nextwork_builder_generate(nextwork_builder *builder,
                                          const nextwork_options *options)
{
    NW_GIVEN(builder);
    NW_TRY(nw_builder_expect_empty(builder));
    if (options != NULL)
        return generate(builder, options);
    nw_options *defaults;
    NW_TRY(nw_options_new(&defaults));
    nextwork_status status = generate(builder, defaults);
    nw_options_free(defaults);
    return status;
}

/* --- Writing -----------------------------------------------------------------------------------
 */

/* The files of a cohort: at most one a table, and the policy. */
typedef struct {
    nw_file list[NW_TABLES + 1];
    char *names[NW_TABLES], *texts[NW_TABLES];
    int64_t count;
} cohort_files;

static nextwork_status add_table(cohort_files *files, const nw_table *table)
{
    int64_t bytes = 0, room = 0;
    char **text = &files->texts[files->count];
    char **name = &files->names[files->count];
    *name = g_strconcat(table->schema->name, ".csv", NULL);
    NW_TRY(nw_csv_append(text, &bytes, &room, table));
    files->list[files->count++] = (nw_file){*name, {*text, bytes}};
    return NEXTWORK_OK;
}

static nextwork_status make_files(cohort_files *files, const nextwork_builder *builder)
{
    for (int t = 0; t < NW_TABLES; t++)
        if (builder->tables[t].given)
            NW_TRY(add_table(files, &builder->tables[t]));
    if (builder->policy != NULL)
        files->list[files->count++] = (nw_file){POLICY_FILE, nw_text_of(builder->policy)};
    return NEXTWORK_OK;
}

static void clear_files(cohort_files *files)
{
    for (int t = 0; t < NW_TABLES; t++) {
        g_free(files->names[t]);
        nw_free(files->texts[t]);
    }
}

static nextwork_status refuse_leftover(const char *folder, const char *name)
{
    if (!nw_folder_has(folder, name))
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_STATE, name, -1, "",
                      "%s holds a file %s of another cohort; remove it or choose another folder",
                      folder, name);
}

/* A table left from before would be read as part of this cohort. */
static nextwork_status refuse_leftovers(const nextwork_builder *builder, const char *folder)
{
    for (int t = 0; t < NW_TABLES; t++) {
        if (builder->tables[t].given)
            continue;
        char *name = g_strconcat(builder->tables[t].schema->name, ".csv", NULL);
        nextwork_status status = refuse_leftover(folder, name);
        g_free(name);
        NW_TRY(status);
    }
    return builder->policy == NULL ? refuse_leftover(folder, POLICY_FILE) : NEXTWORK_OK;
}

nextwork_status nextwork_builder_write_folder(const nextwork_builder *builder, const char *folder)
{
    NW_GIVEN(builder);
    NW_GIVEN(folder);
    NW_TRY(nw_builder_expect_sound(builder));
    if (builder->policy_is_cut)
        return nw_fail(NEXTWORK_ERROR_DATA, "the policy has a zero byte, and what follows it would "
                                            "be lost; give it as UTF-8 text");
    NW_TRY(refuse_leftovers(builder, folder));
    cohort_files files = {0};
    nextwork_status status = make_files(&files, builder);
    if (status == NEXTWORK_OK)
        status = nw_folder_write(folder, files.list, files.count);
    clear_files(&files);
    return status;
}
