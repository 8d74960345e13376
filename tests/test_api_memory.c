/* Running out of memory, at whatever allocation, is a status; nothing is lost, and everything that
 * was made before can still be freed. */
#include "base/status.h"
#include "memory.h"
#include "runner.h"
#include "world.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Frees a table that a call made. */
static nextwork_status drop(nextwork_status status, nextwork_table **table)
{
    if (status == NEXTWORK_OK)
        nextwork_table_free(*table);
    return status;
}

static nextwork_status render(const nextwork_table *table)
{
    for (int32_t format = NEXTWORK_FORMAT_TABLE; format <= NEXTWORK_FORMAT_JSON; format++) {
        char *text;
        NW_TRY(nextwork_table_render(&text, table, format));
        nextwork_text_free(text);
    }
    return NEXTWORK_OK;
}

static nextwork_status constants(void *context)
{
    static const char *const lists[] = {"DB07",      "DB25",  "DISCO08", "municipalities",
                                        "crosswalk", "terms", "reasons"};
    nextwork_table *table;
    (void)context;
    NW_TRY(drop(nextwork_schema_table(&table), &table));
    NW_TRY(drop(nextwork_options_table(&table), &table));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        NW_TRY(drop(nextwork_codes_table(&table, lists[i]), &table));
    NW_TRY(nextwork_codes_table(&table, "reasons"));
    nextwork_status status = render(table);
    nextwork_table_free(table);
    return status;
}

static void constant_tables(void)
{
    CU_ASSERT(nw_test_each_allocation(constants, NULL) > 10);
}

/* --- From arrays to a verified match -----------------------------------------------------------
 */

static nextwork_status look_at_round(const nextwork_round *round, const nextwork_options *options)
{
    nextwork_table *table;
    NW_TRY(drop(nextwork_round_score(&table, round, 0, -1, -1, options, NULL), &table));
    NW_TRY(drop(nextwork_round_chances(&table, round, options, NULL), &table));
    NW_TRY(drop(nextwork_round_explain(&table, round, 0, 0, "en"), &table));
    return drop(nextwork_round_reasons(&table, round, 2, 2, "da"), &table);
}

static nextwork_status look_at_result(const nextwork_result *result)
{
    static const char *const names[] = {"placements", "unplaced", "posts"};
    nextwork_table *table;
    int32_t holds = 0;
    char *json;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        NW_TRY(drop(nextwork_result_table(&table, result, names[i]), &table));
    for (int64_t youth = 0; youth < NW_WORLD_YOUTHS; youth++)
        NW_TRY(drop(nextwork_result_explain(&table, result, youth, "en"), &table));
    NW_TRY(drop(nextwork_result_reasons(&table, result, 2, 2, "da"), &table));
    NW_TRY(drop(nextwork_result_compare(&table, &result, 1), &table));
    NW_TRY(nextwork_result_certificate(&json, result));
    nextwork_text_free(json);
    NW_TRY(drop(nextwork_result_verify(&table, &holds, result, NULL), &table));
    CU_ASSERT_EQUAL(holds, 1);
    return NEXTWORK_OK;
}

static nextwork_status match(nextwork_round *round, const nextwork_options *options)
{
    nextwork_result *result;
    NW_TRY(nextwork_round_match(&result, round, options, NULL));
    nextwork_status status = look_at_result(result);
    nextwork_result_unref(result);
    return status;
}

/* Tables may be asked for again, so that what fails first here is an edit or the opening. */
static nextwork_status edit(nextwork_market *market)
{
    static const int64_t posts[] = {3, 0};
    nextwork_table *table;
    int32_t holds;
    for (int64_t youth = 0; youth < NW_WORLD_YOUTHS; youth++)
        NW_TRY(nextwork_market_join(market, youth));
    NW_TRY(nextwork_market_set_wishes(market, 1, posts, NULL, 2));
    NW_TRY(nextwork_market_set_seats(market, 0, 3));
    NW_TRY(nextwork_market_set_places(market, 0, 3));
    NW_TRY(nextwork_market_leave(market, 0));
    NW_TRY(drop(nextwork_market_changes(&table, market), &table));
    NW_TRY(drop(nextwork_market_table(&table, market, "youths"), &table));
    NW_TRY(drop(nextwork_market_table(&table, market, "placements"), &table));
    NW_TRY(drop(nextwork_market_table(&table, market, "posts"), &table));
    for (int64_t youth = 1; youth < NW_WORLD_YOUTHS; youth++)
        NW_TRY(drop(nextwork_market_explain(&table, market, youth), &table));
    return drop(nextwork_market_verify(&table, &holds, market, NULL), &table);
}

