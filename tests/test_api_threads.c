/* Threads: one cohort used from several threads at once, with any number of threads inside, gives
 * the same bytes; each thread has its own last failure. */
#include "runner.h"

#include <nextwork.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#define THREADS 4
#define REPEATS 3

/* What one thread makes of the shared cohort. */
typedef struct {
    nextwork_cohort *cohort;
    int64_t threads;
    nextwork_status status;
    char *scores, *placements, *unplaced, *certificate;
} work;

static nextwork_status as_text(char **text, nextwork_table *table)
{
    nextwork_status status = nextwork_table_render(text, table, NEXTWORK_FORMAT_CSV);
    nextwork_table_free(table);
    return status;
}

static nextwork_status result_text(char **text, const nextwork_result *result, const char *name)
{
    nextwork_table *table;
    nextwork_status status = nextwork_result_table(&table, result, name);
    return status != NEXTWORK_OK ? status : as_text(text, table);
}

static nextwork_status match(work *own, nextwork_round *round, const nextwork_options *options)
{
    nextwork_result *result;
    nextwork_status status = nextwork_round_match(&result, round, options, NULL);
    if (status != NEXTWORK_OK)
        return status;
    status = result_text(&own->placements, result, "placements");
    if (status == NEXTWORK_OK)
        status = result_text(&own->unplaced, result, "unplaced");
    if (status == NEXTWORK_OK)
        status = nextwork_result_certificate(&own->certificate, result);
    nextwork_result_unref(result);
    return status;
}

static nextwork_status score(work *own, nextwork_round *round, const nextwork_options *options)
{
    nextwork_table *table;
    nextwork_status status = nextwork_round_score(&table, round, 0, -1, -1, options, NULL);
    return status != NEXTWORK_OK ? status : as_text(&own->scores, table);
}

static nextwork_status run(work *own)
{
    nextwork_options *options;
    nextwork_round *round;
    nextwork_status status = nextwork_options_new(&options);
    if (status != NEXTWORK_OK)
        return status;
    status = nextwork_options_set_int64(options, "threads", own->threads);
    if (status == NEXTWORK_OK)
        status = nextwork_options_set_int64(options, "extend", 1);
    if (status == NEXTWORK_OK)
        status = nextwork_round_new(&round, own->cohort, NULL);
    if (status == NEXTWORK_OK) {
        status = score(own, round, options);
        if (status == NEXTWORK_OK)
            status = match(own, round, options);
        nextwork_round_unref(round);
    }
    nextwork_options_free(options);
    return status;
}

static void *start(void *data)
{
    work *own = data;
    own->status = run(own);
    return NULL;
}

static void clear(work *own)
{
    nextwork_text_free(own->scores);
    nextwork_text_free(own->placements);
    nextwork_text_free(own->unplaced);
    nextwork_text_free(own->certificate);
}

static nextwork_cohort *site(void)
{
    nextwork_options *options;
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&options), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_options_set_text(options, "scenario", "site"), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_new(&builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_generate(builder, options), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    nextwork_builder_free(builder);
    nextwork_options_free(options);
    return cohort;
}

static void expect_same(const work *a, const work *b)
{
    CU_ASSERT_EQUAL_FATAL(b->status, NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(a->scores, b->scores);
    CU_ASSERT_STRING_EQUAL(a->placements, b->placements);
    CU_ASSERT_STRING_EQUAL(a->unplaced, b->unplaced);
    CU_ASSERT_STRING_EQUAL(a->certificate, b->certificate);
}

static void same_bytes_from_every_thread(void)
{
    nextwork_cohort *cohort = site();
    work alone = {.cohort = cohort, .threads = 1};
    alone.status = run(&alone);
    CU_ASSERT_EQUAL_FATAL(alone.status, NEXTWORK_OK);
    CU_ASSERT(strlen(alone.placements) > 1000);
    for (int repeat = 0; repeat < REPEATS; repeat++) {
        work works[THREADS];
        pthread_t threads[THREADS];
        for (int t = 0; t < THREADS; t++) {
            works[t] = (work){.cohort = cohort, .threads = t + 1};
            CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[t], NULL, start, &works[t]), 0);
        }
        for (int t = 0; t < THREADS; t++) {
            pthread_join(threads[t], NULL);
            expect_same(&alone, &works[t]);
            clear(&works[t]);
        }
    }
    clear(&alone);
    nextwork_cohort_unref(cohort);
}

static void *unref_elsewhere(void *data)
{
    nextwork_cohort *cohort = data;
    for (int i = 0; i < 1000; i++)
        nextwork_cohort_unref(nextwork_cohort_ref(cohort));
    nextwork_cohort_unref(cohort);
    return NULL;
}

static void last_reference_may_go_in_any_thread(void)
{
    nextwork_cohort *cohort = site();
    pthread_t threads[THREADS];
    for (int t = 0; t < THREADS; t++) {
        nextwork_cohort_ref(cohort);
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[t], NULL, unref_elsewhere, cohort), 0);
    }
    nextwork_cohort_unref(cohort);
    for (int t = 0; t < THREADS; t++)
        pthread_join(threads[t], NULL);
    CU_PASS("the sanitizers look on");
}

static void *fail_elsewhere(void *data)
{
    int64_t count;
    nextwork_cohort *cohort = data;
    bool clean = nextwork_error_message()[0] == '\0';
    bool failed = nextwork_cohort_count(&count, cohort, "yuoths") == NEXTWORK_ERROR_NOT_FOUND;
    return clean && failed && strstr(nextwork_error_message(), "yuoths") != NULL ? data : NULL;
}

static void each_thread_has_its_own_failure(void)
{
    nextwork_cohort *cohort = site();
    pthread_t thread;
    void *good;
    int64_t row;
    CU_ASSERT_EQUAL(nextwork_cohort_find(&row, cohort, "posts", "GONE"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, NULL, fail_elsewhere, cohort), 0);
    pthread_join(thread, &good);
    CU_ASSERT_PTR_NOT_NULL(good);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "GONE"));
    CU_ASSERT_STRING_EQUAL(nextwork_error_table(), "posts");
    nextwork_cohort_unref(cohort);
}

int main(void)
{
    static const nw_case cases[] = {
        {"same bytes from every thread", same_bytes_from_every_thread},
        {"the last reference may go in any thread", last_reference_may_go_in_any_thread},
        {"each thread has its own failure", each_thread_has_its_own_failure},
        {NULL, NULL},
    };
    return nw_run_cases("api threads", cases);
}
