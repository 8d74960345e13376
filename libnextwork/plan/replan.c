#include "plan/replan.h"

#include "base/dates.h"
#include "base/memory.h"
#include "base/sort.h"
#include "fit/explain.h"
#include "fit/fit.h"
#include "plan/history.h"
#include "plan/plan_changes.h"
#include "plan/plan_claims.h"
#include "plan/plan_tables.h"

#define NOWHERE (-1)

/* What the earlier plan has for the youths and periods of the new one, and what becomes of it. */
typedef struct {
    nw_plan *plan;
    const nw_earlier *earlier;
    int64_t *row_of;   /* [period * youths + youth]: row of earlier->placements; -1 */
    uint32_t *reasons; /* likewise: against staying */
    int8_t *why;       /* likewise: NW_WHY_.. */
    int32_t *post_left, *company_left;
    nw_keyed *keyed; /* youths + youths */
} replan;

/* --- The earlier plan --------------------------------------------------------------------------
 */

static nextwork_status read_placements(nw_earlier *earlier, nw_text text)
{
    nw_findings findings = {0};
    nextwork_status status =
        nw_plan_parse(&earlier->placements, &nw_plan_schema, NW_PLAN_CSV, text, &findings);
    if (status == NEXTWORK_OK && findings.errors > 0)
        status = nw_fail_at(NEXTWORK_ERROR_DATA, nw_plan_file_names[NW_PLAN_CSV], -1, "",
                            "the earlier plan's plan.csv, line %lld: %s",
                            (long long)findings.items[0].line, findings.items[0].message);
    nw_findings_clear(&findings);
    return status;
}

nextwork_status nw_earlier_read(nw_earlier *earlier, const nw_plan_files *files)
{
    nw_plan_claims claims;
    nw_earlier read = {0};
    NW_TRY(nw_plan_claims_read(&claims, files->certificate));
    read.calendar = claims.options.calendar;
    read.options = claims.options;
    memcpy(read.sha256, claims.result_sha256, sizeof read.sha256);
    nw_plan_claims_clear(&claims);
    nextwork_status status = read_placements(&read, files->table[NW_PLAN_CSV]);
    if (status == NEXTWORK_OK)
        *earlier = read;
    else
        nw_earlier_clear(&read);
    return status;
}

void nw_earlier_clear(nw_earlier *earlier)
{
    nw_table_free(earlier->placements);
    *earlier = (nw_earlier){0};
}

nextwork_status nw_earlier_rest(nw_calendar *rest, const nw_earlier *earlier, int32_t start)
{
    nw_calendar left = {0};
    char text[11];
    for (int32_t t = 0; t < earlier->calendar.count; t++)
        if (start == NW_UNKNOWN || earlier->calendar.period[t].start >= start)
            left.period[left.count++] = earlier->calendar.period[t];
    if (left.count > 0) {
        *rest = left;
        return NEXTWORK_OK;
    }
    nw_date_format(text, start);
    return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                   "no period of the earlier plan begins on %s or later; give periods or calendar",
                   text);
}

/* --- What of it there still is -----------------------------------------------------------------
 */

static int32_t youth_of(const replan *r, int64_t row)
{
    const nw_column *ids = &r->earlier->placements->columns[NW_PLAN_YOUTH];
    return nw_cohort_youth(r->plan->cohort, nw_cell_text(ids, row));
}

static nw_text post_id_of(const replan *r, int64_t row)
{
    return nw_cell_text(&r->earlier->placements->columns[NW_PLAN_POST], row);
}

/* The new plan's period of the same days as the row's; -1. */
static int32_t period_of(const replan *r, int64_t row)
{
    const nw_calendar *old = &r->earlier->calendar, *now = &r->plan->options.calendar;
    int32_t period = nw_cell_int(&r->earlier->placements->columns[NW_PLAN_PERIOD], row) - 1;
    for (int32_t t = 0; period < old->count && t < now->count; t++)
        if (now->period[t].start == old->period[period].start &&
            now->period[t].end == old->period[period].end)
            return t;
    return -1;
}

static void find_rows(replan *r)
{
    int64_t cells = (int64_t)r->plan->options.calendar.count * r->plan->cohort->youths.count;
    for (int64_t i = 0; i < cells; i++)
        r->row_of[i] = NOWHERE;
    for (int64_t row = 0; row < r->earlier->placements->rows; row++) {
        int32_t youth = youth_of(r, row), period = period_of(r, row);
        if (youth >= 0 && period >= 0)
            r->row_of[nw_plan_at(r->plan, period, youth)] = row;
    }
}

/* --- What stays --------------------------------------------------------------------------------
 */