static nextwork_status use_market(nextwork_round *round, const nextwork_options *options)
{
    nextwork_market *market;
    NW_TRY(nextwork_market_new(&market, round, NULL, -1, options, NULL));
    nextwork_market_free(market);
    NW_TRY(nextwork_market_new(&market, round, NULL, 0, options, NULL));
    nextwork_status status = edit(market);
    nextwork_market_free(market);
    return status;
}

static nextwork_status look_at_plan(const nextwork_plan *plan)
{
    static const char *const names[] = {"plan",     "unplaced", "periods",
                                        "coverage", "tried",    "prices"};
    nextwork_table *table;
    int32_t holds = 0;
    char *text;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        NW_TRY(drop(nextwork_plan_table(&table, plan, names[i]), &table));
    NW_TRY(drop(nextwork_plan_explain(&table, plan, 1, "da"), &table));
    NW_TRY(nextwork_plan_picture(&text, plan, 1, "en"));
    nextwork_text_free(text);
    NW_TRY(nextwork_plan_certificate(&text, plan));
    nextwork_text_free(text);
    NW_TRY(drop(nextwork_plan_verify(&table, &holds, plan, NULL), &table));
    CU_ASSERT_EQUAL(holds, 1);
    return NEXTWORK_OK;
}

static nextwork_status make_plan_again(nextwork_cohort *cohort, const nextwork_plan *earlier)
{
    nextwork_plan *plan;
    nextwork_table *table;
    NW_TRY(nextwork_plan_again(&plan, cohort, earlier, NULL, NULL));
    nextwork_status status = drop(nextwork_plan_table(&table, plan, "changes"), &table);
    nextwork_plan_unref(plan);
    return status;
}

static nextwork_status make_plan(nextwork_cohort *cohort, const nextwork_options *options)
{
    nextwork_plan *plan;
    NW_TRY(nextwork_plan_new(&plan, cohort, options, NULL));
    nextwork_status status = look_at_plan(plan);
    if (status == NEXTWORK_OK)
        status = make_plan_again(cohort, plan);
    nextwork_plan_unref(plan);
    return status;
}

static nextwork_status use_cohort(nextwork_cohort *cohort, const nextwork_options *options)
{
    nextwork_round *round;
    NW_TRY(nextwork_round_new(&round, cohort, options));
    nextwork_status status = look_at_round(round, options);
    if (status == NEXTWORK_OK)
        status = match(round, options);
    if (status == NEXTWORK_OK)
        status = use_market(round, options);
    nextwork_round_unref(round);
    return status;
}

/* With one thread, so that the n-th allocation is always the same. */
static nextwork_status choose(nextwork_options **options, int64_t extend)
{
    NW_TRY(nextwork_options_new(options));
    nextwork_status status = nextwork_options_set_int64(*options, "extend", extend);
    if (status == NEXTWORK_OK)
        status = nextwork_options_set_int64(*options, "threads", 1);
    if (status == NEXTWORK_OK)
        status = nextwork_options_set_int64(*options, "lotteries", 3);
    if (status == NEXTWORK_OK)
        status = nextwork_options_set_int64(*options, "periods", 2);
    if (status == NEXTWORK_OK)
        status = nextwork_options_set_int64(*options, "effort", 1);
    if (status != NEXTWORK_OK)
        nextwork_options_free(*options);
    return status;
}

static nextwork_status from_arrays(void *context)
{
    nextwork_cohort *cohort;
    nextwork_options *options;
    NW_TRY(nw_world_cohort(&cohort));
    nextwork_status status = choose(&options, *(int64_t *)context);
    if (status == NEXTWORK_OK) {
        status = use_cohort(cohort, options);
        nextwork_options_free(options);
    }
    nextwork_cohort_unref(cohort);
    return status;
}

