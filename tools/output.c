#include "output.h"

#include "sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char *extension(int32_t format)
{
    switch (format) {
    case NEXTWORK_FORMAT_JSON:
        return "json";
    case NEXTWORK_FORMAT_CSV:
        return "csv";
    default:
        return "txt";
    }
}

static bool is_there(const char *path)
{
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* The folder and those above it that are not there yet, the innermost first. */
static char **missing_folders(const char *folder)
{
    GPtrArray *missing = g_ptr_array_new();
    g_autofree char *path = g_strdup(folder);
    while (!is_there(path)) {
        g_ptr_array_add(missing, path);
        path = g_path_get_dirname(path);
    }
    g_ptr_array_add(missing, NULL);
    return (char **)g_ptr_array_free(missing, FALSE);
}

/* As far as nobody has put anything into them. */
static void remove_folders(const output *out)
{
    for (char **folder = out->made; folder != NULL && *folder != NULL; folder++)
        if (rmdir(*folder) != 0)
            return;
}

static void forget_paths(output *out)
{
    g_free(out->path);
    g_free(out->temporary);
    g_strfreev(out->made);
}

static int open_file(output *out, const char *folder, const char *name)
{
    out->made = missing_folders(folder);
    if (g_mkdir_with_parents(folder, 0777) != 0) {
        int exit_code =
            fail(EXIT_BROKEN, "cannot make the folder %s: %s", folder, g_strerror(errno));
        remove_folders(out);
        forget_paths(out);
        return exit_code;
    }
    out->path = g_build_filename(folder, name, NULL);
    g_autofree char *hidden = g_strdup_printf(".%s.%ld", name, (long)getpid());
    out->temporary = g_build_filename(folder, hidden, NULL);
    int descriptor = open(out->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    out->file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (out->file != NULL)
        return EXIT_DONE;
    int exit_code = fail(EXIT_BROKEN, "cannot write %s: %s", out->path, g_strerror(errno));
    remove_folders(out);
    forget_paths(out);
    return exit_code;
}

int output_open(output *out, const request *r, const char *name)
{
    *out = (output){.file = stdout, .format = format_or_table(r)};
    if (r->folder == NULL)
        return EXIT_DONE;
    if (r->format == 0)
        out->format = NEXTWORK_FORMAT_CSV;
    g_autofree char *whole = g_strdup_printf("%s.%s", name, extension(out->format));
    return open_file(out, r->folder, whole);
}

bool output_text(output *out, const char *text)
{
    if (out->error == 0 && (fputs(text, out->file) == EOF || fflush(out->file) != 0))
        out->error = errno;
    return out->error == 0;
}

bool output_table(output *out, const nextwork_table *table)
{
    auto_library_text text = NULL;
    if (out->format == NEXTWORK_FORMAT_TABLE) {
        g_autofree char *sheet = sheet_of(table);
        if (sheet != NULL)
            return output_text(out, sheet);
    } else if (nextwork_table_render(&text, table, out->format) == NEXTWORK_OK) {
        return output_text(out, text);
    }
    if (out->error == 0)
        out->error = ENOMEM;
    return false;
}

/* Into place, or away. */
static void settle(output *out, bool keep)
{
    if (out->error == 0 && keep && fsync(fileno(out->file)) != 0)
        out->error = errno;
    if (fclose(out->file) != 0 && out->error == 0)
        out->error = errno;
    if (out->error == 0 && keep && rename(out->temporary, out->path) != 0)
        out->error = errno;
    if (out->error == 0 && keep)
        return;
    unlink(out->temporary);
    remove_folders(out);
}

int output_close(output *out, int exit_code)
{
    if (out->temporary != NULL)
        settle(out, exit_code == EXIT_DONE || exit_code == EXIT_FINDINGS);
    if (out->error == EPIPE)
        exit_code = EXIT_CLOSED;
    else if (out->error != 0)
        exit_code = fail(EXIT_BROKEN, "cannot write %s: %s",
                         out->path == NULL ? "the output" : out->path, g_strerror(out->error));
    forget_paths(out);
    return exit_code;
}

int print_text(const char *text)
{
    output out = {.file = stdout};
    output_text(&out, text);
    return output_close(&out, EXIT_DONE);
}

int print_table(const request *r, const nextwork_table *table)
{
    output out = {.file = stdout, .format = format_or_table(r)};
    output_table(&out, table);
    return output_close(&out, EXIT_DONE);
}
