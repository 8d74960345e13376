/* nextwork adopt: a cohort in which a match has come true. */
#include "session.h"

#include <stdio.h>

static int check_result(const char *folder)
{
    g_autofree char *plan = g_build_filename(folder, "plan.csv", NULL);
    if (g_file_test(plan, G_FILE_TEST_EXISTS))
        return fail_usage(
            "%s is a plan, and adopt takes a match; give a folder that \"nextwork match "
            "-o\" wrote",
            folder);
    return session_check_result(folder);
}

/* What comes out is checked as any cohort is before it is written. */
static int adopt(session *s)
{
    const request *r = s->request;
    g_autoptr(nextwork_cohort) adopted = NULL;
    int exit_code = session_freeze_and_tell(s);
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_builder_adopt(s->builder, r->arguments[1]));
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(
            nextwork_builder_freeze(&adopted, s->builder, progress_monitor(s->progress)));
    if (exit_code == EXIT_DONE && progress_interrupted())
        exit_code = fail_status(NEXTWORK_ERROR_CANCELLED);
    return exit_code == EXIT_DONE
               ? fail_status(nextwork_builder_write_folder(s->builder, r->folder))
               : exit_code;
}

static int run(const request *r)
{
    if (r->folder == NULL)
        return fail_usage("adopt needs -o DIR, the folder to write the cohort into");
    if (session_check_output(r) != EXIT_DONE)
        return EXIT_USAGE;
    session s;
    int exit_code = session_begin(&s, r);
    if (exit_code == EXIT_DONE)
        exit_code = check_result(r->arguments[1]);
    if (exit_code == EXIT_DONE)
        exit_code = session_read(&s);
    if (exit_code == EXIT_DONE)
        exit_code = adopt(&s);
    if (exit_code == EXIT_DONE && !r->quiet)
        fprintf(stderr,
                "cohort written; go on with: nextwork match %s --start DAY, or nextwork plan %s "
                "--plan PLAN\n",
                r->folder, r->folder);
    session_close(&s);
    return exit_code;
}

const verb adopt_verb = {
    .name = "adopt",
    .arguments = "COHORT RESULT -o DIR",
    .least = 2,
    .most = 2,
    .summary = "write a cohort in which a match has come true",
    .about =
        "Writes the cohort with the placements of the match in RESULT as rows of placements.csv,\n"
        "status planned, and with what it gave each youth as rows of outcomes.csv, for "
        "--carry-over\n"
        "in later rounds. A placement that runs on the match's first day ends then, unless it is "
        "at\n"
        "the same post. A match that the cohort, changed since, has no room for or forbids is\n"
        "refused. Youths who trade posts mid-period have their plan's later periods planned "
        "anew:\n"
        "\n"
        "Example:\n"
        "  nextwork match wants-to-change --mechanism top-trading-cycles \\\n"
        "      --start 2027-02-15 --weeks 7 -o trades\n"
        "  nextwork adopt cohort trades -o traded\n"
        "  nextwork plan traded --plan plan --start 2027-04-05 -o plan-after\n",
    .takes = TAKES_FOLDER | TAKES_QUIET,
    .groups = "",
    .run = run,
};
