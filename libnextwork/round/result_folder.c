#include "round/result_folder.h"

#include "cohort/schema.h"

#include <stdio.h>

/* Every file that a match or a plan may have. */
static const char *const names[] = {"placements.csv", "unplaced.csv", "posts.csv",
                                    "prices.csv",     "plan.csv",     "coverage.csv",
                                    "kept.csv",       "changes.csv",  "certificate.json"};
#define NAMES ((int64_t)(sizeof names / sizeof *names))

/* The youths are in every cohort and in no result. */
static nextwork_status refuse_cohort(const char *folder)
{
    char file[64];
    snprintf(file, sizeof file, "%s.csv", nw_schema(NW_YOUTHS)->name);
    if (!nw_folder_has(folder, file))
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_STATE, file, -1, "",
                      "%s holds a cohort, and a result would take the place of its tables; give "
                      "another folder",
                      folder);
}

static const nw_file *file_named(const char *name, const nw_file *files, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        if (strcmp(files[i].name, name) == 0)
            return &files[i];
    return NULL;
}

nextwork_status nw_result_folder_write(const char *folder, const nw_file *files, int64_t count)
{
    nw_file list[NAMES];
    NW_TRY(refuse_cohort(folder));
    for (int64_t i = 0; i < NAMES; i++) {
        const nw_file *file = file_named(names[i], files, count);
        list[i] = file != NULL ? *file : (nw_file){.name = names[i]};
    }
    return nw_folder_write(folder, list, NAMES);
}
