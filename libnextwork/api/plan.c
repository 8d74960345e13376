#include <nextwork/plan.h>

#include "api/effective.h"
#include "api/pair.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "fit/explain.h"
#include "plan/coverage.h"
#include "plan/explain_plan.h"
#include "plan/picture.h"
#include "plan/plan_changes.h"
#include "plan/plan_periods.h"
#include "plan/plan_read.h"
#include "plan/plan_tables.h"
#include "plan/replan.h"
#include "plan/verify_plan.h"

/* --- Options -----------------------------------------------------------------------------------
 */

static nextwork_status check_periods(const nw_calendar *calendar, const nw_options *effective)
{
    int64_t periods = nw_options_int64(effective, "periods");
    if (periods == NW_OPTION_UNSET || periods == calendar->count)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                   "option periods says %lld, and option calendar has %d; leave option periods out",
                   (long long)periods, (int)calendar->count);
}

/* Periods that are alike, or those that the calendar tells. */
static nextwork_status calendar_of(nw_calendar *calendar, const nw_options *effective)
{
    const char *text = nw_options_text(effective, "calendar");
    if (text[0] != '\0') {
        NW_TRY(nw_calendar_read(calendar, text, NW_LEAST_PERIODS));
        return check_periods(calendar, effective);
    }
    if (!nw_options_is_set(effective, "periods"))
        return nw_fail(
            NEXTWORK_ERROR_ARGUMENT,
            "nobody says how many periods to plan; set option periods, 2 to 8, or option "
            "calendar");
    if (!nw_options_is_set(effective, "start"))
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "nobody says when the first period starts; set option start, or start in "
                       "the section [round] of the policy, as YYYY-MM-DD");
    *calendar = nw_calendar_of((int32_t)nw_options_int64(effective, "start"),
                               (int32_t)nw_options_int64(effective, "weeks"),
                               (int32_t)nw_options_int64(effective, "periods"));
    return NEXTWORK_OK;
}

/* All but the periods. */
static nw_plan_options other_options_of(const nw_options *effective)
{
    return (nw_plan_options){
        .seed = (uint64_t)nw_options_int64(effective, "seed"),
        .extend = nw_options_int64(effective, "extend") != 0,
        .must_place = nw_options_int64(effective, "must_place") != 0,
        .first_stable = strcmp(nw_options_text(effective, "first"), "deferred-acceptance") == 0,
        .discount = (int32_t)nw_options_int64(effective, "discount"),
        .candidates = (int32_t)nw_options_int64(effective, "candidates"),
        .effort = nw_options_int64(effective, "effort"),
        .threads = nw_threads(nw_options_int64(effective, "threads")),
    };
}

static nextwork_status options_of(nw_plan_options *options, const nw_options *effective)
{
    *options = other_options_of(effective);
    return calendar_of(&options->calendar, effective);
}

/* What nobody sets is as in the earlier plan. */
static void inherit(nw_plan_options *options, const nw_options *effective,
                    const nw_plan_options *earlier)
{
    if (!nw_options_is_set(effective, "extend"))
        options->extend = earlier->extend;
    if (!nw_options_is_set(effective, "must_place"))
        options->must_place = earlier->must_place;
    if (!nw_options_is_set(effective, "discount"))
        options->discount = earlier->discount;
    if (!nw_options_is_set(effective, "candidates"))
        options->candidates = earlier->candidates;
    if (!nw_options_is_set(effective, "effort"))
        options->effort = earlier->effort;
}

/* The earlier plan's periods from `start` on where nobody asks for others. */
static nextwork_status earlier_options_of(nw_plan_options *options, const nw_options *effective,
                                          const nw_options *given, const nw_earlier *earlier)
{
    *options = other_options_of(effective);
    inherit(options, effective, &earlier->options);
    if (nw_options_is_set(effective, "periods") ||
        nw_options_text(effective, "calendar")[0] != '\0')
        return calendar_of(&options->calendar, effective);
    bool from = given != NULL && nw_options_is_set(given, "start");
    return nw_earlier_rest(&options->calendar, earlier,
                           from ? (int32_t)nw_options_int64(given, "start") : NW_UNKNOWN);
}

/* --- Planning ----------------------------------------------------------------------------------
 */

nextwork_status nextwork_plan_new(nextwork_plan **plan, nextwork_cohort *cohort,
                                  const nextwork_options *options, nextwork_monitor *monitor)
{
    NW_GIVEN(plan);
    NW_GIVEN(cohort);
    nw_options *effective;
    nw_plan_options chosen;
    NW_TRY(nw_effective_options(&effective, options, &cohort->policy));
    nextwork_status status = options_of(&chosen, effective);
    nw_options_free(effective);
    return status == NEXTWORK_OK ? nw_plan_new(plan, cohort, &chosen, monitor) : status;
}

