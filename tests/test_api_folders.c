/* Folders: a cohort from arrays is the same as from CSV files; what is written is read back; a
 * result is verified from its folder. */
#include "cohort/schema.h"
#include "runner.h"
#include "world.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#define POLICY_START "[round]\nstart = 2027-01-04\n"

static char *scratch;

static char *path_of(const char *name)
{
    return g_build_filename(scratch, name, NULL);
}

/* A file of the example cohort. */
static char *example(const char *name)
{
    return g_build_filename(nw_source_root(), "examples", "cohorts", "prototype", name, NULL);
}

static nextwork_builder *made(void)
{
    nextwork_builder *builder;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_new(&builder), NEXTWORK_OK);
    return builder;
}

static nextwork_builder *read_example(void)
{
    nextwork_builder *builder = made();
    char *folder = example("");
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_folder(builder, folder, NULL), NEXTWORK_OK);
    g_free(folder);
    return builder;
}

static void digest_of(char hex[65], nextwork_builder *builder)
{
    nextwork_cohort *cohort;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_digest(hex, 65, cohort), NEXTWORK_OK);
    nextwork_cohort_unref(cohort);
}

static nextwork_result *match(nextwork_builder *builder)
{
    nextwork_cohort *cohort;
    nextwork_round *round;
    nextwork_result *result;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_new(&round, cohort, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_round_match(&result, round, NULL, NULL), NEXTWORK_OK);
    nextwork_round_unref(round);
    nextwork_cohort_unref(cohort);
    return result;
}

static bool says(const char *part)
{
    bool does = strstr(nextwork_error_message(), part) != NULL;
    if (!does)
        printf("\n    \"%s\" is not in: %s\n", part, nextwork_error_message());
    return does;
}

/* --- Arrays and files --------------------------------------------------------------------------
 */

/* The rows of a CSV file without quotes, from the last to the first, and its header. */
typedef struct {
    char **header;
    char ***rows;
    int64_t count;
} csv;

static csv read_csv(const char *path)
{
    char *content;
    CU_ASSERT_FATAL(g_file_get_contents(path, &content, NULL, NULL));
    CU_ASSERT_PTR_NULL_FATAL(strchr(content, '"'));
    char **lines = g_strsplit(g_strchomp(content), "\n", -1);
    csv file = {.count = (int64_t)g_strv_length(lines) - 1};
    file.header = g_strsplit(lines[0], ",", -1);
    file.rows = g_new(char **, (gsize)file.count + 1);
    for (int64_t row = 0; row < file.count; row++)
        file.rows[row] = g_strsplit(lines[file.count - row], ",", -1);
    g_strfreev(lines);
    g_free(content);
    return file;
}

static void free_csv(csv *file)
{
    for (int64_t row = 0; row < file->count; row++)
        g_strfreev(file->rows[row]);
    g_free(file->rows);
    g_strfreev(file->header);
}

/* Whole numbers are given as numbers, everything else as text. */
static void give_column(nextwork_builder *builder, nw_table_name table, const csv *file, int column)
{
    const nw_table_schema *schema = nw_schema(table);
    const char *name = file->header[column];
    nw_kind kind = schema->columns[nw_schema_column(schema, nw_text_of(name))].kind;
    int64_t *numbers = g_new(int64_t, (gsize)file->count + 1);
    const char **texts = g_new(const char *, (gsize)file->count + 1);
    for (int64_t row = 0; row < file->count; row++) {
        const char *cell = file->rows[row][column];
        texts[row] = cell;
        numbers[row] = cell[0] == '\0' ? NEXTWORK_UNKNOWN : g_ascii_strtoll(cell, NULL, 10);
    }
    nextwork_status status =
        kind == NW_INT || kind == NW_BOOL
            ? nextwork_builder_set_int64(builder, schema->name, name, numbers, file->count)
            : nextwork_builder_set_text(builder, schema->name, name, texts, file->count);
    CU_ASSERT_EQUAL(status, NEXTWORK_OK);
    g_free(numbers);
    g_free(texts);
}

