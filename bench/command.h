/* Running the command nextwork as a user would: a process of its own, files to files. */
#ifndef BENCH_COMMAND_H
#define BENCH_COMMAND_H

#include "base/status.h"

#define BENCH_PATH 1024

/* A folder inside the scratch folder, with what was in it before removed. */
nextwork_status bench_folder_new(char path[BENCH_PATH], const char *scratch, const char *name);

/* Removes a folder and all in it. */
void bench_folder_remove(const char *path);

/* Runs argv[0] with the arguments up to NULL, its standard output into the file `output`, and
 * waits. Gives its peak memory. Fails unless it exits with 0. */
nextwork_status bench_spawn(int64_t *peak_bytes, const char *const *argv, const char *output);

/* A hash of a file's bytes; 0 when it cannot be read. */
uint64_t bench_hash_file(const char *path);

#endif
