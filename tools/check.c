/* nextwork check: what is wrong or doubtful in a cohort. */
#include "cells.h"
#include "findings.h"
#include "output.h"
#include "session.h"

#include <stdio.h>

/* A person does not read the same a hundred times; as CSV and JSON there are more. */
#define TOLD_OF_A_KIND 20

static bool for_a_person(const output *out)
{
    return out->format == NEXTWORK_FORMAT_TABLE;
}

static int write_findings(const request *r, const nextwork_table *findings)
{
    output out;
    int exit_code = output_open(&out, r, "findings");
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (for_a_person(&out)) {
        g_autoptr(GString) text = g_string_new(NULL);
        findings_print(text, findings, r, TOLD_OF_A_KIND);
        output_text(&out, text->str);
    } else {
        output_table(&out, findings);
    }
    return output_close(&out, EXIT_DONE);
}

static void append_size(GString *text, const nextwork_cohort *cohort, const char *table)
{
    int64_t count;
    if (nextwork_cohort_count(&count, cohort, table) == NEXTWORK_OK)
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT " %s", text->len > 0 ? ", " : "", count,
                               table);
}

/* "no findings: 24 youths, 22 companies, 33 posts" */
static void tell_summary(const session *s, const nextwork_table *findings)
{
    g_autofree char *summary = findings_summary(findings);
    g_autoptr(GString) sizes = g_string_new(NULL);
    if (s->cohort != NULL) {
        append_size(sizes, s->cohort, "youths");
        append_size(sizes, s->cohort, "companies");
        append_size(sizes, s->cohort, "posts");
    }
    fprintf(stderr, "%s%s%s\n", summary, sizes->len > 0 ? ": " : "", sizes->str);
}

static int tell(const session *s)
{
    g_autoptr(nextwork_table) findings = NULL;
    int exit_code = fail_status(nextwork_builder_findings(&findings, s->builder));
    if (exit_code == EXIT_DONE)
        exit_code = write_findings(s->request, findings);
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (!s->request->quiet)
        tell_summary(s, findings);
    return s->cohort == NULL ? EXIT_FINDINGS : EXIT_DONE;
}

static int run(const request *r)
{
    session s;
    int exit_code = session_begin(&s, r);
    if (exit_code == EXIT_DONE)
        exit_code = session_read_with_policy(&s);
    if (exit_code == EXIT_DONE)
        exit_code = session_freeze(&s);
    if (exit_code == EXIT_DONE || exit_code == EXIT_FINDINGS)
        exit_code = tell(&s);
    session_close(&s);
    return exit_code;
}

const verb check_verb = {
    .name = "check",
    .arguments = "COHORT",
    .least = 1,
    .most = 1,
    .summary = "tell everything that is wrong or doubtful in a cohort",
    .about =
        "COHORT is a folder with youths.csv, companies.csv, posts.csv and what else is known;\n"
        "\"nextwork codes schema\" lists tables and columns. All findings come at once, each\n"
        "with its place and its remedy. Exit code 1 when one of them is an error.\n"
        "\n"
        "Example:\n"
        "  nextwork check examples/cohorts/prototype\n",
    .takes = TAKES_POLICY | TAKES_FORMAT | TAKES_FOLDER | TAKES_QUIET,
    .groups = "run",
    .run = run,
};
