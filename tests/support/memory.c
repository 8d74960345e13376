#include "memory.h"

#include <CUnit/CUnit.h>
#include <nextwork/memory.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    atomic_int_least64_t calls;
    atomic_int_least64_t held;
    int64_t refused; /* the call that fails, from 1 */
} counter;

static int refuses(counter *count)
{
    return atomic_fetch_add(&count->calls, 1) + 1 == count->refused;
}

static void *allocate(void *context, int64_t bytes)
{
    counter *count = context;
    void *memory = refuses(count) ? NULL : malloc((size_t)bytes);
    if (memory != NULL)
        atomic_fetch_add(&count->held, 1);
    return memory;
}

static void *reallocate(void *context, void *memory, int64_t bytes)
{
    return refuses(context) ? NULL : realloc(memory, (size_t)bytes);
}

static void release(void *context, void *memory)
{
    counter *count = context;
    atomic_fetch_sub(&count->held, 1);
    free(memory);
}

int64_t nw_test_each_allocation(nextwork_status (*work)(void *context), void *context)
{
    for (int64_t run = 1;; run++) {
        counter count = {.refused = run};
        CU_ASSERT_FATAL(nextwork_set_allocator(allocate, reallocate, release, &count) ==
                        NEXTWORK_OK);
        nextwork_status status = work(context);
        CU_ASSERT_FATAL(nextwork_set_allocator(NULL, NULL, NULL, NULL) == NEXTWORK_OK);
        int refused = atomic_load(&count.calls) >= run;
        int expected = refused ? NEXTWORK_ERROR_MEMORY : NEXTWORK_OK;
        long long held = (long long)atomic_load(&count.held);
        if (status != expected || held != 0)
            printf("\n    allocation %lld refused: status %d, %lld blocks not given back\n",
                   (long long)run, (int)status, held);
        CU_ASSERT_EQUAL(status, expected);
        CU_ASSERT_EQUAL(held, 0);
        if (!refused)
            return run;
    }
}
