/* Handles: every public function answers a NULL with a status that names the argument, and leaves
 * its outputs alone. */
#include "runner.h"
#include "world.h"

#include <nextwork.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define UNTOUCHED 4711

/* Valid arguments, and outputs that must stay as they are. */
static struct {
    nextwork_table *table;
    nextwork_options *options;
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    nextwork_round *round;
    nextwork_result *result;
    nextwork_market *market;
    nextwork_plan *plan;
    nextwork_monitor *monitor;
} in;

static struct {
    nextwork_table *table;
    nextwork_options *options;
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    nextwork_round *round;
    nextwork_result *result;
    nextwork_market *market;
    nextwork_plan *plan;
    const char *text;
    char *own_text;
    int64_t number, other;
    int32_t small;
} out, untouched;

static char tested[4096]; /* the names of the functions, each between two spaces */

static void note(const char *name)
{
    if (strstr(tested, name) == NULL)
        snprintf(tested + strlen(tested), sizeof tested - strlen(tested), "%s", name);
}

static void expect_refused(const char *call, const char *argument, nextwork_status status)
{
    char name[64], message[160], padded[80];
    int64_t bytes = strchr(call, '(') - call;
    snprintf(name, sizeof name, "%.*s", (int)bytes, call);
    snprintf(message, sizeof message, "%s: %s is NULL", name, argument);
    snprintf(padded, sizeof padded, " %s ", name);
    note(padded);
    if (status != NEXTWORK_ERROR_HANDLE || strcmp(nextwork_error_message(), message) != 0)
        printf("\n    %s gave %d, \"%s\"\n", call, (int)status, nextwork_error_message());
    CU_ASSERT_EQUAL(status, NEXTWORK_ERROR_HANDLE);
    CU_ASSERT_STRING_EQUAL(nextwork_error_message(), message);
    CU_ASSERT_EQUAL(memcmp(&out, &untouched, sizeof out), 0);
}

#define REFUSED(argument, call) expect_refused(#call, #argument, (call))

static void tables(void)
{
    REFUSED(rows, nextwork_table_rows(NULL, in.table));
    REFUSED(table, nextwork_table_rows(&out.number, NULL));
    REFUSED(columns, nextwork_table_columns(NULL, in.table));
    REFUSED(table, nextwork_table_columns(&out.number, NULL));
    REFUSED(name, nextwork_table_column(NULL, &out.small, in.table, 0));
    REFUSED(type, nextwork_table_column(&out.text, NULL, in.table, 0));
    REFUSED(table, nextwork_table_column(&out.text, &out.small, NULL, 0));
    REFUSED(column, nextwork_table_find(NULL, in.table, "name"));
    REFUSED(table, nextwork_table_find(&out.number, NULL, "name"));
    REFUSED(name, nextwork_table_find(&out.number, in.table, NULL));
    REFUSED(value, nextwork_table_int64(NULL, in.table, 0, 0));
    REFUSED(table, nextwork_table_int64(&out.number, NULL, 0, 0));
    REFUSED(text, nextwork_table_text(NULL, &out.number, in.table, 0, 0));
    REFUSED(bytes, nextwork_table_text(&out.text, NULL, in.table, 0, 0));
    REFUSED(table, nextwork_table_text(&out.text, &out.number, NULL, 0, 0));
    REFUSED(text, nextwork_table_render(NULL, in.table, NEXTWORK_FORMAT_CSV));
    REFUSED(table, nextwork_table_render(&out.own_text, NULL, NEXTWORK_FORMAT_CSV));
}

static void codes_and_options(void)
{
    REFUSED(table, nextwork_schema_table(NULL));
    REFUSED(table, nextwork_codes_table(NULL, "terms"));
    REFUSED(list, nextwork_codes_table(&out.table, NULL));
    REFUSED(table, nextwork_options_table(NULL));
    REFUSED(options, nextwork_options_new(NULL));
    REFUSED(options, nextwork_options_set_int64(NULL, "seed", 1));
    REFUSED(name, nextwork_options_set_int64(in.options, NULL, 1));
    REFUSED(options, nextwork_options_set_text(NULL, "seed", "1"));
    REFUSED(name, nextwork_options_set_text(in.options, NULL, "1"));
    REFUSED(value, nextwork_options_set_text(in.options, "seed", NULL));
}

