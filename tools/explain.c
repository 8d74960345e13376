/* nextwork explain: why a youth is placed where they are, and what a fit is made of. */
#include "cells.h"
#include "explain_plan.h"
#include "grid.h"
#include "output.h"
#include "parts.h"
#include "session.h"
#include "story.h"
#include "words.h"

#include <string.h>

/* What is explained: a youth, and the post they asked about or were placed at (-1: none). */
typedef struct {
    const session *s;
    const nextwork_round *round;
    int64_t youth, post;
    nextwork_table *wishes;  /* NULL when a post was asked about */
    nextwork_table *parts;   /* NULL without a post */
    nextwork_table *reasons; /* NULL without a post */
} explanation;

/* "SENTENCE: FACT", with the sentence's full stop taken off. */
static char *sentence_with(const char *sentence, const char *fact)
{
    if (*fact == '\0')
        return g_strdup(sentence);
    size_t length = strlen(sentence);
    bool stopped = length > 0 && sentence[length - 1] == '.';
    return g_strdup_printf("%.*s: %s", (int)(length - stopped), sentence, fact);
}

/* The names of reasons are English; in Danish their sentences stand alone. */
static void print_reasons(GString *text, const nextwork_table *reasons, const char *language)
{
    const char *const headings[] = {"", "", "", NULL};
    g_autoptr(grid) g = grid_new(headings);
    int64_t rows = row_count(reasons);
    if (rows == 0) {
        say(text, language, "\nallowed: no reason stands against it\n",
            "\nmuligt: intet taler imod det\n");
        return;
    }
    for (int64_t row = 0; row < rows; row++) {
        g_autofree char *reason = text_at(reasons, row, "reason");
        g_autofree char *severity = text_at(reasons, row, "severity");
        g_autofree char *sentence = text_at(reasons, row, "text");
        g_autofree char *fact = text_at(reasons, row, "fact");
        g_autofree char *whole = sentence_with(sentence, fact);
        grid_add(g, (const char *[]){is_danish(language) ? "" : reason, word_in(language, severity),
                                     whole, NULL});
    }
    say(text, language, "\nnot allowed:\n", "\nikke muligt:\n");
    grid_print(text, g, 2);
}

static const char *id_of(const explanation *e, const char *table, int64_t row)
{
    const char *id;
    return nextwork_cohort_id(&id, e->s->cohort, table, row) == NEXTWORK_OK ? id : "";
}

static int print_fit(GString *text, const explanation *e)
{
    int32_t fit, coverage;
    const char *language = e->s->request->language;
    bool forbidden = row_count(e->reasons) > 0;
    int exit_code =
        fail_status(nextwork_round_fit(&fit, &coverage, NULL, e->round, e->youth, e->post));
    if (exit_code != EXIT_DONE)
        return exit_code;
    say(text, language, "%s at %s: fit %d of 10000", "%s på %s: match %d af 10000",
        id_of(e, "youths", e->youth), id_of(e, "posts", e->post), fit);
    if (forbidden)
        say(text, language, ", but not allowed", ", men det er ikke muligt");
    say(text, language, "; %d %% of the weight rests on known facts\n\n",
        "; %d %% af vægten hviler på kendte oplysninger\n\n", coverage / 100);
    parts_print(text, e->parts, fit, language);
    print_reasons(text, e->reasons, language);
    return EXIT_DONE;
}

static void print_story(GString *text, const explanation *e)
{
    const char *language = e->s->request->language;
    g_autoptr(grid) g = story_new(false, language);
    if (e->post < 0)
        say(text, language, "%s is not placed\n\n", "%s har ikke fået en plads\n\n",
            id_of(e, "youths", e->youth));
    else
        say(text, language, "%s is placed at %s\n\n", "%s har fået pladsen %s\n\n",
            id_of(e, "youths", e->youth), id_of(e, "posts", e->post));
    story_add(g, NULL, e->wishes, language);
    grid_print(text, g, 2);
    if (e->post >= 0)
        g_string_append(text, "\n");
}

static int print_for_a_person(const explanation *e)
{
    g_autoptr(GString) text = g_string_new(NULL);
    int exit_code = EXIT_DONE;
    if (e->wishes != NULL)
        print_story(text, e);
    if (e->post >= 0)
        exit_code = print_fit(text, e);
    return exit_code == EXIT_DONE ? print_text(text->str) : exit_code;
}

static nextwork_status append_member(GString *text, const char *name, const nextwork_table *table)
{
    auto_library_text json = NULL;
    if (table == NULL)
        return NEXTWORK_OK;
    nextwork_status status = nextwork_table_render(&json, table, NEXTWORK_FORMAT_JSON);
    if (status == NEXTWORK_OK)
        g_string_append_printf(text, ",\n\"%s\": %s", name, g_strstrip(json));
    return status;
}

