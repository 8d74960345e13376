#include "explain_plan.h"

#include "cells.h"
#include "grid.h"
#include "output.h"
#include "parts.h"
#include "session.h"
#include "words.h"

#include <string.h>

typedef struct {
    const request *r;
    const nextwork_plan *plan;
    int64_t youth, periods;
    nextwork_table *story;
} explanation;

static const struct {
    const char *sequence, *english, *danish;
} headings[] = {
    {"plan", "in the plan", "i planen"},
    {"next-best", "what would come next, counting what its seats cost the others",
     "det næstbedste, når det regnes med, hvad pladserne koster andre"},
    {"alone", "if nobody else wanted a seat", "hvis ingen andre ville have en plads"},
};

static void add_row(grid *g, const nextwork_table *story, int64_t row)
{
    const char *const columns[] = {"period",     "start", "end",   "post_id",
                                   "company_id", "fit",   "price", "text"};
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        g_ptr_array_add(cells, text_at(story, row, columns[i]));
    g_ptr_array_add(cells, NULL);
    grid_add(g, (const char **)cells->pdata);
}

/* The rows of one sequence below their heading; nothing when there are none. */
static void print_sequence(GString *text, const nextwork_table *story, gsize which,
                           const char *language)
{
    const char *const columns[] = {"period", "start",  "end", "post", "company",
                                   ">fit",   ">price", "",    NULL};
    g_autoptr(grid) g = grid_in(language, columns);
    int64_t rows = row_count(story), found = 0;
    for (int64_t row = 0; row < rows; row++) {
        g_autofree char *sequence = text_at(story, row, "sequence");
        if (strcmp(sequence, headings[which].sequence) != 0)
            continue;
        add_row(g, story, row);
        found++;
    }
    if (found == 0)
        return;
    g_string_append_printf(text, "\n%s:\n",
                           is_danish(language) ? headings[which].danish : headings[which].english);
    grid_print(text, g, 2);
}

/* The first rows of the story are those of the plan, one a period. */
static nextwork_status print_fits(GString *text, const explanation *e)
{
    const char *language = e->r->language;
    for (int64_t t = 0; t < e->periods; t++) {
        g_autofree char *post = text_at(e->story, t, "post_id");
        g_autoptr(nextwork_table) parts = NULL;
        int64_t fit = number_at(e->story, t, "fit");
        if (*post == '\0')
            continue;
        nextwork_status status = nextwork_plan_explain_fit(&parts, e->plan, e->youth, t, language);
        if (status != NEXTWORK_OK)
            return status;
        say(text, language,
            "\nperiod %" G_GINT64_FORMAT ", %s: fit %" G_GINT64_FORMAT
            " of 10000, given the periods before\n",
            "\nperiode %" G_GINT64_FORMAT ", %s: match %" G_GINT64_FORMAT
            " af 10000, når perioderne før regnes med\n",
            t + 1, post, fit);
        parts_print(text, parts, fit, language);
    }
    return NEXTWORK_OK;
}

static int print_for_a_person(const explanation *e)
{
    auto_library_text picture = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    nextwork_status status = nextwork_plan_picture(&picture, e->plan, e->youth, e->r->language);
    if (status != NEXTWORK_OK)
        return fail_status(status);
    g_string_append(text, picture);
    for (gsize i = 0; i < G_N_ELEMENTS(headings); i++)
        print_sequence(text, e->story, i, e->r->language);
    status = print_fits(text, e);
    return status == NEXTWORK_OK ? print_text(text->str) : fail_status(status);
}

static int explain(explanation *e, const session *s)
{
    int exit_code = session_find(&e->youth, s, "youths", e->r->youth);
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_plan_periods(&e->periods, e->plan));
    if (exit_code == EXIT_DONE)
        exit_code =
            fail_status(nextwork_plan_explain(&e->story, e->plan, e->youth, e->r->language));
    if (exit_code == EXIT_DONE)
        exit_code = format_or_table(e->r) == NEXTWORK_FORMAT_TABLE ? print_for_a_person(e)
                                                                   : print_table(e->r, e->story);
    nextwork_table_free(e->story);
    return exit_code;
}

int explain_in_plan(const request *r)
{
    session s;
    g_autoptr(nextwork_plan) plan = NULL;
    if (r->post != NULL)
        return fail_usage("--plan tells all posts of the youth; leave --post out");
    int exit_code = session_open_with_policy_of(&s, r, r->plan);
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_plan_read(&plan, s.cohort, r->plan));
    if (exit_code == EXIT_DONE) {
        explanation e = {.r = r, .plan = plan};
        exit_code = explain(&e, &s);
    }
    session_close(&s);
    return exit_code;
}