static void monitors(void)
{
    REFUSED(monitor, nextwork_monitor_new(NULL));
    REFUSED(monitor, nextwork_monitor_set_deadline(NULL, 1));
    REFUSED(millionths, nextwork_monitor_gap(NULL, in.monitor));
    REFUSED(monitor, nextwork_monitor_gap(&out.number, NULL));
    REFUSED(done, nextwork_monitor_progress(NULL, &out.other, in.monitor));
    REFUSED(total, nextwork_monitor_progress(&out.number, NULL, in.monitor));
    REFUSED(monitor, nextwork_monitor_progress(&out.number, &out.other, NULL));
}

static void cancelling_nobody_leaves_the_message(void)
{
    char before[256];
    CU_ASSERT_EQUAL(nextwork_table_rows(NULL, NULL), NEXTWORK_ERROR_HANDLE);
    snprintf(before, sizeof before, "%s", nextwork_error_message());
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(NULL), NEXTWORK_ERROR_HANDLE);
    CU_ASSERT_STRING_EQUAL(nextwork_error_message(), before);
}

static void builders(void)
{
    static const int64_t numbers[] = {1};
    static const char *const texts[] = {"A"};
    struct ArrowArrayStream stream = {0}; /* nothing to release */
    REFUSED(builder, nextwork_builder_new(NULL));
    REFUSED(builder, nextwork_builder_read_folder(NULL, ".", NULL));
    REFUSED(folder, nextwork_builder_read_folder(in.builder, NULL, NULL));
    REFUSED(builder, nextwork_builder_read_arrow(NULL, "posts", &stream));
    REFUSED(table, nextwork_builder_read_arrow(in.builder, NULL, &stream));
    REFUSED(stream, nextwork_builder_read_arrow(in.builder, "posts", NULL));
    REFUSED(stream, nextwork_builder_export_arrow(NULL, in.builder, "posts"));
    REFUSED(builder, nextwork_builder_export_arrow(&stream, NULL, "posts"));
    REFUSED(table, nextwork_builder_export_arrow(&stream, in.builder, NULL));
    REFUSED(stream, nextwork_table_export_arrow(NULL, in.table));
    REFUSED(table, nextwork_table_export_arrow(&stream, NULL));
    REFUSED(builder, nextwork_builder_set_int64(NULL, "posts", "seats", numbers, 1));
    REFUSED(table, nextwork_builder_set_int64(in.builder, NULL, "seats", numbers, 1));
    REFUSED(column, nextwork_builder_set_int64(in.builder, "posts", NULL, numbers, 1));
    REFUSED(values, nextwork_builder_set_int64(in.builder, "posts", "seats", NULL, 1));
    REFUSED(builder, nextwork_builder_set_text(NULL, "posts", "post_id", texts, 1));
    REFUSED(table, nextwork_builder_set_text(in.builder, NULL, "post_id", texts, 1));
    REFUSED(column, nextwork_builder_set_text(in.builder, "posts", NULL, texts, 1));
    REFUSED(values, nextwork_builder_set_text(in.builder, "posts", "post_id", NULL, 1));
    REFUSED(builder, nextwork_builder_set_options(NULL, in.options));
    REFUSED(options, nextwork_builder_set_options(in.builder, NULL));
    REFUSED(builder, nextwork_builder_set_policy(NULL, ""));
    REFUSED(text, nextwork_builder_set_policy(in.builder, NULL));
    REFUSED(builder, nextwork_builder_read_policy(NULL, "policy.ini"));
    REFUSED(path, nextwork_builder_read_policy(in.builder, NULL));
    REFUSED(builder, nextwork_builder_use_policy_of(NULL, "."));
    REFUSED(result_folder, nextwork_builder_use_policy_of(in.builder, NULL));
    REFUSED(builder, nextwork_builder_adopt(NULL, "."));
    REFUSED(result_folder, nextwork_builder_adopt(in.builder, NULL));
    REFUSED(builder, nextwork_builder_adopt_result(NULL, in.result));
    REFUSED(result, nextwork_builder_adopt_result(in.builder, NULL));
    REFUSED(builder, nextwork_builder_generate(NULL, in.options));
    REFUSED(table, nextwork_builder_table(NULL, in.builder, "posts"));
    REFUSED(builder, nextwork_builder_table(&out.table, NULL, "posts"));
    REFUSED(name, nextwork_builder_table(&out.table, in.builder, NULL));
    REFUSED(copy, nextwork_builder_copy(NULL, in.builder));
    REFUSED(builder, nextwork_builder_copy(&out.builder, NULL));
    REFUSED(builder, nextwork_builder_write_folder(NULL, "."));
    REFUSED(folder, nextwork_builder_write_folder(in.builder, NULL));
    REFUSED(cohort, nextwork_builder_freeze(NULL, in.builder, NULL));
    REFUSED(builder, nextwork_builder_freeze(&out.cohort, NULL, NULL));
    REFUSED(table, nextwork_builder_findings(NULL, in.builder));
    REFUSED(builder, nextwork_builder_findings(&out.table, NULL));
}

