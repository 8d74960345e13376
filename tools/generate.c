/* nextwork generate: a synthetic cohort. */
#include "session.h"

#include <stdio.h>

static int generate(const session *s)
{
    const request *r = s->request;
    int exit_code = fail_status(nextwork_builder_generate(s->builder, r->options));
    if (exit_code != EXIT_DONE)
        return exit_code;
    if (progress_interrupted())
        return fail_status(NEXTWORK_ERROR_CANCELLED);
    return fail_status(nextwork_builder_write_folder(s->builder, r->folder));
}

static int run(const request *r)
{
    if (r->folder == NULL)
        return fail_usage("generate needs -o DIR, the folder to write the cohort into");
    if (session_check_output(r) != EXIT_DONE)
        return EXIT_USAGE;
    session s;
    int exit_code = session_begin(&s, r);
    if (exit_code == EXIT_DONE)
        exit_code = generate(&s);
    if (exit_code == EXIT_DONE && !r->quiet)
        fprintf(stderr, "cohort written; look at it: nextwork check %s\n", r->folder);
    session_close(&s);
    return exit_code;
}

const verb generate_verb = {
    .name = "generate",
    .arguments = "-o DIR",
    .summary = "write a synthetic cohort with real code lists",
    .about =
        "Same flags, same bytes, on every machine. No person or company in it is real. A flag\n"
        "that is not given takes the scenario's value.\n"
        "\n"
        "Examples:\n"
        "  nextwork generate --scenario prototype --seed 1 -o cohort\n"
        "  nextwork generate --scenario site --youths 200 --wishes-mean 500 -o cohort\n",
    .takes = TAKES_FOLDER | TAKES_QUIET,
    .groups = "generate",
    .run = run,
};
