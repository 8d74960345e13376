#include "session.h"

#include "findings.h"

#include <stdio.h>

/* Of a kind; `check` tells more. */
#define FINDINGS_TOLD 5

int session_begin(session *s, const request *r)
{
    *s = (session){.request = r};
    int exit_code = fail_status(progress_new(&s->progress, r->quiet));
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_builder_new(&s->builder));
    return exit_code == EXIT_DONE
               ? fail_status(nextwork_builder_set_options(s->builder, r->options))
               : exit_code;
}

int session_read(session *s)
{
    progress_begin(s->progress, "reading");
    nextwork_status status = nextwork_builder_read_folder(s->builder, s->request->arguments[0],
                                                          progress_monitor(s->progress));
    progress_end(s->progress);
    return fail_status(status);
}

int session_read_with_policy(session *s)
{
    const char *policy = s->request->policy;
    int exit_code = EXIT_DONE;
    if (policy != NULL)
        exit_code = fail_status(nextwork_builder_read_policy(s->builder, policy));
    return exit_code == EXIT_DONE ? session_read(s) : exit_code;
}

static void tell_findings(const session *s)
{
    g_autoptr(nextwork_table) findings = NULL;
    if (nextwork_builder_findings(&findings, s->builder) != NEXTWORK_OK)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    findings_print(text, findings, s->request, FINDINGS_TOLD);
    fputs(text->str, stderr);
}

int session_freeze(session *s)
{
    progress_begin(s->progress, "checking");
    nextwork_status status =
        nextwork_builder_freeze(&s->cohort, s->builder, progress_monitor(s->progress));
    progress_end(s->progress);
    return status == NEXTWORK_ERROR_DATA ? EXIT_FINDINGS : fail_status(status);
}

int session_freeze_and_tell(session *s)
{
    const request *r = s->request;
    int exit_code = session_freeze(s);
    if (exit_code == EXIT_FINDINGS || (exit_code == EXIT_DONE && !r->quiet))
        tell_findings(s);
    if (exit_code == EXIT_FINDINGS)
        return fail(EXIT_FINDINGS, "%s has errors; nothing was done", r->arguments[0]);
    return exit_code;
}

void session_close(session *s)
{
    nextwork_cohort_unref(s->cohort);
    nextwork_builder_free(s->builder);
    progress_free(s->progress);
}

int session_open(session *s, nextwork_round **round, const request *r)
{
    int exit_code = session_begin(s, r);
    if (exit_code == EXIT_DONE)
        exit_code = session_read_with_policy(s);
    if (exit_code == EXIT_DONE)
        exit_code = session_freeze_and_tell(s);
    return exit_code == EXIT_DONE ? fail_status(nextwork_round_new(round, s->cohort, r->options))
                                  : exit_code;
}

int session_check_result(const char *folder)
{
    g_autofree char *certificate = g_build_filename(folder, "certificate.json", NULL);
    if (g_file_test(certificate, G_FILE_TEST_EXISTS))
        return EXIT_DONE;
    return fail(
        EXIT_BROKEN,
        "%s %s; give a folder that \"nextwork match -o\" or \"nextwork plan -o\" wrote", folder,
        g_file_test(folder, G_FILE_TEST_IS_DIR) ? "has no certificate.json" : "is no folder");
}

int session_check_output(const request *r)
{
    if (r->folder == NULL)
        return EXIT_DONE;
    g_autofree char *youths = g_build_filename(r->folder, "youths.csv", NULL);
    if (!g_file_test(youths, G_FILE_TEST_EXISTS))
        return EXIT_DONE;
    return fail_usage("%s holds a cohort already, whose tables would be gone; give -o another "
                      "folder",
                      r->folder);
}

int session_open_with_policy_of(session *s, const request *r, const char *result)
{
    int exit_code = session_begin(s, r);
    if (exit_code == EXIT_DONE)
        exit_code = session_check_result(result);
    if (exit_code == EXIT_DONE)
        exit_code = fail_status(nextwork_builder_use_policy_of(s->builder, result));
    if (exit_code == EXIT_DONE)
        exit_code = session_read(s);
    return exit_code == EXIT_DONE ? session_freeze_and_tell(s) : exit_code;
}

nextwork_status session_try_match(nextwork_result **result, const session *s, nextwork_round *round)
{
    int32_t outcome;
    progress_begin(s->progress, "matching");
    nextwork_status status =
        nextwork_round_match(result, round, s->request->options, progress_monitor(s->progress));
    progress_end(s->progress);
    if (status == NEXTWORK_OK)
        status = nextwork_result_outcome(&outcome, *result);
    if (status == NEXTWORK_OK && (outcome == NEXTWORK_OUTCOME_CANCELLED || progress_interrupted()))
        status = NEXTWORK_ERROR_CANCELLED;
    return status;
}

int session_match(nextwork_result **result, const session *s, nextwork_round *round)
{
    return fail_status(session_try_match(result, s, round));
}

int session_find(int64_t *row, const session *s, const char *table, const char *id)
{
    *row = -1;
    return id == NULL ? EXIT_DONE : fail_status(nextwork_cohort_find(row, s->cohort, table, id));
}
