#include "cohort/freeze.h"

#include "base/memory.h"
#include "cohort/cell.h"

#include <stdio.h>

/* Rows are numbered by int32_t, so a table has fewer. */
#define MOST_ROWS (INT32_MAX - 1)

static nextwork_status check_sizes(const nw_table *tables)
{
    for (int t = 0; t < NW_TABLES; t++)
        if (tables[t].rows > MOST_ROWS)
            return nw_fail_at(NEXTWORK_ERROR_LIMIT, tables[t].schema->name, -1, "",
                              "%lld rows; a table holds at most %d", (long long)tables[t].rows,
                              MOST_ROWS);
    return NEXTWORK_OK;
}

/* Whether reading a folder has said that the table's file is missing. */
static bool is_told(const nw_findings *findings, const char *table)
{
    size_t bytes = strlen(table);
    for (int64_t i = 0; i < findings->count; i++) {
        const nw_finding *finding = &findings->items[i];
        if (strcmp(finding->code, "missing-file") == 0 &&
            strncmp(finding->file, table, bytes) == 0 && finding->file[bytes] == '.')
            return true;
    }
    return false;
}

static nextwork_status check_missing(const nw_freeze *freeze)
{
    for (int t = 0; t < NW_TABLES; t++) {
        const nw_table *table = &freeze->tables[t];
        if (!table->schema->required || table->given ||
            is_told(freeze->findings, table->schema->name))
            continue;
        NW_TRY(nw_finding_cell(freeze->findings, NW_ERROR, "missing-table", table, -1, -1,
                               "a cohort needs the table %s: %s", table->schema->name,
                               table->schema->help));
    }
    return NEXTWORK_OK;
}

static nextwork_status check_cells(const nw_freeze *freeze)
{
    for (int t = 0; t < NW_TABLES; t++) {
        if (!freeze->tables[t].checked)
            NW_TRY(nw_table_check(&freeze->tables[t], freeze->findings));
        NW_TRY(nw_freeze_step(freeze, 0));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_step(const nw_freeze *freeze, int64_t parts)
{
    if (nw_monitor_step(freeze->monitor, parts) == NW_RUNNING)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_CANCELLED, "freezing was stopped before its end");
}

typedef nextwork_status (*part)(nw_freeze *freeze);

/* In this order: each stands on those before it. */
static const part parts[] = {
    nw_check_tables,      nw_freeze_youths,  nw_freeze_companies, nw_freeze_posts,
    nw_freeze_names,      nw_freeze_wishes,  nw_freeze_answers,   nw_freeze_interests,
    nw_freeze_placements, nw_freeze_travel,  nw_freeze_fits,      nw_freeze_outcomes,
    nw_check_orphans,     nw_check_unknowns,
};

#define PARTS ((int64_t)(sizeof parts / sizeof *parts))

static nextwork_status freeze_parts(nw_freeze *freeze)
{
    nw_monitor_begin(freeze->monitor, PARTS);
    NW_TRY(check_missing(freeze));
    NW_TRY(check_cells(freeze));
    for (int64_t i = 0; i < PARTS; i++) {
        NW_TRY(parts[i](freeze));
        NW_TRY(nw_freeze_step(freeze, 1));
    }
    return NEXTWORK_OK;
}

static void clear(nw_freeze *freeze)
{
    nw_free(freeze->youths.from);
    nw_free(freeze->companies.from);
    nw_free(freeze->posts.from);
    nw_dictionary_clear(&freeze->networks);
    nw_dictionary_clear(&freeze->owners);
    nw_dictionary_clear(&freeze->needs);
    nw_dictionary_clear(&freeze->skills);
    nw_free(freeze->company_networks.start);
    nw_free(freeze->company_networks.code);
}

/* The first error as this thread's failure. */
static nextwork_status fail_with_first(const nw_findings *findings)
{
    const nw_finding *first = nw_findings_first(findings);
    char place[64] = "";
    if (first->line > 0)
        snprintf(place, sizeof place, " line %lld", (long long)first->line);
    else if (first->row >= 0)
        snprintf(place, sizeof place, " row %lld", (long long)first->row);
    return nw_fail_at(NEXTWORK_ERROR_DATA, first->file, first->row, first->column, "%s%s: %s%s",
                      first->file, place, first->message,
                      findings->errors > 1 ? " (the first of several errors)" : "");
}

nextwork_status nw_cohort_freeze_watched(nw_cohort **cohort, const nw_table *tables,
                                         const char *policy_text, const char *policy_file,
                                         nw_findings *findings, int threads,
                                         nextwork_monitor *monitor)
{
    NW_TRY(check_sizes(tables));
    nw_cohort *made = NW_NEW_ZERO(nw_cohort, 1);
    if (made == NULL)
        return nw_fail_memory("a cohort");
    made->references = 1;
    nw_freeze freeze = {.tables = tables,
                        .findings = findings,
                        .threads = threads,
                        .monitor = monitor,
                        .cohort = made};
    nextwork_status status = nw_policy_read(&made->policy, policy_text, policy_file, findings);
    if (status == NEXTWORK_OK)
        status = freeze_parts(&freeze);
    clear(&freeze);
    if (status == NEXTWORK_OK && findings->errors > 0)
        status = fail_with_first(findings);
    if (status == NEXTWORK_OK)
        *cohort = made;
    else
        nw_cohort_unref(made);
    return status;
}

nextwork_status nw_cohort_freeze(nw_cohort **cohort, const nw_table *tables,
                                 const char *policy_text, const char *policy_file,
                                 nw_findings *findings)
{
    return nw_cohort_freeze_watched(cohort, tables, policy_text, policy_file, findings, 1, NULL);
}
