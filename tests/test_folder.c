/* Result folders: their files appear together or not at all, and nothing else stays behind. */
#include "base/memory.h"
#include "io/folder.h"
#include "memory.h"
#include "runner.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

static char *top;

static char *below_top(const char *name)
{
    return g_build_filename(top, name, NULL);
}

static void remove_all(const char *path)
{
    GDir *directory = g_dir_open(path, 0, NULL);
    if (directory != NULL) {
        for (const char *name; (name = g_dir_read_name(directory)) != NULL;) {
            char *inner = g_build_filename(path, name, NULL);
            remove_all(inner);
            g_free(inner);
        }
        g_dir_close(directory);
    }
    g_remove(path);
}

static void begin(void)
{
    top = g_dir_make_tmp("nextwork-XXXXXX", NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(top);
}

static void end(void)
{
    remove_all(top);
    g_free(top);
}

static bool holds(const char *path, const char *expected)
{
    char *content = NULL;
    int64_t bytes = 0;
    CU_ASSERT_EQUAL_FATAL(nw_file_read(&content, &bytes, path), NEXTWORK_OK);
    bool same = bytes == (int64_t)strlen(expected) && strcmp(content, expected) == 0;
    nw_free(content);
    return same;
}

static int count_entries(const char *path)
{
    int count = 0;
    GDir *directory = g_dir_open(path, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(directory);
    while (g_dir_read_name(directory) != NULL)
        count++;
    g_dir_close(directory);
    return count;
}

static nextwork_status write_two(const char *folder, const char *first, const char *second)
{
    const nw_file files[] = {
        {"a.csv", nw_text_of(first)},
        {"b.json", nw_text_of(second)},
    };
    return nw_folder_write(folder, files, 2);
}

static void folder_is_made_with_its_parents(void)
{
    begin();
    char *folder = below_top("x/y/z"), *a = below_top("x/y/z/a.csv"),
         *b = below_top("x/y/z/b.json");
    CU_ASSERT_EQUAL(write_two(folder, "one\n", ""), NEXTWORK_OK);
    CU_ASSERT(holds(a, "one\n"));
    CU_ASSERT(holds(b, ""));
    CU_ASSERT_EQUAL(count_entries(folder), 2);
    g_free(a);
    g_free(b);
    g_free(folder);
    end();
}

static void files_of_before_are_replaced_and_others_kept(void)
{
    begin();
    char *a = below_top("a.csv"), *other = below_top("notes.txt");
    CU_ASSERT_FATAL(g_file_set_contents(other, "mine", -1, NULL));
    CU_ASSERT_EQUAL(write_two(top, "first", "1"), NEXTWORK_OK);
    CU_ASSERT_EQUAL(write_two(top, "second", "2"), NEXTWORK_OK);
    CU_ASSERT(holds(a, "second"));
    CU_ASSERT(holds(other, "mine"));
    CU_ASSERT_EQUAL(count_entries(top), 3);
    g_free(a);
    g_free(other);
    end();
}

static void failure_harms_nothing_and_leaves_nothing(void)
{
    begin();
    char *a = below_top("a.csv"), *b = below_top("b.json");
    CU_ASSERT_EQUAL(write_two(top, "first", "1"), NEXTWORK_OK);
    g_remove(b);
    g_mkdir(b, 0777); /* a file cannot replace a folder */
    CU_ASSERT_EQUAL(write_two(top, "second", "2"), NEXTWORK_ERROR_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), "b.json: cannot be replaced"));
    CU_ASSERT(holds(a, "first"));
    CU_ASSERT_EQUAL(count_entries(top), 2);
    g_free(a);
    g_free(b);
    end();
}

static void folder_that_cannot_be_is_an_error(void)
{
    begin();
    char *file = below_top("file"), *folder = below_top("file/folder");
    CU_ASSERT_FATAL(g_file_set_contents(file, "", -1, NULL));
    CU_ASSERT_EQUAL(write_two(folder, "", ""), NEXTWORK_ERROR_IO);
    CU_ASSERT_EQUAL(write_two(file, "", ""), NEXTWORK_ERROR_IO);
    CU_ASSERT_EQUAL(count_entries(top), 1);
    g_free(file);
    g_free(folder);
    end();
}

static void folder_made_for_nothing_goes_again(void)
{
    begin();
    struct rlimit before, small;
    CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    small = before;
    small.rlim_cur = 1; /* bytes of a file */
    CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &small), 0);
    char *folder = below_top("x/y"), *a = below_top("x/y/a.csv"), *x = below_top("x");
    CU_ASSERT_EQUAL(write_two(folder, "some", "more"), NEXTWORK_ERROR_IO);
    CU_ASSERT_EQUAL(count_entries(top), 0);
    CU_ASSERT(g_str_has_prefix(nextwork_error_message(), a));
    CU_ASSERT_EQUAL_FATAL(g_mkdir(x, 0777), 0);
    CU_ASSERT_EQUAL(write_two(folder, "some", "more"), NEXTWORK_ERROR_IO);
    CU_ASSERT_EQUAL(count_entries(top), 1);
    CU_ASSERT_EQUAL(count_entries(x), 0);
    CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &before), 0);
    g_free(x);
    g_free(a);
    g_free(folder);
    end();
}

static void large_files_are_read_whole(void)
{
    begin();
    char *path = below_top("a.csv"), *content = NULL;
    char *large = g_strnfill(200001, 'x');
    int64_t bytes = 0;
    CU_ASSERT_EQUAL(write_two(top, large, ""), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_file_read(&content, &bytes, path), NEXTWORK_OK);
    CU_ASSERT_EQUAL(bytes, 200001);
    CU_ASSERT_STRING_EQUAL(content, large);
    nw_free(content);
    g_free(large);
    g_free(path);
    end();
}

static void file_that_cannot_be_read_is_an_error(void)
{
    char *content = NULL;
    int64_t bytes = -1;
    CU_ASSERT_EQUAL(nw_file_read(&content, &bytes, "/no/such/file"), NEXTWORK_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(nextwork_error_message(),
                           "/no/such/file: cannot be read: No such file or directory");
    CU_ASSERT_EQUAL(nw_file_read(&content, &bytes, "/"), NEXTWORK_ERROR_IO);
    CU_ASSERT_PTR_NULL(content);
    CU_ASSERT_EQUAL(bytes, -1);
}

static nextwork_status read_file(void *context)
{
    char *content = NULL;
    int64_t bytes = 0;
    NW_TRY(nw_file_read(&content, &bytes, context));
    nw_free(content);
    return NEXTWORK_OK;
}

static void running_out_of_memory_is_a_status(void)
{
    begin();
    char *path = below_top("a.csv"), *large = g_strnfill(200001, 'x');
    CU_ASSERT_EQUAL(write_two(top, large, ""), NEXTWORK_OK);
    CU_ASSERT(nw_test_each_allocation(read_file, path) > 2);
    g_free(large);
    g_free(path);
    end();
}

int main(void)
{
    static const nw_case cases[] = {
        {"a folder is made with its parents", folder_is_made_with_its_parents},
        {"files of before are replaced and others kept",
         files_of_before_are_replaced_and_others_kept},
        {"a failure harms nothing and leaves nothing", failure_harms_nothing_and_leaves_nothing},
        {"a folder that cannot be is an error", folder_that_cannot_be_is_an_error},
        {"a folder made for nothing goes again", folder_made_for_nothing_goes_again},
        {"large files are read whole", large_files_are_read_whole},
        {"a file that cannot be read is an error", file_that_cannot_be_read_is_an_error},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("folder", cases);
}