static nextwork_status plan_again(nw_plan **plan, nw_cohort *cohort, const nw_plan_files *files,
                                  const nw_options *options, nextwork_monitor *monitor)
{
    nw_earlier earlier;
    nw_options *effective;
    nw_plan_options chosen;
    NW_TRY(nw_effective_options(&effective, options, &cohort->policy));
    nextwork_status status = nw_earlier_read(&earlier, files);
    if (status == NEXTWORK_OK) {
        status = earlier_options_of(&chosen, effective, options, &earlier);
        if (status == NEXTWORK_OK)
            status = nw_replan(plan, cohort, &earlier, &chosen, monitor);
        nw_earlier_clear(&earlier);
    }
    nw_options_free(effective);
    return status;
}

nextwork_status nextwork_plan_again(nextwork_plan **plan, nextwork_cohort *cohort,
                                    const nextwork_plan *earlier, const nextwork_options *options,
                                    nextwork_monitor *monitor)
{
    NW_GIVEN(plan);
    NW_GIVEN(cohort);
    NW_GIVEN(earlier);
    nw_plan_files files;
    NW_TRY(nw_plan_files_of(&files, earlier));
    nextwork_status status = plan_again(plan, cohort, &files, options, monitor);
    nw_plan_files_clear(&files);
    return status;
}

static nextwork_status read_files(nw_plan_files *files, const char *folder)
{
    bool is_plan = false;
    NW_TRY(nw_is_plan(&is_plan, folder));
    if (!is_plan)
        return nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, "periods",
                          "%.200s holds no plan: its certificate.json has no periods", folder);
    return nw_plan_files_read(files, folder);
}

nextwork_status nextwork_plan_again_from(nextwork_plan **plan, nextwork_cohort *cohort,
                                         const char *folder, const nextwork_options *options,
                                         nextwork_monitor *monitor)
{
    NW_GIVEN(plan);
    NW_GIVEN(cohort);
    NW_GIVEN(folder);
    nw_plan_files files;
    NW_TRY(read_files(&files, folder));
    nextwork_status status = plan_again(plan, cohort, &files, options, monitor);
    nw_plan_files_clear(&files);
    return status;
}

nextwork_status nextwork_plan_read(nextwork_plan **plan, nextwork_cohort *cohort,
                                   const char *folder)
{
    NW_GIVEN(plan);
    NW_GIVEN(cohort);
    NW_GIVEN(folder);
    nw_plan_files files;
    NW_TRY(read_files(&files, folder));
    nextwork_status status = nw_plan_read(plan, cohort, &files);
    nw_plan_files_clear(&files);
    return status;
}

nextwork_plan *nextwork_plan_ref(nextwork_plan *plan)
{
    return plan == NULL ? NULL : nw_plan_ref(plan);
}

void nextwork_plan_unref(nextwork_plan *plan)
{
    nw_plan_unref(plan);
}

/* --- What it is --------------------------------------------------------------------------------
 */

nextwork_status nextwork_plan_outcome(int32_t *outcome, const nextwork_plan *plan)
{
    NW_GIVEN(outcome);
    NW_GIVEN(plan);
    *outcome = plan->outcome;
    return NEXTWORK_OK;
}

nextwork_status nextwork_plan_value(int64_t *value, int64_t *bound, int64_t *gap,
                                    const nextwork_plan *plan)
{
    NW_GIVEN(value);
    NW_GIVEN(bound);
    NW_GIVEN(gap);
    NW_GIVEN(plan);
    *value = plan->objective;
    *bound = plan->bound;
    *gap = nw_plan_gap(plan);
    return NEXTWORK_OK;
}

nextwork_status nextwork_plan_periods(int64_t *count, const nextwork_plan *plan)
{
    NW_GIVEN(count);
    NW_GIVEN(plan);
    *count = plan->options.calendar.count;
    return NEXTWORK_OK;
}

nextwork_status nextwork_plan_table(nextwork_table **table, const nextwork_plan *plan,
                                    const char *name)
{
    static const struct {
        const char *name;
        nextwork_status (*make)(nw_table **, const nw_plan *);
    } tables[] = {
        {"plan", nw_plan_table},
        {"unplaced", nw_plan_unplaced_table},
        {"periods", nw_plan_periods_table},
        {"coverage", nw_coverage_table},
        {"tried", nw_tried_table},
        {"prices", nw_plan_prices_table},
    };
    NW_GIVEN(table);
    NW_GIVEN(plan);
    NW_GIVEN(name);
    bool again = plan->earlier_sha256[0] != '\0';
    if (again && strcmp(name, "kept") == 0)
        return nw_plan_kept_table(table, plan);
    if (again && strcmp(name, "changes") == 0)
        return nw_plan_changes_table(table, plan);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(name, tables[i].name) == 0)
            return tables[i].make(table, plan);
    return nw_fail(NEXTWORK_ERROR_NOT_FOUND,
                   "a plan has no table \"%.64s\"; give plan, unplaced, periods, coverage, tried%s",
                   name, again ? ", prices, kept or changes" : " or prices");
}

