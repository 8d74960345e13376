#include "plan/coverage.h"

#include "plan/plan_tables.h"

#include <string.h>

/* What one youth has tried: bits of the sections with each major group, and of each alone, for a
 * placement may say only one of the two. */
typedef struct {
    uint32_t pairs[NW_MAJORS]; /* bits 1 << section */
    uint32_t sections, majors;
} tried;

static void try_it(tried *t, nw_industry industry, nw_function function)
{
    if (industry.section >= 0)
        t->sections |= UINT32_C(1) << industry.section;
    if (function.major >= 0)
        t->majors |= UINT32_C(1) << function.major;
    if (industry.section >= 0 && function.major >= 0)
        t->pairs[function.major] |= UINT32_C(1) << industry.section;
}

static tried before_plan(const nw_plan *plan, int32_t youth)
{
    const nw_placements *placements = &plan->cohort->placements;
    tried t = {0};
    for (int64_t i = placements->start[youth]; i < placements->start[youth + 1]; i++)
        try_it(&t, placements->item[i].industry, placements->item[i].function);
    return t;
}

static tried after_plan(const nw_plan *plan, int32_t youth)
{
    const nw_cohort *cohort = plan->cohort;
    tried t = before_plan(plan, youth);
    for (int32_t period = 0; period < plan->options.calendar.count; period++) {
        int32_t post = plan->post_of[nw_plan_at(plan, period, youth)];
        if (post >= 0)
            try_it(&t, cohort->companies.industry[cohort->posts.company[post]],
                   cohort->posts.function[post]);
    }
    return t;
}

/* --- Of each youth -----------------------------------------------------------------------------
 */

enum {
    YOUTH,
    INDUSTRIES_BEFORE,
    INDUSTRIES_AFTER,
    FUNCTIONS_BEFORE,
    FUNCTIONS_AFTER,
    PAIRS_BEFORE,
    PAIRS_AFTER,
    COLUMNS
};

static const nw_column_schema columns[COLUMNS] = {
    [YOUTH] = {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    [INDUSTRIES_BEFORE] = {"industries_before", NW_INT, true, 0, NW_SECTIONS, NULL,
                           "sections of industry tried in the cohort's placements"},
    [INDUSTRIES_AFTER] = {"industries_after", NW_INT, true, 0, NW_SECTIONS, NULL,
                          "the same with the plan's"},
    [FUNCTIONS_BEFORE] = {"functions_before", NW_INT, true, 0, NW_MAJORS, NULL,
                          "major groups of job functions tried in the cohort's placements"},
    [FUNCTIONS_AFTER] = {"functions_after", NW_INT, true, 0, NW_MAJORS, NULL,
                         "the same with the plan's"},
    [PAIRS_BEFORE] = {"pairs_before", NW_INT, true, 0, NW_SECTIONS *NW_MAJORS, NULL,
                      "pairs of the two tried in the cohort's placements"},
    [PAIRS_AFTER] = {"pairs_after", NW_INT, true, 0, NW_SECTIONS *NW_MAJORS, NULL,
                     "the same with the plan's"},
};

const nw_table_schema nw_coverage_schema = {"coverage", true, COLUMNS, columns,
                                            "what each youth has tried, before and after the plan"};

static int32_t count_pairs(const tried *t)
{
    int32_t count = 0;
    for (int major = 0; major < NW_MAJORS; major++)
        count += __builtin_popcount(t->pairs[major]);
    return count;
}

nw_coverage nw_coverage_of(const nw_plan *plan, int32_t youth)
{
    tried before = before_plan(plan, youth), after = after_plan(plan, youth);
    return (nw_coverage){
        .industries_before = __builtin_popcount(before.sections),
        .industries_after = __builtin_popcount(after.sections),
        .functions_before = __builtin_popcount(before.majors),
        .functions_after = __builtin_popcount(after.majors),
        .pairs_before = count_pairs(&before),
        .pairs_after = count_pairs(&after),
    };
}

static nextwork_status add_youth(nw_table *table, const nw_plan *plan, int32_t youth)
{
    nw_coverage c = nw_coverage_of(plan, youth);
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, YOUTH, plan->cohort->youths.ids.texts[youth]));
    nw_table_set_int(table, INDUSTRIES_BEFORE, c.industries_before);
    nw_table_set_int(table, INDUSTRIES_AFTER, c.industries_after);
    nw_table_set_int(table, FUNCTIONS_BEFORE, c.functions_before);
    nw_table_set_int(table, FUNCTIONS_AFTER, c.functions_after);
    nw_table_set_int(table, PAIRS_BEFORE, c.pairs_before);
    nw_table_set_int(table, PAIRS_AFTER, c.pairs_after);
    return NEXTWORK_OK;
}