static void cohorts(void)
{
    char hex[65];
    REFUSED(count, nextwork_cohort_count(NULL, in.cohort, "youths"));
    REFUSED(cohort, nextwork_cohort_count(&out.number, NULL, "youths"));
    REFUSED(table, nextwork_cohort_count(&out.number, in.cohort, NULL));
    REFUSED(row, nextwork_cohort_find(NULL, in.cohort, "youths", "Y1"));
    REFUSED(cohort, nextwork_cohort_find(&out.number, NULL, "youths", "Y1"));
    REFUSED(table, nextwork_cohort_find(&out.number, in.cohort, NULL, "Y1"));
    REFUSED(id, nextwork_cohort_find(&out.number, in.cohort, "youths", NULL));
    REFUSED(id, nextwork_cohort_id(NULL, in.cohort, "youths", 0));
    REFUSED(cohort, nextwork_cohort_id(&out.text, NULL, "youths", 0));
    REFUSED(table, nextwork_cohort_id(&out.text, in.cohort, NULL, 0));
    REFUSED(hex, nextwork_cohort_digest(NULL, 65, in.cohort));
    REFUSED(cohort, nextwork_cohort_digest(hex, 65, NULL));
}

static void rounds(void)
{
    int32_t *fit = &out.small;
    REFUSED(round, nextwork_round_new(NULL, in.cohort, in.options));
    REFUSED(cohort, nextwork_round_new(&out.round, NULL, in.options));
    REFUSED(fit, nextwork_round_fit(NULL, NULL, NULL, in.round, 0, 0));
    REFUSED(round, nextwork_round_fit(fit, NULL, NULL, NULL, 0, 0));
    REFUSED(table, nextwork_round_score(NULL, in.round, 0, -1, -1, NULL, NULL));
    REFUSED(round, nextwork_round_score(&out.table, NULL, 0, -1, -1, NULL, NULL));
    REFUSED(fits, nextwork_round_fits(NULL, NULL, 99, in.round, 0, 1, NULL, NULL));
    REFUSED(round, nextwork_round_fits(fit, NULL, 99, NULL, 0, 1, NULL, NULL));
    int64_t *number = &out.number;
    REFUSED(fits, nextwork_round_pairs(NULL, NULL, in.round, number, number, 1, NULL, NULL));
    REFUSED(round, nextwork_round_pairs(fit, NULL, NULL, number, number, 1, NULL, NULL));
    REFUSED(youths, nextwork_round_pairs(fit, NULL, in.round, NULL, number, 1, NULL, NULL));
    REFUSED(posts, nextwork_round_pairs(fit, NULL, in.round, number, NULL, 1, NULL, NULL));
    REFUSED(posts, nextwork_round_top(NULL, NULL, 99, 1, in.round, 0, 1, NULL, NULL));
    REFUSED(round, nextwork_round_top(number, NULL, 99, 1, NULL, 0, 1, NULL, NULL));
    REFUSED(table, nextwork_round_chances(NULL, in.round, NULL, NULL));
    REFUSED(round, nextwork_round_chances(&out.table, NULL, NULL, NULL));
    REFUSED(table, nextwork_round_explain(NULL, in.round, 0, 0, "en"));
    REFUSED(round, nextwork_round_explain(&out.table, NULL, 0, 0, "en"));
    REFUSED(table, nextwork_round_reasons(NULL, in.round, 0, 0, "en"));
    REFUSED(round, nextwork_round_reasons(&out.table, NULL, 0, 0, "en"));
    REFUSED(language, nextwork_round_reasons(&out.table, in.round, 0, 0, NULL));
}

