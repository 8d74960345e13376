/* The folder of a result, of a match or of a plan: it holds one at a time. */
#ifndef NW_ROUND_RESULT_FOLDER_H
#define NW_ROUND_RESULT_FOLDER_H

#include "io/folder.h"

/* Writes a result's files (nw_folder_write). What an earlier one, match or plan, left besides goes
 * once they are in place. NEXTWORK_ERROR_STATE, and nothing changes, when the folder holds a
 * cohort: a match has a placements.csv and a posts.csv as well. */
nextwork_status nw_result_folder_write(const char *folder, const nw_file *files, int64_t count);

#endif
