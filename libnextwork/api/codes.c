#include <nextwork/codes.h>

#include "cohort/codes.h"
#include "cohort/policy.h"

#include <glib.h>

static nextwork_status add_text(nw_table *table, int64_t column, const char *text)
{
    return nw_table_set_text(table, column, nw_text_of(text));
}

/* Hands a filled table out, or frees it. */
static nextwork_status hand_out(nw_table **table, nw_table *made, nextwork_status status)
{
    return nw_table_finish(table, made, status);
}

/* --- The schema --------------------------------------------------------------------------------
 */

enum { S_TABLE, S_COLUMN, S_REQUIRED, S_KIND, S_RANGE, S_HELP, S_COLUMNS };

static const nw_column_schema schema_columns[S_COLUMNS] = {
    [S_TABLE] = {"table", NW_STRING, true, 0, 0, NULL, "table, and its file's name before .csv"},
    [S_COLUMN] = {"column", NW_STRING, true, 0, 0, NULL, "column"},
    [S_REQUIRED] = {"required", NW_BOOL, true, 0, 1, NULL,
                    "1 if each row of the table must have it"},
    [S_KIND] = {"kind", NW_STRING, true, 0, 0, NULL, "what a cell holds"},
    [S_RANGE] = {"range", NW_STRING, false, 0, 0, NULL,
                 "least and greatest number, numbers of digits or characters, or choices"},
    [S_HELP] = {"help", NW_STRING, true, 0, 0, NULL, "meaning and unit"},
};

static const nw_table_schema schema_schema = {"schema", false, S_COLUMNS, schema_columns,
                                              "every column of every input table"};

static const char *const kind_names[] = {
    [NW_INT] = "whole number",
    [NW_BOOL] = "switch",
    [NW_DATE] = "date",
    [NW_CHOICE] = "choice",
    [NW_DEGREES] = "degrees",
    [NW_BIGINT] = "whole number",
    [NW_ID] = "id",
    [NW_IDS] = "ids",
    [NW_CODE] = "digits",
    [NW_CODES] = "codes",
    [NW_LEVELS] = "codes with levels",
    [NW_STRING] = "text",
};

static nextwork_status add_range(nw_table *table, const nw_column_schema *column)
{
    if (column->kind == NW_CHOICE) {
        char *joined = g_strjoinv("|", (char **)column->choices);
        nextwork_status status = add_text(table, S_RANGE, joined);
        g_free(joined);
        return status;
    }
    int32_t unit = column->kind == NW_DEGREES ? 1000000 : 1;
    if (column->min == column->max && column->min == 0)
        return NEXTWORK_OK;
    char range[32];
    if (column->min == column->max)
        g_snprintf(range, sizeof range, "%d", column->min / unit);
    else
        g_snprintf(range, sizeof range, "%d..%d", column->min / unit, column->max / unit);
    return add_text(table, S_RANGE, range);
}

static nextwork_status add_column(nw_table *table, const char *name, const nw_column_schema *column)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(add_text(table, S_TABLE, name));
    NW_TRY(add_text(table, S_COLUMN, column->name));
    nw_table_set_int(table, S_REQUIRED, column->required);
    NW_TRY(add_text(table, S_KIND, kind_names[column->kind]));
    NW_TRY(add_range(table, column));
    return add_text(table, S_HELP, column->help);
}

static nextwork_status add_columns(nw_table *table)
{
    for (int t = 0; t < NW_TABLES; t++) {
        const nw_table_schema *schema = nw_schema((nw_table_name)t);
        for (int64_t c = 0; c < schema->n_columns; c++)
            NW_TRY(add_column(table, schema->name, &schema->columns[c]));
    }
    return NEXTWORK_OK;
}

nextwork_status nextwork_schema_table(nextwork_table **table)
{
    NW_GIVEN(table);
    nw_table *made;
    NW_TRY(nw_table_new(&made, &schema_schema));
    return hand_out(table, made, add_columns(made));
}

/* --- Terms and reasons -------------------------------------------------------------------------
 */

