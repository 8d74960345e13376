#include "base/dates.h"

#include <stdio.h>

typedef struct {
    int32_t year, month, day;
} civil;

/* Both conversions count from 1 March of year 0, so that the leap day ends the year. */
static int32_t days_of(civil date)
{
    int32_t year = date.month <= 2 ? date.year - 1 : date.year;
    int32_t month = date.month <= 2 ? date.month + 9 : date.month - 3;
    int32_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    return 365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

static civil civil_of(int32_t days)
{
    int32_t n = days + 719468;
    int32_t era = n / 146097;
    int32_t day_of_era = n - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153;
    civil date = {year_of_era + era * 400, month < 10 ? month + 3 : month - 9,
                  day_of_year - (153 * month + 2) / 5 + 1};
    if (date.month <= 2)
        date.year++;
    return date;
}

static int32_t month_length(int32_t year, int32_t month)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return lengths[month - 1] + (month == 2 && leap);
}

static bool digits(int32_t *value, const char *text, int count)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

bool nw_date_parse(int32_t *day, const char *text, int64_t bytes)
{
    civil date;
    if (bytes != 10 || text[4] != '-' || text[7] != '-' || !digits(&date.year, text, 4) ||
        !digits(&date.month, text + 5, 2) || !digits(&date.day, text + 8, 2))
        return false;
    if (date.year < 1900 || date.year > 2200 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > month_length(date.year, date.month))
        return false;
    *day = days_of(date);
    return true;
}

void nw_date_format(char text[11], int32_t day)
{
    civil date = civil_of(day);
    /* Bounded by the calendar; the remainders tell the compiler so. */
    snprintf(text, 11, "%04u-%02u-%02u", (unsigned)date.year % 10000, (unsigned)date.month % 100,
             (unsigned)date.day % 100);
}

int32_t nw_date_year(int32_t day)
{
    return civil_of(day).year;
}

int32_t nw_date_months(int32_t from, int32_t to)
{
    civil a = civil_of(from), b = civil_of(to);
    int32_t months = (b.year - a.year) * 12 + b.month - a.month;
    int32_t length = month_length(b.year, b.month);
    int32_t anniversary = a.day < length ? a.day : length;
    return b.day < anniversary ? months - 1 : months;
}
