#include "plan/plan_periods.h"

#include "plan/plan_tables.h"
#include "round/quality.h"

enum { PERIOD, START, END, PLACED, OUT, FIRST, LISTED, NEW, FIT, COLUMNS };

static const nw_column_schema columns[COLUMNS] = {
    [PERIOD] = {"period", NW_INT, true, 1, NW_MOST_PERIODS, NULL, "number, from 1 on"},
    [START] = {"start", NW_DATE, true, 0, 0, NULL, "first day"},
    [END] = {"end", NW_DATE, true, 0, 0, NULL, "the day after the last"},
    [PLACED] = {"placed", NW_INT, true, 0, INT32_MAX, NULL, "youths with a post"},
    [OUT] = {"out", NW_INT, true, 0, INT32_MAX, NULL, "youths without one"},
    [FIRST] = {"first", NW_INT, true, 0, INT32_MAX, NULL, "youths at a post they ranked first"},
    [LISTED] = {"listed", NW_INT, true, 0, INT32_MAX, NULL, "youths at a post they ranked"},
    [NEW] = {"new_industries", NW_INT, true, 0, INT32_MAX, NULL,
             "placements in an industry division that is new to the youth"},
    [FIT] = {"fit", NW_BIGINT, true, 0, 0, NULL, "sum of the fits, basis points"},
};

static const nw_table_schema schema = {"periods", true, COLUMNS, columns, "a plan by period"};

/* What is counted of one period. */
typedef struct {
    int64_t placed, first, listed, new_divisions, fit;
} counts;

static counts count(const nw_plan *plan, int32_t t)
{
    counts c = {0};
    for (int32_t y = 0; y < plan->cohort->youths.count; y++) {
        int64_t at = nw_plan_at(plan, t, y);
        if (plan->post_of[at] < 0)
            continue;
        int32_t rank = nw_wish_rank(plan->cohort, y, plan->post_of[at]);
        c.placed++;
        c.first += rank == 1;
        c.listed += rank != NW_UNKNOWN;
        c.new_divisions += nw_is_new_division(plan->later[t], y, plan->post_of[at]);
        c.fit += plan->fit_of[at];
    }
    return c;
}

static nextwork_status fill(nw_table *table, const nw_plan *plan)
{
    for (int32_t t = 0; t < plan->options.calendar.count; t++) {
        counts c = count(plan, t);
        NW_TRY(nw_table_add_row(table));
        nw_table_set_int(table, PERIOD, t + 1);
        nw_table_set_int(table, START, plan->rounds[t]->start);
        nw_table_set_int(table, END, plan->rounds[t]->end);
        nw_table_set_int(table, PLACED, c.placed);
        nw_table_set_int(table, OUT, plan->cohort->youths.count - c.placed);
        nw_table_set_int(table, FIRST, c.first);
        nw_table_set_int(table, LISTED, c.listed);
        nw_table_set_int(table, NEW, c.new_divisions);
        nw_table_set_int(table, FIT, c.fit);
    }
    return NEXTWORK_OK;
}

nextwork_status nw_plan_periods_table(nw_table **table, const nw_plan *plan)
{
    return nw_plan_table_of(table, &schema, fill, plan);
}
