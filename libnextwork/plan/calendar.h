/* The periods of a plan: two to eight, of which one may be left to be planned anew, one after the
 * other, with or without a pause between. */
#ifndef NW_PLAN_CALENDAR_H
#define NW_PLAN_CALENDAR_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

#define NW_LEAST_PERIODS 2
#define NW_MOST_PERIODS 8

typedef struct {
    int32_t start, end, weeks; /* days [start, end), end = start + 7 * weeks */
} nw_period;

typedef struct {
    int32_t count;
    nw_period period[NW_MOST_PERIODS]; /* none begins before the one before it has ended */
} nw_calendar;

/* `periods` periods of `weeks` weeks each, the first from `start`, without a pause. */
nw_calendar nw_calendar_of(int32_t start, int32_t weeks, int32_t periods);

/* Reads "2027-01-04/13, 2027-05-03/8": first day and weeks of each period, at least `least`,
 * separated by commas. NEXTWORK_ERROR_ARGUMENT names the period that is not one, or that begins too
 * soon. */
nextwork_status nw_calendar_read(nw_calendar *calendar, const char *text, int32_t least);

/* The longest text of a calendar, with the NUL. */
#define NW_CALENDAR_BYTES (NW_MOST_PERIODS * 16)

/* Writes it as nw_calendar_read() takes it, without blanks. */
void nw_calendar_text(char text[NW_CALENDAR_BYTES], const nw_calendar *calendar);

#endif