nextwork_status nextwork_plan_posts(int64_t *posts, int64_t room, const nextwork_plan *plan)
{
    NW_GIVEN(posts);
    NW_GIVEN(plan);
    int64_t cells = (int64_t)plan->options.calendar.count * plan->cohort->youths.count;
    if (room < cells)
        return nw_fail(NEXTWORK_ERROR_BUFFER,
                       "room for %lld numbers; %d periods of %d youths need %lld", (long long)room,
                       (int)plan->options.calendar.count, (int)plan->cohort->youths.count,
                       (long long)cells);
    for (int64_t i = 0; i < cells; i++)
        posts[i] = plan->post_of[i];
    return NEXTWORK_OK;
}

/* --- Files and their check ---------------------------------------------------------------------
 */

nextwork_status nextwork_plan_certificate(char **json, const nextwork_plan *plan)
{
    NW_GIVEN(json);
    NW_GIVEN(plan);
    nw_plan_files files;
    NW_TRY(nw_plan_files_of(&files, plan));
    *json = (char *)files.certificate.at;
    files.certificate.at = NULL;
    nw_plan_files_clear(&files);
    return NEXTWORK_OK;
}

nextwork_status nextwork_plan_write(const nextwork_plan *plan, const char *folder)
{
    NW_GIVEN(plan);
    NW_GIVEN(folder);
    nw_plan_files files;
    NW_TRY(nw_plan_files_of(&files, plan));
    nextwork_status status = nw_plan_files_write(&files, folder);
    nw_plan_files_clear(&files);
    return status;
}

nextwork_status nextwork_plan_verify(nextwork_table **table, int32_t *holds,
                                     const nextwork_plan *plan, nextwork_monitor *monitor)
{
    NW_GIVEN(table);
    NW_GIVEN(holds);
    NW_GIVEN(plan);
    nw_plan_files files;
    bool all;
    NW_TRY(nw_plan_files_of(&files, plan));
    nextwork_status status =
        nw_verify_plan(table, &all, plan->cohort, &files, NW_BOUND_STEPS, monitor);
    if (status == NEXTWORK_OK)
        *holds = all;
    nw_plan_files_clear(&files);
    return status;
}

/* --- One youth ---------------------------------------------------------------------------------
 */

nextwork_status nextwork_plan_explain(nextwork_table **table, const nextwork_plan *plan,
                                      int64_t youth, const char *language)
{
    int number;
    NW_GIVEN(table);
    NW_GIVEN(plan);
    NW_GIVEN(language);
    NW_TRY(nw_check_youth(plan->cohort, youth));
    NW_TRY(nw_language_of(&number, language));
    return nw_explain_plan(table, plan, (int32_t)youth, number);
}

nextwork_status nextwork_plan_explain_fit(nextwork_table **table, const nextwork_plan *plan,
                                          int64_t youth, int64_t period, const char *language)
{
    int number;
    NW_GIVEN(table);
    NW_GIVEN(plan);
    NW_GIVEN(language);
    NW_TRY(nw_check_youth(plan->cohort, youth));
    NW_TRY(nw_language_of(&number, language));
    if (period < 0 || period >= plan->options.calendar.count)
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "periods", period, "",
                          "there is no period number %lld; the plan has %d, counted from 0",
                          (long long)period, (int)plan->options.calendar.count);
    int32_t post = plan->post_of[nw_plan_at(plan, (int32_t)period, (int32_t)youth)];
    if (post < 0)
        return nw_fail(NEXTWORK_ERROR_NOT_FOUND,
                       "the youth sits out period number %lld; the table unplaced tells why",
                       (long long)period);
    return nw_explain_parts(table, plan->later[period], (int32_t)youth, post, number);
}

nextwork_status nextwork_plan_picture(char **text, const nextwork_plan *plan, int64_t youth,
                                      const char *language)
{
    int number;
    NW_GIVEN(text);
    NW_GIVEN(plan);
    NW_GIVEN(language);
    NW_TRY(nw_check_youth(plan->cohort, youth));
    NW_TRY(nw_language_of(&number, language));
    return nw_plan_picture(text, plan, (int32_t)youth, number);
}
