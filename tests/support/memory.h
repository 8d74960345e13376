/*
 * Running out of memory on purpose: `work` runs with its first allocation refused, then with its
 * second, and so on until it needs no more. Each time it must give NEXTWORK_ERROR_MEMORY and give
 * back every block; the last time it must succeed, and give back every block too.
 *
 *     static nextwork_status work(void *context)
 *     {
 *         nw_table table;
 *         NW_TRY(nw_table_init(&table, context));
 *         nw_table_clear(&table);
 *         return NEXTWORK_OK;
 *     }
 *
 *     CU_ASSERT(nw_test_each_allocation(work, schema) > 1);
 */
#ifndef NW_TEST_MEMORY_H
#define NW_TEST_MEMORY_H

#include <nextwork/status.h>

/* Returns the number of runs: one more than the allocations of a run that succeeds. */
int64_t nw_test_each_allocation(nextwork_status (*work)(void *context), void *context);

#endif
