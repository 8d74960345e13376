/* Calendar dates as days since 1970-01-01 (proleptic Gregorian). */
#ifndef NW_BASE_DATES_H
#define NW_BASE_DATES_H

#include <stdbool.h>
#include <stdint.h>

/* Reads "YYYY-MM-DD" (years 1900 to 2200); false when it is not such a date. */
bool nw_date_parse(int32_t *day, const char *text, int64_t bytes);

/* Writes "YYYY-MM-DD" and a NUL. */
void nw_date_format(char text[11], int32_t day);

/* The calendar year a day lies in. */
int32_t nw_date_year(int32_t day);

/* Whole months from `from` to `to` (from <= to): the largest m such that `from` plus m calendar
 * months, its day of the month cut to the month's length, is not after `to`. */
int32_t nw_date_months(int32_t from, int32_t to);

#endif