static nextwork_status add_youths(nw_table *table, const nw_plan *plan)
{
    for (int32_t y = 0; y < plan->cohort->youths.count; y++)
        NW_TRY(add_youth(table, plan, y));
    return NEXTWORK_OK;
}

/* --- In all ------------------------------------------------------------------------------------
 */

enum { SECTION, MAJOR, BEFORE, AFTER, TRIED_COLUMNS };

static const nw_column_schema tried_columns[TRIED_COLUMNS] = {
    [SECTION] = {"section", NW_STRING, true, 0, 0, NULL, "section of industry of DB25, a letter"},
    [MAJOR] = {"major", NW_INT, true, 0, NW_MAJORS - 1, NULL,
               "major group of job functions of DISCO-08"},
    [BEFORE] = {"before", NW_INT, true, 0, INT32_MAX, NULL,
                "youths who have tried the pair in the cohort's placements"},
    [AFTER] = {"after", NW_INT, true, 0, INT32_MAX, NULL, "youths who have with the plan's"},
};

static const nw_table_schema tried_schema = {"tried", true, TRIED_COLUMNS, tried_columns,
                                             "industries by job functions tried, by how many"};

/* Youths by section and major group. */
typedef struct {
    int32_t before[NW_SECTIONS][NW_MAJORS], after[NW_SECTIONS][NW_MAJORS];
} matrix;

static void count(int32_t of[NW_SECTIONS][NW_MAJORS], const tried *t)
{
    for (int section = 0; section < NW_SECTIONS; section++)
        for (int major = 0; major < NW_MAJORS; major++)
            of[section][major] += (int32_t)(t->pairs[major] >> section & 1);
}

static nextwork_status add_cell(nw_table *table, const matrix *m, int section, int major)
{
    const char letter = (char)('A' + section);
    if (m->after[section][major] == 0)
        return NEXTWORK_OK;
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, SECTION, (nw_text){&letter, 1}));
    nw_table_set_int(table, MAJOR, major);
    nw_table_set_int(table, BEFORE, m->before[section][major]);
    nw_table_set_int(table, AFTER, m->after[section][major]);
    return NEXTWORK_OK;
}

static nextwork_status add_matrix(nw_table *table, const nw_plan *plan)
{
    matrix m;
    memset(&m, 0, sizeof m);
    for (int32_t y = 0; y < plan->cohort->youths.count; y++) {
        tried before = before_plan(plan, y), after = after_plan(plan, y);
        count(m.before, &before);
        count(m.after, &after);
    }
    for (int section = 0; section < NW_SECTIONS; section++)
        for (int major = 0; major < NW_MAJORS; major++)
            NW_TRY(add_cell(table, &m, section, major));
    return NEXTWORK_OK;
}

nextwork_status nw_coverage_table(nw_table **table, const nw_plan *plan)
{
    return nw_plan_table_of(table, &nw_coverage_schema, add_youths, plan);
}

nextwork_status nw_tried_table(nw_table **table, const nw_plan *plan)
{
    return nw_plan_table_of(table, &tried_schema, add_matrix, plan);
}
