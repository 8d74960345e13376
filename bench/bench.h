/* What every case of nextwork-bench shares: what it is asked, what it answers, and the table of
 * cases. A case prepares its input once, untimed, and then runs several times, each run timed
 * whole. Each case at each size runs in a process of its own, so that its peak memory is its own.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "base/status.h"

#include <stdbool.h>

typedef struct {
    int64_t size;
    int threads;
    uint64_t seed;
    const char *command; /* path of the command nextwork */
    const char *scratch; /* a folder that is removed at the end */
} bench_ask;

/* The answer of one run. Runs of one case and size must give the same result. */
typedef struct {
    int64_t items;        /* what the time is divided by */
    uint64_t hash;        /* of the result */
    int64_t peak_bytes;   /* of a process that did the work; 0: this one did */
    int64_t value, bound; /* of a case that looks for the best: what it found, and what nothing is
                             above; 0: of no such case */
} bench_answer;

typedef struct {
    const char *name, *what;
    const char *item;     /* plural */
    const int64_t *sizes; /* those of a run without --size; ends with 0 */
    nextwork_status (*prepare)(void **state, const bench_ask *ask);
    nextwork_status (*run)(void *state); /* what is timed */
    void (*answer)(bench_answer *answer, const void *state);
    void (*clean_up)(void *state);
} bench_case;

/* All cases, in the order of a run that names none, and NULL. */
extern const bench_case *const bench_cases[];
const bench_case *bench_case_find(const char *name); /* NULL when there is none */

/* One line of the report. */
typedef struct {
    const bench_case *of;
    int64_t size;
    int repeats, threads;
    int64_t items;
    int64_t least_ns, median_ns;
    int64_t peak_bytes; /* of the process that did it, its input included */
    uint64_t hash;
    int64_t value, bound;
} bench_line;

/* Runs a case in a child process and measures it. Says on stderr what went wrong, if it did. */
bool bench_measure(bench_line *line, const bench_case *of, const bench_ask *ask, int repeats);

void bench_print_head(void);
void bench_print_line(const bench_line *line);

/* Writes the lines and what they were measured on as JSON. */
bool bench_write_json(const char *path, const bench_line *lines, int count);

#endif
