/* The earlier plan is not at hand, but the files tell what it had: where changes.csv names a youth
 * and a period, that is in the row; elsewhere in a period that both plans have it is what is there
 * now. From that and the cohort follows who had to stay where they were, and why the others had
 * not. */
#include "plan/verify_changes.h"

#include "base/memory.h"
#include "base/sort.h"
#include "fit/explain.h"
#include "fit/fit.h"
#include "fit/reasons.h"
#include "plan/history.h"
#include "plan/plan_changes.h"
#include "plan/plan_tables.h"

#define NO_ROW (-1)
#define NO_POST (-1)
#define LOST_POST (-2) /* one that the cohort does not have */

typedef struct {
    nw_plan *plan;
    const nw_cohort *cohort;
    bool both_have[NW_MOST_PERIODS]; /* whether the earlier plan has the period too */
    int64_t *row_of;                 /* [period * youths + youth]: row of plan->changes; NO_ROW */
    int32_t *before;                 /* likewise: post in the earlier plan; NO_POST, LOST_POST */
    int32_t *stays;                  /* likewise: post that has to be kept; NO_POST */
    uint32_t *reasons;               /* likewise: against staying */
    int8_t *why;                     /* likewise: NW_WHY_.. it did not stay */
    int32_t *post_left, *company_left;
    nw_keyed *keyed; /* youths + youths */
} replay;

/* --- What was there before ---------------------------------------------------------------------
 */

static int32_t youth_of(const replay *r, int64_t row)
{
    return nw_cohort_youth(r->cohort, nw_cell_text(&r->plan->changes->columns[NW_PLAN_YOUTH], row));
}

static int32_t period_of(const replay *r, int64_t row)
{
    return nw_cell_int(&r->plan->changes->columns[NW_PLAN_PERIOD], row) - 1;
}

static nw_text before_of(const replay *r, int64_t row)
{
    return nw_cell_text(&r->plan->changes->columns[NW_CHANGE_BEFORE], row);
}

static void find_periods(replay *r)
{
    for (int64_t row = 0; row < r->plan->changes->rows; row++)
        r->both_have[period_of(r, row)] = true;
    for (int32_t t = 0; t < r->plan->options.calendar.count; t++)
        for (int32_t y = 0; y < r->cohort->youths.count; y++)
            if (r->plan->fixed[nw_plan_at(r->plan, t, y)] != NW_FREE)
                r->both_have[t] = true;
}

/* Whether the row comes after the one before it, if both are of one youth. */
static bool is_in_order(const replay *r, int64_t row)
{
    const nw_column *youth = &r->plan->changes->columns[NW_PLAN_YOUTH];
    return row == 0 || !nw_text_equal(nw_cell_text(youth, row - 1), nw_cell_text(youth, row)) ||
           period_of(r, row - 1) < period_of(r, row);
}

/* Whether no youth and period is there twice; of youths who are gone, only if next to each other.
 */
static bool find_rows(replay *r)
{
    int64_t cells = (int64_t)r->plan->options.calendar.count * r->cohort->youths.count;
    bool once = true;
    for (int64_t i = 0; i < cells; i++)
        r->row_of[i] = NO_ROW;
    for (int64_t row = 0; row < r->plan->changes->rows; row++) {
        int32_t youth = youth_of(r, row);
        once = once && is_in_order(r, row);
        if (youth < 0)
            continue;
        int64_t *own = &r->row_of[nw_plan_at(r->plan, period_of(r, row), youth)];
        once = once && *own == NO_ROW;
        *own = row;
    }
    return once;
}

static int32_t post_before(const replay *r, int64_t at, int32_t period)
{
    if (!r->both_have[period])
        return NO_POST;
    if (r->row_of[at] == NO_ROW)
        return r->plan->post_of[at];
    nw_text id = before_of(r, r->row_of[at]);
    if (id.bytes == 0)
        return NO_POST;
    int32_t post = nw_cohort_post(r->cohort, id);
    return post < 0 ? LOST_POST : post;
}

/* --- Who had to stay ---------------------------------------------------------------------------
 */

static bool was_at_company(const replay *r, int32_t youth, int32_t period, int32_t company)
{
    for (int32_t t = 0; t < period; t++) {
        int32_t post = r->stays[nw_plan_at(r->plan, t, youth)];
        if (post >= 0 && r->cohort->posts.company[post] == company)
            return true;
    }
    return false;
}

