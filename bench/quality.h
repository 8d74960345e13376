/* How good matchings are, not how fast: numbers that are the same on every machine, kept in
 * results/quality.csv so that a change of any of them shows. */
#ifndef BENCH_QUALITY_H
#define BENCH_QUALITY_H

#include "base/status.h"

#include <stdbool.h>

/* Prints the table as CSV: every way of matching on synthetic cohorts and markets; `fast`: on the
 * small ones only, the same rows as in the whole table. */
nextwork_status bench_print_quality(bool fast);

#endif
