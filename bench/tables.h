/* Large cohorts as CSV files, written straight: few columns, and no more structure than the reader
 * and the checks can notice. */
#ifndef BENCH_TABLES_H
#define BENCH_TABLES_H

#include "base/status.h"

/* Writes youths.csv, companies.csv (one for ten youths), posts.csv (one for four) and wishes.csv
 * (ten a youth) into a folder; gives the rows of all together. */
nextwork_status bench_write_cohort(int64_t *rows, const char *folder, int64_t youths,
                                   uint64_t seed);

#endif