/* Why the youth need not stay, as long as there is a seat; NW_WHY_SEAT_LOST when it has to. */
static int8_t judge(replay *r, const nw_round *round, int32_t youth, int32_t period)
{
    int64_t at = nw_plan_at(r->plan, period, youth);
    int32_t post = r->before[at];
    if (post == NO_POST)
        return NW_WHY_PLANNED;
    if (post == LOST_POST)
        return NW_WHY_POST_GONE;
    r->reasons[at] = nw_pair_reasons(round, youth, post);
    if (was_at_company(r, youth, period, r->cohort->posts.company[post]))
        r->reasons[at] |= NW_BIT(NW_REASON_REPEAT_COMPANY);
    if (r->reasons[at] != 0)
        return NW_WHY_REFUSED;
    bool wanted = r->plan->options.extend || nw_wish_rank(r->cohort, youth, post) != NW_UNKNOWN;
    return wanted ? NW_WHY_SEAT_LOST : NW_WHY_NOT_WANTED;
}

/* Seats go to the best fits first, among equals to the first youth. */
static void give_seats(replay *r, int64_t count, int32_t period)
{
    for (int64_t i = 0; i < count; i++) {
        int64_t at = nw_plan_at(r->plan, period, (int32_t)r->keyed[i].item);
        int32_t post = r->before[at], company = r->cohort->posts.company[post];
        if (r->post_left[post] == 0 || r->company_left[company] == 0)
            continue;
        r->post_left[post]--;
        if (r->company_left[company] != NW_UNLIMITED)
            r->company_left[company]--;
        r->stays[at] = post;
    }
}

static nextwork_status replay_period(replay *r, int32_t period)
{
    nw_round *round;
    const nw_capacity *capacity = &r->plan->rounds[period]->capacity;
    int32_t youths = r->cohort->youths.count;
    int64_t count = 0;
    NW_TRY(nw_round_in_plan(&round, r->plan->cohort, &r->plan->options.calendar, r->stays, period));
    for (int32_t p = 0; p < r->cohort->posts.count; p++)
        r->post_left[p] = capacity->post_free[p];
    for (int32_t c = 0; c < r->cohort->companies.count; c++)
        r->company_left[c] = capacity->company_free[c];
    for (int32_t y = 0; y < youths; y++) {
        int64_t at = nw_plan_at(r->plan, period, y);
        r->before[at] = post_before(r, at, period);
        r->why[at] = judge(r, round, y, period);
        if (r->why[at] != NW_WHY_SEAT_LOST)
            continue;
        nw_fit fit;
        nw_fit_pair(&fit, round, y, r->before[at]);
        r->keyed[count++] = (nw_keyed){(uint64_t)(NW_FIT_MAX - fit.fit), y};
    }
    nw_round_unref(round);
    nw_sort_keyed(r->keyed, r->keyed + youths, count);
    give_seats(r, count, period);
    return NEXTWORK_OK;
}

static nextwork_status compare_kept(nw_report *report, const replay *r)
{
    for (int32_t t = 0; t < r->plan->options.calendar.count; t++)
        for (int32_t y = 0; y < r->cohort->youths.count; y++) {
            int64_t at = nw_plan_at(r->plan, t, y);
            int32_t kept = r->plan->fixed[at] == NW_FREE ? NO_POST : r->plan->fixed[at];
            if (kept == r->stays[at])
                continue;
            nw_text id = r->cohort->youths.ids.texts[y];
            return nw_report_check(report, "stays", false,
                                   r->stays[at] >= 0 ? "youth %.*s had a post in period %d and may "
                                                       "keep it; kept.csv says otherwise"
                                                     : "youth %.*s had no post in period %d that "
                                                       "it may keep; kept.csv says otherwise",
                                   (int)id.bytes, id.at, (int)t + 1);
        }
    return nw_report_check(report, "stays", true,
                           "who wants and may keep what the earlier plan had does");
}

/* --- What has changed --------------------------------------------------------------------------
 */

