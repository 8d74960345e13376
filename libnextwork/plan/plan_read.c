#include "plan/plan_read.h"

#include "base/memory.h"
#include "plan/plan_changes.h"
#include "plan/plan_tables.h"

#include <nextwork/match.h>

#include <stdio.h>

/* Takes one row of plan.csv into the plan; gives what is wrong with it, or NULL. */
static const char *take_placement(nw_plan *plan, const nw_table *table, int64_t row)
{
    const nw_cohort *cohort = plan->cohort;
    int32_t youth = nw_cohort_youth(cohort, nw_cell_text(&table->columns[NW_PLAN_YOUTH], row));
    int32_t post = nw_cohort_post(cohort, nw_cell_text(&table->columns[NW_PLAN_POST], row));
    int32_t period = nw_cell_int(&table->columns[NW_PLAN_PERIOD], row) - 1;
    if (youth < 0)
        return "the cohort has no such youth";
    if (post < 0)
        return "the cohort has no such post";
    if (period >= plan->options.calendar.count)
        return "the plan has no such period";
    int32_t *place = &plan->post_of[nw_plan_at(plan, period, youth)];
    if (*place >= 0)
        return "the youth is placed twice in the period";
    *place = post;
    return NULL;
}

/* Takes one row of kept.csv: what plan.csv has, and what nothing could change. */
static const char *take_kept(nw_plan *plan, const nw_table *table, int64_t row)
{
    const nw_cohort *cohort = plan->cohort;
    int32_t youth = nw_cohort_youth(cohort, nw_cell_text(&table->columns[NW_PLAN_YOUTH], row));
    int32_t post = nw_cohort_post(cohort, nw_cell_text(&table->columns[NW_PLAN_POST], row));
    int32_t period = nw_cell_int(&table->columns[NW_PLAN_PERIOD], row) - 1;
    if (youth < 0 || post < 0 || period >= plan->options.calendar.count ||
        plan->post_of[nw_plan_at(plan, period, youth)] != post)
        return "plan.csv has no such placement";
    if (plan->fixed[nw_plan_at(plan, period, youth)] != NW_FREE)
        return "kept twice";
    plan->fixed[nw_plan_at(plan, period, youth)] = post;
    return NULL;
}

/* One row of changes.csv: what is after it is what plan.csv has. */
static const char *check_change(nw_plan *plan, const nw_table *table, int64_t row)
{
    const nw_cohort *cohort = plan->cohort;
    nw_text before = nw_cell_text(&table->columns[NW_CHANGE_BEFORE], row);
    nw_text after = nw_cell_text(&table->columns[NW_CHANGE_AFTER], row);
    int32_t youth = nw_cohort_youth(cohort, nw_cell_text(&table->columns[NW_PLAN_YOUTH], row));
    int32_t period = nw_cell_int(&table->columns[NW_PLAN_PERIOD], row) - 1;
    if (period >= plan->options.calendar.count)
        return "the plan has no such period";
    int32_t post = youth < 0 ? -1 : plan->post_of[nw_plan_at(plan, period, youth)];
    nw_text is = post < 0 ? (nw_text){"", 0} : cohort->posts.ids.texts[post];
    if (!nw_text_equal(after, is))
        return "plan.csv has another placement";
    return nw_text_equal(before, after) ? "nothing has changed" : NULL;
}

static const char *take_row(nw_plan *plan, int file, const nw_table *table, int64_t row)
{
    switch (file) {
    case NW_PLAN_CSV:
        return take_placement(plan, table, row);
    case NW_PLAN_PRICES_CSV:
        return nw_plan_prices_take(plan, table, row);
    case NW_PLAN_KEPT_CSV:
        return take_kept(plan, table, row);
    default:
        return check_change(plan, table, row);
    }
}

static void take_rows(char problem[NW_PROBLEM_BYTES], nw_plan *plan, int file,
                      const nw_table *table, const nw_findings *findings)
{
    const char *name = nw_plan_file_names[file];
    if (findings->errors > 0) {
        /* A column that is missing has no line: it is the header that lacks it. */
        const nw_finding *first = &findings->items[0];
        snprintf(problem, NW_PROBLEM_BYTES, "%s, line %lld: %s", name,
                 (long long)(first->line > 0 ? first->line : 1), first->message);
        return;
    }
    for (int64_t row = 0; row < table->rows; row++) {
        const char *wrong = take_row(plan, file, table, row);
        if (wrong == NULL)
            continue;
        snprintf(problem, NW_PROBLEM_BYTES, "%s, line %lld: %s", name,
                 (long long)nw_table_line(table, row), wrong);
        return;
    }
}

