#include "bench.h"

#include <nextwork/status.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_REPEATS 1000
#define ENOUGH_NS 5000000000 /* once the runs have taken so long, none follows */

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int compare_times(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, two = *(const int64_t *)b;
    return (one > two) - (one < two);
}

static bool explain(const bench_case *of, const char *doing)
{
    fprintf(stderr, "nextwork-bench: %s: %s: %s\n", of->name, doing, nextwork_error_message());
    return false;
}

static bool run_repeats(bench_line *line, void *state)
{
    int64_t times[MOST_REPEATS], taken = 0;
    int most = line->repeats;
    line->repeats = 0;
    for (int i = 0; i < most && taken < ENOUGH_NS; i++) {
        int64_t start = now();
        nextwork_status status = line->of->run(state);
        times[i] = now() - start;
        taken += times[i];
        line->repeats++;
        if (status != NEXTWORK_OK)
            return explain(line->of, "run");
        bench_answer answer = {0};
        line->of->answer(&answer, state);
        if (i > 0 && (answer.hash != line->hash || answer.items != line->items)) {
            fprintf(stderr, "nextwork-bench: %s: two runs gave different results\n",
                    line->of->name);
            return false;
        }
        line->hash = answer.hash;
        line->items = answer.items;
        line->value = answer.value;
        line->bound = answer.bound;
        if (answer.peak_bytes > line->peak_bytes)
            line->peak_bytes = answer.peak_bytes;
    }
    qsort(times, (size_t)line->repeats, sizeof *times, compare_times);
    line->least_ns = times[0];
    line->median_ns = times[line->repeats / 2];
    return true;
}

static int64_t own_peak_bytes(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (int64_t)used.ru_maxrss * 1024;
}

static bool measure_here(bench_line *line, const bench_ask *ask)
{
    void *state = NULL;
    if (line->of->prepare(&state, ask) != NEXTWORK_OK)
        return explain(line->of, "prepare");
    bool worked = run_repeats(line, state);
    if (line->peak_bytes == 0)
        line->peak_bytes = own_peak_bytes();
    line->of->clean_up(state);
    return worked;
}

static bool read_whole(int from, bench_line *line)
{
    size_t got = 0;
    while (got < sizeof *line) {
        ssize_t bytes = read(from, (char *)line + got, sizeof *line - got);
        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes <= 0)
            return false;
        got += (size_t)bytes;
    }
    return true;
}

static void be_the_child(int to, bench_line *line, const bench_ask *ask)
{
    bool worked = measure_here(line, ask);
    worked = worked && write(to, line, sizeof *line) == (ssize_t)sizeof *line;
    fflush(NULL);
    _exit(worked ? EXIT_SUCCESS : EXIT_FAILURE);
}

bool bench_measure(bench_line *line, const bench_case *of, const bench_ask *ask, int repeats)
{
    int ends[2];
    *line = (bench_line){.of = of, .size = ask->size, .threads = ask->threads};
    line->repeats = repeats < 1 ? 1 : repeats > MOST_REPEATS ? MOST_REPEATS : repeats;
    fflush(NULL);
    if (pipe(ends) != 0) {
        perror("nextwork-bench: pipe");
        return false;
    }
    pid_t child = fork();
    if (child < 0) {
        perror("nextwork-bench: fork");
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    if (child == 0)
        be_the_child(ends[1], line, ask);
    close(ends[1]);
    bool whole = read_whole(ends[0], line);
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return whole && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}
