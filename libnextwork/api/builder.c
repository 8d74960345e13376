#include "api/builder.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "cohort/cell.h"
#include "cohort/cohort.h"
#include "cohort/options.h"

#include <glib.h>

static nextwork_status init_tables(nw_table *tables)
{
    for (int t = 0; t < NW_TABLES; t++)
        NW_TRY(nw_table_init(&tables[t], nw_schema((nw_table_name)t)));
    return NEXTWORK_OK;
}

nextwork_status nextwork_builder_new(nextwork_builder **builder)
{
    NW_GIVEN(builder);
    nextwork_builder *made = NW_NEW_ZERO(nextwork_builder, 1);
    if (made == NULL)
        return nw_fail_memory("a builder");
    nextwork_status status = init_tables(made->tables);
    if (status == NEXTWORK_OK)
        *builder = made;
    else
        nextwork_builder_free(made);
    return status;
}

void nextwork_builder_free(nextwork_builder *builder)
{
    if (builder == NULL)
        return;
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&builder->tables[t]);
    nw_free(builder->policy);
    g_free(builder->policy_file);
    nw_findings_clear(&builder->found);
    nw_findings_clear(&builder->frozen);
    nw_free(builder);
}

void nw_builder_touch(nextwork_builder *builder)
{
    nw_findings_clear(&builder->frozen);
    builder->has_frozen = false;
}

bool nw_builder_is_empty(const nextwork_builder *builder)
{
    for (int t = 0; t < NW_TABLES; t++)
        if (builder->tables[t].given)
            return false;
    return true;
}

nextwork_status nw_builder_expect_empty(const nextwork_builder *builder)
{
    if (nw_builder_is_empty(builder))
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_STATE, "the builder is filled already; make a new one");
}

nextwork_status nw_builder_expect_sound(const nextwork_builder *builder)
{
    if (builder->found.errors == 0)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_DATA,
                   "the tables have %lld errors, and what a cell could not hold would be lost; see "
                   "nextwork_builder_findings()",
                   (long long)builder->found.errors);
}

void nw_builder_take_tables(nextwork_builder *builder, nw_table *tables)
{
    for (int t = 0; t < NW_TABLES; t++) {
        nw_table_clear(&builder->tables[t]);
        builder->tables[t] = tables[t];
    }
}

void nw_builder_replace(nextwork_builder *builder, nw_table_name name, nw_table *with)
{
    nw_table_clear(&builder->tables[name]);
    builder->tables[name] = *with;
    nw_free(with);
}

nextwork_status nextwork_builder_set_options(nextwork_builder *builder,
                                             const nextwork_options *options)
{
    NW_GIVEN(builder);
    NW_GIVEN(options);
    builder->threads = nw_options_int64(options, "threads");
    return NEXTWORK_OK;
}

/* --- Policy ------------------------------------------------------------------------------------
 */

nextwork_status nw_builder_take_policy(nextwork_builder *builder, const char *text, int64_t bytes,
                                       const char *file)
{
    char *copy = NW_NEW(char, bytes + 1);
    if (copy == NULL)
        return nw_fail_memory("a policy");
    memcpy(copy, text, (size_t)bytes);
    copy[bytes] = '\0';
    nw_builder_touch(builder);
    nw_free(builder->policy);
    g_free(builder->policy_file);
    builder->policy = copy;
    builder->policy_file = g_strdup(file);
    builder->policy_is_cut = memchr(copy, '\0', (size_t)bytes) != NULL;
    return NEXTWORK_OK;
}

nextwork_status nextwork_builder_set_policy(nextwork_builder *builder, const char *text)
{
    NW_GIVEN(builder);
    NW_GIVEN(text);
    return nw_builder_take_policy(builder, text, (int64_t)strlen(text), "policy");
}

/* --- Freezing ----------------------------------------------------------------------------------
 */

/* The tables of arrays were checked column by column as they came, but not for what never came. */
static nextwork_status find_missing_columns(const nextwork_builder *builder, nw_findings *findings)
{
    for (int t = 0; t < NW_TABLES; t++)
        if (builder->tables[t].source[0] == '\0' && builder->tables[t].checked)
            NW_TRY(nw_columns_missing(&builder->tables[t], findings));
    return NEXTWORK_OK;
}

/* A policy with a zero byte would end there for everybody who reads it as text. */
static nextwork_status find_cut_policy(const nextwork_builder *builder, nw_findings *findings)
{
    if (!builder->policy_is_cut)
        return NEXTWORK_OK;
    return nw_finding_file(findings, NW_ERROR, "policy-text", builder->policy_file, 0, "",
                           nw_text_of(""),
                           "there is a zero byte in it; save the file as UTF-8 text");
}

static nextwork_status freeze(nw_cohort **cohort, nextwork_builder *builder,
                              nextwork_monitor *monitor)
{
    NW_TRY(nw_findings_copy(&builder->frozen, &builder->found));
    builder->has_frozen = true;
    NW_TRY(find_missing_columns(builder, &builder->frozen));
    NW_TRY(find_cut_policy(builder, &builder->frozen));
    return nw_cohort_freeze_watched(cohort, builder->tables, builder->policy, builder->policy_file,
                                    &builder->frozen, nw_threads(builder->threads), monitor);
}

nextwork_status nextwork_builder_freeze(nextwork_cohort **cohort, nextwork_builder *builder,
                                        nextwork_monitor *monitor)
{
    NW_GIVEN(cohort);
    NW_GIVEN(builder);
    nw_builder_touch(builder);
    nextwork_status status = freeze(cohort, builder, monitor);
    if (status != NEXTWORK_OK && status != NEXTWORK_ERROR_DATA)
        nw_builder_touch(builder);
    return status;
}

nextwork_status nextwork_builder_findings(nextwork_table **table, const nextwork_builder *builder)
{
    NW_GIVEN(table);
    NW_GIVEN(builder);
    return nw_findings_table(table, builder->has_frozen ? &builder->frozen : &builder->found);
}
