#include "io/folder.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static nextwork_status fail_io(const char *path, const char *what)
{
    return nw_fail_at(NEXTWORK_ERROR_IO, path, -1, "", "%s: %s: %s", path, what, g_strerror(errno));
}

/* --- Writing -----------------------------------------------------------------------------------
 */

static bool write_all(int file, nw_text content)
{
    while (content.bytes > 0) {
        ssize_t written = write(file, content.at, (size_t)content.bytes);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            content.at += written;
            content.bytes -= written;
        }
    }
    return true;
}

static nextwork_status fail_file(const char *folder, const nw_file *wanted, const char *what)
{
    int reason = errno;
    char *path = g_build_filename(folder, wanted->name, NULL);
    errno = reason;
    nextwork_status status = fail_io(path, what);
    g_free(path);
    return status;
}

/* Writes and flushes one file under a name of its own beside its place. */
static nextwork_status write_temporary(char **temporary, const char *folder, const nw_file *wanted)
{
    char *name = g_strdup_printf("%s/.%s.XXXXXX", folder, wanted->name);
    int file = g_mkstemp_full(name, O_WRONLY | O_CLOEXEC, 0666);
    if (file < 0) {
        nextwork_status status = fail_file(folder, wanted, "cannot be made");
        g_free(name);
        return status;
    }
    *temporary = name;
    nextwork_status status = NEXTWORK_OK;
    if (!write_all(file, wanted->content) || fsync(file) != 0)
        status = fail_file(folder, wanted, "cannot be written");
    if (close(file) != 0 && status == NEXTWORK_OK)
        status = fail_file(folder, wanted, "cannot be written");
    return status;
}

/* What would stop a rename is found before the first. */
static nextwork_status check_place(const char *folder, const nw_file *wanted)
{
    char *path = g_build_filename(folder, wanted->name, NULL);
    struct stat about;
    nextwork_status status = NEXTWORK_OK;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        status = fail_io(path, "cannot be replaced");
    }
    g_free(path);
    return status;
}

/* Puts one file into its place and forgets its temporary name. */
static nextwork_status put_into_place(char **temporary, const char *folder, const nw_file *wanted)
{
    char *path = g_build_filename(folder, wanted->name, NULL);
    nextwork_status status = NEXTWORK_OK;
    if (rename(*temporary, path) != 0) {
        status = fail_io(path, "cannot be replaced");
    } else {
        g_free(*temporary);
        *temporary = NULL;
    }
    g_free(path);
    return status;
}

static nextwork_status take_away(const char *folder, const nw_file *unwanted)
{
    char *path = g_build_filename(folder, unwanted->name, NULL);
    nextwork_status status = NEXTWORK_OK;
    if (unlink(path) != 0 && errno != ENOENT)
        status = fail_file(folder, unwanted, "cannot be removed");
    g_free(path);
    return status;
}

/* The new names are safe once the folder is on the disk too. Not every file system can do it. */
static void flush_folder(const char *folder)
{
    int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return;
    fsync(directory);
    close(directory);
}

static nextwork_status write_files(char **temporaries, const char *folder, const nw_file *files,
                                   int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        NW_TRY(check_place(folder, &files[i]));
        if (files[i].content.at != NULL)
            NW_TRY(write_temporary(&temporaries[i], folder, &files[i]));
    }
    for (int64_t i = 0; i < count; i++)
        if (files[i].content.at != NULL)
            NW_TRY(put_into_place(&temporaries[i], folder, &files[i]));
    for (int64_t i = 0; i < count; i++)
        if (files[i].content.at == NULL)
            NW_TRY(take_away(folder, &files[i]));
    flush_folder(folder);
    return NEXTWORK_OK;
}

/* The folder and those above it that are not there yet, the innermost first. */
static char **missing_folders(const char *folder)
{
    GPtrArray *missing = g_ptr_array_new();
    char *path = g_strdup(folder);
    while (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_ptr_array_add(missing, path);
        path = g_path_get_dirname(path);
    }
    g_free(path);
    g_ptr_array_add(missing, NULL);
    return (char **)g_ptr_array_free(missing, FALSE);
}

static void remove_folders(char **folders)
{
    while (*folders != NULL && rmdir(*folders) == 0)
        folders++;
}

static nextwork_status write_all_files(const char *folder, const nw_file *files, int64_t count)
{
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail_io(folder, "cannot be made");
    char **temporaries = g_new0(char *, (gsize)count);
    nextwork_status status = write_files(temporaries, folder, files, count);
    for (int64_t i = 0; i < count; i++) {
        if (temporaries[i] != NULL)
            unlink(temporaries[i]);
        g_free(temporaries[i]);
    }
    g_free(temporaries);
    return status;
}

nextwork_status nw_folder_write(const char *folder, const nw_file *files, int64_t count)
{
    char **missing = missing_folders(folder);
    nextwork_status status = write_all_files(folder, files, count);
    if (status != NEXTWORK_OK)
        remove_folders(missing);
    g_strfreev(missing);
    return status;
}

/* --- Reading -----------------------------------------------------------------------------------
 */

#define BYTES_AT_ONCE 65536

static nextwork_status read_open(char **content, int64_t *bytes, int file, const char *path)
{
    int64_t room = 0;
    for (;;) {
        NW_TRY(nw_grow((void **)content, &room, *bytes + BYTES_AT_ONCE + 1, 1));
        ssize_t got = read(file, *content + *bytes, BYTES_AT_ONCE);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return fail_io(path, "cannot be read");
        if (got > 0)
            *bytes += got;
    }
    (*content)[*bytes] = '\0';
    return NEXTWORK_OK;
}

nextwork_status nw_file_read(char **content, int64_t *bytes, const char *path)
{
    char *text = NULL;
    int64_t length = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail_io(path, "cannot be read");
    nextwork_status status = read_open(&text, &length, file, path);
    close(file);
    if (status != NEXTWORK_OK) {
        nw_free(text);
        return status;
    }
    *content = text;
    *bytes = length;
    return NEXTWORK_OK;
}

nextwork_status nw_folder_read(char **content, int64_t *bytes, const char *folder, const char *name)
{
    char *path = g_build_filename(folder, name, NULL);
    nextwork_status status = nw_file_read(content, bytes, path);
    g_free(path);
    return status;
}

bool nw_folder_has(const char *folder, const char *name)
{
    char *path = g_build_filename(folder, name, NULL);
    bool there = g_file_test(path, G_FILE_TEST_EXISTS);
    g_free(path);
    return there;
}
