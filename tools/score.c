/* nextwork score: the fit of every pair, in blocks of youths, so that memory does not grow with the
 * cohort. */
#include "cells.h"
#include "output.h"
#include "session.h"
#include "sheet.h"

#include <string.h>
#include <unistd.h>

#define PAIRS_AT_ONCE 250000

/* Which pairs are asked for. */
typedef struct {
    int64_t first, youths, post, at_once;
} pairs;

/* A table to read has a section a youth: it is too wide for one line a pair. */
static bool for_a_person(const request *r)
{
    return r->folder == NULL && format_or_table(r) == NEXTWORK_FORMAT_TABLE;
}

static int choose_pairs(pairs *p, const session *s)
{
    int64_t youth, posts;
    int exit_code = session_find(&youth, s, "youths", s->request->youth);
    if (exit_code == EXIT_DONE)
        exit_code = session_find(&p->post, s, "posts", s->request->post);
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_cohort_count(&p->youths, s->cohort, "youths"));
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_cohort_count(&posts, s->cohort, "posts"));
    if (exit_code != EXIT_DONE)
        return exit_code;
    p->first = MAX(youth, 0);
    if (youth >= 0)
        p->youths = 1;
    if (p->post >= 0)
        p->at_once = PAIRS_AT_ONCE;
    else if (for_a_person(s->request))
        p->at_once = 1;
    else
        p->at_once = MAX(1, PAIRS_AT_ONCE / MAX(posts, 1));
    return EXIT_DONE;
}

/* Blocks follow one another as one text: one CSV header, one JSON list. */
typedef struct {
    output out;
    bool any; /* whether a row has been written */
} rows;

static bool write_csv(rows *w, const char *text)
{
    const char *second_line = strchr(text, '\n');
    return output_text(&w->out, w->any && second_line != NULL ? second_line + 1 : text);
}

/* The objects of a list, without its brackets. */
static bool write_json(rows *w, char *text)
{
    char *last = strrchr(text, '}'), *first = strchr(text, '{');
    if (first == NULL || last == NULL)
        return true;
    last[1] = '\0';
    return output_text(&w->out, w->any ? ",\n" : "[\n") && output_text(&w->out, first);
}

static bool end_json(rows *w)
{
    return output_text(&w->out, w->any ? "\n]\n" : "[]\n");
}

static bool write_rows(rows *w, char *text, bool some)
{
    bool written = true;
    if (w->out.format == NEXTWORK_FORMAT_JSON)
        written = write_json(w, text);
    else if (w->out.format == NEXTWORK_FORMAT_CSV)
        written = write_csv(w, text);
    else
        written = output_text(&w->out, text);
    w->any = w->any || some;
    return written;
}

/* A section: the youth, and a row a post; of one post asked for, a row a youth. */
static bool write_section(rows *w, const nextwork_table *scores, bool of_a_youth)
{
    g_autoptr(GString) text = g_string_new(w->any ? "\n" : NULL);
    if (row_count(scores) == 0)
        return true;
    if (of_a_youth)
        sheet_print_sections(text, scores);
    else
        sheet_print(text, scores);
    w->any = true;
    return output_text(&w->out, text->str);
}

static int write_text(rows *w, const nextwork_table *scores)
{
    auto_library_text text = NULL;
    int exit_code = fail_status(nextwork_table_render(&text, scores, w->out.format));
    if (exit_code != EXIT_DONE)
        return exit_code;
    return write_rows(w, text, row_count(scores) > 0) ? EXIT_DONE : EXIT_BROKEN;
}

static int write_block(rows *w, const session *s, const nextwork_round *round, const pairs *p,
                       int64_t from)
{
    g_autoptr(nextwork_table) scores = NULL;
    int64_t count = MIN(p->at_once, p->youths - from);
    int exit_code =
        fail_status(nextwork_round_score(&scores, round, p->first + from, count, p->post,
                                         s->request->options, progress_monitor(s->progress)));
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (for_a_person(s->request))
        return write_section(w, scores, p->post < 0) ? EXIT_DONE : EXIT_BROKEN;
    return write_text(w, scores);
}

static int write_blocks(rows *w, const session *s, const nextwork_round *round, const pairs *p)
{
    int exit_code = EXIT_DONE;
    int64_t from = 0;
    do {
        progress_part(s->progress, from, MAX(p->youths, 1));
        exit_code = write_block(w, s, round, p, from);
        from += p->at_once;
    } while (exit_code == EXIT_DONE && from < p->youths);
    if (exit_code == EXIT_DONE && w->out.format == NEXTWORK_FORMAT_JSON && !end_json(w))
        return EXIT_BROKEN;
    return exit_code;
}

static int write_scores(const session *s, const nextwork_round *round, const pairs *p)
{
    rows w = {.any = false};
    int exit_code = output_open(&w.out, s->request, "scores");
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (!(w.out.file == stdout && isatty(STDOUT_FILENO))) /* a bar would run into the rows */
        progress_begin(s->progress, "scoring");
    exit_code = write_blocks(&w, s, round, p);
    progress_end(s->progress);
    return output_close(&w.out, exit_code);
}

static int run(const request *r)
{
    session s;
    pairs p;
    g_autoptr(nextwork_round) round = NULL;
    int exit_code = session_open(&s, &round, r);
    if (exit_code == EXIT_DONE)
        exit_code = choose_pairs(&p, &s);
    if (exit_code == EXIT_DONE)
        exit_code = write_scores(&s, round, &p);
    session_close(&s);
    return exit_code;
}

const verb score_verb = {
    .name = "score",
    .arguments = "COHORT",
    .least = 1,
    .most = 1,
    .summary = "score how well youths and posts fit",
    .about =
        "One row a pair: the fit in basis points, how much of it rests on known facts, the value\n"
        "of each term, and the reasons for which the pair is not allowed. To read, in a section a\n"
        "youth; as CSV and JSON in one.\n"
        "\n"
        "Example: the three best allowed posts of one youth\n"
        "  nextwork score examples/cohorts/prototype --youth Y00007 --top 3\n",
    .takes = TAKES_POLICY | TAKES_YOUTH | TAKES_POST | TAKES_FORMAT | TAKES_FOLDER | TAKES_QUIET,
    .groups = "round|score|run",
    .run = run,
};
