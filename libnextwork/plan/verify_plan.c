#include "plan/verify_plan.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "fit/explain.h"
#include "match/check.h"
#include "plan/plan_read.h"
#include "plan/verify_changes.h"
#include "round/mechanism.h"
#include "round/verify/verify_compare.h"
#include "round/verify/verify_stable.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    nw_report report;
    nw_cohort *cohort;
    const nw_plan_files *files;
    nw_plan_claims claims;
    nw_plan *plan;      /* as its files tell it */
    int64_t most_steps; /* of the bound */
    nextwork_monitor *monitor;
} verification;

/* Whose plan this is. What does not belong together is not compared further. */
static nextwork_status verify_identity(verification *v)
{
    char digest[65];
    NW_TRY(nw_cohort_digest(digest, v->cohort));
    NW_TRY(nw_report_equal(&v->report, "input", v->claims.input_sha256, digest,
                           "the cohort's SHA-256"));
    NW_TRY(nw_report_equal(&v->report, "policy", v->claims.policy_id, v->cohort->policy.id,
                           "the policy's id"));
    bool same = strcmp(v->claims.policy, v->cohort->policy.text) == 0;
    return nw_report_check(&v->report, "policy-text", same, "%s",
                           same ? "the policy's text agrees"
                                : "the policy's text is not the cohort's");
}

static nextwork_status read_file(verification *v, const char *check, int file)
{
    char problem[NW_PROBLEM_BYTES];
    NW_TRY(nw_plan_take_file(problem, v->plan, file, v->files->table[file]));
    return nw_report_check(&v->report, check, problem[0] == '\0', "%s",
                           problem[0] == '\0' ? "of this cohort and these periods, each once"
                                              : problem);
}

/* What a plan that was made from an earlier one kept, and what it says has changed. */
static nextwork_status read_earlier(verification *v)
{
    bool claimed = v->claims.earlier_sha256[0] != '\0';
    for (int f = NW_PLAN_KEPT_CSV; f < NW_PLAN_FILES; f++)
        if ((v->files->table[f].at != NULL) != claimed)
            return nw_report_check(&v->report, "earlier", false,
                                   claimed
                                       ? "there is no %s, and the plan was made from an earlier one"
                                       : "there is a %s, and the plan was made from no other",
                                   nw_plan_file_names[f]);
    if (!claimed || !v->report.holds)
        return NEXTWORK_OK;
    memcpy(v->plan->earlier_sha256, v->claims.earlier_sha256, sizeof v->plan->earlier_sha256);
    if (v->plan->options.first_stable)
        return nw_report_check(&v->report, "earlier", false,
                               "first is no option of a plan that was made from an earlier one");
    NW_TRY(read_file(v, "kept", NW_PLAN_KEPT_CSV));
    NW_TRY(read_file(v, "changes", NW_PLAN_CHANGES_CSV));
    return v->report.holds ? nw_verify_changes(&v->report, v->plan) : NEXTWORK_OK;
}

/* --- Whether it keeps to the rules -------------------------------------------------------------
 */

static nextwork_status count_over(int64_t *posts, int64_t *companies, const verification *v,
                                  const uint64_t *no_keys, int32_t t)
{
    const nw_capacity *capacity = &v->plan->rounds[t]->capacity;
    nw_seats seats = {v->cohort->posts.count, v->cohort->companies.count, capacity->post_free,
                      v->cohort->posts.company, capacity->company_free};
    nw_check check;
    NW_TRY(nw_check_new(&check, &seats, v->cohort->youths.count,
                        v->plan->post_of + nw_plan_at(v->plan, t, 0), no_keys));
    *posts += check.posts_over;
    *companies += check.companies_over;
    nw_check_clear(&check);
    return NEXTWORK_OK;
}

static nextwork_status verify_seats(verification *v)
{
    int64_t posts = 0, companies = 0;
    uint64_t *no_keys = NW_NEW_ZERO(uint64_t, v->cohort->youths.count);
    nextwork_status status = no_keys == NULL ? nw_fail_memory("a verification") : NEXTWORK_OK;
    for (int32_t t = 0; t < v->plan->options.calendar.count && status == NEXTWORK_OK; t++)
        status = count_over(&posts, &companies, v, no_keys, t);
    nw_free(no_keys);
    NW_TRY(status);
    NW_TRY(nw_report_check(&v->report, "seats", posts == 0,
                           "over all periods %lld posts have more youths than free seats",
                           (long long)posts));
    return nw_report_check(&v->report, "headcount", companies == 0,
                           "over all periods %lld companies have more youths than the headcount "
                           "rule allows",
                           (long long)companies);
}