static void from_arrays_to_a_verified_match(void)
{
    int64_t extend = 0;
    CU_ASSERT(nw_test_each_allocation(from_arrays, &extend) > 100);
}

static nextwork_status plan_from_arrays(void *context)
{
    nextwork_cohort *cohort;
    nextwork_options *options;
    (void)context;
    NW_TRY(nw_world_cohort(&cohort));
    nextwork_status status = choose(&options, 0);
    if (status == NEXTWORK_OK) {
        status = make_plan(cohort, options);
        nextwork_options_free(options);
    }
    nextwork_cohort_unref(cohort);
    return status;
}

static void from_arrays_to_a_verified_plan(void)
{
    CU_ASSERT(nw_test_each_allocation(plan_from_arrays, NULL) > 100);
}

static void with_extended_lists(void)
{
    int64_t extend = 1;
    CU_ASSERT(nw_test_each_allocation(from_arrays, &extend) > 100);
}

/* --- Data with errors
 * --------------------------------------------------------------------------
 */

static nextwork_status find_faults(nextwork_builder *builder)
{
    static const char *const ids[] = {"Y1", "Y1", "not an id"};
    static const char *const posts[] = {"P1", "GONE", ""};
    static const int64_t ranks[] = {1, -1, 2};
    nextwork_cohort *cohort;
    nextwork_table *table;
    NW_TRY(nextwork_builder_set_text(builder, "youths", "youth_id", ids, 3));
    NW_TRY(nextwork_builder_set_text(builder, "wishes", "youth_id", ids, 3));
    NW_TRY(nextwork_builder_set_text(builder, "wishes", "post_id", posts, 3));
    NW_TRY(nextwork_builder_set_int64(builder, "wishes", "rank", ranks, 3));
    NW_TRY(nextwork_builder_set_policy(builder, "[weights]\nwish = 0\n[nonsense]\n"));
    nextwork_status status = nextwork_builder_freeze(&cohort, builder, NULL);
    if (status != NEXTWORK_ERROR_DATA)
        return status;
    return drop(nextwork_builder_findings(&table, builder), &table);
}

static nextwork_status with_faults(void *context)
{
    nextwork_builder *builder;
    (void)context;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = find_faults(builder);
    nextwork_builder_free(builder);
    return status;
}

static void data_with_errors(void)
{
    CU_ASSERT(nw_test_each_allocation(with_faults, NULL) > 20);
}

/* --- Trying again
 * ------------------------------------------------------------------------------
 */

/* The status of the first try; the second must work, and give the column once. */
static nextwork_status try_twice(nextwork_status first, nextwork_status second)
{
    CU_ASSERT_EQUAL(second, first == NEXTWORK_OK ? NEXTWORK_ERROR_STATE : NEXTWORK_OK);
    return first;
}

static nextwork_status give_columns(nextwork_builder *builder)
{
    static const char *const texts[] = {"20", "not a number", "id with spaces"};
    static const int64_t numbers[] = {1, -1, 2};
    nextwork_status number = nextwork_builder_set_int64(builder, "posts", "seats", numbers, 3);
    number = try_twice(number, nextwork_builder_set_int64(builder, "posts", "seats", numbers, 3));
    nextwork_status text = nextwork_builder_set_text(builder, "youths", "youth_id", texts, 3);
    text = try_twice(text, nextwork_builder_set_text(builder, "youths", "youth_id", texts, 3));
    return number != NEXTWORK_OK ? number : text;
}

static nextwork_status give_again(void *context)
{
    nextwork_builder *builder;
    (void)context;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = give_columns(builder);
    nextwork_builder_free(builder);
    return status;
}

static void column_that_failed_may_be_given_again(void)
{
    CU_ASSERT(nw_test_each_allocation(give_again, NULL) > 10);
}

/* --- Folders
 * -----------------------------------------------------------------------------------
 */

typedef struct {
    char *cohort, *result;
} folders;

