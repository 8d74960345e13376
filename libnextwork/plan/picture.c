#include "plan/picture.h"

#include "base/arith.h"
#include "base/dates.h"
#include "base/memory.h"
#include "fit/alike.h"
#include "fit/fit.h"
#include "plan/coverage.h"
#include "plan/line.h"

#include <stdio.h>

#define WIDEST 26 /* cells of the longest period's bar */

static void add(nw_line *line, const char *text)
{
    nw_line_add(line, nw_text_of(text));
}

static int32_t longest_period(const nw_calendar *calendar)
{
    int32_t weeks = 1;
    for (int32_t t = 0; t < calendar->count; t++)
        weeks = nw_max32(weeks, calendar->period[t].weeks);
    return weeks;
}

/* As long as the period, and as full as the fit is great; WIDEST cells with the blanks behind. */
static void add_bar(nw_line *line, const nw_plan *plan, int32_t t, int32_t fit)
{
    const nw_calendar *calendar = &plan->options.calendar;
    int32_t longest = longest_period(calendar);
    int32_t width = nw_min32(longest, WIDEST) * calendar->period[t].weeks / longest;
    width = nw_max32(width, 1);
    int32_t full = fit < 0 ? 0 : (int32_t)nw_div_round((int64_t)fit * width, NW_FIT_MAX);
    for (int32_t i = 0; i < nw_min32(longest, WIDEST); i++)
        add(line, i >= width ? " " : fit < 0 ? "·" : i < full ? "█" : "░");
}

/* "new: industry G, function 5" */
static void add_new(nw_line *line, const nw_plan *plan, int32_t t, int32_t youth, int32_t post)
{
    const nw_cohort *cohort = plan->cohort;
    const nw_round *round = plan->later[t];
    nw_industry industry = cohort->companies.industry[cohort->posts.company[post]];
    nw_function function = cohort->posts.function[post];
    bool new_industry = nw_industry_known(industry), new_function = nw_function_known(function);
    for (int64_t i = round->past_start[youth]; i < round->past_start[youth + 1]; i++) {
        const nw_past *past = &round->past[i];
        new_industry = new_industry && nw_industries_alike(past->industry, industry) <= NW_UNLIKE;
        new_function = new_function && nw_functions_alike(past->function, function) <= NW_UNLIKE;
    }
    char text[64];
    if (!new_industry && !new_function)
        return;
    add(line, "  new:");
    if (new_industry) {
        snprintf(text, sizeof text, " industry %c%s", 'A' + industry.section,
                 new_function ? "," : "");
        add(line, text);
    }
    if (new_function) {
        snprintf(text, sizeof text, " function %d", function.major);
        add(line, text);
    }
}

static void add_place(nw_line *line, const nw_plan *plan, int32_t t, int32_t youth, int32_t post)
{
    const nw_cohort *cohort = plan->cohort;
    char text[64];
    nw_line_add(line, cohort->posts.ids.texts[post]);
    add(line, " at ");
    nw_line_add(line, cohort->companies.ids.texts[cohort->posts.company[post]]);
    int32_t rank = nw_wish_rank(cohort, youth, post);
    snprintf(text, sizeof text, "  fit %d", (int)plan->fit_of[nw_plan_at(plan, t, youth)]);
    add(line, text);
    if (rank != NW_UNKNOWN) {
        snprintf(text, sizeof text, "  wish %d", (int)rank);
        add(line, text);
    }
    add_new(line, plan, t, youth, post);
}

static void add_period(nw_line *line, const nw_plan *plan, int32_t t, int32_t youth)
{
    int64_t at = nw_plan_at(plan, t, youth);
    char text[64], start[11], end[11];
    nw_date_format(start, plan->rounds[t]->start);
    nw_date_format(end, plan->rounds[t]->end);
    snprintf(text, sizeof text, "  %d  %s – %s  ", (int)t + 1, start, end);
    add(line, text);
    add_bar(line, plan, t, plan->post_of[at] < 0 ? -1 : plan->fit_of[at]);
    add(line, "  ");
    if (plan->post_of[at] >= 0)
        add_place(line, plan, t, youth, plan->post_of[at]);
    else if (plan->later[t]->youth_reasons[youth] != 0) {
        add(line, "sits out: ");
        nw_line_add_reasons(line, plan->later[t]->youth_reasons[youth], '|');
    } else
        add(line, "sits out");
    add(line, "\n");
}

nextwork_status nw_plan_picture(char **text, const nw_plan *plan, int32_t youth)
{
    nw_line line = {0};
    char tried[128];
    nw_coverage coverage = nw_coverage_of(plan, youth);
    nw_line_add(&line, plan->cohort->youths.ids.texts[youth]);
    add(&line, "\n");
    for (int32_t t = 0; t < plan->options.calendar.count; t++)
        add_period(&line, plan, t, youth);
    snprintf(tried, sizeof tried, "  tried: industries %d → %d, functions %d → %d\n",
             (int)coverage.industries_before, (int)coverage.industries_after,
             (int)coverage.functions_before, (int)coverage.functions_after);
    add(&line, tried);
    nw_line_add(&line, (nw_text){"", 1}); /* the NUL */
    if (line.status == NEXTWORK_OK)
        *text = line.text;
    else
        nw_free(line.text);
    return line.status;
}