/* The reasons against a placement, its youth's earlier periods counted; "" when there are none. */
static void reasons_against(char names[NW_REASONS * 24], const verification *v, int32_t youth,
                            int32_t t)
{
    int32_t post = v->plan->post_of[nw_plan_at(v->plan, t, youth)];
    uint32_t reasons = nw_plan_reasons(v->plan, youth, t, post);
    names[0] = '\0';
    if (reasons != 0)
        names[nw_reasons_text(names, NW_REASONS * 24 - 1, reasons, '|')] = '\0';
    else if (!v->plan->options.extend && nw_wish_rank(v->cohort, youth, post) == NW_UNKNOWN)
        memcpy(names, "not-listed", sizeof "not-listed");
}

static nextwork_status verify_reasons(verification *v)
{
    for (int32_t y = 0; y < v->cohort->youths.count; y++)
        for (int32_t t = 0; t < v->plan->options.calendar.count; t++) {
            int32_t post = v->plan->post_of[nw_plan_at(v->plan, t, y)];
            char names[NW_REASONS * 24] = "";
            if (post >= 0)
                reasons_against(names, v, y, t);
            if (names[0] == '\0')
                continue;
            nw_text youth = v->cohort->youths.ids.texts[y], at = v->cohort->posts.ids.texts[post];
            return nw_report_check(
                &v->report, "reasons", false, "youth %.*s may not be at post %.*s in period %d: %s",
                (int)youth.bytes, youth.at, (int)at.bytes, at.at, (int)t + 1, names);
        }
    return nw_report_check(&v->report, "reasons", true,
                           "no reason forbids any placement, earlier periods counted");
}

/* The first period as a match of its own; the arrays stay the plan's. */
static nextwork_status verify_first(verification *v)
{
    const nw_mechanism *mechanism = nw_mechanism_named("deferred-acceptance");
    nw_result *claim = NW_NEW_ZERO(nw_result, 1);
    if (claim == NULL)
        return nw_fail_memory("a verification");
    claim->references = 1;
    claim->round = nw_round_ref(v->plan->rounds[0]);
    claim->mechanism = mechanism;
    claim->options = (nw_match_options){.mechanism = mechanism->name,
                                        .seed = v->plan->options.seed,
                                        .extend = v->plan->options.extend};
    claim->cutoff = NW_NEW(nw_standing, v->cohort->posts.count);
    nextwork_status status =
        claim->cutoff == NULL ? nw_fail_memory("a verification")
                              : nw_lottery_numbers(&claim->lottery, v->cohort, claim->options.seed);
    claim->post_of = v->plan->post_of;
    claim->fit_of = v->plan->fit_of;
    if (status == NEXTWORK_OK)
        status = nw_verify_stable(&v->report, claim, v->monitor);
    claim->post_of = claim->fit_of = NULL;
    nw_result_unref(claim);
    return status;
}

/* --- What it is worth --------------------------------------------------------------------------
 */

static nextwork_status verify_tables(verification *v)
{
    for (int f = 0; f < NW_PLAN_FILES; f++) {
        nw_table *table;
        if (!nw_plan_has_file(v->plan, f))
            continue;
        NW_TRY(nw_plan_file_table(&table, v->plan, f));
        NW_TRY(nw_report_file(&v->report, nw_plan_file_names[f], v->files->table[f], table));
    }
    return NEXTWORK_OK;
}

static nextwork_status verify_placed(verification *v)
{
    bool holds = true;
    for (int32_t t = 0; t < v->plan->options.calendar.count; t++)
        holds = holds && v->claims.placed[t] == nw_plan_placed(v->plan, t);
    return nw_report_check(&v->report, "placed", holds,
                           holds ? "placed in each period as counted"
                                 : "other numbers are placed than the certificate says");
}

