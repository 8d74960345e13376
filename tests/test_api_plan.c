/* Plans through the public API: options, errors, tables, numbers, files, and being stopped. */
#include "runner.h"
#include "world.h"

#include <nextwork.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <string.h>

static struct {
    nextwork_cohort *cohort;
    nextwork_options *options;
} in;

static bool says(const char *words)
{
    return strstr(nextwork_error_message(), words) != NULL;
}

static void begin(void)
{
    CU_ASSERT_EQUAL_FATAL(nw_world_cohort(&in.cohort), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&in.options), NEXTWORK_OK);
}

static void end(void)
{
    nextwork_options_free(in.options);
    nextwork_cohort_unref(in.cohort);
}

static void set(const char *name, const char *value)
{
    CU_ASSERT_EQUAL_FATAL(nextwork_options_set_text(in.options, name, value), NEXTWORK_OK);
}

static nextwork_plan *made(void)
{
    nextwork_plan *plan = NULL;
    CU_ASSERT_EQUAL_FATAL(nextwork_plan_new(&plan, in.cohort, in.options, NULL), NEXTWORK_OK);
    return plan;
}

static void periods_are_two_to_eight(void)
{
    begin();
    for (int64_t periods = -1; periods < 11; periods++) {
        bool within = periods >= 2 && periods <= 8;
        CU_ASSERT_EQUAL(nextwork_options_set_int64(in.options, "periods", periods),
                        within ? NEXTWORK_OK : NEXTWORK_ERROR_ARGUMENT);
    }
    end();
}

