#include "base/memory.h"

#include <nextwork/memory.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE ((uintptr_t)1 << 21)

/* Asks for large pages under an array of several of them: it costs a few faults instead of
 * thousands, and look-ups all over it need not wait for their addresses. */
static void *in_large_pages(void *memory, int64_t bytes)
{
#ifdef MADV_HUGEPAGE
    uintptr_t first = ((uintptr_t)memory + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
    uintptr_t end = ((uintptr_t)memory + (uintptr_t)bytes) & ~(HUGE_PAGE - 1);
    if (memory != NULL && bytes >= (int64_t)(2 * HUGE_PAGE) && first < end)
        (void)madvise((void *)first, end - first, MADV_HUGEPAGE); /* where there are none: no */
#endif
    return memory;
}

static void *default_allocate(void *context, int64_t bytes)
{
    (void)context;
    return in_large_pages(malloc((size_t)bytes), bytes);
}

static void *default_reallocate(void *context, void *memory, int64_t bytes)
{
    (void)context;
    return in_large_pages(realloc(memory, (size_t)bytes), bytes);
}

static void default_release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

/* The only process-wide state of the library: set once before anything else is called. */
static struct {
    nextwork_allocate allocate;
    nextwork_reallocate reallocate;
    nextwork_release release;
    void *context;
} hook = {default_allocate, default_reallocate, default_release, NULL};

nextwork_status nextwork_set_allocator(nextwork_allocate allocate, nextwork_reallocate reallocate,
                                       nextwork_release release, void *context)
{
    int given = (allocate != NULL) + (reallocate != NULL) + (release != NULL);
    if (given != 0 && given != 3)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "give all three allocator functions, or none");
    hook.allocate = given ? allocate : default_allocate;
    hook.reallocate = given ? reallocate : default_reallocate;
    hook.release = given ? release : default_release;
    hook.context = given ? context : NULL;
    return NEXTWORK_OK;
}

/* The bytes of count items, at least 1; -1 when they cannot be counted. */
static int64_t bytes_of(int64_t count, int64_t size)
{
    int64_t bytes;
    if (count < 0 || __builtin_mul_overflow(count, size, &bytes))
        return -1;
    return bytes > 0 ? bytes : 1;
}

void *nw_alloc(int64_t count, int64_t size)
{
    int64_t bytes = bytes_of(count, size);
    return bytes < 0 ? NULL : hook.allocate(hook.context, bytes);
}

void *nw_alloc_zero(int64_t count, int64_t size)
{
    int64_t bytes = bytes_of(count, size);
    if (bytes < 0)
        return NULL;
    /* calloc gets zero pages from the kernel for nothing; a hook has no such call. */
    if (hook.allocate == default_allocate)
        return in_large_pages(calloc(1, (size_t)bytes), bytes);
    void *memory = hook.allocate(hook.context, bytes);
    if (memory != NULL)
        memset(memory, 0, (size_t)bytes);
    return memory;
}

void nw_free(void *memory)
{
    if (memory != NULL)
        hook.release(hook.context, memory);
}

nextwork_status nw_grow(void **items, int64_t *capacity, int64_t needed, int64_t size)
{
    if (needed <= *capacity)
        return NEXTWORK_OK;
    int64_t wanted = *capacity < 8 ? 8 : *capacity;
    while (wanted < needed)
        wanted = wanted > INT64_MAX / 2 ? needed : wanted * 2;
    int64_t bytes = bytes_of(wanted, size);
    if (bytes < 0)
        return nw_fail(NEXTWORK_ERROR_LIMIT, "an array cannot grow to that many items");
    void *grown = *items == NULL ? hook.allocate(hook.context, bytes)
                                 : hook.reallocate(hook.context, *items, bytes);
    if (grown == NULL)
        return nw_fail_memory("a longer array");
    *items = grown;
    *capacity = wanted;
    return NEXTWORK_OK;
}
