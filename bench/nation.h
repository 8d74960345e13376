/* A round of the scenario nation. */
#ifndef BENCH_NATION_H
#define BENCH_NATION_H

#include "bench.h"
#include "fit/round.h"

/* As many youths as asked for, and companies in proportion. */
nextwork_status bench_nation_round(nw_round **round, const bench_ask *ask, int32_t weeks);

#endif
