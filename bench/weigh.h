/* An instance of max-weight from a file, so that other solvers can have the same one. */
#ifndef BENCH_WEIGH_H
#define BENCH_WEIGH_H

#include "base/status.h"

#include <stdbool.h>

/* The file holds, in this machine's bytes: youths, posts and pairs as 64-bit numbers; youths + 1
 * places where rows begin, 64-bit; then 32-bit numbers: each pair's post, each pair's fit, each
 * post's seats. Where companies have caps, their number follows, 64-bit, no more than there are
 * posts, then 32-bit numbers: each post's company, each company's cap. Prints the sum of fits and
 * the least seconds of `repeats` runs; false when the file cannot be read or solved, said on
 * stderr. */
bool bench_weigh(const char *path, int repeats);

#endif
