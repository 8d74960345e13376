#include "plan/picture.h"

#include "base/arith.h"
#include "base/dates.h"
#include "base/memory.h"
#include "fit/alike.h"
#include "fit/explain.h"
#include "plan/coverage.h"
#include "round/line.h"

#include <stdarg.h>
#include <stdio.h>

#define WIDEST 12 /* cells of the longest period's bar: with short ids a line has 80 columns */

/* What is drawn, and in which language. */
typedef struct {
    nw_line line;
    const nw_plan *plan;
    bool danish;
} picture;

static void add(picture *p, const char *text)
{
    nw_line_add(&p->line, nw_text_of(text));
}

/* One of two formats for the same arguments. */
static void say(picture *p, const char *english, const char *danish, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void say(picture *p, const char *english, const char *danish, ...)
{
    char text[128];
    va_list arguments;
    va_start(arguments, danish);
    vsnprintf(text, sizeof text, p->danish ? danish : english, arguments);
    va_end(arguments);
    add(p, text);
}

static int32_t longest_period(const nw_calendar *calendar)
{
    int32_t weeks = 1;
    for (int32_t t = 0; t < calendar->count; t++)
        weeks = nw_max32(weeks, calendar->period[t].weeks);
    return weeks;
}

/* As long as the period, and as full as the fit is great; WIDEST cells with the blanks behind. */
static void add_bar(picture *p, int32_t t, int32_t fit)
{
    const nw_calendar *calendar = &p->plan->options.calendar;
    int32_t longest = longest_period(calendar);
    int32_t width = nw_min32(longest, WIDEST) * calendar->period[t].weeks / longest;
    width = nw_max32(width, 1);
    int32_t full = fit < 0 ? 0 : (int32_t)nw_div_round((int64_t)fit * width, NW_FIT_MAX);
    for (int32_t i = 0; i < nw_min32(longest, WIDEST); i++)
        add(p, i >= width ? " " : fit < 0 ? "·" : i < full ? "█" : "░");
}

/* "new: industry G, function 5" */
static void add_new(picture *p, int32_t t, int32_t youth, int32_t post)
{
    const nw_cohort *cohort = p->plan->cohort;
    const nw_round *round = p->plan->later[t];
    nw_industry industry = cohort->companies.industry[cohort->posts.company[post]];
    nw_function function = cohort->posts.function[post];
    bool new_industry = nw_industry_known(industry), new_function = nw_function_known(function);
    for (int64_t i = round->past_start[youth]; i < round->past_start[youth + 1]; i++) {
        const nw_past *past = &round->past[i];
        new_industry = new_industry && nw_industries_alike(past->industry, industry) <= NW_UNLIKE;
        new_function = new_function && nw_functions_alike(past->function, function) <= NW_UNLIKE;
    }
    if (!new_industry && !new_function)
        return;
    add(p, "\n                              ");
    say(p, "new:", "nyt:");
    if (new_industry)
        say(p, " industry %c%s", " branche %c%s", 'A' + industry.section, new_function ? "," : "");
    if (new_function)
        say(p, " function %d", " jobfunktion %d", function.major);
}

static void add_place(picture *p, int32_t t, int32_t youth, int32_t post)
{
    const nw_cohort *cohort = p->plan->cohort;
    nw_line_add(&p->line, cohort->posts.ids.texts[post]);
    say(p, " at ", " hos ");
    nw_line_add(&p->line, cohort->companies.ids.texts[cohort->posts.company[post]]);
    int32_t rank = nw_wish_rank(cohort, youth, post);
    say(p, "  fit %d", "  match %d", (int)p->plan->fit_of[nw_plan_at(p->plan, t, youth)]);
    if (rank != NW_UNKNOWN)
        say(p, "  wish %d", "  ønske %d", (int)rank);
    add_new(p, t, youth, post);
}

/* Why the youth is at no post, where that holds at every post. */
static void add_out(picture *p, uint32_t reasons)
{
    char sentences[NW_REASONS * 128];
    say(p, "sits out", "ingen plads");
    if (reasons == 0)
        return;
    add(p, ": ");
    if (p->danish) /* names of reasons are English */
        nw_line_add(&p->line, (nw_text){sentences, nw_reasons_sentences(sentences, sizeof sentences,
                                                                        reasons, NW_DANISH)});
    else
        nw_line_add_reasons(&p->line, reasons, '|');
}

static void add_period(picture *p, int32_t t, int32_t youth)
{
    const nw_plan *plan = p->plan;
    int64_t at = nw_plan_at(plan, t, youth);
    char text[64], start[11], end[11];
    nw_date_format(start, plan->rounds[t]->start);
    nw_date_format(end, plan->rounds[t]->end);
    snprintf(text, sizeof text, "  %d  %s – %s  ", (int)t + 1, start, end);
    add(p, text);
    add_bar(p, t, plan->post_of[at] < 0 ? -1 : plan->fit_of[at]);
    add(p, "  ");
    if (plan->post_of[at] >= 0)
        add_place(p, t, youth, plan->post_of[at]);
    else
        add_out(p, plan->later[t]->youth_reasons[youth]);
    add(p, "\n");
}

nextwork_status nw_plan_picture(char **text, const nw_plan *plan, int32_t youth, int language)
{
    picture p = {.plan = plan, .danish = language == NW_DANISH};
    nw_coverage coverage = nw_coverage_of(plan, youth);
    nw_line_add(&p.line, plan->cohort->youths.ids.texts[youth]);
    add(&p, "\n");
    for (int32_t t = 0; t < plan->options.calendar.count; t++)
        add_period(&p, t, youth);
    say(&p, "  tried: industries %d → %d, functions %d → %d\n",
        "  prøvet: brancher %d → %d, jobfunktioner %d → %d\n", (int)coverage.industries_before,
        (int)coverage.industries_after, (int)coverage.functions_before,
        (int)coverage.functions_after);
    nw_line_add(&p.line, (nw_text){"", 1}); /* the NUL */
    if (p.line.status == NEXTWORK_OK)
        *text = p.line.text;
    else
        nw_free(p.line.text);
    return p.line.status;
}
