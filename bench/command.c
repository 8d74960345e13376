#include "command.h"

#include "base/memory.h"
#include "base/random.h"
#include "io/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

extern char **environ;

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info;
    (void)type;
    (void)where;
    return remove(path);
}

void bench_folder_remove(const char *path)
{
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

nextwork_status bench_folder_new(char path[BENCH_PATH], const char *scratch, const char *name)
{
    int bytes = snprintf(path, BENCH_PATH, "%s/%s", scratch, name);
    if (bytes < 0 || bytes >= BENCH_PATH)
        return nw_fail(NEXTWORK_ERROR_IO, "the path of the scratch folder is too long");
    bench_folder_remove(path);
    if (mkdir(path, 0700) != 0)
        return nw_fail(NEXTWORK_ERROR_IO, "%s: %s", path, strerror(errno));
    return NEXTWORK_OK;
}

static nextwork_status start(pid_t *process, const char *const *argv, const char *output)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int failure = posix_spawn(process, argv[0], &actions, NULL, (char *const *)argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0)
        return nw_fail(NEXTWORK_ERROR_IO, "%s: %s", argv[0], strerror(failure));
    return NEXTWORK_OK;
}

nextwork_status bench_spawn(int64_t *peak_bytes, const char *const *argv, const char *output)
{
    pid_t process;
    NW_TRY(start(&process, argv, output));
    int status = 0;
    struct rusage used;
    while (wait4(process, &status, 0, &used) < 0) {
        if (errno != EINTR)
            return nw_fail(NEXTWORK_ERROR_IO, "waiting for %s: %s", argv[0], strerror(errno));
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return nw_fail(NEXTWORK_ERROR_IO, "%s %s did not exit with 0", argv[0], argv[1]);
    *peak_bytes = (int64_t)used.ru_maxrss * 1024;
    return NEXTWORK_OK;
}

uint64_t bench_hash_file(const char *path)
{
    char *content;
    int64_t bytes;
    if (nw_file_read(&content, &bytes, path) != NEXTWORK_OK)
        return 0;
    uint64_t hash = nw_keyed_hash(0, 0, content, bytes);
    nw_free(content);
    return hash;
}
