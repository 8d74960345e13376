#include "io/csv.h"
#include "io/csv_reader.h"

#include <dirent.h>
#include <errno.h>
#include <glib.h>
#include <sys/stat.h>

static char *file_name(int table)
{
    return g_strconcat(nw_schema((nw_table_name)table)->name, ".csv", NULL);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder that end in .csv, sorted: the order of a directory is chance. NULL, with
 * errno saying why, when it cannot be read. */
static GPtrArray *csv_names(const char *folder)
{
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        char *lower = g_ascii_strdown(entry->d_name, -1);
        if (g_str_has_suffix(lower, ".csv"))
            g_ptr_array_add(names, g_strdup(entry->d_name));
        g_free(lower);
    }
    closedir(directory);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static bool has_name(const GPtrArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++)
        if (strcmp(names->pdata[i], name) == 0)
            return true;
    return false;
}

static nextwork_status note_missing_file(nw_findings *findings, const nw_table_schema *schema,
                                         const char *file, const GPtrArray *names)
{
    const char *nearest =
        nw_text_nearest(nw_text_of(file), (const char *const *)names->pdata, (int64_t)names->len);
    return nw_finding_file(findings, NW_ERROR, "missing-file", file, 0, "", nw_text_of(""),
                           "the folder has no %s (%s); add it%s%s", file, schema->help,
                           nearest == NULL ? "" : ", or rename ", nearest == NULL ? "" : nearest);
}

static nextwork_status read_tables(nw_table *tables, const char *folder, const GPtrArray *names,
                                   nw_findings *findings, nextwork_monitor *monitor)
{
    for (int t = 0; t < NW_TABLES; t++) {
        nextwork_status status = NEXTWORK_OK;
        char *file = file_name(t), *path = g_build_filename(folder, file, NULL);
        if (has_name(names, file))
            status = nw_csv_read(&tables[t], path, findings, monitor);
        else if (tables[t].schema->required)
            status = note_missing_file(findings, tables[t].schema, file, names);
        g_free(file);
        g_free(path);
        NW_TRY(status);
    }
    return NEXTWORK_OK;
}

static nextwork_status note_unknown_files(nw_findings *findings, const GPtrArray *names)
{
    nextwork_status status = NEXTWORK_OK;
    char *known[NW_TABLES];
    for (int t = 0; t < NW_TABLES; t++)
        known[t] = file_name(t);
    for (guint i = 0; i < names->len && status == NEXTWORK_OK; i++) {
        const char *name = names->pdata[i];
        const char *nearest =
            nw_text_nearest(nw_text_of(name), (const char *const *)known, NW_TABLES);
        if (nearest == NULL || strcmp(nearest, name) != 0)
            status =
                nw_finding_file(findings, NW_WARNING, "unknown-file", name, 0, "", nw_text_of(""),
                                "no table has this name, so it is not read%s%s%s",
                                nearest == NULL ? "" : "; did you mean ",
                                nearest == NULL ? "" : nearest, nearest == NULL ? "" : "?");
    }
    for (int t = 0; t < NW_TABLES; t++)
        g_free(known[t]);
    return status;
}

static int64_t bytes_of(const char *folder, const GPtrArray *names)
{
    int64_t bytes = 0;
    for (int t = 0; t < NW_TABLES; t++) {
        char *file = file_name(t), *path = g_build_filename(folder, file, NULL);
        struct stat about;
        if (has_name(names, file) && stat(path, &about) == 0)
            bytes += (int64_t)about.st_size;
        g_free(file);
        g_free(path);
    }
    return bytes;
}

static nextwork_status init_tables(nw_table *tables)
{
    for (int t = 0; t < NW_TABLES; t++)
        tables[t] = (nw_table){0};
    for (int t = 0; t < NW_TABLES; t++)
        NW_TRY(nw_table_init(&tables[t], nw_schema((nw_table_name)t)));
    return NEXTWORK_OK;
}

nextwork_status nw_csv_read_folder(nw_table *tables, const char *folder, nw_findings *findings,
                                   nextwork_monitor *monitor)
{
    NW_TRY(init_tables(tables));
    GPtrArray *names = csv_names(folder);
    if (names == NULL)
        return nw_fail_at(NEXTWORK_ERROR_IO, folder, -1, "",
                          "%s: not a folder that can be read: %s%s", folder, g_strerror(errno),
                          errno == ENOTDIR ? "; give the folder that the tables are in" : "");
    nw_monitor_begin(monitor, bytes_of(folder, names));
    nextwork_status status = read_tables(tables, folder, names, findings, monitor);
    if (status == NEXTWORK_OK)
        status = note_unknown_files(findings, names);
    g_ptr_array_free(names, TRUE);
    return status;
}