/* Youths whose search gave up leave it open whether the prices prove as much. */
static nextwork_status report_open(verification *v, const nw_price_bound *bound)
{
    char names[3 * 66] = "";
    for (int32_t i = 0; i < bound->open && i < 3; i++) {
        nw_text id = v->cohort->youths.ids.texts[bound->first_open[i]];
        size_t at = strlen(names);
        snprintf(names + at, sizeof names - at, "%s%.*s", i > 0 ? " " : "", (int)id.bytes, id.at);
    }
    return nw_report_open(&v->report, "bound",
                          "not proven: %d youths (%s%s) have too many sequences of nearly the same "
                          "worth; plan fewer periods, or with fewer candidates",
                          (int)bound->open, names, bound->open > 3 ? " .." : "");
}

/* Who made the plan may have proven less than the prices do: its search gives up sooner. */
static nextwork_status report_bound(verification *v, const nw_price_bound *bound)
{
    int64_t claimed = v->claims.bound;
    if (!bound->adds_up || bound->least > claimed)
        return nw_report_check(&v->report, "bound", false,
                               "the prices give %lld, the certificate says %lld",
                               bound->adds_up ? (long long)bound->least : 0, (long long)claimed);
    if (bound->most > claimed)
        return report_open(v, bound);
    return nw_report_check(&v->report, "bound", bound->most >= v->plan->objective,
                           "the prices say that no plan has more than %lld; this one has %lld",
                           (long long)bound->most, (long long)v->plan->objective);
}

static nextwork_status verify_bound(verification *v)
{
    nw_price_bound bound;
    nw_monitor_begin(v->monitor, v->cohort->youths.count);
    NW_TRY(nw_bound_of_prices(&bound, v->plan, v->most_steps, nw_threads(0), v->monitor));
    v->plan->bound = v->claims.bound;
    NW_TRY(report_bound(v, &bound));
    return nw_report_number(&v->report, "gap", v->claims.gap, nw_plan_gap(v->plan));
}

static nextwork_status verify_worth(verification *v)
{
    NW_TRY(verify_placed(v));
    NW_TRY(nw_report_number(&v->report, "sat-out", v->claims.sat_out, v->plan->sat_out));
    NW_TRY(nw_report_number(&v->report, "value", v->claims.value, v->plan->value));
    NW_TRY(nw_report_number(&v->report, "objective", v->claims.objective, v->plan->objective));
    return verify_bound(v);
}

static nextwork_status verify_seal(verification *v)
{
    char digest[65];
    NW_TRY(nw_plan_sha256(digest, v->files));
    return nw_report_equal(&v->report, "files", v->claims.result_sha256, digest,
                           "the SHA-256 over the plan's files");
}

static nextwork_status verify_claim(verification *v)
{
    NW_TRY(nw_plan_blank(&v->plan, v->cohort, &v->claims.options));
    NW_TRY(read_file(v, "placements", NW_PLAN_CSV));
    NW_TRY(read_file(v, "prices", NW_PLAN_PRICES_CSV));
    NW_TRY(read_earlier(v));
    if (!v->report.holds)
        return NEXTWORK_OK;
    nw_plan_fix_given(v->plan);
    NW_TRY(nw_plan_settle(v->plan));
    NW_TRY(verify_seats(v));
    NW_TRY(verify_reasons(v));
    if (v->plan->options.first_stable)
        NW_TRY(verify_first(v));
    NW_TRY(verify_tables(v));
    NW_TRY(verify_worth(v));
    return verify_seal(v);
}

static nextwork_status verify(verification *v)
{
    nextwork_status status = nw_plan_claims_read(&v->claims, v->files->certificate);
    if (status == NEXTWORK_ERROR_DATA)
        return nw_report_check(&v->report, "certificate", false, "%s", nextwork_error_message());
    NW_TRY(status);
    NW_TRY(nw_report_check(&v->report, "certificate", true, "a plan, written by version %s",
                           v->claims.library));
    NW_TRY(verify_identity(v));
    return v->report.holds ? verify_claim(v) : NEXTWORK_OK;
}

nextwork_status nw_verify_plan(nw_table **table, bool *holds, nw_cohort *cohort,
                               const nw_plan_files *files, int64_t most_steps,
                               nextwork_monitor *monitor)
{
    verification v = {
        .cohort = cohort, .files = files, .most_steps = most_steps, .monitor = monitor};
    NW_TRY(nw_report_new(&v.report));
    nextwork_status status = verify(&v);
    nw_plan_claims_clear(&v.claims);
    nw_plan_unref(v.plan);
    if (status != NEXTWORK_OK) {
        nw_table_free(v.report.table);
        return status;
    }
    *table = v.report.table;
    *holds = v.report.holds;
    return NEXTWORK_OK;
}
