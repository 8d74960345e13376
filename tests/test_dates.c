/* Dates: every day of three centuries is read, written and counted as the calendar has it. */
#include "base/dates.h"
#include "runner.h"

#include <glib.h>

#define FIRST (-25567) /* 1900-01-01 */
#define LAST 84370     /* 2200-12-31 */

static void known_days_have_their_numbers(void)
{
    static const struct {
        const char *text;
        int32_t day;
    } cases[] = {
        {"1970-01-01", 0},     {"1969-12-31", -1},    {"1900-01-01", FIRST},
        {"2000-02-29", 11016}, {"2000-03-01", 11017}, {"2026-11-23", 20780},
        {"2100-02-28", 47540}, {"2100-03-01", 47541}, {"2200-12-31", LAST},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int32_t day = INT32_MIN;
        char text[11];
        CU_ASSERT(nw_date_parse(&day, cases[i].text, 10));
        CU_ASSERT_EQUAL(day, cases[i].day);
        nw_date_format(text, day);
        CU_ASSERT_STRING_EQUAL(text, cases[i].text);
    }
}

/* GLib's calendar counts from the year 1. */
static void every_day_agrees_with_glib(void)
{
    GDate *date = g_date_new_dmy(1, G_DATE_JANUARY, 1900);
    bool same = true;
    for (int32_t day = FIRST; day <= LAST; day++) {
        char ours[11], theirs[16];
        int32_t back = INT32_MIN;
        nw_date_format(ours, day);
        g_snprintf(theirs, sizeof theirs, "%04d-%02d-%02d", g_date_get_year(date),
                   g_date_get_month(date), g_date_get_day(date));
        same = same && strcmp(ours, theirs) == 0 && nw_date_parse(&back, ours, 10) && back == day &&
               nw_date_year(day) == g_date_get_year(date);
        g_date_add_days(date, 1);
    }
    CU_ASSERT(same);
    g_date_free(date);
}

static void what_is_no_date_is_refused(void)
{
    static const char *const texts[] = {
        "",
        "2026-1-05",
        "2026-01-5",
        "26-01-05",
        "2026-01-05 ",
        " 2026-01-05",
        "2026/01/05",
        "20260105",
        "05-01-2026",
        "2026-00-05",
        "2026-13-05",
        "2026-01-00",
        "2026-01-32",
        "2026-04-31",
        "2026-02-29",
        "2100-02-29",
        "1899-12-31",
        "2201-01-01",
        "2026-01-0a",
        "2026-01--5",
        "+026-01-05",
        "2026-01-05T00:00:00",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        int32_t day = 4711;
        CU_ASSERT_FALSE(nw_date_parse(&day, texts[i], (int64_t)strlen(texts[i])));
        CU_ASSERT_EQUAL(day, 4711);
    }
}

static int32_t day_of(const char *text)
{
    int32_t day = 0;
    CU_ASSERT_FATAL(nw_date_parse(&day, text, 10));
    return day;
}

static void months_are_whole_ones(void)
{
    static const struct {
        const char *from, *to;
        int32_t months;
    } cases[] = {
        {"2026-01-15", "2026-01-15", 0},   {"2026-01-15", "2026-02-14", 0},
        {"2026-01-15", "2026-02-15", 1},   {"2026-01-31", "2026-02-27", 0},
        {"2026-01-31", "2026-02-28", 1}, /* the day is cut to the month's length */
        {"2028-01-31", "2028-02-28", 0},   {"2028-01-31", "2028-02-29", 1},
        {"2026-01-31", "2026-03-30", 1},   {"2026-01-31", "2026-03-31", 2},
        {"2025-12-31", "2026-01-01", 0},   {"2024-02-29", "2025-02-28", 12},
        {"2000-05-05", "2026-05-04", 311}, {"2000-05-05", "2026-05-05", 312},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        CU_ASSERT_EQUAL(nw_date_months(day_of(cases[i].from), day_of(cases[i].to)),
                        cases[i].months);
}

/* The definition: the largest m such that `from` plus m months, as GLib adds them, is not after. */
static void months_agree_with_glib(void)
{
    GRand *random = g_rand_new_with_seed((guint32)nw_test_seed());
    for (int i = 0; i < 20000; i++) {
        int32_t from = g_rand_int_range(random, FIRST, LAST - 2000);
        int32_t to = from + g_rand_int_range(random, 0, 2000);
        int32_t months = nw_date_months(from, to);
        GDate *date = g_date_new_dmy(1, G_DATE_JANUARY, 1900);
        g_date_add_days(date, (guint)(from - FIRST));
        GDate *next = g_date_copy(date);
        g_date_add_months(date, (guint)months);
        g_date_add_months(next, (guint)months + 1);
        GDate *last = g_date_new_dmy(1, G_DATE_JANUARY, 1900);
        g_date_add_days(last, (guint)(to - FIRST));
        CU_ASSERT(g_date_compare(date, last) <= 0 && g_date_compare(next, last) > 0);
        g_date_free(date);
        g_date_free(next);
        g_date_free(last);
    }
    g_rand_free(random);
}

int main(void)
{
    static const nw_case cases[] = {
        {"known days have their numbers", known_days_have_their_numbers},
        {"every day agrees with GLib", every_day_agrees_with_glib},
        {"what is no date is refused", what_is_no_date_is_refused},
        {"months are whole ones", months_are_whole_ones},
        {"months agree with GLib", months_agree_with_glib},
        {NULL, NULL},
    };
    return nw_run_cases("dates", cases);
}