static bool was_there(const nw_plan *plan, int32_t youth, int32_t period, int32_t post)
{
    const int32_t *company = plan->cohort->posts.company;
    for (int32_t t = 0; t < period; t++) {
        int32_t before = plan->post_of[nw_plan_at(plan, t, youth)];
        if (before >= 0 && company[before] == company[post])
            return true;
    }
    return false;
}

/* Whether the youth still wants the post and may be there, apart from seats. */
static bool may_stay(replan *r, const nw_round *round, int32_t youth, int32_t period, int32_t post)
{
    int64_t at = nw_plan_at(r->plan, period, youth);
    r->reasons[at] = nw_pair_reasons(round, youth, post);
    if (was_there(r->plan, youth, period, post))
        r->reasons[at] |= UINT32_C(1) << NW_REASON_REPEAT_COMPANY;
    bool wanted =
        r->plan->options.extend || nw_wish_rank(r->plan->cohort, youth, post) != NW_UNKNOWN;
    r->why[at] = r->reasons[at] != 0 ? NW_WHY_REFUSED
                 : wanted            ? NW_WHY_SEAT_LOST
                                     : NW_WHY_NOT_WANTED;
    return r->reasons[at] == 0 && wanted;
}

/* Who could stay, in the order in which they do: the best fit first, then the first youth. */
static int64_t list_stayers(replan *r, const nw_round *round, int32_t period)
{
    const nw_cohort *cohort = r->plan->cohort;
    int64_t count = 0;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int64_t at = nw_plan_at(r->plan, period, y);
        if (r->row_of[at] == NOWHERE)
            continue;
        int32_t post = nw_cohort_post(cohort, post_id_of(r, r->row_of[at]));
        if (post < 0)
            r->why[at] = NW_WHY_POST_GONE;
        if (post < 0 || !may_stay(r, round, y, period, post))
            continue;
        nw_fit fit;
        nw_fit_pair(&fit, round, y, post);
        r->keyed[count++] = (nw_keyed){(uint64_t)(NW_FIT_MAX - fit.fit), y};
    }
    nw_sort_keyed(r->keyed, r->keyed + cohort->youths.count, count);
    return count;
}

static void count_seats(replan *r, int32_t period)
{
    const nw_cohort *cohort = r->plan->cohort;
    const nw_capacity *capacity = &r->plan->rounds[period]->capacity;
    memcpy(r->post_left, capacity->post_free, (size_t)cohort->posts.count * sizeof(int32_t));
    memcpy(r->company_left, capacity->company_free,
           (size_t)cohort->companies.count * sizeof(int32_t));
}

static void let_stay(replan *r, int32_t youth, int32_t period)
{
    const nw_cohort *cohort = r->plan->cohort;
    int64_t at = nw_plan_at(r->plan, period, youth);
    int32_t post = nw_cohort_post(cohort, post_id_of(r, r->row_of[at]));
    int32_t company = cohort->posts.company[post];
    if (r->post_left[post] == 0 || r->company_left[company] == 0)
        return;
    r->post_left[post]--;
    r->company_left[company] -= r->company_left[company] != NW_UNLIMITED;
    r->plan->fixed[at] = r->plan->post_of[at] = post;
}

static nextwork_status keep_period(replan *r, int32_t period)
{
    nw_round *round;
    NW_TRY(nw_round_in_plan(&round, r->plan->cohort, &r->plan->options.calendar, r->plan->post_of,
                            period));
    count_seats(r, period);
    int64_t count = list_stayers(r, round, period);
    for (int64_t i = 0; i < count; i++)
        let_stay(r, (int32_t)r->keyed[i].item, period);
    nw_round_unref(round);
    return NEXTWORK_OK;
}

/* --- What has changed --------------------------------------------------------------------------
 */

static nextwork_status add_change(nw_table *table, nw_text youth, int32_t period, nw_text before,
                                  nw_text after, int why)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, NW_PLAN_YOUTH, youth));
    nw_table_set_int(table, NW_PLAN_PERIOD, period + 1);
    NW_TRY(nw_table_set_text(table, NW_CHANGE_BEFORE, before));
    NW_TRY(nw_table_set_text(table, NW_CHANGE_AFTER, after));
    nw_table_set_int(table, NW_CHANGE_WHY, why);
    return NEXTWORK_OK;
}