/* One object with the tables in it. Ids need no escapes. */
static int print_json(const explanation *e)
{
    g_autoptr(GString) text = g_string_new("{\n");
    g_string_append_printf(text, "\"youth_id\": \"%s\"", id_of(e, "youths", e->youth));
    if (e->post >= 0)
        g_string_append_printf(text, ",\n\"post_id\": \"%s\"", id_of(e, "posts", e->post));
    nextwork_status status = append_member(text, "wishes", e->wishes);
    if (status == NEXTWORK_OK)
        status = append_member(text, "parts", e->parts);
    if (status == NEXTWORK_OK)
        status = append_member(text, "reasons", e->reasons);
    g_string_append(text, "\n}\n");
    return status == NEXTWORK_OK ? print_text(text->str) : fail_status(status);
}

static int print_explanation(const explanation *e)
{
    switch (format_or_table(e->s->request)) {
    case NEXTWORK_FORMAT_CSV:
        return print_table(e->s->request, e->wishes != NULL ? e->wishes : e->parts);
    case NEXTWORK_FORMAT_JSON:
        return print_json(e);
    default:
        return print_for_a_person(e);
    }
}

/* The post of the youth in a match, -1 for none. */
static nextwork_status placed_at(int64_t *post, const nextwork_result *result, const explanation *e)
{
    int64_t youths;
    nextwork_status status = nextwork_cohort_count(&youths, e->s->cohort, "youths");
    if (status != NEXTWORK_OK)
        return status;
    g_autofree int64_t *posts = g_new(int64_t, (gsize)youths);
    status = nextwork_result_posts(posts, youths, result);
    if (status == NEXTWORK_OK)
        *post = posts[e->youth];
    return status;
}

static int match_and_explain(explanation *e, nextwork_round *round)
{
    const char *language = e->s->request->language;
    g_autoptr(nextwork_result) result = NULL;
    int exit_code = session_match(&result, e->s, round);
    if (exit_code != EXIT_DONE)
        return exit_code;
    nextwork_status status = placed_at(&e->post, result, e);
    if (status == NEXTWORK_OK)
        status = nextwork_result_explain(&e->wishes, result, e->youth, language);
    if (status == NEXTWORK_OK && e->post >= 0)
        status = nextwork_result_reasons(&e->reasons, result, e->youth, e->post, language);
    return fail_status(status);
}

static nextwork_status explain_fit(explanation *e)
{
    if (e->post < 0)
        return NEXTWORK_OK;
    nextwork_status status =
        nextwork_round_explain(&e->parts, e->round, e->youth, e->post, e->s->request->language);
    if (status != NEXTWORK_OK || e->reasons != NULL)
        return status;
    return nextwork_round_reasons(&e->reasons, e->round, e->youth, e->post,
                                  e->s->request->language);
}

static int explain(const session *s, nextwork_round *round)
{
    explanation e = {.s = s, .round = round};
    int exit_code = session_find(&e.youth, s, "youths", s->request->youth);
    if (exit_code == EXIT_DONE)
        exit_code = session_find(&e.post, s, "posts", s->request->post);
    if (exit_code == EXIT_DONE && e.post < 0)
        exit_code = match_and_explain(&e, round);
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(explain_fit(&e));
    if (exit_code == EXIT_DONE)
        exit_code = print_explanation(&e);
    nextwork_table_free(e.wishes);
    nextwork_table_free(e.parts);
    nextwork_table_free(e.reasons);
    return exit_code;
}

static int run(const request *r)
{
    if (r->youth == NULL)
        return fail_usage("explain needs --youth ID");
    if (r->plan != NULL)
        return explain_in_plan(r);
    session s;
    g_autoptr(nextwork_round) round = NULL;
    int exit_code = session_open(&s, &round, r);
    if (exit_code == EXIT_DONE)
        exit_code = explain(&s, round);
    session_close(&s);
    return exit_code;
}

const verb explain_verb = {
    .name = "explain",
    .arguments = "COHORT --youth ID",
    .least = 1,
    .most = 1,
    .summary = "tell why a youth is placed where they are",
    .about =
        "With --post, tells what their fit is made of and whether a reason stands against it.\n"
        "Without, matches the cohort as \"nextwork match\" does with the same flags, and tells\n"
        "what became of each wish. With --plan, tells the youth's posts in that plan, what comes\n"
        "next and what stood in the way. Never another youth's id.\n"
        "\n"
        "Examples:\n"
        "  nextwork explain examples/cohorts/prototype --youth Y00007 --extend\n"
        "  nextwork explain examples/cohorts/prototype --youth Y00007 --post P0012\n"
        "  nextwork explain examples/cohorts/prototype --youth Y00007 --plan plan\n",
    .takes = TAKES_POLICY | TAKES_YOUTH | TAKES_POST | TAKES_PLAN | TAKES_LANGUAGE | TAKES_FORMAT |
             TAKES_QUIET,
    .groups = "round|match|run",
    .run = run,
};