static void results(void)
{
    REFUSED(result, nextwork_round_match(NULL, in.round, NULL, NULL));
    REFUSED(round, nextwork_round_match(&out.result, NULL, NULL, NULL));
    REFUSED(outcome, nextwork_result_outcome(NULL, in.result));
    REFUSED(result, nextwork_result_outcome(&out.small, NULL));
    const nextwork_result *one = in.result, *none = NULL;
    REFUSED(table, nextwork_result_compare(NULL, &one, 1));
    REFUSED(results, nextwork_result_compare(&out.table, NULL, 1));
    REFUSED(result, nextwork_result_compare(&out.table, &none, 1));
    REFUSED(table, nextwork_result_table(NULL, in.result, "posts"));
    REFUSED(result, nextwork_result_table(&out.table, NULL, "posts"));
    REFUSED(name, nextwork_result_table(&out.table, in.result, NULL));
    REFUSED(posts, nextwork_result_posts(NULL, 100, in.result));
    REFUSED(result, nextwork_result_posts(&out.number, 1, NULL));
    REFUSED(json, nextwork_result_certificate(NULL, in.result));
    REFUSED(result, nextwork_result_certificate(&out.own_text, NULL));
    REFUSED(result, nextwork_result_write(NULL, "."));
    REFUSED(folder, nextwork_result_write(in.result, NULL));
    REFUSED(table, nextwork_result_explain(NULL, in.result, 0, "en"));
    REFUSED(result, nextwork_result_explain(&out.table, NULL, 0, "en"));
    REFUSED(language, nextwork_result_explain(&out.table, in.result, 0, NULL));
    REFUSED(table, nextwork_result_reasons(NULL, in.result, 0, 0, "en"));
    REFUSED(result, nextwork_result_reasons(&out.table, NULL, 0, 0, "en"));
    REFUSED(language, nextwork_result_reasons(&out.table, in.result, 0, 0, NULL));
}

static void markets(void)
{
    const int64_t number = 0;
    REFUSED(market, nextwork_market_new(NULL, in.round, NULL, 0, NULL, NULL));
    REFUSED(round, nextwork_market_new(&out.market, NULL, NULL, 0, NULL, NULL));
    REFUSED(youths, nextwork_market_new(&out.market, in.round, NULL, 1, NULL, NULL));
    REFUSED(market, nextwork_market_join(NULL, 0));
    REFUSED(market, nextwork_market_leave(NULL, 0));
    REFUSED(market, nextwork_market_set_wishes(NULL, 0, &number, NULL, 1));
    REFUSED(posts, nextwork_market_set_wishes(in.market, 0, NULL, NULL, 1));
    REFUSED(market, nextwork_market_set_seats(NULL, 0, 1));
    REFUSED(market, nextwork_market_set_places(NULL, 0, 1));
    REFUSED(table, nextwork_market_changes(NULL, in.market));
    REFUSED(market, nextwork_market_changes(&out.table, NULL));
    REFUSED(posts, nextwork_market_posts(NULL, 99, in.market));
    REFUSED(market, nextwork_market_posts(&out.number, 99, NULL));
    REFUSED(table, nextwork_market_table(NULL, in.market, "posts"));
    REFUSED(market, nextwork_market_table(&out.table, NULL, "posts"));
    REFUSED(name, nextwork_market_table(&out.table, in.market, NULL));
    REFUSED(table, nextwork_market_explain(NULL, in.market, 0));
    REFUSED(market, nextwork_market_explain(&out.table, NULL, 0));
    REFUSED(table, nextwork_market_verify(NULL, &out.small, in.market, NULL));
    REFUSED(holds, nextwork_market_verify(&out.table, NULL, in.market, NULL));
    REFUSED(market, nextwork_market_verify(&out.table, &out.small, NULL, NULL));
}

