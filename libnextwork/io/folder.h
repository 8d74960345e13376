/* Result folders: several files that appear together or not at all. */
#ifndef NW_IO_FOLDER_H
#define NW_IO_FOLDER_H

#include "base/status.h"
#include "base/text.h"

#include <stdbool.h>

typedef struct {
    const char *name; /* within the folder */
    nw_text content;
} nw_file;

/* Writes the files into `folder` (made when missing, parents too): each whole into a temporary
 * beside it and flushed, then all renamed into place; on failure or interruption no file of
 * before is harmed, and no temporary and no folder made for them stays behind. A file whose content
 * is NULL is to be absent: one of before goes once the others are in place. */
nextwork_status nw_folder_write(const char *folder, const nw_file *files, int64_t count);

/* The whole of a file and a NUL byte after it; free with nw_free. */
nextwork_status nw_file_read(char **content, int64_t *bytes, const char *path);

/* The same of a file of a folder, and whether there is one of that name. */
nextwork_status nw_folder_read(char **content, int64_t *bytes, const char *folder,
                               const char *name);
bool nw_folder_has(const char *folder, const char *name);

#endif