static nextwork_status compare(nw_table *table, const replan *r, int32_t youth, int32_t period)
{
    const nw_cohort *cohort = r->plan->cohort;
    const nw_text nothing = {"", 0};
    int64_t at = nw_plan_at(r->plan, period, youth);
    int32_t post = r->plan->post_of[at];
    nw_text before = r->row_of[at] == NOWHERE ? nothing : post_id_of(r, r->row_of[at]);
    nw_text after = post < 0 ? nothing : cohort->posts.ids.texts[post];
    if (nw_text_equal(before, after))
        return NEXTWORK_OK;
    int why = r->row_of[at] == NOWHERE ? NW_WHY_PLANNED : r->why[at];
    NW_TRY(add_change(table, cohort->youths.ids.texts[youth], period, before, after, why));
    if (why != NW_WHY_REFUSED)
        return NEXTWORK_OK;
    char names[NW_REASONS * 24];
    int64_t bytes = nw_reasons_text(names, sizeof names, r->reasons[at], '|');
    return nw_table_set_text(table, NW_CHANGE_REASONS, (nw_text){names, bytes});
}

/* Whether the earlier plan has a period of the same days: only then there is a before. */
static bool both_have(const replan *r, int32_t period)
{
    const nw_period *now = &r->plan->options.calendar.period[period];
    for (int32_t t = 0; t < r->earlier->calendar.count; t++)
        if (r->earlier->calendar.period[t].start == now->start &&
            r->earlier->calendar.period[t].end == now->end)
            return true;
    return false;
}

static nextwork_status fill_changes(nw_table *table, const replan *r)
{
    for (int32_t y = 0; y < r->plan->cohort->youths.count; y++)
        for (int32_t t = 0; t < r->plan->options.calendar.count; t++)
            if (both_have(r, t))
                NW_TRY(compare(table, r, y, t));
    for (int64_t row = 0; row < r->earlier->placements->rows; row++)
        if (youth_of(r, row) < 0 && period_of(r, row) >= 0)
            NW_TRY(add_change(
                table, nw_cell_text(&r->earlier->placements->columns[NW_PLAN_YOUTH], row),
                period_of(r, row), post_id_of(r, row), (nw_text){"", 0}, NW_WHY_YOUTH_GONE));
    return NEXTWORK_OK;
}

static nextwork_status tell_changes(replan *r)
{
    nw_table *table;
    NW_TRY(nw_table_new(&table, &nw_plan_changes_schema));
    nextwork_status status = fill_changes(table, r);
    if (status == NEXTWORK_OK)
        r->plan->changes = table;
    else
        nw_table_free(table);
    return status;
}

/* --- Planning ----------------------------------------------------------------------------------
 */

static nextwork_status allocate(replan *r)
{
    const nw_cohort *cohort = r->plan->cohort;
    int64_t cells = (int64_t)r->plan->options.calendar.count * cohort->youths.count;
    r->row_of = NW_NEW(int64_t, cells);
    r->reasons = NW_NEW_ZERO(uint32_t, cells);
    r->why = NW_NEW_ZERO(int8_t, cells);
    r->post_left = NW_NEW(int32_t, cohort->posts.count);
    r->company_left = NW_NEW(int32_t, cohort->companies.count);
    r->keyed = NW_NEW(nw_keyed, 2 * (int64_t)cohort->youths.count);
    return r->row_of == NULL || r->reasons == NULL || r->why == NULL || r->post_left == NULL ||
                   r->company_left == NULL || r->keyed == NULL
               ? nw_fail_memory("a plan")
               : NEXTWORK_OK;
}

static nextwork_status make(replan *r, nextwork_monitor *monitor)
{
    NW_TRY(allocate(r));
    find_rows(r);
    for (int32_t t = 0; t < r->plan->options.calendar.count; t++)
        NW_TRY(keep_period(r, t));
    memcpy(r->plan->earlier_sha256, r->earlier->sha256, sizeof r->plan->earlier_sha256);
    NW_TRY(nw_plan_fill(r->plan, monitor));
    return tell_changes(r);
}

nextwork_status nw_replan(nw_plan **plan, nw_cohort *cohort, const nw_earlier *earlier,
                          const nw_plan_options *options, nextwork_monitor *monitor)
{
    replan r = {.earlier = earlier};
    if (options->first_stable)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "option first is for new plans; what an earlier plan has in the first "
                       "period stays");
    NW_TRY(nw_plan_check_companies(cohort, options->calendar.count));
    NW_TRY(nw_plan_blank(&r.plan, cohort, options));
    nextwork_status status = make(&r, monitor);
    nw_free(r.row_of);
    nw_free(r.reasons);
    nw_free(r.why);
    nw_free(r.post_left);
    nw_free(r.company_left);
    nw_free(r.keyed);
    if (status == NEXTWORK_OK)
        *plan = r.plan;
    else
        nw_plan_unref(r.plan);
    return status;
}