static void plans(void)
{
    REFUSED(plan, nextwork_plan_new(NULL, in.cohort, NULL, NULL));
    REFUSED(cohort, nextwork_plan_new(&out.plan, NULL, NULL, NULL));
    REFUSED(plan, nextwork_plan_again(NULL, in.cohort, in.plan, NULL, NULL));
    REFUSED(cohort, nextwork_plan_again(&out.plan, NULL, in.plan, NULL, NULL));
    REFUSED(earlier, nextwork_plan_again(&out.plan, in.cohort, NULL, NULL, NULL));
    REFUSED(plan, nextwork_plan_again_from(NULL, in.cohort, ".", NULL, NULL));
    REFUSED(cohort, nextwork_plan_again_from(&out.plan, NULL, ".", NULL, NULL));
    REFUSED(folder, nextwork_plan_again_from(&out.plan, in.cohort, NULL, NULL, NULL));
    REFUSED(plan, nextwork_plan_read(NULL, in.cohort, "."));
    REFUSED(cohort, nextwork_plan_read(&out.plan, NULL, "."));
    REFUSED(folder, nextwork_plan_read(&out.plan, in.cohort, NULL));
    REFUSED(outcome, nextwork_plan_outcome(NULL, in.plan));
    REFUSED(plan, nextwork_plan_outcome(&out.small, NULL));
    REFUSED(value, nextwork_plan_value(NULL, &out.number, &out.other, in.plan));
    REFUSED(bound, nextwork_plan_value(&out.number, NULL, &out.other, in.plan));
    REFUSED(gap, nextwork_plan_value(&out.number, &out.other, NULL, in.plan));
    REFUSED(plan, nextwork_plan_value(&out.number, &out.other, &out.number, NULL));
    REFUSED(count, nextwork_plan_periods(NULL, in.plan));
    REFUSED(plan, nextwork_plan_periods(&out.number, NULL));
    REFUSED(table, nextwork_plan_table(NULL, in.plan, "plan"));
    REFUSED(plan, nextwork_plan_table(&out.table, NULL, "plan"));
    REFUSED(name, nextwork_plan_table(&out.table, in.plan, NULL));
    REFUSED(posts, nextwork_plan_posts(NULL, 100, in.plan));
    REFUSED(plan, nextwork_plan_posts(&out.number, 1, NULL));
    REFUSED(json, nextwork_plan_certificate(NULL, in.plan));
    REFUSED(plan, nextwork_plan_certificate(&out.own_text, NULL));
    REFUSED(plan, nextwork_plan_write(NULL, "."));
    REFUSED(folder, nextwork_plan_write(in.plan, NULL));
    REFUSED(table, nextwork_plan_verify(NULL, &out.small, in.plan, NULL));
    REFUSED(holds, nextwork_plan_verify(&out.table, NULL, in.plan, NULL));
    REFUSED(plan, nextwork_plan_verify(&out.table, &out.small, NULL, NULL));
    REFUSED(table, nextwork_plan_explain(NULL, in.plan, 0, "en"));
    REFUSED(plan, nextwork_plan_explain(&out.table, NULL, 0, "en"));
    REFUSED(language, nextwork_plan_explain(&out.table, in.plan, 0, NULL));
    REFUSED(table, nextwork_plan_explain_fit(NULL, in.plan, 0, 0, "en"));
    REFUSED(plan, nextwork_plan_explain_fit(&out.table, NULL, 0, 0, "en"));
    REFUSED(text, nextwork_plan_picture(NULL, in.plan, 0, "en"));
    REFUSED(plan, nextwork_plan_picture(&out.own_text, NULL, 0, "en"));
}

static void verification(void)
{
    REFUSED(table, nextwork_cohort_verify(NULL, &out.small, in.cohort, ".", NULL));
    REFUSED(holds, nextwork_cohort_verify(&out.table, NULL, in.cohort, ".", NULL));
    REFUSED(cohort, nextwork_cohort_verify(&out.table, &out.small, NULL, ".", NULL));
    REFUSED(folder, nextwork_cohort_verify(&out.table, &out.small, in.cohort, NULL, NULL));
    REFUSED(table, nextwork_result_verify(NULL, &out.small, in.result, NULL));
    REFUSED(holds, nextwork_result_verify(&out.table, NULL, in.result, NULL));
    REFUSED(result, nextwork_result_verify(&out.table, &out.small, NULL, NULL));
}

static void freeing_nothing_is_allowed(void)
{
    nextwork_table_free(NULL);
    nextwork_text_free(NULL);
    nextwork_options_free(NULL);
    nextwork_monitor_free(NULL);
    nextwork_builder_free(NULL);
    nextwork_cohort_unref(NULL);
    nextwork_round_unref(NULL);
    nextwork_result_unref(NULL);
    nextwork_market_free(NULL);
    nextwork_plan_unref(NULL);
    CU_ASSERT_PTR_NULL(nextwork_cohort_ref(NULL));
    CU_ASSERT_PTR_NULL(nextwork_round_ref(NULL));
    CU_ASSERT_PTR_NULL(nextwork_result_ref(NULL));
    CU_ASSERT_PTR_NULL(nextwork_plan_ref(NULL));
}

