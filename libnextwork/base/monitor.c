#include "base/monitor.h"

#include "base/memory.h"

#include <stdatomic.h>
#include <time.h>

struct nextwork_monitor {
    atomic_int_least32_t cancelled;
    atomic_int_least64_t deadline; /* nanoseconds of the monotonic clock; 0: none */
    atomic_int_least64_t done;
    atomic_int_least64_t total;
    atomic_int_least64_t gap; /* one more than the gap; 0: not known */
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

nextwork_status nextwork_monitor_new(nextwork_monitor **monitor)
{
    NW_GIVEN(monitor);
    nextwork_monitor *made = NW_NEW_ZERO(nextwork_monitor, 1);
    if (made == NULL)
        return nw_fail_memory("a monitor");
    *monitor = made;
    return NEXTWORK_OK;
}

void nextwork_monitor_free(nextwork_monitor *monitor)
{
    nw_free(monitor);
}

/* No nw_fail here: this one may run in a signal handler. */
nextwork_status nextwork_monitor_cancel(nextwork_monitor *monitor)
{
    if (monitor == NULL)
        return NEXTWORK_ERROR_HANDLE;
    atomic_store(&monitor->cancelled, 1);
    return NEXTWORK_OK;
}

nextwork_status nextwork_monitor_set_deadline(nextwork_monitor *monitor, int64_t milliseconds)
{
    NW_GIVEN(monitor);
    if (milliseconds < -1 || milliseconds > INT64_MAX / 2000000)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "milliseconds is %lld; give 0 or more, or -1 for no limit",
                       (long long)milliseconds);
    atomic_store(&monitor->deadline, milliseconds < 0 ? 0 : now() + milliseconds * 1000000);
    return NEXTWORK_OK;
}

nextwork_status nextwork_monitor_progress(int64_t *done, int64_t *total,
                                          const nextwork_monitor *monitor)
{
    NW_GIVEN(done);
    NW_GIVEN(total);
    NW_GIVEN(monitor);
    *total = atomic_load(&monitor->total);
    *done = atomic_load(&monitor->done);
    return NEXTWORK_OK;
}

nextwork_status nextwork_monitor_gap(int64_t *millionths, const nextwork_monitor *monitor)
{
    NW_GIVEN(millionths);
    NW_GIVEN(monitor);
    *millionths = atomic_load(&monitor->gap) - 1;
    return NEXTWORK_OK;
}

void nw_monitor_begin(nextwork_monitor *monitor, int64_t total)
{
    if (monitor == NULL)
        return;
    atomic_store(&monitor->done, 0);
    atomic_store(&monitor->total, total);
    atomic_store(&monitor->gap, 0);
}

void nw_monitor_report_gap(nextwork_monitor *monitor, int64_t millionths)
{
    if (monitor != NULL)
        atomic_store(&monitor->gap, millionths + 1);
}

int nw_monitor_step(nextwork_monitor *monitor, int64_t steps)
{
    if (monitor == NULL)
        return NW_RUNNING;
    atomic_fetch_add(&monitor->done, steps);
    if (atomic_load(&monitor->cancelled))
        return NW_STOP_CANCELLED;
    int64_t deadline = atomic_load(&monitor->deadline);
    return deadline != 0 && now() >= deadline ? NW_STOP_DEADLINE : NW_RUNNING;
}
