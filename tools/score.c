/* nextwork score: the fit of every pair, in blocks of youths, so that memory does not grow with the
 * cohort. */
#include "cells.h"
#include "output.h"
#include "session.h"

#include <string.h>

#define PAIRS_AT_ONCE 250000

/* Which pairs are asked for. */
typedef struct {
    int64_t first, youths, post, at_once;
} pairs;

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
    p->at_once = p->post >= 0 ? PAIRS_AT_ONCE : MAX(1, PAIRS_AT_ONCE / MAX(posts, 1));
    return EXIT_DONE;
}

/* The blocks' texts make one text: of CSV the first header stays, of JSON one pair of brackets. */
static char *continued(char *text, int32_t format, bool first, bool last)
{
    if (format == NEXTWORK_FORMAT_CSV && !first) {
        char *end = strchr(text, '\n');
        return end == NULL ? text : end + 1;
    }
    if (format != NEXTWORK_FORMAT_JSON)
        return text;
    char *close = strrchr(text, ']');
    if (!last && close != NULL) {
        while (close > text && g_ascii_isspace(close[-1]))
            close--;
        strcpy(close, ",\n");
    }
    if (!first) {
        text = strchr(text, '[') + 1;
        while (g_ascii_isspace(*text))
            text++;
    }
    return text;
}

static int write_block(output *out, const session *s, const nextwork_round *round, const pairs *p,
                       int64_t from)
{
    g_autoptr(nextwork_table) scores = NULL;
    auto_library_text text = NULL;
    int64_t count = MIN(p->at_once, p->youths - from);
    int exit_code =
        fail_status(nextwork_round_score(&scores, round, p->first + from, count, p->post,
                                         s->request->options, progress_monitor(s->progress)));
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_table_render(&text, scores, out->format));
    if (exit_code != EXIT_DONE)
        return exit_code;
    bool written =
        output_text(out, continued(text, out->format, from == 0, from + count == p->youths));
    return written ? EXIT_DONE : EXIT_BROKEN;
}

static int write_blocks(const session *s, const nextwork_round *round, const pairs *p)
{
    output out;
    int exit_code = output_open(&out, s->request, "scores");
    if (exit_code != EXIT_DONE)
        return exit_code;
    int64_t from = 0;
    do {
        exit_code = write_block(&out, s, round, p, from);
        from += p->at_once;
    } while (exit_code == EXIT_DONE && from < p->youths);
    return output_close(&out, exit_code);
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
        exit_code = write_blocks(&s, round, &p);
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
        "of each term, and the reasons for which the pair is not allowed.\n"
        "\n"
        "Example: the three best allowed posts of one youth\n"
        "  nextwork score examples/cohorts/prototype --youth y-0007 --top 3\n",
    .takes = TAKES_POLICY | TAKES_YOUTH | TAKES_POST | TAKES_FORMAT | TAKES_FOLDER | TAKES_QUIET,
    .groups = "round|score|run",
    .run = run,
};
