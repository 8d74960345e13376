/* The inside of a monitor: what long work polls. NULL means nobody watches. */
#ifndef NW_BASE_MONITOR_H
#define NW_BASE_MONITOR_H

#include <nextwork/monitor.h>

#include <stdbool.h>

#define NW_RUNNING 0
#define NW_STOP_CANCELLED 1
#define NW_STOP_DEADLINE 2

/* Starts counting: nothing done yet of `total` steps (0: not known). */
void nw_monitor_begin(nextwork_monitor *monitor, int64_t total);

/* Adds `steps` to what is done and says whether to stop: NW_RUNNING, NW_STOP_CANCELLED or
 * NW_STOP_DEADLINE. Any thread. Cheap, but call it every thousand steps or so, not every step. */
int nw_monitor_step(nextwork_monitor *monitor, int64_t steps);

/* Says how far what there is so far can be from the best, in millionths (0 or more). */
void nw_monitor_report_gap(nextwork_monitor *monitor, int64_t millionths);

#endif
