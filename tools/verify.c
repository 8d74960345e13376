/* nextwork verify: whether a result holds, checked from its files and the cohort alone. */
#include "cells.h"
#include "grid.h"
#include "output.h"
#include "session.h"

#include <stdio.h>

/* Of a check in words: unknown where it was left open. */
static const char *word_of(const nextwork_table *checks, int64_t row)
{
    int64_t holds = number_at(checks, row, "holds");
    return holds == NEXTWORK_UNKNOWN ? "OPEN" : holds != 0 ? "ok" : "FAILED";
}

static char *checks_text(const nextwork_table *checks)
{
    const char *const headings[] = {"", "", "", NULL};
    g_autoptr(grid) g = grid_new(headings);
    int64_t rows = row_count(checks);
    for (int64_t row = 0; row < rows; row++) {
        g_autofree char *check = text_at(checks, row, "check");
        g_autofree char *detail = text_at(checks, row, "detail");
        grid_add(g, (const char *[]){word_of(checks, row), check, detail, NULL});
    }
    GString *text = g_string_new(NULL);
    grid_print(text, g, 0);
    return g_string_free(text, FALSE);
}

static int print_checks(const request *r, const nextwork_table *checks)
{
    if (format_or_table(r) != NEXTWORK_FORMAT_TABLE)
        return print_table(r, checks);
    g_autofree char *text = checks_text(checks);
    return print_text(text);
}

static int64_t count_where(const nextwork_table *checks, int64_t holds)
{
    int64_t count = 0, rows = row_count(checks);
    for (int64_t row = 0; row < rows; row++)
        count += number_at(checks, row, "holds") == holds;
    return count;
}

static void tell_verdict(const nextwork_table *checks, bool holds)
{
    int64_t rows = row_count(checks), failed = count_where(checks, 0);
    if (holds)
        fprintf(stderr, "the result holds: all %" G_GINT64_FORMAT " checks\n", rows);
    else if (failed > 0)
        fprintf(stderr,
                "the result DOES NOT HOLD: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                " checks failed\n",
                failed, rows);
    else
        fprintf(stderr,
                "the result is NOT PROVEN: nothing is wrong with it, but %" G_GINT64_FORMAT
                " of %" G_GINT64_FORMAT " checks would take too long\n",
                count_where(checks, NEXTWORK_UNKNOWN), rows);
}

/* A result that was made of other data fails for no fault of its own. */
static void tell_remedy(const request *r, const nextwork_table *checks)
{
    const char *cohort = r->arguments[0], *result = r->arguments[1];
    int64_t input = row_with(checks, "check", "input");
    if (input < 0 || number_at(checks, input, "holds") != 0)
        return;
    g_autofree char *plan = g_build_filename(result, "plan.csv", NULL);
    fprintf(stderr,
            "%s is not the cohort of %s, or has changed since (as by \"nextwork adopt\").\n",
            cohort, result);
    if (g_file_test(plan, G_FILE_TEST_EXISTS))
        fprintf(stderr,
                "Verify with the cohort as it was, or plan anew: nextwork plan %s --plan %s\n",
                cohort, result);
    else
        fprintf(stderr, "Verify with the cohort as it was, or match anew: nextwork match %s\n",
                cohort);
}

static int check(const session *s)
{
    const request *r = s->request;
    g_autoptr(nextwork_table) checks = NULL;
    int32_t holds;
    progress_begin(s->progress, "verifying");
    nextwork_status status = nextwork_cohort_verify(&checks, &holds, s->cohort, r->arguments[1],
                                                    progress_monitor(s->progress));
    progress_end(s->progress);
    int exit_code = fail_status(status);
    if (exit_code == EXIT_DONE)
        exit_code = print_checks(r, checks);
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (!r->quiet) {
        tell_verdict(checks, holds != 0);
        tell_remedy(r, checks);
    }
    return holds ? EXIT_DONE : count_where(checks, 0) > 0 ? EXIT_FINDINGS : EXIT_OPEN;
}

static int run(const request *r)
{
    session s;
    int exit_code = session_open_with_policy_of(&s, r, r->arguments[1]);
    if (exit_code == EXIT_DONE)
        exit_code = check(&s);
    session_close(&s);
    return exit_code;
}

const verb verify_verb = {
    .name = "verify",
    .arguments = "COHORT RESULT",
    .least = 2,
    .most = 2,
    .summary = "check a result from its files and the cohort alone",
    .about =
        "RESULT is a folder that \"nextwork match -o RESULT\" or \"nextwork plan -o RESULT\" "
        "wrote.\n"
        "Seats, rules, fits, ranks, blocking pairs, cut-offs, of a plan the bound, and every "
        "field\n"
        "of the certificate are worked out anew, with no code of the mechanisms. Policy, round,\n"
        "seed and options come from the certificate. Exit code 1 when anything does not hold, 4\n"
        "when nothing is wrong but a proof would take too long.\n"
        "\n"
        "Example:\n"
        "  nextwork verify examples/cohorts/prototype result\n",
    .takes = TAKES_FORMAT | TAKES_QUIET,
    .groups = "",
    .run = run,
};
