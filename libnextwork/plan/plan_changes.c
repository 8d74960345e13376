#include "plan/plan_changes.h"

#include "plan/plan_tables.h"

static const nw_column_schema kept_columns[] = {
    {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    {"period", NW_INT, true, 1, NW_MOST_PERIODS, NULL, "number of the period, from 1 on"},
    {"post_id", NW_ID, true, 0, 0, NULL, "the post"},
};
const nw_table_schema nw_plan_kept_schema = {.name = "kept",
                                             .required = true,
                                             .n_columns = 3,
                                             .columns = kept_columns,
                                             .help = "placements kept of the earlier plan"};

static const char *const whys[] = {
    [NW_WHY_PLANNED] = "planned",     [NW_WHY_NOT_WANTED] = "not-wanted",
    [NW_WHY_REFUSED] = "refused",     [NW_WHY_SEAT_LOST] = "seat-lost",
    [NW_WHY_POST_GONE] = "post-gone", [NW_WHY_YOUTH_GONE] = "youth-gone",
    [NW_WHY_YOUTH_GONE + 1] = NULL};
static const nw_column_schema changes_columns[] = {
    {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    {"period", NW_INT, true, 1, NW_MOST_PERIODS, NULL,
     "number of the period in the new plan, from 1 on"},
    {"before", NW_ID, false, 0, 0, NULL, "post in the earlier plan; empty: sat out"},
    {"after", NW_ID, false, 0, 0, NULL, "post in this one; empty: sits out"},
    {"why", NW_CHOICE, true, 0, 0, whys, "why it is not as before"},
    {"reasons", NW_CODES, false, 0, 0, NULL, "what forbids it, separated by |"},
};
const nw_table_schema nw_plan_changes_schema = {.name = "changes",
                                                .required = true,
                                                .n_columns = 6,
                                                .columns = changes_columns,
                                                .help = "what is not as in the earlier plan"};

static nextwork_status add_kept(nw_table *table, const nw_plan *plan, int32_t youth, int32_t t)
{
    const nw_cohort *cohort = plan->cohort;
    int32_t post = plan->fixed[nw_plan_at(plan, t, youth)];
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, NW_PLAN_YOUTH, cohort->youths.ids.texts[youth]));
    nw_table_set_int(table, NW_PLAN_PERIOD, t + 1);
    return nw_table_set_text(table, NW_PLAN_POST, cohort->posts.ids.texts[post]);
}

static nextwork_status fill_kept(nw_table *table, const nw_plan *plan)
{
    for (int32_t y = 0; y < plan->cohort->youths.count; y++)
        for (int32_t t = 0; t < plan->options.calendar.count; t++)
            if (plan->fixed[nw_plan_at(plan, t, y)] >= 0)
                NW_TRY(add_kept(table, plan, y, t));
    return NEXTWORK_OK;
}

nextwork_status nw_plan_kept_table(nw_table **table, const nw_plan *plan)
{
    return nw_plan_table_of(table, &nw_plan_kept_schema, fill_kept, plan);
}

nextwork_status nw_plan_changes_table(nw_table **table, const nw_plan *plan)
{
    return nw_table_copy(table, plan->changes);
}
