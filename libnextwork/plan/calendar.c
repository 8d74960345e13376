#include "plan/calendar.h"

#include "base/arith.h"
#include "base/dates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATE_BYTES 10
#define MOST_WEEKS 520

static nw_period period_of(int32_t start, int32_t weeks)
{
    return (nw_period){start, start + 7 * weeks, weeks};
}

nw_calendar nw_calendar_of(int32_t start, int32_t weeks, int32_t periods)
{
    nw_calendar calendar = {.count = periods};
    for (int32_t t = 0; t < periods; t++)
        calendar.period[t] = period_of(start + 7 * weeks * t, weeks);
    return calendar;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* Reads one "YYYY-MM-DD/WEEKS" and gives what follows it; NULL when it is none. */
static const char *read_period(nw_period *period, const char *text)
{
    int32_t start;
    if (memchr(text, '\0', DATE_BYTES) != NULL || text[DATE_BYTES] != '/' ||
        !nw_date_parse(&start, text, DATE_BYTES))
        return NULL;
    const char *digits = text + DATE_BYTES + 1;
    size_t count = strspn(digits, "0123456789");
    long weeks = count == 0 || count > 3 ? 0 : strtol(digits, NULL, 10);
    if (weeks < 1 || weeks > MOST_WEEKS)
        return NULL;
    *period = period_of(start, (int32_t)weeks);
    return skip_blanks(digits + count);
}

static nextwork_status refuse_period(int32_t number, const char *text)
{
    return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                   "option calendar: period %d, \"%.*s\", is none; give first day and weeks of "
                   "each, as in 2027-01-04/13,2027-05-03/8, 1 to %d weeks",
                   (int)number, (int)nw_min32((int32_t)strcspn(text, ","), 32), text, MOST_WEEKS);
}

static nextwork_status check_order(const nw_calendar *calendar, int32_t last)
{
    const nw_period *period = calendar->period;
    if (last == 0 || period[last].start >= period[last - 1].end)
        return NEXTWORK_OK;
    char start[11], end[11];
    nw_date_format(start, period[last].start);
    nw_date_format(end, period[last - 1].end);
    return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                   "option calendar: period %d begins on %s, before period %d has ended (%s); a "
                   "youth is at one post at a time, so let it begin on %s or later",
                   (int)last + 1, start, (int)last, end, end);
}

static nextwork_status refuse_count(int32_t count)
{
    return nw_fail(NEXTWORK_ERROR_ARGUMENT, "option calendar: %s%d periods; a plan has %d to %d",
                   count > NW_MOST_PERIODS ? "more than " : "",
                   (int)nw_min32(count, NW_MOST_PERIODS), NW_LEAST_PERIODS, NW_MOST_PERIODS);
}

nextwork_status nw_calendar_read(nw_calendar *calendar, const char *text, int32_t least)
{
    nw_calendar read = {0};
    for (const char *rest = skip_blanks(text);; rest = skip_blanks(rest + 1)) {
        if (read.count == NW_MOST_PERIODS)
            return refuse_count(read.count + 1);
        const char *after = read_period(&read.period[read.count], rest);
        if (after == NULL || (*after != ',' && *after != '\0'))
            return refuse_period(read.count + 1, rest);
        NW_TRY(check_order(&read, read.count));
        read.count++;
        rest = after;
        if (*rest == '\0')
            break;
    }
    if (read.count < least)
        return refuse_count(read.count);
    *calendar = read;
    return NEXTWORK_OK;
}

void nw_calendar_text(char text[NW_CALENDAR_BYTES], const nw_calendar *calendar)
{
    int at = 0;
    text[0] = '\0';
    for (int32_t t = 0; t < calendar->count; t++) {
        char start[11];
        nw_date_format(start, calendar->period[t].start);
        at += snprintf(text + at, (size_t)(NW_CALENDAR_BYTES - at), "%s%s/%d", t > 0 ? "," : "",
                       start, (int)calendar->period[t].weeks);
    }
}