static void what_is_asked_for_must_make_a_plan(void)
{
    static const struct {
        const char *option, *value, *second, *other, *message;
    } cases[] = {
        {NULL, NULL, NULL, NULL, "nobody says how many periods"},
        {"periods", "5", NULL, NULL, "4 companies are too few for 5 periods"},
        {"calendar", "2027-01-04/13,2027-04-04/13", NULL, NULL, "period 2 begins on 2027-04-04"},
        {"calendar", "2027-01-04/13", NULL, NULL, "a plan has 2 to 8"},
        {"calendar", "next year", NULL, NULL, "period 1, \"next year\", is none"},
        {"calendar", "2027-01-04/13,2027-05-03/8", "periods", "3", "leave option periods out"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        nextwork_plan *plan = NULL;
        begin();
        if (cases[i].option != NULL)
            set(cases[i].option, cases[i].value);
        if (cases[i].second != NULL)
            set(cases[i].second, cases[i].other);
        CU_ASSERT_EQUAL(nextwork_plan_new(&plan, in.cohort, in.options, NULL),
                        NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT(says(cases[i].message));
        CU_ASSERT_PTR_NULL(plan);
        end();
    }
}

static void tables_and_numbers_agree(void)
{
    static const char *const names[] = {"plan",     "unplaced", "periods",
                                        "coverage", "tried",    "prices"};
    begin();
    set("periods", "3");
    set("extend", "1");
    nextwork_plan *plan = made();
    nextwork_table *table;
    int64_t periods = 0, posts[3 * NW_WORLD_YOUTHS], rows = 0, placed = 0, value, bound, gap;
    CU_ASSERT_EQUAL(nextwork_plan_periods(&periods, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL(periods, 3);
    CU_ASSERT_EQUAL(nextwork_plan_posts(posts, 3 * NW_WORLD_YOUTHS - 1, plan),
                    NEXTWORK_ERROR_BUFFER);
    CU_ASSERT_EQUAL(nextwork_plan_posts(posts, 3 * NW_WORLD_YOUTHS, plan), NEXTWORK_OK);
    for (int i = 0; i < 3 * NW_WORLD_YOUTHS; i++)
        placed += posts[i] >= 0;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        CU_ASSERT_EQUAL_FATAL(nextwork_plan_table(&table, plan, names[i]), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nextwork_table_rows(&rows, table), NEXTWORK_OK);
        if (i == 0)
            CU_ASSERT_EQUAL(rows, placed);
        if (i == 1)
            CU_ASSERT_EQUAL(rows, 3 * NW_WORLD_YOUTHS - placed);
        nextwork_table_free(table);
    }
    CU_ASSERT_EQUAL(nextwork_plan_table(&table, plan, "placements"), NEXTWORK_ERROR_NOT_FOUND);
    CU_ASSERT(says("give plan, unplaced"));
    CU_ASSERT_EQUAL(nextwork_plan_value(&value, &bound, &gap, plan), NEXTWORK_OK);
    CU_ASSERT(value > 0 && bound >= value && gap >= 0);
    nextwork_plan_unref(plan);
    end();
}

static void one_youth_is_told_of(void)
{
    begin();
    set("periods", "2");
    nextwork_plan *plan = made();
    nextwork_table *table;
    int64_t posts[2 * NW_WORLD_YOUTHS];
    char *text;
    CU_ASSERT_EQUAL_FATAL(nextwork_plan_posts(posts, 2 * NW_WORLD_YOUTHS, plan), NEXTWORK_OK);
    for (int64_t i = 0; i < 2 * NW_WORLD_YOUTHS; i++) {
        nextwork_status status =
            nextwork_plan_explain_fit(&table, plan, i % NW_WORLD_YOUTHS, i / NW_WORLD_YOUTHS, "en");
        CU_ASSERT_EQUAL(status, posts[i] >= 0 ? NEXTWORK_OK : NEXTWORK_ERROR_NOT_FOUND);
        if (status == NEXTWORK_OK)
            nextwork_table_free(table);
    }
    CU_ASSERT_EQUAL(nextwork_plan_explain_fit(&table, plan, 0, 2, "en"), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT(says("no period number 2"));
    CU_ASSERT_EQUAL(nextwork_plan_explain_fit(&table, plan, -1, 0, "en"), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_plan_explain(&table, plan, 0, "fr"), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_plan_explain(&table, plan, NW_WORLD_YOUTHS, "en"),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_plan_picture(&text, plan, NW_WORLD_YOUTHS, "en"),
                    NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL_FATAL(nextwork_plan_picture(&text, plan, 0, "en"), NEXTWORK_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "tried: industries"));
    nextwork_text_free(text);
    nextwork_plan_unref(plan);
    end();
}

static void remove_folder(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
        g_free(path);
    }
    if (dir != NULL)
        g_dir_close(dir);
    g_rmdir(folder);
}

static void a_folder_is_verified_and_read(void)
{
    begin();
    set("periods", "2");
    nextwork_plan *plan = made(), *read = NULL;
    nextwork_table *table;
    char *folder = g_dir_make_tmp("nextwork-XXXXXX", NULL), *one, *other;
    int32_t holds = 0;
    CU_ASSERT_EQUAL(nextwork_plan_read(&read, in.cohort, folder), NEXTWORK_ERROR_IO);
    CU_ASSERT_EQUAL_FATAL(nextwork_plan_write(plan, folder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_cohort_verify(&table, &holds, in.cohort, folder, NULL),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL(holds, 1);
    nextwork_table_free(table);
    CU_ASSERT_EQUAL_FATAL(nextwork_plan_read(&read, in.cohort, folder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_plan_certificate(&one, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_plan_certificate(&other, read), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(one, other);
    nextwork_text_free(one);
    nextwork_text_free(other);
    nextwork_plan_unref(read);
    nextwork_plan_unref(plan);
    remove_folder(folder);
    g_free(folder);
    end();
}

/* A monitor that stops it at once: a plan that holds, be it an empty one, or no plan at all. */
static void expect_plan_or_none(nextwork_monitor *monitor, int32_t expected)
{
    nextwork_plan *plan = NULL;
    nextwork_status status = nextwork_plan_new(&plan, in.cohort, in.options, monitor);
    if (status != NEXTWORK_OK) {
        CU_ASSERT_EQUAL(status, NEXTWORK_ERROR_CANCELLED);
        CU_ASSERT_PTR_NULL(plan);
        return;
    }
    int32_t outcome = 0, holds = 0;
    nextwork_table *table;
    CU_ASSERT_EQUAL(nextwork_plan_outcome(&outcome, plan), NEXTWORK_OK);
    CU_ASSERT_EQUAL(outcome, expected);
    CU_ASSERT_EQUAL_FATAL(nextwork_plan_verify(&table, &holds, plan, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(holds, 1);
    nextwork_table_free(table);
    nextwork_plan_unref(plan);
}

static void what_was_stopped_is_a_plan_or_none(void)
{
    nextwork_monitor *monitor;
    begin();
    set("periods", "2");
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(monitor, 0), NEXTWORK_OK);
    expect_plan_or_none(monitor, NEXTWORK_OUTCOME_TIME_LIMIT);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    expect_plan_or_none(monitor, NEXTWORK_OUTCOME_CANCELLED);
    nextwork_monitor_free(monitor);
    end();
}

int main(void)
{
    static const nw_case cases[] = {
        {"periods are two to eight", periods_are_two_to_eight},
        {"what is asked for must make a plan", what_is_asked_for_must_make_a_plan},
        {"tables and numbers agree", tables_and_numbers_agree},
        {"one youth is told of", one_youth_is_told_of},
        {"a folder is verified and read", a_folder_is_verified_and_read},
        {"what was stopped is a plan or none", what_was_stopped_is_a_plan_or_none},
        {NULL, NULL},
    };
    return nw_run_cases("api plan", cases);
}