static nextwork_status add_change(nw_table *table, const replay *r, int32_t youth, int32_t period)
{
    int64_t at = nw_plan_at(r->plan, period, youth), row = r->row_of[at];
    int32_t post = r->plan->post_of[at];
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, NW_PLAN_YOUTH, r->cohort->youths.ids.texts[youth]));
    nw_table_set_int(table, NW_PLAN_PERIOD, period + 1);
    NW_TRY(nw_table_set_text(table, NW_CHANGE_BEFORE, before_of(r, row)));
    if (post >= 0)
        NW_TRY(nw_table_set_text(table, NW_CHANGE_AFTER, r->cohort->posts.ids.texts[post]));
    nw_table_set_int(table, NW_CHANGE_WHY, r->why[at]);
    if (r->why[at] != NW_WHY_REFUSED)
        return NEXTWORK_OK;
    char names[NW_REASONS * 24];
    int64_t bytes = nw_reasons_text(names, sizeof names, r->reasons[at], '|');
    return nw_table_set_text(table, NW_CHANGE_REASONS, (nw_text){names, bytes});
}

/* What was planned for a youth whom the cohort does not have can only be taken as it is told. */
static nextwork_status add_gone(nw_table *table, const replay *r, int64_t row)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, NW_PLAN_YOUTH,
                             nw_cell_text(&r->plan->changes->columns[NW_PLAN_YOUTH], row)));
    nw_table_set_int(table, NW_PLAN_PERIOD, period_of(r, row) + 1);
    NW_TRY(nw_table_set_text(table, NW_CHANGE_BEFORE, before_of(r, row)));
    nw_table_set_int(table, NW_CHANGE_WHY, NW_WHY_YOUTH_GONE);
    return NEXTWORK_OK;
}

static nextwork_status fill_changes(nw_table *table, const replay *r)
{
    for (int32_t y = 0; y < r->cohort->youths.count; y++)
        for (int32_t t = 0; t < r->plan->options.calendar.count; t++)
            if (r->row_of[nw_plan_at(r->plan, t, y)] != NO_ROW)
                NW_TRY(add_change(table, r, y, t));
    for (int64_t row = 0; row < r->plan->changes->rows; row++)
        if (youth_of(r, row) < 0)
            NW_TRY(add_gone(table, r, row));
    return NEXTWORK_OK;
}

static nextwork_status replace_changes(const replay *r)
{
    nw_table *table;
    NW_TRY(nw_table_new(&table, &nw_plan_changes_schema));
    nextwork_status status = fill_changes(table, r);
    if (status != NEXTWORK_OK) {
        nw_table_free(table);
        return status;
    }
    nw_table_free(r->plan->changes);
    r->plan->changes = table;
    return NEXTWORK_OK;
}

static nextwork_status allocate(replay *r)
{
    int64_t youths = r->cohort->youths.count, cells = r->plan->options.calendar.count * youths;
    r->row_of = NW_NEW(int64_t, cells);
    r->before = NW_NEW(int32_t, cells);
    r->stays = NW_NEW(int32_t, cells);
    r->reasons = NW_NEW_ZERO(uint32_t, cells);
    r->why = NW_NEW(int8_t, cells);
    r->post_left = NW_NEW(int32_t, r->cohort->posts.count);
    r->company_left = NW_NEW(int32_t, r->cohort->companies.count);
    r->keyed = NW_NEW(nw_keyed, 2 * youths);
    if (r->row_of == NULL || r->before == NULL || r->stays == NULL || r->reasons == NULL ||
        r->why == NULL || r->post_left == NULL || r->company_left == NULL || r->keyed == NULL)
        return nw_fail_memory("a verification");
    for (int64_t i = 0; i < cells; i++)
        r->stays[i] = NO_POST;
    return NEXTWORK_OK;
}

static nextwork_status verify(nw_report *report, replay *r)
{
    NW_TRY(allocate(r));
    find_periods(r);
    if (!find_rows(r))
        return nw_report_check(report, "changes", false,
                               "changes.csv tells of a youth's period twice, or of periods out of "
                               "order");
    for (int32_t t = 0; t < r->plan->options.calendar.count; t++)
        NW_TRY(replay_period(r, t));
    NW_TRY(compare_kept(report, r));
    return replace_changes(r);
}

nextwork_status nw_verify_changes(nw_report *report, nw_plan *plan)
{
    replay r = {.plan = plan, .cohort = plan->cohort};
    nextwork_status status = verify(report, &r);
    nw_free(r.row_of);
    nw_free(r.before);
    nw_free(r.stays);
    nw_free(r.reasons);
    nw_free(r.why);
    nw_free(r.post_left);
    nw_free(r.company_left);
    nw_free(r.keyed);
    return status;
}