static void give_table(nextwork_builder *builder, nw_table_name table)
{
    char *name = g_strconcat(nw_schema(table)->name, ".csv", NULL);
    char *path = example(name);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        csv file = read_csv(path);
        for (int column = (int)g_strv_length(file.header) - 1; column >= 0; column--)
            give_column(builder, table, &file, column);
        free_csv(&file);
    }
    g_free(path);
    g_free(name);
}

static nextwork_builder *give_example(void)
{
    nextwork_builder *builder = made();
    for (int table = 0; table < NW_TABLES; table++)
        give_table(builder, (nw_table_name)table);
    char *policy = example("policy.ini");
    CU_ASSERT_EQUAL(nextwork_builder_read_policy(builder, policy), NEXTWORK_OK);
    g_free(policy);
    return builder;
}

static void expect_same_table(const nextwork_result *a, const nextwork_result *b, const char *name)
{
    nextwork_table *of_a, *of_b;
    char *text_a, *text_b;
    CU_ASSERT_EQUAL_FATAL(nextwork_result_table(&of_a, a, name), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_result_table(&of_b, b, name), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_render(&text_a, of_a, NEXTWORK_FORMAT_CSV), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_table_render(&text_b, of_b, NEXTWORK_FORMAT_CSV), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(text_a, text_b);
    nextwork_text_free(text_a);
    nextwork_text_free(text_b);
    nextwork_table_free(of_a);
    nextwork_table_free(of_b);
}

static void arrays_in_another_order_give_the_same_as_files(void)
{
    nextwork_builder *files = read_example(), *arrays = give_example();
    char of_files[65], of_arrays[65], *certificate, *other;
    digest_of(of_files, files);
    digest_of(of_arrays, arrays);
    CU_ASSERT_STRING_EQUAL(of_files, of_arrays);
    nextwork_result *a = match(files), *b = match(arrays);
    expect_same_table(a, b, "placements");
    expect_same_table(a, b, "unplaced");
    expect_same_table(a, b, "posts");
    CU_ASSERT_EQUAL_FATAL(nextwork_result_certificate(&certificate, a), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_result_certificate(&other, b), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(certificate, other);
    nextwork_text_free(certificate);
    nextwork_text_free(other);
    nextwork_result_unref(a);
    nextwork_result_unref(b);
    nextwork_builder_free(files);
    nextwork_builder_free(arrays);
}

/* --- Reading -----------------------------------------------------------------------------------
 */

static void folder_that_is_not_there_is_an_error(void)
{
    nextwork_builder *builder = made();
    char *path = path_of("nowhere");
    CU_ASSERT_EQUAL(nextwork_builder_read_folder(builder, path, NULL), NEXTWORK_ERROR_IO);
    CU_ASSERT(says("nowhere"));
    CU_ASSERT_EQUAL(nextwork_builder_read_policy(builder, path), NEXTWORK_ERROR_IO);
    CU_ASSERT_EQUAL(nextwork_builder_use_policy_of(builder, path), NEXTWORK_ERROR_IO);
    g_free(path);
    /* and nothing of it stays: */
    path = example("");
    CU_ASSERT_EQUAL(nextwork_builder_read_folder(builder, path, NULL), NEXTWORK_OK);
    g_free(path);
    nextwork_builder_free(builder);
}

static void only_an_empty_builder_is_filled_whole(void)
{
    nextwork_builder *builder = read_example();
    char *folder = example("");
    CU_ASSERT_EQUAL(nextwork_builder_read_folder(builder, folder, NULL), NEXTWORK_ERROR_STATE);
    CU_ASSERT_EQUAL(nextwork_builder_generate(builder, NULL), NEXTWORK_ERROR_STATE);
    g_free(folder);
    nextwork_builder_free(builder);
}

static void policy_that_was_set_before_is_kept(void)
{
    char set_before[65], set_after[65], of_folder[65];
    char *folder = example("");
    nextwork_builder *before = made(), *after = read_example();
    digest_of(of_folder, after);
    CU_ASSERT_EQUAL(nextwork_builder_set_policy(before, POLICY_START), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_read_folder(before, folder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_set_policy(after, POLICY_START), NEXTWORK_OK);
    digest_of(set_before, before);
    digest_of(set_after, after);
    CU_ASSERT_STRING_EQUAL(set_before, set_after);
    CU_ASSERT_STRING_NOT_EQUAL(set_before, of_folder);
    g_free(folder);
    nextwork_builder_free(before);
    nextwork_builder_free(after);
}

static void policy_with_a_zero_byte_is_a_finding(void)
{
    static const char text[] = "[policy]\nid = one\n\0[weights]\nwish = 1\n";
    nextwork_builder *before = made(), *after = read_example();
    nextwork_cohort *cohort;
    char *path = path_of("zero.ini"), *folder = example("");
    CU_ASSERT_FATAL(g_file_set_contents(path, text, sizeof text - 1, NULL));
    CU_ASSERT_EQUAL(nextwork_builder_read_policy(before, path), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_read_folder(before, folder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, before, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT(says("zero byte"));
    CU_ASSERT_EQUAL(nextwork_builder_read_policy(after, path), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, after, NULL), NEXTWORK_ERROR_DATA);
    CU_ASSERT(says("zero byte"));
    CU_ASSERT_EQUAL(nextwork_builder_set_policy(after, POLICY_START), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_freeze(&cohort, after, NULL), NEXTWORK_OK);
    nextwork_cohort_unref(cohort);
    g_remove(path);
    g_free(path);
    g_free(folder);
    nextwork_builder_free(before);
    nextwork_builder_free(after);
}

/* --- Writing -----------------------------------------------------------------------------------
 */

static void remove_folder(char *folder)
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
    g_free(folder);
}

static void what_is_written_is_read_back(void)
{
    char before[65], after[65];
    char *folder = path_of("written");
    nextwork_builder *builder = made(), *again = made();
    CU_ASSERT_EQUAL_FATAL(nw_world_fill(builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_write_folder(builder, folder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_read_folder(again, folder, NULL), NEXTWORK_OK);
    digest_of(before, builder);
    digest_of(after, again);
    CU_ASSERT_STRING_EQUAL(before, after);
    nextwork_builder_free(builder);
    nextwork_builder_free(again);
    remove_folder(folder);
}

static void table_of_another_cohort_is_not_mixed_in(void)
{
    char *folder = path_of("mixed"), *travel = g_build_filename(folder, "travel.csv", NULL);
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL_FATAL(nw_world_fill(builder), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(g_mkdir(folder, 0777), 0);
    CU_ASSERT_FATAL(g_file_set_contents(travel, "youth_id,company_id,minutes\n", -1, NULL));
    CU_ASSERT_EQUAL(nextwork_builder_write_folder(builder, folder), NEXTWORK_ERROR_STATE);
    CU_ASSERT(says("travel.csv of another cohort"));
    g_remove(travel);
    CU_ASSERT_EQUAL(nextwork_builder_write_folder(builder, folder), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_write_folder(builder, folder), NEXTWORK_OK);
    nextwork_builder_free(builder);
    g_free(travel);
    remove_folder(folder);
}

static void tables_with_errors_are_not_written(void)
{
    static const int64_t seats[] = {-1};
    char *folder = path_of("faulty");
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL(nextwork_builder_set_int64(builder, "posts", "seats", seats, 1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_write_folder(builder, folder), NEXTWORK_ERROR_DATA);
    CU_ASSERT_FALSE(g_file_test(folder, G_FILE_TEST_EXISTS));
    nextwork_builder_free(builder);
    g_free(folder);
}

/* --- Generating --------------------------------------------------------------------------------
 */

static nextwork_options *options_of(const char *scenario, int64_t seed)
{
    nextwork_options *options;
    CU_ASSERT_EQUAL_FATAL(nextwork_options_new(&options), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_options_set_text(options, "scenario", scenario), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_options_set_int64(options, "seed", seed), NEXTWORK_OK);
    return options;
}

static void generate(char hex[65], int64_t seed)
{
    nextwork_options *options = options_of("prototype", seed);
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_generate(builder, options), NEXTWORK_OK);
    digest_of(hex, builder);
    nextwork_builder_free(builder);
    nextwork_options_free(options);
}

static void same_seed_same_cohort(void)
{
    char one[65], same[65], two[65], of_example[65];
    nextwork_builder *builder = read_example();
    generate(one, 1);
    generate(same, 1);
    generate(two, 2);
    digest_of(of_example, builder);
    CU_ASSERT_STRING_EQUAL(one, same);
    CU_ASSERT_STRING_NOT_EQUAL(one, two);
    CU_ASSERT_STRING_EQUAL(one, of_example);
    nextwork_builder_free(builder);
}

static void knob_is_an_option(void)
{
    nextwork_options *options = options_of("prototype", 1);
    nextwork_builder *builder = made();
    nextwork_cohort *cohort;
    int64_t youths;
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "youths", 5), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_generate(builder, options), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_cohort_count(&youths, cohort, "youths"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(youths, 5);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
    nextwork_options_free(options);
}

static void knobs_that_contradict_each_other_are_refused(void)
{
    nextwork_options *options = options_of("prototype", 1);
    nextwork_builder *builder = made();
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "answer_yes", 6000), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_options_set_int64(options, "answer_maybe", 6000), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_generate(builder, options), NEXTWORK_ERROR_ARGUMENT);
    nextwork_builder_free(builder);
    nextwork_options_free(options);
}

/* --- Adopting ----------------------------------------------------------------------------------
 */

static void a_match_is_adopted_from_its_files_or_as_it_is(void)
{
    char before[65], as_it_is[65], from_files[65], *folder = path_of("adopted");
    nextwork_builder *builder = read_example(), *other = read_example();
    nextwork_result *result = match(builder);
    digest_of(before, builder);
    CU_ASSERT_EQUAL(nextwork_builder_adopt_result(builder, result), NEXTWORK_OK);
    digest_of(as_it_is, builder);
    CU_ASSERT_EQUAL_FATAL(nextwork_result_write(result, folder), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_builder_adopt(other, folder), NEXTWORK_OK);
    digest_of(from_files, other);
    CU_ASSERT_STRING_NOT_EQUAL(before, as_it_is);
    CU_ASSERT_STRING_EQUAL(from_files, as_it_is);
    nextwork_result_unref(result);
    nextwork_builder_free(builder);
    nextwork_builder_free(other);
    remove_folder(folder);
}

static void a_result_does_not_replace_a_cohort(void)
{
    char *folder = path_of("both"), *posts = g_build_filename(folder, "posts.csv", NULL);
    nextwork_builder *builder = read_example();
    nextwork_result *result = match(builder);
    char *before, *after;
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_write_folder(builder, folder), NEXTWORK_OK);
    CU_ASSERT_FATAL(g_file_get_contents(posts, &before, NULL, NULL));
    CU_ASSERT_EQUAL(nextwork_result_write(result, folder), NEXTWORK_ERROR_STATE);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "holds a cohort"));
    CU_ASSERT_FATAL(g_file_get_contents(posts, &after, NULL, NULL));
    CU_ASSERT_STRING_EQUAL(after, before);
    g_free(before);
    g_free(after);
    nextwork_result_unref(result);
    nextwork_builder_free(builder);
    g_free(posts);
    remove_folder(folder);
}

/* --- Verifying ---------------------------------------------------------------------------------
 */

static int32_t holds(const char *result, nextwork_status expected)
{
    int32_t all = -1;
    nextwork_table *table;
    nextwork_cohort *cohort;
    nextwork_builder *builder = read_example();
    CU_ASSERT_EQUAL(nextwork_builder_use_policy_of(builder, result), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_builder_freeze(&cohort, builder, NULL), NEXTWORK_OK);
    nextwork_status status = nextwork_cohort_verify(&table, &all, cohort, result, NULL);
    CU_ASSERT_EQUAL(status, expected);
    if (status == NEXTWORK_OK)
        nextwork_table_free(table);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
    return all;
}

/* The policy of the result is another one than the folder's. */
static char *write_result(void)
{
    char *folder = path_of("result");
    nextwork_builder *builder = read_example();
    CU_ASSERT_EQUAL(nextwork_builder_set_policy(
                        builder, "[round]\nstart = 2027-02-01\n[weights]\ntravel = 20\n"),
                    NEXTWORK_OK);
    nextwork_result *result = match(builder);
    CU_ASSERT_EQUAL_FATAL(nextwork_result_write(result, folder), NEXTWORK_OK);
    nextwork_result_unref(result);
    nextwork_builder_free(builder);
    return folder;
}

static void result_is_verified_with_its_own_policy(void)
{
    char *folder = write_result(), *posts = g_build_filename(folder, "posts.csv", NULL);
    CU_ASSERT_EQUAL(holds(folder, NEXTWORK_OK), 1);

    char *content;
    CU_ASSERT_FATAL(g_file_get_contents(posts, &content, NULL, NULL));
    content[strlen(content) - 2] ^= 1;
    CU_ASSERT_FATAL(g_file_set_contents(posts, content, -1, NULL));
    CU_ASSERT_EQUAL(holds(folder, NEXTWORK_OK), 0);

    g_remove(posts);
    CU_ASSERT_EQUAL(holds(folder, NEXTWORK_ERROR_IO), -1);
    g_free(content);
    g_free(posts);
    remove_folder(folder);
}

static void certificate_that_is_none_has_no_policy(void)
{
    char *folder = write_result(), *path = g_build_filename(folder, "certificate.json", NULL);
    nextwork_builder *builder = made();
    CU_ASSERT_FATAL(g_file_set_contents(path, "{\"policy\": 7}", -1, NULL));
    CU_ASSERT_EQUAL(nextwork_builder_use_policy_of(builder, folder), NEXTWORK_ERROR_DATA);
    CU_ASSERT_FATAL(g_file_set_contents(path, "{\"policy\": ", -1, NULL));
    CU_ASSERT_EQUAL(nextwork_builder_use_policy_of(builder, folder), NEXTWORK_ERROR_DATA);
    nextwork_builder_free(builder);
    g_free(path);
    remove_folder(folder);
}

int main(void)
{
    static const nw_case cases[] = {
        {"arrays in another order give the same as files",
         arrays_in_another_order_give_the_same_as_files},
        {"a folder that is not there is an error", folder_that_is_not_there_is_an_error},
        {"only an empty builder is filled whole", only_an_empty_builder_is_filled_whole},
        {"a policy that was set before is kept", policy_that_was_set_before_is_kept},
        {"a policy with a zero byte is a finding", policy_with_a_zero_byte_is_a_finding},
        {"what is written is read back", what_is_written_is_read_back},
        {"a table of another cohort is not mixed in", table_of_another_cohort_is_not_mixed_in},
        {"tables with errors are not written", tables_with_errors_are_not_written},
        {"same seed, same cohort", same_seed_same_cohort},
        {"a knob is an option", knob_is_an_option},
        {"knobs that contradict each other are refused",
         knobs_that_contradict_each_other_are_refused},
        {"a result does not replace a cohort", a_result_does_not_replace_a_cohort},
        {"a match is adopted from its files or as it is",
         a_match_is_adopted_from_its_files_or_as_it_is},
        {"a result is verified with its own policy", result_is_verified_with_its_own_policy},
        {"a certificate that is none has no policy", certificate_that_is_none_has_no_policy},
        {NULL, NULL},
    };
    scratch = g_dir_make_tmp("nextwork-XXXXXX", NULL);
    if (scratch == NULL)
        return 1;
    int failed = nw_run_cases("api folders", cases);
    g_rmdir(scratch);
    g_free(scratch);
    return failed;
}
