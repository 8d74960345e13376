/* Calendars: the periods of a plan follow one another; what overlaps, or is none, is refused with
 * the period that is wrong. */
#include "plan/calendar.h"

#include "runner.h"

#include <nextwork/status.h>
#include <string.h>

#define FIRST_MONDAY 20822 /* 2027-01-04 */

static void equal_periods_follow_without_a_pause(void)
{
    nw_calendar calendar = nw_calendar_of(FIRST_MONDAY, 13, 3);
    char text[NW_CALENDAR_BYTES];
    CU_ASSERT_EQUAL(calendar.count, 3);
    CU_ASSERT_EQUAL(calendar.period[0].end, FIRST_MONDAY + 91);
    CU_ASSERT_EQUAL(calendar.period[1].start, FIRST_MONDAY + 91);
    nw_calendar_text(text, &calendar);
    CU_ASSERT_STRING_EQUAL(text, "2027-01-04/13,2027-04-05/13,2027-07-05/13");
}

static void what_is_written_is_read(void)
{
    static const char *const texts[][2] = {
        {"2027-01-04/13,2027-04-05/13", "2027-01-04/13,2027-04-05/13"},
        {" 2027-01-04/13 , 2027-05-03/8\t", "2027-01-04/13,2027-05-03/8"},
        {"1999-12-31/520,2010-01-01/1,2010-01-08/007", "1999-12-31/520,2010-01-01/1,2010-01-08/7"},
        {"2027-01-01/1,2027-01-08/1,2027-01-15/1,2027-01-22/1,2027-01-29/1,2027-02-05/1,"
         "2027-02-12/1,2027-02-19/520",
         "2027-01-01/1,2027-01-08/1,2027-01-15/1,2027-01-22/1,2027-01-29/1,2027-02-05/1,"
         "2027-02-12/1,2027-02-19/520"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        nw_calendar calendar = {0};
        char text[NW_CALENDAR_BYTES];
        CU_ASSERT_EQUAL(nw_calendar_read(&calendar, texts[i][0], NW_LEAST_PERIODS), NEXTWORK_OK);
        nw_calendar_text(text, &calendar);
        CU_ASSERT_STRING_EQUAL(text, texts[i][1]);
    }
}

static void what_is_none_is_refused(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "period 1, \"\", is none"},
        {"2027-01-04", "period 1, \"2027-01-04\", is none"},
        {"2027-01-04/", "period 1, \"2027-01-04/\", is none"},
        {"2027-01-04/0,2027-04-05/13", "period 1, \"2027-01-04/0\", is none"},
        {"2027-01-04/521,2037-04-05/13", "period 1, \"2027-01-04/521\", is none"},
        {"2027-01-04/99999999999999999999,2027-04-05/13", "period 1"},
        {"2027-01-04/13,2027-02-30/13", "period 2, \"2027-02-30/13\", is none"},
        {"2027-01-04/13,", "period 2, \"\", is none"},
        {"2027-01-04/13;2027-04-05/13", "period 1"},
        {"2027-01-04/13x,2027-04-05/13", "period 1"},
        {"2027-01-04/13", "1 periods; a plan has 2 to 8"},
        {"2027-01-01/1,2027-01-08/1,2027-01-15/1,2027-01-22/1,2027-01-29/1,2027-02-05/1,"
         "2027-02-12/1,2027-02-19/1,2027-02-26/1",
         "more than 8 periods; a plan has 2 to 8"},
        {"2027-01-04/13,2027-04-04/13",
         "period 2 begins on 2027-04-04, before period 1 has ended (2027-04-05)"},
        {"2027-01-04/13,2026-01-05/13",
         "period 2 begins on 2026-01-05, before period 1 has ended (2027-04-05)"},
        {"2027-01-04/13,2027-04-05/13,2027-04-12/1", "period 3 begins on 2027-04-12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nw_calendar calendar = nw_calendar_of(FIRST_MONDAY, 1, 2), before = calendar;
        CU_ASSERT_EQUAL(nw_calendar_read(&calendar, cases[i].text, NW_LEAST_PERIODS),
                        NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT_PTR_NOT_NULL(strstr(nextwork_error_message(), cases[i].message));
        CU_ASSERT_EQUAL(memcmp(&calendar, &before, sizeof calendar), 0);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"equal periods follow without a pause", equal_periods_follow_without_a_pause},
        {"what is written is read", what_is_written_is_read},
        {"what is none is refused", what_is_none_is_refused},
        {NULL, NULL},
    };
    return nw_run_cases("calendar", cases);
}
