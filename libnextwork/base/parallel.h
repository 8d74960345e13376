/* Work in blocks on several threads. Blocks are handed out in order but finish in any; results
 * must depend on the block alone, so that every number of threads gives the same bytes. */
#ifndef NW_BASE_PARALLEL_H
#define NW_BASE_PARALLEL_H

#include "base/status.h"

/* Does block `block` (0 .. blocks - 1); `worker` (0 .. threads - 1) tells which scratch memory of
 * the caller is its own. A status other than NEXTWORK_OK stops the handing out. */
typedef nextwork_status (*nw_block_work)(void *context, int64_t block, int worker);

/* The threads to use for `wanted` (0: one a processor, at most 64). */
int nw_threads(int64_t wanted);

/* Runs all blocks on `threads` threads (the caller's is one of them). Gives the failure of the
 * lowest failing block together with its detail. */
nextwork_status nw_parallel(int64_t blocks, int threads, nw_block_work work, void *context);

#endif
