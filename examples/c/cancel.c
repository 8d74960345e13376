/* Stops long work from another thread. There are no callbacks: the work looks at a monitor. */
#include <nextwork.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void check(nextwork_status status)
{
    if (status == NEXTWORK_OK)
        return;
    fprintf(stderr, "%s: %s\n", nextwork_status_text(status), nextwork_error_message());
    exit(EXIT_FAILURE);
}

typedef struct {
    nextwork_round *round;
    nextwork_monitor *monitor;
    int32_t outcome;
} job;

/* Matches with one lottery after another, for ever: until somebody stops it. */
static void *match_for_ever(void *data)
{
    job *work = data;
    nextwork_options *options;
    check(nextwork_options_new(&options));
    work->outcome = NEXTWORK_OUTCOME_STABLE;
    for (int64_t seed = 1; work->outcome == NEXTWORK_OUTCOME_STABLE; seed++) {
        nextwork_result *result;
        check(nextwork_options_set_int64(options, "seed", seed));
        /* A match that was stopped is a call that worked: the outcome tells. */
        check(nextwork_round_match(&result, work->round, options, work->monitor));
        check(nextwork_result_outcome(&work->outcome, result));
        nextwork_result_unref(result);
    }
    nextwork_options_free(options);
    return NULL;
}

/* A cohort that is made up, as large as a whole site. */
static nextwork_round *make_round(void)
{
    nextwork_options *options;
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    nextwork_round *round;
    check(nextwork_options_new(&options));
    check(nextwork_options_set_text(options, "scenario", "site"));
    check(nextwork_builder_new(&builder));
    check(nextwork_builder_generate(builder, options));
    check(nextwork_builder_freeze(&cohort, builder, NULL));
    check(nextwork_round_new(&round, cohort, NULL));
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
    nextwork_options_free(options);
    return round;
}

int main(void)
{
    job work = {.round = make_round()};
    pthread_t thread;
    check(nextwork_monitor_new(&work.monitor));
    if (pthread_create(&thread, NULL, match_for_ever, &work) != 0)
        return EXIT_FAILURE;

    /* A program with a window would do this when somebody presses "stop"; a signal handler may do
     * it too. nextwork_monitor_progress() tells meanwhile how far the work is, and
     * nextwork_monitor_set_deadline() stops it by itself after some time. */
    check(nextwork_monitor_cancel(work.monitor));

    pthread_join(thread, NULL);
    if (work.outcome == NEXTWORK_OUTCOME_CANCELLED)
        printf("The match was cancelled, and nothing is half done.\n");
    nextwork_monitor_free(work.monitor);
    nextwork_round_unref(work.round);
    return EXIT_SUCCESS;
}