enum { T_TERM, T_WEIGHT, T_UNKNOWN, T_COLUMNS };

static const nw_column_schema term_columns[T_COLUMNS] = {
    [T_TERM] = {"term", NW_STRING, true, 0, 0, NULL, "part of a fit"},
    [T_WEIGHT] = {"weight", NW_INT, true, 0, 0, NULL, "weight in the default policy"},
    [T_UNKNOWN] = {"unknown", NW_INT, true, 0, 10000, NULL,
                   "value where its inputs are unknown, basis points, in the default policy"},
};

static const nw_table_schema term_schema = {"terms", false, T_COLUMNS, term_columns,
                                            "the terms of a fit"};

static nextwork_status add_terms(nw_table *table, const nw_policy *policy)
{
    for (int term = 0; term < NW_TERMS; term++) {
        NW_TRY(nw_table_add_row(table));
        NW_TRY(add_text(table, T_TERM, nw_term_names[term]));
        nw_table_set_int(table, T_WEIGHT, policy->weights[term]);
        nw_table_set_int(table, T_UNKNOWN, policy->terms.neutral[term]);
    }
    return NEXTWORK_OK;
}

static nextwork_status terms_table(nw_table **table)
{
    nw_policy policy;
    nw_findings none = {0};
    NW_TRY(nw_policy_read(&policy, NULL, "", &none));
    nw_table *made;
    nextwork_status status = nw_table_new(&made, &term_schema);
    if (status == NEXTWORK_OK)
        status = hand_out(table, made, add_terms(made, &policy));
    nw_policy_clear(&policy);
    nw_findings_clear(&none);
    return status;
}

enum { R_NUMBER, R_NAME, R_SEVERITY, R_EN, R_DA, R_COLUMNS };

static const nw_column_schema reason_columns[R_COLUMNS] = {
    [R_NUMBER] = {"number", NW_INT, true, 0, 63, NULL, "number, the bit in a pair's reasons"},
    [R_NAME] = {"name", NW_STRING, true, 0, 0, NULL, "name, as in result files"},
    [R_SEVERITY] = {"severity", NW_STRING, true, 0, 0, NULL, "law, programme, person or data"},
    [R_EN] = {"text_en", NW_STRING, true, 0, 0, NULL, "text in English"},
    [R_DA] = {"text_da", NW_STRING, true, 0, 0, NULL, "text in Danish"},
};

static const nw_table_schema reason_schema = {"reasons", false, R_COLUMNS, reason_columns,
                                              "the grounds on which a pair is not allowed"};

static nextwork_status add_reasons(nw_table *table)
{
    for (int reason = 0; reason < NW_REASONS; reason++) {
        const nw_reason_info *info = &nw_reason_infos[reason];
        NW_TRY(nw_table_add_row(table));
        nw_table_set_int(table, R_NUMBER, reason);
        NW_TRY(add_text(table, R_NAME, info->name));
        NW_TRY(add_text(table, R_SEVERITY, info->severity));
        NW_TRY(add_text(table, R_EN, info->text_en));
        NW_TRY(add_text(table, R_DA, info->text_da));
    }
    return NEXTWORK_OK;
}

static nextwork_status reasons_table(nw_table **table)
{
    nw_table *made;
    NW_TRY(nw_table_new(&made, &reason_schema));
    return hand_out(table, made, add_reasons(made));
}

nextwork_status nextwork_codes_table(nextwork_table **table, const char *list)
{
    NW_GIVEN(table);
    NW_GIVEN(list);
    if (strcmp(list, "terms") == 0)
        return terms_table(table);
    if (strcmp(list, "reasons") == 0)
        return reasons_table(table);
    nextwork_status status = nw_codes_table(table, list);
    if (status == NEXTWORK_ERROR_NOT_FOUND)
        return nw_fail(status,
                       "there is no list \"%.64s\"; give DB07, DB25, DISCO08, municipalities, "
                       "crosswalk, terms or reasons",
                       list);
    return status;
}

const char *nextwork_policy_default(void)
{
    return nw_policy_default_text();
}