static const nw_table_schema *schema_of(int file)
{
    return file == NW_PLAN_CSV          ? &nw_plan_schema
           : file == NW_PLAN_PRICES_CSV ? &nw_plan_prices_schema
           : file == NW_PLAN_KEPT_CSV   ? &nw_plan_kept_schema
                                        : &nw_plan_changes_schema;
}

nextwork_status nw_plan_take_file(char problem[NW_PROBLEM_BYTES], nw_plan *plan, int file,
                                  nw_text text)
{
    nw_table *table;
    nw_findings findings = {0};
    problem[0] = '\0';
    nextwork_status status = nw_plan_parse(&table, schema_of(file), file, text, &findings);
    if (status == NEXTWORK_OK) {
        take_rows(problem, plan, file, table, &findings);
        if (file == NW_PLAN_CHANGES_CSV && plan->changes == NULL)
            plan->changes = table;
        else
            nw_table_free(table);
    }
    nw_findings_clear(&findings);
    return status;
}

void nw_plan_fix_given(nw_plan *plan)
{
    if (!plan->options.first_stable)
        return;
    for (int32_t y = 0; y < plan->cohort->youths.count; y++)
        plan->fixed[y] = plan->post_of[y] >= 0 ? plan->post_of[y] : NW_STAYS_OUT;
}

static nextwork_status check_cohort(const nw_cohort *cohort, const nw_plan_claims *claims)
{
    char digest[65];
    NW_TRY(nw_cohort_digest(digest, cohort));
    if (strcmp(digest, claims->input_sha256) == 0)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, "input_sha256",
                      "this plan is of another cohort, or the cohort has changed since; make a new "
                      "plan from this one");
}

static nextwork_status take_file(nw_plan *plan, const nw_plan_files *files, int file)
{
    char problem[NW_PROBLEM_BYTES];
    if (files->table[file].at == NULL)
        return nw_fail_at(NEXTWORK_ERROR_DATA, nw_plan_file_names[file], -1, "",
                          "this is not a plan: there is no %s, and it was made from an earlier one",
                          nw_plan_file_names[file]);
    NW_TRY(nw_plan_take_file(problem, plan, file, files->table[file]));
    return problem[0] == '\0' ? NEXTWORK_OK
                              : nw_fail_at(NEXTWORK_ERROR_DATA, nw_plan_file_names[file], -1, "",
                                           "this is not a plan: %s", problem);
}

static nextwork_status fill(nw_plan *plan, const nw_plan_files *files, int64_t bound)
{
    NW_TRY(take_file(plan, files, NW_PLAN_CSV));
    NW_TRY(take_file(plan, files, NW_PLAN_PRICES_CSV));
    if (plan->earlier_sha256[0] != '\0') {
        NW_TRY(take_file(plan, files, NW_PLAN_KEPT_CSV));
        NW_TRY(take_file(plan, files, NW_PLAN_CHANGES_CSV));
    }
    nw_plan_fix_given(plan);
    NW_TRY(nw_plan_settle(plan));
    plan->bound = bound;
    plan->outcome = bound == plan->objective ? NEXTWORK_OUTCOME_OPTIMAL : NEXTWORK_OUTCOME_FEASIBLE;
    return NEXTWORK_OK;
}

nextwork_status nw_plan_read(nw_plan **plan, nw_cohort *cohort, const nw_plan_files *files)
{
    nw_plan_claims claims;
    nw_plan *made = NULL;
    NW_TRY(nw_plan_claims_read(&claims, files->certificate));
    nextwork_status status = check_cohort(cohort, &claims);
    if (status == NEXTWORK_OK)
        status = nw_plan_blank(&made, cohort, &claims.options);
    if (status == NEXTWORK_OK) {
        memcpy(made->earlier_sha256, claims.earlier_sha256, sizeof made->earlier_sha256);
        status = fill(made, files, claims.bound);
    }
    nw_plan_claims_clear(&claims);
    if (status == NEXTWORK_OK)
        *plan = made;
    else
        nw_plan_unref(made);
    return status;
}