static void reference_is_given_back(void)
{
    CU_ASSERT_PTR_EQUAL(nextwork_cohort_ref(in.cohort), in.cohort);
    nextwork_cohort_unref(in.cohort);
    CU_ASSERT_PTR_EQUAL(nextwork_round_ref(in.round), in.round);
    nextwork_round_unref(in.round);
    CU_ASSERT_PTR_EQUAL(nextwork_result_ref(in.result), in.result);
    nextwork_result_unref(in.result);
    CU_ASSERT_PTR_EQUAL(nextwork_plan_ref(in.plan), in.plan);
    nextwork_plan_unref(in.plan);
}

/* Functions that take no handle, or take a NULL: tested above. */
static const char exempt[] =
    " nextwork_version nextwork_status_text nextwork_error_message nextwork_error_table "
    " nextwork_error_row nextwork_error_column nextwork_set_allocator nextwork_policy_default "
    " nextwork_monitor_cancel nextwork_table_free nextwork_text_free nextwork_options_free "
    " nextwork_monitor_free nextwork_builder_free nextwork_cohort_unref nextwork_round_unref "
    " nextwork_result_unref nextwork_cohort_ref nextwork_round_ref nextwork_result_ref "
    " nextwork_market_free "
    " nextwork_plan_unref nextwork_plan_ref ";

static void no_function_was_forgotten(void)
{
    char path[1024], name[128], padded[130];
    snprintf(path, sizeof path, "%s/libnextwork/nextwork.sym", nw_source_root());
    FILE *list = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    while (fscanf(list, "%127s", name) == 1) {
        snprintf(padded, sizeof padded, " %s ", name);
        bool known = strstr(tested, padded) != NULL || strstr(exempt, padded) != NULL;
        if (!known)
            printf("\n    no test of %s\n", name);
        CU_ASSERT(known);
    }
    fclose(list);
}

static nextwork_status set_up(void)
{
    nextwork_status status = nextwork_options_table(&in.table);
    status = status ? status : nextwork_options_new(&in.options);
    status = status ? status : nextwork_builder_new(&in.builder);
    status = status ? status : nextwork_monitor_new(&in.monitor);
    status = status ? status : nw_world_cohort(&in.cohort);
    status = status ? status : nw_world_round(&in.round);
    status = status ? status : nextwork_round_match(&in.result, in.round, NULL, NULL);
    status = status ? status : nextwork_market_new(&in.market, in.round, NULL, 0, NULL, NULL);
    status = status ? status : nextwork_options_set_int64(in.options, "periods", 2);
    status = status ? status : nextwork_plan_new(&in.plan, in.cohort, in.options, NULL);
    return status;
}

static void tear_down(void)
{
    nextwork_market_free(in.market);
    nextwork_plan_unref(in.plan);
    nextwork_result_unref(in.result);
    nextwork_round_unref(in.round);
    nextwork_cohort_unref(in.cohort);
    nextwork_monitor_free(in.monitor);
    nextwork_builder_free(in.builder);
    nextwork_options_free(in.options);
    nextwork_table_free(in.table);
}

int main(void)
{
    static const nw_case cases[] = {
        {"tables", tables},
        {"codes and options", codes_and_options},
        {"monitors", monitors},
        {"cancelling nobody leaves the message", cancelling_nobody_leaves_the_message},
        {"builders", builders},
        {"cohorts", cohorts},
        {"rounds", rounds},
        {"results", results},
        {"markets", markets},
        {"plans", plans},
        {"verification", verification},
        {"freeing nothing is allowed", freeing_nothing_is_allowed},
        {"a reference is given back", reference_is_given_back},
        {"no function was forgotten", no_function_was_forgotten},
        {NULL, NULL},
    };
    if (set_up() != NEXTWORK_OK) {
        fprintf(stderr, "%s\n", nextwork_error_message());
        return 1;
    }
    memset(&out, 0, sizeof out); /* padding too: it is compared */
    out.number = out.other = out.small = UNTOUCHED;
    memcpy(&untouched, &out, sizeof out);
    int failed = nw_run_cases("api handles", cases);
    tear_down();
    return failed;
}