static nextwork_status make_result(const folders *in, nextwork_builder *builder)
{
    nextwork_cohort *cohort;
    nextwork_round *round = NULL;
    nextwork_result *result = NULL;
    NW_TRY(nextwork_builder_freeze(&cohort, builder, NULL));
    nextwork_status status = nextwork_round_new(&round, cohort, NULL);
    if (status == NEXTWORK_OK)
        status = nextwork_round_match(&result, round, NULL, NULL);
    if (status == NEXTWORK_OK)
        status = nextwork_result_write(result, in->result);
    if (status == NEXTWORK_OK)
        status = nextwork_builder_adopt_result(builder, result);
    nextwork_result_unref(result);
    nextwork_round_unref(round);
    nextwork_cohort_unref(cohort);
    return status;
}

static nextwork_status generate(nextwork_builder *builder)
{
    nextwork_options *options;
    NW_TRY(nextwork_options_new(&options));
    nextwork_status status = nextwork_options_set_text(options, "scenario", "prototype");
    if (status == NEXTWORK_OK)
        status = nextwork_builder_generate(builder, options);
    nextwork_options_free(options);
    return status;
}

static nextwork_status write_cohort(void *context)
{
    const folders *in = context;
    nextwork_builder *builder;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = generate(builder);
    if (status == NEXTWORK_OK)
        status = nextwork_builder_write_folder(builder, in->cohort);
    nextwork_builder_free(builder);
    return status;
}

static nextwork_status write_result(void *context)
{
    const folders *in = context;
    nextwork_builder *builder;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = nextwork_builder_read_folder(builder, in->cohort, NULL);
    if (status == NEXTWORK_OK)
        status = make_result(in, builder);
    nextwork_builder_free(builder);
    return status;
}

static nextwork_status verify(const folders *in, nextwork_builder *builder)
{
    nextwork_cohort *cohort;
    nextwork_table *table;
    int32_t holds = 0;
    NW_TRY(nextwork_builder_freeze(&cohort, builder, NULL));
    nextwork_status status =
        drop(nextwork_cohort_verify(&table, &holds, cohort, in->result, NULL), &table);
    nextwork_cohort_unref(cohort);
    if (status == NEXTWORK_OK)
        CU_ASSERT_EQUAL(holds, 1);
    return status;
}

static nextwork_status verify_result(void *context)
{
    const folders *in = context;
    nextwork_builder *builder;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = nextwork_builder_use_policy_of(builder, in->result);
    if (status == NEXTWORK_OK)
        status = nextwork_builder_read_folder(builder, in->cohort, NULL);
    if (status == NEXTWORK_OK)
        status = verify(in, builder);
    nextwork_builder_free(builder);
    return status;
}

/* Removes a folder of files; counts what was in it. */
static int remove_folder(const char *folder)
{
    int files = 0;
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL; files++) {
        char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
        g_free(path);
    }
    if (dir != NULL)
        g_dir_close(dir);
    g_rmdir(folder);
    return files;
}

static void from_files_to_files(void)
{
    char *scratch = g_dir_make_tmp("nextwork-XXXXXX", NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(scratch);
    folders in = {g_build_filename(scratch, "cohort", NULL),
                  g_build_filename(scratch, "result", NULL)};
    CU_ASSERT(nw_test_each_allocation(write_cohort, &in) > 100);
    CU_ASSERT(nw_test_each_allocation(write_result, &in) > 100);
    CU_ASSERT(nw_test_each_allocation(verify_result, &in) > 50);
    CU_ASSERT_EQUAL(remove_folder(in.cohort), 9); /* nothing half-written stays behind */
    CU_ASSERT_EQUAL(remove_folder(in.result), 4);
    g_rmdir(scratch);
    g_free(in.cohort);
    g_free(in.result);
    g_free(scratch);
}

int main(void)
{
    static const nw_case cases[] = {
        {"constant tables", constant_tables},
        {"from arrays to a verified match", from_arrays_to_a_verified_match},
        {"with extended lists", with_extended_lists},
        {"from arrays to a verified plan", from_arrays_to_a_verified_plan},
        {"a column that failed may be given again", column_that_failed_may_be_given_again},
        {"data with errors", data_with_errors},
        {"from files to files", from_files_to_files},
        {NULL, NULL},
    };
    return nw_run_cases("api memory", cases);
}
